/*
 * names.h - names of people in the lines that carry them.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_NAMES_H
#define DT_ARTICLE_NAMES_H

#include <stdbool.h>

#include "article/claim.h"

enum { DT_NAMES_MOST = 32 };

/* How much a line is known to be a byline. */
enum dt_names_how {
    /*
     * Not at all: only what looks like people's names counts, and a line that
     * begins with anything else gives none.
     */
    DT_NAMES_STRICT,
    /*
     * It is marked as the author: one short phrase that names somebody
     * ("der Michel") counts too, unless it is an organisation's.
     */
    DT_NAMES_MARKED,
    /*
     * As DT_NAMES_MARKED, in a meta element, which may be the same on every
     * page: what is named after the site is no author.
     */
    DT_NAMES_META,
    /* As DT_NAMES_META, and "Muster, Anna" is one name, family name first. */
    DT_NAMES_INVERTED,
    /*
     * As DT_NAMES_MARKED, and declared to be a person: in lower case, too.
     */
    DT_NAMES_PERSON,
    /*
     * It is declared to be the author, and no person was found: organisations,
     * newsrooms and the publisher count too.
     */
    DT_NAMES_ANYBODY
};

/* Names in a line, as they stand there. */
struct dt_names {
    struct dt_str items[DT_NAMES_MOST];
    size_t count;
};

/*
 * Whether text looks like a person's name: two to five words that begin in
 * upper case ("van", "de" and such may not), without digits, job words or
 * other punctuation than stops, hyphens and apostrophes.
 */
bool dt_names_is_person(struct dt_draft *draft, struct dt_str text);

/*
 * The names in a byline: "By X and Y, health reporter" has X and Y. Slices of
 * line; addresses, accounts ("@x"), jobs, places, dates, organisations and
 * "admin" are none.
 */
void dt_names_find(struct dt_draft *draft, struct dt_str line,
                   enum dt_names_how how, struct dt_names *out);

/*
 * Whether text may be a name of East Asia, of two to five signs or of parts
 * with dots between them: not a job, nor with the ending of an organisation.
 */
bool dt_names_is_signs(struct dt_draft *draft, struct dt_str text);

/*
 * "홍길동기자": a name of signs without the job right behind it, or, where it is
 * known to be one's, right before it ("记者王小明").
 */
struct dt_str dt_names_without_signs_job(struct dt_draft *draft,
                                         struct dt_str name, bool marked);

/* Bytes of a label right before a name of signs ("記者王小明/台北報導"), or 0. */
size_t dt_names_signs_label(struct dt_draft *draft, struct dt_str line);

/*
 * A line with the marks of ASCII for those of full width, of the draft's arena.
 * NULL: err is filled.
 */
const char *dt_names_plain(struct dt_draft *draft, struct dt_str line,
                           struct dt_err *err);

/*
 * Claim the names in a byline for the metadata, but for the publisher's own
 * (unless how is DT_NAMES_ANYBODY) and for a name that the place has given
 * already.
 */
int dt_names_claim(struct dt_draft *draft, struct dt_str line,
                   enum dt_names_how how, struct dt_claim_place place,
                   struct dt_err *err);

/*
 * dt_names_claim() of a line of the article's text; strict says whether it may
 * only hold names.
 */
int dt_names_add(struct dt_draft *draft, struct dt_str line, bool strict,
                 struct dt_err *err);

/*
 * Whether a line is a byline: words that announce one, and behind them names,
 * or in a few words a job or a newsroom ("By our health correspondent").
 */
bool dt_names_is_byline(struct dt_draft *draft, struct dt_str line);

/*
 * The name before the colon of "Name: the rest", a title or a turn: bytes of
 * it, or 0.
 */
size_t dt_names_label(struct dt_draft *draft, struct dt_str line);

#endif
