/* What a statement was held against, for dictum show (show.h). */
#include <string.h>

#include "cmd/show.h"
#include "manifest/attestations.h"

enum {
    TEXT_MAX = 64 * 1024 * 1024,
    SENTINEL = 3,
    NEAR = 40 /* bytes between two parts that are still one passage */
};

/*
 * Stand in the text for where a mark begins and ends until lines are broken:
 * private characters, which nothing from outside keeps.
 */
static const char *const sentinels[] = {"\xee\x80\x81", "\xee\x80\x82",
                                        "\xee\x80\x83", "\xee\x80\x84"};
enum mark { GONE, GONE_END, NEW, NEW_END };

static struct dt_str plain(const struct dt_json_doc *doc, size_t token)
{
    return dt_json_type(doc, token) == DT_JSON_STRING
               ? dt_json_plain(doc, token)
               : (struct dt_str){NULL, 0};
}

/* Words as one line, without what stands for marks. */
static void add(struct dt_buf *out, struct dt_str text, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < text.len; i++) {
        bool mark = false;

        for (size_t k = 0; k < 4; k++)
            mark = mark || (text.len - i >= SENTINEL &&
                            memcmp(text.ptr + i, sentinels[k], SENTINEL) == 0);
        if (mark)
            i += SENTINEL - 1;
        else
            dt_buf_addc(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    }
}

static void add_marked(struct dt_buf *out, struct dt_str text, size_t from,
                       size_t to, enum mark mark)
{
    if (from >= to)
        return;
    dt_buf_adds(out, sentinels[mark]);
    add(out, text, from, to);
    dt_buf_adds(out, sentinels[mark + 1]);
}

/* Print a paragraph, and turn what stands for marks into them. */
static void print_marked(struct dt_print *p, struct dt_str text)
{
    static const char *const marks[] = {"[-", "-]", "{+", "+}"};
    static const char *const colours[] = {"\033[31m", "\033[0m", "\033[32m",
                                          "\033[0m"};
    struct dt_buf lines = DT_BUF_INIT(TEXT_MAX);
    size_t start = p->out.len;

    dt_print_paragraph(p, text, 2);
    dt_buf_add(&lines, p->out.ptr + start, p->out.len - start);
    p->out.len = start;
    for (size_t i = 0; i < lines.len;) {
        size_t k = 0;

        while (k < 4 && (lines.len - i < SENTINEL ||
                         memcmp(lines.ptr + i, sentinels[k], SENTINEL) != 0))
            k++;
        if (k < 4)
            dt_buf_adds(&p->out, p->colour ? colours[k] : marks[k]);
        else
            dt_buf_addc(&p->out, lines.ptr[i]);
        i += k < 4 ? SENTINEL : 1;
    }
    dt_buf_release(&lines);
}

struct part {
    struct dt_str op;
    size_t quote, quote_end, source, source_end;
};

static struct part part_at(const struct dt_json_doc *doc, size_t token)
{
    size_t quote = dt_json_get(doc, token, "quote");
    size_t source = dt_json_get(doc, token, "source");

    return (struct part){plain(doc, dt_json_get(doc, token, "op")),
                         (size_t)dt_json_int64(doc, quote + 1),
                         (size_t)dt_json_int64(doc, quote + 2),
                         (size_t)dt_json_int64(doc, source + 1),
                         (size_t)dt_json_int64(doc, source + 2)};
}

static void draw(struct dt_print *p, const struct dt_json_doc *doc,
                 size_t parts, struct dt_str quote, struct dt_str source)
{
    struct dt_buf above = DT_BUF_INIT(TEXT_MAX), below = DT_BUF_INIT(TEXT_MAX);
    struct part last = {{NULL, 0}, 0, 0, 0, 0};

    for (size_t at = dt_json_first(doc, parts); at != DT_JSON_NONE;
         at = dt_json_next(doc, parts, at)) {
        struct part part = part_at(doc, at);
        bool gap = dt_str_is(part.op, "gap");
        bool same = dt_str_is(part.op, "equal");

        if (last.op.ptr) {
            if (!gap && part.source >= last.source_end &&
                part.source - last.source_end <= NEAR)
                add(&below, source, last.source_end, part.source);
            else
                dt_buf_adds(&below, gap ? " " : " / ");
            if (!gap)
                add(&above, quote, last.quote_end, part.quote);
        }
        if (gap) {
            dt_buf_adds(&below, "[…]");
            part.quote_end = last.quote_end;
        } else if (same) {
            add(&above, quote, part.quote, part.quote_end);
            add(&below, source, part.source, part.source_end);
        } else {
            add_marked(&above, quote, part.quote, part.quote_end, NEW);
            add_marked(&below, source, part.source, part.source_end, GONE);
        }
        last = part;
    }
    dt_buf_addc(&p->out, '\n');
    dt_print_heading(p, DT_STR("As quoted"));
    print_marked(p, dt_buf_str(&above));
    dt_print_heading(p, DT_STR("As said"));
    print_marked(p, dt_buf_str(&below));
    dt_buf_release(&above);
    dt_buf_release(&below);
}

static void show_facts(struct dt_print *p, const struct dt_json_doc *doc,
                       size_t fidelity)
{
    size_t changed = dt_json_get(doc, fidelity, "changed");
    size_t error = dt_json_get(doc, fidelity, "word_error");
    size_t searched = dt_json_get(doc, fidelity, "searched");
    struct dt_buf line = DT_BUF_INIT(4096);

    dt_print_member(p, "fidelity", doc, dt_json_get(doc, fidelity, "verdict"));
    if (dt_json_type(doc, error) == DT_JSON_INT) {
        dt_buf_addf(&line, "%lld of 1000",
                    (long long)dt_json_int64(doc, error));
        dt_print_field(p, "word error", dt_buf_str(&line));
    }
    dt_buf_reset(&line);
    for (size_t at = dt_json_first(doc, changed); at != DT_JSON_NONE;
         at = dt_json_next(doc, changed, at)) {
        dt_buf_adds(&line, line.len ? ", " : "");
        dt_buf_addstr(&line, plain(doc, at));
    }
    if (line.len)
        dt_print_field(p, "changed", dt_buf_str(&line));
    dt_print_member(p, "held against", doc,
                    dt_json_get(doc, fidelity, "against"));
    dt_buf_reset(&line);
    if (dt_json_type(doc, searched) == DT_JSON_INT) {
        const long long count = dt_json_int64(doc, searched);

        dt_buf_addf(&line,
                    count == 1
                        ? "%lld transcript or own text of the speaker"
                        : "%lld transcripts and own texts of the speaker",
                    count);
        dt_print_field(p, "searched", dt_buf_str(&line));
    }
    dt_buf_release(&line);
}

void dt_show_held(struct dt_print *p, const struct dt_json_doc *doc)
{
    size_t fidelity = dt_json_get(doc, DT_JSON_ROOT, "fidelity");

    if (dt_json_type(doc, fidelity) == DT_JSON_OBJECT)
        show_facts(p, doc, fidelity);
}

int dt_show_drawn(struct dt_print *p, const struct dt_corpus *corpus,
                  const struct dt_json_doc *doc, struct dt_str quote,
                  struct dt_err *err)
{
    size_t fidelity = dt_json_get(doc, DT_JSON_ROOT, "fidelity");
    struct dt_str against = plain(doc, dt_json_get(doc, fidelity, "against"));
    struct dt_buf line = DT_BUF_INIT(TEXT_MAX), text = DT_BUF_INIT(TEXT_MAX);
    struct dt_json_doc article = DT_JSON_DOC_INIT;
    int rc = DT_OK;

    if (against.ptr && quote.ptr)
        rc = dt_show_read(corpus, against, &line, &article, &text, err);
    if (rc == DT_OK && text.len)
        draw(p, doc, dt_json_get(doc, fidelity, "parts"), quote,
             dt_buf_str(&text));
    dt_json_doc_release(&article);
    dt_buf_release(&line);
    dt_buf_release(&text);
    return rc;
}

int dt_show_attested(struct dt_print *p, const struct dt_corpus *corpus,
                     const struct dt_json_doc *doc, struct dt_err *err)
{
    struct dt_str first = plain(doc, dt_json_get(doc, DT_JSON_ROOT, "same_as"));
    struct dt_attestations found;
    struct dt_buf line = DT_BUF_INIT(4096);
    int rc;

    if (!first.ptr)
        first = plain(doc, dt_json_get(doc, DT_JSON_ROOT, "id"));
    rc = dt_attestations_count(&found, corpus, first, err);
    if (rc == DT_OK && found.statements > 1) {
        dt_buf_addf(&line, "%zu times, by %zu outlet%s", found.statements,
                    found.outlets, DT_S(found.outlets));
        if (found.copies)
            dt_buf_addf(&line, " and %zu cop%s", found.copies,
                        found.copies == 1 ? "y" : "ies");
        dt_print_field(p, "attested", dt_buf_str(&line));
    }
    dt_buf_release(&line);
    return rc;
}
