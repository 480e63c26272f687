#include "source/people_index.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "source/name_words.h"

enum { MOST_ENTRIES = 4 * 1000 * 1000, FIRST_SLOTS = 1024 };

enum claim {
    CLAIM_NONE,   /* only the beginning of names */
    CLAIM_NAME,   /* stands in people.yaml */
    CLAIM_TITLED, /* made of a title and a name */
    CLAIM_SHARED  /* made so for two people: names nobody */
};

struct entry {
    const char *text; /* NULL: the slot is free */
    uint32_t len;
    uint32_t hash;
    uint32_t person; /* index in items */
    uint8_t claim;   /* enum claim */
    bool more;       /* a name goes on behind it */
};

/* Surnames, or offices in lower case: sorted by text, then person. */
struct listed {
    struct dt_str text;
    uint32_t person;
};

struct list {
    struct listed *items;
    size_t count;
};

struct dt_people_index {
    struct dt_arena arena;
    struct entry *slots; /* a power of two, at most half full */
    size_t slot_count, used;
    struct list surnames, offices;
    uint64_t seed;
};

/* FNV-1a from a seed that the file's bytes decide, so that nobody can choose
 * names that collide. */
static uint32_t hash_key(uint64_t seed, const char *key, size_t len)
{
    uint64_t h = 0xCBF29CE484222325u ^ seed;

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)key[i]) * 0x100000001B3u;
    return (uint32_t)(h ^ h >> 32);
}

/* The slot that holds the key, or the free one where it would stand. */
static struct entry *find_slot(const struct dt_people_index *x, uint32_t hash,
                               const char *key, size_t len)
{
    for (size_t i = hash;; i++) {
        struct entry *e = &x->slots[i & (x->slot_count - 1)];

        if (!e->text || (e->hash == hash && e->len == len &&
                         memcmp(e->text, key, len) == 0))
            return e;
    }
}

static const struct entry *find(const struct dt_people_index *x,
                                const struct dt_name_words *w)
{
    const struct entry *e = find_slot(x, hash_key(x->seed, w->key, w->len),
                                      w->key, w->len);

    return e->text ? e : NULL;
}

static int grow(struct dt_people_index *x, struct dt_err *err)
{
    struct dt_people_index wider = *x;

    wider.slot_count = x->slot_count ? x->slot_count * 2 : FIRST_SLOTS;
    wider.slots = calloc(wider.slot_count, sizeof *wider.slots);
    if (!wider.slots)
        return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
    for (size_t i = 0; i < x->slot_count; i++) {
        const struct entry *e = &x->slots[i];

        if (e->text)
            *find_slot(&wider, e->hash, e->text, e->len) = *e;
    }
    free(x->slots);
    *x = wider;
    return DT_OK;
}

static int enter(struct dt_people_index *x, const struct dt_name_words *w,
                 struct entry **out, struct dt_err *err)
{
    uint32_t hash = hash_key(x->seed, w->key, w->len);
    struct entry *e;
    int rc;

    if (x->used * 2 >= x->slot_count) {
        rc = grow(x, err);
        if (rc < 0)
            return rc;
    }
    e = find_slot(x, hash, w->key, w->len);
    if (!e->text) {
        if (x->used == MOST_ENTRIES)
            return DT_FAIL(err, DT_EFORMAT, "people: more than %d names",
                           (int)MOST_ENTRIES);
        e->text = dt_arena_copy(&x->arena, (struct dt_str){w->key, w->len});
        if (!e->text)
            return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
        e->len = (uint32_t)w->len;
        e->hash = hash;
        x->used++;
    }
    *out = e;
    return DT_OK;
}

/* Whether two claims to one entry are fine; settles whose it is. */
static bool settle(struct entry *e, uint32_t person, enum claim claim)
{
    if (e->claim == CLAIM_NONE ||
        (e->claim != CLAIM_SHARED && e->person == person)) {
        if (e->claim == CLAIM_NONE)
            e->claim = (uint8_t)claim;
        e->person = person;
        return true;
    }
    if (claim == CLAIM_NAME)
        return false;
    if (e->claim == CLAIM_TITLED)
        e->claim = CLAIM_SHARED;
    return true;
}

static int add_name(struct dt_people_index *x, const struct dt_people *people,
                    const char *file, uint32_t person, const char *name,
                    enum claim claim, struct dt_err *err)
{
    const struct dt_person *owner = &people->items[person];
    struct dt_name_words w = {.text = DT_STR(name)};
    struct entry *e = NULL;

    while (dt_name_words_next(&w)) {
        int rc;

        if (e)
            e->more = true;
        rc = enter(x, &w, &e, err);
        if (rc < 0)
            return rc;
    }
    if (!e || !dt_name_words_whole(&w))
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: the name '%.60s' must begin and end with a "
                       "letter and have at most %d bytes",
                       file, owner->line, name, DT_NAME_MAX);
    if (!settle(e, person, claim)) {
        const struct dt_person *other = &people->items[e->person];
        bool later = owner->line > other->line;

        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: the name '%.60s' of %s is a name of %s too "
                       "(line %u)",
                       file, later ? owner->line : other->line, name,
                       later ? owner->id : other->id,
                       later ? other->id : owner->id,
                       later ? other->line : owner->line);
    }
    return DT_OK;
}

static int add_titled(struct dt_people_index *x, const struct dt_people *people,
                      const char *file, uint32_t person, struct dt_err *err)
{
    const struct dt_person *p = &people->items[person];
    struct dt_buf titled = DT_BUF_INIT(2 * DT_NAME_MAX);
    int rc = DT_OK;

    for (size_t t = 0; t < p->title_count; t++) {
        for (size_t n = 0; rc == DT_OK && n < p->name_count; n++) {
            dt_buf_reset(&titled);
            dt_buf_adds(&titled, p->titles[t]);
            dt_buf_addc(&titled, ' ');
            dt_buf_adds(&titled, p->names[n]);
            rc = dt_buf_check(&titled, "a name with its title", err);
            if (rc == DT_OK)
                rc = add_name(x, people, file, person, titled.ptr, CLAIM_TITLED,
                              err);
        }
    }
    dt_buf_release(&titled);
    return rc;
}

/* The last word, to the space before it; normalised into key. */
static struct dt_str last_word(struct dt_str name, struct dt_name_words *w)
{
    size_t from;

    *w = (struct dt_name_words){.text = name};
    while (dt_name_words_next(w))
        ;
    for (from = w->len; from > 0 && w->key[from - 1] != ' '; from--)
        ;
    return (struct dt_str){w->key + from, w->len - from};
}

static int add_listed(struct dt_people_index *x, struct list *list,
                      struct dt_str text, uint32_t person, struct dt_err *err)
{
    struct listed *item = &list->items[list->count];

    item->text = (struct dt_str){dt_arena_copy(&x->arena, text), text.len};
    item->person = person;
    if (!item->text.ptr)
        return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
    list->count++;
    return DT_OK;
}

static int add_surname(struct dt_people_index *x, uint32_t person,
                       const char *name, struct dt_err *err)
{
    struct dt_name_words w;

    return add_listed(x, &x->surnames, last_word(DT_STR(name), &w), person,
                      err);
}

static int compare_listed(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    int order = dt_str_cmp(x->text, y->text);

    if (order)
        return order;
    return x->person < y->person ? -1 : x->person > y->person;
}

static void sort_list(struct list *list)
{
    size_t kept = 0;

    qsort(list->items, list->count, sizeof *list->items, compare_listed);
    for (size_t i = 0; i < list->count; i++)
        if (!kept ||
            compare_listed(&list->items[kept - 1], &list->items[i]) != 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static int index_surnames(struct dt_people_index *x,
                          const struct dt_people *people, struct dt_err *err)
{
    size_t room = 0;
    int rc = DT_OK;

    for (size_t i = 0; i < people->count; i++)
        room += people->items[i].name_count;
    x->surnames.items = calloc(room + 1, sizeof *x->surnames.items);
    if (!x->surnames.items)
        return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
    for (uint32_t i = 0; i < people->count; i++) {
        const struct dt_person *p = &people->items[i];

        rc = add_surname(x, i, p->name, err);
        for (size_t n = 1 + p->alias_count; rc == DT_OK && n < p->name_count;
             n++)
            if (strchr(p->names[n], ' '))
                rc = add_surname(x, i, p->names[n], err);
        if (rc < 0)
            return rc;
    }
    sort_list(&x->surnames);
    return DT_OK;
}

/* text in lower case, as far as key holds it; longer ones are no office. */
static struct dt_str office_key(struct dt_str text, char key[DT_NAME_MAX])
{
    size_t len = text.len <= DT_NAME_MAX ? text.len : 0;

    for (size_t i = 0; i < len; i++)
        key[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'
                            ? text.ptr[i] + 32
                            : text.ptr[i]);
    return (struct dt_str){key, len};
}

static int index_offices(struct dt_people_index *x,
                         const struct dt_people *people, struct dt_err *err)
{
    size_t room = 0;
    int rc = DT_OK;

    for (size_t i = 0; i < people->count; i++)
        room += people->items[i].membership_count;
    x->offices.items = calloc(room + 1, sizeof *x->offices.items);
    if (!x->offices.items)
        return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
    for (uint32_t i = 0; i < people->count; i++) {
        const struct dt_person *p = &people->items[i];

        for (size_t n = 0; rc == DT_OK && n < p->membership_count; n++) {
            char key[DT_NAME_MAX];

            rc = add_listed(x, &x->offices,
                            office_key(DT_STR(p->memberships[n].office), key),
                            i, err);
        }
        if (rc < 0)
            return rc;
    }
    sort_list(&x->offices);
    return DT_OK;
}

int dt_people_index_new(const struct dt_people *people, const char *file,
                        uint64_t seed, struct dt_people_index **out,
                        struct dt_err *err)
{
    struct dt_people_index *x = calloc(1, sizeof *x);
    int rc;

    if (!x)
        return DT_FAIL(err, DT_EINTERNAL, "people: out of memory");
    x->arena = DT_ARENA_INIT((size_t)1024 * 1024 * 1024);
    x->seed = seed;
    rc = grow(x, err);
    for (uint32_t i = 0; rc == DT_OK && i < people->count; i++)
        for (size_t n = 0; rc == DT_OK && n < people->items[i].name_count; n++)
            rc = add_name(x, people, file, i, people->items[i].names[n],
                          CLAIM_NAME, err);
    for (uint32_t i = 0; rc == DT_OK && i < people->count; i++)
        rc = add_titled(x, people, file, i, err);
    if (rc == DT_OK)
        rc = index_surnames(x, people, err);
    if (rc == DT_OK)
        rc = index_offices(x, people, err);
    if (rc < 0)
        dt_people_index_free(x);
    else
        *out = x;
    return rc;
}

void dt_people_index_free(struct dt_people_index *index)
{
    if (!index)
        return;
    dt_arena_release(&index->arena);
    free(index->slots);
    free(index->surnames.items);
    free(index->offices.items);
    free(index);
}

static const struct dt_person *owner_of(const struct dt_people *people,
                                        const struct entry *e)
{
    if (!e || e->claim == CLAIM_NONE || e->claim == CLAIM_SHARED)
        return NULL;
    return &people->items[e->person];
}

const struct dt_person *dt_people_by_name(const struct dt_people *people,
                                          struct dt_str name)
{
    struct dt_name_words w = {.text = dt_str_trim(name)};

    while (dt_name_words_next(&w))
        ;
    if (!w.at || !dt_name_words_whole(&w))
        return NULL;
    return owner_of(people, find(people->index, &w));
}

/* Everybody of whom the list has key: how many, the first `room` in out. */
static size_t find_listed(const struct dt_people *people,
                          const struct list *list, struct dt_str key,
                          const struct dt_person **out, size_t room)
{
    size_t low = 0, high = list->count, found = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (dt_str_cmp(list->items[middle].text, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (;
         key.len && low < list->count && dt_str_eq(list->items[low].text, key);
         low++) {
        if (found < room)
            out[found] = &people->items[list->items[low].person];
        found++;
    }
    return found;
}

size_t dt_people_by_surname(const struct dt_people *people,
                            struct dt_str surname, const struct dt_person **out,
                            size_t room)
{
    struct dt_name_words w;

    return find_listed(people, &people->index->surnames,
                       last_word(dt_str_trim(surname), &w), out, room);
}

size_t dt_people_by_office(const struct dt_people *people, struct dt_str office,
                           const struct dt_person **out, size_t room)
{
    char key[DT_NAME_MAX];

    return find_listed(people, &people->index->offices, office_key(office, key),
                       out, room);
}

const struct dt_person *dt_people_match(const struct dt_people *people,
                                        struct dt_str text, size_t at,
                                        size_t *len)
{
    struct dt_name_words w = {.text = text, .at = at};
    const struct dt_person *best = NULL;

    while (dt_name_words_next(&w)) {
        const struct entry *e = find(people->index, &w);
        const struct dt_person *owner = owner_of(people, e);

        if (owner && dt_name_words_may_end(&w)) {
            best = owner;
            *len = w.at - at;
        }
        if (!e || !e->more)
            break;
    }
    return best;
}
