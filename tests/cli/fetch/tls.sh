# Certificates are verified; where one is trusted, HTTP/2 is spoken.
. "$TESTS/cli/web.bash"
command -v openssl >/dev/null || skip "openssl is not installed"
certificate() { # NAME SUBJECT-ALTERNATIVE DAYS
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$TMPDIR/$1.key" \
        -out "$TMPDIR/$1.pem" -days "$3" -subj "/CN=$1" \
        -addext "subjectAltName=$2" 2>/dev/null
}
certificate good IP:127.0.0.1 2
certificate other DNS:other.example 2
good=$(free_port)
other=$(free_port)
mkdir "$TMPDIR/www"
page "A page" "The quay is open, the office said." >"$TMPDIR/www/page.html"
start_nginx <<END
root $TMPDIR/www;
server {
    listen 127.0.0.1:$good ssl http2;
    ssl_certificate $TMPDIR/good.pem;
    ssl_certificate_key $TMPDIR/good.key;
}
server {
    listen 127.0.0.1:$other ssl;
    ssl_certificate $TMPDIR/other.pem;
    ssl_certificate_key $TMPDIR/other.key;
}
END
wait_for "$good"
wait_for "$other"
new_town
source_at good "https://127.0.0.1:$good/page.html"
source_at other "https://127.0.0.1:$other/page.html"
# What OpenSSL says of it is its own.
short() {
    sed -E 's/(failed: [^ ]*): .*/\1/'
}
echo "- nobody trusts them"
fetch | short
echo "- one is trusted, the other is of another host"
cat "$TMPDIR/good.pem" "$TMPDIR/other.pem" >"$TMPDIR/both.pem"
SSL_CERT_FILE=$TMPDIR/both.pem fetch | short
zcat .dictum/warc/town-*.warc.gz | tr -d '\r' |
    grep -a -e '^WARC-Protocol' -e ' HTTP/' -e '^HTTP/' | sort | uniq -c |
    sed 's/^ *//'
dictum warc .dictum/warc/town-*.warc.gz >/dev/null
