#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "manifest/snapshot_files.h"

/* SHA-256 of the empty input and of "abc" (FIPS 180-4's example). */
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"

static struct dt_err err;
static char root[64];

static void put(const char *name, const char *text)
{
    char path[256];

    (void)snprintf(path, sizeof path, "%s/corpus/x/snapshots/%s", root, name);
    cr_assert(zero(int, dt_file_write(path, text, strlen(text), &err)), "%s",
              err.msg);
}

static void begin(void)
{
    char path[128];

    (void)snprintf(root, sizeof root, "/tmp/dictum-snapshots-XXXXXX");
    cr_assert(mkdtemp(root) != NULL);
    (void)snprintf(path, sizeof path, "%s/corpus/x/snapshots", root);
    cr_assert(zero(int, dt_file_mkdirs(path, &err)));
}

static void end(void)
{
    cr_assert(zero(int, dt_file_remove_tree(root, &err)));
}

static void hash_all(struct dt_snapshot_files *f)
{
    size_t left = 0;

    cr_assert(zero(int, dt_snapshot_files_left(f, &left, &err)));
    cr_assert(zero(int, dt_snapshot_files_help(f, &err)), "%s", err.msg);
    cr_assert(zero(int, dt_snapshot_files_end(f, &err)));
    cr_assert(zero(int, dt_snapshot_files_left(f, &left, &err)));
    cr_expect(zero(sz, left));
}

/* The same with a thread beside the caller's as with the caller's alone. */
Test(snapshot_files, each_file_is_held_against_its_name, .init = begin,
     .fini = end)
{
    put(".gitkeep", "");
    put(ABC ".txt", "abc");
    put(EMPTY ".html", "");
    put(ZERO ".txt", "abc");
    put("page.html", "abc");
    for (int beside = 0; beside < 2; beside++) {
        struct dt_snapshot_files *f = NULL;
        const struct dt_snapshot_file *all;
        size_t count = 0;

        cr_assert(zero(
            int, dt_snapshot_files_start(&f, root, "x", NULL, beside, &err)));
        hash_all(f);
        all = dt_snapshot_files_all(f, &count);
        cr_assert(eq(sz, count, 5));
        cr_expect(all[0].problem == NULL);
        cr_expect(eq(str, (char *)all[1].name, ZERO ".txt"));
        cr_expect(eq(str, all[1].problem,
                     "has the SHA-256 " ABC " (restore it with git checkout)"));
        cr_expect(all[2].problem == NULL);
        cr_expect(eq(u64, all[2].bytes, 3));
        cr_expect(all[3].problem == NULL);
        cr_expect(zero(u64, all[3].bytes));
        cr_expect(eq(str, all[4].problem,
                     "is not named by a SHA-256 "
                     "(remove it, or dictum add it)"));
        dt_snapshot_files_free(f);
    }
}

Test(snapshot_files, a_folder_that_is_not_there_is_empty, .init = begin,
     .fini = end)
{
    struct dt_snapshot_files *f = NULL;
    size_t count = 1;

    cr_assert(
        zero(int, dt_snapshot_files_start(&f, root, "y", NULL, true, &err)));
    hash_all(f);
    (void)dt_snapshot_files_all(f, &count);
    cr_expect(zero(sz, count));
    dt_snapshot_files_free(f);
}

Test(snapshot_files, what_cannot_be_listed_is_told_to_who_waits, .init = begin,
     .fini = end)
{
    struct dt_snapshot_files *f = NULL;
    char from[128];
    size_t left;

    (void)snprintf(from, sizeof from, "%s/corpus/x/snapshots", root);
    cr_assert(zero(int, dt_file_remove_tree(from, &err)));
    cr_assert(zero(int, symlink(from, from))); /* a loop */
    for (int beside = 0; beside < 2; beside++) {
        cr_assert(zero(
            int, dt_snapshot_files_start(&f, root, "x", NULL, beside, &err)));
        cr_expect(eq(int, dt_snapshot_files_left(f, &left, &err), DT_EIO));
        dt_snapshot_files_free(f);
    }
}

Test(snapshot_files, may_be_left_before_anybody_waited, .init = begin,
     .fini = end)
{
    for (int i = 0; i < 20; i++) {
        struct dt_snapshot_files *f = NULL;

        put(ABC ".txt", "abc");
        cr_assert(zero(
            int, dt_snapshot_files_start(&f, root, "x", NULL, true, &err)));
        dt_snapshot_files_free(f);
    }
}
