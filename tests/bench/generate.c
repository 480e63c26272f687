/*
 * generate N DIR - lay out a corpus of N articles in the folder DIR.
 *
 * Deterministic: article i has the same bytes whatever N is and wherever the
 * generator runs, so that two measurements measure the same. Half the articles
 * are web pages, half plain text; one in a hundred is an exact copy of an
 * earlier one under another URL, one in a hundred the same text in other
 * markup.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "page.h"

enum { PAGE_MAX = 1 << 20, FILE_MAX = 1 << 30, MOST_ARTICLES = 10000000 };

static int write_file(const char *dir, const char *path, struct dt_str bytes,
                      struct dt_err *err)
{
    char full[4096];
    int fd, rc;

    (void)snprintf(full, sizeof full, "%s/%s", dir, path);
    fd = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return DT_FAIL(err, DT_EIO, "%s: %s", full, strerror(errno));
    rc = dt_file_write_fd(fd, full, bytes.ptr, bytes.len, err);
    if (close(fd) != 0 && rc == DT_OK)
        rc = DT_FAIL(err, DT_EIO, "%s: %s", full, strerror(errno));
    return rc;
}

static int lay_out(const char *dir, struct dt_err *err)
{
    static const char *const folders[] = {
        "corpus/bench/snapshots", "corpus/bench/articles", "manifests/bench"};
    static const char *const empty[] = {
        "corpus/bench/statements.jsonl",    "manifests/bench/articles.jsonl",
        "manifests/bench/duplicates.jsonl", "manifests/bench/redirects.jsonl",
        "manifests/bench/releases.jsonl",   "manifests/bench/snapshots.jsonl"};
    static const char config[] =
        "name: bench\n"
        "title: Articles made by chance, to measure with\n"
        "licence: CC0-1.0\n"
        "language: en-GB\n"
        "profile: text-1\n"
        "maintainers:\n"
        "  - {name: dictum maintainers}\n";
    char path[4096];
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < 3; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
        rc = dt_file_mkdirs(path, err);
    }
    for (size_t i = 0; rc == DT_OK && i < 6; i++)
        rc = write_file(dir, empty[i], DT_STR(""), err);
    if (rc == DT_OK)
        rc = write_file(dir, ".gitignore", DT_STR("/.dictum/\n"), err);
    if (rc == DT_OK)
        rc = write_file(dir, "corpus/bench/corpus.yaml", DT_STR(config), err);
    return rc;
}

static int write_people(const char *dir, struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(PAGE_MAX);
    int rc;

    dt_buf_adds(&out, "people:\n");
    for (size_t i = 0; i < BENCH_PEOPLE; i++) {
        struct bench_person p;

        bench_person_get(i, &p);
        dt_buf_adds(&out, "\n  - id: ");
        bench_person_id(&p, &out);
        dt_buf_addf(
            &out,
            "\n    name: %s %s\n    aliases: [%s %s, %s]\n    pronouns: %s\n"
            "    memberships:\n",
            p.first, p.last, p.title, p.last, p.last, p.pronoun);
        if (p.former)
            dt_buf_addf(&out,
                        "      - {office: %s, organisation: %s, "
                        "from: 2010-04-01, until: 2018-12-31}\n",
                        p.former, p.organisation);
        dt_buf_addf(&out, "      - {office: %s, organisation: %s, from: %s}\n",
                    p.office, p.organisation,
                    p.former ? "2019-01-01" : "2010-04-01");
    }
    rc = dt_buf_check(&out, "people.yaml", err);
    if (rc == DT_OK)
        rc = write_file(dir, "corpus/bench/people.yaml", dt_buf_str(&out), err);
    dt_buf_release(&out);
    return rc;
}

/* Which earlier story article i repeats, and whether byte by byte. */
static size_t original_of(size_t i, bool *exact)
{
    *exact = i % 200 == 50 || i % 200 == 151;
    if (*exact)
        return i - 16;
    return i % 200 == 76 || i % 200 == 177 ? i - 31 : i;
}

static enum bench_form form_of(size_t i)
{
    return (enum bench_form)(i % 2 * 2 + i / 2 % 2);
}

static void add_entry(struct dt_buf *out, const struct bench_story *s, size_t i,
                      const char *hex, const char *type)
{
    struct dt_buf speaker = DT_BUF_INIT(256);

    dt_buf_addf(out, "\n  - id: %s", s->slug.ptr);
    /* A copy has the words of another's slug, and its own number. */
    while (out->ptr[out->len - 1] != '-')
        out->len--;
    dt_buf_addf(out, "%zu\n    url: https://%s/%u/%02u/%zu\n", i, s->site,
                s->year, s->month, i);
    dt_buf_addf(out,
                "    snapshot: %s\n    retrieved: 2024-05-%02zuT%02zu:"
                "%02zu:%02zuZ\n    media_type: %s\n    kind: %s\n",
                hex, 1 + i % 30, i / 3600 % 24, i / 60 % 60, i % 60, type,
                dt_kind_name(s->kind));
    if (s->kind == DT_KIND_TRANSCRIPT) {
        bench_person_id(&s->speaker, &speaker);
        dt_buf_addf(out, "    title: \"%s\"\n    speaker: %s\n", s->title.ptr,
                    speaker.ptr);
    }
    dt_buf_addf(out,
                "    publisher: \"%s\"\n    rights: {licence: CC0-1.0, "
                "text: open}\n",
                s->publisher);
    dt_buf_release(&speaker);
}

/* What the articles are made with, one after the other. */
struct maker {
    struct bench_words words;
    struct bench_story story;
    struct dt_buf page, list;
    struct dt_digest *digest;
};

static int make_article(struct maker *m, const char *dir, size_t i,
                        struct dt_err *err)
{
    bool exact;
    size_t original = original_of(i, &exact);
    size_t like = exact ? original : i;
    enum bench_form form = form_of(like);
    bool html = form == BENCH_MODERN || form == BENCH_OLD;
    char hex[DT_DIGEST_HEX_SIZE], path[128];
    int rc;

    bench_story_make(&m->story, &m->words, original);
    dt_buf_reset(&m->page);
    bench_page_add(&m->page, &m->story, form, &m->words, like);
    rc = dt_buf_check(&m->page, "a page", err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(m->digest, m->page.ptr, m->page.len, hex, err);
    if (rc < 0)
        return rc;
    (void)snprintf(path, sizeof path, "corpus/bench/snapshots/%s.%s", hex,
                   html ? "html" : "txt");
    rc = write_file(dir, path, dt_buf_str(&m->page), err);
    if (rc == DT_OK)
        add_entry(&m->list, &m->story, i, hex,
                  html ? "text/html" : "text/plain");
    return rc < 0 ? rc : dt_buf_check(&m->list, "sources.yaml", err);
}

static int generate(size_t count, const char *dir, struct dt_err *err)
{
    struct maker *m = calloc(1, sizeof *m);
    int rc;

    if (!m)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    bench_words_make(&m->words);
    bench_story_init(&m->story);
    m->page = DT_BUF_INIT(PAGE_MAX);
    m->list = DT_BUF_INIT(FILE_MAX);
    dt_buf_adds(&m->list, "sources:\n");
    rc = lay_out(dir, err);
    if (rc == DT_OK)
        rc = write_people(dir, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&m->digest, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = make_article(m, dir, i, err);
    if (rc == DT_OK)
        rc = write_file(dir, "corpus/bench/sources.yaml", dt_buf_str(&m->list),
                        err);
    dt_digest_free(m->digest);
    bench_story_release(&m->story);
    dt_buf_release(&m->page);
    dt_buf_release(&m->list);
    free(m);
    return rc;
}

int main(int argc, char **argv)
{
    struct dt_err err;
    char *end = NULL;
    unsigned long count = argc == 3 ? strtoul(argv[1], &end, 10) : 0;

    if (argc != 3 || *end || count == 0 || count > MOST_ARTICLES) {
        fprintf(stderr, "usage: generate N DIR (N: 1 to %d articles)\n",
                MOST_ARTICLES);
        return 2;
    }
    if (generate(count, argv[2], &err) < 0) {
        fprintf(stderr, "generate: error: %s\n", err.msg);
        return 3;
    }
    return 0;
}
