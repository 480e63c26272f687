/* What the lines of statements say of their articles' texts (facts.h). */
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "manifest/credible.h"
#include "manifest/echo.h"
#include "manifest/facts_parts.h"
#include "manifest/held.h"
#include "manifest/printed.h"

/*
 * As a batch has it: of this only the fact is kept, with its spans; behind it
 * of one that is joined to another a struct dt_facts_same.
 */
struct statement_line {
    struct dt_str line;
    uint64_t number; /* of the line */
    bool held;       /* against the words of another article */
    struct dt_facts_statement fact;
};

/* A span, or null, that is no statement's words but lies in the text too. */
static int check_within(const struct dt_json_doc *doc, size_t span,
                        const char *what, uint64_t bytes, struct dt_err *err)
{
    if (dt_json_type(doc, span) == DT_JSON_ARRAY &&
        (uint64_t)dt_json_int64(doc, span + 2) > bytes)
        return DT_FAIL(err, DT_EMISMATCH, "%s lies outside the article's text",
                       what);
    return DT_OK;
}

static int add_spans(const struct dt_json_doc *doc, size_t spans,
                     uint64_t bytes, struct dt_buf *facts, struct dt_err *err)
{
    for (size_t i = dt_json_first(doc, spans); i != DT_JSON_NONE;
         i = dt_json_next(doc, spans, i)) {
        struct dt_span span = {(uint32_t)dt_json_int64(doc, i + 1),
                               (uint32_t)dt_json_int64(doc, i + 2)};

        if (span.start > span.end || span.end > bytes)
            return DT_FAIL(err, DT_EMISMATCH,
                           "span [%u,%u] lies outside the article's text",
                           span.start, span.end);
        dt_buf_add(facts, &span, sizeof span);
    }
    return DT_OK;
}

/* What tells these words from others. d is at empty input. */
static int print_words(const struct dt_facts *f, struct dt_str words,
                       struct dt_digest *d, struct dt_fingerprint *out,
                       struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc;

    if (words.len <= DT_FINGERPRINT_MOST) {
        *out = dt_fingerprint(&f->key, words);
        return DT_OK;
    }
    rc = dt_digest_update(d, words.ptr, words.len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc == DT_OK)
        memcpy(out, raw, sizeof *out);
    return rc;
}

/* What a quotation was held against, and with which result. */
static int check_held(const struct dt_facts *f, const struct dt_leaf *leaf,
                      bool *held, struct dt_err *err)
{
    const struct dt_facts_slot *source;
    struct dt_str against;

    *held = false;
    if (dt_json_type(leaf->doc, leaf->member[DT_STATEMENT_FIDELITY]) ==
        DT_JSON_NULL)
        return DT_OK;
    against = dt_held_against(leaf->doc);
    source = against.ptr ? dt_facts_find(f, against) : NULL;
    if (against.ptr && !source)
        return DT_FAIL(err, DT_EMISMATCH,
                       "it is held against an article that has no record");
    *held = source != NULL;
    return dt_held_form(leaf->doc, source ? source->bytes : 0, err);
}

/*
 * What is said in person, or signed, was said at the article's event; other
 * words at that or none.
 */
static int check_event(const struct dt_facts *f, const struct dt_leaf *leaf,
                       uint64_t event, bool own, struct dt_err *err)
{
    const uint64_t told = dt_facts_event(f, leaf, DT_STATEMENT_EVENT);

    return told == event || (!own && !told)
               ? DT_OK
               : DT_FAIL(err, DT_EMISMATCH,
                         "its event is not that of its article");
}

static bool is_mode(const struct dt_leaf *leaf, const char *one,
                    const char *other)
{
    const struct dt_str mode = dt_leaf_text(leaf, DT_STATEMENT_MODE);

    return dt_str_is(mode, one) || dt_str_is(mode, other);
}

/* The speaker's name, which is to be looked for; in the line or arena. */
static int name_of(const struct dt_leaf *leaf, struct dt_str *name,
                   struct dt_err *err)
{
    int rc = dt_json_string(leaf->doc, leaf->member[DT_STATEMENT_SPEAKER_NAME],
                            leaf->arena, name, err);

    return rc == DT_OK && name->len > UINT16_MAX
               ? DT_FAIL(err, DT_EFORMAT, "speaker_name has %zu bytes",
                         name->len)
               : rc;
}

int dt_facts_note_statement(void *ctx, const struct dt_leaf *leaf,
                            struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_facts *f = ctx;
    const struct dt_str speaker = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER);
    const struct dt_facts_voice voice = {
        speaker.ptr ? (uint32_t)dt_fingerprint_any(&f->key, speaker) | 1 : 0,
        false};

    return dt_facts_note_voice(ctx, &voice, leaf, facts, err);
}

/* What the line alone tells, and with its article a: fills the held bytes. */
static int check_line(const struct dt_facts *f, const struct dt_leaf *leaf,
                      const struct dt_facts_slot *a, struct statement_line *new,
                      struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    const size_t cue = leaf->member[DT_STATEMENT_CUE];
    const bool words = dt_json_type(doc, leaf->member[DT_STATEMENT_TEXT]) ==
                       DT_JSON_STRING;
    const bool committed =
        dt_json_type(doc, leaf->member[DT_STATEMENT_COMMITMENT]) ==
        DT_JSON_STRING;
    int rc;

    if (a->open != words || a->open == committed)
        return DT_FAIL(err, DT_EMISMATCH,
                       a->open ? "an open text whose words are left out"
                               : "words of a withheld text");
    rc = check_held(f, leaf, &new->held, err);
    if (rc == DT_OK)
        rc = check_within(doc, leaf->member[DT_STATEMENT_SAID_AT_FROM],
                          "said_at_from", a->bytes, err);
    if (rc == DT_OK)
        rc = check_within(doc, leaf->member[DT_STATEMENT_SAID_ON_FROM],
                          "said_on_from", a->bytes, err);
    if (rc == DT_OK && new->fact.cued)
        rc = check_within(doc, dt_json_get(doc, cue, "span"), "the cue",
                          a->bytes, err);
    if (rc == DT_OK)
        rc = dt_statement_credible(leaf, &a->published, err);
    return rc == DT_OK ? check_event(f, leaf, a->event, new->fact.own, err)
                       : rc;
}

int dt_facts_note_voice(struct dt_facts *f, const struct dt_facts_voice *voice,
                        const struct dt_leaf *leaf, struct dt_buf *out,
                        struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    const size_t spans = leaf->member[DT_STATEMENT_SPANS];
    const struct dt_facts_slot *a = dt_facts_find_expected(f, leaf);
    struct dt_echoes echoes;
    struct statement_line new;
    struct dt_str text, name = {NULL, 0};
    int rc;

    if (!a)
        return DT_FAIL(err, DT_EMISMATCH, "its article has no record");
    memset(&new, 0, sizeof new);
    new.line = leaf->line;
    new.number = leaf->number;
    new.fact.id = dt_facts_statement_id(dt_leaf_text(leaf, DT_STATEMENT_ID));
    new.fact.article = a->article - 1;
    new.fact.speaker = voice->speaker;
    new.fact.own = is_mode(leaf, "speech", "authored");
    new.fact.quoted = is_mode(leaf, "direct", "mixed");
    new.fact.cued = dt_json_type(doc, leaf->member[DT_STATEMENT_CUE]) ==
                    DT_JSON_OBJECT;
    new.fact.joined = dt_leaf_text(leaf, DT_STATEMENT_SAME_AS).ptr != NULL;
    new.fact.span_count = doc->tokens[spans].count;
    rc = check_line(f, leaf, a, &new, err);
    if (rc == DT_OK)
        rc = dt_echoes_of(leaf, &echoes, err);
    if (rc == DT_OK && a->open && voice->sought)
        rc = name_of(leaf, &name, err);
    if (rc == DT_OK)
        rc = dt_json_string(doc, leaf->member[DT_STATEMENT_TEXT], leaf->arena,
                            &text, err);
    if (rc == DT_OK && a->open)
        rc = print_words(f, text, leaf->digest, &new.fact.words, err);
    if (rc < 0)
        return rc;
    new.fact.name_len = (uint16_t)name.len;
    new.fact.words_len = (uint32_t)text.len;
    new.fact.echo_bytes = a->open ? (uint32_t)dt_echoes_size(&echoes) : 0;
    dt_buf_add(out, &new, sizeof new);
    rc = add_spans(doc, spans, a->bytes, out, err);
    if (a->open)
        dt_echoes_keep(&echoes, out);
    dt_buf_addstr(out, name);
    if (new.fact.joined)
        dt_facts_note_same(leaf, &new.fact, out);
    return rc;
}

size_t dt_facts_statement_size(const struct dt_facts_statement *fact)
{
    return sizeof *fact + fact->span_count * sizeof(struct dt_span) +
           fact->echo_bytes + fact->name_len;
}

/*
 * Lines that the hashes over their articles' statements must still grow by:
 * two are held together when they are of two articles.
 */
struct growth {
    struct dt_facts_article *article;
    struct dt_str line; /* with its LF */
};

static struct dt_str take_beside(struct dt_facts *f, size_t most)
{
    struct dt_str *rest = &f->beside_text;
    const struct dt_str front = {rest->ptr,
                                 rest->len < most ? rest->len : most};

    rest->ptr += front.len;
    rest->len -= front.len;
    return front;
}

static int add_line(struct dt_facts *f, struct growth *waiting,
                    struct dt_facts_article *a, struct dt_str line,
                    struct dt_err *err)
{
    struct growth last = *waiting;
    int rc = a->lines ? DT_OK : dt_digest_new(&a->lines, err);

    if (rc < 0)
        return rc;
    line.len++;
    if (f->beside_text.len)
        return dt_digest_update_two(a->lines, line, f->beside,
                                    take_beside(f, line.len), err);
    if (last.article && last.article != a) {
        waiting->article = NULL;
        return dt_digest_update_two(last.article->lines, last.line, a->lines,
                                    line, err);
    }
    *waiting = (struct growth){a, line};
    return last.article
               ? dt_digest_update(a->lines, last.line.ptr, last.line.len, err)
               : DT_OK;
}

/* Keep what a batch noted, and list what the articles' hashes grow by. */
static int take_all(struct dt_facts *f, struct dt_str facts, struct dt_err *err)
{
    const size_t kept = offsetof(struct statement_line, fact);
    int rc;

    dt_buf_reset(&f->came);
    while (facts.len) {
        struct statement_line new;
        struct growth growth;
        size_t len;

        memcpy(&new, facts.ptr, sizeof new);
        growth = (struct growth){&f->articles[new.fact.article], new.line};
        len = dt_facts_statement_size(&new.fact);
        dt_buf_add(&f->statements, facts.ptr + kept, len);
        dt_buf_add(&f->came, &growth, sizeof growth);
        if (new.held && f->keep_held) {
            dt_buf_add(&f->held, &new.number, sizeof new.number);
            dt_buf_add(&f->held, new.line.ptr, new.line.len + 1);
        }
        len += kept;
        if (new.fact.joined) {
            dt_buf_add(&f->same, facts.ptr + len, sizeof(struct dt_facts_same));
            len += sizeof(struct dt_facts_same);
        }
        facts.ptr += len;
        facts.len -= len;
    }
    rc = dt_buf_check(&f->statements, "the statements", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&f->held, "the quotations", err);
    return rc < 0 ? rc : dt_buf_check(&f->came, "the statements", err);
}

/*
 * The articles lie anywhere in memory, and behind each its hash: both are
 * asked for some lines before they are needed.
 */
int dt_facts_take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    enum { NEAR = 6, FAR = 12 };
    struct growth waiting = {NULL, {NULL, 0}};
    struct dt_facts *f = ctx;
    const struct growth *came;
    size_t count;
    int rc = take_all(f, facts, err);

    came = (const struct growth *)(const void *)f->came.ptr;
    count = f->came.len / sizeof *came;
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        if (i + FAR < count)
            __builtin_prefetch(came[i + FAR].article, 1);
        if (i + NEAR < count && came[i + NEAR].article->lines)
            dt_digest_prefetch(came[i + NEAR].article->lines);
        came[i].article->count++;
        rc = add_line(f, &waiting, came[i].article, came[i].line, err);
    }
    f->statement_count += count;
    if (rc == DT_OK && waiting.article)
        rc = dt_digest_update(waiting.article->lines, waiting.line.ptr,
                              waiting.line.len, err);
    return rc;
}

void dt_facts_beside(struct dt_facts *f, struct dt_digest *d,
                     struct dt_str text)
{
    f->beside = d;
    f->beside_text = text;
}

int dt_facts_beside_end(struct dt_facts *f, struct dt_err *err)
{
    const struct dt_str rest = take_beside(f, f->beside_text.len);

    return dt_digest_update(f->beside, rest.ptr, rest.len, err);
}

void dt_facts_keep_held(struct dt_facts *f)
{
    f->keep_held = true;
}

bool dt_facts_next_held(const struct dt_facts *f, size_t *at, uint64_t *number,
                        struct dt_str *line)
{
    struct dt_str rest = dt_buf_str(&f->held);

    if (*at == rest.len)
        return false;
    rest.ptr += *at;
    rest.len -= *at;
    memcpy(number, rest.ptr, sizeof *number);
    rest.ptr += sizeof *number;
    rest.len -= sizeof *number;
    (void)dt_str_line(&rest, line);
    *at = f->held.len - rest.len;
    return true;
}

static int check_lines(struct dt_facts_article *a, struct dt_digest *empty,
                       struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_finish(a->lines ? a->lines : empty, hex, err);

    dt_digest_free(a->lines);
    a->lines = NULL;
    if (rc == DT_OK && memcmp(hex, a->lines_sha256, sizeof a->lines_sha256))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "article %s: its statements' lines "
                     "have the SHA-256 %s, and its record says %.64s",
                     a->name, hex, a->lines_sha256);
    return rc;
}

/* Put the statements of each article, which were counted, beside each other. */
static int group(struct dt_facts *f, struct dt_err *err)
{
    size_t *next = calloc(f->article_count + 1, sizeof *next);

    f->order = calloc(f->statement_count + 1, sizeof *f->order);
    if (!next || !f->order) {
        free(next);
        return DT_FAIL(err, DT_EINTERNAL, "statements: out of memory");
    }
    for (size_t i = 0; i < f->article_count; i++) {
        f->articles[i].first = next[i];
        next[i + 1] = next[i] + f->articles[i].count;
    }
    for (size_t at = 0; at < f->statements.len;) {
        struct dt_facts_statement fact;

        memcpy(&fact, f->statements.ptr + at, sizeof fact);
        f->order[next[fact.article]++] = at;
        at += dt_facts_statement_size(&fact);
    }
    free(next);
    return DT_OK;
}

int dt_facts_count(struct dt_facts *f, struct dt_err *err)
{
    enum { NEAR = 4 };
    struct dt_digest *empty = NULL;
    int rc = dt_digest_new(&empty, err);

    for (size_t i = 0; rc == DT_OK && i < f->article_count; i++) {
        struct dt_facts_article *a = &f->articles[i];

        if (i + NEAR < f->article_count && a[NEAR].lines)
            dt_digest_prefetch(a[NEAR].lines);
        if (a->count != a->announced)
            rc = DT_FAIL(err, DT_EMISMATCH,
                         "article %s: %llu statement%s, and its record says "
                         "%llu",
                         a->name, (unsigned long long)a->count, DT_S(a->count),
                         (unsigned long long)a->announced);
        else
            rc = check_lines(a, empty, err);
    }
    dt_digest_free(empty);
    if (rc == DT_OK)
        rc = dt_buf_check(&f->same, "what is the same", err);
    if (rc == DT_OK)
        rc = dt_facts_check_same(f, err);
    return rc < 0 ? rc : group(f, err);
}

/* The words at the spans, joined by single spaces; in joined when need be. */
static struct dt_str words_at(const char *spans, uint32_t count,
                              struct dt_str text, struct dt_buf *joined)
{
    struct dt_span span = {0, 0};

    dt_buf_reset(joined);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(&span, spans + i * sizeof span, sizeof span);
        if (count == 1)
            break;
        if (i > 0)
            dt_buf_addc(joined, ' ');
        dt_buf_add(joined, text.ptr + span.start, span.end - span.start);
    }
    if (count != 1)
        return dt_buf_str(joined);
    return (struct dt_str){text.ptr + span.start, span.end - span.start};
}

/* Whether the name stands in the text, or over one's own words. */
static int check_name(const struct dt_facts *f,
                      const struct dt_facts_statement *fact, const char *spans,
                      struct dt_str text, struct dt_printed *printed,
                      struct dt_err *err)
{
    const struct dt_facts_article *a = &f->articles[fact->article];
    const char *echoes = spans + fact->span_count * sizeof(struct dt_span);
    const struct dt_str name = {echoes + fact->echo_bytes, fact->name_len};
    const struct dt_str heading = {f->ids.ptr + a->heading, a->heading_len};
    struct dt_span near = {0, 0};

    /* It is mostly beside the verb, else over the words. */
    if (fact->echo_bytes || fact->span_count)
        memcpy(&near, fact->cued ? echoes : spans, sizeof near);
    if (name.len == 0 || dt_printed_has(printed, text, name, near) ||
        (fact->own && dt_str_find(heading, name, 0) != SIZE_MAX))
        return DT_OK;
    return DT_FAIL(err, DT_EMISMATCH,
                   "the statement at byte %u names a speaker whom the text "
                   "does not",
                   near.start);
}

static int check_statement(const struct dt_facts *f, size_t at,
                           struct dt_str text, struct dt_buf *joined,
                           struct dt_printed *printed, struct dt_digest *d,
                           struct dt_err *err)
{
    const char *spans = f->statements.ptr + at +
                        sizeof(struct dt_facts_statement);
    struct dt_facts_statement fact;
    struct dt_fingerprint print = {0, 0};
    struct dt_str words, echoes;
    uint32_t other = 0;
    int rc;

    memcpy(&fact, spans - sizeof fact, sizeof fact);
    words = words_at(spans, fact.span_count, text, joined);
    rc = dt_buf_check(joined, "a statement", err);
    if (rc == DT_OK && words.len == fact.words_len)
        rc = print_words(f, words, d, &print, err);
    if (rc == DT_OK &&
        (words.len != fact.words_len || print.high != fact.words.high ||
         print.low != fact.words.low)) {
        struct dt_span first = {0, 0};

        if (fact.span_count)
            memcpy(&first, spans, sizeof first);
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "the statement at byte %u has other words than the text",
                     first.start);
    }
    echoes = (struct dt_str){spans + fact.span_count * sizeof(struct dt_span),
                             fact.echo_bytes};
    if (rc == DT_OK && !dt_echoes_hold(echoes, text, &other))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "a statement has other words from byte %u than the text",
                     other);
    return rc < 0 ? rc : check_name(f, &fact, spans, text, printed, err);
}

int dt_facts_check_text(struct dt_facts *f, size_t place, struct dt_str text,
                        const char *sha256, struct dt_digest *d,
                        struct dt_err *err)
{
    struct dt_buf joined = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_printed printed = {.count = 0};
    struct dt_facts_article *a;
    int rc = DT_OK;

    if (place == SIZE_MAX)
        return DT_FAIL(err, DT_EFORMAT, "no record of such an article");
    a = &f->articles[place];
    if (!a->open)
        return DT_FAIL(err, DT_EFORMAT, "the text of an article withheld");
    if (a->seen)
        return DT_FAIL(err, DT_EFORMAT, "the same text for the second time");
    a->seen = true;
    if (text.len != a->bytes || memcmp(sha256, a->sha256, sizeof a->sha256))
        return DT_FAIL(err, DT_EMISMATCH,
                       "not the text that articles.jsonl records");
    for (uint64_t i = 0; f->order && i < a->count; i++)
        __builtin_prefetch(f->statements.ptr + f->order[a->first + i]);
    /* Without an order the statements are faulty themselves. */
    for (uint64_t i = 0; f->order && rc == DT_OK && i < a->count; i++)
        rc = check_statement(f, f->order[a->first + i], text, &joined, &printed,
                             d, err);
    dt_buf_release(&joined);
    return rc;
}
