/*
 * people.h - who speaks: people.yaml, read and indexed by name.
 *
 * Layer   source. Everything belongs to the struct dt_people and lives until
 *         dt_people_free(). Texts are NFC, NUL-terminated; absent ones NULL.
 * Bounds  100,000 people, 64 names and 64 memberships each.
 */
#ifndef DT_SOURCE_PEOPLE_H
#define DT_SOURCE_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "source/notes.h"

struct dt_membership {
    const char *office;       /* "Chief Executive" */
    const char *organisation; /* "NHS Improvement"; may be NULL */
    const char *from, *until; /* EDTF, inclusive; NULL: open */
    int64_t first, last;      /* its days, from 1970-01-01; inclusive */
};

/* {"wikidata", "Q42"} */
struct dt_identifier {
    const char *scheme, *value;
};

enum dt_pronouns {
    DT_PRONOUNS_UNKNOWN,
    DT_PRONOUNS_SHE,
    DT_PRONOUNS_HE,
    DT_PRONOUNS_THEY
};

struct dt_person {
    const char *id; /* slug: [a-z0-9]+(-[a-z0-9]+)* */
    const char *name;
    const char **names; /* name, aliases, misspellings; all unique */
    size_t name_count;
    size_t alias_count;  /* names[1] .. names[alias_count] are aliases */
    const char **titles; /* "Dame": also names, in front of each name */
    size_t title_count;
    const struct dt_identifier *identifiers; /* sorted by scheme */
    size_t identifier_count;
    enum dt_pronouns pronouns;
    const struct dt_membership *memberships; /* in file order */
    size_t membership_count;
    unsigned line; /* in people.yaml, from 1 */
};

struct dt_people {
    const struct dt_person *items; /* sorted by id */
    size_t count;
    char sha256[65]; /* of the file's bytes */
    struct dt_notes notes;
    struct dt_people_index *index;
};

/*
 * Read path. DT_EFORMAT with file:line for an unknown key, a wrong type, an
 * impossible date, an id used twice, or a name that two people claim
 * (with both lines). Absent file: DT_EIO.
 */
int dt_people_load(const char *path, struct dt_people **out,
                   struct dt_err *err);

/* As dt_people_load(), of bytes in memory; path is for messages. */
int dt_people_read(struct dt_str bytes, const char *path,
                   struct dt_people **out, struct dt_err *err);

void dt_people_free(struct dt_people *people);

/* The person with this id, or NULL. */
const struct dt_person *dt_people_by_id(const struct dt_people *people,
                                        struct dt_str id);

/*
 * Append what to say of an id that nobody has: "is not in people.yaml", and
 * whose it may be meant for, or what to do.
 */
struct dt_buf;
void dt_people_unknown(const struct dt_people *people, struct dt_str id,
                       struct dt_buf *out);

/*
 * The person one of whose names this is, with a title in front or without, to
 * the byte but for curly apostrophes, runs of white space and a full stop
 * at the end; or NULL.
 */
const struct dt_person *dt_people_by_name(const struct dt_people *people,
                                          struct dt_str name);

/*
 * Every person whose last name (the last word of the name, or of a misspelling
 * of several words) this is: how many, and the first `room` of them in out,
 * sorted by id.
 */
size_t dt_people_by_surname(const struct dt_people *people,
                            struct dt_str surname, const struct dt_person **out,
                            size_t room);

/* The same of everybody who ever held the office, whose case does not matter. */
size_t dt_people_by_office(const struct dt_people *people, struct dt_str office,
                           const struct dt_person **out, size_t room);

/*
 * The longest name of anybody, with a title in front or without, that starts
 * at byte `at` of text and ends at a word's end: its person, with *len set;
 * or NULL. Case counts. "Voss" ends before "'s" and "-led", but not in
 * "Voss-Taylor". Costs a look-up for each word that a name goes on for.
 */
const struct dt_person *dt_people_match(const struct dt_people *people,
                                        struct dt_str text, size_t at,
                                        size_t *len);

/*
 * The membership held on the EDTF date, if it is one: NULL when the date
 * has no year, when none is held, when two may be, or when the one may have
 * begun or ended within the days that the date can mean. *count: how many
 * may be held.
 */
const struct dt_membership *dt_person_office_on(const struct dt_person *person,
                                                const char *date,
                                                size_t *count);

/* The same of a date that can mean the days from first to last. */
const struct dt_membership *dt_person_office_in(const struct dt_person *person,
                                                int64_t first, int64_t last,
                                                size_t *count);

#endif
