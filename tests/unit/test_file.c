#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static void in_new_folder(void)
{
    char dir[] = "/tmp/dictum-file-XXXXXX";

    cr_assert(mkdtemp(dir) != NULL && chdir(dir) == 0);
}

static void put(const char *path, const char *content)
{
    struct dt_err err;

    cr_assert(zero(int, dt_file_write(path, content, strlen(content), &err)),
              "%s", err.msg);
}

static void expect_content(const char *path, const char *content)
{
    struct dt_buf got = DT_BUF_INIT(1000);
    struct dt_err err;

    cr_assert(zero(int, dt_file_read(path, &got, &err)), "%s", err.msg);
    cr_expect(dt_str_is(dt_buf_str(&got), content), "%s: %s", path, got.ptr);
    dt_buf_release(&got);
}

static bool is_there(const char *path)
{
    struct dt_file_stat st;
    struct dt_err err;

    cr_assert(zero(int, dt_file_stat(path, &st, &err)), "%s", err.msg);
    return st.exists;
}

Test(file, a_replacement_counts_from_its_commit, .init = in_new_folder)
{
    struct dt_file_replacement new;
    struct dt_err err;

    put("a", "old");
    cr_assert(zero(int, dt_file_replace_begin(&new, "a", &err)));
    cr_assert(zero(int, dt_file_write_fd(new.fd, "a", "new", 3, &err)));
    expect_content("a", "old");
    cr_assert(zero(int, dt_file_replace_commit(&new, &err)));
    expect_content("a", "new");
    dt_file_replace_end(&new);
    expect_content("a", "new");
    cr_expect(not(is_there("a.tmp")));
}

Test(file, a_replacement_that_is_given_up_leaves_nothing, .init = in_new_folder)
{
    struct dt_file_replacement new;
    struct dt_err err;

    put("a", "old");
    cr_assert(zero(int, dt_file_replace_begin(&new, "a", &err)));
    cr_assert(zero(int, dt_file_write_fd(new.fd, "a", "new", 3, &err)));
    cr_expect(is_there("a.tmp"));
    dt_file_replace_end(&new);
    expect_content("a", "old");
    cr_expect(not(is_there("a.tmp")));
    dt_file_replace_end(&new);
}

Test(file, what_a_dead_process_left_is_written_anew, .init = in_new_folder)
{
    put("left", "longer than what comes");
    cr_assert(eq(int, rename("left", "a.tmp"), 0));
    put("a", "short");
    expect_content("a", "short");
    cr_expect(not(is_there("a.tmp")));
}

Test(file, a_link_beside_is_not_written_through, .init = in_new_folder)
{
    struct dt_err err;

    put("victim", "mine");
    cr_assert(eq(int, symlink("victim", "a.tmp"), 0));
    cr_expect(eq(int, dt_file_write("a", "x", 1, &err), DT_EIO));
    expect_content("victim", "mine");
}

Test(file, only_a_plain_file_is_replaced, .init = in_new_folder)
{
    struct dt_err err;

    cr_assert(eq(int, mkdir("folder", 0700), 0));
    cr_assert(eq(int, mkfifo("pipe", 0600), 0));
    cr_expect(eq(int, dt_file_write("folder", "x", 1, &err), DT_EIO));
    cr_expect(eq(int, dt_file_write("pipe", "x", 1, &err), DT_EIO));
    cr_expect(not(is_there("folder.tmp")));
    cr_expect(not(is_there("pipe.tmp")));
    cr_expect(zero(int, dt_file_replaceable("absent", &err)));
}

Test(file, a_path_that_is_too_long_is_refused, .init = in_new_folder)
{
    struct dt_file_replacement new;
    char path[sizeof new.path];
    struct dt_err err;

    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    cr_expect(eq(int, dt_file_replace_begin(&new, path, &err), DT_EIO));
    dt_file_replace_end(&new);
}

Test(file, one_without_a_name_leaves_nothing, .init = in_new_folder)
{
    struct dt_file_names names;
    struct dt_err err;
    int fd, bad;

    cr_assert(zero(int, dt_file_nameless(".", &fd, &err)), "%s", err.msg);
    cr_expect(zero(int, dt_file_write_fd(fd, "it", "text", 4, &err)));
    cr_expect(eq(int, (int)lseek(fd, 0, SEEK_CUR), 4));
    cr_assert(zero(int, dt_file_list(".", &names, &err)));
    cr_expect(eq(sz, names.count, 0));
    dt_file_names_release(&names);
    (void)close(fd);
    cr_expect(eq(int, dt_file_nameless("./gone", &bad, &err), DT_EIO));
    cr_expect(eq(int, bad, -1));
    cr_expect(strstr(err.msg, "./gone/dictum-") != NULL, "%s", err.msg);
}

Test(file, names_stand_in_the_order_of_their_bytes_and_folders_are_marked,
     .init = in_new_folder)
{
    static const char *const sorted[] = {
        "B", "a", "a.txt", "a/", "longname", "longname-", "longname-é", "é"};
    struct dt_buf found = DT_BUF_INIT(100);
    struct dt_file_names names;
    struct dt_err err;

    for (int i = 7; i >= 0; i--)
        dt_buf_add(&found, sorted[i * 3 % 8], strlen(sorted[i * 3 % 8]) + 1);
    cr_assert(zero(int, dt_file_names_sort(&found, &names, &err)));
    cr_assert(eq(sz, names.count, 8));
    for (int i = 0; i < 8; i++)
        cr_expect(eq(str, names.names[i], (char *)sorted[i]));
    dt_file_names_release(&names);
    cr_expect(eq(sz, names.count, 0));

    cr_assert(zero(int, dt_file_mkdirs("b/c", &err)));
    put("b.txt", "");
    cr_assert(zero(int, dt_file_list_marked(".", &names, &err)));
    cr_assert(eq(sz, names.count, 2));
    cr_expect(eq(str, names.names[0], "b.txt"));
    cr_expect(eq(str, names.names[1], "b/"));
    dt_file_names_release(&names);
    cr_assert(zero(int, dt_file_list("nowhere", &names, &err)));
    cr_expect(eq(sz, names.count, 0));
    dt_file_names_release(&names);
}

Test(file, a_tree_is_removed_and_what_links_lead_to_is_not,
     .init = in_new_folder)
{
    struct dt_err err;

    cr_assert(zero(int, dt_file_mkdirs("tree/a/b", &err)));
    cr_assert(zero(int, dt_file_mkdirs("kept", &err)));
    put("kept/file", "x");
    put("tree/a/b/file", "x");
    cr_assert(eq(int, symlink("../../kept", "tree/a/link"), 0));
    cr_assert(zero(int, dt_file_remove_tree("tree", &err)), "%s", err.msg);
    cr_expect(not(is_there("tree")));
    expect_content("kept/file", "x");
    cr_expect(zero(int, dt_file_remove_tree("tree", &err)));
}
