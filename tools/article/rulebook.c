/* The lists that a corpus adds to ours (rules.h). */
#include <stdlib.h>

#include "article/rule_table.h"
#include "base/digest.h"
#include "base/file.h"

enum { LIST_MOST = 1024 * 1024 /* bytes of one list of a corpus */ };

struct dt_rulebook {
    struct dt_rule_table table;
    char sha256[DT_DIGEST_HEX_SIZE];
};

/* The lists that a corpus may add to: those that decide what text stays. */
static const enum dt_rules open_lists[] = {
    DT_RULES_BODY_NAMES,      DT_RULES_CLUTTER_LABELS,
    DT_RULES_CLUTTER_LINES,   DT_RULES_CLUTTER_NAMES,
    DT_RULES_CLUTTER_STARTS,  DT_RULES_COMMENT_NAMES,
    DT_RULES_CONSENT_PHRASES, DT_RULES_DOUBTFUL_NAMES,
    DT_RULES_EMBED_NAMES,     DT_RULES_ERROR_TITLES,
    DT_RULES_FORUM_NAMES,     DT_RULES_HARMLESS_NAMES,
    DT_RULES_LAYOUT_NAMES,    DT_RULES_LEDE_NAMES,
    DT_RULES_LOGIN_TITLES,    DT_RULES_NOTICE_STARTS,
    DT_RULES_OVERLAY_NAMES,   DT_RULES_PARKED_PHRASES,
    DT_RULES_PAYWALL_PHRASES, DT_RULES_POST_NAMES,
    DT_RULES_PRODUCT_NAMES,   DT_RULES_PROMOTION_PHRASES,
    DT_RULES_PULL_NAMES,      DT_RULES_SHELF_NAMES,
    DT_RULES_SHOP_PHRASES,    DT_RULES_SPEAKER_NAMES,
    DT_RULES_TAIL_LINES,      DT_RULES_TAIL_STARTS};

enum { OPEN_LISTS = sizeof open_lists / sizeof *open_lists };

/* Which list a file is, or DT_RULES_COUNT. */
static enum dt_rules list_of(const char *file)
{
    struct dt_str name = DT_STR(file), end = DT_STR(".txt");

    if (!dt_str_ends(name, end))
        return DT_RULES_COUNT;
    name.len -= end.len;
    for (size_t i = 0; i < OPEN_LISTS; i++)
        if (dt_str_is(name, dt_rules_name(open_lists[i])))
            return open_lists[i];
    return DT_RULES_COUNT;
}

static int no_list(const char *path, struct dt_err *err)
{
    struct dt_buf names = DT_BUF_INIT(4096);

    for (size_t i = 0; i < OPEN_LISTS; i++)
        dt_buf_addf(&names, "%s%s", i ? ", " : "",
                    dt_rules_name(open_lists[i]));
    if (dt_buf_check(&names, "the names of lists", err) == DT_OK)
        dt_err_set(err, DT_EFORMAT,
                   "%.100s: no list of this name (there are, each .txt: %s)",
                   path, names.ptr);
    dt_buf_release(&names);
    return err->code;
}

static int read_list(struct dt_rulebook *book, const char *folder,
                     const char *file, struct dt_digest *d, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096), text = DT_BUF_INIT(LIST_MOST);
    enum dt_rules set = list_of(file);
    int rc;

    dt_buf_addf(&path, "%s%s", folder, file);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK && set == DT_RULES_COUNT)
        rc = no_list(path.ptr, err);
    if (rc == DT_OK)
        rc = dt_file_read(path.ptr, &text, err);
    if (rc == DT_OK)
        rc = dt_digest_update(d, file, strlen(file) + 1, err);
    if (rc == DT_OK)
        rc = dt_digest_update(d, text.ptr, text.len, err);
    if (rc == DT_OK)
        rc = dt_rule_table_load(&book->table, set, dt_buf_str(&text), err);
    dt_buf_release(&text);
    dt_buf_release(&path);
    return rc;
}

int dt_rulebook_read(const char *folder, struct dt_rulebook **out,
                     struct dt_err *err)
{
    struct dt_file_names names = {0};
    struct dt_rulebook *book = NULL;
    struct dt_digest *d = NULL;
    int rc = dt_file_list(folder, &names, err);

    if (rc == DT_OK && names.count) {
        book = calloc(1, sizeof *book);
        rc = book ? dt_digest_new(&d, err)
                  : DT_FAIL(err, DT_EINTERNAL, "out of memory for rules");
    }
    if (book)
        dt_rule_table_init(&book->table, (size_t)DT_RULES_COUNT * LIST_MOST);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++)
        rc = read_list(book, folder, names.names[i], d, err);
    if (rc == DT_OK && book)
        rc = dt_digest_finish(d, book->sha256, err);
    dt_digest_free(d);
    dt_file_names_release(&names);
    if (rc < 0) {
        dt_rulebook_free(book);
        return rc;
    }
    *out = book;
    return DT_OK;
}

const char *dt_rulebook_sha256(const struct dt_rulebook *book)
{
    return book ? book->sha256 : "";
}

void dt_rulebook_free(struct dt_rulebook *book)
{
    if (!book)
        return;
    dt_rule_table_release(&book->table);
    free(book);
}

bool dt_rulebook_has(const struct dt_rulebook *book, enum dt_rules set,
                     struct dt_str fold)
{
    const struct dt_rule *own =
        book ? dt_rule_table_find(&book->table, set, fold) : NULL;

    return own ? !(own->taken_back >> set & 1) : dt_rules_has(set, fold);
}

uint64_t dt_rulebook_lists(const struct dt_rulebook *book, struct dt_str fold,
                           uint32_t hash)
{
    const struct dt_rule *own,
        *rule = dt_rule_table_any(dt_rules_table(), fold, hash);
    uint64_t lists = rule ? rule->sets : 0;

    own = book ? dt_rule_table_any(&book->table, fold, hash) : NULL;
    return own ? (lists | own->sets) & ~own->taken_back : lists;
}

const struct dt_rule_table *dt_rulebook_table(const struct dt_rulebook *book)
{
    return book ? &book->table : NULL;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* False when no rule of the list, ours or own, has such a first word. */
static bool may_start(const struct dt_rule_table *ours,
                      const struct dt_rule_table *own, enum dt_rules set,
                      uint32_t hash)
{
    return dt_rule_table_may_start(ours, set, hash) ||
           (own && dt_rule_table_may_start(own, set, hash));
}

/* Whether a fold of this hash is a rule of the list, and not taken back. */
static bool is_rule(const struct dt_rule_table *ours,
                    const struct dt_rule_table *own, enum dt_rules set,
                    struct dt_str fold, uint32_t hash)
{
    const struct dt_rule *rule = own ? dt_rule_table_any(own, fold, hash)
                                     : NULL;

    if (rule && (rule->sets >> set & 1))
        return !(rule->taken_back >> set & 1);
    rule = dt_rule_table_any(ours, fold, hash);
    return rule && (rule->sets >> set & 1);
}

size_t dt_rulebook_starts(const struct dt_rulebook *book, enum dt_rules set,
                          struct dt_str fold)
{
    const struct dt_rule_table *ours = dt_rules_table();
    const struct dt_rule_table *own = dt_rulebook_table(book);
    size_t longest = 0, words = 0, most, bytes;
    uint32_t hash = DT_RULE_HASH;

    if (fold.len == 0 ||
        !(ours->begins[set][(unsigned char)fold.ptr[0]] ||
          (own && own->begins[set][(unsigned char)fold.ptr[0]])))
        return 0;
    most = larger(ours->most_words[set], own ? own->most_words[set] : 0);
    bytes = larger(ours->longest[set], own ? own->longest[set] : 0);
    for (size_t i = 0; i < fold.len && i < bytes && words < most;) {
        hash = dt_rule_hash(hash, fold.ptr[i++]);
        if (i < fold.len && fold.ptr[i] != ' ')
            continue;
        if (words++ == 0 && !may_start(ours, own, set, hash))
            return 0;
        if (is_rule(ours, own, set, (struct dt_str){fold.ptr, i}, hash))
            longest = i;
    }
    return longest;
}

bool dt_rulebook_holds(const struct dt_rulebook *book, enum dt_rules set,
                       struct dt_str fold)
{
    const struct dt_rule_table *ours = dt_rules_table();
    const struct dt_rule_table *own = dt_rulebook_table(book);

    while (fold.len) {
        uint32_t hash = DT_RULE_HASH;
        size_t word = 0;

        while (word < fold.len && fold.ptr[word] != ' ')
            hash = dt_rule_hash(hash, fold.ptr[word++]);
        if (may_start(ours, own, set, hash) &&
            dt_rulebook_starts(book, set, fold))
            return true;
        word += word < fold.len;
        fold.ptr += word;
        fold.len -= word;
    }
    return false;
}
