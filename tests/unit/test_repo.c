#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/repo.h"

/* What git itself says is what every expectation here is taken from. */
static char dir[] = "/tmp/dictum-repo-XXXXXX";
static struct dt_repo *repo;
static struct dt_err err;

static void git(const char *script)
{
    char command[2048];

    (void)snprintf(command, sizeof command,
                   "cd %s && export GIT_CONFIG_GLOBAL=/dev/null "
                   "GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=a@example.org "
                   "GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=a@example.org "
                   "&& { %s; } >/dev/null 2>&1",
                   dir, script);
    cr_assert(zero(int, system(command)), "%s", script);
}

static void ask(const char *command, char *out, size_t size)
{
    char in_dir[1024];
    FILE *p;

    (void)snprintf(in_dir, sizeof in_dir, "cd %s && %s", dir, command);
    p = popen(in_dir, "r");
    cr_assert(p != NULL);
    cr_assert(fgets(out, (int)size, p) != NULL, "%s", command);
    out[strcspn(out, "\n")] = '\0';
    (void)pclose(p);
}

static void make_history(void)
{
    cr_assert(mkdtemp(dir) != NULL);
    git("git init -q -b main . && mkdir -p corpus/a manifests/a && "
        "echo one > corpus/a/x && echo {} > manifests/a/m.jsonl && "
        "git add . && GIT_COMMITTER_DATE='1000000000 +0000' "
        "git commit -qm First");
    git("echo two > corpus/a/x && git add . && "
        "GIT_COMMITTER_DATE='1000000100 +0200' git commit -qm Second");
    git("echo r > manifests/a/releases.jsonl && echo z > other && git add . "
        "&& GIT_COMMITTER_DATE='1000000200 +0000' git commit -qm Third");
    cr_assert(zero(int, dt_repo_open(dir, &repo, &err)), "%s", err.msg);
}

static void drop_history(void)
{
    char command[64];

    dt_repo_free(repo);
    (void)snprintf(command, sizeof command, "rm -rf %s", dir);
    cr_assert(zero(int, system(command)));
}

TestSuite(repo, .init = make_history, .fini = drop_history);

static const char *const both[] = {"corpus/a", "manifests/a"};
static const struct dt_repo_paths corpus_a = {both, 2,
                                              "manifests/a/releases.jsonl"};

Test(repo, opens_at_the_top_alone)
{
    struct dt_repo *below = NULL;
    char path[128];

    (void)snprintf(path, sizeof path, "%s/corpus/a", dir);
    cr_assert(eq(int, dt_repo_open(path, &below, &err), DT_EUSAGE));
    cr_expect(strstr(err.msg, "not the top of a git repository") != NULL);
    cr_assert(eq(int, dt_repo_open("/", &below, &err), DT_EUSAGE));
    cr_expect(strstr(err.msg, "not the top of a git repository") != NULL);
}

Test(repo, resolves_as_git_does)
{
    char commit[DT_REPO_ID_SIZE], expected[128];
    int64_t when = 0;

    ask("git rev-parse HEAD~1", expected, sizeof expected);
    cr_assert(zero(int, dt_repo_resolve(repo, "HEAD~1", commit, &when, &err)));
    cr_expect(eq(str, commit, expected));
    cr_expect(eq(i64, when, 1000000100));
    cr_expect(eq(int, dt_repo_resolve(repo, "nowhere", commit, &when, &err),
                 DT_EUSAGE));
}

Test(repo, reads_and_lists_an_old_commit)
{
    char commit[DT_REPO_ID_SIZE];
    struct dt_buf text = DT_BUF_INIT(1024);
    struct dt_file_names names;
    int64_t when;
    bool found = false;

    cr_assert(zero(int, dt_repo_resolve(repo, "HEAD~2", commit, &when, &err)));
    cr_assert(zero(int, dt_repo_read(repo, commit, "corpus/a/x", 99, &text,
                                     &found, &err)));
    cr_expect(found);
    cr_expect(eq(str, text.ptr, "one\n"));
    cr_assert(zero(int, dt_repo_read(repo, commit, "corpus/b/x", 99, &text,
                                     &found, &err)));
    cr_expect(not(found));
    cr_expect(eq(
        int, dt_repo_read(repo, commit, "corpus/a/x", 3, &text, &found, &err),
        DT_EFORMAT));
    cr_assert(zero(int, dt_repo_list(repo, commit, "", &names, &err)));
    cr_assert(eq(sz, names.count, 2));
    cr_expect(eq(str, names.names[0], "corpus/"));
    cr_expect(eq(str, names.names[1], "manifests/"));
    dt_file_names_release(&names);
    dt_buf_release(&text);
}

Test(repo, dirty_names_the_first_path_and_knows_untracked_staged_and_gone)
{
    struct dt_buf path = DT_BUF_INIT(4096);

    cr_assert(zero(int, dt_repo_dirty(repo, &corpus_a, &path, &err)));
    cr_expect(eq(sz, path.len, 0));
    git("echo q > manifests/a/releases.jsonl; echo q > other");
    cr_assert(zero(int, dt_repo_dirty(repo, &corpus_a, &path, &err)));
    cr_expect(eq(sz, path.len, 0), "%s", path.ptr);
    git("mkdir manifests/a/sub; echo n > manifests/a/sub/new");
    cr_assert(zero(int, dt_repo_dirty(repo, &corpus_a, &path, &err)));
    cr_expect(eq(str, path.ptr, "manifests/a/sub/new"));
    git("echo '{} ' > manifests/a/m.jsonl; git add manifests/a/m.jsonl; "
        "echo {} > manifests/a/m.jsonl");
    cr_assert(zero(int, dt_repo_dirty(repo, &corpus_a, &path, &err)));
    cr_expect(eq(str, path.ptr, "manifests/a/m.jsonl"));
    git("rm corpus/a/x");
    cr_assert(zero(int, dt_repo_dirty(repo, &corpus_a, &path, &err)));
    cr_expect(eq(str, path.ptr, "corpus/a/x"));
    dt_buf_release(&path);
}

Test(repo, last_change_ignores_other_paths_and_the_excepted_file)
{
    char head[DT_REPO_ID_SIZE], commit[DT_REPO_ID_SIZE], expected[128];
    int64_t when = 0;

    cr_assert(zero(int, dt_repo_resolve(repo, "HEAD", head, &when, &err)));
    cr_assert(zero(int, dt_repo_last_change(repo, head, &corpus_a, commit,
                                            &when, &err)),
              "%s", err.msg);
    ask("git rev-parse HEAD~1", expected, sizeof expected);
    cr_expect(eq(str, commit, expected));
    cr_expect(eq(i64, when, 1000000100));
}

Test(repo, last_change_in_a_shallow_clone_says_how_to_go_on)
{
    char head[DT_REPO_ID_SIZE], commit[DT_REPO_ID_SIZE], path[128];
    struct dt_repo *shallow = NULL;
    int64_t when = 0;

    git("git clone -q --depth 1 file://$PWD shallow");
    (void)snprintf(path, sizeof path, "%s/shallow", dir);
    cr_assert(zero(int, dt_repo_open(path, &shallow, &err)));
    cr_assert(zero(int, dt_repo_resolve(shallow, "HEAD", head, &when, &err)));
    cr_expect(eq(
        int, dt_repo_last_change(shallow, head, &corpus_a, commit, &when, &err),
        DT_EUSAGE));
    cr_expect(strstr(err.msg, "--unshallow") != NULL, "%s", err.msg);
    dt_repo_free(shallow);
}

Test(repo, tag_is_annotated_repeatable_and_never_moves)
{
    char first[DT_REPO_ID_SIZE], head[DT_REPO_ID_SIZE], got[128];
    int64_t when;

    (void)setenv("GIT_COMMITTER_NAME", "Ada", 1);
    (void)setenv("GIT_COMMITTER_EMAIL", "a@example.org", 1);
    cr_assert(zero(int, dt_repo_resolve(repo, "HEAD", head, &when, &err)));
    cr_assert(zero(int, dt_repo_resolve(repo, "HEAD~2", first, &when, &err)));
    cr_assert(zero(int, dt_repo_tag(repo, "a-v1.0.0", first, "words\n", &err)),
              "%s", err.msg);
    ask("git cat-file -t a-v1.0.0", got, sizeof got);
    cr_expect(eq(str, got, "tag"));
    ask("git for-each-ref --format='%(taggerdate:unix)' refs/tags", got,
        sizeof got);
    cr_expect(eq(str, got, "1000000000"));
    cr_expect(zero(int, dt_repo_tag(repo, "a-v1.0.0", first, "words\n", &err)));
    cr_expect(eq(int, dt_repo_tag(repo, "a-v1.0.0", head, "words\n", &err),
                 DT_EUSAGE));
}

static int note_summary(void *ctx, const struct dt_repo_change *change,
                        struct dt_err *e)
{
    (void)e;
    dt_buf_addf(ctx, "%s:%s ", change->summary, change->author);
    return 0;
}

Test(repo, walk_tells_both_sides_of_a_merge)
{
    struct dt_buf told = DT_BUF_INIT(4096);
    bool shallow = true;

    git("git checkout -qb side HEAD~1 && echo l > corpus/a/y && git add . && "
        "GIT_COMMITTER_DATE='1000000300 +0000' git commit -qm Side && "
        "git checkout -q main && GIT_COMMITTER_DATE='1000000400 +0000' "
        "git merge -q -m Merge side");
    cr_assert(zero(int, dt_repo_walk(repo, NULL, note_summary, &told, &shallow,
                                     &err)),
              "%s", err.msg);
    cr_expect(eq(str, told.ptr,
                 "Merge:Ada Side:Ada Third:Ada Second:Ada First:Ada "));
    cr_expect(not(shallow));
    dt_buf_release(&told);
}
