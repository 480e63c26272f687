#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "manifest/utterances.h"
#include "statement/transcripts.h"

static const char town[] = "people:\n"
                           "  - {id: ann-lee, name: Ann Lee}\n"
                           "  - {id: bob-ray, name: Bob Ray}\n";

enum { SOURCES = 4 };

static struct dt_people *people;
static struct dt_utterances *u;
static struct dt_err err;

static void start(void)
{
    cr_assert(
        zero(int, dt_people_read(DT_STR(town), "people.yaml", &people, &err)));
    cr_assert(zero(int, dt_utterances_new(&u, people, SOURCES, &err)));
    for (size_t i = 0; i < SOURCES; i++)
        u->before[i] = u->now[i] = i + 1;
}

static void stop(void)
{
    dt_utterances_free(u);
    dt_people_free(people);
}

TestSuite(utterances, .init = start, .fini = stop);

static void add(const char *id, uint32_t article, const char *speaker,
                enum dt_mode mode, uint32_t from)
{
    struct dt_span span = {from, from + 9};
    struct dt_statement s = {.speaker = speaker,
                             .mode = mode,
                             .spans = &span,
                             .span_count = 1,
                             .said_on = "2021-05-17"};

    (void)snprintf(s.id, sizeof s.id, "%s", id);
    cr_assert(zero(int, dt_utterances_add(u, article, &s, &err)));
}

/* A line of the last build of the same form. */
static void carry(const char *id, size_t article, const char *speaker,
                  const char *mode, unsigned from, bool taken, bool remember)
{
    static const struct {
        enum dt_statement_member member;
        const char *name;
    } read[] = {
        {DT_STATEMENT_FIDELITY, "fidelity"}, {DT_STATEMENT_ID, "id"},
        {DT_STATEMENT_MODE, "mode"},         {DT_STATEMENT_SAID_ON, "said_on"},
        {DT_STATEMENT_SAME_AS, "same_as"},   {DT_STATEMENT_SPANS, "spans"},
        {DT_STATEMENT_SPEAKER, "speaker"}};
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    uint32_t member[DT_RECORD_MEMBERS];
    char line[600];

    (void)snprintf(line, sizeof line,
                   "{\"fidelity\":{\"verdict\":\"not-found\"},\"id\":\"%s\","
                   "\"mode\":\"%s\",\"said_on\":\"2021-05-17\",\"same_as\":"
                   "\"s-00000000000000ff\",\"spans\":[[%u,%u]],\"speaker\":%s}",
                   id, mode, from, from + 9, speaker);
    cr_assert(zero(int, dt_json_parse(&doc, DT_STR(line), &err)));
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        member[read[i].member] = (uint32_t)dt_json_get(&doc, DT_JSON_ROOT,
                                                       read[i].name);
    cr_assert(
        zero(int, dt_utterances_carry(
                      u, article, &doc, member, SIZE_MAX,
                      (struct dt_carried){.taken = taken, .remember = remember},
                      &err)));
    dt_json_doc_release(&doc);
}

Test(utterances, ids_are_numbers_and_back)
{
    char name[19];

    cr_expect(eq(u64, dt_utterance_id(DT_STR("s-00000000000000ff")), 255));
    cr_expect(zero(u64, dt_utterance_id(DT_STR("s-00000000000000FF"))));
    cr_expect(zero(u64, dt_utterance_id(DT_STR("a-00000000000000ff"))));
    cr_expect(zero(u64, dt_utterance_id(DT_STR("s-0ff"))));
    dt_utterance_name(UINT64_C(0x0123456789abcdef), name);
    cr_expect(zero(strcmp(name, "s-0123456789abcdef")), "%s", name);
}

Test(utterances, what_nobody_says_in_so_many_words_is_left_out)
{
    add("s-0000000000000001", 0, "ann-lee", DT_MODE_INDIRECT, 0);
    add("s-0000000000000002", 0, NULL, DT_MODE_DIRECT, 0);
    add("s-0000000000000003", 0, "zoe-poe", DT_MODE_DIRECT, 0);
    carry("s-0000000000000004", 0, "null", "direct", 0, true, true);
    carry("s-0000000000000005", 0, "\"ann-lee\"", "indirect", 0, true, true);
    cr_expect(zero(sz, u->count));
    add("s-0000000000000006", 0, "ann-lee", DT_MODE_MIXED, 0);
    cr_assert(eq(sz, u->count, 1));
    cr_expect(eq(i32, u->items[0].day, 18764)); /* date -d 2021-05-17 +%s */
    cr_expect(u->items[0].made && !u->items[0].unsettled);
}

/* Transcripts first, by speaker, article and place; then quotations. */
Test(utterances, their_order_is_that_of_what_they_are)
{
    static const uint64_t wanted[] = {4, 3, 6, 5, 2, 1};

    add("s-0000000000000001", 3, "ann-lee", DT_MODE_DIRECT, 0);
    add("s-0000000000000002", 1, "bob-ray", DT_MODE_MIXED, 50);
    add("s-0000000000000003", 0, "bob-ray", DT_MODE_SPEECH, 10);
    add("s-0000000000000004", 2, "ann-lee", DT_MODE_AUTHORED, 90);
    add("s-0000000000000005", 1, "ann-lee", DT_MODE_DIRECT, 20);
    add("s-0000000000000006", 2, "bob-ray", DT_MODE_SPEECH, 5);
    cr_assert(zero(int, dt_utterances_sort(u, &err)));
    for (size_t i = 0; i < 6; i++)
        cr_expect(eq(u64, u->items[i].id, wanted[i]), "%zu", i);
}

/* The sums are the same exactly when what was said is. */
Test(utterances, a_speaker_whose_words_are_as_they_were_has_the_same_sum)
{
    carry("s-0000000000000001", 0, "\"ann-lee\"", "speech", 10, false, true);
    carry("s-0000000000000002", 1, "\"bob-ray\"", "speech", 10, false, true);
    carry("s-0000000000000003", 2, "\"bob-ray\"", "direct", 10, true, true);
    add("s-0000000000000001", 0, "ann-lee", DT_MODE_SPEECH, 10);
    add("s-0000000000000002", 1, "bob-ray", DT_MODE_SPEECH, 11);
    cr_assert(zero(int, dt_utterances_sort(u, &err)));
    cr_expect(eq(u64, u->voices[0].said, u->voices[0].said_before));
    cr_expect(ne(u64, u->voices[1].said, u->voices[1].said_before));
    cr_expect(eq(u64, u->voices[1].told, u->voices[1].told_before));
    cr_expect(ne(u64, u->voices[1].told, 0));
}

Test(utterances, a_verdict_is_remembered_for_the_same_words_alone)
{
    const struct dt_earlier *earlier;

    carry("s-0000000000000001", 0, "\"ann-lee\"", "direct", 10, false, true);
    carry("s-0000000000000002", 0, "\"ann-lee\"", "direct", 30, false, true);
    carry("s-0000000000000003", 0, "\"ann-lee\"", "direct", 50, false, false);
    carry("s-0000000000000004", 0, "\"ann-lee\"", "direct", 70, true, true);
    add("s-0000000000000001", 0, "ann-lee", DT_MODE_DIRECT, 10);
    add("s-0000000000000002", 0, "ann-lee", DT_MODE_DIRECT, 31);
    add("s-0000000000000003", 0, "ann-lee", DT_MODE_DIRECT, 50);
    cr_assert(zero(int, dt_utterances_sort(u, &err)));
    cr_assert(eq(sz, u->count, 4));
    earlier = dt_utterances_earlier(u, &u->items[0]);
    cr_assert(earlier != NULL);
    cr_expect(eq(u64, earlier->same_as, 255));
    cr_expect(zero(strcmp(earlier->fidelity, "{\"verdict\":\"not-found\"}")));
    cr_expect(dt_utterances_earlier(u, &u->items[1]) == NULL, "moved");
    cr_expect(dt_utterances_earlier(u, &u->items[2]) == NULL, "not kept");
    cr_expect(u->items[3].unsettled && !u->items[3].made);
    cr_expect(eq(u64, u->items[3].same_as, 255));
}

Test(utterances, an_article_is_its_text_its_date_and_what_it_copies)
{
    struct dt_str none = {NULL, 0}, a = DT_STR("a"), b = DT_STR("b");
    uint64_t stamp = dt_utterances_stamp(a, b, none, none);

    cr_expect(eq(u64, stamp, dt_utterances_stamp(a, b, none, none)));
    cr_expect(ne(u64, stamp, dt_utterances_stamp(b, b, none, none)));
    cr_expect(ne(u64, stamp, dt_utterances_stamp(a, none, none, none)));
    cr_expect(ne(u64, stamp, dt_utterances_stamp(a, none, b, none)));
    cr_expect(ne(u64, stamp, dt_utterances_stamp(a, DT_STR(""), b, none)));
    cr_expect(ne(u64, stamp, dt_utterances_stamp(a, b, none, b)));
    cr_expect(ne(u64, dt_utterances_stamp(none, none, none, none), 0));
}
