# A speech of which nothing says whose it is: the build names it, and what its
# entry may say; it sends nobody to a list that has no name of it.
. "$TESTS/cli/lib.sh"
new_repo
dictum init -q harbour --licence CC0-1.0
cat >corpus/harbour/people.yaml <<'END'
people:
  - id: ida-marsh
    name: Ida Marsh
END
printf 'We shall raise the quay before the winter comes.\n\nAnd we shall not ask the town for another penny.\n' >talk.txt
printf 'The quay will stand, said Tom Reed.\n' >quay.txt
dictum add -q talk.txt --corpus harbour --id talk --kind transcript
sed -i '/id: talk/a\    title: A talk\n    publisher: The Echo\n    published: 2024-05-03\n    language: en' corpus/harbour/sources.yaml
dictum build harbour 2>&1
dictum people harbour
echo '# with a stranger'
dictum add -q quay.txt --corpus harbour --id quay --kind report
sed -i '/id: quay/a\    title: The quay\n    publisher: The Echo\n    published: 2024-05-03\n    language: en' corpus/harbour/sources.yaml
sed -i 's/title: A talk/title: The talk/' corpus/harbour/sources.yaml
dictum build harbour 2>&1
dictum people harbour
echo '# told'
sed -i '/id: talk/a\    speaker: ida-marsh' corpus/harbour/sources.yaml
dictum build harbour 2>&1
