#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/kept.h"
#include "base/file.h"

/* Texts of a small world: families of near copies, excerpts, furniture. */
enum { TEXTS = 420, WORDS = 160, TEXT_BYTES = 4096, FOLDER = 4096 };

static char texts[TEXTS][TEXT_BYTES];
static uint64_t chance = 1;
static size_t reads;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t x = chance += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static void put_word(char *text, uint64_t word)
{
    const size_t len = strlen(text);

    (void)snprintf(text + len, TEXT_BYTES - len, "w%llx ",
                   (unsigned long long)(word % 1000003));
}

/* Words of a family with one in `noise` changed; furniture of a site. */
static void make_text(char *text, uint64_t family, uint64_t words,
                      uint64_t noise, uint64_t site, uint64_t furniture)
{
    text[0] = '\0';
    for (uint64_t i = 0; i < words; i++)
        put_word(text,
                 next() % noise == 0 ? next() : (family * 1009 + i) * 7919);
    for (uint64_t i = 0; i < furniture; i++)
        put_word(text, (site * 977 + i) * 104729 + 5);
}

/*
 * The first 150 are of one family, so that they are crowds in its bands; all
 * of a site share its furniture, so that its shingles are crowds too.
 */
static void make_world(void)
{
    for (size_t i = 0; i < TEXTS; i++) {
        const uint64_t family = i < 150 ? 1 : 2 + next() % 60;

        make_text(texts[i], family, 20 + next() % WORDS, next() % 3 ? 40 : 8,
                  i % 3, next() % 60);
    }
}

/*
 * Texts that may be too brief for a sampled shingle, in crowds of likes: the
 * words of one of two, with another one at the start or anywhere, and up to
 * three behind.
 */
static void make_brief_world(void)
{
    for (size_t i = 0; i < TEXTS; i++) {
        const uint64_t count = i % 2 ? 12 : 16;
        const uint64_t other = next() % 3 ? 0 : next() % count;

        texts[i][0] = '\0';
        for (uint64_t w = 0; w < count; w++)
            put_word(texts[i], w == other ? next() : (i % 2 * 1009 + w) * 7919);
        for (uint64_t more = next() % 4; more > 0; more--)
            put_word(texts[i], next());
    }
}

static int read_text(void *ctx, unsigned worker, uint64_t place,
                     struct dt_buf *text, struct dt_err *err)
{
    (void)ctx, (void)worker, (void)err;
    reads++;
    dt_buf_adds(text, texts[place]);
    return DT_OK;
}

static struct dt_dedup *begin(const char *folder)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    options.reader.read = read_text;
    options.contains = 600;
    options.crowd = 64;
    cr_assert_eq(dt_dedup_new(&options, &d, &err), DT_OK);
    if (folder)
        cr_assert_eq(dt_kept_open(d, folder, &err), DT_OK, "%s", err.msg);
    return d;
}

/* Add the chosen texts; how many are not known. */
static size_t add(struct dt_dedup *d, const bool *chosen)
{
    struct dt_dedup_text text;
    size_t new_texts = 0;
    struct dt_err err;

    dt_dedup_text_init(&text);
    for (size_t i = 0; i < TEXTS; i++) {
        char id[16];

        if (!chosen[i])
            continue;
        (void)snprintf(id, sizeof id, "t%03zu", i);
        cr_assert_eq(dt_dedup_read(d, DT_STR(texts[i]), &text, &err), DT_OK);
        /* What is known may be read all the same. */
        if (i % 7 && dt_kept_knows(d, text.print.identity)) {
            cr_assert_eq(
                dt_kept_add_known(d, DT_STR(id), i, text.print.identity, &err),
                DT_OK);
            continue;
        }
        new_texts += !dt_kept_knows(d, text.print.identity);
        cr_assert_eq(dt_dedup_add(d, DT_STR(id), i, &text.print, &err), DT_OK);
    }
    dt_dedup_text_release(&text);
    return new_texts;
}

static int print_edge(void *ctx, const struct dt_dedup_edge *edge,
                      struct dt_err *err)
{
    const struct dt_dedup *const *d = (const struct dt_dedup *const *)ctx;
    struct dt_buf *out = ((void **)ctx)[1];

    (void)err;
    dt_buf_addf(out, "%s %s %u %u %s\n", dt_dedup_id(*d, edge->a),
                dt_dedup_id(*d, edge->b), edge->jaccard, edge->containment,
                dt_relation_name(edge->relation));
    return DT_OK;
}

/* All edges as text. */
static void list_edges(const struct dt_dedup *d, struct dt_buf *out)
{
    const void *ctx[] = {d, out};
    struct dt_err err;

    dt_buf_reset(out);
    dt_buf_adds(out, "");
    cr_assert_eq(dt_dedup_edges(d, print_edge, (void *)ctx, &err), DT_OK);
}

/* What is found with the folder is what is found without; reads with it. */
static size_t check(const bool *chosen, const char *folder, size_t *new_texts)
{
    struct dt_buf all = DT_BUF_INIT(1 << 26), kept = DT_BUF_INIT(1 << 26);
    struct dt_dedup *d = begin(NULL);
    struct dt_err err;
    size_t with;

    (void)add(d, chosen);
    cr_assert_eq(dt_dedup_find(d, 2, &err), DT_OK, "%s", err.msg);
    list_edges(d, &all);
    dt_dedup_free(d);
    d = begin(folder);
    *new_texts = add(d, chosen);
    reads = 0;
    cr_assert_eq(dt_dedup_find(d, 2, &err), DT_OK, "%s", err.msg);
    with = reads;
    list_edges(d, &kept);
    dt_dedup_free(d);
    cr_assert_str_eq(kept.ptr, all.ptr);
    dt_buf_release(&all);
    dt_buf_release(&kept);
    return with;
}

static void choose(bool *chosen, size_t changes)
{
    for (size_t i = 0; i < changes; i++) {
        const size_t at = next() % TEXTS;

        chosen[at] = !chosen[at];
    }
}

/* Texts come and go, many or few at a time: nothing tells it from the start. */
static void come_and_go(bool *chosen)
{
    char folder[FOLDER];
    size_t new_texts = 0;
    struct dt_err err;

    cr_assert_eq(dt_file_temporary_folder(folder, &err), DT_OK);
    for (size_t round = 0; round < 60; round++) {
        choose(chosen, round % 30 == 10 ? 200 : next() % 40);
        (void)check(chosen, folder, &new_texts);
    }
    cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
}

Test(kept, is_what_is_found_from_the_start)
{
    bool chosen[TEXTS] = {false};

    make_world();
    come_and_go(chosen);
}

Test(kept, is_so_of_brief_texts)
{
    bool chosen[TEXTS];

    make_brief_world();
    memset(chosen, true, sizeof chosen);
    come_and_go(chosen);
}

/*
 * A text more is read, and what is like it, not all the others; a text less
 * leaves its crowd side by side, of whom some have not met.
 */
Test(kept, costs_what_is_new)
{
    char folder[FOLDER];
    bool chosen[TEXTS];
    size_t new_texts, all, few;
    struct dt_err err;

    make_world();
    cr_assert_eq(dt_file_temporary_folder(folder, &err), DT_OK);
    for (size_t i = 0; i < TEXTS; i++)
        chosen[i] = i != 200;
    all = check(chosen, folder, &new_texts);
    cr_assert_eq(new_texts, TEXTS - 1);
    cr_assert_gt(all, 150);
    cr_assert_eq(check(chosen, folder, &new_texts), 0);
    cr_assert_eq(new_texts, 0);
    chosen[200] = true;
    few = check(chosen, folder, &new_texts);
    cr_assert_eq(new_texts, 1);
    cr_assert_lt(few, 40, "%zu read", few);
    chosen[10] = false;
    few = check(chosen, folder, &new_texts);
    cr_assert_eq(new_texts, 0);
    cr_assert_lt(few * 3, all, "%zu read of %zu", few, all);
    /* What was there not long ago is known still. */
    chosen[10] = true;
    (void)check(chosen, folder, &new_texts);
    cr_assert_eq(new_texts, 0);
    cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
}

/* How many files of keys there are, and the texts in them. */
static size_t count_files(const char *folder, size_t *kept)
{
    struct dt_file_names names;
    struct dt_err err;
    size_t count = 0;

    *kept = 0;
    cr_assert_eq(dt_file_list(folder, &names, &err), DT_OK);
    for (size_t i = 0; i < names.count; i++) {
        struct dt_buf path = DT_BUF_INIT(FOLDER), file = DT_BUF_INIT(1 << 26);
        uint64_t head[7];

        if (strcmp(names.names[i], "pairs") == 0)
            continue;
        dt_buf_addf(&path, "%s/%s", folder, names.names[i]);
        cr_assert_eq(dt_file_read(path.ptr, &file, &err), DT_OK);
        cr_assert_geq(file.len, sizeof head);
        memcpy(head, file.ptr, sizeof head);
        *kept += head[6];
        count++;
        dt_buf_release(&path);
        dt_buf_release(&file);
    }
    dt_file_names_release(&names);
    return count;
}

/* However often texts come and go, files stay few, and forget who is gone. */
Test(kept, stays_small)
{
    char folder[FOLDER];
    bool chosen[TEXTS] = {false};
    size_t new_texts, kept = 0;
    struct dt_err err;

    make_world();
    cr_assert_eq(dt_file_temporary_folder(folder, &err), DT_OK);
    for (size_t i = 0; i < TEXTS; i++) {
        chosen[i] = true;
        if (i >= 100)
            chosen[i - 100] = false;
        if (i < 90 || i % 5 == 0)
            (void)check(chosen, folder, &new_texts);
        cr_assert_leq(count_files(folder, &kept), 6);
        cr_assert_leq(kept, 210, "%zu of 100", kept);
    }
    cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
}

/* Write a file anew with one bit turned, or with its end cut off. */
static void damage(const char *path, size_t at, bool cut)
{
    struct dt_buf file = DT_BUF_INIT(1 << 26);
    struct dt_err err;

    cr_assert_eq(dt_file_read(path, &file, &err), DT_OK);
    at %= file.len;
    file.ptr[at] = (char)(file.ptr[at] ^ 4);
    cr_assert_eq(dt_file_write(path, file.ptr, cut ? at : file.len, &err),
                 DT_OK);
    dt_buf_release(&file);
}

/* As check(), by the rule that what is damaged is done again from nothing. */
static void check_again(const bool *chosen, const char *folder,
                        const char *expected)
{
    struct dt_buf kept = DT_BUF_INIT(1 << 26);
    struct dt_dedup *d = begin(folder);
    struct dt_err err;
    int rc;

    (void)add(d, chosen);
    rc = dt_dedup_find(d, 2, &err);
    if (rc < 0) {
        cr_assert(dt_kept_failed(d), "%s", err.msg);
        dt_dedup_free(d);
        cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
        d = begin(folder);
        cr_assert_gt(add(d, chosen), 0);
        rc = dt_dedup_find(d, 2, &err);
    }
    cr_assert_eq(rc, DT_OK, "%s", err.msg);
    list_edges(d, &kept);
    dt_dedup_free(d);
    cr_assert_str_eq(kept.ptr, expected);
    dt_buf_release(&kept);
}

/* Damage anywhere, or a file less, costs time and nothing else. */
Test(kept, damage_is_seen)
{
    char folder[FOLDER];
    bool chosen[TEXTS] = {false}, more[TEXTS];
    struct dt_buf expected = DT_BUF_INIT(1 << 26);
    size_t new_texts;
    struct dt_dedup *d = begin(NULL);
    struct dt_err err;

    make_world();
    for (size_t i = 0; i < TEXTS; i++) {
        chosen[i] = i % 3 != 0;
        more[i] = chosen[i] ? i % 50 != 1 : i % 90 == 0;
    }
    (void)add(d, more);
    cr_assert_eq(dt_dedup_find(d, 2, &err), DT_OK);
    list_edges(d, &expected);
    dt_dedup_free(d);
    cr_assert_eq(dt_file_temporary_folder(folder, &err), DT_OK);
    for (size_t round = 0; round < 120; round++) {
        struct dt_file_names names;
        struct dt_buf path = DT_BUF_INIT(FOLDER);

        cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
        (void)check(chosen, folder, &new_texts);
        cr_assert_eq(dt_file_list(folder, &names, &err), DT_OK);
        dt_buf_addf(&path, "%s/%s", folder, names.names[round % names.count]);
        if (round < 2)
            cr_assert_eq(dt_file_remove_tree(path.ptr, &err), DT_OK);
        else
            damage(path.ptr, next(), round % 5 == 0);
        check_again(more, folder, expected.ptr);
        dt_file_names_release(&names);
        dt_buf_release(&path);
    }
    dt_buf_release(&expected);
    cr_assert_eq(dt_file_remove_tree(folder, &err), DT_OK);
}
