# A BagIt bag that somebody else made: valid, or refused with file and reason.
. "$TESTS/cli/lib.sh"

# seal ALGORITHM...: write the manifests of the bag in the current folder.
seal() {
    local algorithm
    rm -f ./*manifest-*.txt
    for algorithm in "$@"; do
        find data -type f -print0 | sort -z |
            xargs -0 -r "${algorithm}sum" >"manifest-$algorithm.txt"
    done
    for algorithm in "$@"; do
        find . -maxdepth 1 -name '*.txt' ! -name 'tagmanifest-*' \
            -printf '%P\0' | sort -z |
            xargs -0 "${algorithm}sum" >"tagmanifest-$algorithm.txt"
    done
}

# new_bag VERSION ALGORITHM...: a bag of two files in bag/, and go there.
new_bag() {
    local version=$1
    shift
    cd "$BAGS"
    rm -rf bag
    mkdir -p bag/data/sub
    cd bag
    printf 'BagIt-Version: %s\nTag-File-Character-Encoding: UTF-8\n' \
        "$version" >bagit.txt
    printf 'Source-Organization: Leam Library\nPayload-Oxum: 11.2\n' \
        >bag-info.txt
    printf 'hello\n' >data/a.txt
    printf 'leam\n' >'data/sub/b c.txt'
    seal "$@"
}

# good, bad STATUS: what verify says of it.
good() { (cd .. && expect_status 0 dictum verify ./bag 2>&1); }
bad() { (cd .. && expect_status "$1" dictum verify ./bag 2>&1); }

BAGS=$PWD
for version in 0.93 0.94 0.95 0.96 0.97 1.0; do
    new_bag "$version" md5 sha1 sha224 sha256 sha384 sha512
    good
done
(cd .. && dictum verify --json ./bag && dictum verify --quiet ./bag)

echo "-- what is right"
new_bag 1.0 sha256
sed -i 's/^[0-9a-f]*/\U&/; s/  / \t*.\//' manifest-sha256.txt
rm tagmanifest-sha256.txt
good
new_bag 1.0 sha256
printf 'x' >$'data/line\nend 100%.txt'
seal sha256
{
    grep -v '^\\' manifest-sha256.txt
    printf '%s  data/line%%0Aend 100%%25.txt\n' \
        "$(printf x | sha256sum | cut -c1-64)"
} >new
mv new manifest-sha256.txt
rm tagmanifest-sha256.txt
sed -i 's/11.2/12.3/' bag-info.txt
good
new_bag 0.97 md5
for file in bag-info.txt manifest-md5.txt; do
    iconv -f UTF-8 -t UTF-16 "$file" >new
    mv new "$file"
done
rm tagmanifest-md5.txt
sed -i 's/UTF-8/UTF-16/' bagit.txt
good
new_bag 0.97 md5 sha1
sed -i 1d manifest-md5.txt
printf 'Label : old\n' >>bag-info.txt
sed -n 1p manifest-sha1.txt >>manifest-sha1.txt
rm tagmanifest-*
printf 'https://example.org/a 6 data/a.txt\r\n' >fetch.txt
good
new_bag 1.0 sha256
mv data/a.txt data/A.TXT
good

echo "-- bagit.txt"
new_bag 1.1 sha256
bad 4
new_bag 1.0 sha256
printf '\n' >>bagit.txt
bad 4
printf '\357\273\277BagIt-Version: 1.0\n' >bagit.txt
bad 4
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: EBCDIC-9\n' >bagit.txt
bad 4
rm bagit.txt
bad 5

echo "-- the payload"
new_bag 1.0 sha256
printf 'hullo\n' >data/a.txt
bad 5
new_bag 1.0 sha256
rm data/a.txt
bad 5
new_bag 1.0 sha256
printf 'x' >data/extra
bad 5
new_bag 1.0 sha256
mv data/a.txt ..
ln -s ../../a.txt data/a.txt
bad 4
new_bag 1.0 sha256
mv data ../elsewhere
ln -s ../elsewhere data
bad 4
rm -r ../elsewhere
new_bag 1.0 sha256
mkfifo data/pipe
bad 4
new_bag 1.0 sha256
mkdir -p "data/$(printf 'd/%.0s' {1..70})"
bad 4 | sed 's/d\/d[d\/]*/DEEP/'
new_bag 1.0 sha256
sed -i 's/11.2/11.3/' bag-info.txt
rm tagmanifest-sha256.txt
bad 5

echo "-- manifests"
new_bag 1.0 sha256
rm ./*manifest-*
bad 4
new_bag 1.0 sha256
mv manifest-sha256.txt manifest-crc32.txt
bad 4
new_bag 1.0 md5 sha1
sed -i 1d manifest-md5.txt
bad 5
new_bag 0.97 md5
sed -i 1d manifest-md5.txt
bad 5
new_bag 1.0 sha256
sed -n 1p manifest-sha256.txt >>manifest-sha256.txt
bad 4
new_bag 0.97 sha256
sed -n 1p manifest-sha256.txt | sed 's/^.../abc/' >>manifest-sha256.txt
bad 5
new_bag 1.0 sha256
printf 'changed: yes\n' >>bag-info.txt
bad 5
new_bag 1.0 md5
sum=$(cut -c1-32 manifest-md5.txt | head -n 1)
# shellcheck disable=SC2088 # a path that must not be expanded
for path in ../a.txt /etc/passwd data/../../a.txt data//a.txt data/./a.txt \
    '~/a.txt' 'C:\a.txt' bagit.txt data/%2E%2E/a.txt; do
    printf '%s  %s\n' "$sum" "$path" >manifest-md5.txt
    (cd .. && dictum verify ./bag 2>&1) && exit 1
done
for line in "$sum" "$sum " "${sum}0  data/a.txt" "x${sum#?}  data/a.txt"; do
    printf '%s\n' "$line" >manifest-md5.txt
    bad 4
done
{
    printf '%s  ' "$sum"
    head -c 70000 /dev/zero | tr '\0' x
} >manifest-md5.txt
bad 4

echo "-- bag-info.txt and fetch.txt"
for line in 'no colon' ': no label' 'Label : 1' 'Label:1' 'Payload-Oxum: 11' \
    'payload-oxum: 11.2'; do
    new_bag 1.0 sha256
    printf '%s\n' "$line" >>bag-info.txt
    rm tagmanifest-sha256.txt
    bad 4
done
for line in 'https://example.org/a - data/gone.txt' \
    'https://example.org/a - ../gone.txt' 'https://example.org/a - bagit.txt' \
    'https://example.org/a six data/a.txt' 'https://example.org/a -' \
    'nowhere - data/a.txt'; do
    new_bag 1.0 sha256
    printf '%s\n' "$line" >fetch.txt
    (cd .. && dictum verify ./bag 2>&1) && exit 1
done
exit 0
