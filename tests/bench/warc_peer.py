"""Read every record of a WARC file with warcio and check its digests.

    warc_peer.py FILE [--no-digests]

Prints CPU seconds; the start of Python does not count.
"""
import sys
import time

from warcio.archiveiterator import ArchiveIterator


def main():
    check = "--no-digests" not in sys.argv
    start, count = time.process_time(), 0
    with open(sys.argv[1], "rb") as file:
        for record in ArchiveIterator(
                file, check_digests="raise" if check else False):
            stream = record.raw_stream if check else record.content_stream()
            while stream.read(65536):
                pass
            count += 1
    print("%.3f %d" % (time.process_time() - start, count))


main()
