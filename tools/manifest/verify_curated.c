/* Records of snapshots against the curator's entries (verify_parts.h). */
#include <string.h>

#include "manifest/verify_links.h"
#include "manifest/verify_parts.h"

/* Of a snapshot that several sources have, the record names any of them. */
static bool is_of_source(const struct dt_verification *v,
                         const struct dt_taken_item *item, struct dt_str source)
{
    const struct dt_source *s;

    if (!item || dt_str_is(source, item->source->id))
        return item != NULL;
    s = dt_corpus_source(v->corpus, source);
    return s && s->snapshot && strcmp(s->snapshot, item->sha256) == 0;
}

/* Whether a member is what the entry says; absent is null. */
static int agrees(const struct dt_leaf *leaf, unsigned member, const char *said,
                  bool *good, struct dt_err *err)
{
    struct dt_str text;
    int rc = dt_json_string(leaf->doc, leaf->member[member], leaf->arena, &text,
                            err);

    *good = rc == DT_OK &&
            (said ? text.ptr && dt_str_is(text, said) : !text.ptr);
    return rc;
}

/* snapshots/ID and an ending that begins with a dot. */
static bool split_name(struct dt_str file, const char *sha256,
                       char ending[DT_TAKEN_ENDING])
{
    const struct dt_str folder = DT_STR("snapshots/");
    const size_t front = folder.len + DT_DIGEST_HEX_SIZE - 1;

    if (file.len <= front || file.len >= front + DT_TAKEN_ENDING ||
        !dt_str_starts(file, folder) || file.ptr[front] != '.' ||
        memchr(file.ptr + front, '/', file.len - front) ||
        memcmp(file.ptr + folder.len, sha256, DT_DIGEST_HEX_SIZE - 1) != 0)
        return false;
    memcpy(ending, file.ptr + front, file.len - front);
    return true;
}

int dt_verify_snapshot_curated(const struct dt_verification *v,
                               const struct dt_leaf *leaf,
                               const struct dt_taken_item *item,
                               char ending[DT_TAKEN_ENDING], struct dt_err *err)
{
    const struct dt_source *s =
        dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_SNAPSHOT_SOURCE));
    const struct dt_str file = dt_leaf_text(leaf, DT_SNAPSHOT_FILE);
    bool url = false, time = false;
    int rc;

    memset(ending, 0, DT_TAKEN_ENDING);
    if (!s || !is_of_source(v, item, DT_STR(s->id)))
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source has this snapshot (run dictum build %s)",
                       v->corpus->name);
    rc = agrees(leaf, DT_SNAPSHOT_URL, s->url, &url, err);
    if (rc == DT_OK)
        rc = agrees(leaf, DT_SNAPSHOT_RETRIEVED, s->retrieved, &time, err);
    if (rc < 0)
        return rc;
    if (!url || !time)
        return DT_FAIL(err, DT_EMISMATCH,
                       "sources.yaml:%u says otherwise of its %s (run dictum "
                       "build %s)",
                       s->line, url ? "retrieved" : "url", v->corpus->name);
    if (v->articles_good &&
        !dt_verify_link_has_media(v->links, s,
                                  dt_leaf_text(leaf, DT_SNAPSHOT_MEDIA_TYPE)))
        return DT_FAIL(err, DT_EMISMATCH,
                       "the record of article %s has another media_type (run "
                       "dictum build %s)",
                       s->id, v->corpus->name);
    if (file.ptr && !split_name(file, item->sha256, ending))
        return DT_FAIL(
            err, DT_EMISMATCH,
            "its file is not one of its own id (run dictum build %s)",
            v->corpus->name);
    return DT_OK;
}
