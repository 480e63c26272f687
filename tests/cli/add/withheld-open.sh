# A text that is open already is not withheld by adding it again, and a file
# in the work tree that is to be withheld is pointed at.
. "$TESTS/cli/lib.sh"
new_repo
dictum init town --licence CC0-1.0 2>/dev/null
printf 'The bridge is closed until the river falls, the mayor said on Monday.\n' >../a.txt
printf 'The ferry runs every hour while the bridge is closed, the council said.\n' >b.txt
dictum add ../a.txt --id bridge
expect_status 2 dictum add ../a.txt --withheld
dictum add b.txt --id ferry --withheld
