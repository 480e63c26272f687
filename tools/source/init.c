#include "source/init.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "adapt/yaml.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/stage.h"
#include "base/utf8.h"
#include "source/licence.h"
#include "source/source.h"

enum { LONGEST_PATH = 4096, LONGEST_FILE = 1024 * 1024, LONGEST_TITLE = 1000 };

static const char corpus_yaml[] = {
#include "source/rules/corpus.txt.inc"
    0};
static const char sources_yaml[] = {
#include "source/rules/sources.txt.inc"
    0};
static const char people_yaml[] = {
#include "source/rules/people.txt.inc"
    0};

/* corpus.yaml comes last: a corpus is there when that file is. */
static const struct file {
    const char *folder, *name, *text;
} files[] = {{"manifests", "articles.jsonl", ""},
             {"manifests", "duplicates.jsonl", ""},
             {"manifests", "redirects.jsonl", ""},
             {"manifests", "releases.jsonl", ""},
             {"manifests", "snapshots.jsonl", ""},
             {"corpus", "statements.jsonl", ""},
             {"corpus", "people.yaml", people_yaml},
             {"corpus", "sources.yaml", sources_yaml},
             {"corpus", "corpus.yaml", corpus_yaml}};

/* template with @NAME@, @TITLE@ and @LICENCE@ filled in, each once. */
static void fill_in(const char *template, const struct dt_init *init,
                    struct dt_buf *out)
{
    const struct {
        const char *mark, *value;
    } marks[] = {
        {"@NAME@", init->name},
        {"@TITLE@", init->title ? init->title : init->name},
        {"@LICENCE@", init->licence ? init->licence : DT_INIT_LICENCE}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = strstr(template, marks[i].mark);

        if (!at)
            continue;
        dt_buf_add(out, template, (size_t)(at - template));
        dt_yaml_write_scalar(out, DT_STR(marks[i].value));
        template = at + strlen(marks[i].mark);
    }
    dt_buf_adds(out, template);
}

/* One line of text, as --title must be. */
static bool is_line(struct dt_str text)
{
    if (!dt_str_trim(text).len || text.len > LONGEST_TITLE ||
        dt_utf8_valid(text) != text.len)
        return false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);

        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            return false;
    }
    return true;
}

static int check_arguments(const struct dt_init *init, struct dt_err *err)
{
    struct dt_file_stat git;
    struct dt_err why;
    int rc;

    if (!dt_source_is_slug(DT_STR(init->name)))
        return DT_FAIL(err, DT_EUSAGE,
                       "'%.100s' is no name for a corpus (lower-case letters "
                       "and digits, single hyphens between)",
                       init->name);
    if (init->title && !is_line(DT_STR(init->title)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--title: one line of UTF-8, 1 to %d "
                       "bytes",
                       LONGEST_TITLE);
    if (init->licence && dt_licence_check(DT_STR(init->licence), &why) < 0)
        return DT_FAIL(err, DT_EUSAGE, "--licence: %.400s", why.msg);
    rc = dt_file_stat(".git", &git, err);
    if (rc == DT_OK && !git.exists)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "this folder is not the top of a git "
                     "repository (run git init)");
    return rc;
}

/* What is there already stays: same bytes are fine, others are not ours. */
static int check_absent(const char *path, struct dt_str text,
                        struct dt_err *err)
{
    struct dt_buf there = DT_BUF_INIT(LONGEST_FILE);
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && st.exists) {
        bool same = st.is_file && st.size == text.len;

        if (same)
            rc = dt_file_read(path, &there, err);
        same = same && rc == DT_OK && dt_str_eq(dt_buf_str(&there), text);
        if (rc == DT_OK && !same)
            rc = DT_FAIL(err, DT_EUSAGE,
                         "%s: there already (choose another "
                         "name, or remove it)",
                         path);
    }
    dt_buf_release(&there);
    return rc;
}

static int stage_file(struct dt_stage *stage, const struct file *file,
                      const struct dt_init *init, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf text = DT_BUF_INIT(LONGEST_FILE);
    int rc;

    dt_buf_addf(&path, "%s/%s/%s", file->folder, init->name, file->name);
    fill_in(file->text, init, &text);
    rc = dt_buf_check(&text, path.ptr, err);
    if (rc == DT_OK)
        rc = check_absent(path.ptr, dt_buf_str(&text), err);
    if (rc == DT_OK)
        rc = dt_stage_file(stage, path.ptr, text.ptr, text.len, err);
    dt_buf_release(&text);
    dt_buf_release(&path);
    return rc;
}

/*
 * What git is told of a corpus: the store is not tracked; evidence stays as it
 * is on every system; and lines that two branches add both stay, in whatever
 * order, which a build puts right. What was released on both is for a person.
 */
static const struct git_file {
    const char *name;
    const char *const lines[6];
} git_files[] = {
    {".gitignore", {"/.dictum/", NULL}},
    {".gitattributes",
     {"/corpus/*/snapshots/** -text", "/corpus/*/articles/** -text",
      "/corpus/**/*.jsonl -text merge=union", "/manifests/** -text merge=union",
      "/manifests/*/releases.jsonl -text !merge", NULL}},
};

/* As git has it: a pattern may say that it begins here, and what it is. */
static struct dt_str bare(struct dt_str line)
{
    line = dt_str_trim(line);
    if (dt_str_starts(line, DT_STR("/")))
        line = (struct dt_str){line.ptr + 1, line.len - 1};
    if (dt_str_ends(line, DT_STR("/")))
        line.len--;
    return line;
}

static bool has_line(struct dt_str text, const char *wanted)
{
    struct dt_str line;

    while (dt_str_line(&text, &line))
        if (dt_str_eq(bare(line), bare(DT_STR(wanted))))
            return true;
    return false;
}

/* What is there of a file of git's. */
static int read_git_file(const char *name, struct dt_buf *text,
                         struct dt_err *err)
{
    struct dt_file_stat st;
    struct dt_err why;
    int rc = dt_file_stat(name, &st, err);

    if (rc < 0 || !st.exists)
        return rc;
    rc = dt_file_read(name, text, &why);
    if (rc == DT_OK)
        return DT_OK;
    if (st.is_file) {
        *err = why;
        return rc;
    }
    return DT_FAIL(err, DT_EUSAGE,
                   "%s: %s, where git has a file (remove it, or move it away)",
                   name, st.is_dir ? "a folder" : "no file, nor a link to one");
}

/* Add the lines that are not there to what is. */
static int stage_git_file(struct dt_stage *stage, const struct git_file *file,
                          struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(LONGEST_FILE);
    bool added = false;
    int rc = read_git_file(file->name, &text, err);

    for (size_t i = 0; rc == DT_OK && file->lines[i]; i++) {
        if (has_line(dt_buf_str(&text), file->lines[i]))
            continue;
        if (text.len && text.ptr[text.len - 1] != '\n')
            dt_buf_addc(&text, '\n');
        dt_buf_addf(&text, "%s\n", file->lines[i]);
        rc = dt_buf_check(&text, file->name, err);
        added = true;
    }
    if (rc == DT_OK && added)
        rc = dt_stage_file(stage, file->name, text.ptr, text.len, err);
    dt_buf_release(&text);
    return rc;
}

static int make_folders(const struct dt_init *init, struct dt_err *err)
{
    static const char *const folders[] = {"snapshots", "articles"};
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < 2; i++) {
        struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);

        dt_buf_addf(&path, "corpus/%s/%s", init->name, folders[i]);
        rc = dt_file_mkdirs(path.ptr, err);
        dt_buf_release(&path);
    }
    return rc;
}

int dt_init(const struct dt_init *init, struct dt_err *err)
{
    const size_t count = sizeof files / sizeof *files;
    struct dt_buf config = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat st = {.exists = false};
    struct dt_stage *stage = NULL;
    int rc = check_arguments(init, err);

    if (rc < 0)
        return rc;
    dt_buf_addf(&config, "corpus/%s/corpus.yaml", init->name);
    rc = dt_file_stat(config.ptr, &st, err);
    dt_buf_release(&config);
    if (rc == DT_OK && st.exists)
        return DT_FAIL(err, DT_EUSAGE,
                       "corpus/%s: there already (choose "
                       "another name)",
                       init->name);
    if (rc == DT_OK)
        rc = dt_stage_open(&stage, ".dictum/stage/init", err);
    for (size_t i = 0; rc == DT_OK && i < sizeof git_files / sizeof *git_files;
         i++)
        rc = stage_git_file(stage, &git_files[i], err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = stage_file(stage, &files[i], init, err);
    if (rc == DT_OK)
        rc = dt_stage_commit(stage, err);
    if (rc == DT_OK)
        rc = make_folders(init, err);
    dt_stage_free(stage);
    return rc;
}
