/*
 * rule_table.h - rules of several lists in one table, looked up by fold.
 *
 * Layer   article. Open addressing over folds, each with the lists that have
 *         it; folds live in the table's arena.
 */
#ifndef DT_ARTICLE_RULE_TABLE_H
#define DT_ARTICLE_RULE_TABLE_H

#include <stdint.h>

#include "article/rules.h"
#include "base/arena.h"

struct dt_rule {
    const char *fold; /* NULL: an empty slot */
    uint32_t len;
    uint8_t number;      /* that stands before the rule in its line, or 0 */
    uint64_t sets;       /* lists that have it: bits of enum dt_rules */
    uint64_t taken_back; /* lists of a corpus that say "!RULE" */
};

enum { DT_RULE_FILTER = 1024, DT_RULE_STARTS = 32 };

struct dt_rule_table {
    /* A bit for the hash of each rule, and of each rule's first word. */
    uint64_t filter[DT_RULE_FILTER];
    /* A bit for the hash of each rule of a list whose name ends in "_names". */
    uint64_t names[DT_RULE_FILTER];
    /* Of each list: a bit for the hash of each rule's first word. */
    uint64_t starts[DT_RULES_COUNT][DT_RULE_STARTS];
    struct dt_rule *slots;
    size_t slot_count, used;
    size_t most_words[DT_RULES_COUNT], longest[DT_RULES_COUNT]; /* bytes */
    bool begins[DT_RULES_COUNT][256]; /* first bytes of rules */
    struct dt_arena arena;
};

/* FNV-1a of a fold, from DT_RULE_HASH on a byte at a time. */
#define DT_RULE_HASH UINT32_C(2166136261)

static inline uint32_t dt_rule_hash(uint32_t hash, char next)
{
    return (hash ^ (unsigned char)next) * UINT32_C(16777619);
}

/* An empty table whose folds may have so many bytes. */
void dt_rule_table_init(struct dt_rule_table *t, size_t most);
void dt_rule_table_release(struct dt_rule_table *t);

/* Add the rules of one list's text, one a line. */
int dt_rule_table_load(struct dt_rule_table *t, enum dt_rules set,
                       struct dt_str text, struct dt_err *err);

/* False when no rule of the list has this length or begins with this byte. */
static inline bool dt_rule_table_may_be(const struct dt_rule_table *t,
                                        enum dt_rules set, struct dt_str fold)
{
    return fold.len > 0 && fold.len <= t->longest[set] &&
           t->begins[set][(unsigned char)fold.ptr[0]];
}

/* The rule of a list that a folded text is, taken back or not; or NULL. */
const struct dt_rule *dt_rule_table_find(const struct dt_rule_table *t,
                                         enum dt_rules set, struct dt_str fold);

/* The rule of any list that a fold of this hash is, or NULL. */
const struct dt_rule *dt_rule_table_any(const struct dt_rule_table *t,
                                        struct dt_str fold, uint32_t hash);

/* The hash as it chooses a slot and a filter's bit. */
static inline uint32_t dt_rule_mixed(uint32_t hash)
{
    return hash ^ hash >> 15;
}

/* False when what has this hash is no rule and no rule's first word. */
static inline bool dt_rule_table_may_hold(const struct dt_rule_table *t,
                                          uint32_t hash)
{
    hash = dt_rule_mixed(hash);
    return t->filter[hash / 64 % DT_RULE_FILTER] >> hash % 64 & 1;
}

/* False when what has this hash is no rule of a list of names. */
static inline bool dt_rule_table_may_name(const struct dt_rule_table *t,
                                          uint32_t hash)
{
    hash = dt_rule_mixed(hash);
    return t->names[hash / 64 % DT_RULE_FILTER] >> hash % 64 & 1;
}

/* False when no rule of the list has a first word of this hash. */
static inline bool dt_rule_table_may_start(const struct dt_rule_table *t,
                                           enum dt_rules set, uint32_t hash)
{
    hash = dt_rule_mixed(hash);
    return t->starts[set][hash / 64 % DT_RULE_STARTS] >> hash % 64 & 1;
}

/* The program's own rules. */
const struct dt_rule_table *dt_rules_table(void);

/*
 * The lists that a folded text, of which this is the hash, is a rule of: bits
 * of enum dt_rules. book may be NULL.
 */
uint64_t dt_rulebook_lists(const struct dt_rulebook *book, struct dt_str fold,
                           uint32_t hash);

/* A corpus's own rules; NULL of NULL. */
const struct dt_rule_table *dt_rulebook_table(const struct dt_rulebook *book);

/* A list's name: "clutter_lines". */
const char *dt_rules_name(enum dt_rules set);

#endif
