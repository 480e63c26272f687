"""Hold the exports of a corpus against its records and texts, with Python's
own readers of JSON, CSV and XML: export.py CORPUS FOLDER-OF-EXPORTS."""

import csv
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

corpus = pathlib.Path("corpus", sys.argv[1])
folder = pathlib.Path(sys.argv[2])
records = [json.loads(line) for line in open(corpus / "statements.jsonl")]
by_id = {record["id"]: record for record in records}
articles = {}
for line in open(pathlib.Path("manifests", sys.argv[1], "articles.jsonl")):
    article = json.loads(line)
    articles[article["id"]] = article


def read(name):
    return open(folder / name, encoding="utf-8", newline="").read()


def same_ids(ids, expected=by_id):
    ids = list(ids)
    assert len(ids) == len(set(ids)) and set(ids) == set(expected), len(ids)
    order = [(by_id[i]["article"], by_id[i]["spans"][0][0]) for i in ids]
    assert order == sorted(order)


def words_of(article):
    return (corpus / "articles" / (article + ".txt")).read_text("utf-8")


def web_annotation():
    page = json.loads(read("web-annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    same_ids(item["id"].rsplit("/", 1)[1] for item in page["items"])
    for item in page["items"]:
        record = by_id[item["id"].rsplit("/", 1)[1]]
        assert item["type"] == "Annotation"
        assert len(item["target"]) == len(record["spans"])
        tags = [body["value"] for body in item["body"]
                if body["purpose"] == "tagging"]
        assert ("not-asserted" in tags) == (record["rule"] == "not-asserted")
        for target, span in zip(item["target"], record["spans"]):
            if record["text"] is None:
                (only,) = target["selector"]
                assert only == {"type": "DataPositionSelector",
                                "start": span[0], "end": span[1]}
                continue
            text = words_of(record["article"])
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].encode() == text.encode()[:span[0]]
            assert quote["prefix"] == text[max(0, start - 32):start]
            assert quote["suffix"] == text[end:end + 32]


def schema_org():
    graph = json.loads(read("schema-org"))
    assert graph["@context"] == "https://schema.org"
    said = [i for i in by_id if by_id[i]["rule"] != "not-asserted"]
    assert len(said) < len(by_id)
    same_ids((item["@id"].rsplit("/", 1)[1] for item in graph["@graph"]), said)
    for item in graph["@graph"]:
        record = by_id[item["@id"].rsplit("/", 1)[1]]
        assert item["@type"] == "Quotation"
        assert item.get("text") == record["text"]
        part = item["isPartOf"]
        assert part["headline"] == articles[record["article"]]["title"]
        if record["speaker"]:
            for key in ("creator", "spokenByCharacter"):
                assert item[key]["@id"].endswith("people/" + record["speaker"])


def rows():
    text = read("csv")
    assert text.count("\r\n") >= len(records) + 1 and text.endswith("\r\n")
    table = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
    same_ids(row["id"] for row in table)
    for row in table:
        assert all(cell[:1] not in ("=", "+", "-", "@") for cell in row.values())
        record = by_id[row["id"]]
        plain = row["text"].removeprefix("'")
        assert plain == (record["text"] or "")
        spans = " ".join("%d:%d" % tuple(span) for span in record["spans"])
        assert row["spans"] == spans


def lines():
    table = [json.loads(line) for line in read("jsonl").splitlines()]
    same_ids(line["statement"]["id"] for line in table)
    for line in table:
        assert line["statement"] == by_id[line["statement"]["id"]]
        assert line["article"]["id"] == line["statement"]["article"]
        speaker = line["speaker"] and line["speaker"]["id"]
        assert speaker == line["statement"]["speaker"]


def tei():
    name = "{http://www.tei-c.org/ns/1.0}"
    identifier = "{http://www.w3.org/XML/1998/namespace}id"
    root = xml.fromstring(read("tei").encode())
    assert root.tag == name + "teiCorpus"
    ids = [e.get(identifier) for e in root.iter() if e.get(identifier)]
    assert len(ids) == len(set(ids))
    for e in root.iter():
        for pointer in (e.get("who"), e.get("ref")):
            assert pointer is None or pointer[1:] in ids, pointer
    spoken = list(root.iter(name + "seg"))
    quoted = list(root.iter(name + "q"))
    assert spoken and quoted
    assert set(by_id) == {e.get(identifier) for e in spoken + quoted}
    for e in spoken + quoted:
        record = by_id[e.get(identifier)]
        assert (e.text or "") == (record["text"] or "")
        assert (e.find(name + "gap") is None) == (record["text"] is not None)
    for p in root.iter(name + "p"):
        if (q := p.find(name + "q")) is not None:
            record = by_id[q.get(identifier)]
            notes = {note.get("type"): note.text for note in p.iter(name + "note")}
            assert notes.get("date") == record["said_on"]
            assert notes.get("place") == record["said_at"]
            assert ("assertion" in notes) == (record["rule"] == "not-asserted")


for check in (web_annotation, schema_org, rows, lines, tei):
    check()
    print("fine:", check.__name__)
