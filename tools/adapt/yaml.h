/*
 * yaml.h - the part of YAML 1.1 that a curator needs, as a small tree.
 *
 * Layer   adapt: libyaml stands behind it.
 * Reads   mappings, lists and scalars. Anchors, aliases, tags, directives,
 *         merge keys, keys that are no scalars and a second document are
 *         refused, which also is how alias bombs end. A scalar is text and
 *         stays text: "no", "1.10" and "2016-03-01" mean what they say; only
 *         an empty one, "~" and "null", not quoted, mean nothing
 *         (dt_yaml_is_null).
 * Text    scalars and keys are NFC, without control characters but LF and tab.
 * Bounds  DT_YAML_DEPTH levels, DT_YAML_KEYS keys a mapping, DT_YAML_NODES
 *         nodes and DT_YAML_BYTES of memory a tree.
 * Errors  DT_EFORMAT, "NAME:LINE:COLUMN: WHAT (HINT)"; DT_EINTERNAL without
 *         memory.
 */
#ifndef DT_ADAPT_YAML_H
#define DT_ADAPT_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
    DT_YAML_DEPTH = 32,
    DT_YAML_KEYS = 256,
    DT_YAML_NODES = 4 * 1000 * 1000,
    DT_YAML_BYTES = 1024 * 1024 * 1024
};

enum dt_yaml_type { DT_YAML_SCALAR, DT_YAML_LIST, DT_YAML_MAPPING };

/* Lines and columns count from 1, columns in code points. */
struct dt_yaml_node {
    enum dt_yaml_type type;
    bool plain;            /* a scalar without quotes, in no block */
    bool flow;             /* a list or mapping in brackets */
    unsigned line, column; /* a block list's: of its first dash */
    unsigned last_line;    /* the last one that has some of its content */
    unsigned last_column;  /* behind a scalar's end, when it ends that line */
    struct dt_str text;    /* of a scalar; NUL-terminated behind its length */
    struct dt_str key;     /* of a mapping's value; else a NULL ptr */
    unsigned key_line, key_column;
    size_t count;                            /* items or keys */
    const struct dt_yaml_node *first, *next; /* items, in file order */
};

/*
 * What to call for an item of a list that stands directly under the top-level
 * mapping; list is that key's. The item dies when this returns.
 */
typedef int (*dt_yaml_item_fn)(void *ctx, struct dt_str list,
                               const struct dt_yaml_node *item,
                               struct dt_err *err);

/*
 * Read text, whose top must be a mapping; an empty document is an empty one.
 * name is for messages. The tree lives in arena. With each not NULL, the items
 * of top-level lists go there one by one, in constant memory, and the lists
 * of the tree have no items (count tells how many there were).
 */
int dt_yaml_parse(struct dt_str text, const char *name, dt_yaml_item_fn each,
                  void *ctx, struct dt_arena *arena,
                  const struct dt_yaml_node **out, struct dt_err *err);

/* The value of a key, or NULL. */
const struct dt_yaml_node *dt_yaml_get(const struct dt_yaml_node *mapping,
                                       const char *key);

bool dt_yaml_is_null(const struct dt_yaml_node *node);

/*
 * Append text to out as one scalar that dt_yaml_parse() reads back as it was:
 * plain where that is safe, else in double quotes.
 */
struct dt_buf;
void dt_yaml_write_scalar(struct dt_buf *out, struct dt_str text);

#endif
