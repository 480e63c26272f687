#include <stdio.h>
#include <stdlib.h>

#include "article/dedup.h"
#include "article/minhash.h"
#include "base/json_scan.h"
#include "base/ordered.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/print_copies.h"
#include "snapshot/json_lines.h"

enum { ITEMS_A_THREAD = 3 };

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
    {"keep-going", 'k', DT_OPTION_FLAG, NULL,
     "skip lines that cannot be read, and count them", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

/* One line on its way through. */
struct item {
    struct dt_buf line, id, input, body;
    struct dt_dedup_text text;
    uint64_t number;
    bool has_id, has_input, has_text;
    int rc;
    struct dt_err err;
};

struct stream {
    struct dt_dedup *dedup;
    struct dt_json_lines lines;
    bool keep_going;
    uint64_t seen, skipped;
};

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct stream *s = ctx;
    struct item *item = filled;
    struct dt_str line;

    dt_buf_reset(&item->line);
    item->rc = dt_json_lines_next(&s->lines, &line, &item->err);
    item->number = s->lines.number;
    if (item->rc < 0 && item->rc != DT_EFORMAT) {
        *err = item->err;
        return item->rc;
    }
    if (item->rc < 0)
        return DT_OK;
    *end = !line.ptr;
    if (line.ptr)
        dt_buf_addstr(&item->line, line);
    return *end ? DT_OK : dt_buf_check(&item->line, "the line", err);
}

/* What normalise gives without an id is known by its input. */
static int take_member(struct item *item, const struct dt_json_member *member)
{
    bool is_id = dt_json_scan_is(member, "id");
    bool is_input = !is_id && dt_json_scan_is(member, "input");
    const char *name = is_id ? "id" : is_input ? "input" : "text";
    struct dt_buf *into = is_id      ? &item->id
                          : is_input ? &item->input
                                     : &item->body;

    if (!is_id && !is_input && !dt_json_scan_is(member, "text"))
        return DT_OK;
    if (is_id ? dt_json_scan_is_null(member)
              : is_input && !dt_json_scan_is_text(member))
        return DT_OK;
    if (!dt_json_scan_is_text(member))
        return DT_FAIL(&item->err, DT_EFORMAT, "byte %zu: '%s' is no text",
                       member->at, name);
    dt_buf_reset(into);
    dt_json_scan_text(member, into);
    *(is_id      ? &item->has_id
      : is_input ? &item->has_input
                 : &item->has_text) = true;
    return dt_buf_check(into, name, &item->err);
}

static int read_line(struct item *item)
{
    struct dt_str text = dt_buf_str(&item->line);
    struct dt_json_member member;
    struct dt_json_scan scan;
    size_t valid = dt_utf8_valid(text);
    bool end = false;
    int rc;

    if (valid < text.len)
        return DT_FAIL(&item->err, DT_EFORMAT, "byte %zu is not UTF-8", valid);
    item->has_id = item->has_input = item->has_text = false;
    rc = dt_json_scan_start(&scan, text, &item->err);
    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&scan, &member, &end, &item->err);
        if (rc == DT_OK && !end)
            rc = take_member(item, &member);
    }
    if (rc == DT_OK && !item->has_text)
        rc = DT_FAIL(&item->err, DT_EFORMAT, "no 'text' in it");
    if (rc == DT_OK && !item->has_id && !item->has_input)
        rc = DT_FAIL(&item->err, DT_EFORMAT, "no 'id' and no 'input' in it");
    return rc;
}

static void work(void *ctx, void *filled)
{
    const struct stream *s = ctx;
    struct item *item = filled;

    if (item->rc < 0)
        return;
    item->rc = read_line(item);
    if (item->rc == DT_OK)
        item->rc = dt_dedup_read(s->dedup, dt_buf_str(&item->body), &item->text,
                                 &item->err);
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct stream *s = ctx;
    struct item *item = filled;
    const bool said = item->rc < 0 && !item->line.len;

    s->seen++;
    if (item->rc == DT_OK)
        item->rc = dt_dedup_add(
            s->dedup, dt_buf_str(item->has_id ? &item->id : &item->input),
            &item->text, &item->err);
    if (item->rc == DT_OK)
        return DT_OK;
    /* What could not be taken as a line says already where it is. */
    if (said)
        *err = item->err;
    else
        dt_err_set(err, item->err.code, "%.150s:%llu: %.300s", s->lines.path,
                   (unsigned long long)item->number, item->err.msg);
    if (!s->keep_going || item->rc != DT_EFORMAT)
        return item->rc;
    s->skipped++;
    (void)fprintf(stderr, "dictum: error: %s\n", err->msg);
    return DT_OK;
}

static int run_stream(struct stream *s, unsigned jobs, struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, s};
    const size_t count = jobs * (size_t)ITEMS_A_THREAD;
    struct item *items = calloc(count, sizeof *items);
    int rc;

    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++) {
        items[i].line = items[i].body = DT_BUF_INIT(DT_JSON_LINE);
        items[i].id = items[i].input = DT_BUF_INIT(DT_JSON_LINE);
        dt_dedup_text_init(&items[i].text);
    }
    rc = dt_ordered_run(&stream, jobs, items, count, sizeof *items, err);
    for (size_t i = 0; i < count; i++) {
        dt_buf_release(&items[i].line);
        dt_buf_release(&items[i].id);
        dt_buf_release(&items[i].input);
        dt_buf_release(&items[i].body);
        dt_dedup_text_release(&items[i].text);
    }
    free(items);
    return rc;
}

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
    return rc;
}

static int run_file(const struct dt_args *args, struct stream *s,
                    struct dt_err *err)
{
    const char *path = args->words[0];
    struct dt_packed *packed = NULL;
    int rc = dt_packed_open(path, 0, &packed, err);

    if (rc == DT_OK) {
        s->lines = DT_JSON_LINES_INIT(
            packed, strcmp(path, "-") == 0 ? "standard input" : path);
        rc = run_stream(s, args->jobs, err);
        dt_json_lines_release(&s->lines);
    }
    dt_packed_free(packed);
    if (rc == DT_OK)
        rc = dt_print_copies(s->dedup, args->jobs,
                             dt_args_flag(args, "clusters"), err);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_dedup_options o = DT_DEDUP_DEFAULTS;
    struct stream s = {.keep_going = dt_args_flag(args, "keep-going")};
    int rc = read_options(args, &o, err);

    if (rc == DT_OK)
        rc = dt_dedup_new(&o, &s.dedup, err);
    if (rc == DT_OK)
        rc = run_file(args, &s, err);
    dt_dedup_free(s.dedup);
    if (rc < 0 || s.skipped == 0)
        return rc;
    (void)fprintf(stderr, "dictum: %llu of %llu lines skipped\n",
                  (unsigned long long)s.skipped, (unsigned long long)s.seen);
    return 1;
}

const struct dt_command dt_cmd_dedup = {
    .name = "dedup",
    .synopsis = "FILE|- [--near N] [--contains N] [--clusters] [-j N]",
    .summary = "find the copies among many texts",
    .description =
        "Reads JSON Lines of {id, text}, where an id of null stands for the "
        "\"input\" of the line,\nas normalise --json has it. Prints a line for "
        "every pair of copies: their\nids, a before b by bytes; the relation; "
        "the Jaccard "
        "similarity of their shingles\n(runs of five words), and the share of "
        "the smaller one's shingles that the larger\nhas, per mille:\n"
        "\n"
        "  same      the same words, whatever case, punctuation, Unicode form "
        "or soft hyphens\n"
        "  near      the similarity is 505 or more\n"
        "  contains  the share is 800 or more: an excerpt, an extended "
        "version, a digest\n"
        "\n"
        "Candidates are found by MinHash and by rare shingles, and each is "
        "verified by all\nshingles of both texts before it is printed. The "
        "output is sorted, and the same for\nany order of lines and any -j. "
        "A text without words is nobody's copy; an excerpt needs\n20 words. "
        "More than 64 texts with the same words are printed as a star around "
        "the\nsmallest id, which speaks for them.\n"
        "\n"
        "With --clusters, a line for every cluster: the canonical text (the "
        "most complete, else\nthe smallest id) and its copies, same or near, "
        "each of them verified against it; a\ncopy of a copy is not taken in "
        "on trust.\n"
        "\n"
        "The hashing has a fixed key, so that everybody gets the same "
        "bytes. Who knows it could\nmake texts that collide; where texts may "
        "come from such a writer, give a --key that\nhe does not know. "
        "\"same\" rests on SHA-256 and needs none.\n"
        "\n"
        "A line that is malformed, or whose id was there before, ends the run "
        "with status 4;\nwith --keep-going it is skipped, and the status is "
        "1.",
    .example = "$ dictum dedup articles.jsonl\n"
               "$ dictum normalise --json crawl.warc.gz | dictum dedup "
               "--clusters -",
    .options = options,
    .flags = DT_COMMAND_JOBS | DT_COMMAND_FILES,
    .least = 1,
    .most = 1,
    .run = run,
};
