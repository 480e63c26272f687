/*
 * yaml_plain.h - lists of entries as nearly every curator writes them, read
 * without libyaml.
 *
 * Layer   adapt, private to yaml.c.
 * Why     A large corpus has 30 MB of sources.yaml, on which libyaml spends a
 *         third of a build in which nothing changed.
 * Reads   one top-level list, its dashes all in one column, its items flat:
 *
 *             # comment
 *             sources:
 *               - id: one
 *                 title: "In double quotes, without backslashes"
 *                 rights: {licence: CC0-1.0, text: open}
 *                 byline: [One, "Two"]
 *
 *         Values stand on the line of their key; plain ones begin with a
 *         letter, a digit or a slash. All else is left to libyaml, which
 *         reads the same nodes out of what is read here.
 */
#ifndef DT_ADAPT_YAML_PLAIN_H
#define DT_ADAPT_YAML_PLAIN_H

#include "adapt/yaml.h"

struct dt_yaml_plain {
    dt_yaml_item_fn each;
    void *ctx;
    size_t items;                    /* given to each so far */
    const struct dt_yaml_node *root; /* when all was read, else NULL */
};

/*
 * Read text, well-formed UTF-8, up to its end or to what is not plain; root
 * lives in tree. DT_OK in either case; what each() returned; DT_EINTERNAL.
 */
int dt_yaml_plain(struct dt_yaml_plain *plain, struct dt_str text,
                  struct dt_arena *tree, struct dt_err *err);

#endif
