"""Read both exports with rdflib and hold the triples against the records:
linked.py BASE STATEMENTS WEB-ANNOTATION SCHEMA-ORG. The published contexts lie
on the web; what of them we use stands here."""

import json
import sys

import rdflib
from rdflib import RDF, URIRef

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
ANNO = {
    "@vocab": OA, "id": "@id", "type": "@type",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "state": {"@id": OA + "hasState", "@type": "@id"},
    "cached": {"@id": OA + "cachedSource", "@type": "@id"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}
SCHEMA = "https://schema.org/"


def graph_of(path, context):
    document = json.load(open(path, encoding="utf-8"))
    document["@context"] = context
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


base, statements, annotations, quotations = sys.argv[1:]
records = [json.loads(line) for line in open(statements, encoding="utf-8")]
oa = graph_of(annotations, ANNO)
schema = graph_of(quotations, {"@vocab": SCHEMA})
named = {URIRef(base + "statements/" + record["id"]) for record in records}
assert set(oa.subjects(RDF.type, URIRef(OA + "Annotation"))) == named
said = {URIRef(base + "statements/" + record["id"]) for record in records
        if record["rule"] != "not-asserted"}
assert set(schema.subjects(RDF.type, URIRef(SCHEMA + "Quotation"))) == said
for record in records:
    me = URIRef(base + "statements/" + record["id"])
    targets = list(oa.objects(me, URIRef(OA + "hasTarget")))
    assert len(targets) == len(record["spans"])
    exact = {str(words) for target in targets
             for selector in oa.objects(target, URIRef(OA + "hasSelector"))
             for words in oa.objects(selector, URIRef(OA + "exact"))}
    text = schema.value(me, URIRef(SCHEMA + "text"))
    if me not in said:
        assert text is None
        continue
    if record["text"] is None:
        assert text is None and not exact
    else:
        assert str(text) == record["text"]
        assert all(words in record["text"] for words in exact) and exact
    speaker = schema.value(me, URIRef(SCHEMA + "creator"))
    if record["speaker"]:
        assert speaker == URIRef(base + "people/" + record["speaker"])
print(len(oa), "and", len(schema), "triples")
