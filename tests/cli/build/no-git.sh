# A build needs the folders, not git; what is not there is told with the
# command that lays it out.
. "$TESTS/cli/town.bash"
expect_status 2 dictum build
expect_status 2 dictum verify
expect_status 2 dictum verify town
expect_status 2 dictum verify --at HEAD
mkdir corpus
expect_status 2 dictum build town
built_corpus
dictum verify --quiet
expect_status 2 dictum build village
expect_status 2 dictum verify village
expect_status 2 dictum verify --at HEAD town
expect_status 2 dictum pack town 1.0.0
cp -R corpus/town corpus/shire
sed -i 's/^name: town/name: shire/' corpus/shire/corpus.yaml
expect_status 2 dictum build village
expect_status 2 dictum build
