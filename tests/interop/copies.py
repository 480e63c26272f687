"""Check lines of JSON against a JSON Schema: python3 copies.py SCHEMA LINES

Ends with status 1 where a line is not valid, where there is none, or where the schema lets pass what it should not."""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
validator.check_schema(schema)
lines = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
for line in lines:
    validator.validate(line)
    for name in line:
        rest = {k: v for k, v in line.items() if k != name}
        if validator.is_valid(rest) or validator.is_valid({**line, name: 0.5}):
            sys.exit(f"the schema does not hold {name} to anything")
    if validator.is_valid({**line, "another": None}):
        sys.exit("the schema lets members pass that it does not know")
print(len(lines), "lines valid")
sys.exit(not lines)
