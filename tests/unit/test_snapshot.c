#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "snapshot/snapshot.h"
#include "snapshot/walk.h"

/* FIPS 180-4: SHA-256 of "abc"; and of no bytes at all. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define NONE "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char root[] = "/tmp/dictum-snapshot-XXXXXX";
static struct dt_err err;
static struct dt_corpus corpus;
static struct dt_snapshots *held;

static char *at(const char *rest)
{
    static char path[4][512];
    static unsigned turn;

    turn = (turn + 1) % 4;
    (void)snprintf(path[turn], sizeof path[turn], "%s/%s", root, rest);
    return path[turn];
}

static void put(const char *rest, const char *bytes)
{
    char *path = at(rest), *slash = strrchr(path, '/');

    *slash = '\0';
    cr_assert(zero(int, dt_file_mkdirs(path, &err)), "%s", err.msg);
    *slash = '/';
    cr_assert(zero(int, dt_file_write(path, bytes, strlen(bytes), &err)), "%s",
              err.msg);
}

static void set_up(void)
{
    cr_assert(mkdtemp(root) != NULL);
    corpus = (struct dt_corpus){.root = root, .name = strdup("town")};
}

static void tear_down(void)
{
    dt_snapshots_free(held);
    free(corpus.name);
    (void)dt_file_remove_tree(root, &err);
}

TestSuite(snapshot, .init = set_up, .fini = tear_down);

static const char *path_of(const char *sha256)
{
    const struct dt_held *found = dt_snapshots_find(held, sha256);

    return found ? found->path : NULL;
}

Test(snapshot, no_folder_holds_nothing)
{
    cr_assert(zero(int, dt_snapshots_open(&corpus, NULL, 1, &held, &err)));
    cr_expect(path_of(ABC) == NULL);
}

Test(snapshot, ours_are_found_by_name_and_before_the_users)
{
    put("corpus/town/snapshots/" ABC ".html", "abc");
    put("corpus/town/snapshots/README", "abc");
    put("corpus/town/snapshots/" NONE "x", "");
    put(".dictum/snapshots/" ABC ".txt", "abc");
    put("from/x", "abc");
    cr_assert(zero(int, dt_snapshots_open(&corpus, at("from"), 2, &held, &err)),
              "%s", err.msg);
    cr_expect(path_of(NONE) == NULL);
    cr_assert(path_of(ABC) != NULL);
    cr_expect(eq(str, (char *)path_of(ABC),
                 at("corpus/town/snapshots/" ABC ".html")));
}

Test(snapshot, the_users_files_are_known_by_their_bytes)
{
    put("from/deep/er/any name.dat", "abc");
    put("from/b", "abc");
    put("outside/empty", "");
    cr_assert(zero(int, symlink("../outside", at("from/link"))));
    cr_assert(zero(int, symlink("../outside/empty", at("from/link2"))));
    cr_assert(zero(int, dt_snapshots_open(&corpus, at("from"), 2, &held, &err)),
              "%s", err.msg);
    cr_expect(eq(str, (char *)path_of(ABC), at("from/b")));
    cr_expect(path_of(NONE) == NULL, "a link was followed");
}

Test(snapshot, a_folder_that_is_not_there_is_an_error)
{
    cr_expect(eq(int, dt_snapshots_open(&corpus, at("none"), 1, &held, &err),
                 DT_EIO));
    cr_expect(strstr(err.msg, "none") != NULL);
}

Test(snapshot, large_files_and_too_many_are_bounded)
{
    struct dt_walk walk = DT_WALK_INIT;

    put("from/a", "four");
    put("from/b", "abc");
    cr_assert(zero(int, dt_walk_files(at("from"), 3, NULL, 9, &walk, &err)));
    cr_assert(eq(sz, walk.count, 1));
    cr_expect(eq(str, (char *)walk.paths[0], at("from/b")));
    dt_walk_release(&walk);
    cr_expect(eq(int, dt_walk_files(at("from"), 9, NULL, 1, &walk, &err),
                 DT_EFORMAT));
    cr_expect(strstr(err.msg, "more than 1 files") != NULL);
    dt_walk_release(&walk);
}

Test(snapshot, other_bytes_than_named_are_a_mismatch)
{
    struct dt_buf bytes = DT_BUF_INIT(100);
    struct dt_digest *d = NULL;
    const struct dt_held x = {.path = at("x")}, y = {.path = at("y")};

    put("x", "abc");
    put("y", "abd");
    cr_assert(zero(int, dt_digest_new(&d, &err)));
    cr_expect(zero(int, dt_snapshot_read(&x, ABC, d, &bytes, &err)));
    cr_expect(eq(str, bytes.ptr, "abc"));
    cr_expect(
        eq(int, dt_snapshot_read(&y, ABC, d, &bytes, &err), DT_EMISMATCH));
    cr_expect(strstr(err.msg, ABC) && strstr(err.msg, "/y: "), "%s", err.msg);
    bytes.max = 2;
    cr_expect(eq(int, dt_snapshot_read(&x, ABC, d, &bytes, &err), DT_EFORMAT));
    dt_buf_release(&bytes);
    dt_digest_free(d);
}

Test(snapshot, rights_decide_where_bytes_are_kept)
{
    struct dt_stage *stage = NULL;

    cr_assert(zero(int, dt_stage_open(&stage, at("stage"), &err)));
    cr_assert(zero(int, dt_snapshot_stage(&corpus, stage, DT_STR("abc"), ABC,
                                          "text/html", false, &err)),
              "%s", err.msg);
    cr_assert(zero(int, dt_snapshot_stage(&corpus, stage, DT_STR(""), NONE,
                                          "text/plain", true, &err)));
    cr_assert(zero(int, dt_stage_commit(stage, &err)));
    dt_stage_free(stage);
    cr_assert(zero(int, dt_stage_open(&stage, at("stage"), &err)));
    cr_assert(zero(int, dt_snapshot_stage(&corpus, stage, DT_STR("abc"), ABC,
                                          "text/html", false, &err)));
    cr_expect(eq(sz, dt_stage_count(stage), 0), "it is there already");
    dt_stage_free(stage);
    cr_assert(zero(int, dt_snapshots_open(&corpus, NULL, 1, &held, &err)));
    cr_expect(eq(str, (char *)dt_snapshots_find(held, ABC)->path,
                 at("corpus/town/snapshots/" ABC ".html")));
    cr_expect(eq(str, (char *)dt_snapshots_find(held, NONE)->path,
                 at(".dictum/snapshots/" NONE ".txt")));
}

Test(snapshot, bytes_tell_what_they_are)
{
    const struct {
        const char *bytes, *type;
    } cases[] = {
        {"", "text/plain"},
        {"Words.", "text/plain"},
        {"a < b", "text/plain"},
        {"<3 of us", "text/plain"},
        {"<abc> is no tag of HTML", "text/plain"},
        {"\xEF\xBB\xBF \n<!DOCTYPE html>", "text/html"},
        {"<!doctype HTML PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
         "text/html"},
        {"<HTML><body>", "text/html"},
        {"<!--x--><p>", "text/html"},
        {"<p>x", "text/html"},
        {"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
         "application/xhtml+xml"},
        {"caf\xE9", "text/plain"},
        {"%PDF-1.7\n", "application/pdf"},
        {"\xEF\xBB\xBFWEBVTT\n", "text/vtt"},
        {"1\n00:00:01,000 --> 00:00:02,000\nA", "application/x-subrip"},
        {"<x-y z><p>", "text/html"},
        {"\x89PNG\r\n", NULL},
        {"\xFF\xD8\xFF\xE0", NULL},
        {"PK\x03\x04", NULL},
        {"\x1F\x8B\x08", NULL},
        {"a\x01", NULL}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *type = dt_snapshot_sniff(DT_STR(cases[i].bytes));

        cr_expect(eq(int, type == NULL, cases[i].type == NULL), "%s",
                  cases[i].bytes);
        if (type && cases[i].type)
            cr_expect(eq(str, (char *)type, (char *)cases[i].type), "%s",
                      cases[i].bytes);
    }
    cr_expect(dt_snapshot_sniff((struct dt_str){"ab\0c", 4}) == NULL);
    cr_expect(eq(
        str, (char *)dt_snapshot_sniff((struct dt_str){"\xFF\xFE<\0p\0>\0", 8}),
        "text/html"));
    cr_expect(eq(
        str, (char *)dt_snapshot_sniff((struct dt_str){"\xFE\xFF\0<\0p\0>", 8}),
        "text/html"));
    cr_expect(eq(str,
                 (char *)dt_snapshot_sniff((struct dt_str){"\xFF\xFE"
                                                           "a\0",
                                                           4}),
                 "text/plain"));
    cr_expect(
        eq(str, (char *)dt_snapshot_sniff((struct dt_str){"<html><p>a\0c", 12}),
           "text/html"));
}
