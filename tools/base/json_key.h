/*
 * json_key.h - the order of keys in canonical JSON, for reader and writer.
 */
#ifndef DT_BASE_JSON_KEY_H
#define DT_BASE_JSON_KEY_H

#include "base/str.h"

/*
 * Order of two well-formed UTF-8 texts by UTF-16 code units (RFC 8785,
 * 3.2.3). It is the order of bytes but for one case: characters beyond
 * U+FFFF, whose surrogates sort before U+E000 to U+FFFF.
 */
int dt_json_key_cmp(struct dt_str a, struct dt_str b);

#endif
