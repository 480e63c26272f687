#include <stdio.h>

#include "article/article.h"
#include "base/json.h"
#include "base/json_scan.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "snapshot/json_lines.h"
#include "statement/fidelity_write.h"

static const struct dt_option options[] = {
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

/* One line of input and what is made of it; reused for every line. */
struct line {
    struct dt_buf quote, text, out;
    struct dt_words words;
    struct dt_fidelity fidelity;
    bool has_quote, has_text;
};

static void put_verdict(struct line *l)
{
    struct dt_json w;

    dt_buf_reset(&l->out);
    dt_json_init(&w, &l->out);
    dt_fidelity_write(&w, &l->fidelity, NULL);
    dt_buf_addc(&l->out, '\n');
}

static int judge(struct line *l, struct dt_err *err)
{
    const struct dt_occasion of = {0, DT_SOME_DAY, DT_SOME_LANGUAGE};
    struct dt_transcripts transcripts = DT_TRANSCRIPTS_INIT;
    struct dt_judge *judge = NULL;
    struct dt_str quote = dt_buf_str(&l->quote);
    int rc;

    l->words.count = 0;
    l->words.lexicon = transcripts.words.lexicon =
        dt_lexicon_of(NULL, dt_buf_str(&l->text));
    rc = dt_words_scan(&l->words, quote, 0, quote.len, err);
    if (rc == DT_OK)
        rc = dt_transcripts_add(&transcripts, dt_buf_str(&l->text), of, err);
    if (rc == DT_OK)
        rc = dt_transcripts_seal(&transcripts, err);
    if (rc == DT_OK)
        rc = dt_judge_new(&judge, err);
    if (rc == DT_OK)
        rc = dt_fidelity_judge(judge, &transcripts, &l->words, of, &l->fidelity,
                               err);
    dt_judge_free(judge);
    dt_transcripts_release(&transcripts);
    return rc;
}

static int take_member(struct line *l, const struct dt_json_member *member,
                       struct dt_err *err)
{
    bool is_quote = dt_json_scan_is(member, "quote");
    struct dt_buf *into = is_quote ? &l->quote : &l->text;

    if (!is_quote && !dt_json_scan_is(member, "text"))
        return DT_OK;
    if (!dt_json_scan_is_text(member))
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: '%s' is no text", member->at,
                       is_quote ? "quote" : "text");
    dt_buf_reset(into);
    dt_json_scan_text(member, into);
    *(is_quote ? &l->has_quote : &l->has_text) = true;
    return dt_buf_check(into, is_quote ? "the quotation" : "the text", err);
}

static int read_line(struct line *l, struct dt_str text, struct dt_err *err)
{
    struct dt_json_member member;
    struct dt_json_scan scan;
    size_t valid = dt_utf8_valid(text);
    bool end = false;
    int rc;

    if (valid < text.len)
        return DT_FAIL(err, DT_EFORMAT, "byte %zu is not UTF-8", valid);
    l->has_quote = l->has_text = false;
    rc = dt_json_scan_start(&scan, text, err);
    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&scan, &member, &end, err);
        if (rc == DT_OK && !end)
            rc = take_member(l, &member, err);
    }
    if (rc == DT_OK && !(l->has_quote && l->has_text))
        rc = DT_FAIL(err, DT_EFORMAT, "no '%s' in it",
                     l->has_quote ? "text" : "quote");
    return rc;
}

static int run_lines(struct dt_json_lines *lines, struct line *l,
                     struct dt_err *err)
{
    struct dt_str text;
    int rc;

    while ((rc = dt_json_lines_next(lines, &text, err)) == DT_OK && text.ptr) {
        rc = read_line(l, text, err);
        if (rc == DT_OK)
            rc = judge(l, err);
        if (rc < 0)
            return dt_json_lines_where(lines, rc, err);
        put_verdict(l);
        rc = dt_buf_flush(&l->out, "the verdict", stdout, err);
        if (rc < 0)
            return rc;
    }
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const char *path = args->words[0];
    struct line l = {.quote = DT_BUF_INIT(DT_ARTICLE_MAX),
                     .text = DT_BUF_INIT(DT_ARTICLE_MAX),
                     .out = DT_BUF_INIT(SIZE_MAX / 4),
                     .words = DT_WORDS_INIT,
                     .fidelity = DT_FIDELITY_INIT};
    struct dt_packed *packed = NULL;
    int rc = dt_packed_open(path, 0, &packed, err);

    if (rc == DT_OK) {
        struct dt_json_lines lines = DT_JSON_LINES_INIT(packed, path);

        rc = run_lines(&lines, &l, err);
        dt_json_lines_release(&lines);
    }
    dt_packed_free(packed);
    dt_buf_release(&l.quote);
    dt_buf_release(&l.text);
    dt_buf_release(&l.out);
    dt_words_release(&l.words);
    dt_fidelity_release(&l.fidelity);
    return rc;
}

const struct dt_command dt_cmd_align = {
    .name = "align",
    .synopsis = "FILE|-",
    .summary = "hold quotations against what was said",
    .description =
        "Read JSON Lines of {quote, text} and print a line each: the verdict "
        "(verbatim, bracketed, elided, stitched, altered, not-found), the "
        "edits per thousand words, the kinds of words that were changed "
        "(negation, number, modal, subject), and the parts: byte offsets of "
        "quotation and text, and what was done to them.",
    .example = "$ dictum align pairs.jsonl",
    .options = options,
    .flags = DT_COMMAND_FILES,
    .least = 1,
    .most = 1,
    .run = run,
};
