#include "release/diff.h"

#include <string.h>

#include "base/json.h"

struct differ {
    struct dt_json_doc before, after;
    dt_diff_fn fn;
    void *ctx;
    struct dt_diff_counts *counts;
    bool resharded; /* the two sides are in different numbers of files */
};

static struct dt_str member(const struct dt_json_doc *doc, const char *outer,
                            const char *name)
{
    size_t object = outer ? dt_json_get(doc, DT_JSON_ROOT, outer)
                          : DT_JSON_ROOT;
    size_t token = dt_json_get(doc, object, name);

    return token == DT_JSON_NONE ? (struct dt_str){NULL, 0}
                                 : dt_json_bytes(doc, token);
}

static bool same_member(const struct differ *d, const char *outer,
                        const char *name)
{
    return dt_str_eq(member(&d->before, outer, name),
                     member(&d->after, outer, name));
}

/* The digest of an article's statements is over lines in the files' order. */
static bool only_resharded(const struct differ *d,
                           const struct dt_diff_item *item)
{
    const struct dt_str seal = member(&d->before, NULL, "seal");
    const struct dt_str sum = member(&d->before, "statements", "sha256");
    const char *old = item->before.ptr, *new = item->after.ptr;
    size_t behind_seal, at_sum, behind_sum;

    if (!d->resharded || !seal.ptr || !sum.ptr || seal.ptr > sum.ptr ||
        item->before.len != item->after.len)
        return false;
    behind_seal = (size_t)(seal.ptr - old) + seal.len;
    at_sum = (size_t)(sum.ptr - old);
    behind_sum = at_sum + sum.len;
    return memcmp(old, new, (size_t)(seal.ptr - old)) == 0 &&
           memcmp(old + behind_seal, new + behind_seal, at_sum - behind_seal) ==
               0 &&
           memcmp(old + behind_sum, new + behind_sum,
                  item->before.len - behind_sum) == 0;
}

static void look_for_edit(struct differ *d, struct dt_diff_item *item)
{
    size_t url = dt_json_get(&d->after, DT_JSON_ROOT, "url");

    item->silent_edit = dt_json_type(&d->after, url) == DT_JSON_STRING &&
                        same_member(d, NULL, "url") &&
                        !(same_member(d, NULL, "snapshot") &&
                          same_member(d, "text", "sha256"));
}

static int tell(struct differ *d, struct dt_diff_item *item, struct dt_err *err)
{
    int rc = DT_OK;

    if (item->change == DT_DIFF_CHANGED && item->kind == DT_SIDE_ARTICLES) {
        rc = dt_json_parse(&d->before, item->before, err);
        if (rc == DT_OK)
            rc = dt_json_parse(&d->after, item->after, err);
        if (rc < 0 || only_resharded(d, item))
            return rc;
        look_for_edit(d, item);
    }
    d->counts->changes[item->change]++;
    d->counts->silent_edits += item->silent_edit;
    return rc < 0 || !d->fn ? rc : d->fn(d->ctx, item, err);
}

static int merge(struct differ *d, struct dt_side *before,
                 struct dt_side *after, enum dt_side_kind kind,
                 struct dt_err *err)
{
    struct dt_str old_id, old, new_id, new;
    int rc = dt_side_next(before, &old_id, &old, err);

    if (rc == DT_OK)
        rc = dt_side_next(after, &new_id, &new, err);
    while (rc == DT_OK && (old.ptr || new.ptr)) {
        int order = !old.ptr ? 1 : !new.ptr ? -1 : dt_str_cmp(old_id, new_id);
        struct dt_diff_item item = {kind, DT_DIFF_CHANGED, old_id, old, new,
                                    false};

        if (order < 0) {
            item.change = DT_DIFF_REMOVED;
            item.after = (struct dt_str){NULL, 0};
        } else if (order > 0) {
            item.change = DT_DIFF_ADDED;
            item.id = new_id;
            item.before = (struct dt_str){NULL, 0};
        }
        if (order != 0 || !dt_str_eq(old, new))
            rc = tell(d, &item, err);
        if (rc == DT_OK && order <= 0)
            rc = dt_side_next(before, &old_id, &old, err);
        if (rc == DT_OK && order >= 0)
            rc = dt_side_next(after, &new_id, &new, err);
    }
    return rc;
}

int dt_diff(struct dt_side *before, struct dt_side *after, const char *corpus,
            enum dt_side_kind kind, dt_diff_fn fn, void *ctx,
            struct dt_diff_counts *counts, struct dt_err *err)
{
    struct differ d = {
        DT_JSON_DOC_INIT, DT_JSON_DOC_INIT, fn, ctx, counts, false};
    int rc = dt_side_begin(before, corpus, kind, err);

    if (rc == DT_OK)
        rc = dt_side_begin(after, corpus, kind, err);
    if (rc == DT_OK) {
        d.resharded = dt_side_shards(before) != dt_side_shards(after);
        rc = merge(&d, before, after, kind, err);
    }
    dt_json_doc_release(&d.before);
    dt_json_doc_release(&d.after);
    return rc;
}
