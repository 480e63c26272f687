/*
 * Who says which words where, to check what is the same as what
 * (facts_parts.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/facts_parts.h"

uint64_t dt_facts_statement_id(struct dt_str id)
{
    uint64_t half[2] = {0, 0};

    if (id.len == 2 + sizeof half)
        memcpy(half, id.ptr + 2, sizeof half);
    return (half[0] * 0x9E3779B97F4A7C15u ^ half[1]) * 0xBF58476D1CE4E5B9u;
}

void dt_facts_note_same(const struct dt_leaf *leaf,
                        const struct dt_facts_statement *fact,
                        struct dt_buf *facts)
{
    const struct dt_str to = dt_leaf_text(leaf, DT_STATEMENT_SAME_AS);
    struct dt_facts_same same;

    memset(&same, 0, sizeof same);
    same.id = fact->id;
    same.to = dt_facts_statement_id(to);
    same.speaker = fact->speaker;
    same.quoted = fact->quoted;
    (void)snprintf(same.name, sizeof same.name, "%.*s",
                   DT_STR_ARG(dt_leaf_text(leaf, DT_STATEMENT_ID)));
    (void)snprintf(same.to_name, sizeof same.to_name, "%.*s", DT_STR_ARG(to));
    dt_buf_add(facts, &same, sizeof same);
}

/* Those that others are the same as, by their ids. */
struct targets {
    struct target {
        uint64_t id;
        uint32_t speaker;
        bool used, met, first;
    } * items;
    size_t mask;
    uint64_t maybe[512]; /* bits: whether it is worth a look */
};

static struct target *find(const struct targets *t, uint64_t id)
{
    size_t at = id >> 32;

    while (t->items[at & t->mask].used && t->items[at & t->mask].id != id)
        at++;
    return &t->items[at & t->mask];
}

static uint64_t *bit_of(struct targets *t, uint64_t id, uint64_t *bit)
{
    *bit = UINT64_C(1) << (id & 63);
    return &t->maybe[(id >> 6) % (sizeof t->maybe / sizeof *t->maybe)];
}

/* Each line of the statements is looked at once. */
static void meet(const struct dt_facts *f, struct targets *t)
{
    for (size_t at = 0; at < f->statements.len;) {
        struct dt_facts_statement fact;
        struct target *target;
        uint64_t bit;

        memcpy(&fact, f->statements.ptr + at, sizeof fact);
        target = *bit_of(t, fact.id, &bit) & bit ? find(t, fact.id) : NULL;
        if (target && target->used) {
            target->met = true;
            target->speaker = fact.speaker;
            target->first = fact.quoted && !fact.joined;
        }
        at += dt_facts_statement_size(&fact);
    }
}

static int judge(const struct dt_facts_same *same, const struct target *to,
                 struct dt_err *err)
{
    const char *wrong = !to->met         ? "is no statement"
                        : !to->first     ? "is no first attestation"
                        : !same->speaker ? "is somebody's, and it is nobody's"
                        : same->speaker != to->speaker ? "is somebody else's"
                        : !same->quoted                ? "is a quotation"
                                                       : NULL;

    return wrong
               ? DT_FAIL(err, DT_EMISMATCH, "statement %s: its same_as, %s, %s",
                         same->name, same->to_name, wrong)
               : DT_OK;
}

int dt_facts_check_same(const struct dt_facts *f, struct dt_err *err)
{
    const size_t count = f->same.len / sizeof(struct dt_facts_same);
    const struct dt_facts_same *same =
        (const struct dt_facts_same *)(const void *)f->same.ptr;
    struct targets t = {.mask = 15};
    int rc = DT_OK;

    if (count == 0)
        return DT_OK;
    while (t.mask < 2 * count)
        t.mask = 2 * t.mask + 1;
    t.items = calloc(t.mask + 1, sizeof *t.items);
    if (!t.items)
        return DT_FAIL(err, DT_EINTERNAL, "statements: out of memory");
    for (size_t i = 0; i < count; i++) {
        struct target *target = find(&t, same[i].to);
        uint64_t bit;

        uint64_t *maybe = bit_of(&t, same[i].to, &bit);

        *maybe |= bit;
        target->used = true;
        target->id = same[i].to;
    }
    meet(f, &t);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = judge(&same[i], find(&t, same[i].to), err);
    free(t.items);
    return rc;
}

static bool covers(const char *spans, uint32_t count, uint32_t byte)
{
    for (uint32_t i = 0; i < count; i++) {
        struct dt_span span;

        memcpy(&span, spans + i * sizeof span, sizeof span);
        if (byte >= span.start && byte < span.end)
            return true;
    }
    return false;
}

bool dt_facts_says(const struct dt_facts *f, size_t place, uint32_t byte,
                   uint32_t speaker)
{
    const struct dt_facts_article *a = &f->articles[place];

    for (uint64_t i = 0; i < a->count; i++) {
        const char *at = f->statements.ptr + f->order[a->first + i];
        struct dt_facts_statement fact;

        memcpy(&fact, at, sizeof fact);
        if (fact.own && fact.speaker && (!speaker || fact.speaker == speaker) &&
            covers(at + sizeof fact, fact.span_count, byte))
            return true;
    }
    return false;
}
