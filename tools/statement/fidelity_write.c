#include "statement/fidelity_write.h"

static void put_range(struct dt_json *w, const char *key, uint32_t start,
                      uint32_t end)
{
    dt_json_key(w, key);
    dt_json_open(w, '[');
    dt_json_int(w, start);
    dt_json_int(w, end);
    dt_json_close(w, ']');
}

static void put_changed(struct dt_json *w, unsigned changed)
{
    dt_json_key(w, "changed");
    dt_json_open(w, '[');
    for (unsigned kind = 1; kind <= DT_CHANGE_SUBJECT; kind <<= 1)
        if (changed & kind)
            dt_json_text(w, dt_change_name((enum dt_change_kind)kind));
    dt_json_close(w, ']');
}

static void put_parts(struct dt_json *w, const struct dt_fidelity *f)
{
    dt_json_key(w, "parts");
    dt_json_open(w, '[');
    for (size_t i = 0; i < f->count; i++) {
        const struct dt_fidelity_part *part = &f->parts[i];

        dt_json_open(w, '{');
        dt_json_key(w, "op");
        dt_json_text(w, dt_align_op_name(part->op));
        put_range(w, "quote", part->quote, part->quote_end);
        put_range(w, "source", part->source, part->source_end);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
}

/* How many of the speaker's own lack the words, where they do. */
static void put_searched(struct dt_json *w, enum dt_verdict verdict,
                         size_t searched)
{
    dt_json_key(w, "searched");
    if (verdict == DT_VERDICT_ELSEWHERE || verdict == DT_VERDICT_NOT_FOUND)
        dt_json_int(w, (int64_t)searched);
    else
        dt_json_null(w);
}

void dt_fidelity_write(struct dt_json *w, const struct dt_fidelity *f,
                       const struct dt_fidelity_source *source)
{
    dt_json_open(w, '{');
    if (source) {
        dt_json_key(w, "against");
        dt_json_text(w, source->against);
    }
    put_changed(w, f->changed);
    put_parts(w, f);
    if (source)
        put_searched(w, f->verdict, source->searched);
    dt_json_key(w, "verdict");
    dt_json_text(w, dt_verdict_name(f->verdict));
    dt_json_key(w, "word_error");
    if (f->transcript == UINT32_MAX)
        dt_json_null(w);
    else
        dt_json_int(w, f->word_error);
    dt_json_close(w, '}');
}
