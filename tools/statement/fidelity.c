#include "statement/judge.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    TRIED = 3,           /* transcripts aligned for one quotation */
    FAR_MARKED = 500,    /* the same where an ellipsis admits it */
    STITCHED = 150,      /* word error, per mille, of what is merely stitched */
    ELSEWHERE = 100,     /* … and of what is found with somebody else */
    ELSEWHERE_LEAST = 6, /* words of such a quotation */
    EVIDENCE = 8,        /* bits that equal words tell beyond finding a place */
    DOUBT = 4,           /* bits that one edit takes away */
    SHORT = 6,           /* words of which few may differ */
    NEGATED = 2,         /* edits beside which a negation is: does not belong */
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
    dt_edits_init(&judge->edits);
    *out = judge;
    return dt_transcript_search_new(&judge->search, err);
}

void dt_judge_free(struct dt_judge *judge)
{
    if (judge == NULL)
        return;
    dt_alignment_release(&judge->alignment);
    dt_transcript_search_free(judge->search);
    free(judge->parts);
    free(judge);
}

/* Back to the pieces as they were cut, for another transcript. */
static void restore(struct dt_judge *j)
{
    memcpy(j->pieces, j->whole, j->whole_count * sizeof *j->whole);
    j->count = j->whole_count;
    j->place_count = j->whole_places;
}

/* Cut the quotation at its ellipses and where an attribution stands in it. */
static void cut(struct dt_judge *j, const struct dt_words *quote,
                struct dt_occasion of)
{
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
    for (size_t i = 0; i < j->count; i++)
        dt_judge_find_places(j, quote, of, &j->pieces[i]);
    memcpy(j->whole, j->pieces, j->count * sizeof *j->whole);
    j->whole_count = j->count;
    j->whole_places = j->place_count;
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

/* The most edits with which so many words are still one quotation. */
static size_t tolerance(size_t words)
{
    if (words <= 3)
        return 0;
    if (words <= SHORT)
        return words / 3;
    return words * 11 / 20;
}

/* The same where some may be a negation, which is no other sentence. */
static size_t negated_tolerance(size_t words)
{
    size_t most = tolerance(words);

    return most > 0 && words <= SHORT ? most + NEGATED : most;
}

/* The edits of a piece that are no negation. */
static size_t differences(const struct dt_judge *j,
                          const struct dt_words *quote, const struct piece *p)
{
    return p->edits - dt_judge_count_negated(j, quote, p).edits;
}

static bool has_fragments(const struct dt_judge *j)
{
    for (size_t i = 1; i < j->count; i++)
        if (j->pieces[i].join == JOIN_FRAGMENT)
            return true;
    return false;
}

/* The bits of a place: where many words were said, common ones meet. */
static int64_t bits_of_place(const struct dt_judge *j)
{
    int64_t bits = EVIDENCE;

    for (size_t words = j->t->words.count; words > 1; words >>= 1)
        bits++;
    return bits;
}

/* What the words of a piece tell that agree, less what the others do. */
static int64_t bits_of_piece(const struct dt_judge *j,
                             const struct dt_words *quote,
                             const struct piece *p)
{
    const struct dt_negated negated = dt_judge_count_negated(j, quote, p);
    int64_t bits = negated.bits - (int64_t)(p->edits - negated.edits) * DOUBT;

    for (size_t k = 0; k < p->parts; k++) {
        const struct dt_align_part *part = &j->parts[p->part + k];

        for (size_t w = part->quote;
             part->op == DT_ALIGN_EQUAL && w < part->quote_end; w++)
            bits += dt_transcripts_bits(j->t, &quote->items[w]);
    }
    return bits;
}

/* Whether so many words agree, and such rare ones, that it is no accident. */
static bool is_telling(const struct dt_judge *j, const struct dt_words *quote)
{
    const int64_t place = bits_of_place(j);
    int64_t bits = 0;

    for (size_t i = 0; i < j->count; i++) {
        const struct piece *p = &j->pieces[i];

        if (p->parts == 0)
            continue;
        bits += bits_of_piece(j, quote, p);
        if (i > 0 && p->join == JOIN_SPLIT)
            bits -= place;
    }
    return bits >= place;
}

/* The bits that tell so many words apart. */
static int64_t bits_of_distance(uint32_t from, uint32_t to)
{
    int64_t bits = 0;

    for (uint32_t words = to > from ? to - from : from - to; words > 0;
         words >>= 1)
        bits++;
    return bits;
}

/*
 * Whether a piece is not there: chance words alone agree. Near one that is
 * certain less tells its place.
 */
static bool is_chance(const struct dt_judge *j, size_t index)
{
    const int64_t place = bits_of_place(j);
    const struct piece *p = &j->pieces[index];
    int64_t least = INT64_MAX;

    for (size_t i = 0; i < j->count; i++) {
        const struct piece *other = &j->pieces[i];
        int64_t bits;

        if (other->parts == 0 || (other->edits > 0 && other->bits < place))
            continue;
        if (i == index)
            return false;
        bits = i < index ? bits_of_distance(other->source_end, p->source)
                         : bits_of_distance(p->source_end, other->source);
        least = bits < least ? bits : least;
    }
    return least < INT64_MAX && p->bits < least;
}

/* Take for not there what is found by chance words. */
static void drop_chance(struct dt_judge *j, const struct dt_words *quote,
                        size_t *edits)
{
    *edits = 0;
    for (size_t i = 0; i < j->count; i++)
        j->pieces[i].bits = bits_of_piece(j, quote, &j->pieces[i]);
    for (size_t i = 0; i < j->count; i++) {
        struct piece *p = &j->pieces[i];

        if (p->parts > 0 && is_chance(j, i)) {
            p->edits = p->last - p->first;
            p->parts = 0;
        }
        *edits += p->edits;
    }
}

/*
 * Several fragments in one clause are several quotations: one that is not
 * there does not take the others with it.
 */
static bool is_found(struct dt_judge *j, const struct dt_words *quote,
                     size_t *edits)
{
    bool found = false;

    if (!has_fragments(j)) {
        size_t count = 0;

        drop_chance(j, quote, edits);
        if (*edits > negated_tolerance(quote->count))
            return false;
        for (size_t i = 0; i < j->count; i++)
            count += differences(j, quote, &j->pieces[i]);
        return count <= tolerance(quote->count);
    }
    *edits = 0;
    for (size_t i = 0; i < j->count; i++) {
        struct piece *p = &j->pieces[i];
        size_t words = p->last - p->first;

        if (differences(j, quote, p) > tolerance(words)) {
            p->edits = words;
            p->parts = 0;
        }
        found = found ||
                (p->parts > 0 && (words >= FRAGMENT_LEAST || p->edits == 0));
        *edits += p->edits;
    }
    return found;
}

static bool has_brackets(const struct dt_words *quote)
{
    for (size_t i = 0; i < quote->count; i++)
        if (quote->items[i].marks & DT_MARK_BRACKET)
            return true;
    return false;
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
            p->source - from >
                (p->join == JOIN_GAP ? FAR_MARKED : DT_JUDGE_FAR))
            return DT_VERDICT_STITCHED;
        elided = elided || p->source > from || p->join == JOIN_GAP;
    }
    return elided ? DT_VERDICT_ELIDED : DT_VERDICT_VERBATIM;
}

static int conclude(const struct dt_judge *j, const struct dt_words *quote,
                    const struct candidate *found, size_t edits,
                    struct dt_fidelity *f, struct dt_err *err)
{
    const bool negated = dt_judge_hides_negation(j, quote);
    enum dt_verdict order = judge_order(j);
    int rc;

    f->transcript = found->transcript;
    f->word_error =
        (unsigned)((edits * 1000 + quote->count / 2) / quote->count);
    rc = dt_judge_put_parts(j, quote, f, err);
    if (negated)
        f->changed |= DT_CHANGE_NEGATION;
    if (!found->mine)
        f->verdict = DT_VERDICT_ELSEWHERE;
    else if (negated || (edits > 0 && (order != DT_VERDICT_STITCHED ||
                                       f->word_error > STITCHED)))
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

/* Whether a transcript need not be aligned: it cannot have the quotation. */
static bool is_hopeless(struct dt_judge *j, const struct dt_words *quote,
                        const struct candidate *candidate, size_t better)
{
    size_t edits = 0;
    int64_t bits = 0;
    bool found = false;

    if (!dt_judge_bound(j, quote, candidate->transcript))
        return false;
    for (size_t i = 0; i < j->count; i++) {
        const struct piece *p = &j->pieces[i];
        const int64_t told = p->bits - (int64_t)p->edits * DOUBT;

        edits += p->edits;
        bits += told > 0 ? told : 0;
        found = found || p->edits <= negated_tolerance(p->last - p->first);
    }
    if (!has_fragments(j))
        found = edits <= negated_tolerance(quote->count);
    return !found || edits >= better ||
           (needs_telling(quote, edits, candidate) && bits < bits_of_place(j));
}

void dt_fidelity_reset(struct dt_fidelity *f)
{
    f->verdict = DT_VERDICT_NOT_FOUND;
    f->transcript = UINT32_MAX;
    f->word_error = 0;
    f->changed = 0;
    f->count = 0;
}

int dt_fidelity_judge(struct dt_judge *j, const struct dt_transcripts *t,
                      const struct dt_words *quote, struct dt_occasion of,
                      struct dt_fidelity *f, struct dt_err *err)
{
    struct candidate best[TRIED];
    size_t tried, chosen = SIZE_MAX, least = SIZE_MAX, edits = 0;
    int rc = DT_OK;

    dt_fidelity_reset(f);
    if (quote->count == 0)
        return DT_OK;
    j->t = t;
    cut(j, quote, of);
    tried = rank(j, of, best);
    for (size_t i = 0; i < tried && rc == DT_OK; i++) {
        restore(j);
        if (is_hopeless(j, quote, &best[i], least))
            continue;
        rc = dt_judge_align(j, quote, of, best[i].transcript, &edits, err);
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
            rc = dt_judge_align(j, quote, of, best[chosen].transcript, &edits,
                                err);
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
