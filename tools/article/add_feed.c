/* The pages of a feed as sources (adding.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "article/adding.h"
#include "base/edtf.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "snapshot/feed.h"
#include "source/licence.h"
#include "source/source_entry.h"

enum { LONGEST_PATH = 4096, COPY = 256 * 1024, LONGEST_WARC_NAME = 256 };

/* One feed being read. */
struct feeding {
    struct dt_adding *a;
    const char *path;
    struct dt_add_feed *tally;
    bool exposed;
    bool keep_file; /* withheld pages are to be found in it */
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* "NAME:OFFSET" as sources.yaml has it, or NULL where it cannot. */
static const char *write_warc(const struct feeding *f,
                              const struct dt_feed_page *page)
{
    const char *name = base_name(f->path);
    struct dt_buf out = DT_BUF_INIT(LONGEST_PATH);
    const char *copy = NULL;

    if (!page->in_warc || dt_file_is_stdin(name) ||
        strlen(name) > LONGEST_WARC_NAME ||
        dt_utf8_valid(DT_STR(name)) != strlen(name))
        return NULL;
    dt_buf_addf(&out, "%s:%llu", name, (unsigned long long)page->place.offset);
    if (page->place.inside)
        dt_buf_addf(&out, "+%llu", (unsigned long long)page->place.inside);
    if (!out.failed)
        copy = dt_arena_copy(f->a->arena, dt_buf_str(&out));
    dt_buf_release(&out);
    return copy;
}

/* A WARC-Date to the second: WARC 1.1 allows fractions. */
static const char *whole_second(struct dt_adding *a, const char *date)
{
    char text[21];

    if (!date || strlen(date) < 20 || date[strlen(date) - 1] != 'Z')
        return NULL;
    memcpy(text, date, 19);
    memcpy(text + 19, "Z", 2);
    return dt_edtf_valid(DT_STR(text)) ? dt_arena_copy(a->arena, DT_STR(text))
                                       : NULL;
}

/* The first fields that no source takes are told by their names. */
static void pass_field(const struct feeding *f, const char *name)
{
    const char **fields = f->tally->fields;
    char *copy;
    size_t i = 0;

    while (i < DT_ADD_FIELDS && fields[i] && strcmp(fields[i], name) != 0)
        i++;
    if (i == DT_ADD_FIELDS || fields[i])
        return;
    copy = dt_arena_copy(f->a->arena, DT_STR(name));
    if (copy)
        dt_err_make_printable(copy);
    fields[i] = copy;
}

/* What a line of JSON says of its text, before what this says of itself. */
static void take_said(const struct feeding *f, const struct dt_feed_page *page,
                      struct dt_source *s)
{
    struct dt_adding *a = f->a;
    const char *author = page->author ? dt_adding_clean(a, page->author) : NULL;
    const char **byline = author ? dt_arena_array(a->arena, 1, sizeof *byline)
                                 : NULL;
    struct dt_err why;

    if (page->title && !s->title)
        s->title = dt_adding_clean(a, page->title);
    if (byline) {
        byline[0] = author;
        s->byline = byline;
        s->byline_count = 1;
    }
    if (page->kind && s->kind == DT_KIND_UNKNOWN) {
        s->kind = dt_kind_from(DT_STR(page->kind));
        if (s->kind == DT_KIND_UNKNOWN)
            pass_field(f, "kind");
    }
    if (page->published && dt_edtf_valid(DT_STR(page->published)))
        s->published = dt_arena_copy(a->arena, DT_STR(page->published));
    else if (page->published)
        pass_field(f, "published");
    if (page->licence && !a->add->licence &&
        dt_licence_check(DT_STR(page->licence), &why) == DT_OK)
        s->licence = dt_arena_copy(a->arena, DT_STR(page->licence));
    else if (page->licence)
        pass_field(f, "licence");
    for (size_t i = 0; i < DT_FEED_UNUSED && page->unused[i]; i++)
        pass_field(f, page->unused[i]);
}

/* What the feed says of the page; false when its URL is none. */
static bool take_facts(const struct feeding *f, const struct dt_feed_page *page,
                       struct dt_add_item *item)
{
    struct dt_arena *arena = f->a->arena;
    struct dt_source *s = &item->source;

    item->of_feed = true;
    item->exposed = f->exposed && s->withheld;
    if (page->url && !dt_source_is_url(DT_STR(page->url)))
        return false;
    if (page->url)
        s->url = dt_arena_copy(arena, DT_STR(page->url));
    if (page->charset && dt_source_is_charset(DT_STR(page->charset)))
        s->charset = dt_arena_copy(arena, DT_STR(page->charset));
    /* Of a line of JSON the key says it; a server may say what it likes. */
    if (!page->in_warc && page->media_type)
        s->media_type = dt_arena_copy(arena, DT_STR(page->media_type));
    s->retrieved = whole_second(f->a, page->retrieved);
    s->warc = write_warc(f, page);
    take_said(f, page, s);
    return true;
}

/* The first broken ones are told, all are counted. */
static int broken(struct feeding *f, const char *message, struct dt_err *err)
{
    uint64_t n = f->tally->passed[DT_ADD_BROKEN]++;
    const char *copy;

    if (n >= DT_ADD_MESSAGES)
        return DT_OK;
    copy = dt_arena_copy(f->a->arena, DT_STR(message));
    f->tally->messages[n] = copy;
    return copy ? DT_OK : dt_adding_no_memory(err);
}

/* What the page is instead of an article is a constant of few. */
static void count_other(struct dt_add_feed *tally, const char *what)
{
    size_t i = 0;

    while (i < DT_ADD_REASONS - 1 && tally->others[i].what &&
           strcmp(tally->others[i].what, what) != 0)
        i++;
    tally->others[i].what = what;
    tally->others[i].count++;
}

static int add_page(struct feeding *f, const struct dt_feed_page *page,
                    struct dt_err *err)
{
    struct dt_adding *a = f->a;
    const char *locator = dt_arena_copy(a->arena, DT_STR(page->where));
    struct dt_add_item item = dt_adding_item(a, locator);
    enum dt_add_pass why = DT_ADD_NO_URL;
    struct dt_str bytes = dt_buf_str(&page->bytes);
    bool in_warc = page->in_warc && !page->place.inside &&
                   !dt_file_is_stdin(f->path);
    int rc;

    if (!locator)
        return dt_adding_no_memory(err);
    if (!take_facts(f, page, &item)) {
        f->tally->passed[DT_ADD_NO_URL]++;
        return DT_OK;
    }
    rc = dt_adding_read(a, &item, bytes, &why, err);
    if (rc == DT_EFORMAT && item.other) {
        count_other(f->tally, item.other);
        why = DT_ADD_OTHER;
    }
    if (rc == DT_EFORMAT || rc == DT_EUSAGE || item.same_as) {
        f->tally->passed[item.same_as ? DT_ADD_KNOWN : why]++;
        return DT_OK;
    }
    if (rc == DT_OK && item.source.withheld && in_warc)
        f->keep_file = true;
    else if (rc == DT_OK)
        rc = dt_adding_keep(a, &item, bytes, err);
    if (rc == DT_OK)
        rc = dt_adding_push(a, &item, err);
    if (rc == DT_OK) {
        f->tally->added++;
        f->tally->reserved += item.reserved != NULL;
    }
    return rc;
}

static int copy_bytes(const char *from, int to, const char *name,
                      struct dt_err *err)
{
    char *bytes = malloc(COPY);
    int fd = open(from, O_RDONLY | O_CLOEXEC), rc = DT_OK;
    ssize_t n = 1;

    if (fd < 0)
        rc = dt_file_fail(from, err);
    if (rc == DT_OK && !bytes)
        rc = dt_adding_no_memory(err);
    while (rc == DT_OK && n) {
        n = read(fd, bytes, COPY);
        if (n < 0 && errno != EINTR)
            rc = dt_file_fail(from, err);
        else if (n > 0)
            rc = dt_file_write_fd(to, name, bytes, (size_t)n, err);
    }
    if (fd >= 0)
        (void)close(fd);
    free(bytes);
    return rc;
}

/* Let the WARC file lie where builds look for withheld snapshots. */
static int keep_file(const struct feeding *f, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat old, new;
    int fd = -1, rc;

    dt_buf_addf(&path, "%s/.dictum/warc/%s", f->a->corpus->root,
                base_name(f->path));
    rc = dt_buf_check(&path, "the path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &old, err);
    if (rc == DT_OK)
        rc = dt_file_stat(f->path, &new, err);
    if (rc == DT_OK && old.exists && old.size != new.size)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: another WARC file of that name is kept already "
                     "(rename one of them)",
                     path.ptr);
    if (rc == DT_OK && !old.exists) {
        rc = dt_stage_create(f->a->stage, path.ptr, &fd, err);
        if (rc == DT_OK)
            rc = copy_bytes(f->path, fd, path.ptr, err);
        if (fd >= 0 && close(fd) != 0 && rc == DT_OK)
            rc = dt_file_fail(path.ptr, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int check_any(const struct feeding *f, struct dt_err *err)
{
    const struct dt_add_feed *t = f->tally;

    if (t->added || t->passed[DT_ADD_KNOWN] || t->passed[DT_ADD_CAPTURE])
        return DT_OK;
    if (t->messages[0])
        return DT_FAIL(err, DT_EFORMAT, "%s", t->messages[0]);
    return DT_FAIL(err, DT_EFORMAT,
                   "%.300s: no article in it (dictum warc lists the records "
                   "of a WARC file)",
                   f->path);
}

int dt_adding_feed(struct dt_adding *a, const char *path,
                   struct dt_add_feed *tally, struct dt_err *err)
{
    struct feeding f = {.a = a,
                        .path = path,
                        .tally = tally,
                        .exposed = !dt_file_is_stdin(path) &&
                                   dt_adding_in_work_tree(path)};
    struct dt_feed_page page = DT_FEED_PAGE_INIT;
    struct dt_feed *feed = NULL;
    bool end = false;
    int rc = dt_feed_open(path, &feed, err);

    tally->locator = path;
    dt_progress_start("pages", 0);
    while (rc == DT_OK) {
        rc = dt_feed_next(feed, &page, &end, err);
        if (rc == DT_OK && end)
            break;
        dt_progress_add(1);
        if (rc == DT_OK)
            rc = add_page(&f, &page, err);
        else if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = broken(&f, err->msg, err);
    }
    dt_progress_end();
    for (unsigned why = 0; rc == DT_OK && why < DT_FEED_SKIPS; why++)
        tally->skipped[why] = dt_feed_skipped(feed, why);
    if (rc == DT_OK)
        rc = check_any(&f, err);
    if (rc == DT_OK && f.keep_file && a->stage)
        rc = keep_file(&f, err);
    dt_feed_page_release(&page);
    dt_feed_free(feed);
    return rc;
}
