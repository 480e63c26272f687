#include "article/rule_table.h"

#include <stdlib.h>

#include "article/article.h"

_Static_assert(DT_RULES_COUNT <= 64, "a rule has a bit for each list");

enum { SLOTS_FIRST = 64, FOLD_MOST = 8 * 1024 /* bytes of one rule's fold */ };

void dt_rule_table_init(struct dt_rule_table *t, size_t most)
{
    memset(t, 0, sizeof *t);
    t->arena = DT_ARENA_INIT(most);
}

void dt_rule_table_release(struct dt_rule_table *t)
{
    free(t->slots);
    dt_arena_release(&t->arena);
}

static uint32_t hash_of(struct dt_str fold)
{
    uint32_t hash = DT_RULE_HASH;

    for (size_t i = 0; i < fold.len; i++)
        hash = dt_rule_hash(hash, fold.ptr[i]);
    return hash;
}

static void let_start(struct dt_rule_table *t, enum dt_rules set, uint32_t hash)
{
    hash = dt_rule_mixed(hash);
    t->starts[set][hash / 64 % DT_RULE_STARTS] |= UINT64_C(1) << hash % 64;
}

static void let_through(uint64_t filter[DT_RULE_FILTER], uint32_t hash)
{
    hash = dt_rule_mixed(hash);
    filter[hash / 64 % DT_RULE_FILTER] |= UINT64_C(1) << hash % 64;
}

/* Where a rule is, or would be. The number of slots is a power of two. */
static struct dt_rule *slot_of(const struct dt_rule_table *t, uint32_t hash,
                               struct dt_str fold)
{
    for (uint32_t i = dt_rule_mixed(hash);; i++) {
        struct dt_rule *r = &t->slots[i & (t->slot_count - 1)];

        if (!r->fold || dt_str_eq((struct dt_str){r->fold, r->len}, fold))
            return r;
    }
}

static bool grow(struct dt_rule_table *t)
{
    struct dt_rule_table grown = *t;

    grown.slot_count = t->slot_count ? t->slot_count * 2 : SLOTS_FIRST;
    grown.slots = calloc(grown.slot_count, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 0; i < t->slot_count; i++) {
        const struct dt_rule *r = &t->slots[i];

        if (r->fold)
            *slot_of(&grown, hash_of((struct dt_str){r->fold, r->len}),
                     (struct dt_str){r->fold, r->len}) = *r;
    }
    free(t->slots);
    *t = grown;
    return true;
}

static struct dt_str first_word(struct dt_str fold)
{
    const char *end = memchr(fold.ptr, ' ', fold.len);

    return (struct dt_str){fold.ptr, end ? (size_t)(end - fold.ptr) : fold.len};
}

static bool add(struct dt_rule_table *t, enum dt_rules set, struct dt_str fold,
                int number, bool taken_back)
{
    const uint32_t hash = hash_of(fold);
    struct dt_rule *rule;
    size_t words = 1;

    if (fold.len == 0)
        return true;
    let_start(t, set, hash_of(first_word(fold)));
    if (t->used * 2 >= t->slot_count && !grow(t))
        return false;
    rule = slot_of(t, hash, fold);
    if (!rule->fold) {
        rule->fold = dt_arena_copy(&t->arena, fold);
        if (!rule->fold)
            return false;
        rule->len = (uint32_t)fold.len;
        let_through(t->filter, hash);
        let_through(t->filter, hash_of(first_word(fold)));
        t->used++;
    }
    if (dt_str_ends(DT_STR(dt_rules_name(set)), DT_STR("_names")))
        let_through(t->names, hash);
    if (number)
        rule->number = (uint8_t)number;
    rule->sets |= UINT64_C(1) << set;
    if (taken_back)
        rule->taken_back |= UINT64_C(1) << set;
    for (size_t i = 0; i < fold.len; i++)
        words += fold.ptr[i] == ' ';
    if (words > t->most_words[set])
        t->most_words[set] = words;
    t->begins[set][(unsigned char)fold.ptr[0]] = true;
    if (fold.len > t->longest[set])
        t->longest[set] = fold.len;
    return true;
}

/* Take the number off the front of a rule that has one. */
static int take_number(struct dt_str *line)
{
    int number = 0;

    while (line->len && line->ptr[0] >= '0' && line->ptr[0] <= '9' &&
           number < 100) {
        number = number * 10 + (line->ptr[0] - '0');
        line->ptr++;
        line->len--;
    }
    *line = dt_str_trim(*line);
    return number;
}

int dt_rule_table_load(struct dt_rule_table *t, enum dt_rules set,
                       struct dt_str text, struct dt_err *err)
{
    struct dt_buf fold = DT_BUF_INIT(FOLD_MOST);
    struct dt_str line;
    int rc = DT_OK;

    while (rc == DT_OK && dt_str_line(&text, &line)) {
        bool taken_back;
        int number = 0;

        line = dt_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        taken_back = line.ptr[0] == '!'; /* which folds to nothing */
        if (set == DT_RULES_MONTHS || set == DT_RULES_SPEECH_LABELS)
            number = take_number(&line);
        dt_buf_reset(&fold);
        rc = dt_article_fold(line, &fold, err);
        if (rc == DT_OK)
            rc = dt_buf_check(&fold, "a rule", err);
        if (rc == DT_OK && !add(t, set, dt_buf_str(&fold), number, taken_back))
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for rules");
    }
    dt_buf_release(&fold);
    return rc;
}

/*
 * Most folds are no rules, and of these the filter, which stays in the
 * processor's first cache, passes few.
 */
const struct dt_rule *dt_rule_table_any(const struct dt_rule_table *t,
                                        struct dt_str fold, uint32_t hash)
{
    const struct dt_rule *rule;

    if (!dt_rule_table_may_hold(t, hash))
        return NULL;
    rule = slot_of(t, hash, fold);
    return rule->fold ? rule : NULL;
}

const struct dt_rule *dt_rule_table_find(const struct dt_rule_table *t,
                                         enum dt_rules set, struct dt_str fold)
{
    const struct dt_rule *rule;

    if (!dt_rule_table_may_be(t, set, fold))
        return NULL;
    rule = dt_rule_table_any(t, fold, hash_of(fold));
    return rule && (rule->sets >> set & 1) ? rule : NULL;
}
