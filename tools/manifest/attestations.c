#include "manifest/attestations.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/map.h"
#include "manifest/clusters.h"
#include "manifest/find.h"
#include "manifest/lines.h"

enum { ARENA = 256 * 1024 * 1024 };

struct counting {
    struct dt_attestations *out;
    const struct dt_corpus *corpus;
    struct dt_buf wanted; /* "same_as":"ID" */
    struct dt_str first;
    struct dt_json_doc doc;
    struct dt_map articles, publishers;
    const char **ids; /* of the articles, as they were met */
    size_t id_count, id_room;
    struct dt_clusters clusters;
    struct dt_buf line;
    struct dt_arena arena;
};

static bool is_text(const struct dt_json_doc *doc, const char *name)
{
    return dt_json_type(doc, dt_json_get(doc, DT_JSON_ROOT, name)) ==
           DT_JSON_STRING;
}

static struct dt_str text_of(const struct dt_json_doc *doc, const char *name)
{
    return is_text(doc, name)
               ? dt_json_plain(doc, dt_json_get(doc, DT_JSON_ROOT, name))
               : (struct dt_str){NULL, 0};
}

/* A copy of a member, or NULL where it is no text. */
static int keep(struct counting *c, const char *name, const char **out,
                struct dt_err *err)
{
    *out = is_text(&c->doc, name)
               ? dt_arena_copy(&c->arena, text_of(&c->doc, name))
               : NULL;
    return *out || !is_text(&c->doc, name)
               ? DT_OK
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
}

/* A publisher, whose case does not count; *fresh: it was not there. */
static int note_publisher(struct counting *c, const char *publisher,
                          bool *fresh, struct dt_err *err)
{
    const char *name = dt_arena_lower(&c->arena, DT_STR(publisher));

    if (!name)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
    *fresh = dt_map_find(&c->publishers, name) == NULL;
    return *fresh ? dt_map_put(&c->publishers, name, name, err) : DT_OK;
}

static int note_article(struct counting *c, struct dt_str id,
                        struct dt_err *err)
{
    const char *copy = dt_arena_copy(&c->arena, id);

    if (!copy)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
    if (dt_map_find(&c->articles, copy))
        return DT_OK;
    if (c->id_count == c->id_room) {
        void *grown = dt_array_grow(c->ids, &c->id_room, sizeof *c->ids);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
        c->ids = grown;
    }
    c->ids[c->id_count++] = copy;
    return dt_map_put(&c->articles, copy, copy, err);
}

static int count_article(struct counting *c, const char *id, struct dt_err *err)
{
    const uint32_t number = dt_clusters_find(&c->clusters, DT_STR(id));
    struct dt_copy article = {.id = id};
    bool found, fresh = false;
    int rc = dt_find_record(c->corpus, DT_FIND_ARTICLE, DT_STR(id), &c->line,
                            &found, err);

    if (rc < 0 || !found)
        return rc;
    rc = dt_json_parse(&c->doc, dt_buf_str(&c->line), err);
    if (rc < 0)
        return rc;
    rc = keep(c, "publisher", &article.publisher, err);
    if (rc == DT_OK)
        rc = keep(c, "syndicated_from", &article.syndicated_from, err);
    if (rc < 0)
        return rc;
    if (dt_copy_is_syndicated(&article) ||
        (number != UINT32_MAX &&
         c->clusters.articles[number].canonical != number)) {
        c->out->copies++;
        return DT_OK;
    }
    /* Of an unknown publisher nobody knows that it is another's. */
    rc = note_publisher(c, article.publisher ? article.publisher : "", &fresh,
                        err);
    c->out->outlets += fresh;
    return rc;
}

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct counting *c = ctx;
    struct dt_str article;
    int rc;

    (void)lines;
    if (dt_str_find(line, dt_buf_str(&c->wanted), 0) == SIZE_MAX &&
        !dt_str_eq(dt_find_id(line, DT_STATEMENTS), c->first))
        return DT_OK;
    rc = dt_json_parse(&c->doc, line, err);
    if (rc < 0)
        return rc;
    c->out->statements++;
    article = text_of(&c->doc, "article");
    return article.ptr ? note_article(c, article, err) : DT_OK;
}

int dt_attestations_count(struct dt_attestations *out,
                          const struct dt_corpus *corpus, struct dt_str first,
                          struct dt_err *err)
{
    struct counting c = {.out = out,
                         .corpus = corpus,
                         .first = first,
                         .wanted = DT_BUF_INIT(4096),
                         .doc = DT_JSON_DOC_INIT,
                         .articles = DT_MAP_INIT,
                         .publishers = DT_MAP_INIT,
                         .line = DT_BUF_INIT(DT_RECORD_MAX),
                         .arena = DT_ARENA_INIT(ARENA)};
    int rc;

    *out = (struct dt_attestations){0, 0, 0};
    dt_buf_adds(&c.wanted, "\"same_as\":\"");
    dt_buf_addstr(&c.wanted, first);
    dt_buf_addc(&c.wanted, '"');
    rc = dt_buf_check(&c.wanted, "an id", err);
    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_STATEMENTS, take, &c, err);
    if (rc == DT_OK && out->statements > 1)
        rc = dt_clusters_read(&c.clusters, corpus, err);
    for (size_t i = 0; rc == DT_OK && i < c.id_count; i++)
        rc = count_article(&c, c.ids[i], err);
    dt_clusters_release(&c.clusters);
    free(c.ids);
    dt_buf_release(&c.wanted);
    dt_json_doc_release(&c.doc);
    dt_map_release(&c.articles);
    dt_map_release(&c.publishers);
    dt_buf_release(&c.line);
    dt_arena_release(&c.arena);
    return rc;
}
