#include "article/add.h"

#include <stdlib.h>
#include <time.h>

#include "adapt/http.h"
#include "article/adding.h"
#include "base/edtf.h"
#include "base/file.h"
#include "base/lock.h"
#include "base/utf8.h"
#include "snapshot/coding.h"
#include "snapshot/snapshot.h"

#include "source/init.h"
#include "source/licence.h"
#include "source/source_entry.h"

enum { LONGEST_PATH = 4096 };

/* Put the locator before a message that does not name it yet. */
static int in_context(int rc, const char *locator, struct dt_err *err)
{
    struct dt_err inner = *err;

    if (rc < 0 && !strstr(inner.msg, locator))
        dt_err_set(err, inner.code, "%.200s: %.280s", locator, inner.msg);
    return rc;
}

/* A file of many pages, by its name. */
static bool is_feed(const char *locator)
{
    return !dt_http_is_url(locator) && dt_feed_is_name(locator);
}

static int check_date(const char *option, const char *date, struct dt_err *err)
{
    if (!date || dt_edtf_valid(DT_STR(date)))
        return DT_OK;
    return DT_FAIL(err, DT_EUSAGE,
                   "%s: '%.100s' is no EDTF date (2017-10-03, 2017-10, 2017, "
                   "XXXX-06-11)",
                   option, date);
}

static int check_words(const struct dt_adding *a, const char *const *locators,
                       size_t count, const char **licence, struct dt_err *err)
{
    struct dt_err why;
    const struct dt_add *add = a->add;
    bool many = count > 1;
    int rc;

    for (size_t i = 0; i < count; i++)
        many |= is_feed(locators[i]);
    if (many && (add->id || add->url || add->title))
        return DT_FAIL(err, DT_EUSAGE,
                       "--id, --url and --title are for one source at a time");
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
    rc = check_date("--published", add->published, err);
    if (rc == DT_OK)
        rc = check_date("--event-date", add->event_date, err);
    if (rc == DT_OK && add->event_date && !add->event)
        rc = DT_FAIL(err, DT_EUSAGE, "--event-date needs --event NAME");
    if (rc == DT_OK && add->event_place && !add->event)
        rc = DT_FAIL(err, DT_EUSAGE, "--event-place needs --event NAME");
    if (rc < 0)
        return rc;
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
    if (dt_licence_check(DT_STR(*licence), &why) < 0)
        return DT_FAIL(err, DT_EUSAGE, "--licence: %.400s", why.msg);
    return DT_OK;
}

/* A server may code what it was asked for as it is. */
static int take_coding_off(const char *coding, struct dt_buf *bytes,
                           struct dt_err *err)
{
    struct dt_coding c = DT_CODING_INIT;
    struct dt_buf plain = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    int rc;

    dt_coding_begin(&c, DT_STR(coding));
    rc = dt_coding_add(&c, dt_buf_str(bytes), &plain, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&plain, "the page", err);
    if (rc == DT_OK)
        rc = dt_coding_finish(&c, err);
    dt_coding_release(&c);
    if (rc == DT_OK) {
        struct dt_buf coded = *bytes;

        *bytes = plain;
        plain = coded;
    }
    dt_buf_release(&plain);
    return rc;
}

static int fetch(struct dt_adding *a, struct dt_add_item *item,
                 struct dt_buf *bytes, struct dt_err *err)
{
    struct dt_http_info info;
    char now[32];
    time_t clock = time(NULL);
    struct tm utc;
    int rc;

    if (!dt_http_is_url(item->locator)) {
        struct dt_file_stat st;
        struct dt_err ignored;

        rc = dt_file_read_input(item->locator, bytes, err);
        if (rc == DT_EIO &&
            dt_file_stat(item->locator, &st, &ignored) == DT_OK && st.is_dir)
            return DT_FAIL(err, DT_EIO,
                           "%.300s: a folder (name the files in it: %.100s/*)",
                           item->locator, item->locator);
        return rc == DT_EIO && strstr(item->locator, "://")
                   ? DT_FAIL(err, DT_EUSAGE,
                             "%.200s: neither a file nor an address that "
                             "begins http:// or https://",
                             item->locator)
                   : rc;
    }
    rc = dt_http_get(item->locator, DT_SNAPSHOT_MAX, a->add->allow_private,
                     bytes, &info, err);
    if (rc < 0 && info.is_private)
        return DT_FAIL(err, rc,
                       "%.300s: its address is not a public one "
                       "(--allow-private)",
                       item->locator);
    if (rc == DT_OK && *info.content_encoding)
        rc = take_coding_off(info.content_encoding, bytes, err);
    if (rc < 0)
        return rc;
    if (!gmtime_r(&clock, &utc) ||
        !strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return DT_FAIL(err, DT_EINTERNAL, "the clock cannot be read");
    item->source.retrieved = dt_arena_copy(a->arena, DT_STR(now));
    if (!item->source.url)
        item->source.url = dt_arena_copy(a->arena, DT_STR(item->locator));
    if (!item->source.retrieved || !item->source.url)
        return dt_adding_no_memory(err);
    return DT_OK;
}

/* A locator that is one page. */
static int add_one(struct dt_adding *a, const char *locator,
                   struct dt_buf *bytes, struct dt_err *err)
{
    struct dt_add_item item = dt_adding_item(a, locator);
    enum dt_add_pass why;
    int rc = fetch(a, &item, bytes, err);

    if (rc == DT_OK && bytes->len == 0)
        rc = DT_FAIL(err, DT_EFORMAT, "%.300s: 0 bytes, nothing to add",
                     locator);
    if (rc == DT_OK)
        rc = dt_adding_read(a, &item, dt_buf_str(bytes), &why, err);
    if (rc == DT_OK)
        rc = item.same_as ? dt_adding_restore(a, &item, dt_buf_str(bytes), err)
                          : dt_adding_keep(a, &item, dt_buf_str(bytes), err);
    item.exposed = rc == DT_OK && item.source.withheld &&
                   !dt_http_is_url(locator) && dt_adding_in_work_tree(locator);
    return rc < 0 ? rc : dt_adding_push(a, &item, err);
}

static int add_all(struct dt_adding *a, const char *const *locators,
                   size_t count, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    int rc = DT_OK;

    a->feeds = dt_arena_array(a->arena, count, sizeof *a->feeds);
    if (!a->feeds)
        return dt_adding_no_memory(err);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        if (dt_utf8_valid(DT_STR(locators[i])) != strlen(locators[i]) &&
            dt_http_is_url(locators[i]))
            rc = DT_FAIL(err, DT_EUSAGE, "%.300s: not UTF-8", locators[i]);
        else if (is_feed(locators[i]))
            rc = dt_adding_feed(a, locators[i], &a->feeds[a->feed_count++],
                                err);
        else
            rc = add_one(a, locators[i], &bytes, err);
        rc = in_context(rc, locators[i], err);
    }
    dt_buf_release(&bytes);
    return rc;
}

static int report(const struct dt_adding *a, struct dt_add_result *out,
                  struct dt_err *err)
{
    struct dt_added *added = dt_arena_array(a->arena, a->count, sizeof *added);

    if (!added)
        return dt_adding_no_memory(err);
    for (size_t i = 0; i < a->count; i++) {
        const struct dt_add_item *item = &a->items[i];
        const struct dt_source *s = &item->source;

        added[i].locator = item->locator;
        added[i].added = item->same_as == NULL;
        added[i].restored = item->restored;
        added[i].replaced = item->replaces;
        added[i].of_feed = item->of_feed;
        added[i].id = dt_arena_copy(
            a->arena, DT_STR(item->same_as ? item->same_as : s->id));
        added[i].snapshot = s->snapshot;
        added[i].licence = dt_arena_copy(a->arena, DT_STR(s->licence));
        added[i].reserved = item->reserved;
        added[i].withheld = s->withheld;
        added[i].exposed = item->exposed;
        if (item->same_as && a->add->id &&
            strcmp(a->add->id, item->same_as) != 0)
            added[i].unused_id = a->add->id;
        if (!item->same_as) {
            added[i].title = s->title;
            added[i].kind = dt_kind_name(s->kind);
            added[i].published = s->published;
        }
        if (!added[i].id || !added[i].licence)
            return dt_adding_no_memory(err);
    }
    *out = (struct dt_add_result){added, a->count, a->feeds, a->feed_count};
    return DT_OK;
}

/* Everything that is written is put into place at once, by one process. */
static int open_stage(struct dt_adding *a, struct dt_lock *lock,
                      struct dt_err *err)
{
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
    int rc = dt_corpus_lock(a->corpus, "add.lock", lock, err);

    dt_buf_addf(&dir, "%s/.dictum/stage/%s.add", a->corpus->root,
                a->corpus->name);
    if (rc == DT_OK)
        rc = dt_buf_check(&dir, "the path", err);
    if (rc == DT_OK)
        rc = dt_stage_open(&a->stage, dir.ptr, err);
    dt_buf_release(&dir);
    return rc;
}

int dt_add(const struct dt_add *add, const char *const *locators, size_t count,
           struct dt_arena *arena, struct dt_add_result *out,
           struct dt_err *err)
{
    struct dt_adding a = {.add = add, .arena = arena};
    struct dt_lock lock = DT_LOCK_INIT;
    int rc = dt_corpus_load(".", add->corpus, &a.corpus, err);

    if (rc == DT_OK)
        rc = check_words(&a, locators, count, &a.licence, err);
    if (rc == DT_OK)
        rc = dt_adding_list_known(&a, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&a.digest, err);
    if (rc == DT_OK && !add->dry_run)
        rc = open_stage(&a, &lock, err);
    if (rc == DT_OK)
        rc = add_all(&a, locators, count, err);
    if (rc == DT_OK)
        rc = report(&a, out, err);
    if (rc == DT_OK)
        rc = dt_adding_write(&a, err);
    if (rc == DT_OK && a.stage)
        rc = dt_stage_commit(a.stage, err);
    dt_stage_free(a.stage);
    dt_lock_release(&lock);
    free(a.items);
    dt_map_release(&a.snapshots);
    dt_map_release(&a.urls);
    dt_map_release(&a.ids);
    dt_digest_free(a.digest);
    dt_corpus_free(a.corpus);
    return rc;
}
