"""Check lines of JSON against a JSON Schema: python3 normalise.py SCHEMA LINES

Ends with status 1 where a line is not valid, or where the schema lets pass what it should not."""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
validator.check_schema(schema)
count = 0
for line in open(sys.argv[2], encoding="utf-8"):
    page = json.loads(line)
    validator.validate(page)
    count += 1
    for name in page:
        rest = {k: v for k, v in page.items() if k != name}
        if validator.is_valid(rest) or validator.is_valid({**page, name: 0.5}):
            sys.exit(f"the schema does not hold {name} to anything")
print(count, "pages valid")
sys.exit(0 if count > 40 else 1)
