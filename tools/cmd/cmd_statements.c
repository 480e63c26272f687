#include <stdio.h>
#include <string.h>

#include "article/form.h"
#include "base/edtf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/json_scan.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "statement/statement.h"

enum { WRAPPED = 100 /* bytes: the longest line of a hard-wrapped text */ };

static const struct dt_option options[] = {
    {"people", 0, DT_OPTION_FILE, "FILE",
     "resolve speakers through this people.yaml", NULL},
    {"kind", 0, DT_OPTION_TEXT, "KIND",
     "what the text is, a report unless told",
     "transcript|report|opinion|release|interview|post"},
    {"published", 0, DT_OPTION_TEXT, "DATE",
     "its date (EDTF), to which \"today\" and offices refer", NULL},
    {"language", 0, DT_OPTION_TEXT, "TAG",
     "its language (BCP 47: en, de, fr …), unless its words are clearly of "
     "another (default: detected)",
     NULL},
    {"speaker", 0, DT_OPTION_TEXT, "NAME",
     "whose transcript, opinion or post it is", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static bool is_blank(struct dt_str line)
{
    return dt_str_trim(line).len == 0;
}

/* Whether lines are wrapped, so that only blank lines part paragraphs. */
static bool is_wrapped(struct dt_str text)
{
    struct dt_str line;
    bool blank = false;

    while (dt_str_line(&text, &line)) {
        if (line.len > WRAPPED)
            return false;
        blank = blank || is_blank(line);
    }
    return blank;
}

/* Paragraphs keep the offsets of the bytes given: nothing is normalised. */
static int find_blocks(struct dt_str text, struct dt_arena *arena,
                       struct dt_article *article, struct dt_err *err)
{
    bool wrapped = is_wrapped(text), open = false;
    struct dt_str rest = text, line;
    struct dt_block *blocks;
    size_t lines = 0, count = 0;

    while (dt_str_line(&rest, &line))
        lines++;
    blocks = dt_arena_array(arena, lines + 1, sizeof *blocks);
    if (blocks == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for paragraphs");
    rest = text;
    while (dt_str_line(&rest, &line)) {
        struct dt_str words = dt_str_trim(line);
        uint32_t start;

        if (words.len == 0) {
            open = false;
            continue;
        }
        start = (uint32_t)(words.ptr - text.ptr);
        if (!open || !wrapped)
            blocks[count++].span.start = start;
        blocks[count - 1].span.end = start + (uint32_t)words.len;
        if (dt_str_starts(words, DT_STR("- ")))
            blocks[count - 1].kind = DT_BLOCK_ITEM;
        open = true;
    }
    article->text = text;
    article->blocks = blocks;
    article->block_count = count;
    return DT_OK;
}

static void print_span(struct dt_json *w, struct dt_span span)
{
    dt_json_open(w, '[');
    dt_json_int(w, span.start);
    dt_json_int(w, span.end);
    dt_json_close(w, ']');
}

static void print_spans(struct dt_json *w, const struct dt_statement *s)
{
    dt_json_key(w, "spans");
    dt_json_open(w, '[');
    for (size_t i = 0; i < s->span_count; i++)
        print_span(w, s->spans[i]);
    dt_json_close(w, ']');
}

/* An empty span is one that the text does not have. */
static void print_maybe_span(struct dt_json *w, const char *key,
                             struct dt_span span)
{
    dt_json_key(w, key);
    if (span.end > 0)
        print_span(w, span);
    else
        dt_json_null(w);
}

static void print_speaker(struct dt_json *w, const struct dt_people *people,
                          const struct dt_statement *s, struct dt_str text)
{
    const struct dt_person *person = NULL;

    dt_json_key(w, "mention");
    if (s->mention.end > 0)
        dt_json_str(w, (struct dt_str){text.ptr + s->mention.start,
                                       s->mention.end - s->mention.start});
    else
        dt_json_text(w, s->speaker_name);
    dt_json_put_text(w, "mode", dt_mode_name(s->mode));
    if (s->speaker != NULL)
        person = dt_people_by_id(people, DT_STR(s->speaker));
    dt_json_put_text(w, "office", s->office);
    dt_json_put_text(w, "rule", s->rule);
    dt_json_put_text(w, "said_at", s->said_at);
    print_maybe_span(w, "said_at_from", s->said_at_from);
    dt_json_put_text(w, "said_on", s->said_on);
    print_maybe_span(w, "said_on_from", s->said_on_from);
    print_spans(w, s);
    dt_json_put_text(w, "speaker",
                     person != NULL ? person->name : s->speaker_name);
    dt_json_key(w, "speaker_end");
    if (s->mention.end > 0)
        dt_json_int(w, s->mention.end);
    else
        dt_json_null(w);
    dt_json_key(w, "speaker_start");
    if (s->mention.end > 0)
        dt_json_int(w, s->mention.start);
    else
        dt_json_null(w);
}

/* Whom an unresolved name may mean, by name. */
static void print_candidates(struct dt_json *w, const struct dt_people *people,
                             const struct dt_statement *s)
{
    dt_json_key(w, "candidates");
    dt_json_open(w, '[');
    for (size_t i = 0; i < s->candidate_count; i++)
        dt_json_text(w,
                     dt_people_by_id(people, DT_STR(s->candidates[i]))->name);
    dt_json_close(w, ']');
}

static void print_statement(struct dt_buf *out, const struct dt_people *people,
                            const struct dt_statement *s, struct dt_str text)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    print_candidates(&w, people, s);
    dt_json_put_int(&w, "confidence", s->confidence);
    dt_json_key(&w, "cue");
    if (s->cue_verb == NULL) {
        dt_json_null(&w);
    } else {
        dt_json_open(&w, '{');
        dt_json_key(&w, "span");
        print_span(&w, s->cue);
        dt_json_put_text(&w, "verb", s->cue_verb);
        dt_json_close(&w, '}');
    }
    dt_json_put_int(&w, "end", s->spans[s->span_count - 1].end);
    print_speaker(&w, people, s, text);
    dt_json_put_int(&w, "start", s->spans[0].start);
    dt_json_put_str(&w, "text", s->text);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static int print_all(const struct dt_people *people, struct dt_str text,
                     const struct dt_statement *items, size_t count,
                     struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(SIZE_MAX / 4);
    int rc = DT_OK;

    for (size_t i = 0; i < count && rc == DT_OK; i++) {
        print_statement(&out, people, &items[i], text);
        if (out.len < 1 << 16 && i + 1 < count)
            continue;
        rc = dt_buf_flush(&out, "a statement", stdout, err);
    }
    dt_buf_release(&out);
    return rc;
}

static int read_input(const char *name, struct dt_buf *out, struct dt_err *err)
{
    size_t valid;
    int rc = dt_file_is_stdin(name)
                 ? dt_file_read_fd(0, dt_file_shown(name), out, err)
                 : dt_file_read_input(name, out, err);

    if (rc != DT_OK)
        return rc;
    valid = dt_utf8_valid(dt_buf_str(out));
    if (valid < out->len)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s: byte %zu is not UTF-8 (dictum normalise reads "
                       "other encodings)",
                       dt_file_shown(name), valid);
    return DT_OK;
}

/* A page, captions or a line of JSON would be read as if it were prose. */
static int check_is_text(const char *name, struct dt_str text,
                         struct dt_err *err)
{
    const enum dt_form form = dt_form_of(NULL, text);
    struct dt_json_member member;
    struct dt_json_scan scan;
    struct dt_str line;
    struct dt_err why;
    bool end = true;

    if (form != DT_FORM_TEXT)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s: is %s, not a text (give it to dictum normalise "
                       "first)",
                       dt_file_shown(name), dt_form_media_type(form));
    if (dt_str_line(&text, &line) &&
        dt_json_scan_start(&scan, line, &why) == DT_OK &&
        dt_json_scan_next(&scan, &member, &end, &why) == DT_OK && !end)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s: is JSON, not a text (leave out --json of "
                       "dictum normalise)",
                       dt_file_shown(name));
    return DT_OK;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const char *people_path = dt_args_value(args, "people");
    const char *kind = dt_args_value(args, "kind");
    const char *speaker = dt_args_value(args, "speaker");
    struct dt_buf text = DT_BUF_INIT(DT_ARTICLE_MAX);
    struct dt_arena arena = DT_ARENA_INIT(SIZE_MAX / 2);
    struct dt_people *people = NULL;
    struct dt_article article = {0};
    struct dt_meta meta = {0};
    struct dt_statement_input in = {
        .article_id = "-", .article = &article, .meta = &meta};
    struct dt_statement *items = NULL;
    size_t count = 0;
    int rc = DT_OK;

    meta.kind = kind ? dt_kind_from(DT_STR(kind)) : DT_KIND_REPORT;
    meta.published = dt_args_value(args, "published");
    meta.language = dt_args_value(args, "language");
    meta.speaker_name = speaker;
    meta.byline = &speaker;
    meta.byline_count = speaker ? 1 : 0;
    if (meta.published && !dt_edtf_valid(DT_STR(meta.published)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--published: '%.40s' is not a date "
                       "(write it as 2024-06-11)",
                       meta.published);
    if (people_path)
        rc = dt_people_load(people_path, &people, err);
    if (rc == DT_OK)
        rc = read_input(args->words[0], &text, err);
    if (rc == DT_OK)
        rc = check_is_text(args->words[0], dt_buf_str(&text), err);
    if (rc == DT_OK)
        rc = find_blocks(dt_buf_str(&text), &arena, &article, err);
    in.people = people;
    if (rc == DT_OK)
        rc = dt_statements_extract(&in, &arena, &items, &count, err);
    if (rc == DT_OK)
        rc = print_all(people, article.text, items, count, err);
    dt_arena_release(&arena);
    dt_buf_release(&text);
    dt_people_free(people);
    return rc;
}

const struct dt_command dt_cmd_statements = {
    .name = "statements",
    .synopsis = "FILE|- [--people FILE] [--kind KIND] [--published DATE]",
    .summary = "print who says what in a text",
    .description =
        "Print a JSON line for each statement in a UTF-8 text: its words, "
        "their byte offsets in the input, the speaker and the words that name "
        "her (or who may be meant, where people.yaml has several), the office "
        "held then, the reporting verb, the day and the place with the offsets "
        "of the words that gave them, the rule that took it, and how sure that "
        "is, from 0 to 1000. Each line is a paragraph; in a text wrapped at "
        "100 bytes or less, blank lines part paragraphs. The text is taken as "
        "it is: give a page to normalise first, and say --kind transcript "
        "where speakers stand before their words.",
    .example = "$ dictum statements article.txt --people people.yaml\n"
               "$ dictum normalise page.html | dictum statements -",
    .options = options,
    .flags = DT_COMMAND_FILES,
    .least = 1,
    .most = 1,
    .run = run,
};
