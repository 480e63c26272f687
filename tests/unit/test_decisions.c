#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "source/decisions.h"

static struct dt_err err;

#define A "s-00000000000000aa"
#define B "s-00000000000000bb"
#define ON(id) "  - statement: " id "\n    article: one\n"

static struct dt_decisions *read_text(const char *key, const char *list)
{
    struct dt_people *people = NULL;
    struct dt_decisions *decisions = NULL;
    struct dt_buf text = DT_BUF_INIT(1 << 16);

    dt_buf_adds(&text, key);
    dt_buf_adds(&text, list);
    cr_assert(zero(int, dt_people_read(DT_STR("people:\n  - {id: ida-marsh, "
                                              "name: Ida Marsh}\n"),
                                       "people.yaml", &people, &err)));
    if (dt_decisions_read(dt_buf_str(&text), "d.yaml", people, &decisions,
                          &err) < 0)
        decisions = NULL;
    dt_people_free(people);
    dt_buf_release(&text);
    return decisions;
}

static struct dt_decisions *read_list(const char *list)
{
    return read_text("decisions:\n", list);
}

static char *refused(const char *list)
{
    cr_assert(zero(ptr, read_list(list)));
    return err.msg;
}

Test(decisions, all_that_can_be_decided_is_read)
{
    struct dt_decisions *d = read_list(
        ON(A) "    speaker: ida-marsh\n    mode: mixed\n    split: [3, "
              "40]\n" ON(
                  B) "    merge: [s-00000000000000cc]\n    speaker: none\n");
    const struct dt_decision *first;
    size_t count;

    cr_assert(not(zero(ptr, d)), "%s", err.msg);
    first = dt_decisions_of(d, "one", &count);
    cr_assert(eq(sz, count, 2));
    cr_expect(eq(str, (char *)first[0].speaker, "ida-marsh"));
    cr_expect(eq(str, (char *)first[0].mode, "mixed"));
    cr_assert(eq(sz, first[0].split_count, 2));
    cr_expect(eq(u32, first[0].split[1], 40));
    cr_expect(eq(uint, first[1].line, 7));
    cr_expect(eq(str, (char *)first[1].merge[0], "s-00000000000000cc"));
    cr_expect(
        eq(ptr, (void *)dt_decisions_find(d, DT_STR(B)), (void *)&first[1]));
    cr_expect(zero(ptr, (void *)dt_decisions_of(d, "two", &count)));
    dt_decisions_free(d);
}

Test(decisions, faults_are_told_with_their_line)
{
    cr_expect(eq(str, refused(ON(A) "    speaker: ida-mash\n"),
                 "d.yaml:4:14: 'speaker' 'ida-mash' is not in people.yaml "
                 "(did you mean 'ida-marsh'?)"));
    cr_expect(eq(str,
                 refused(ON(A) "    accept: true\n" ON(A) "    accept: true\n"),
                 "d.yaml:5: " A " is decided already on line 2"));
    cr_expect(
        not(zero(ptr, strstr(refused(ON(A)), "d.yaml:2:5: this item decides"))),
        "%s", err.msg);
    cr_expect(not(zero(ptr, strstr(refused(ON(A) "    accept: true\n    mode: "
                                                 "mixed\n"),
                                   "d.yaml:2:5: this item contradicts"))),
              "%s", err.msg);
    cr_expect(not(zero(ptr, strstr(refused(ON(A) "    split: [40, 3]\n"),
                                   "d.yaml:4:"))),
              "%s", err.msg);
    cr_expect(not(zero(ptr, strstr(refused(ON("s-12") "    accept: true\n"),
                                   "d.yaml:2:"))),
              "%s", err.msg);
    cr_expect(
        not(zero(ptr, strstr(refused(ON(A) "    mood: mixed\n"), "d.yaml:4:"))),
        "%s", err.msg);
}

Test(decisions, what_is_written_is_read_back)
{
    const uint32_t split[] = {3, 40};
    const struct dt_decision decision = {.statement = A,
                                         .article = "one",
                                         .words = B,
                                         .speaker = "none",
                                         .mode = "direct",
                                         .split = split,
                                         .split_count = 2};
    struct dt_buf out = DT_BUF_INIT(1 << 16);
    struct dt_decisions *d;

    dt_decision_write(&decision, "why: \"so\"", &out);
    d = read_list(out.ptr);
    cr_assert(not(zero(ptr, d)), "%s", err.msg);
    cr_expect(eq(str, (char *)d->items[0].words, B));
    cr_expect(eq(str, (char *)d->items[0].speaker, "none"));
    cr_expect(eq(str, (char *)d->items[0].mode, "direct"));
    cr_expect(eq(sz, d->items[0].split_count, 2));
    dt_decisions_free(d);
    dt_buf_release(&out);
}

#define FOLD "0123456789abcdef"

static char *copies_refused(const char *list)
{
    cr_assert(zero(ptr, read_text("copies:\n", list)));
    return err.msg;
}

Test(decisions, all_that_can_be_decided_of_copies_is_read)
{
    struct dt_decisions *d = read_text(
        "copies:\n", "  - {article: a, copy_of: b, note: translated}\n"
                     "  - {article: a, not_copy_of: c, judged: [" FOLD
                     ", fedcba9876543210]}\n"
                     "  - {article: b, canonical: true, judged: " FOLD "}\n");
    const struct dt_copy_decision *all;

    cr_assert(not(zero(ptr, d)), "%s", err.msg);
    all = d->copies.items;
    cr_assert(eq(sz, d->copies.count, 3));
    cr_expect(all[0].verdict == DT_COPY_OF);
    cr_expect(eq(str, (char *)all[0].other, "b"));
    cr_expect(zero(ptr, (void *)all[0].judged[0]));
    cr_expect(all[1].verdict == DT_COPY_NOT_OF);
    cr_expect(eq(str, (char *)all[1].judged[1], "fedcba9876543210"));
    cr_expect(all[2].verdict == DT_COPY_CANONICAL);
    cr_expect(eq(uint, all[2].line, 4));
    dt_decisions_free(d);
}

Test(decisions, faults_of_copies_are_told_with_their_line)
{
    static const struct {
        const char *list, *told;
    } cases[] = {
        {"  - {article: a}\n", "d.yaml:2:5: this item must decide one thing"},
        {"  - {article: a, copy_of: b, canonical: true}\n",
         "d.yaml:2:5: this item must decide one thing"},
        {"  - {article: a, copy_of: a}\n", "must name two articles"},
        {"  - {article: a, copy_of: B!}\n", "d.yaml:2:27: 'copy_of' must be"},
        {"  - {article: a, canonical: yes}\n", "must be true"},
        {"  - {article: a, copy_of: b, judged: " FOLD "}\n", "as many judged"},
        {"  - {article: a, copy_of: b, judged: [xyz, " FOLD "]}\n",
         "16 hex digits"},
        {"  - {article: a, copy_of: b}\n  - {article: b, not_copy_of: a}\n",
         "d.yaml:3: b is decided already on line 2"},
        {"  - {article: a, copy_of: b}\n  - {article: a, copy_of: c}\n",
         "d.yaml:3: a is decided already on line 2"},
        {"  - {article: b, not_copy_of: x}\n  - {article: a, copy_of: b}\n"
         "  - {article: b, copy_of: c}\n",
         "d.yaml:3: copy_of: line 4 says that b is a copy itself"},
        {"  - [a]\n", "d.yaml:2:"},
        {"  - {article: a, same_as: b}\n", "same_as"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *message = copies_refused(cases[i].list);

        cr_expect(not(zero(ptr, strstr(message, cases[i].told))), "%zu: %s", i,
                  message);
    }
}

Test(decisions, what_is_written_of_copies_is_read_back)
{
    const struct dt_copy_decision decisions[] = {
        {.article = "a",
         .other = "b",
         .verdict = DT_COPY_NOT_OF,
         .judged = {FOLD, "fedcba9876543210"},
         .note = "why: \"so\""},
        {.article = "c", .verdict = DT_COPY_CANONICAL, .judged = {FOLD}}};
    struct dt_buf out = DT_BUF_INIT(1 << 16);
    struct dt_decisions *d;

    dt_copy_decision_write(&decisions[0], &out);
    dt_copy_decision_write(&decisions[1], &out);
    d = read_text("copies:\n", out.ptr);
    cr_assert(not(zero(ptr, d)), "%s", err.msg);
    cr_assert(eq(sz, d->copies.count, 2));
    cr_expect(d->copies.items[0].verdict == DT_COPY_NOT_OF);
    cr_expect(eq(str, (char *)d->copies.items[0].judged[0], FOLD));
    cr_expect(eq(str, (char *)d->copies.items[1].judged[0], FOLD));
    cr_expect(zero(ptr, (void *)d->copies.items[1].judged[1]));
    cr_expect(eq(str, (char *)d->copies.items[0].note, "why: \"so\""));
    cr_expect(eq(u32, d->copies.items[0].line, 2));
    cr_expect(eq(u32, d->copies.items[0].last_line, 5));
    cr_expect(zero(ptr, (void *)d->copies.items[1].note));
    dt_decisions_free(d);
    dt_buf_release(&out);
}
