# What is no text is not read as if it were one.
. "$TESTS/cli/lib.sh"
refused() {
    expect_status 4 dictum statements "$@" 2>&1
}
echo '<!DOCTYPE html><title>A</title><p>“We will pay,” said Ada Example.</p>' >page.html
refused page.html
printf '{"text":"“We will pay,” said Ada Example."}\n' | refused -
printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Example>We will pay.\n' >said.vtt
refused said.vtt
printf '%s\n' '{Laughter} “We will pay,” said Ada Example.' '{"No," she said.}' |
    dictum statements - | grep -c '"speaker":"Ada Example"'
