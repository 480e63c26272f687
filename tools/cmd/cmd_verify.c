#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/verifying.h"
#include "manifest/revision.h"

static const struct dt_option options[] = {
    {"rebuild", 0, DT_OPTION_FLAG, NULL,
     "make everything again from the snapshots and compare", NULL},
    {"from", 0, DT_OPTION_DIR, "DIR",
     "with --rebuild: also take snapshots from DIR", NULL},
    {"history", 0, DT_OPTION_FLAG, NULL,
     "check every release at its commit, that no released id is gone, and that "
     "every redirected one was there",
     NULL},
    {"at", 0, DT_OPTION_TEXT, "REV", "check a git revision, without a checkout",
     NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static int verify_all(const struct dt_args *args, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int worst = DT_OK;
    int rc = dt_corpus_names_at(".", dt_args_value(args, "at"), &names, err);

    if (rc == DT_OK && names.count == 0)
        rc = dt_corpus_none(".", "NAME, or name a release file", err);
    for (size_t i = 0; rc >= 0 && i < names.count; i++) {
        rc = dt_verify_corpus_told(args, names.names[i], err);
        if (rc > 0)
            worst = rc;
    }
    dt_file_names_release(&names);
    return rc < 0 ? rc : worst;
}

static bool is_there(const char *folder, const char *name)
{
    struct dt_file_stat st;
    struct dt_err ignored;
    char path[4096];

    (void)snprintf(path, sizeof path, "%.3000s/%.1000s", folder, name);
    return dt_file_stat(path, &st, &ignored) == DT_OK && st.exists;
}

/* "town" of "corpus/town" and "corpus/town/", else the word; name has room. */
static const char *name_of_corpus(const char *word, char name[256])
{
    const struct dt_str top = DT_STR("corpus/");
    struct dt_str rest = DT_STR(word);

    if (!dt_str_starts(rest, top) || !is_there(word, "corpus.yaml"))
        return word;
    rest.ptr += top.len;
    rest.len -= top.len;
    if (dt_str_ends(rest, DT_STR("/")))
        rest.len--;
    if (rest.len >= 256 || memchr(rest.ptr, '/', rest.len))
        return word;
    memcpy(name, rest.ptr, rest.len);
    name[rest.len] = '\0';
    return name;
}

/* A folder that is no release, though it is ours; or what nobody can check. */
static int check_path(const char *path, struct dt_err *err)
{
    struct stat st;

    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: neither a file nor a folder, but a pipe or device "
                       "(save the release to a file, and name that)",
                       path);
    if (is_there(path, "corpus.yaml"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: the folder of a corpus, not a release (dictum "
                       "verify NAME at the top of its repository)",
                       path);
    if (is_there(path, "corpus") && is_there(path, "manifests"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: a repository, not a release (dictum -C %s verify)",
                       path, path);
    return DT_OK;
}

/* A corpus by its name; anything else that has a path is a release. */
static bool names_release(const char *word)
{
    struct dt_file_stat st;
    struct dt_err ignored;

    if (strchr(word, '/') || strchr(word, '.'))
        return true;
    if (dt_file_stat("corpus", &st, &ignored) == DT_OK && st.is_dir) {
        char path[4096];

        (void)snprintf(path, sizeof path, "corpus/%.4000s", word);
        if (dt_file_stat(path, &st, &ignored) == DT_OK && st.is_dir)
            return false;
    }
    return dt_file_stat(word, &st, &ignored) == DT_OK && st.exists;
}

/* A check that is asked for is done, or refused. */
static int check_options(const struct dt_args *args, struct dt_err *err)
{
    const bool rebuild = dt_args_flag(args, "rebuild");

    if (rebuild && dt_args_value(args, "at"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--rebuild makes what lies in the folder, not what a "
                       "revision has (leave out --at, or use git worktree)");
    if (!rebuild && dt_args_value(args, "from"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--from: nothing is made without --rebuild (add it)");
    return DT_OK;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const bool at = dt_args_value(args, "at") != NULL;
    const char *word;
    char name[256];

    if (check_options(args, err) < 0)
        return err->code;
    if (args->count == 0)
        return verify_all(args, err);
    word = name_of_corpus(args->words[0], name);
    if (at || !names_release(word))
        return dt_verify_corpus_told(args, word, err);
    if (dt_args_flag(args, "rebuild") || dt_args_flag(args, "history"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: no corpus, of which alone there is a --rebuild or "
                       "--history (leave it out)",
                       word);
    if (check_path(word, err) < 0)
        return err->code;
    return dt_verify_release_told(args, word, err);
}

const struct dt_command dt_cmd_verify = {
    .name = "verify",
    .synopsis = "[CORPUS | FILE | DIR | URL] [--rebuild [--from DIR]] "
                "[--history] [--at REV]",
    .summary = "check a corpus or a release",
    .description =
        "A corpus (all of them when none is named): every line of the "
        "manifests in its canonical form, sorted and sealed; every text and "
        "snapshot against its hash; every statement against its text; all "
        "against the curator's files; that no snapshot is gone that git has "
        "or a record names, unless git ignores it or has none of the corpus; "
        "that each id of the last release is "
        "still there, or redirected, for which its commit is needed (git fetch "
        "--unshallow); that no file of HEAD (or of --at REV), "
        "none "
        "staged and none changed since, but those of tests/, is, byte for "
        "byte, a withheld text or its snapshot, nor an older snapshot of its "
        "source. What cannot be "
        "checked is counted, as "
        "are snapshots that are not tracked, whether or not .dictum/ holds "
        "them (dictum status tells). "
        "--rebuild makes everything again from the snapshots and compares "
        "bytes; it counts what it could not, as no snapshot is held (--from), "
        "and fails when that is everything. Of each file of records the first "
        "fault is told. --history checks every release at its commit. --at "
        "reads a git "
        "revision.\n\n"
        "A release, archive or unpacked folder: everything in one pass, "
        "offline, without unpacking. Of a BagIt bag that somebody else made: "
        "that it is complete and its checksums hold. The exit status is 0 when "
        "all is well, 1 when a corpus has faults, 4 or 5 when a release or bag "
        "is damaged or not what it says.\n\n"
        "--json gives the counts, null where a fault ended the check before "
        "they were known; \"problems\", the number of faults; and "
        "\"faults\": a list of {column, file, line, message}, of which all but "
        "the message may be null, of the first 1,000.",
    .example = "$ dictum verify northmoor --rebuild\n"
               "$ dictum verify --at HEAD~1\n"
               "$ dictum verify northmoor-0.1.0.tar.zst",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS |
             DT_COMMAND_FILES,
    .most = 1,
    .run = run,
};
