/* One page as a source: its bytes and what it says of itself (adding.h). */
#include <stdlib.h>

#include "article/adding.h"
#include "article/article.h"
#include "article/form.h"
#include "article/reserved.h"
#include "base/edtf.h"
#include "base/utf8.h"
#include "snapshot/snapshot.h"
#include "source/entry.h"
#include "source/slug.h"
#include "source/source_entry.h"

enum { LONGEST_PATH = 4096, LONGEST_TEXT = 1000, MOST_NUMBERED = 10000 };

const char *dt_adding_clean(struct dt_adding *a, const char *text)
{
    size_t len = 0;
    char *copy;

    if (!text || strlen(text) > LONGEST_TEXT || !dt_str_trim(DT_STR(text)).len)
        return NULL;
    copy = dt_arena_copy(a->arena, dt_str_trim(DT_STR(text)));
    for (size_t i = 0; copy && copy[i]; i++) {
        unsigned char c = (unsigned char)copy[i];

        if (c >= 0x20 && c != 0x7F && (c != ' ' || copy[len - 1] != ' '))
            copy[len++] = (char)c;
    }
    if (copy)
        copy[len] = '\0';
    return copy;
}

/* What the page says of itself, where the curator said nothing. */
static void take_meta(struct dt_adding *a, struct dt_source *s,
                      const struct dt_meta *m)
{
    const char **names;

    if (s->kind == DT_KIND_UNKNOWN)
        s->kind = m->kind;
    if (!s->url && m->url && dt_source_is_url(DT_STR(m->url)))
        s->url = dt_arena_copy(a->arena, DT_STR(m->url));
    if (!s->title)
        s->title = dt_adding_clean(a, m->title);
    s->publisher = dt_adding_clean(a, m->publisher);
    if (!s->published && m->published && dt_edtf_valid(DT_STR(m->published)))
        s->published = dt_adding_clean(a, m->published);
    if (m->language && dt_entry_is_language(DT_STR(m->language)))
        s->language = dt_adding_clean(a, m->language);
    if (s->byline_count || !m->byline_count || m->byline_count > DT_RECORD_LIST)
        return;
    names = dt_arena_array(a->arena, m->byline_count, sizeof *names);
    for (size_t i = 0; names && i < m->byline_count; i++) {
        const char *name = dt_adding_clean(a, m->byline[i]);

        if (name)
            names[s->byline_count++] = name;
    }
    s->byline = names;
}

static int binary(const struct dt_add_item *item, struct dt_str bytes,
                  struct dt_err *err)
{
    const char *nul = memchr(bytes.ptr, 0, bytes.len);

    if (nul)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.300s: byte %zu is NUL: neither a "
                       "web page nor plain text",
                       item->locator, (size_t)(nul - bytes.ptr));
    return DT_FAIL(err, DT_EFORMAT,
                   "%.300s: binary, neither a web page nor text nor PDF",
                   item->locator);
}

/* Where nobody but the corpus says under which licence the text is open. */
static const char *reserved(struct dt_adding *a, const struct dt_add_item *item,
                            const struct dt_meta *m)
{
    const struct dt_source *s = &item->source;

    if (a->add->licence || s->withheld || item->replaces)
        return NULL;
    return dt_adding_clean(a, dt_rights_reserved(m, s->licence));
}

static int read_article(struct dt_adding *a, struct dt_add_item *item,
                        struct dt_str bytes, struct dt_err *err)
{
    struct dt_source *s = &item->source;
    const struct dt_article_input in = {.bytes = bytes,
                                        .media_type = s->media_type,
                                        .charset = s->charset,
                                        .url = s->url,
                                        .kind = s->kind,
                                        .attributed = s->speaker};
    struct dt_article *article = NULL;
    int rc = dt_article_normalise(&in, &article, err);

    if (rc == DT_OK && article->text.len == 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.300s: no article text in it (dictum "
                     "normalise shows what is read)",
                     item->locator);
    /* A curator who says what it is knows better. */
    if (rc == DT_OK && article->not_article && !a->add->kind) {
        item->other = article->not_article;
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.300s: no article: %.120s (say what it is with --kind "
                     "to add it all the same)",
                     item->locator, article->not_article);
    }
    if (rc == DT_OK)
        take_meta(a, s, &article->meta);
    if (rc == DT_OK)
        item->reserved = reserved(a, item, &article->meta);
    dt_article_free(article);
    return rc;
}

static bool is_taken(const struct dt_adding *a, const char *id)
{
    return dt_corpus_source(a->corpus, DT_STR(id)) || dt_map_find(&a->ids, id);
}

/* Of the title, or else of the file's name without its ending. */
static bool slug_of_item(const struct dt_add_item *item,
                         char slug[DT_SLUG_SIZE])
{
    const char *slash = strrchr(item->locator, '/');
    struct dt_str name = DT_STR(slash ? slash + 1 : item->locator);
    const char *dot = strrchr(name.ptr, '.');

    if (item->source.title && dt_slug_of(DT_STR(item->source.title), slug))
        return true;
    if (dot && dot != name.ptr)
        name.len = (size_t)(dot - name.ptr);
    return dt_utf8_valid(name) == name.len && dt_slug_of(name, slug);
}

static int id_of_url(const struct dt_adding *a, const struct dt_add_item *item,
                     char id[DT_SLUG_SIZE], enum dt_add_pass *why,
                     struct dt_err *err)
{
    const char *there = dt_map_find(&a->urls, item->source.url);
    int rc = dt_source_id(DT_STR(item->source.url), id, err);

    if (rc < 0)
        return rc;
    if (!there && is_taken(a, id))
        there = id;
    if (!there)
        return DT_OK;
    *why = DT_ADD_CAPTURE;
    return DT_FAIL(err, DT_EUSAGE,
                   "%.300s: source %s is from there "
                   "and has other bytes (--id %s to give it these)",
                   item->locator, there, there);
}

static int id_of_title(const struct dt_adding *a,
                       const struct dt_add_item *item, char id[DT_SLUG_SIZE],
                       enum dt_add_pass *why, struct dt_err *err)
{
    char slug[DT_SLUG_SIZE];

    *why = DT_ADD_NO_URL;
    if (!slug_of_item(item, slug))
        return DT_FAIL(err, DT_EUSAGE,
                       "%.300s: neither its title nor its "
                       "name makes an id (say --id ID)",
                       item->locator);
    memcpy(id, slug, sizeof slug);
    for (unsigned n = 2; is_taken(a, id); n++) {
        if (n == MOST_NUMBERED)
            return DT_FAIL(err, DT_EUSAGE,
                           "%.300s: %d sources have its "
                           "title (say --id ID)",
                           item->locator, MOST_NUMBERED);
        dt_slug_number(slug, n, id);
    }
    return DT_OK;
}

static int make_id(struct dt_adding *a, struct dt_add_item *item,
                   enum dt_add_pass *why, struct dt_err *err)
{
    char id[DT_SLUG_SIZE];
    int rc = item->source.url ? id_of_url(a, item, id, why, err)
                              : id_of_title(a, item, id, why, err);

    if (rc < 0)
        return rc;
    item->source.id = dt_arena_copy(a->arena, DT_STR(id));
    return item->source.id ? DT_OK : dt_adding_no_memory(err);
}

/* Whether a source of the corpus, or one of this run, has these bytes. */
static int find_same(const struct dt_adding *a, struct dt_add_item *item,
                     struct dt_err *err)
{
    const struct dt_source *old;

    item->same_as = dt_map_find(&a->snapshots, item->source.snapshot);
    if (!item->same_as)
        return DT_OK;
    old = dt_corpus_source(a->corpus, DT_STR(item->same_as));
    if (old && item->source.withheld && !old->withheld)
        return DT_FAIL(err, DT_EUSAGE,
                       "%.300s: is the source %.100s already, with text: open "
                       "(change that in sources.yaml:%u)",
                       item->locator, item->same_as, old->line);
    return DT_OK;
}

int dt_adding_read(struct dt_adding *a, struct dt_add_item *item,
                   struct dt_str bytes, enum dt_add_pass *why,
                   struct dt_err *err)
{
    struct dt_source *s = &item->source;
    const struct dt_source *old = NULL;
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_bytes(a->digest, bytes.ptr, bytes.len, hex, err);

    *why = DT_ADD_NO_TEXT;
    if (rc < 0)
        return rc;
    s->snapshot = dt_arena_copy(a->arena, DT_STR(hex));
    if (!s->snapshot)
        return dt_adding_no_memory(err);
    rc = find_same(a, item, err);
    if (rc < 0 || item->same_as)
        return rc;
    if (s->id)
        old = dt_corpus_source(a->corpus, DT_STR(s->id));
    if (old)
        s->withheld = old->withheld;
    item->replaces = old != NULL;
    if (!s->media_type)
        s->media_type = dt_form_of_name(item->locator);
    if (!s->media_type)
        s->media_type = dt_snapshot_sniff(bytes);
    if (!s->media_type)
        return binary(item, bytes, err);
    rc = read_article(a, item, bytes, err);
    if (rc == DT_OK && !s->id)
        rc = make_id(a, item, why, err);
    return rc;
}

int dt_adding_keep(struct dt_adding *a, const struct dt_add_item *item,
                   struct dt_str bytes, struct dt_err *err)
{
    const struct dt_source *s = &item->source;

    if (!a->stage)
        return DT_OK;
    return dt_snapshot_stage(a->corpus, a->stage, bytes, s->snapshot,
                             s->media_type, s->withheld, err);
}

/* The source of this corpus that has the snapshot; a withheld one first. */
static const struct dt_source *source_of(const struct dt_corpus *corpus,
                                         const char *snapshot)
{
    const struct dt_source *found = NULL;

    for (size_t i = 0; i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];

        if (s->snapshot && strcmp(s->snapshot, snapshot) == 0 &&
            (!found || s->withheld))
            found = s;
    }
    return found;
}

int dt_adding_restore(struct dt_adding *a, struct dt_add_item *item,
                      struct dt_str bytes, struct dt_err *err)
{
    const struct dt_source *s = source_of(a->corpus, item->source.snapshot);
    struct dt_snapshots *held = NULL;
    const char *form;
    int rc;

    if (!s)
        return DT_OK;
    form = s->media_type ? s->media_type : dt_form_of_name(item->locator);
    rc = dt_snapshots_open(a->corpus, NULL, 1, &held, err);
    item->restored = rc == DT_OK && !dt_snapshots_find(held, s->snapshot);
    if (item->restored && a->stage)
        rc = dt_snapshot_stage(a->corpus, a->stage, bytes, s->snapshot,
                               form ? form : dt_snapshot_sniff(bytes),
                               s->withheld, err);
    dt_snapshots_free(held);
    return rc;
}
