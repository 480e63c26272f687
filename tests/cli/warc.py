#!/usr/bin/env python3
"""WARC files for the tests, all of it invented: warc.py good|hostile

Writes them into the working folder. Nothing depends on time or chance.
"""
import base64
import gzip
import hashlib
import subprocess
import sys
import zlib

CRLF = b"\r\n"


def sha1(data):
    return b"sha1:" + base64.b32encode(hashlib.sha1(data).digest())


def record(kind, block, url=None, length=None, **fields):
    """One record with its two empty lines; a field of None is left out."""
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-05-01T09:30:00Z",
        "WARC-Record-ID": "<urn:uuid:%s>" % hashlib.md5(
            repr((kind, block, url)).encode()).hexdigest(),
        "Content-Type": "application/http; msgtype=" + kind
        if kind in ("response", "request", "revisit") else None,
        "Content-Length": str(len(block) if length is None else length),
    }
    head.update((k.replace("_", "-"), v) for k, v in fields.items())
    lines = [b"WARC/1.1"] + [
        k.encode() + b": " + (v if isinstance(v, bytes) else v.encode())
        for k, v in head.items() if v is not None]
    return CRLF.join(lines) + 2 * CRLF + block + 2 * CRLF


def http(body, status="200 OK", **fields):
    head = {"Content-Type": "text/html; charset=utf-8"}
    head.update((k.replace("_", "-"), v) for k, v in fields.items())
    lines = ["HTTP/1.1 " + status] + [
        "%s: %s" % item for item in head.items() if item[1] is not None]
    return "\r\n".join(lines).encode() + 2 * CRLF + body


def chunked(body, size=100):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + \
        b"0\r\n\r\n"


def page(number):
    paragraphs = "".join(
        "<p>The board met for the %s time on pier %d, and the chair said that "
        "the ferry would sail again before the summer.</p>\n" % (nth, number)
        for nth in ("first", "second", "third", "fourth"))
    return ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<title>Ferry number %d returns</title></head><body><article>"
            "<h1>Ferry number %d returns</h1>\n%s</article></body></html>\n"
            % (number, number, paragraphs)).encode()


def response(number, **fields):
    return record("response", http(page(number)),
                  "https://ferry.example/%d" % number, **fields)


def members(*records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zstd(data, *options):
    return subprocess.run(["zstd", "-q", "-c", "-3", *options], input=data,
                          stdout=subprocess.PIPE, check=True).stdout


def write(name, data):
    with open(name, "wb") as out:
        out.write(data)


def samples():
    """Records of every type, with what a page can be wrapped in."""
    body = page(3)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    bare = deflater.compress(page(5)) + deflater.flush()
    first = http(page(1))
    return [
        record("warcinfo", b"software: none\r\n",
               Content_Type="application/warc-fields"),
        record("request", b"GET /1 HTTP/1.1\r\nHost: ferry.example\r\n\r\n",
               "https://ferry.example/1"),
        record("response", first, "https://ferry.example/1",
               WARC_Block_Digest=sha1(first),
               WARC_Payload_Digest=sha1(page(1))),
        record("response", http(gzip.compress(page(2), mtime=0),
                                Content_Encoding="gzip"),
               "https://ferry.example/2"),
        record("response", http(chunked(body), Transfer_Encoding="chunked"),
               "https://ferry.example/3", WARC_Payload_Digest=sha1(body)),
        record("response", http(chunked(gzip.compress(page(4), mtime=0)),
                                Transfer_Encoding="chunked",
                                Content_Encoding="gzip"),
               "<https://ferry.example/4>"),
        record("response", http(bare, Content_Encoding="deflate"),
               "https://ferry.example/5"),
        record("response", http(b"", "301 Moved", Location="/1"),
               "https://ferry.example/old"),
        record("response", http(b"gone", "404 Not Found"),
               "https://ferry.example/none"),
        record("response", http(b"\x89PNG\r\n\x1a\n", Content_Type="image/png"),
               "https://ferry.example/logo.png"),
        record("response", http(page(9)), "https://ferry.example/cut",
               WARC_Truncated="length"),
        record("response", http(page(1)), "https://ferry.example/copy"),
        record("response", http(page(6)), "https://ferry.example/1"),
        record("response", http(b"<html><body></body></html>"),
               "https://ferry.example/empty"),
        record("revisit", http(b"", Content_Type=None),
               "https://ferry.example/again",
               WARC_Payload_Digest=sha1(page(1))),
        record("revisit", http(b""), "https://ferry.example/elsewhere",
               WARC_Payload_Digest=sha1(b"not in this file")),
        record("resource", page(7), "https://ferry.example/7",
               Content_Type="text/html"),
        record("conversion",
               b"The ferry to the island sails again, the board said on "
               b"Monday.\n\nIt had been laid up since the storm of March.\n",
               "https://ferry.example/8", Content_Type="text/plain"),
        record("metadata", b"via: none\r\n", "https://ferry.example/1",
               Content_Type="application/warc-fields"),
        record("resource", b"20240501093000\n1.2.3.4\n", "dns:ferry.example",
               Content_Type="text/dns"),
        record("continuation", b"more", "https://ferry.example/9",
               WARC_Segment_Number="2"),
    ]


def good():
    records = samples()
    write("plain.warc", b"".join(records))
    write("members.warc.gz", members(*records))
    write("whole.warc.gz", gzip.compress(b"".join(records), mtime=0))
    write("frames.warc.zst", b"".join(zstd(r) for r in records))
    for i in range(200):
        write("sample-%d" % i, response(i))
    subprocess.run("zstd -q --train sample-* --maxdict=4096 -o dictionary",
                   shell=True, check=True, stderr=subprocess.DEVNULL)
    with open("dictionary", "rb") as file:
        dictionary = file.read()
    frames = b"".join(zstd(r, "-D", "dictionary") for r in records)
    for name, inner in (("bare", dictionary), ("packed", zstd(dictionary))):
        write(name + "-dictionary.warc.zst",
              b"\x5D\x2A\x4D\x18" + len(inner).to_bytes(4, "little") + inner +
              frames)
    # What programs that are less careful write.
    head, block = response(1).split(2 * CRLF, 1)
    folded = http(page(2), Content_Type="text/html;\r\n  charset=utf-8",
                  X="\r\nno colon here")
    write("loose.warc",
          head.replace(CRLF, b"\n") + b"\n\n" + block +
          record("response", folded.replace(CRLF, b"\n"),
                 "https://ferry.example/2").replace(
                     b"WARC-Type", b"warc-type").replace(
                         b"WARC-Date: ",
                         b"X-Long: one\r\n\t two\r\nwarc-date:").rstrip() +
          CRLF + response(3))


def hostile():
    one, two, three = response(1), response(2), response(3)
    good_two = members(two)
    packed = members(one)
    files = {
        "empty.warc": b"",
        "no-warc.warc": b"This is not a WARC file.\n",
        "cut-header.warc": one[:60],
        "cut-block.warc": one[:-200],
        "cut-member.warc.gz": packed[:-50],
        "cut-then-next.warc.gz": packed[:-50] + good_two,
        "bit-flipped.warc.gz": packed[:80] + bytes([packed[80] ^ 0x55]) +
        packed[81:] + good_two,
        "junk-between.warc.gz": packed + b"JUNK" + good_two,
        "no-colon.warc": one.replace(b"Content-Type: application",
                                      b"Content-Type application") + two,
        "no-length.warc": record("response", b"", Content_Length=None) + two,
        "no-type.warc": record("response", b"", WARC_Type=None) + two,
        "two-lengths.warc": one.replace(
            b"Content-Length:", b"Content-Length: 7\r\nContent-Length:") + two,
        "length-2-63.warc": record("response", b"x", length=2 ** 63) + two,
        "length-2-63-less-1.warc": record("metadata", b"x",
                                          length=2 ** 63 - 1) + two,
        "length-minus.warc": record("response", b"x", length=-1) + two,
        "length-too-long.warc.gz": members(
            record("response", http(page(1)), "https://ferry.example/1",
                   length=5000), two),
        "length-too-short.warc": record(
            "response", http(page(1)), "https://ferry.example/1",
            length=300) + two,
        "huge-header.warc": record("response", b"", X=b"y" * 2000000) + two,
        "bad-block-digest.warc": response(1, WARC_Block_Digest=sha1(b"")) + two,
        "bad-payload-digest.warc.gz": members(
            response(1, WARC_Payload_Digest=sha1(b"")), two),
        "no-http-head.warc": record("response", b"hello",
                                    "https://ferry.example/1") + two,
        "huge-http-head.warc": record(
            "response", http(page(1), X="y" * 300000),
            "https://ferry.example/1") + two,
        "chunk-overflow.warc": record(
            "response", http(b"5\r\nhello\r\n" + b"f" * 17 + b"\r\nx",
                             Transfer_Encoding="chunked"),
            "https://ferry.example/1") + two,
        "chunk-too-long.warc": record(
            "response", http(b"5\r\nhello, all\r\n0\r\n\r\n",
                             Transfer_Encoding="chunked"),
            "https://ferry.example/1") + two,
        "chunk-cut.warc": record(
            "response", http(b"5\r\nhello\r\n", Transfer_Encoding="chunked"),
            "https://ferry.example/1") + two,
        "gzip-bomb.warc.gz": members(
            record("resource", b"\0" * (80 << 20)), two),
        "dictionary-huge.warc.zst": b"\x5D\x2A\x4D\x18\xff\xff\xff\x7f" + one,
        "dictionary-cut.warc.zst": b"\x5D\x2A\x4D\x18\x00\x10\x00\x00" + one,
        "cut-frame.warc.zst": zstd(one)[:-50],
    }
    for name, data in sorted(files.items()):
        write(name, data)
    write("body-bomb.warc.gz", members(record(
        "response", http(gzip.compress(b"a " * (40 << 20), 9, mtime=0),
                         Content_Encoding="gzip"),
        "https://ferry.example/1"), two))
    write("body-cut.warc.gz", members(record(
        "response", http(gzip.compress(page(1), mtime=0)[:-30],
                         Content_Encoding="gzip"),
        "https://ferry.example/1"), two))
    write("body-twice.warc.gz", members(record(
        "response", http(gzip.compress(gzip.compress(page(1), mtime=0),
                                       mtime=0),
                         Content_Encoding="gzip, identity, gzip"),
        "https://ferry.example/1"), record(
            "response", http(gzip.compress(page(2), mtime=0),
                             Content_Encoding="identity, gzip"),
            "https://ferry.example/2")))


def main():
    {"good": good, "hostile": hostile}[sys.argv[1]]()


if __name__ == "__main__":
    main()
