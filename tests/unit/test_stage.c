#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stage.h"

static void in_new_folder(void)
{
    char dir[] = "/tmp/dictum-stage-XXXXXX";

    cr_assert(mkdtemp(dir) != NULL && chdir(dir) == 0);
}

static void expect_content(const char *path, const char *content)
{
    struct dt_buf got = DT_BUF_INIT(1000);
    struct dt_err err;

    cr_assert(zero(int, dt_file_read(path, &got, &err)), "%s", err.msg);
    cr_expect(dt_str_is(dt_buf_str(&got), content), "%s: %s", path, got.ptr);
    dt_buf_release(&got);
}

static void put(const char *path, const char *content)
{
    struct dt_err err;

    cr_assert(zero(int, dt_file_write(path, content, strlen(content), &err)),
              "%s", err.msg);
}

Test(stage, all_files_change_at_commit_and_none_before, .init = in_new_folder)
{
    struct dt_stage *s = NULL;
    struct dt_file_stat st;
    struct dt_err err;

    put("old", "1");
    put("gone", "x");
    cr_assert(zero(int, dt_stage_open(&s, "stage", &err)));
    cr_assert(zero(int, dt_stage_file(s, "old", "2", 1, &err)));
    cr_assert(zero(int, dt_stage_file(s, "a/b/new", "3", 1, &err)));
    cr_assert(zero(int, dt_stage_drop(s, "gone", &err)));
    expect_content("old", "1");
    cr_assert(zero(int, dt_stage_commit(s, &err)), "%s", err.msg);
    dt_stage_free(s);
    expect_content("old", "2");
    expect_content("a/b/new", "3");
    cr_assert(zero(int, dt_file_stat("gone", &st, &err)));
    cr_expect(not(st.exists));
    cr_assert(zero(int, dt_file_stat("stage", &st, &err)));
    cr_expect(not(st.exists));
}

Test(stage, a_refused_rename_undoes_those_before_it, .init = in_new_folder)
{
    struct dt_stage *s = NULL;
    struct dt_file_stat st;
    struct dt_err err;

    put("first", "1");
    put("removed", "r");
    cr_assert(zero(int, mkdir("folder", 0777)));
    put("folder/inside", "i");
    cr_assert(zero(int, dt_stage_open(&s, "stage", &err)));
    cr_assert(zero(int, dt_stage_file(s, "first", "2", 1, &err)));
    cr_assert(zero(int, dt_stage_file(s, "fresh", "2", 1, &err)));
    cr_assert(zero(int, dt_stage_drop(s, "removed", &err)));
    /* A file cannot be renamed over a folder that is not empty. */
    cr_assert(zero(int, dt_stage_file(s, "folder", "2", 1, &err)));
    cr_assert(eq(int, dt_stage_commit(s, &err), DT_EIO));
    cr_expect(strstr(err.msg, "folder") != NULL, "%s", err.msg);
    dt_stage_free(s);
    expect_content("first", "1");
    expect_content("removed", "r");
    expect_content("folder/inside", "i");
    cr_assert(zero(int, dt_file_stat("fresh", &st, &err)));
    cr_expect(not(st.exists));
}

Test(stage, what_is_the_same_is_not_touched, .init = in_new_folder)
{
    struct dt_file_stat before, after;
    struct dt_stage *s = NULL;
    struct dt_err err;

    put("same", "1");
    put("other", "1");
    cr_assert(zero(int, dt_file_stat("same", &before, &err)));
    cr_assert(zero(int, dt_stage_open(&s, "stage", &err)));
    cr_assert(zero(int, dt_stage_file(s, "same", "1", 1, &err)));
    cr_assert(zero(int, dt_stage_file(s, "other", "2", 1, &err)));
    cr_assert(zero(int, dt_stage_drop(s, "never was", &err)));
    cr_assert(zero(int, dt_stage_keep_same(s, &err)));
    cr_expect(eq(sz, dt_stage_count(s), 1));
    cr_assert(zero(int, dt_stage_commit(s, &err)));
    dt_stage_free(s);
    expect_content("other", "2");
    cr_assert(zero(int, dt_file_stat("same", &after, &err)));
    cr_expect(eq(u64, before.inode, after.inode));
    cr_expect(eq(i64, before.ctime_ns, after.ctime_ns));
}

Test(stage, a_stage_left_by_a_dead_process_is_emptied, .init = in_new_folder)
{
    struct dt_stage *s = NULL;
    struct dt_file_stat st;
    struct dt_err err;

    cr_assert(zero(int, dt_file_mkdirs("stage/new/0", &err)));
    put("stage/new/0/0", "left over");
    cr_assert(zero(int, dt_stage_open(&s, "stage", &err)));
    cr_assert(zero(int, dt_file_stat("stage/new", &st, &err)));
    cr_expect(not(st.exists));
    dt_stage_free(s);
}
