/* The pieces of a quotation, aligned with a transcript (judge.h). */
#include <stdlib.h>
#include <string.h>

#include "statement/judge.h"

enum {
    WORTH = 6,       /* of the best score one in so many parts is looked at */
    SLACK = 8,       /* words beside where a piece should stand */
    BEHIND = 400,    /* words searched behind the piece before */
    SPLIT_LEAST = 8, /* words of a piece that is tried as two */
    SPLIT_GAIN = 3,  /* edits that two pieces save at least */
    SPLIT_PART = 4   /* words of each of the two */
};

void dt_judge_find_places(struct dt_judge *j, const struct dt_words *quote,
                          struct dt_occasion of, struct piece *p)
{
    p->place = j->place_count;
    p->places = 0;
    if (j->place_count + 2 * DT_ORIGINS >
        sizeof j->places / sizeof j->places[0])
        return;
    dt_transcripts_find(j->t, j->search, quote->items + p->first,
                        p->last - p->first, of, j->places + p->place,
                        &p->places);
    j->place_count += p->places;
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

/* Where a piece is looked for behind one that ends somewhere in [from, to]. */
static struct window window_behind(const struct dt_judge *j,
                                   uint32_t transcript, uint32_t from,
                                   uint32_t to)
{
    return (struct window){
        window_at(j, transcript, from, (size_t)2 * BEHIND).first,
        window_at(j, transcript, to, (size_t)2 * BEHIND).last};
}

/* The windows at a piece's places in a transcript; returns how many. */
static size_t windows_at_places(const struct dt_judge *j, const struct piece *p,
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
    return count;
}

/* The windows in which a piece may stand, when those before it are aligned. */
static size_t windows_of(const struct dt_judge *j, const struct piece *p,
                         uint32_t transcript, struct window *out)
{
    size_t count = windows_at_places(j, p, transcript, out);

    if (count == 0 && p > j->pieces && p[-1].source_end > 0)
        out[count++] = window_behind(j, transcript, p[-1].source_end,
                                     p[-1].source_end);
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

/* Fill the piece's bounds; false: some words cost nothing. */
static bool bound_windows(struct dt_judge *j, const struct dt_words *quote,
                          const struct piece *p, const struct window *windows,
                          size_t count)
{
    if (!dt_edits_quote(&j->edits, quote->items + p->first, p->last - p->first))
        return false;
    for (size_t k = 0; k < count; k++)
        if (!dt_edits_rows(&j->edits, j->t->words.items + windows[k].first,
                           windows[k].last - windows[k].first,
                           j->bound.ahead[k], j->bound.back[k]))
            return false;
    return true;
}

/* The least edits of a piece with one window, by its bounds. */
static size_t least_of(const struct dt_judge *j, const struct piece *p,
                       size_t windows)
{
    size_t least = p->last - p->first;

    for (size_t k = 0; k < windows; k++)
        if (j->bound.ahead[k][p->last - p->first] < least)
            least = j->bound.ahead[k][p->last - p->first];
    return least;
}

/* The least edits of the first words here and the others there. */
static size_t least_split(const uint16_t *ahead, const uint16_t *back,
                          size_t words)
{
    size_t least = SIZE_MAX;

    for (size_t i = SPLIT_PART; i + SPLIT_PART <= words; i++)
        if ((size_t)ahead[i] + back[i] < least)
            least = (size_t)ahead[i] + back[i];
    return least;
}

/* Whether two windows may explain a piece of so many edits much better. */
static bool may_split(const struct dt_judge *j, const struct piece *p,
                      size_t edits, size_t windows)
{
    for (size_t a = 0; a < windows; a++)
        for (size_t b = 0; b < windows; b++)
            if (a != b && least_split(j->bound.ahead[a], j->bound.back[b],
                                      p->last - p->first) +
                                  SPLIT_GAIN <=
                              edits)
                return true;
    return false;
}

/*
 * What the words of a piece that are in its windows tell, if nothing is left
 * out and put in for free: beside a negation other words count too.
 */
static int64_t most_bits(const struct dt_judge *j, const struct dt_words *quote,
                         const struct piece *p)
{
    int64_t bits = 0;

    if (j->edits.marks & DT_MARK_NEGATION)
        return INT32_MAX;
    for (uint32_t i = p->first; i < p->last; i++)
        if (j->edits.met[j->edits.kind[i - p->first]])
            bits += dt_transcripts_bits(j->t, &quote->items[i]);
    return bits;
}

static bool is_too_short(const struct dt_judge *j, size_t words, size_t edits)
{
    return words < SPLIT_LEAST || j->count == DT_JUDGE_PIECES ||
           edits < SPLIT_GAIN;
}

/* The same in one window, where a piece cannot be split. */
static bool bound_window(struct dt_judge *j, const struct dt_words *quote,
                         struct piece *p, struct window w)
{
    if (w.last - w.first > DT_EDITS_SOURCE ||
        !dt_edits_quote(&j->edits, quote->items + p->first,
                        p->last - p->first) ||
        !dt_edits_least(&j->edits, j->t->words.items + w.first,
                        w.last - w.first, &p->edits))
        return false;
    p->bits = most_bits(j, quote, p);
    p->source = w.first;
    p->source_end = w.last;
    return true;
}

/* The same of a piece of no place, wherever the one before it ends. */
static bool bound_behind(struct dt_judge *j, const struct dt_words *quote,
                         struct piece *p, uint32_t transcript)
{
    if (p > j->pieces && p[-1].source_end > 0)
        return bound_window(
            j, quote, p,
            window_behind(j, transcript, p[-1].source, p[-1].source_end));
    p->edits = p->last - p->first;
    p->bits = 0;
    p->source = p->source_end = 0;
    return true;
}

/* Note the stretch in which a piece stands, in whichever window. */
static void span_windows(struct piece *p, const struct window *windows,
                         size_t count)
{
    p->source = windows[0].first;
    p->source_end = windows[0].last;
    for (size_t k = 1; k < count; k++) {
        if (windows[k].first < p->source)
            p->source = windows[k].first;
        if (windows[k].last > p->source_end)
            p->source_end = windows[k].last;
    }
}

static bool bound_piece(struct dt_judge *j, const struct dt_words *quote,
                        struct piece *p, uint32_t transcript)
{
    struct window windows[DT_JUDGE_WINDOWS];
    size_t count = windows_at_places(j, p, transcript, windows), most;

    if (count == 0)
        return bound_behind(j, quote, p, transcript);
    if (count == 1)
        return bound_window(j, quote, p, windows[0]);
    if (!bound_windows(j, quote, p, windows, count))
        return false;
    p->edits = least_of(j, p, count);
    p->bits = most_bits(j, quote, p);
    span_windows(p, windows, count);
    most = dt_edits_most(p->edits);
    return is_too_short(j, p->last - p->first, most) ||
           !may_split(j, p, most, count);
}

bool dt_judge_bound(struct dt_judge *j, const struct dt_words *quote,
                    uint32_t transcript)
{
    for (size_t i = 0; i < j->count; i++)
        if (!bound_piece(j, quote, &j->pieces[i], transcript))
            return false;
    return true;
}

static int align_window(struct dt_judge *j, const struct dt_words *quote,
                        const struct piece *p, const struct window *w,
                        const uint16_t *rest, struct dt_err *err)
{
    return dt_align(&j->alignment, quote->items + p->first, p->last - p->first,
                    j->t->words.items + w->first, w->last - w->first, rest,
                    err);
}

/* Align one piece with the best of its windows. */
static int align_piece(struct dt_judge *j, const struct dt_words *quote,
                       struct piece *p, uint32_t transcript, struct dt_err *err)
{
    const size_t words = p->last - p->first;
    struct window windows[DT_JUDGE_WINDOWS];
    size_t count = windows_of(j, p, transcript, windows), best = SIZE_MAX;
    bool known = bound_windows(j, quote, p, windows, count);
    size_t most = known ? dt_edits_most(least_of(j, p, count)) : words;
    size_t best_distance = 0;
    int rc = DT_OK;

    p->edits = words;
    p->parts = 0;
    p->source = p->source_end = 0;
    for (size_t k = 0; k < count && rc == DT_OK; k++) {
        const struct window *w = &windows[k];
        size_t distance = 0;

        if (known && j->bound.ahead[k][words] > most)
            continue;
        rc = align_window(j, quote, p, w, known ? j->bound.back[k] : NULL, err);
        if (rc != DT_OK)
            break;
        if (p > j->pieces) { /* of equals, the next in reading order */
            size_t from = p[-1].source_end;
            size_t begin = w->first + j->alignment.source;

            distance = begin >= from ? begin - from
                                     : from - begin + DT_JUDGE_FAR;
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

/* The edges of a window, unless they are known already. */
static int take_edges(struct dt_judge *j, const struct dt_words *quote,
                      const struct piece *p, const struct window *w, bool back,
                      uint16_t *edges, bool *known, struct dt_err *err)
{
    if (*known)
        return DT_OK;
    *known = true;
    return dt_align_edges(&j->alignment, quote->items + p->first,
                          p->last - p->first, j->t->words.items + w->first,
                          w->last - w->first, back, edges, err);
}

/* Where a piece is best cut, and the edits that are left then. */
static int find_split(struct dt_judge *j, const struct dt_words *quote,
                      const struct piece *p, uint32_t transcript, size_t *best,
                      size_t *at, struct dt_err *err)
{
    const size_t words = p->last - p->first;
    struct window windows[DT_JUDGE_WINDOWS];
    bool ahead[DT_JUDGE_WINDOWS] = {false}, back[DT_JUDGE_WINDOWS] = {false};
    size_t count = windows_of(j, p, transcript, windows);
    bool known = bound_windows(j, quote, p, windows, count);
    int rc = DT_OK;

    if (known && !may_split(j, p, p->edits, count))
        return DT_OK;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count && rc == DT_OK; b++) {
            if (a == b ||
                (known && least_split(j->bound.ahead[a], j->bound.back[b],
                                      words) >= *best))
                continue;
            rc = take_edges(j, quote, p, &windows[a], false, j->edge.ahead[a],
                            &ahead[a], err);
            if (rc == DT_OK)
                rc = take_edges(j, quote, p, &windows[b], true, j->edge.back[b],
                                &back[b], err);
            for (size_t i = SPLIT_PART; rc == DT_OK && i + SPLIT_PART <= words;
                 i++)
                if ((size_t)j->edge.ahead[a][i] + j->edge.back[b][i] < *best) {
                    *best = (size_t)j->edge.ahead[a][i] + j->edge.back[b][i];
                    *at = i;
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
    size_t best = p->edits, at = 0;
    int rc;

    *done = false;
    if (is_too_short(j, p->last - p->first, p->edits))
        return DT_OK;
    rc = find_split(j, quote, p, transcript, &best, &at, err);
    if (rc < 0 || best + SPLIT_GAIN > p->edits || at == 0)
        return rc;
    memmove(p + 2, p + 1, (j->count - index - 1) * sizeof *p);
    j->count++;
    p[1] = p[0];
    p[1].first = p[0].last = p[0].first + (uint32_t)at;
    p[1].join = JOIN_SPLIT;
    *done = true;
    return DT_OK;
}

int dt_judge_align(struct dt_judge *j, const struct dt_words *quote,
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
            dt_judge_find_places(j, quote, of, p);
            dt_judge_find_places(j, quote, of, p + 1);
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
