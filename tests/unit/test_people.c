#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "source/overlap.h"
#include "source/people.h"

static struct dt_err err;
static struct dt_people *people;

static int load(const char *yaml)
{
    char path[] = "/tmp/dictum-people-XXXXXX";
    int fd = mkstemp(path), rc;

    people = NULL;
    cr_assert(fd >= 0);
    (void)close(fd);
    cr_assert(zero(int, dt_file_write(path, yaml, strlen(yaml), &err)));
    rc = dt_people_load(path, &people, &err);
    (void)unlink(path);
    return rc;
}

static void expect_refused(const char *yaml, const char *message)
{
    cr_expect(eq(int, load(yaml), DT_EFORMAT), "%s", yaml);
    cr_expect(strstr(err.msg, message) != NULL, "got: %s", err.msg);
}

static const char town[] =
    "people:\n"
    "  - id: amira-voss\n"
    "    name: Amira Voss\n"
    "    aliases: [Amira, Dr A. Voss]\n"
    "    misspellings: [Amira Foss]\n"
    "    titles: [Dame]\n"
    "    pronouns: she\n"
    "    identifiers: {wikidata: Q1, isni: '0000'}\n"
    "    memberships:\n"
    "      - {office: Mayor, organisation: Northmoor, from: 2010-05, until: "
    "2014-05-31}\n"
    "      - {office: Governor, from: 2014-06-01}\n"
    "  - id: sean-o-hara\n"
    "    name: Se\xC3\xA1n O'Hara\n"
    "    aliases: Mr O\xE2\x80\x99Hara\n"
    "    titles: [Sir]\n"
    "  - id: ben-voss\n"
    "    name: Ben Voss\n"
    "    titles: [Dame]\n"
    "    aliases: [Amira Voss Junior, Ben Voss Jr.]\n";

static void load_town(void)
{
    cr_assert(zero(int, load(town)), "%s", err.msg);
}

static void drop_town(void)
{
    dt_people_free(people);
}

/* "id:length" of the match at the first place of `from` in text. */
static const char *match(const char *text, const char *from)
{
    static char out[128];
    size_t len = 0;
    const struct dt_person *p = dt_people_match(
        people, DT_STR(text), (size_t)(strstr(text, from) - text), &len);

    if (!p)
        return "nobody";
    (void)snprintf(out, sizeof out, "%s:%zu", p->id, len);
    return out;
}

#define EXPECT_MATCH(text, from, expected) \
    cr_expect(eq(str, (char *)match(text, from), expected), "%s", text)

Test(people, reads_every_field, .init = load_town, .fini = drop_town)
{
    const struct dt_person *p = dt_people_by_id(people, DT_STR("amira-voss"));

    cr_assert(eq(sz, people->count, 3));
    cr_expect(eq(str, (char *)people->items[1].id, "ben-voss"));
    cr_assert(p != NULL);
    cr_expect(eq(uint, p->line, 2));
    cr_expect(eq(sz, p->name_count, 4));
    cr_expect(eq(sz, p->alias_count, 2));
    cr_expect(eq(str, (char *)p->names[3], "Amira Foss"));
    cr_expect(eq(int, (int)p->pronouns, DT_PRONOUNS_SHE));
    cr_expect(eq(str, (char *)p->identifiers[0].scheme, "isni"));
    cr_expect(eq(sz, p->membership_count, 2));
    cr_expect(p->memberships[1].organisation == NULL);
    cr_expect(dt_people_by_id(people, DT_STR("amira")) == NULL);
}

Test(people, matches_the_longest_name, .init = load_town, .fini = drop_town)
{
    EXPECT_MATCH("then Amira Voss said", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira said", "Amira", "amira-voss:5");
    EXPECT_MATCH("Amira Voss Junior said", "Amira", "ben-voss:17");
    EXPECT_MATCH("Amira Voss Jun", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira  Foss", "Amira", "amira-voss:11");
    EXPECT_MATCH("Amira\nVoss", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira\n\nVoss", "Amira", "amira-voss:5");
    EXPECT_MATCH("Dr A. Voss, who", "Dr", "amira-voss:10");
    EXPECT_MATCH("Dame Amira Voss", "Dame", "amira-voss:15");
    EXPECT_MATCH("Dame Ben Voss", "Dame", "ben-voss:13");
    EXPECT_MATCH("Dame Voss", "Dame", "nobody");
    EXPECT_MATCH("amira voss", "amira", "nobody");
    EXPECT_MATCH("Amira", "Amira", "amira-voss:5");
}

Test(people, matches_to_a_words_end, .init = load_town, .fini = drop_town)
{
    EXPECT_MATCH("Amiras", "Amira", "nobody");
    EXPECT_MATCH("Amira\xC3\xA9", "Amira", "nobody");
    EXPECT_MATCH("Amira Voss's plan", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira Voss\xE2\x80\x99s plan", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira Voss\xE2\x80\x9D said", "Amira", "amira-voss:10");
    EXPECT_MATCH("an Amira Voss-led plan", "Amira", "amira-voss:10");
    EXPECT_MATCH("Amira Voss-Taylor", "Amira", "amira-voss:5");
    EXPECT_MATCH("Mr O'Hara's", "Mr", "sean-o-hara:9");
    EXPECT_MATCH("Mr O\xE2\x80\x99Hara", "Mr", "sean-o-hara:11");
    EXPECT_MATCH("Sir Se\xC3\xA1n O\xE2\x80\x99Hara", "Sir", "sean-o-hara:18");
}

Test(people, finds_by_name_and_surname, .init = load_town, .fini = drop_town)
{
    const struct dt_person *found[4] = {NULL};
    const struct dt_person *p =
        dt_people_by_name(people, DT_STR(" Mr  O\xE2\x80\x99Hara "));

    cr_assert(p != NULL);
    cr_expect(eq(str, (char *)p->id, "sean-o-hara"));
    cr_expect(dt_people_by_name(people, DT_STR("Amira V")) == NULL);
    cr_expect(dt_people_by_name(people, DT_STR("")) == NULL);
    cr_expect(dt_people_by_name(people, DT_STR("Amira!")) == NULL);
    cr_expect(dt_people_by_name(people, DT_STR("Ben Voss Jr.")) ==
              dt_people_by_id(people, DT_STR("ben-voss")));
    cr_expect(
        eq(sz, dt_people_by_surname(people, DT_STR("Voss"), found, 4), 2));
    cr_expect(eq(str, (char *)found[0]->id, "amira-voss"));
    cr_expect(eq(str, (char *)found[1]->id, "ben-voss"));
    cr_expect(
        eq(sz, dt_people_by_surname(people, DT_STR("Foss"), found, 0), 1));
    cr_expect(eq(
        sz, dt_people_by_surname(people, DT_STR("O\xE2\x80\x99Hara"), found, 4),
        1));
    cr_expect(
        eq(sz, dt_people_by_surname(people, DT_STR("Amira"), found, 4), 0));
}

Test(people, offices_follow_the_date, .init = load_town, .fini = drop_town)
{
    const struct dt_person *p = dt_people_by_id(people, DT_STR("amira-voss"));
    const struct {
        const char *date, *office;
        size_t count;
    } cases[] = {{"2010-04-30", NULL, 0},    {"2010-05-01", "Mayor", 1},
                 {"2014-05-31", "Mayor", 1}, {"2014-06-01", "Governor", 1},
                 {"2014", NULL, 2},          {"2012", "Mayor", 1},
                 {"2010", NULL, 1},          {"XXXX-06-11", NULL, 0}};
    size_t count;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct dt_membership *m = dt_person_office_on(p, cases[i].date,
                                                            &count);

        cr_expect(eq(sz, count, cases[i].count), "%s", cases[i].date);
        cr_expect(eq(int, m != NULL, cases[i].office != NULL), "%s",
                  cases[i].date);
        if (m && cases[i].office)
            cr_expect(eq(str, (char *)m->office, (char *)cases[i].office));
    }
    cr_expect(dt_person_office_on(p, NULL, &count) == NULL);
}

#define PERSON "people:\n  - id: a-b\n    name: A B\n"

Test(people, refuses_with_the_line)
{
    expect_refused(
        PERSON "    nmae: x\n",
        ":4:5: unknown key 'nmae' in a person (did you mean 'name'?)");
    expect_refused("people:\n  - id: A-b\n    name: A B\n",
                   ":2:9: 'id' must be");
    expect_refused("people:\n  - id: a\n", ":2:5: a person needs 'name:'");
    expect_refused("people: x\n", ":1:9: 'people' must be a list");
    expect_refused("people: [x]\n", ":1:10: a person must be");
    expect_refused("person: []\n", ":1:1: unknown key 'person'");
    expect_refused(PERSON "    aliases: {a: b}\n", ":4:14: 'aliases' must be");
    expect_refused(PERSON "    pronouns: it\n", ":4:15: 'pronouns' must be");
    expect_refused(PERSON "    memberships:\n      - {office: X, from: "
                          "2023-02-29}\n",
                   ":5:27: 'from' is a day that is in no calendar");
    expect_refused(PERSON "    memberships:\n      - {office: X, from: 2020, "
                          "until: 2019}\n",
                   ":5: this membership ends before it begins (from: 2020, "
                   "until: 2019)");
    expect_refused(PERSON "  - id: a-b\n    name: C\n",
                   ":4: the id 'a-b' stands twice (see line 2)");
    expect_refused(PERSON "  - id: a\n    name: C\n    aliases: [A  B]\n",
                   ":4: the name 'A B' of a is a name of a-b too (line 2)");
    expect_refused("people:\n  - id: a\n    name: \"'x\"\n",
                   ":2: the name ''x' must begin and end with a letter");
    expect_refused("people:\n  - id: a\n    name: Ann (Lee)\n",
                   ":2: the name 'Ann (Lee)' must begin and end");
}

Test(people, absent_file_is_named)
{
    cr_expect(eq(int, dt_people_load("no/such.yaml", &people, &err), DT_EIO));
    cr_expect(strstr(err.msg, "no/such.yaml") != NULL);
}

Test(people, an_empty_list_has_nobody)
{
    size_t len;

    cr_assert(zero(int, load("people:\n")), "%s", err.msg);
    cr_expect(eq(sz, people->count, 0));
    cr_expect(dt_people_match(people, DT_STR("Amira"), 0, &len) == NULL);
    dt_people_free(people);
}

/* "a b OFFICE OFFICE" of each overlap, with "|" behind. */
static const char *overlaps(const char *yaml)
{
    static char out[1024];
    struct dt_arena arena = DT_ARENA_INIT(1 << 20);
    struct dt_overlap *items;
    size_t count, len = 0;

    cr_assert(zero(int, load(yaml)), "%s", err.msg);
    cr_assert(
        zero(int, dt_people_overlaps(people, &arena, &items, &count, &err)));
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(
            out + len, sizeof out - len, "%s %s %s %s|", items[i].a->id,
            items[i].b->id, items[i].first->office, items[i].second->office);
    dt_arena_release(&arena);
    dt_people_free(people);
    return out;
}

#define HOLDER(id, name, office, from, until)                \
    "  - id: " id "\n    name: " name "\n    memberships:\n" \
    "      - {office: " office ", organisation: Town, from: " from until "}\n"

Test(people, offices_held_at_once_are_told)
{
    cr_expect(eq(str,
                 (char *)overlaps(
                     "people:\n" HOLDER("ann", "Ann Ode", "Mayor", "2010",
                                        ", until: 2014-05-07")
                         HOLDER("ben", "Ben Ilk", "Mayor", "2014-05-01", "")),
                 "ann ben Mayor Mayor|"));
    /* A successor's first day, or month, may be the last of who was before. */
    cr_expect(eq(str,
                 (char *)overlaps(
                     "people:\n" HOLDER("ann", "Ann Ode", "Mayor", "2010",
                                        ", until: 2014-05-07")
                         HOLDER("ben", "Ben Ilk", "Mayor", "2014-05-07", "")),
                 ""));
    cr_expect(eq(
        str,
        (char *)overlaps("people:\n" HOLDER("ann", "Ann Ode", "Mayor", "2010",
                                            ", until: 2014-05")
                             HOLDER("ben", "Ben Ilk", "Mayor", "2014-05", "")),
        ""));
    cr_expect(
        eq(str,
           (char *)overlaps("people:\n" HOLDER("ann", "Ann Ode", "Mayor",
                                               "2010", ", until: 2014-05-07")
                                HOLDER("ben", "Ben Ilk", "Clerk", "2012", "")),
           ""));
    cr_expect(eq(str,
                 (char *)overlaps("people:\n" HOLDER(
                     "ann", "Ann Ode", "Mayor", "2010",
                     "") "      - {office: Chair, from: 2012}\n"
                         "      - {office: Clerk, until: 2009}\n"),
                 "ann ann Mayor Chair|"));
}
