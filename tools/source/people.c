#include "source/people.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/edtf.h"
#include "base/near.h"
#include "source/people_index.h"
#include "source/entry.h"

enum { MOST_PEOPLE = 100 * 1000, MOST_TITLES = 8 };

/* Behind the struct dt_people that callers see. */
struct people_store {
    struct dt_people people;
    struct dt_arena arena;
    struct dt_person *items;
    size_t room;
    const char *path; /* while loading */
};

/* A person as the file has it, before its names are put together. */
struct person_record {
    struct dt_person person;
    struct dt_entry_texts aliases, misspellings, titles;
};

static int out_of_memory(const struct dt_entry_file *file, struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
}

static int read_pronouns(const struct dt_entry_file *file,
                         const struct dt_yaml_node *value, void *field,
                         struct dt_err *err)
{
    enum dt_pronouns *out = field;

    if (dt_str_is(value->text, "she"))
        *out = DT_PRONOUNS_SHE;
    else if (dt_str_is(value->text, "he"))
        *out = DT_PRONOUNS_HE;
    else if (dt_str_is(value->text, "they"))
        *out = DT_PRONOUNS_THEY;
    else
        return dt_entry_fail(file, value, "must be she, he or they", err);
    return DT_OK;
}

static int by_scheme(const void *a, const void *b)
{
    const struct dt_identifier *x = a, *y = b;

    return strcmp(x->scheme, y->scheme);
}

static int read_identifiers(const struct dt_entry_file *file,
                            const struct dt_yaml_node *value, void *field,
                            struct dt_err *err)
{
    struct dt_person *person = field;
    struct dt_identifier *items;

    if (value->type != DT_YAML_MAPPING)
        return dt_entry_fail(file, value, "must be 'scheme: value' lines", err);
    items = dt_arena_array(file->arena, value->count + 1, sizeof *items);
    if (!items)
        return out_of_memory(file, err);
    person->identifiers = items;
    for (const struct dt_yaml_node *v = value->first; v; v = v->next) {
        struct dt_identifier *item = &items[person->identifier_count];
        int rc = dt_entry_text(file, v, &item->value, err);

        if (rc < 0)
            return rc;
        item->scheme = dt_arena_copy(file->arena, v->key);
        if (!item->scheme)
            return out_of_memory(file, err);
        person->identifier_count++;
    }
    qsort(items, person->identifier_count, sizeof *items, by_scheme);
    return DT_OK;
}

static int read_membership(const struct dt_entry_file *file,
                           const struct dt_yaml_node *item,
                           struct dt_membership *out, struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"office", dt_entry_text, offsetof(struct dt_membership, office), true},
        {"organisation", dt_entry_text,
         offsetof(struct dt_membership, organisation), false},
        {"from", dt_entry_edtf, offsetof(struct dt_membership, from), false},
        {"until", dt_entry_edtf, offsetof(struct dt_membership, until), false},
        {NULL, NULL, 0, false}};
    int64_t first, last;
    int rc = dt_entry_read(file, item, fields, "a membership", out, err);

    out->first = INT64_MIN;
    out->last = INT64_MAX;
    if (out->from && dt_edtf_days(DT_STR(out->from), &first, &last))
        out->first = first;
    if (out->until && dt_edtf_days(DT_STR(out->until), &first, &last))
        out->last = last;
    if (rc == DT_OK && out->first > out->last)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%s:%u: this membership ends before it "
                     "begins (from: %.40s, until: %.40s)",
                     file->name, item->line, out->from, out->until);
    return rc;
}

static int read_memberships(const struct dt_entry_file *file,
                            const struct dt_yaml_node *value, void *field,
                            struct dt_err *err)
{
    struct dt_person *person = field;
    struct dt_membership *items;

    items = dt_entry_room(file, value, sizeof *items, err);
    if (!items)
        return (int)err->code;
    person->memberships = items;
    for (const struct dt_yaml_node *v = value->first; v; v = v->next) {
        int rc = read_membership(file, v, &items[person->membership_count],
                                 err);

        if (rc < 0)
            return rc;
        person->membership_count++;
    }
    return DT_OK;
}

/* The names of a person, each once; how many of them came from texts. */
static size_t add_names(struct dt_person *person, const char **names,
                        const struct dt_entry_texts *texts)
{
    size_t before = person->name_count;

    for (size_t i = 0; i < texts->count; i++) {
        size_t n = 0;

        while (n < person->name_count && strcmp(names[n], texts->items[i]) != 0)
            n++;
        if (n == person->name_count)
            names[person->name_count++] = texts->items[i];
    }
    return person->name_count - before;
}

static int join_names(const struct dt_entry_file *file,
                      struct person_record *record,
                      const struct dt_yaml_node *item, struct dt_err *err)
{
    struct dt_person *person = &record->person;
    const struct dt_entry_texts own = {&person->name, 1};
    const char **names = dt_arena_array(
        file->arena, 1 + record->aliases.count + record->misspellings.count,
        sizeof *names);

    if (!names)
        return out_of_memory(file, err);
    (void)add_names(person, names, &own);
    person->alias_count = add_names(person, names, &record->aliases);
    (void)add_names(person, names, &record->misspellings);
    person->names = names;
    person->titles = record->titles.items;
    person->title_count = record->titles.count;
    if (person->name_count > DT_RECORD_LIST)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u: more than %d names", file->name,
                       item->line, DT_RECORD_LIST);
    if (person->title_count > MOST_TITLES)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u: more than %d titles",
                       file->name, item->line, MOST_TITLES);
    return DT_OK;
}

#define PERSON(field) offsetof(struct person_record, person.field)

static const struct dt_entry_field person_fields[] = {
    {"id", dt_entry_slug, PERSON(id), true},
    {"name", dt_entry_text, PERSON(name), true},
    {"aliases", dt_entry_texts, offsetof(struct person_record, aliases), false},
    {"misspellings", dt_entry_texts,
     offsetof(struct person_record, misspellings), false},
    {"titles", dt_entry_texts, offsetof(struct person_record, titles), false},
    {"pronouns", read_pronouns, PERSON(pronouns), false},
    {"identifiers", read_identifiers, offsetof(struct person_record, person),
     false},
    {"memberships", read_memberships, offsetof(struct person_record, person),
     false},
    {"note", dt_entry_note, 0, false},
    {NULL, NULL, 0, false}};

static int read_person(void *ctx, struct dt_str list,
                       const struct dt_yaml_node *item, struct dt_err *err)
{
    struct people_store *store = ctx;
    const struct dt_entry_file file = {store->path, &store->arena,
                                       &store->people.notes};
    struct person_record record = {.person.line = item->line};
    int rc;

    if (!dt_str_is(list, "people"))
        return DT_OK;
    rc = dt_entry_grow((void **)&store->items, &store->room,
                       store->people.count, sizeof *store->items, MOST_PEOPLE,
                       store->path, err);
    if (rc == DT_OK)
        rc = dt_entry_read(&file, item, person_fields, "a person", &record,
                           err);
    if (rc == DT_OK)
        rc = join_names(&file, &record, item, err);
    if (rc == DT_OK)
        store->items[store->people.count++] = record.person;
    return rc;
}

static int by_id(const void *a, const void *b)
{
    const struct dt_person *x = a, *y = b;

    return dt_entry_order(x->id, x->line, y->id, y->line);
}

static int sort_people(struct people_store *store, struct dt_err *err)
{
    struct dt_person *p = store->items;

    if (store->people.count)
        qsort(p, store->people.count, sizeof *p, by_id);
    for (size_t i = 1; i < store->people.count; i++)
        if (strcmp(p[i - 1].id, p[i].id) == 0)
            return dt_entry_twice(store->path, p[i].id, p[i].line,
                                  p[i - 1].line, err);
    store->people.items = p;
    return DT_OK;
}

static int read_all(struct people_store *store, struct dt_str bytes,
                    struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"people", dt_entry_list, 0, false}, {NULL, NULL, 0, false}};
    const struct dt_entry_file file = {store->path, &store->arena, NULL};
    const struct dt_yaml_node *root = NULL;
    int rc = dt_yaml_parse(bytes, store->path, read_person, store,
                           &store->arena, &root, err);

    if (rc == DT_OK)
        rc = dt_entry_read(&file, root, fields, "people.yaml", store, err);
    if (rc == DT_OK)
        rc = sort_people(store, err);
    if (rc == DT_OK)
        rc = dt_people_index_new(&store->people, store->path,
                                 strtoull(store->people.sha256 + 48, NULL, 16),
                                 &store->people.index, err);
    return rc;
}

int dt_people_read(struct dt_str bytes, const char *path,
                   struct dt_people **out, struct dt_err *err)
{
    struct people_store *store = calloc(1, sizeof *store);
    int rc;

    if (!store)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    store->arena = DT_ARENA_INIT((size_t)4 * 1024 * 1024 * 1024);
    store->path = path;
    rc = dt_digest_once(bytes, store->people.sha256, err);
    if (rc == DT_OK)
        rc = read_all(store, bytes, err);
    store->path = NULL;
    if (rc < 0)
        dt_people_free(&store->people);
    else
        *out = &store->people;
    return rc;
}

int dt_people_load(const char *path, struct dt_people **out, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SOURCE_FILE_MOST);
    int rc = dt_entry_read_file(path, &bytes, err);

    if (rc == DT_OK)
        rc = dt_people_read(dt_buf_str(&bytes), path, out, err);
    dt_buf_release(&bytes);
    return rc;
}

void dt_people_free(struct dt_people *people)
{
    /* The first member of a struct is at its address. */
    struct people_store *store = (struct people_store *)(void *)people;

    if (!store)
        return;
    dt_people_index_free(store->people.index);
    dt_arena_release(&store->arena);
    free(store->items);
    free(store);
}

const struct dt_person *dt_people_by_id(const struct dt_people *people,
                                        struct dt_str id)
{
    return dt_entry_find(people->items, people->count, sizeof *people->items,
                         id);
}

void dt_people_unknown(const struct dt_people *people, struct dt_str id,
                       struct dt_buf *out)
{
    const struct dt_person *named = dt_people_by_name(people, id);
    struct dt_near near = dt_near_to(id);

    if (named)
        near.best = named->id;
    for (size_t i = 0; !named && i < people->count; i++)
        dt_near_try(&near, people->items[i].id);
    dt_buf_adds(out, "is not in people.yaml");
    if (near.best)
        dt_buf_addf(out, " (did you mean '%.100s'?)", near.best);
    else
        dt_buf_adds(out, " (give the id of one that it has, or add this one)");
}

const struct dt_membership *dt_person_office_in(const struct dt_person *person,
                                                int64_t first, int64_t last,
                                                size_t *count)
{
    const struct dt_membership *held = NULL;
    bool certain = false;

    *count = 0;
    for (size_t i = 0; i < person->membership_count; i++) {
        const struct dt_membership *m = &person->memberships[i];

        if (last < m->first || first > m->last)
            continue;
        certain = m->first <= first && last <= m->last;
        held = m;
        ++*count;
    }
    return *count == 1 && certain ? held : NULL;
}

const struct dt_membership *dt_person_office_on(const struct dt_person *person,
                                                const char *date, size_t *count)
{
    int64_t first, last;

    *count = 0;
    return date && dt_edtf_days(DT_STR(date), &first, &last)
               ? dt_person_office_in(person, first, last, count)
               : NULL;
}
