#define _XOPEN_SOURCE 700 /* realpath */
#include "article/add.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "adapt/http.h"
#include "article/article.h"
#include "base/edtf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "snapshot/snapshot.h"
#include "source/edit.h"
#include "source/init.h"
#include "source/entry.h"
#include "source/slug.h"
#include "source/sources.h"

enum {
    LONGEST_PATH = 4096,
    LONGEST_TITLE = 1000,
    MOST_NUMBERED = 10000,
    MOST_ITEMS = 10000
};

/* One locator, read. */
struct item {
    struct dt_source source;
    const char *locator;
    const char *same_as; /* id of the source that has these bytes, or NULL */
    const char *stored;  /* file that was written for it, or NULL */
    bool replaces;       /* gives an existing source these bytes */
};

/* Pairs of a text and an id, sorted: which source has it. */
struct known {
    const char **pairs;
    size_t count;
};

struct adding {
    const struct dt_add *add;
    struct dt_corpus *corpus;
    struct dt_arena *arena;
    struct dt_digest *digest;
    struct known snapshots, urls;
    struct item *items;
    size_t count;
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "add: out of memory");
}

/* Put the locator before a message that does not name it yet. */
static int in_context(int rc, const char *locator, struct dt_err *err)
{
    struct dt_err inner = *err;

    if (rc < 0 && !strstr(inner.msg, locator))
        dt_err_set(err, inner.code, "%.200s: %.280s", locator, inner.msg);
    return rc;
}

static int check_words(const struct adding *a, const char **licence,
                       struct dt_err *err)
{
    const struct dt_add *add = a->add;

    if (a->count > MOST_ITEMS)
        return DT_FAIL(err, DT_EUSAGE, "more than %d sources at a time",
                       MOST_ITEMS);
    if (a->count > 1 && (add->id || add->url))
        return DT_FAIL(err, DT_EUSAGE,
                       "--id and --url are for one source at "
                       "a time");
    if (add->id && (!dt_source_is_slug(DT_STR(add->id)) ||
                    dt_source_is_statement_id(DT_STR(add->id))))
        return DT_FAIL(err, DT_EUSAGE,
                       "--id: '%.100s' is no id (lower-case "
                       "letters and digits, single hyphens between)",
                       add->id);
    if (add->url && !dt_source_is_url(DT_STR(add->url)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--url: '%.100s' is no http:// or "
                       "https:// address",
                       add->url);
    if (add->speaker &&
        !dt_people_by_id(a->corpus->people, DT_STR(add->speaker)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--speaker: '%.100s' is no id in "
                       "corpus/%s/people.yaml",
                       add->speaker, a->corpus->name);
    *licence = add->licence ? add->licence : a->corpus->licence;
    if (!add->licence && strcmp(*licence, DT_INIT_LICENCE) == 0)
        return DT_FAIL(err, DT_EUSAGE,
                       "say the licence of the text "
                       "(--licence SPDX), or set it in corpus/%s/corpus.yaml",
                       a->corpus->name);
    if (!dt_entry_is_licence(DT_STR(*licence)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--licence: '%.100s' is no SPDX "
                       "expression (CC0-1.0, CC-BY-4.0, …)",
                       *licence);
    return DT_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int list_known(const struct dt_corpus *corpus, bool urls,
                      struct known *out, struct dt_err *err)
{
    out->pairs = calloc(2 * corpus->source_count + 2, sizeof *out->pairs);
    if (!out->pairs)
        return out_of_memory(err);
    for (size_t i = 0; i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];
        const char *text = urls ? s->url : s->snapshot;

        if (!text)
            continue;
        out->pairs[2 * out->count] = text;
        out->pairs[2 * out->count++ + 1] = s->id;
    }
    qsort(out->pairs, out->count, 2 * sizeof *out->pairs, by_text);
    return DT_OK;
}

/* The id of a source that has this text, or NULL. */
static const char *find_known(const struct known *known, const char *text)
{
    const char **pair = bsearch(&text, known->pairs, known->count,
                                2 * sizeof *known->pairs, by_text);

    return pair ? pair[1] : NULL;
}

/* A page's own text as an entry can hold it, or NULL. */
static const char *clean(struct adding *a, const char *text, size_t most)
{
    size_t len = 0;
    char *copy;

    if (!text || strlen(text) > most || !dt_str_trim(DT_STR(text)).len)
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
static void take_meta(struct adding *a, struct item *item,
                      const struct dt_article *article)
{
    const struct dt_meta *m = &article->meta;
    struct dt_source *s = &item->source;

    if (s->kind == DT_KIND_UNKNOWN)
        s->kind = m->kind;
    if (!s->url && m->url && dt_source_is_url(DT_STR(m->url)))
        s->url = dt_arena_copy(a->arena, DT_STR(m->url));
    s->title = clean(a, m->title, LONGEST_TITLE);
    s->publisher = clean(a, m->publisher, LONGEST_TITLE);
    if (m->published && dt_edtf_valid(DT_STR(m->published)))
        s->published = clean(a, m->published, LONGEST_TITLE);
    if (m->language && dt_entry_is_language(DT_STR(m->language)))
        s->language = clean(a, m->language, LONGEST_TITLE);
    if (m->byline_count && m->byline_count <= DT_RECORD_LIST) {
        const char **names = dt_arena_array(a->arena, m->byline_count,
                                            sizeof *names);

        for (size_t i = 0; names && i < m->byline_count; i++) {
            const char *name = clean(a, m->byline[i], LONGEST_TITLE);

            if (name)
                names[s->byline_count++] = name;
        }
        s->byline = names;
    }
}

static int fetch(struct adding *a, struct item *item, struct dt_buf *bytes,
                 struct dt_err *err)
{
    struct dt_http_info info;
    char now[32];
    time_t clock = time(NULL);
    struct tm utc;
    int rc;

    if (!dt_http_is_url(item->locator))
        return dt_file_read(item->locator, bytes, err);
    rc = dt_http_get(item->locator, DT_SNAPSHOT_MAX, bytes, &info, err);
    if (rc < 0)
        return rc;
    if (!gmtime_r(&clock, &utc) ||
        !strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return DT_FAIL(err, DT_EINTERNAL, "the clock cannot be read");
    item->source.retrieved = dt_arena_copy(a->arena, DT_STR(now));
    if (!item->source.url)
        item->source.url = dt_arena_copy(a->arena, DT_STR(item->locator));
    if (!item->source.retrieved || !item->source.url)
        return out_of_memory(err);
    return DT_OK;
}

static int read_article(struct adding *a, struct item *item,
                        struct dt_str bytes, struct dt_err *err)
{
    struct dt_source *s = &item->source;
    const struct dt_article_input in = {.bytes = bytes,
                                        .media_type = s->media_type,
                                        .url = s->url,
                                        .kind = s->kind};
    struct dt_article *article = NULL;
    int rc = dt_article_normalise(&in, &article, err);

    if (rc == DT_OK && article->text.len == 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.300s: no article text in it (dictum "
                     "normalise shows what is read)",
                     item->locator);
    if (rc == DT_OK)
        take_meta(a, item, article);
    dt_article_free(article);
    return rc;
}

static int keep(struct adding *a, struct item *item, struct dt_str bytes,
                struct dt_err *err)
{
    const struct dt_source *s = &item->source;
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    bool stored = false;
    int rc = dt_snapshot_store(a->corpus, bytes, s->snapshot, s->media_type,
                               s->withheld, &stored, &path, err);

    if (rc == DT_OK && stored) {
        item->stored = dt_arena_copy(a->arena, dt_buf_str(&path));
        if (!item->stored)
            rc = out_of_memory(err);
    }
    dt_buf_release(&path);
    return rc;
}

static int binary(const struct item *item, struct dt_str bytes,
                  struct dt_err *err)
{
    const char *nul = memchr(bytes.ptr, 0, bytes.len);

    if (nul)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.300s: byte %zu is NUL: neither a "
                       "web page nor plain text",
                       item->locator, (size_t)(nul - bytes.ptr));
    return DT_FAIL(err, DT_EFORMAT,
                   "%.300s: binary, neither a web page nor "
                   "plain text",
                   item->locator);
}

static int read_item(struct adding *a, struct item *item, struct dt_buf *bytes,
                     struct dt_err *err)
{
    struct dt_source *s = &item->source;
    const struct dt_source *old = NULL;
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = fetch(a, item, bytes, err);

    if (rc == DT_OK && bytes->len == 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.300s: 0 bytes, nothing "
                     "to add",
                     item->locator);
    if (rc == DT_OK)
        rc = dt_digest_bytes(a->digest, bytes->ptr, bytes->len, hex, err);
    if (rc < 0)
        return rc;
    s->snapshot = dt_arena_copy(a->arena, DT_STR(hex));
    if (!s->snapshot)
        return out_of_memory(err);
    item->same_as = find_known(&a->snapshots, s->snapshot);
    if (item->same_as) {
        old = dt_corpus_source(a->corpus, DT_STR(item->same_as));
        if (old && s->withheld && !old->withheld)
            return DT_FAIL(err, DT_EUSAGE,
                           "%.300s: is the source %.100s already, with text: "
                           "open (change that in sources.yaml:%u)",
                           item->locator, item->same_as, old->line);
        return DT_OK;
    }
    if (s->id)
        old = dt_corpus_source(a->corpus, DT_STR(s->id));
    if (old)
        s->withheld = old->withheld;
    item->replaces = old != NULL;
    s->media_type = dt_snapshot_sniff(dt_buf_str(bytes));
    if (!s->media_type)
        return binary(item, dt_buf_str(bytes), err);
    rc = read_article(a, item, dt_buf_str(bytes), err);
    if (rc == DT_OK && !a->add->dry_run)
        rc = keep(a, item, dt_buf_str(bytes), err);
    return rc;
}

/* An earlier locator of this run with the same id, or the same bytes. */
static const struct item *earlier(const struct adding *a, size_t index,
                                  const char *id, const char *sha256)
{
    for (size_t i = 0; i < index; i++) {
        const struct item *item = &a->items[i];

        if (item->same_as)
            continue;
        if ((id && strcmp(item->source.id, id) == 0) ||
            (sha256 && strcmp(item->source.snapshot, sha256) == 0))
            return item;
    }
    return NULL;
}

static bool is_taken(const struct adding *a, size_t index, const char *id)
{
    return dt_corpus_source(a->corpus, DT_STR(id)) ||
           earlier(a, index, id, NULL);
}

/* Of the title, or else of the file's name without its ending. */
static bool slug_of_item(const struct item *item, char slug[DT_SLUG_SIZE])
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

static int make_id(struct adding *a, size_t index, struct dt_err *err)
{
    struct item *item = &a->items[index];
    struct dt_source *s = &item->source;
    char slug[DT_SLUG_SIZE], id[DT_SLUG_SIZE];
    int rc;

    if (s->url) {
        const char *there = find_known(&a->urls, s->url);

        rc = dt_source_id(DT_STR(s->url), id, err);
        if (rc < 0)
            return rc;
        if (!there && is_taken(a, index, id))
            there = id;
        if (there)
            return DT_FAIL(err, DT_EUSAGE,
                           "%.300s: source %s is from there "
                           "and has other bytes (--id %s to give it these)",
                           item->locator, there, there);
    } else {
        if (!slug_of_item(item, slug))
            return DT_FAIL(err, DT_EUSAGE,
                           "%.300s: neither its title nor its "
                           "name makes an id (say --id ID)",
                           item->locator);
        memcpy(id, slug, sizeof id);
        for (unsigned n = 2; is_taken(a, index, id); n++) {
            if (n == MOST_NUMBERED)
                return DT_FAIL(err, DT_EUSAGE,
                               "%.300s: %d sources have its "
                               "title (say --id ID)",
                               item->locator, MOST_NUMBERED);
            dt_slug_number(slug, n, id);
        }
    }
    s->id = dt_arena_copy(a->arena, DT_STR(id));
    return s->id ? DT_OK : out_of_memory(err);
}

static int read_items(struct adding *a, const char *const *locators,
                      const char *licence, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < a->count; i++) {
        struct item *item = &a->items[i];
        const struct item *twin;

        if (dt_utf8_valid(DT_STR(locators[i])) != strlen(locators[i]) &&
            dt_http_is_url(locators[i]))
            rc = DT_FAIL(err, DT_EUSAGE, "%.300s: not UTF-8", locators[i]);
        item->locator = locators[i];
        item->source = (struct dt_source){
            .id = a->add->id,
            .url = a->add->url,
            .kind = a->add->kind ? dt_kind_from(DT_STR(a->add->kind))
                                 : DT_KIND_UNKNOWN,
            .speaker = a->add->speaker,
            .licence = licence,
            .withheld = a->add->withheld};
        if (rc == DT_OK)
            rc = in_context(read_item(a, item, &bytes, err), item->locator,
                            err);
        if (rc < 0 || item->same_as)
            continue;
        twin = earlier(a, i, NULL, item->source.snapshot);
        if (twin)
            item->same_as = twin->source.id;
        else if (!item->source.id)
            rc = make_id(a, i, err);
    }
    dt_buf_release(&bytes);
    return rc;
}

/* The new text must read, and hold the old sources and the new ones. */
static int check_text(const struct adding *a, struct dt_str text,
                      const char *path, size_t entries, struct dt_err *err)
{
    struct dt_source_list list;
    int rc = dt_source_list_read(text, path, a->corpus->people, &list, err);

    if (rc == DT_OK && list.source_count != a->corpus->source_count + entries)
        rc = DT_FAIL(err, DT_EINTERNAL,
                     "%s: the new entries cannot be "
                     "written into it",
                     path);
    dt_source_list_release(&list);
    return rc;
}

/* Let an existing source have these bytes. */
static int take_snapshot(const struct dt_source *s, struct dt_str old,
                         const char *path, struct dt_buf *out,
                         struct dt_err *err)
{
    const struct dt_edit_taken taken = {s->id, s->snapshot, s->retrieved,
                                        s->warc, s->charset};

    return dt_edit_take(old, path, &taken, 1, out, err);
}

static int new_text(const struct adding *a, struct dt_str old, const char *path,
                    struct dt_buf *out, size_t *entries, struct dt_err *err)
{
    struct dt_source *sources = calloc(a->count, sizeof *sources);
    int rc = DT_OK;

    *entries = 0;
    if (!sources)
        return out_of_memory(err);
    for (size_t i = 0; i < a->count; i++)
        if (!a->items[i].same_as && !a->items[i].replaces)
            sources[(*entries)++] = a->items[i].source;
    if (*entries)
        rc = dt_edit_append(old, path, sources, *entries, out, err);
    else if (a->items[0].replaces)
        rc = take_snapshot(&a->items[0].source, old, path, out, err);
    free(sources);
    return rc;
}

static int write_sources(const struct adding *a, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf old = DT_BUF_INIT(0);
    struct dt_buf text = DT_BUF_INIT((size_t)1 << 30);
    const char *file;
    char sha256[65];
    size_t entries;
    int rc;

    dt_corpus_path(a->corpus, "sources.yaml", &path);
    rc = dt_buf_check(&path, "the path", err);
    file = dt_corpus_shown(path.ptr ? path.ptr : "");
    if (rc == DT_OK)
        rc = dt_entry_load(file, &old, sha256, err);
    if (rc == DT_OK && strcmp(sha256, a->corpus->sources_sha256) != 0)
        rc = DT_FAIL(err, DT_EIO, "%s: changed meanwhile (run it again)", file);
    if (rc == DT_OK)
        rc = new_text(a, dt_buf_str(&old), file, &text, &entries, err);
    if (rc == DT_OK && text.len) {
        rc = check_text(a, dt_buf_str(&text), file, entries, err);
        if (rc == DT_OK && !a->add->dry_run)
            rc = dt_file_write(file, text.ptr, text.len, err);
    }
    dt_buf_release(&text);
    dt_buf_release(&old);
    dt_buf_release(&path);
    return rc;
}

/* Take away what was written for a run that failed. */
static void forget(const struct adding *a)
{
    struct dt_err ignored;

    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].stored)
            (void)dt_file_remove_tree(a->items[i].stored, &ignored);
}

/* Whether a file lies where git add would take it. */
static bool in_work_tree(const char *path)
{
    char *file = realpath(path, NULL), *here = realpath(".", NULL);
    size_t len = here ? strlen(here) : 0;
    bool inside = file && here && strncmp(file, here, len) == 0 &&
                  file[len] == '/' && strncmp(file + len, "/.dictum/", 9) != 0;

    free(file);
    free(here);
    return inside;
}

static int report(const struct adding *a, struct dt_added **out,
                  struct dt_err *err)
{
    struct dt_added *added = dt_arena_array(a->arena, a->count, sizeof *added);

    if (!added)
        return out_of_memory(err);
    for (size_t i = 0; i < a->count; i++) {
        const struct item *item = &a->items[i];
        const struct dt_source *s = &item->source;

        added[i].added = item->same_as == NULL;
        added[i].replaced = item->replaces;
        added[i].id = dt_arena_copy(
            a->arena, DT_STR(item->same_as ? item->same_as : s->id));
        added[i].snapshot = s->snapshot;
        added[i].licence = dt_arena_copy(a->arena, DT_STR(s->licence));
        added[i].withheld = s->withheld;
        added[i].exposed = s->withheld && !dt_http_is_url(item->locator) &&
                           in_work_tree(item->locator);
        if (!item->same_as) {
            added[i].title = s->title;
            added[i].kind = dt_kind_name(s->kind);
            added[i].published = s->published;
        }
        if (!added[i].id || !added[i].licence)
            return out_of_memory(err);
    }
    *out = added;
    return DT_OK;
}

int dt_add(const struct dt_add *add, const char *const *locators, size_t count,
           struct dt_arena *arena, struct dt_added **out, struct dt_err *err)
{
    struct adding a = {.add = add, .arena = arena, .count = count};
    const char *licence = NULL;
    int rc = dt_corpus_load(".", add->corpus, &a.corpus, err);

    if (rc == DT_OK)
        rc = check_words(&a, &licence, err);
    if (rc == DT_OK)
        rc = list_known(a.corpus, false, &a.snapshots, err);
    if (rc == DT_OK)
        rc = list_known(a.corpus, true, &a.urls, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&a.digest, err);
    if (rc == DT_OK) {
        a.items = calloc(count, sizeof *a.items);
        if (!a.items)
            rc = out_of_memory(err);
    }
    if (rc == DT_OK)
        rc = read_items(&a, locators, licence, err);
    if (rc == DT_OK)
        rc = report(&a, out, err);
    if (rc == DT_OK)
        rc = write_sources(&a, err);
    if (rc < 0 && a.items)
        forget(&a);
    free(a.items);
    free(a.snapshots.pairs);
    free(a.urls.pairs);
    dt_digest_free(a.digest);
    dt_corpus_free(a.corpus);
    return rc;
}
