# A reporter's contraction of what was said is no change, but the word in it is.
cat >pairs.jsonl <<'END'
{"quote":"We won’t sell the harbour. I can’t promise you a date.","text":"We will not sell the harbour. I cannot promise you a date."}
{"quote":"We do not know it, and they are not sorry.","text":"We don't know it, and they're not sorry."}
{"quote":"We will sell the harbour to anybody who asks.","text":"We won’t sell the harbour to anybody who asks."}
END
"$DICTUM" align pairs.jsonl
