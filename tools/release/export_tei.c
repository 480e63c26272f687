#include "release/export_tei.h"

#include <inttypes.h>

#include "release/export_xml.h"
#include "statement/rule.h"

/* Where in a transcript we are. */
struct flow {
    struct dt_exporter *x;
    const struct dt_export_article *a;
    const struct dt_export_statement *turn; /* whose <u> is open, or NULL */
    size_t at;                              /* bytes of the text done */
    size_t heading;                         /* the next one */
};

static bool is_spoken(const struct dt_export_article *a)
{
    return dt_str_is(a->kind, "transcript") || dt_str_is(a->kind, "interview");
}

/* Its id, and where its words stand in the text file. */
static void add_attributes(struct dt_buf *out,
                           const struct dt_export_statement *s)
{
    dt_xml_attribute(out, "xml:id", "", s->id);
    dt_buf_adds(out, " n=\"");
    for (size_t i = 0; i < s->span_count; i++)
        dt_buf_addf(out, "%s%" PRIu32 ":%" PRIu32, i ? " " : "",
                    s->spans[i].start, s->spans[i].end);
    dt_buf_addc(out, '"');
}

static void add_who(struct dt_buf *out, const struct dt_export_statement *s)
{
    if (s->speaker)
        dt_xml_attribute(out, "who", "#" DT_TEI_PERSON, DT_STR(s->speaker->id));
}

static void add_words(struct dt_buf *out, const struct dt_export_statement *s)
{
    if (s->text.ptr)
        dt_xml_text(out, s->text);
    else
        dt_buf_adds(out, "<gap reason=\"withheld\"/>");
}

static void add_note(struct dt_buf *out, const char *type, struct dt_str text)
{
    dt_buf_addf(out, "\n<note type=\"%s\">", type);
    dt_xml_text(out, text);
    dt_buf_adds(out, "</note>");
}

static void close_turn(struct flow *f)
{
    if (f->turn)
        dt_buf_adds(&f->x->out, "</u>");
    f->turn = NULL;
}

static bool is_heading(struct flow *f, size_t at)
{
    while (f->heading < f->a->heading_count &&
           f->a->headings[f->heading].start < at)
        f->heading++;
    return f->heading < f->a->heading_count &&
           f->a->headings[f->heading].start == at;
}

/*
 * What stands between two statements: whole paragraphs are asides, and what
 * stands before the words in their own paragraph is the turn's label.
 */
static void add_between(struct flow *f, size_t to)
{
    const struct dt_str text = f->a->text;

    while (f->at < to) {
        struct dt_str before = {text.ptr, to};
        size_t end = dt_str_find(before, DT_STR("\n\n"), f->at);
        bool label = end == SIZE_MAX && to < text.len;
        size_t stop = end == SIZE_MAX ? to : end;
        struct dt_str piece =
            dt_str_trim((struct dt_str){text.ptr + f->at, stop - f->at});
        bool heading = is_heading(f, f->at);

        if (piece.len && (label || heading))
            close_turn(f);
        if (piece.len)
            add_note(&f->x->out,
                     label     ? "speaker"
                     : heading ? "heading"
                               : "narrative",
                     piece);
        f->at = end == SIZE_MAX ? to : end + 2;
    }
}

static bool same_speaker(const struct dt_export_statement *a,
                         const struct dt_export_statement *b)
{
    return a->speaker == b->speaker &&
           dt_str_eq(a->speaker_name, b->speaker_name);
}

static void add_spoken(struct flow *f, const struct dt_export_statement *s)
{
    struct dt_buf *out = &f->x->out;

    if (f->turn && !same_speaker(f->turn, s))
        close_turn(f);
    if (!f->turn) {
        dt_buf_adds(out, "\n<u");
        add_who(out, s);
        dt_buf_addc(out, '>');
    }
    f->turn = s;
    dt_buf_adds(out, "\n<seg");
    add_attributes(out, s);
    dt_buf_addc(out, '>');
    add_words(out, s);
    dt_buf_adds(out, "</seg>");
}

static void add_quotation(struct dt_buf *out,
                          const struct dt_export_statement *s)
{
    dt_buf_adds(out, "\n<p>");
    if (!s->speaker && s->speaker_name.ptr)
        add_note(out, "speaker", s->speaker_name);
    if (s->said_on.ptr)
        add_note(out, "date", s->said_on);
    if (s->said_at.ptr)
        add_note(out, "place", s->said_at);
    if (dt_export_is_unsaid(s))
        add_note(out, "assertion", DT_STR(DT_RULE_NOT_ASSERTED));
    dt_buf_adds(out, "<q");
    add_attributes(out, s);
    add_who(out, s);
    dt_xml_attribute(out, "type", "", s->mode);
    dt_buf_addc(out, '>');
    add_words(out, s);
    dt_buf_adds(out, "</q></p>");
}

static bool in_flow(const struct dt_export_article *a,
                    const struct dt_export_statement *s)
{
    return is_spoken(a) && dt_str_is(s->mode, "speech");
}

/* With a filter, what stands between is left out: others may have said it. */
static void add_debate(struct dt_exporter *x, const struct dt_export_article *a)
{
    const bool all = a->text.ptr && !x->options->speaker;
    struct flow f = {.x = x, .a = a};

    dt_buf_adds(&x->out, "<div type=\"debateSection\">");
    for (size_t i = 0; i < a->statement_count; i++) {
        const struct dt_export_statement *s = &a->statements[i];

        if (!in_flow(a, s))
            continue;
        if (all)
            add_between(&f, s->spans[0].start);
        add_spoken(&f, s);
        if (f.at < s->spans[s->span_count - 1].end)
            f.at = s->spans[s->span_count - 1].end;
    }
    if (all)
        add_between(&f, a->text.len);
    close_turn(&f);
    dt_buf_adds(&x->out, "\n</div>");
}

static void add_quotations(struct dt_exporter *x,
                           const struct dt_export_article *a)
{
    dt_buf_adds(&x->out, "<div type=\"quotations\">");
    for (size_t i = 0; i < a->statement_count; i++)
        if (!in_flow(a, &a->statements[i]))
            add_quotation(&x->out, &a->statements[i]);
    dt_buf_adds(&x->out, "\n</div>");
}

static int begin(struct dt_exporter *x, struct dt_err *err)
{
    dt_buf_adds(&x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">");
    return dt_tei_corpus_header(x, err);
}

static int article(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err)
{
    (void)err;
    dt_buf_adds(&x->out, "<TEI");
    dt_xml_attribute(&x->out, "xml:id", "article-", a->id);
    dt_xml_attribute(&x->out, "xml:lang", "", a->language);
    dt_buf_addc(&x->out, '>');
    dt_tei_article_header(x, a);
    dt_buf_adds(&x->out, "<text><body>");
    if (is_spoken(a))
        add_debate(x, a);
    add_quotations(x, a);
    dt_buf_adds(&x->out, "</body></text></TEI>\n");
    return DT_OK;
}

static int end(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_buf_adds(&x->out, "</teiCorpus>\n");
    return DT_OK;
}

const struct dt_export_format dt_export_tei = {"tei", begin, article, end};
