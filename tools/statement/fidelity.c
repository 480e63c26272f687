#include "statement/judge.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    TRIED = 3,        /* transcripts aligned for one quotation */
    WORTH = 6,        /* of the best score one in so many parts is looked at */
    SLACK = 8,        /* words beside where a piece should stand */
    BEHIND = 400,     /* words searched behind the piece before */
    SPLIT_LEAST = 8,  /* words of a piece that is tried as two */
    SPLIT_GAIN = 3,   /* edits that two pieces save at least */
    SPLIT_PART = 4,   /* words of each of the two */
    FAR = 100,        /* words left out silently that make two passages */
    FAR_MARKED = 500, /* the same where an ellipsis admits it */
    STITCHED = 150,   /* word error, per mille, of what is merely stitched */
    ELSEWHERE = 100,  /* … and of what is found with somebody else */
    ELSEWHERE_LEAST = 6, /* words of such a quotation */
    EVIDENCE = 8,        /* bits that equal words tell beyond finding a place */
    DOUBT = 4,           /* bits that one edit takes away */
    FRAGMENT_LEAST = 4   /* words of a fragment that, changed, tells anything */
};

const char *dt_verdict_name(enum dt_verdict verdict)
{
    static const char *const names[] = {
        "verbatim", "bracketed",       "elided",   "stitched",
        "altered",  "found-elsewhere", "not-found"};

    return names[verdict];
}

const char *dt_change_name(enum dt_change_kind kind)
{
    return kind == DT_CHANGE_NEGATION ? "negation"
           : kind == DT_CHANGE_NUMBER ? "number"
           : kind == DT_CHANGE_MODAL  ? "modal"
                                      : "subject";
}

int dt_judge_new(struct dt_judge **out, struct dt_err *err)
{
    struct dt_judge *judge = calloc(1, sizeof *judge);

    if (judge == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to judge quotations");
    judge->alignment = DT_ALIGNMENT_INIT;
    *out = judge;
    return DT_OK;
}

void dt_judge_free(struct dt_judge *judge)
{
    if (judge == NULL)
        return;
    dt_alignment_release(&judge->alignment);
    free(judge->parts);
    free(judge);
}

static int find_places(struct dt_judge *j, const struct dt_words *quote,
                       struct dt_occasion of, struct piece *p,
                       struct dt_err *err)
{
    p->place = j->place_count;
    p->places = 0;
    if (j->place_count + 2 * DT_ORIGINS >
        sizeof j->places / sizeof j->places[0])
        return DT_OK;
    int rc = dt_transcripts_find(j->t, quote->items + p->first,
                                 p->last - p->first, of, j->places + p->place,
                                 &p->places, err);
    j->place_count += p->places;
    return rc;
}

/* Back to the pieces as they were cut, for another transcript. */
static void restore(struct dt_judge *j)
{
    memcpy(j->pieces, j->whole, j->whole_count * sizeof *j->whole);
    j->count = j->whole_count;
    j->place_count = j->whole_places;
}

/* Cut the quotation at its ellipses and where an attribution stands in it. */
static int cut(struct dt_judge *j, const struct dt_words *quote,
               struct dt_occasion of, struct dt_err *err)
{
    int rc = DT_OK;

    j->count = 0;
    j->place_count = 0;
    for (uint32_t i = 0; i < quote->count; i++) {
        uint32_t marks = quote->items[i].marks;
        struct piece *last = j->count ? &j->pieces[j->count - 1] : NULL;
        enum join join = marks & DT_MARK_FRAGMENT ? JOIN_FRAGMENT
                         : marks & DT_MARK_GAP    ? JOIN_GAP
                                                  : JOIN_SPAN;

        if (last != NULL && i - last->first < DT_JUDGE_PIECE &&
            !(marks & (DT_MARK_GAP | DT_MARK_SPAN | DT_MARK_FRAGMENT))) {
            last->last = i + 1;
            continue;
        }
        if (j->count == DT_JUDGE_PIECES)
            break;
        j->pieces[j->count++] = (struct piece){
            .first = i, .last = i + 1, .join = last ? join : JOIN_START};
    }
    for (size_t i = 0; i < j->count && rc == DT_OK; i++)
        rc = find_places(j, quote, of, &j->pieces[i], err);
    memcpy(j->whole, j->pieces, j->count * sizeof *j->whole);
    j->whole_count = j->count;
    j->whole_places = j->place_count;
    return rc;
}

struct candidate {
    uint32_t transcript;
    uint64_t score;
    bool mine;
};

/* The transcripts that most of the quotation may come from. */
static size_t rank(const struct dt_judge *j, struct dt_occasion of,
                   struct candidate best[TRIED])
{
    size_t count = 0;

    for (size_t i = 0; i < j->place_count; i++) {
        struct candidate c = {j->places[i].transcript, 0, false};
        size_t at;
        bool known = false;

        for (size_t k = 0; k < count; k++)
            known = known || best[k].transcript == c.transcript;
        if (known)
            continue;
        c.mine = dt_occasion_is(j->t->items[c.transcript].of, of);
        for (size_t p = 0; p < j->count; p++) {
            uint32_t most = 0;

            for (size_t k = 0; k < j->pieces[p].places; k++) {
                const struct dt_origin *place =
                    &j->places[j->pieces[p].place + k];

                if (place->transcript == c.transcript && place->score > most)
                    most = place->score;
            }
            c.score += most;
        }
        for (at = count; at > 0; at--) {
            const struct candidate *b = &best[at - 1];

            if (c.mine != b->mine ? b->mine : b->score >= c.score)
                break;
            if (at < TRIED)
                best[at] = best[at - 1];
        }
        if (at < TRIED) {
            best[at] = c;
            count += count < TRIED;
        }
    }
    return count;
}

struct window {
    uint32_t first, last; /* words of all transcripts */
};

static struct window window_at(const struct dt_judge *j, uint32_t transcript,
                               int64_t begin, size_t words)
{
    const struct dt_transcript *t = &j->t->items[transcript];
    int64_t slack = (int64_t)words / 2 + SLACK;
    int64_t first = begin - slack, last = begin + (int64_t)words + slack;

    if (first < t->first)
        first = t->first;
    if (last > t->last)
        last = t->last;
    if (last < first)
        last = first;
    return (struct window){(uint32_t)first, (uint32_t)last};
}

/* The windows of a transcript in which a piece may stand; returns how many. */
static size_t windows_of(const struct dt_judge *j, const struct piece *p,
                         uint32_t transcript, struct window *out)
{
    size_t count = 0;

    for (size_t k = 0; k < p->places; k++) {
        const struct dt_origin *place = &j->places[p->place + k];

        if (place->transcript == transcript &&
            place->score * WORTH >= j->places[p->place].score)
            out[count++] = window_at(j, transcript, place->begin,
                                     p->last - p->first);
    }
    if (count == 0 && p > j->pieces && p[-1].source_end > 0)
        out[count++] = window_at(j, transcript, p[-1].source_end,
                                 (size_t)2 * BEHIND);
    return count;
}

static int keep_parts(struct dt_judge *j, struct piece *p, uint32_t base,
                      struct dt_err *err)
{
    const struct dt_alignment *a = &j->alignment;

    p->part = j->part_count;
    p->parts = a->count;
    if (j->part_count + a->count > j->part_cap) {
        size_t cap = (j->part_count + a->count) * 2;
        void *grown = realloc(j->parts, cap * sizeof *j->parts);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        j->parts = grown;
        j->part_cap = cap;
    }
    for (size_t i = 0; i < a->count; i++) {
        struct dt_align_part part = a->parts[i];

        part.quote += p->first;
        part.quote_end += p->first;
        part.source += base;
        part.source_end += base;
        j->parts[j->part_count++] = part;
    }
    p->edits = a->edits;
    p->source = base + (uint32_t)a->source;
    p->source_end = base + (uint32_t)a->source_end;
    return DT_OK;
}

/* Align one piece with the best of its windows. */
static int align_piece(struct dt_judge *j, const struct dt_words *quote,
                       struct piece *p, uint32_t transcript, struct dt_err *err)
{
    struct window windows[2 * DT_ORIGINS + 1];
    size_t count = windows_of(j, p, transcript, windows), best = SIZE_MAX;
    size_t best_distance = 0;
    int rc = DT_OK;

    p->edits = p->last - p->first;
    p->parts = 0;
    p->source = p->source_end = 0;
    for (size_t k = 0; k < count && rc == DT_OK; k++) {
        const struct window *w = &windows[k];
        size_t distance = 0;

        rc = dt_align(&j->alignment, quote->items + p->first,
                      p->last - p->first, j->t->words.items + w->first,
                      w->last - w->first, err);
        if (rc != DT_OK)
            break;
        if (p > j->pieces) { /* of equals, the next in reading order */
            size_t from = p[-1].source_end;
            size_t begin = w->first + j->alignment.source;

            distance = begin >= from ? begin - from : from - begin + FAR;
        }
        if (j->alignment.edits < p->edits ||
            (best != SIZE_MAX && j->alignment.edits == p->edits &&
             distance < best_distance)) {
            best = k;
            best_distance = distance;
            rc = keep_parts(j, p, w->first, err);
        }
    }
    return rc;
}

/* Whether two places explain a piece much better than one; then cut it. */
static int split_piece(struct dt_judge *j, const struct dt_words *quote,
                       size_t index, uint32_t transcript, bool *done,
                       struct dt_err *err)
{
    struct piece *p = &j->pieces[index];
    size_t words = p->last - p->first, best = p->edits, at = 0;
    struct window windows[2 * DT_ORIGINS + 1];
    size_t count = windows_of(j, p, transcript, windows);

    *done = false;
    if (words < SPLIT_LEAST || j->count == DT_JUDGE_PIECES ||
        p->edits < SPLIT_GAIN)
        return DT_OK;
    for (size_t a = 0; a < count; a++) {
        int rc = dt_align_edges(&j->alignment, quote->items + p->first, words,
                                j->t->words.items + windows[a].first,
                                windows[a].last - windows[a].first, 0, j->ahead,
                                err);

        for (size_t b = 0; b < count && rc == DT_OK; b++) {
            if (a == b)
                continue;
            rc = dt_align_edges(&j->alignment, quote->items + p->first, words,
                                j->t->words.items + windows[b].first,
                                windows[b].last - windows[b].first, 1, j->back,
                                err);
            for (size_t i = SPLIT_PART; i + SPLIT_PART <= words; i++)
                if ((size_t)j->ahead[i] + j->back[i] < best) {
                    best = (size_t)j->ahead[i] + j->back[i];
                    at = i;
                }
        }
        if (rc != DT_OK)
            return rc;
    }
    if (best + SPLIT_GAIN > p->edits || at == 0)
        return DT_OK;
    memmove(p + 2, p + 1, (j->count - index - 1) * sizeof *p);
    j->count++;
    p[1] = p[0];
    p[1].first = p[0].last = p[0].first + (uint32_t)at;
    p[1].join = JOIN_SPLIT;
    *done = true;
    return DT_OK;
}

/* The most edits with which so many words are still one quotation. */
static size_t tolerance(size_t words)
{
    if (words <= 3)
        return 0;
    if (words <= 6)
        return words / 3;
    return words * 11 / 20;
}

/*
 * Several fragments in one clause are several quotations: one that is not
 * there does not take the others with it.
 */
static bool is_found(struct dt_judge *j, const struct dt_words *quote,
                     size_t *edits)
{
    bool fragments = false, found = false;

    for (size_t i = 1; i < j->count; i++)
        fragments = fragments || j->pieces[i].join == JOIN_FRAGMENT;
    if (!fragments)
        return *edits <= tolerance(quote->count);
    *edits = 0;
    for (size_t i = 0; i < j->count; i++) {
        struct piece *p = &j->pieces[i];
        size_t words = p->last - p->first;

        if (p->edits > tolerance(words)) {
            p->edits = words;
            p->parts = 0;
        }
        found = found ||
                (p->parts > 0 && (words >= FRAGMENT_LEAST || p->edits == 0));
        *edits += p->edits;
    }
    return found;
}

/*
 * Whether so many words agree, and such rare ones, that it is no accident.
 * Where many words were said, common ones meet somewhere.
 */
static bool is_telling(const struct dt_judge *j, const struct dt_words *quote)
{
    int64_t place = EVIDENCE, bits = 0;

    for (size_t words = j->t->words.count; words > 1; words >>= 1)
        place++;
    for (size_t i = 0; i < j->count; i++) {
        const struct piece *p = &j->pieces[i];

        if (p->parts == 0)
            continue;
        bits -= (int64_t)p->edits * DOUBT;
        if (i > 0 && p->join == JOIN_SPLIT)
            bits -= place;
        for (size_t k = 0; k < p->parts; k++) {
            const struct dt_align_part *part = &j->parts[p->part + k];

            for (size_t w = part->quote;
                 part->op == DT_ALIGN_EQUAL && w < part->quote_end; w++)
                bits += dt_transcripts_bits(j->t, &quote->items[w]);
        }
    }
    return bits >= place;
}

static bool has_brackets(const struct dt_words *quote)
{
    for (size_t i = 0; i < quote->count; i++)
        if (quote->items[i].marks & DT_MARK_BRACKET)
            return true;
    return false;
}

static int align_all(struct dt_judge *j, const struct dt_words *quote,
                     struct dt_occasion of, uint32_t transcript, size_t *edits,
                     struct dt_err *err)
{
    j->part_count = 0;
    for (size_t i = 0; i < j->count;) {
        struct piece *p = &j->pieces[i];
        bool split = false;
        int rc = align_piece(j, quote, p, transcript, err);

        if (rc == DT_OK)
            rc = split_piece(j, quote, i, transcript, &split, err);
        if (rc == DT_OK && split) {
            rc = find_places(j, quote, of, p, err);
            if (rc == DT_OK)
                rc = find_places(j, quote, of, p + 1, err);
        }
        if (rc != DT_OK)
            return rc;
        i += !split;
    }
    *edits = 0;
    for (size_t i = 0; i < j->count; i++)
        *edits += j->pieces[i].edits;
    return DT_OK;
}

/* What the pieces' order and distance say when all words are right. */
static enum dt_verdict judge_order(const struct dt_judge *j)
{
    bool elided = false;

    for (size_t i = 1; i < j->count; i++) {
        const struct piece *p = &j->pieces[i];
        uint32_t from = p[-1].source_end;

        if (p->parts == 0 || p[-1].parts == 0 || p->join == JOIN_FRAGMENT)
            continue;
        if (p->source < from || p->join == JOIN_SPLIT ||
            p->source - from > (p->join == JOIN_GAP ? FAR_MARKED : FAR))
            return DT_VERDICT_STITCHED;
        elided = elided || p->source > from || p->join == JOIN_GAP;
    }
    return elided ? DT_VERDICT_ELIDED : DT_VERDICT_VERBATIM;
}

static int conclude(const struct dt_judge *j, const struct dt_words *quote,
                    const struct candidate *found, size_t edits,
                    struct dt_fidelity *f, struct dt_err *err)
{
    enum dt_verdict order = judge_order(j);
    int rc;

    f->transcript = found->transcript;
    f->word_error =
        (unsigned)((edits * 1000 + quote->count / 2) / quote->count);
    rc = dt_judge_put_parts(j, quote, f, err);
    if (!found->mine)
        f->verdict = DT_VERDICT_ELSEWHERE;
    else if (edits > 0 &&
             (order != DT_VERDICT_STITCHED || f->word_error > STITCHED))
        f->verdict = DT_VERDICT_ALTERED;
    else if (order != DT_VERDICT_VERBATIM)
        f->verdict = order;
    else
        f->verdict = has_brackets(quote) ? DT_VERDICT_BRACKETED
                                         : DT_VERDICT_VERBATIM;
    return rc;
}

/* The very words of the speaker are his, however common they are. */
static bool needs_telling(const struct dt_words *quote, size_t edits,
                          const struct candidate *found)
{
    return edits > 0 || !found->mine || has_brackets(quote);
}

int dt_fidelity_judge(struct dt_judge *j, const struct dt_transcripts *t,
                      const struct dt_words *quote, struct dt_occasion of,
                      struct dt_fidelity *f, struct dt_err *err)
{
    struct candidate best[TRIED];
    size_t tried, chosen = SIZE_MAX, least = SIZE_MAX, edits = 0;
    int rc;

    f->verdict = DT_VERDICT_NOT_FOUND;
    f->transcript = UINT32_MAX;
    f->word_error = 0;
    f->changed = 0;
    f->count = 0;
    if (quote->count == 0)
        return DT_OK;
    j->t = t;
    rc = cut(j, quote, of, err);
    tried = rc == DT_OK ? rank(j, of, best) : 0;
    for (size_t i = 0; i < tried && rc == DT_OK; i++) {
        restore(j);
        if (rc == DT_OK)
            rc = align_all(j, quote, of, best[i].transcript, &edits, err);
        if (rc != DT_OK || !is_found(j, quote, &edits) || edits >= least ||
            (needs_telling(quote, edits, &best[i]) && !is_telling(j, quote)) ||
            (!best[i].mine &&
             (chosen != SIZE_MAX || quote->count < ELSEWHERE_LEAST ||
              edits * 1000 > quote->count * ELSEWHERE)))
            continue;
        least = edits;
        chosen = i;
    }
    if (rc != DT_OK || chosen == SIZE_MAX)
        return rc;
    if (chosen + 1 < tried) {
        restore(j);
        if (rc == DT_OK)
            rc = align_all(j, quote, of, best[chosen].transcript, &edits, err);
    }
    if (rc != DT_OK)
        return rc;
    (void)is_found(j, quote, &edits);
    return conclude(j, quote, &best[chosen], edits, f, err);
}

void dt_fidelity_release(struct dt_fidelity *f)
{
    free(f->parts);
    *f = DT_FIDELITY_INIT;
}
