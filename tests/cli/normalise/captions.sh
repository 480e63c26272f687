# Captions of a recording, told by their bytes, their name, what a WARC file or
# --type says of them.
cat >quay.srt <<'END'

1
00:00:01,000 --> 00:00:03,000
AMIRA VOSS: We have rebuilt
the harbour wall.

2
00:00:03,200 --> 00:00:05,000
- Who paid for it?
- The county did.

3
00:00:05,000 --> 00:00:06,000
[Applause]

4
00:00:06,000 --> 00:00:08,000
AMIRA VOSS: It was worth every penny.
END
dictum normalise quay.srt
cp quay.srt quay.txt
dictum normalise --json quay.txt - <quay.srt | grep -o '"kind":"[a-z]*"\|"media_type":"[^"]*"'
echo "== by name or --type, whatever begins it"
{
    printf 'Taken down by the harbour office.\n\n'
    cat quay.srt
} >late.srt
dictum normalise late.srt | head -n 1
dictum normalise --type srt - <late.srt | cmp - <(dictum normalise late.srt) && echo "the same"
dictum normalise --type vtt - <late.srt | head -n 1
echo "== in a WARC file"
{
    printf 'WEBVTT\n\n'
    sed 's/,\([0-9]\)/.\1/g' quay.srt
} >quay.vtt
head="HTTP/1.1 200 OK"$'\r\n'"Content-Type: text/vtt"$'\r\n\r\n'
size=$((${#head} + $(wc -c <quay.vtt)))
printf '%s\r\n' WARC/1.0 'WARC-Type: response' \
    'WARC-Record-ID: <urn:uuid:11111111-1111-4111-8111-111111111111>' \
    'WARC-Date: 2024-05-01T09:30:00Z' \
    'WARC-Target-URI: https://harbour.example/quay.vtt' \
    'Content-Type: application/http;msgtype=response' \
    "Content-Length: $size" '' >quay.warc
{
    printf %s "$head"
    cat quay.vtt
    printf '\r\n\r\n'
} >>quay.warc
dictum normalise quay.warc | tail -n +3 | cmp - <(dictum normalise quay.vtt) && echo "the same"
# A line of any number of voices is read once, not again for each cue it makes:
# that would take minutes.
python3 -c 'print("WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<v Ada>x " * 1500000)' |
    dictum normalise - | wc -c
