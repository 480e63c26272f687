"""Write a WARC file with warcio, which is not ours: warc_write.py FILE RECORDS

Pages, plain, chunked or gzip-encoded in turn, each with its request, and one
revisit a hundred; all of it invented. The digests are warcio's own.
"""
import gzip
import io
import sys

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def page(number):
    paragraphs = "".join(
        "<p>The board met for the %s time on pier %d, and the chair said that "
        "the ferry would sail again before the summer, number %d.</p>\n"
        % (nth, number, number * 7919 % 1000003)
        for nth in ("first", "second", "third", "fourth") * 8)
    return ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<title>Ferry number %d returns</title></head><body><article>"
            "<h1>Ferry number %d returns</h1>\n%s</article></body></html>\n"
            % (number, number, paragraphs)).encode()


def chunked(body):
    parts = [body[i:i + 1000] for i in range(0, len(body), 1000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + \
        b"0\r\n\r\n"


def write(out, count):
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("w.warc.gz", {"a": "b"}))
    for i in range(count):
        url = "https://ferry.example/%d" % i
        fields = [("Content-Type", "text/html; charset=utf-8")]
        body = page(i)
        if i % 3 == 1:
            body = chunked(body)
            fields.append(("Transfer-Encoding", "chunked"))
        elif i % 3 == 2:
            body = gzip.compress(body, mtime=0)
            fields.append(("Content-Encoding", "gzip"))
        response = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body),
            http_headers=StatusAndHeaders("200 OK", fields,
                                          protocol="HTTP/1.1"))
        request = writer.create_warc_record(
            url, "request", http_headers=StatusAndHeaders(
                "GET /%d HTTP/1.1" % i, [("Host", "ferry.example")],
                is_http_request=True))
        writer.write_request_response_pair(request, response)
        if i % 100 == 50:
            writer.write_record(writer.create_revisit_record(
                url + "/again",
                response.rec_headers.get_header("WARC-Payload-Digest"), url,
                response.rec_headers.get_header("WARC-Date")))


with open(sys.argv[1], "wb") as file:
    write(file, int(sys.argv[2]))
