# A line without end is refused at the bound: nobody waits for its end.
status=0
yes x | tr -d '\n' | dictum dedup - || status=$?
[ "$status" = 4 ]
