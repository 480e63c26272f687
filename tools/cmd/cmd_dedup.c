#include <stdio.h>
#include <stdlib.h>

#include "base/progress.h"
#include "cmd/cmd.h"
#include "cmd/dedup_files.h"
#include "cmd/print_copies.h"

enum { LEAST_MEMORY = 1, MOST_MEMORY = 1000 * 1000 * 1000 }; /* MiB */

static const struct dt_option options[] = {
    {"clusters", 0, DT_OPTION_FLAG, NULL,
     "print clusters, one a line, in place of pairs", NULL},
    {"near", 0, DT_OPTION_COUNT, "N",
     "a pair is near from this Jaccard similarity on, per mille (505)", NULL},
    {"contains", 0, DT_OPTION_COUNT, "N",
     "a text contains another from this share of it on, per mille (800)", NULL},
    {"shingle", 0, DT_OPTION_COUNT, "N", "words a shingle (5)", NULL},
    {"permutations", 0, DT_OPTION_COUNT, "N", "values a signature (128)", NULL},
    {"key", 0, DT_OPTION_TEXT, "SECRET",
     "key of the hashing, against texts that were made to collide", NULL},
    {"memory", 0, DT_OPTION_COUNT, "MIB",
     "memory for what texts are compared by; more goes to a file (1536)", NULL},
    {"work", 0, DT_OPTION_DIR, "DIR",
     "keep what was done in this folder: a killed run goes on from there",
     NULL},
    {"progress", 0, DT_OPTION_FLAG, NULL,
     "show how far it is, even where stderr is no terminal", NULL},
    {"sign", 0, DT_OPTION_FLAG, NULL,
     "first step: write the keys of one file of texts", NULL},
    {"join", 0, DT_OPTION_TEXT, "K/N",
     "second step: join share K of N of the keys in these files", NULL},
    {"merge", 0, DT_OPTION_FLAG, NULL,
     "third step: print what files of keys and of all N joins come to", NULL},
    {"output", 'o', DT_OPTION_FILE, "FILE", "what --sign and --join write",
     NULL},
    {"keep-going", 'k', DT_OPTION_FLAG, NULL,
     "skip lines that cannot be read, and count them", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static int number(const struct dt_args *args, const char *name, uint32_t least,
                  uint32_t most, unsigned *value, struct dt_err *err)
{
    uint32_t given = dt_args_number(args, name, *value);

    if (given < least || given > most)
        return DT_FAIL(err, DT_EUSAGE, "--%s takes %u to %u", name, least,
                       most);
    *value = given;
    return DT_OK;
}

static int read_options(const struct dt_args *args, struct dt_dedup_options *o,
                        struct dt_err *err)
{
    const char *key = dt_args_value(args, "key");
    unsigned mib = (unsigned)(o->memory >> 20);
    int rc = number(args, "near", 1, 1000, &o->near, err);

    if (key)
        o->secret = DT_STR(key);
    if (rc == DT_OK)
        rc = number(args, "contains", 1, 1000, &o->contains, err);
    if (rc == DT_OK)
        rc = number(args, "shingle", 1, DT_SHINGLE_MOST, &o->shingle, err);
    if (rc == DT_OK)
        rc = number(args, "permutations", DT_MINHASH_LEAST, DT_MINHASH_MOST,
                    &o->permutations, err);
    if (rc == DT_OK)
        rc = number(args, "memory", LEAST_MEMORY, MOST_MEMORY, &mib, err);
    o->memory = (uint64_t)mib << 20;
    return rc;
}

static int run_file(const struct dt_args *args, struct dt_dedup_lines *s,
                    struct dt_err *err)
{
    int rc = dt_dedup_lines_open(s, args->words[0], NULL, err);

    if (rc == DT_OK)
        rc = dt_dedup_lines_run(s, args->jobs, err);
    if (rc == DT_OK)
        rc = dt_dedup_find(s->dedup, args->jobs, err);
    return rc < 0
               ? rc
               : dt_print_copies(s->dedup, dt_args_flag(args, "clusters"), err);
}

/* The steps are apart from each other, and from --work, which takes all. */
static int check_steps(const struct dt_args *args, struct dt_err *err)
{
    const bool sign = dt_args_flag(args, "sign");
    const bool join = dt_args_value(args, "join");
    const bool merge = dt_args_flag(args, "merge");

    if (sign + join + merge + (dt_args_value(args, "work") != NULL) > 1)
        return DT_FAIL(err, DT_EUSAGE,
                       "--sign, --join, --merge and --work are one or another");
    if ((sign || join) && dt_args_flag(args, "clusters"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--clusters is for what prints: --%s writes no pairs "
                       "(give it to --merge)",
                       sign ? "sign" : "join");
    if (!sign && !join && dt_args_value(args, "output"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--output is for --sign and --join; pairs and clusters "
                       "go to standard output");
    if (!join && !merge && args->count != 1)
        return DT_FAIL(err, DT_EUSAGE, "one file of texts at a time");
    return DT_OK;
}

static int run_step(const struct dt_args *args, struct dt_dedup_lines *s,
                    struct dt_err *err)
{
    if (dt_args_flag(args, "sign"))
        return dt_dedup_files_sign(args, s, err);
    if (dt_args_value(args, "join"))
        return dt_dedup_files_join(args, s->dedup, err);
    if (dt_args_flag(args, "merge"))
        return dt_dedup_files_merge(args, s->dedup, err);
    if (dt_args_value(args, "work"))
        return dt_dedup_files_work(args, s, err);
    return run_file(args, s, err);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_dedup_options o = DT_DEDUP_DEFAULTS;
    struct dt_dedup_lines s = DT_DEDUP_LINES_INIT;
    int rc = check_steps(args, err);

    s.keep_going = dt_args_flag(args, "keep-going");
    o.reader = (struct dt_dedup_reader){dt_dedup_lines_read, &s};
    if (dt_args_flag(args, "progress"))
        dt_progress_force();
    if (rc == DT_OK)
        rc = read_options(args, &o, err);
    if (rc == DT_OK)
        rc = dt_dedup_new(&o, &s.dedup, err);
    if (rc == DT_OK)
        rc = run_step(args, &s, err);
    dt_dedup_free(s.dedup);
    dt_dedup_lines_release(&s);
    if (rc < 0 || s.mark.skipped == 0)
        return rc;
    (void)fprintf(stderr, "dictum: %llu of %llu lines skipped\n",
                  (unsigned long long)s.mark.skipped,
                  (unsigned long long)s.seen);
    return 1;
}

const struct dt_command dt_cmd_dedup = {
    .name = "dedup",
    .synopsis =
        "FILE|- [--near N] [--contains N] [--clusters] [--work DIR] [-j N]",
    .summary = "find the copies among many texts",
    .description =
        "Read JSON Lines of {id, text}, where an id of null stands for the "
        "\"input\" of the line, as normalise --json has it. Print a line for "
        "every pair of copies: their ids, a before b by bytes; the "
        "relation; the Jaccard similarity of their shingles (runs of five "
        "words), and the share of the smaller one's shingles that the "
        "larger has, per mille:\n\n"
        "  same      the same words, whatever case, punctuation, Unicode form "
        "or soft hyphens\n"
        "  near      the similarity is 505 or more\n"
        "  contains  the share is 800 or more: an excerpt, an extended "
        "version, a digest\n\n"
        "Candidates are found by MinHash and by rare shingles, and each is "
        "verified by all shingles of both texts before it is printed. The "
        "output is sorted, and the same for any order of lines and any -j. "
        "Hardly a pair is missed (one in a thousand from a similarity of 0.7 "
        "on), but where more than 256 texts have the same words in a row each "
        "is compared there with the fullest of them, and with those that are "
        "most like it. "
        "A text without words is nobody's copy; an excerpt needs 20 words. "
        "More than 64 texts with the same words are printed as a star "
        "around the smallest id, which speaks for them.\n\n"
        "With --clusters, a line for every cluster: the canonical text "
        "(the most complete, else the smallest id) and its copies, same or "
        "near, each of them verified against it; a copy of a copy is not "
        "taken in on trust.\n\n"
        "The hashing has a fixed key, so that everybody gets the same "
        "bytes. Who knows it could make texts that collide; where texts "
        "may come from such a writer, give a --key that he does not know. "
        "\"same\" rests on SHA-256 and needs none.\n\n"
        "Texts are not kept in memory, but read from their file again to "
        "verify pairs (those of a packed file or a pipe from a file "
        "without a name in $TMPDIR). What they are compared by takes some "
        "1.3 KB for a thousand words; beyond three quarters of --memory it "
        "goes to sorted runs in such a file, and so do pairs beyond an "
        "eighth, with the same result. What --memory does not bound is "
        "some 340 bytes a text, and half a KB more for a thousand words "
        "that stand in other texts too.\n\n"
        "With --work, all that was done is kept in a folder: a killed run "
        "that is started again goes on from there. For many machines the "
        "run can be parted into steps, each from files to a file: --sign "
        "writes the keys of a file of texts; --join K/N, for K from 1 to "
        "N, joins a share of the keys in all files; --merge verifies, so "
        "it needs the texts where they were, and prints. A step done again "
        "gives the same bytes. Each takes the same --near, --contains, "
        "--shingle, --permutations and --key. Files of keys are for "
        "machines of one byte order and have checksums: a damaged one is "
        "refused.\n\n"
        "A line that is malformed or longer than 128 MiB, or whose id was "
        "there before, ends the run with status 4; with --keep-going it is "
        "skipped, and the status is 1.",
    .example = "$ dictum dedup articles.jsonl\n"
               "$ dictum normalise --json crawl.warc.gz | dictum dedup "
               "--clusters -\n"
               "$ dictum dedup --sign a.jsonl -o a.keys\n"
               "$ dictum dedup --join 1/1 a.keys b.keys -o found\n"
               "$ dictum dedup --merge a.keys b.keys found",
    .options = options,
    .flags = DT_COMMAND_JOBS | DT_COMMAND_FILES,
    .least = 1,
    .most = -1,
    .run = run,
};
