/*
 * Which place of a page is believed where they name other authors
 * (page_reader.h).
 */
#include "article/page_reader.h"

/* Whether a claim is one to an author, of this place or, if NULL, of any. */
static bool is_by(const struct dt_claim *claim, const char *from)
{
    return claim->field == DT_FIELD_BYLINE &&
           (!from || strcmp(claim->from, from) == 0);
}

/* Whether places that begin so name somebody, by the same letters. */
static bool names(const struct dt_meta *m, const char *from, const char *name)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (is_by(&m->claims[i], NULL) &&
            dt_str_starts(DT_STR(m->claims[i].from), DT_STR(from)) &&
            strcmp(m->claims[i].value, name) == 0)
            return true;
    return false;
}

/* Whether one place names everybody whom another does. */
static bool names_all(const struct dt_meta *m, const char *from,
                      const char *other)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (is_by(&m->claims[i], other) && !names(m, from, m->claims[i].value))
            return false;
    return true;
}

/*
 * JSON-LD that names who put the page online is not believed where a meta
 * element and the byline that readers see agree on others.
 */
static const char *agreed_on_others(const struct dt_meta *m)
{
    bool linked = false, agreed = false;

    for (size_t i = 0; i < m->claim_count; i++) {
        const struct dt_claim *c = &m->claims[i];

        if (!is_by(c, NULL))
            continue;
        linked |= is_by(c, "json-ld author");
        if (is_by(c, "json-ld author") &&
            (names(m, "meta ", c->value) || names(m, "rel author", c->value) ||
             names(m, "class author", c->value)))
            return NULL;
        agreed |= is_by(c, "rel author") && names(m, "meta ", c->value);
    }
    return linked && agreed ? "rel author" : NULL;
}

/* Whether a claim is the first of its place, which is looked at but once. */
static bool opens_place(const struct dt_meta *m, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_by(&m->claims[k], m->claims[i].from))
            return false;
    return is_by(&m->claims[i], NULL);
}

/* Whether a place is a line that was read, often the same as another's. */
static bool is_line(const char *from)
{
    return strcmp(from, "class author") == 0 ||
           dt_str_ends(DT_STR(from), DT_STR("byline"));
}

/* Whether another place, which is not the same line, names all whom one does. */
static bool is_agreed(const struct dt_meta *m, const char *from)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (opens_place(m, i) && !is_by(&m->claims[i], from) &&
            !(is_line(from) && is_line(m->claims[i].from)) &&
            names_all(m, m->claims[i].from, from))
            return true;
    return false;
}

/*
 * The place that names all whom the believed one does and somebody else, as
 * another place does: JSON-LD has often the first of several authors alone.
 */
static const char *with_others(const struct dt_meta *m, const char *believed)
{
    for (size_t i = 0; i < m->claim_count; i++) {
        const char *from = m->claims[i].from;

        if (opens_place(m, i) && !names_all(m, believed, from) &&
            names_all(m, from, believed) && is_agreed(m, from))
            return from;
    }
    return NULL;
}

/* Whether a name is another of one word written out: "Ada Example" for "Ada". */
static bool is_in_full(struct dt_draft *draft, struct dt_str name,
                       struct dt_str word)
{
    size_t at = 0;

    if (memchr(word.ptr, ' ', word.len) || !dt_names_is_person(draft, name))
        return false;
    if (dt_str_starts(name, word) && name.ptr[word.len] == ' ')
        return true;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == ' ')
            continue;
        if (at == word.len || (name.ptr[i] | 32) != (word.ptr[at++] | 32))
            return false;
    }
    return at == word.len;
}

/* The place that has the name in full of which the believed one has a word. */
static const char *in_full(struct dt_draft *draft)
{
    const struct dt_meta *m = draft->meta;

    for (size_t i = 0; i < m->claim_count; i++)
        if (is_by(&m->claims[i], NULL) &&
            is_in_full(draft, DT_STR(m->claims[i].value), DT_STR(m->byline[0])))
            return m->claims[i].from;
    return NULL;
}

void dt_page_weigh_authors(struct dt_page_reader *r)
{
    const struct dt_meta *m = r->meta;
    const char *better = agreed_on_others(m);

    for (size_t i = 0; i < m->claim_count && !better; i++)
        if (is_by(&m->claims[i], NULL) && m->claims[i].chosen) {
            better = with_others(m, m->claims[i].from);
            break;
        }
    if (!better && m->byline_count == 1)
        better = in_full(r->draft);
    if (better && r->rc == DT_OK)
        r->rc = dt_claim_prefer(r->draft, DT_FIELD_BYLINE, better, r->err);
}
