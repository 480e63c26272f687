/*
 * number_name.h - the numbers that words mean: "twenty" is 20, "dix-sept" 17.
 *
 * Layer   statement. For words.c alone. The names of a language are its list
 *         numbers.txt; rules/en/numbers.txt tells how a line reads.
 */
#ifndef DT_STATEMENT_NUMBER_NAME_H
#define DT_STATEMENT_NUMBER_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct dt_number {
    size_t language; /* its number in lists.h */
    struct dt_str name;
    uint64_t id;    /* the hash of its figures, or of what it is called */
    unsigned value; /* of a ten or a one; else 0 */
    bool leads;     /* of a pair: only its first word is this number */
};

/* Of a folded word: FNV-1a with 64 bits, its bits mixed at the end. */
uint64_t dt_number_hash(struct dt_str text);

/* The number that a folded word of this hash means, or NULL. */
const struct dt_number *dt_number_named(size_t language, struct dt_str word,
                                        uint64_t hash);

/* The number that two words in a row mean, by their hashes; or NULL. */
const struct dt_number *dt_number_of_pair(size_t language, uint64_t first,
                                          uint64_t second);

#endif
