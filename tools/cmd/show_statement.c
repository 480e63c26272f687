/* dictum show of a statement (show.h). */
#include <inttypes.h>
#include <string.h>

#include "cmd/show.h"
#include "manifest/find.h"
#include "manifest/make.h"
#include "statement/rule.h"

enum { TEXT_MAX = 512 * 1024 * 1024 };

static size_t get(const struct dt_json_doc *doc, const char *name)
{
    return dt_json_get(doc, DT_JSON_ROOT, name);
}

static struct dt_str plain(const struct dt_json_doc *doc, size_t token)
{
    return dt_json_type(doc, token) == DT_JSON_STRING
               ? dt_json_plain(doc, token)
               : (struct dt_str){NULL, 0};
}

/* Whom the printed name may mean: "Ann Reed (ann-reed), …" */
static void show_candidates(struct dt_print *p, const struct dt_corpus *corpus,
                            const struct dt_json_doc *doc)
{
    size_t list = get(doc, "candidates");
    struct dt_buf names = DT_BUF_INIT(DT_RECORD_MAX);

    for (size_t at = dt_json_first(doc, list); at != DT_JSON_NONE;
         at = dt_json_next(doc, list, at)) {
        struct dt_str id = plain(doc, at);
        const struct dt_person *person = dt_people_by_id(corpus->people, id);

        if (names.len)
            dt_buf_adds(&names, ", ");
        if (person)
            dt_buf_addf(&names, "%s (%s)", person->name, person->id);
        else
            dt_buf_addstr(&names, id);
    }
    if (names.len)
        dt_print_field(p, "may be", dt_buf_str(&names));
    dt_buf_release(&names);
}

static void show_speaker(struct dt_print *p, const struct dt_corpus *corpus,
                         const struct dt_json_doc *doc)
{
    struct dt_str id = plain(doc, get(doc, "speaker"));
    const struct dt_person *person = id.ptr
                                         ? dt_people_by_id(corpus->people, id)
                                         : NULL;
    struct dt_buf name = DT_BUF_INIT(4096);

    if (!id.ptr)
        dt_buf_adds(&name, "not resolved");
    else if (person)
        dt_buf_addf(&name, "%s (%s)", person->name, person->id);
    else
        dt_buf_addstr(&name, id);
    dt_print_field(p, "speaker", dt_buf_str(&name));
    dt_print_member(p, "printed as", doc, get(doc, "speaker_name"));
    show_candidates(p, corpus, doc);
    dt_print_member(p, "office then", doc, get(doc, "office"));
    dt_buf_release(&name);
}

/* The date with the words that gave it, where the text is here. */
static void show_date(struct dt_print *p, const struct dt_json_doc *doc,
                      struct dt_str text)
{
    struct dt_str date = plain(doc, get(doc, "said_on"));
    size_t from = get(doc, "said_on_from");
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);

    dt_buf_addstr(&line, date);
    if (dt_json_type(doc, from) == DT_JSON_ARRAY) {
        uint64_t start = (uint64_t)dt_json_int64(doc, from + 1);
        uint64_t end = (uint64_t)dt_json_int64(doc, from + 2);

        if (start <= end && end <= text.len)
            dt_buf_addf(&line, ", from the word%s “%.*s”",
                        memchr(text.ptr + start, ' ', end - start) ? "s" : "",
                        (int)(end - start), text.ptr + start);
    }
    if (date.ptr)
        dt_print_field(p, "said on", dt_buf_str(&line));
    dt_buf_release(&line);
}

/* The rule that took it, and whether a curator decided. */
static void show_rule(struct dt_print *p, const struct dt_json_doc *doc)
{
    const struct dt_str rule = plain(doc, get(doc, "rule"));

    if (!dt_str_is(rule, DT_RULE_DECIDED))
        dt_print_field(p, "rule", rule);
    if (dt_rule_is_decided(rule, dt_json_int64(doc, get(doc, "confidence"))))
        dt_print_field(p, "decided", DT_STR("by a curator, in decisions.yaml"));
}

static void show_how(struct dt_print *p, const struct dt_json_doc *doc,
                     struct dt_str text)
{
    size_t cue = get(doc, "cue"), event = get(doc, "event");

    dt_print_member(p, "mode", doc, get(doc, "mode"));
    dt_print_member(p, "cue", doc, dt_json_get(doc, cue, "verb"));
    show_rule(p, doc);
    show_date(p, doc, text);
    dt_print_member(p, "said at", doc, get(doc, "said_at"));
    dt_print_member(p, "event", doc, dt_json_get(doc, event, "name"));
    dt_print_member(p, "held at", doc, dt_json_get(doc, event, "place"));
    dt_print_number(p, "confidence",
                    (uint64_t)dt_json_int64(doc, get(doc, "confidence")));
    dt_print_member(p, "same as", doc, get(doc, "same_as"));
    dt_show_held(p, doc);
}

static void show_where(struct dt_print *p, const struct dt_json_doc *doc,
                       const struct dt_json_doc *article)
{
    size_t spans = get(doc, "spans");
    struct dt_buf where = DT_BUF_INIT(1024 * 1024);

    dt_print_member(p, "article", doc, get(doc, "article"));
    if (article->count) {
        dt_print_member(p, "title", article, get(article, "title"));
        dt_print_member(p, "publisher", article, get(article, "publisher"));
        dt_print_member(p, "published", article, get(article, "published"));
        dt_print_member(p, "url", article, get(article, "url"));
    }
    for (size_t at = dt_json_first(doc, spans); at != DT_JSON_NONE;
         at = dt_json_next(doc, spans, at))
        dt_buf_addf(&where, "%s%" PRId64 " to %" PRId64, where.len ? ", " : "",
                    dt_json_int64(doc, at + 1), dt_json_int64(doc, at + 2));
    dt_print_field(p, "bytes", dt_buf_str(&where));
    dt_print_member(p, "commitment", doc, get(doc, "commitment"));
    dt_buf_release(&where);
}

/* Whether the spans of the text are the words of the record. */
static bool holds(const struct dt_json_doc *doc, struct dt_str text,
                  struct dt_str words)
{
    size_t spans = get(doc, "spans");
    struct dt_buf joined = DT_BUF_INIT(TEXT_MAX);
    bool good = true;

    for (size_t at = dt_json_first(doc, spans); good && at != DT_JSON_NONE;
         at = dt_json_next(doc, spans, at)) {
        int64_t from = dt_json_int64(doc, at + 1);
        int64_t to = dt_json_int64(doc, at + 2);

        good = from >= 0 && from <= to && (uint64_t)to <= text.len;
        if (good && joined.len)
            dt_buf_addc(&joined, ' ');
        if (good)
            dt_buf_add(&joined, text.ptr + from, (size_t)(to - from));
    }
    good = good && !joined.failed && dt_str_eq(dt_buf_str(&joined), words);
    dt_buf_release(&joined);
    return good;
}

/* The paragraphs in which the first span begins and the last one ends. */
static struct dt_str context(const struct dt_json_doc *doc, struct dt_str text)
{
    size_t spans = get(doc, "spans"), at = dt_json_first(doc, spans);
    size_t from = (size_t)dt_json_int64(doc, at + 1), to = from;

    for (; at != DT_JSON_NONE; at = dt_json_next(doc, spans, at))
        to = (size_t)dt_json_int64(doc, at + 2);
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    while (to < text.len && text.ptr[to] != '\n')
        to++;
    return (struct dt_str){text.ptr + from, to - from};
}

static void show_context(struct dt_print *p, struct dt_str text)
{
    struct dt_str line;

    dt_buf_addc(&p->out, '\n');
    dt_print_heading(p, DT_STR("In its context"));
    while (dt_str_line(&text, &line))
        if (line.len)
            dt_print_paragraph(p, line, 2);
        else
            dt_buf_addc(&p->out, '\n');
}

int dt_show_read(const struct dt_corpus *corpus, struct dt_str id,
                 struct dt_buf *line, struct dt_json_doc *doc,
                 struct dt_buf *text, struct dt_err *err)
{
    bool found, here;
    int rc = dt_find_record(corpus, DT_FIND_ARTICLE, id, line, &found, err);

    if (rc == DT_OK && found)
        rc = dt_json_parse(doc, dt_buf_str(line), err);
    return rc < 0 || !found ? rc
                            : dt_make_read_text(corpus, id, text, &here, err);
}

int dt_show_statement(struct dt_print *p, const struct dt_corpus *corpus,
                      const struct dt_json_doc *doc, struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_buf text = DT_BUF_INIT(TEXT_MAX);
    struct dt_json_doc article = DT_JSON_DOC_INIT;
    struct dt_arena arena = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX);
    struct dt_str words = {NULL, 0};
    bool open = dt_json_type(doc, get(doc, "commitment")) == DT_JSON_NULL;
    bool good;
    int rc = dt_json_string(doc, get(doc, "text"), &arena, &words, err);

    if (rc == DT_OK)
        rc = dt_show_read(corpus, plain(doc, get(doc, "article")), &line,
                          &article, &text, err);
    if (rc == DT_OK) {
        dt_print_heading(p, plain(doc, get(doc, "id")));
        if (open && words.ptr)
            dt_print_paragraph(p, words, 2);
        else
            dt_print_paragraph(p,
                               DT_STR("withheld: only offsets and a "
                                      "commitment are published"),
                               2);
        dt_buf_addc(&p->out, '\n');
        show_speaker(p, corpus, doc);
        show_how(p, doc, open ? dt_buf_str(&text) : (struct dt_str){"", 0});
        rc = dt_show_attested(p, corpus, doc, err);
    }
    if (rc == DT_OK) {
        show_where(p, doc, &article);
        good = open && words.ptr && holds(doc, dt_buf_str(&text), words);
        if (good)
            rc = dt_show_drawn(p, corpus, doc, dt_buf_str(&text), err);
        if (good)
            show_context(p, context(doc, dt_buf_str(&text)));
        else if (open && words.ptr)
            dt_print_field(p, "context",
                           DT_STR("its text is not here, or was "
                                  "edited (dictum status)"));
    }
    dt_arena_release(&arena);
    dt_json_doc_release(&article);
    dt_buf_release(&text);
    dt_buf_release(&line);
    return rc;
}
