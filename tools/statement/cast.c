#include "statement/cast.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Surnames are kept by pronoun, so that Mr Reed is not Ms Reed. */
enum key_kind {
    KEY_FULL = 1,
    KEY_PERSON,
    KEY_GIVEN,
    KEY_NOUN,
    KEY_SURNAME /* + enum dt_pronouns */
};

struct dt_cast_key {
    struct dt_str word;
    uint32_t entity;
    uint8_t kind; /* 0: free */
};

void dt_cast_init(struct dt_cast *cast, const struct dt_lexicon *lexicon)
{
    memset(cast, 0, sizeof *cast);
    cast->lexicon = lexicon;
    for (size_t i = 0; i < DT_CAST_RECENT; i++)
        cast->recent[i] = DT_ENTITY_NONE;
    cast->aside = DT_ENTITY_NONE;
}

void dt_cast_release(struct dt_cast *cast)
{
    free(cast->items);
    free(cast->keys);
    dt_cast_init(cast, cast->lexicon);
}

/* Nouns are the same in any case: the mayor, The Mayor. */
static bool same_word(unsigned kind, struct dt_str a, struct dt_str b)
{
    return kind == KEY_NOUN ? dt_str_alike(a, b) : dt_str_eq(a, b);
}

static struct dt_cast_key *slot_of(const struct dt_cast *cast, unsigned kind,
                                   struct dt_str word)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ kind;

    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)(word.ptr[i] | 32)) *
               UINT64_C(1099511628211);
    hash ^= hash >> 29;
    for (;; hash++) {
        struct dt_cast_key *key = &cast->keys[hash & (cast->key_cap - 1)];

        if (key->kind == 0 ||
            (key->kind == kind && same_word(kind, key->word, word)))
            return key;
    }
}

static uint32_t find(const struct dt_cast *cast, unsigned kind,
                     struct dt_str word)
{
    const struct dt_cast_key *key;

    if (cast->key_cap == 0)
        return DT_ENTITY_NONE;
    key = slot_of(cast, kind, word);
    return key->kind ? key->entity : DT_ENTITY_NONE;
}

static bool grow_keys(struct dt_cast *cast)
{
    struct dt_cast old = *cast;
    size_t cap = old.key_cap ? old.key_cap * 2 : 256;

    cast->keys = calloc(cap, sizeof *cast->keys);
    if (cast->keys == NULL) {
        cast->keys = old.keys;
        return false;
    }
    cast->key_cap = cap;
    for (size_t i = 0; i < old.key_cap; i++)
        if (old.keys[i].kind)
            *slot_of(cast, old.keys[i].kind, old.keys[i].word) = old.keys[i];
    free(old.keys);
    return true;
}

/* A word of two entities is ambiguous, unless one is only that word. */
static bool bind(struct dt_cast *cast, unsigned kind, struct dt_str word,
                 uint32_t entity)
{
    struct dt_cast_key *key;

    if (cast->key_count * 2 >= cast->key_cap && !grow_keys(cast))
        return false;
    key = slot_of(cast, kind, word);
    if (key->kind == 0) {
        key->kind = (uint8_t)kind;
        key->word = word;
        key->entity = entity;
        cast->key_count++;
    } else if (key->entity != entity) {
        bool bare = key->entity != DT_ENTITY_AMBIGUOUS &&
                    !cast->items[key->entity].full;

        key->entity = bare ? entity : DT_ENTITY_AMBIGUOUS;
    }
    return true;
}

static struct dt_str last_word(struct dt_str name)
{
    size_t start = name.len;

    while (start > 0 && name.ptr[start - 1] != ' ')
        start--;
    return (struct dt_str){name.ptr + start, name.len - start};
}

static struct dt_str first_word(struct dt_str name)
{
    size_t end = 0;

    while (end < name.len && name.ptr[end] != ' ')
        end++;
    return (struct dt_str){name.ptr, end};
}

static struct dt_str without_stop(struct dt_str word)
{
    if (word.len > 0 && word.ptr[word.len - 1] == '.')
        word.len--;
    return word;
}

static bool add_entity(struct dt_cast *cast, struct dt_entity entity,
                       uint32_t *index)
{
    void *grown = dt_array_room(cast->items, &cast->cap, cast->count,
                                sizeof *cast->items);

    if (!grown)
        return false;
    cast->items = grown;
    *index = (uint32_t)cast->count;
    cast->items[cast->count++] = entity;
    return true;
}

/* Let the last and the first word of a name mean the entity from now on. */
static bool bind_words(struct dt_cast *cast, struct dt_str name,
                       uint32_t entity)
{
    struct dt_str surname = last_word(name);
    unsigned pronouns = cast->items[entity].pronouns;

    if (!cast->items[entity].human) /* an institution has no surname */
        return true;
    if (!bind(cast, KEY_SURNAME + pronouns, surname, entity))
        return false;
    return surname.len == name.len ||
           bind(cast, KEY_GIVEN, first_word(name), entity);
}

int dt_cast_person(struct dt_cast *cast, const struct dt_person *person,
                   struct dt_str printed, uint32_t *entity, struct dt_err *err)
{
    struct dt_str id = DT_STR(person->id), name = DT_STR(person->name);
    uint32_t found = find(cast, KEY_PERSON, id);

    if (found == DT_ENTITY_NONE) {
        struct dt_entity fresh = {
            .person = person,
            .name = name,
            .printed = printed.len > 0 ? printed : name,
            .pronouns = person->pronouns,
            .full = true,
            .human = true,
        };

        if (!add_entity(cast, fresh, &found) ||
            !bind(cast, KEY_PERSON, id, found) ||
            !bind_words(cast, name, found))
            goto memory;
    }
    while (printed.len > 0 &&
           (dt_lexicon_find(cast->lexicon, without_stop(first_word(printed))) &
            DT_WORD_TITLE)) {
        size_t title = first_word(printed).len;

        printed.ptr += title + (title < printed.len);
        printed.len -= title + (title < printed.len);
    }
    if (printed.len > 0 && memchr(printed.ptr, ' ', printed.len) != NULL &&
        find(cast, KEY_FULL, printed) == DT_ENTITY_NONE) {
        if (!bind(cast, KEY_FULL, printed, found) ||
            !bind_words(cast, printed, found))
            goto memory;
    }
    *entity = found;
    return DT_OK;

memory:
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
}

/* The one entity with this surname that the pronoun can stand for. */
static uint32_t by_surname(const struct dt_cast *cast, struct dt_str word,
                           enum dt_pronouns pronouns)
{
    static const enum dt_pronouns all[] = {DT_PRONOUNS_UNKNOWN, DT_PRONOUNS_SHE,
                                           DT_PRONOUNS_HE, DT_PRONOUNS_THEY};
    uint32_t result = DT_ENTITY_NONE;

    for (size_t i = 0; i < 4; i++) {
        uint32_t found = find(cast, KEY_SURNAME + (unsigned)all[i], word);

        if (found == DT_ENTITY_NONE ||
            (pronouns != DT_PRONOUNS_UNKNOWN && all[i] != DT_PRONOUNS_UNKNOWN &&
             all[i] != pronouns))
            continue;
        if (result == DT_ENTITY_NONE)
            result = found;
        else if (result != found)
            result = DT_ENTITY_AMBIGUOUS;
    }
    return result;
}

int dt_cast_name(struct dt_cast *cast, struct dt_str name,
                 enum dt_pronouns pronouns, bool human, uint32_t *entity,
                 struct dt_err *err)
{
    bool full = memchr(name.ptr, ' ', name.len) != NULL;
    uint32_t found = full ? DT_ENTITY_NONE : by_surname(cast, name, pronouns);

    if (found == DT_ENTITY_NONE && !full)
        found = find(cast, KEY_GIVEN, name);
    if (found == DT_ENTITY_NONE)
        found = find(cast, KEY_FULL, name);
    if (found == DT_ENTITY_NONE) {
        struct dt_entity fresh = {.name = name,
                                  .printed = name,
                                  .pronouns = pronouns,
                                  .full = full,
                                  .human = human};

        if (!add_entity(cast, fresh, &found) ||
            !bind(cast, KEY_FULL, name, found) ||
            !bind_words(cast, name, found))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
    } else if (found != DT_ENTITY_AMBIGUOUS &&
               cast->items[found].pronouns == DT_PRONOUNS_UNKNOWN &&
               pronouns != DT_PRONOUNS_UNKNOWN) {
        cast->items[found].pronouns = pronouns;
        cast->items[found].human = true;
        if (!bind_words(cast, cast->items[found].name, found))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
    }
    *entity = found;
    return DT_OK;
}

uint32_t dt_cast_by_noun(const struct dt_cast *cast, struct dt_str noun)
{
    return find(cast, KEY_NOUN, noun);
}

int dt_cast_noun(struct dt_cast *cast, struct dt_str noun, uint32_t was,
                 uint32_t entity, struct dt_err *err)
{
    uint32_t found = find(cast, KEY_NOUN, noun);

    if (found == DT_ENTITY_NONE || found == was) {
        if (!bind(cast, KEY_NOUN, noun, entity))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
        slot_of(cast, KEY_NOUN, noun)->entity = entity;
    } else if (found != entity) {
        slot_of(cast, KEY_NOUN, noun)->entity = DT_ENTITY_AMBIGUOUS;
    }
    return DT_OK;
}

bool dt_cast_knows(const struct dt_cast *cast, struct dt_str word)
{
    return by_surname(cast, word, DT_PRONOUNS_UNKNOWN) != DT_ENTITY_NONE ||
           find(cast, KEY_GIVEN, word) != DT_ENTITY_NONE;
}

void dt_cast_subject(struct dt_cast *cast, uint32_t entity)
{
    if (entity == DT_ENTITY_NONE || cast->recent[0] == entity)
        return;
    memmove(cast->recent + 1, cast->recent,
            (DT_CAST_RECENT - 1) * sizeof cast->recent[0]);
    cast->recent[0] = entity;
    cast->aside = DT_ENTITY_NONE;
}

void dt_cast_same(struct dt_cast *cast, uint32_t noun, uint32_t name)
{
    if (noun >= cast->count || name >= cast->count || noun == name ||
        cast->items[noun].person != NULL)
        return;
    if (cast->items[name].pronouns == DT_PRONOUNS_UNKNOWN)
        cast->items[name].pronouns = cast->items[noun].pronouns;
    if (cast->recent[0] == noun)
        cast->recent[0] = name;
    else if (cast->recent[0] == name && cast->recent[1] == noun)
        cast->recent[1] = name;
}

/* Whether she is who was named last, though not as a subject. */
static bool is_aside(const struct dt_cast *cast, enum dt_pronouns pronouns)
{
    return cast->aside < cast->count && cast->items[cast->aside].human &&
           cast->items[cast->aside].pronouns == pronouns;
}

/* The one of the last subjects that can be somebody, where none surely is. */
static uint32_t by_speaking(const struct dt_cast *cast)
{
    uint32_t result = DT_ENTITY_NONE;

    for (size_t i = 0; i < DT_CAST_RECENT; i++) {
        uint32_t entity = cast->recent[i];

        if (entity >= cast->count || !cast->items[entity].speaks)
            continue;
        if (result != DT_ENTITY_NONE && result != entity)
            return DT_ENTITY_NONE;
        result = entity;
    }
    return result;
}

uint32_t dt_cast_pronoun(const struct dt_cast *cast, enum dt_pronouns pronouns)
{
    for (size_t i = 0; i < DT_CAST_RECENT; i++) {
        uint32_t entity = cast->recent[i];
        const struct dt_entity *item;

        if (entity == DT_ENTITY_NONE)
            break;
        if (entity == DT_ENTITY_AMBIGUOUS)
            return entity;
        item = &cast->items[entity];
        if (!item->human)
            continue;
        if (item->pronouns == pronouns)
            return entity;
        if (item->pronouns == DT_PRONOUNS_UNKNOWN &&
            pronouns != DT_PRONOUNS_THEY)
            return is_aside(cast, pronouns) ? cast->aside : entity;
    }
    if (is_aside(cast, pronouns))
        return cast->aside;
    return pronouns == DT_PRONOUNS_THEY ? DT_ENTITY_NONE : by_speaking(cast);
}

uint32_t dt_cast_last(const struct dt_cast *cast)
{
    for (size_t i = 0; i < DT_CAST_RECENT; i++) {
        uint32_t entity = cast->recent[i];

        if (entity == DT_ENTITY_NONE || entity == DT_ENTITY_AMBIGUOUS)
            return entity;
        if (cast->items[entity].human &&
            cast->items[entity].pronouns != DT_PRONOUNS_THEY)
            return entity;
    }
    return DT_ENTITY_NONE;
}
