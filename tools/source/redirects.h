/*
 * redirects.h - the redirects of sources.yaml: where ids went that are gone.
 *
 * Layer   source, inside; sources.c reads the whole file. An article's redirect
 *         may have the ids of its statements, each of which becomes a redirect
 *         like any other: `- s-OLD` goes where the article goes,
 *         `- s-OLD: s-NEW` to another statement, `- s-OLD: null` nowhere.
 */
#ifndef DT_SOURCE_REDIRECTS_H
#define DT_SOURCE_REDIRECTS_H

#include "source/sources.h"

struct dt_yaml_node;

/*
 * Append the redirects that one item of the list makes; path is for messages.
 * Errors as dt_corpus_load().
 */
int dt_redirects_read(struct dt_source_list *list, const char *path,
                      const struct dt_yaml_node *item, struct dt_err *err);

/*
 * After all are read and sorted: DT_EFORMAT when one comes back to itself,
 * leads to an article that is no source, or leads nowhere from one that is: a
 * version that was replaced may stay, and lead to the one that replaced it.
 */
int dt_redirects_check(const struct dt_source_list *list, const char *path,
                       struct dt_err *err);

#endif
