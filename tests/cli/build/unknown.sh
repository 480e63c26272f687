# What every article has and nothing tells for certain is null, and the build
# says so, until the curator's entry tells it: a day that may be one of two
# months is none. A post has no title.
. "$TESTS/cli/lib.sh"
new_repo
dictum init -q harbour --licence CC0-1.0
printf '<html lang="en"><title>Quay stands</title><meta property="og:site_name" content="The Echo"><article><h1>Quay stands</h1><p>Posted 03/04/2014</p><p>The quay stands, the harbour board said, and it will stand.</p></article>' >quay.html
printf 'The ferry sails again on Monday, and the board is glad of it.\n' >ferry.txt
dictum add -q quay.html --corpus harbour --id quay --kind report
dictum add -q ferry.txt --corpus harbour --id ferry --kind post --published 2024-05-03
dictum build --json harbour | grep -o '"unknown":[0-9]*'
sed -i '/id: quay/a\    published: 2014-04-03' corpus/harbour/sources.yaml
sed -i '/id: ferry/a\    publisher: The Ferry\n    language: en' corpus/harbour/sources.yaml
dictum build harbour
