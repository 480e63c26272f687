/*
 * cast.h - everybody an article has named so far, and whom a later short
 * form means.
 *
 * Layer   statement. Names are borrowed: from the article's text or from
 *         struct dt_people. Lookups take constant time.
 */
#ifndef DT_STATEMENT_CAST_H
#define DT_STATEMENT_CAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "source/people.h"
#include "statement/lexicon.h"

struct dt_entity {
    const struct dt_person *person; /* NULL: not in people.yaml */
    struct dt_str name;             /* as first printed, without a title */
    struct dt_str printed;          /* as last printed, with its title */
    enum dt_pronouns pronouns;
    bool full;   /* more than a surname */
    bool human;  /* may be referred to as he or she */
    bool speaks; /* one word that no name explains, and that says something */
    bool named;  /* has been printed by name, not by a noun alone */
};

/* No entity, and: one of several that cannot be told apart. */
#define DT_ENTITY_NONE UINT32_MAX
#define DT_ENTITY_AMBIGUOUS (UINT32_MAX - 1)

enum { DT_CAST_RECENT = 8 };

struct dt_cast_key;

struct dt_cast {
    const struct dt_lexicon *lexicon;
    struct dt_entity *items;
    size_t count, cap;
    struct dt_cast_key *keys; /* open addressing, size a power of 2 */
    size_t key_count, key_cap;
    uint32_t recent[DT_CAST_RECENT]; /* last subjects, the latest first */
    uint32_t aside; /* named since the last subject, but no subject */
};

void dt_cast_init(struct dt_cast *cast, const struct dt_lexicon *lexicon);
void dt_cast_release(struct dt_cast *cast);

/* A person of people.yaml was named as printed: always the same entity. */
int dt_cast_person(struct dt_cast *cast, const struct dt_person *person,
                   struct dt_str printed, uint32_t *entity, struct dt_err *err);

/*
 * A name that people.yaml does not have was printed, without its title.
 * pronouns is what a title told. One word is the surname, or else the given
 * name, of the one entity named in full before; of two it is ambiguous. A
 * name not seen before becomes an entity.
 */
int dt_cast_name(struct dt_cast *cast, struct dt_str name,
                 enum dt_pronouns pronouns, bool human, uint32_t *entity,
                 struct dt_err *err);

/*
 * The noun, without its article, stands for the entity from now on; for nobody
 * when it stands for another already, unless that is `was`, which is the same
 * somebody (or DT_ENTITY_NONE). Case does not matter.
 */
int dt_cast_noun(struct dt_cast *cast, struct dt_str noun, uint32_t was,
                 uint32_t entity, struct dt_err *err);

/* Whom the noun means, DT_ENTITY_NONE or _AMBIGUOUS. */
uint32_t dt_cast_by_noun(const struct dt_cast *cast, struct dt_str noun);

/* Whether one word alone means somebody already named. */
bool dt_cast_knows(const struct dt_cast *cast, struct dt_str word);

/* The entity, or an ambiguous one, has been the subject of a clause. */
void dt_cast_subject(struct dt_cast *cast, uint32_t entity);

/*
 * A name stands beside a noun and means the same: the mayor, Ann Cole. The
 * noun's entity gives the name its pronouns and its place as a subject.
 */
void dt_cast_same(struct dt_cast *cast, uint32_t noun, uint32_t name);

/* The latest subject that is one person, whoever it is; or as below. */
uint32_t dt_cast_last(const struct dt_cast *cast);

/* Whom he or she means: the latest subject that it can stand for. */
uint32_t dt_cast_pronoun(const struct dt_cast *cast, enum dt_pronouns pronouns);

#endif
