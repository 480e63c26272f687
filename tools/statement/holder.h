/*
 * holder.h - whom an office noun means: "the county's commissioner".
 *
 * Layer   statement. Only people of people.yaml whom the article names
 *         somewhere are considered.
 */
#ifndef DT_STATEMENT_HOLDER_H
#define DT_STATEMENT_HOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "source/people.h"

enum { DT_HOLDERS_MOST = 128 };

struct dt_holders {
    struct {
        const struct dt_person *person;
        size_t first; /* where the article first names her */
    } named[DT_HOLDERS_MOST];
    size_t count;
    const char *date; /* EDTF of the article, or NULL */
};

/* Find who is named in the text; people may be NULL. Linear in the text. */
void dt_holders_scan(struct dt_holders *h, const struct dt_people *people,
                     struct dt_str text, const char *date);

/* Whether noun is the whole name of an office that one of them ever held. */
bool dt_holders_is_office(const struct dt_holders *h, struct dt_str noun);

/*
 * The person who holds the office that noun ("chief engineer", without an
 * article) means at offset `at`. Among several the one who is named next,
 * provided that none of them was named before; or NULL.
 */
const struct dt_person *dt_holders_find(const struct dt_holders *h,
                                        struct dt_str noun, size_t at);

/* Those who can hold it, but for one alone: up to room of them; how many. */
size_t dt_holders_all(const struct dt_holders *h, struct dt_str noun,
                      const struct dt_person **out, size_t room);

#endif
