#include "manifest/held.h"

#include <stdbool.h>
#include <string.h>

#include "statement/quoted.h"

/* Operations as bits: what a verdict's parts may have. */
enum {
    EQUAL = 1,
    REPLACE = 2,
    INSERT = 4,
    DELETE = 8,
    BRACKET = 16,
    GAP = 32,
    EDITS = REPLACE | INSERT | DELETE
};

/* Members in the order of their tables, in which a checked line has them. */
enum {
    AGAINST,
    CHANGED,
    PARTS,
    SEARCHED,
    VERDICT,
    WORD_ERROR,
    FIDELITY_MEMBERS
};
enum { OP, QUOTE, SOURCE, PART_MEMBERS };

struct part {
    unsigned op;
    struct dt_span quote, source;
};

static struct dt_str text_at(const struct dt_json_doc *doc, size_t token)
{
    return dt_json_type(doc, token) == DT_JSON_STRING
               ? dt_json_plain(doc, token)
               : (struct dt_str){NULL, 0};
}

static struct dt_str text_of(const struct dt_json_doc *doc, size_t object,
                             const char *name)
{
    return text_at(doc, dt_json_get(doc, object, name));
}

/* The values of an object's members, of which there are so many. */
static void members_of(const struct dt_json_doc *doc, size_t object,
                       size_t *value, size_t count)
{
    size_t key = dt_json_first(doc, object);

    for (size_t i = 0; i < count; i++) {
        value[i] = key + 1;
        key = dt_json_next(doc, object, key + 1);
    }
}

static size_t fidelity_of(const struct dt_json_doc *doc)
{
    return dt_json_get(doc, DT_JSON_ROOT, "fidelity");
}

struct dt_str dt_held_against(const struct dt_json_doc *line)
{
    return text_of(line, fidelity_of(line), "against");
}

static struct dt_span span_at(const struct dt_json_doc *doc, size_t token)
{
    return (struct dt_span){(uint32_t)dt_json_int64(doc, token + 1),
                            (uint32_t)dt_json_int64(doc, token + 2)};
}

static struct part part_at(const struct dt_json_doc *doc, size_t token)
{
    static const struct {
        const char *name;
        unsigned op;
    } ops[] = {{"equal", EQUAL},   {"replace", REPLACE}, {"insert", INSERT},
               {"delete", DELETE}, {"bracket", BRACKET}, {"gap", GAP}};
    size_t member[PART_MEMBERS];
    struct dt_str name;
    struct part part;

    members_of(doc, token, member, PART_MEMBERS);
    name = text_at(doc, member[OP]);
    part = (struct part){0, span_at(doc, member[QUOTE]),
                         span_at(doc, member[SOURCE])};
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (dt_str_is(name, ops[i].name))
            part.op = ops[i].op;
    return part;
}

bool dt_held_next(const struct dt_json_doc *line, size_t *at, uint32_t *byte,
                  bool *elsewhere)
{
    const size_t parts = dt_json_get(line, fidelity_of(line), "parts");
    struct part part = {.op = 0};

    *elsewhere = dt_str_is(text_of(line, fidelity_of(line), "verdict"),
                           "found-elsewhere");
    while (part.op != EQUAL && *at != DT_JSON_NONE) {
        *at = *at ? dt_json_next(line, parts, *at) : dt_json_first(line, parts);
        if (*at != DT_JSON_NONE)
            part = part_at(line, *at);
    }
    *byte = part.source.start;
    return *at != DT_JSON_NONE;
}

/* From where the statement begins to where it ends. */
static struct dt_span reach_of(const struct dt_json_doc *doc)
{
    size_t spans = dt_json_get(doc, DT_JSON_ROOT, "spans");
    struct dt_span reach = {0, 0};
    bool first = true;

    for (size_t at = dt_json_first(doc, spans); at != DT_JSON_NONE;
         at = dt_json_next(doc, spans, at)) {
        struct dt_span span = span_at(doc, at);

        if (first || span.start < reach.start)
            reach.start = span.start;
        if (span.end > reach.end)
            reach.end = span.end;
        first = false;
    }
    return reach;
}

static bool is_possible(const struct part *part, struct dt_span reach,
                        uint64_t source_bytes)
{
    bool quote = part->quote.start < part->quote.end;
    bool source = part->source.start < part->source.end;

    if (part->quote.start < reach.start || part->quote.end > reach.end ||
        part->source.end > source_bytes)
        return false;
    return part->op == INSERT             ? quote && !source
           : part->op & (DELETE | GAP)    ? !quote && source
           : part->op & (EQUAL | REPLACE) ? quote && source
                                          : quote || source;
}

/* Whether parts with these operations can lead to the verdict. */
static bool agrees(struct dt_str verdict, unsigned ops, int64_t word_error,
                   bool changed)
{
    /* The editor's marks may stand where a negation was. */
    bool reversed = changed && (ops & (BRACKET | GAP)) &&
                    dt_str_is(verdict, "altered");
    bool edited = ops & EDITS;

    if (!edited && (word_error > 0 || (changed && !reversed)))
        return false;
    if (dt_str_is(verdict, "verbatim"))
        return !(ops & ~(unsigned)(EQUAL | GAP));
    if (dt_str_is(verdict, "bracketed") || dt_str_is(verdict, "elided"))
        return !edited;
    return !dt_str_is(verdict, "altered") || edited || reversed;
}

int dt_held_form(const struct dt_json_doc *line, uint64_t source_bytes,
                 struct dt_err *err)
{
    size_t fidelity = fidelity_of(line), member[FIDELITY_MEMBERS];
    struct dt_str mode = text_of(line, DT_JSON_ROOT, "mode"), verdict;
    struct dt_span reach = reach_of(line);
    unsigned ops = 0;
    bool found, lacked;

    if (dt_json_type(line, fidelity) != DT_JSON_OBJECT)
        return DT_OK;
    members_of(line, fidelity, member, FIDELITY_MEMBERS);
    verdict = text_at(line, member[VERDICT]);
    found = !dt_str_is(verdict, "not-found");
    lacked = !found || dt_str_is(verdict, "found-elsewhere");
    if (!dt_str_is(mode, "direct") && !dt_str_is(mode, "mixed"))
        return DT_FAIL(err, DT_EMISMATCH, "only quotations have a fidelity");
    if ((!found && line->tokens[member[CHANGED]].count > 0) ||
        found != (text_at(line, member[AGAINST]).ptr != NULL) ||
        found != (dt_json_type(line, member[WORD_ERROR]) == DT_JSON_INT) ||
        found != (line->tokens[member[PARTS]].count > 0))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its fidelity says both that it was found and not");
    if (lacked != (dt_json_type(line, member[SEARCHED]) == DT_JSON_INT))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its fidelity says %s how many transcripts lack it",
                       lacked ? "not" : "of what they have");
    for (size_t at = dt_json_first(line, member[PARTS]); at != DT_JSON_NONE;
         at = dt_json_next(line, member[PARTS], at)) {
        struct part part = part_at(line, at);

        if (!is_possible(&part, reach, source_bytes))
            return DT_FAIL(err, DT_EMISMATCH,
                           "the part of its fidelity at byte %u cannot be",
                           part.quote.start);
        ops |= part.op;
    }
    if (found && !agrees(verdict, ops, dt_json_int64(line, member[WORD_ERROR]),
                         line->tokens[member[CHANGED]].count > 0))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its fidelity says %.*s, and its parts do not",
                       (int)verdict.len, verdict.ptr);
    return DT_OK;
}

/* The words of a span but those that count nowhere. */
static int scan(struct dt_words *w, struct dt_str text, struct dt_span span,
                struct dt_err *err)
{
    size_t kept = 0;
    int rc;

    w->count = 0;
    w->lexicon = dt_lexicon_of(NULL, text);
    if (span.end > text.len)
        return DT_FAIL(err, DT_EMISMATCH, "its fidelity lies outside a text");
    rc = dt_words_scan(w, text, span.start, span.end, err);
    for (size_t i = 0; rc == DT_OK && i < w->count; i++)
        if (!(w->items[i].marks & DT_MARK_ASIDE))
            w->items[kept++] = w->items[i];
    w->count = kept;
    return rc;
}

static bool same_words(const struct dt_words *a, const struct dt_words *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].id != b->items[i].id)
            return false;
    return true;
}

static int count_quoted(const struct dt_json_doc *line, struct dt_str text,
                        struct dt_words *w, struct dt_err *err)
{
    size_t spans = dt_json_get(line, DT_JSON_ROOT, "spans");
    bool mixed = dt_str_is(text_of(line, DT_JSON_ROOT, "mode"), "mixed");
    struct dt_quotes quotes = DT_QUOTES_INIT;
    int rc = DT_OK;

    w->count = 0;
    w->lexicon = dt_lexicon_of(NULL, text);
    for (size_t at = dt_json_first(line, spans);
         rc == DT_OK && at != DT_JSON_NONE;
         at = dt_json_next(line, spans, at)) {
        struct dt_span span = span_at(line, at);

        if (span.end > text.len)
            rc = DT_FAIL(err, DT_EMISMATCH, "a span lies outside the text");
        else
            rc = dt_quoted_words(w, text,
                                 mixed ? DT_MODE_MIXED : DT_MODE_DIRECT, &span,
                                 1, &quotes, err);
    }
    dt_quotes_release(&quotes);
    return rc;
}

/*
 * Where nothing was changed, what follows in the quotation follows in the
 * source, but for gaps that are parts. Fragments may come in any order.
 */
static int check_order(const struct dt_json_doc *line, struct dt_span last,
                       struct dt_span next, struct dt_str source,
                       struct dt_words *between, struct dt_err *err)
{
    struct dt_str verdict = text_of(line, fidelity_of(line), "verdict");
    bool back = next.start < last.end;
    int rc;

    if (!dt_str_is(verdict, "verbatim") && !dt_str_is(verdict, "bracketed") &&
        !dt_str_is(verdict, "elided"))
        return DT_OK;
    if (back && dt_str_is(text_of(line, DT_JSON_ROOT, "mode"), "mixed"))
        return DT_OK;
    between->count = 0;
    rc = back ? DT_OK
              : scan(between, source, (struct dt_span){last.end, next.start},
                     err);
    return rc == DT_OK && (back || between->count)
               ? DT_FAIL(err, DT_EMISMATCH,
                         "its fidelity passes over words at byte %u of the "
                         "source",
                         last.end)
               : rc;
}

/* The parts have so many words, which must be all that are quoted. */
static int check_covered(const struct dt_json_doc *line, struct dt_str quote,
                         size_t covered, struct dt_words *quoted,
                         struct dt_err *err)
{
    int rc = count_quoted(line, quote, quoted, err);

    return rc == DT_OK && covered != quoted->count
               ? DT_FAIL(err, DT_EMISMATCH,
                         "its fidelity leaves words of the quotation out")
               : rc;
}

int dt_held_quotation(const struct dt_json_doc *line, struct dt_str quote,
                      struct dt_err *err)
{
    size_t parts = dt_json_get(line, fidelity_of(line), "parts"), covered = 0;
    struct dt_words words = DT_WORDS_INIT;
    int rc = DT_OK;

    for (size_t at = dt_json_first(line, parts);
         rc == DT_OK && at != DT_JSON_NONE;
         at = dt_json_next(line, parts, at)) {
        rc = scan(&words, quote, part_at(line, at).quote, err);
        covered += words.count;
    }
    if (rc == DT_OK)
        rc = check_covered(line, quote, covered, &words, err);
    dt_words_release(&words);
    return rc;
}

int dt_held_words(const struct dt_json_doc *line, struct dt_str quote,
                  struct dt_str source, struct dt_err *err)
{
    size_t fidelity = fidelity_of(line), edits = 0, covered = 0;
    struct dt_span last = {0, UINT32_MAX};
    size_t parts = dt_json_get(line, fidelity, "parts");
    struct dt_words ours = DT_WORDS_INIT, theirs = DT_WORDS_INIT;
    int rc = DT_OK;

    for (size_t at = dt_json_first(line, parts);
         rc == DT_OK && at != DT_JSON_NONE;
         at = dt_json_next(line, parts, at)) {
        struct part part = part_at(line, at);

        rc = scan(&ours, quote, part.quote, err);
        if (rc == DT_OK)
            rc = scan(&theirs, source, part.source, err);
        if (rc == DT_OK && part.op == EQUAL && !same_words(&ours, &theirs))
            rc = DT_FAIL(err, DT_EMISMATCH,
                         "the words at byte %u are not those of its source",
                         part.quote.start);
        covered += ours.count;
        if (part.op & EDITS)
            edits += part.op == DELETE ? theirs.count : ours.count;
        if (rc == DT_OK && last.end != UINT32_MAX)
            rc = check_order(line, last, part.source, source, &theirs, err);
        last = part.source;
    }
    if (rc == DT_OK)
        rc = check_covered(line, quote, covered, &ours, err);
    if (rc == DT_OK && ours.count > 0 &&
        (int64_t)((edits * 1000 + ours.count / 2) / ours.count) !=
            dt_json_int64(line, dt_json_get(line, fidelity, "word_error")))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "its word error is not that of its parts");
    dt_words_release(&ours);
    dt_words_release(&theirs);
    return rc;
}
