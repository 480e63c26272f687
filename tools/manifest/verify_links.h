/*
 * verify_links.h - lines that one file of records owes to another, or to
 * sources.yaml, so that one taken out whole is missed.
 *
 * Layer   manifest, private to verify.c. What is the same was found by
 *         article/duplicates.h: of a copy there is an edge to what it copies,
 *         and of such an edge a copy. Edges that were measured (near, contains,
 *         revision) follow from the texts alone: only a rebuild misses one, or
 *         sees by how much its numbers moved.
 * Threads dt_verify_link_*() from any, as lines are noted.
 */
#ifndef DT_MANIFEST_VERIFY_LINKS_H
#define DT_MANIFEST_VERIFY_LINKS_H

#include "manifest/verify_parts.h"

/* The caller releases *out. DT_EINTERNAL. */
int dt_verify_links_new(const struct dt_corpus *corpus,
                        struct dt_verify_links **out, struct dt_err *err);

/* NULL is fine. */
void dt_verify_links_free(struct dt_verify_links *links);

/* An article's record says that it is a copy of original. */
void dt_verify_link_copy(struct dt_verify_links *links,
                         const struct dt_source *article,
                         const struct dt_source *original);

/*
 * The media type that an article's record has, and what tells whether it is a
 * version of another; and, after all articles, whether that type is that of
 * its source's snapshot.
 */
void dt_verify_link_article(struct dt_verify_links *links,
                            const struct dt_source *article,
                            const struct dt_leaf *leaf);
bool dt_verify_link_has_media(const struct dt_verify_links *links,
                              const struct dt_source *article,
                              struct dt_str type);

/*
 * After all articles, a line of duplicates.jsonl: DT_EMISMATCH when it calls
 * two the same and neither is recorded as a copy, when it calls two a version
 * of one story that are none, or the other way round, and when no two texts
 * can have its numbers.
 */
int dt_verify_link_edge(struct dt_verify_links *links,
                        const struct dt_leaf *leaf, const struct dt_source *a,
                        const struct dt_source *b, struct dt_err *err);

/* A statement, to which redirects may lead, and which must be none itself. */
void dt_verify_link_statement(struct dt_verify_links *links,
                              const struct dt_leaf *leaf);

/* A line of redirects.jsonl: DT_EMISMATCH when sources.yaml has not that. */
int dt_verify_link_redirect(struct dt_verify_links *links,
                            const struct dt_leaf *leaf, struct dt_err *err);

/*
 * After all lines, when those of the articles are good: tell of the decisions
 * on copies that are not carried out, and of what is the same and is parted by
 * none. Which of a cluster is canonical where no decision says so, and edges
 * that were measured and that a decision kept away, only a rebuild tells.
 * DT_EINTERNAL.
 */
int dt_verify_links_decided(struct dt_verification *v, struct dt_err *err);

/* After all lines: tell of what is missing. */
void dt_verify_links_missing(struct dt_verification *v);

#endif
