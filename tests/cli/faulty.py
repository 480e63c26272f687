"""A web server with the faults that real ones have: faulty.py PORT

Prints a line for each request: its path, then Accept-Datetime and
Authorization where they were sent.
"""
import collections
import gzip
import socketserver
import sys
import threading
import time

PAGE = (
    "<!DOCTYPE html><title>%s</title><article><h1>%s</h1><p>The quay is open "
    "again, the harbour office said, and the night bus runs to it.</p><p>Nobody "
    "was hurt when the wall gave way in the autumn storm.</p></article>"
)
BOMB = gzip.compress(b"<p>" + bytes(80 * 1024 * 1024), 1)
counts = collections.Counter()
lock = threading.Lock()


def page(title):
    return (PAGE % (title, title)).encode()


def answer(status, body=b"", *fields):
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(head + ["Connection: close", "", ""]).encode() + body


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            self.serve()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def serve(self):
        words = self.rfile.readline().decode().split()
        fields = {}
        for line in iter(self.rfile.readline, b"\r\n"):
            if not line:
                return
            name, _, value = line.decode().partition(":")
            fields[name.lower()] = value.strip()
        path = words[1]
        counts[path] += 1
        seen = [fields[name] for name in ("accept-datetime", "authorization") if name in fields]
        with lock:
            print(path, *seen)
        self.respond(path, "http://" + fields["host"])

    def send(self, data):
        self.wfile.write(data)

    def trickle(self, data, pause):
        for byte in data:
            self.send(bytes([byte]))
            time.sleep(pause)

    def respond(self, path, here):
        first = counts[path] == 1
        html = "Content-Type: text/html"
        if path == "/cut":
            self.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n<p>half")
        elif path == "/short":
            self.send(answer("200 OK", page("Short"), html).replace(b"Content-Length: ", b"Content-Length: 9"))
        elif path == "/long":
            self.send(answer("200 OK", page("Long"), html) + b"<p>more than was announced</p>")
        elif path == "/slow":
            self.trickle(answer("200 OK", page("Slow"), html), 0.2)
        elif path == "/silent":
            time.sleep(60)
        elif path == "/endless":
            self.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while True:
                self.send(b"<p>and on</p>" * 5000)
        elif path == "/head":
            self.send(b"HTTP/1.1 200 OK\r\n" + b"X-Long: %s\r\n" % (b"x" * 8000) * 100 + b"\r\n")
        elif path == "/line":
            self.send(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 5000000 + b"\r\n\r\n")
        elif path == "/halfway":
            packed = gzip.compress(page("Halfway"))
            self.send(answer("200 OK", packed[: len(packed) - 20], html, "Content-Encoding: gzip"))
        elif path == "/never":
            self.send(answer("503 Closed", b"", "Retry-After: 99999999999999999999"))
        elif path == "/bomb":
            self.send(answer("200 OK", BOMB, html, "Content-Encoding: gzip"))
        elif path == "/damaged":
            packed = bytearray(gzip.compress(page("Damaged")))
            packed[len(packed) // 2] ^= 0xFF
            self.send(answer("200 OK", bytes(packed), html, "Content-Encoding: gzip"))
        elif path == "/garbage":
            self.send(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
        elif path == "/unsteady":
            self.send(answer("500 Oops") if first else answer("200 OK", page("Steady"), html))
        elif path == "/busy":
            busy = answer("429 Too Many Requests", b"", "Retry-After: 1")
            self.send(busy if first else answer("200 OK", page("Free"), html))
        elif path == "/closed":
            self.send(answer("503 Closed", b"", "Retry-After: 86400"))
        elif path == "/broken":
            self.send(answer("500 Oops"))
        elif path == "/dropped":
            if not first:
                self.send(answer("200 OK", page("Picked up"), html))
        elif path == "/empty":
            self.send(answer("200 OK"))
        elif path == "/same":
            self.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        elif path == "/binary":
            self.send(answer("200 OK", b"\x89PNG\r\n\x1a\n" + bytes(range(32)), "Content-Type: image/png"))
        elif path == "/ring":
            self.send(answer("302 Found", b"", "Location: /ring/2"))
        elif path == "/ring/2":
            self.send(answer("302 Found", b"", "Location: /ring"))
        elif path.startswith("/stairs"):
            step = int(path[7:] or 0) + 1
            self.send(answer("302 Found", b"", f"Location: /stairs{step}"))
        elif path == "/file":
            self.send(answer("302 Found", b"", "Location: file:///etc/passwd"))
        elif path == "/out":
            # The same machine by another name is another host.
            self.send(answer("302 Found", b"", f"Location: {here.replace('127.0.0.1', 'localhost')}/home"))
        elif path == "/in":
            self.send(answer("302 Found", b"", "Location: /home"))
        elif path == "/home":
            self.send(answer("200 OK", page("Home"), html))
        elif path.startswith("/gate/"):
            self.archive(path[6:], here)
        elif path.startswith("/memory/"):
            when = "Fri, 02 May 2025 08:00:00 GMT" if "2025" in path else "Mon, 01 Jan 2024 00:00:00 GMT"
            self.send(answer("200 OK", page("In " + path[8:]), html, "Memento-Datetime: " + when))
        elif path == "/map":
            links = (
                '<http://gone.example/>;rel="original",\n'
                ' <%s/memory/2024>; rel="first memento"; datetime="Mon, 01 Jan 2024 00:00:00 GMT",\n'
                ' <%s/memory/2025>; rel="last memento"; datetime="Fri, 02 May 2025 08:00:00 GMT"\n' % (here, here)
            )
            self.send(answer("200 OK", links.encode(), "Content-Type: application/link-format"))
        else:
            self.send(answer("404 Not Found", b"gone"))

    def archive(self, url, here):
        if url.endswith("/negotiated"):
            self.send(answer("302 Found", b"", f"Location: {here}/memory/2025", "Vary: accept-datetime"))
        elif url.endswith("/listed"):
            self.send(answer("404 Not Found", b"", f'Link: <{here}/map>; rel="timemap"; type="application/link-format"'))
        else:
            self.send(answer("404 Not Found"))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
