"""What other extractors of main text need for the same pages.

    peers.py NAME ROUNDS FILE...    trafilatura, trafilatura-json (with all
                                    metadata, as ours) or resiliparse

Prints CPU seconds of ROUNDS rounds over all files. Neither the start of Python
nor reading the files counts, and one page is extracted first.
"""
import sys
import time


def trafilatura():
    from trafilatura import extract
    return extract


def trafilatura_json():
    from trafilatura import extract
    return lambda page: extract(page, output_format="json", with_metadata=True)


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def extract(page):
        return extract_plain_text(bytes_to_str(page, detect_encoding(page)),
                                  main_content=True)
    return extract


def main():
    name, rounds, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    extract = {"trafilatura": trafilatura,
               "trafilatura-json": trafilatura_json,
               "resiliparse": resiliparse}[name]()
    pages = []
    for path in paths:
        with open(path, "rb") as file:
            pages.append(file.read())
    extract(pages[0])
    start = time.process_time()
    for _ in range(rounds):
        for page in pages:
            extract(page)
    print(f"{time.process_time() - start:.3f}")


main()
