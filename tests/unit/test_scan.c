#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/fingerprint.h"
#include "manifest/scan.h"

static const struct {
    enum dt_records kind;
    const char *line;
} lines[] = {
    {DT_STATEMENTS,
     "{\"article\":\"one\",\"candidates\":[\"a\",\"b-c\"],\"commitment\":null,"
     "\"confidence\":950,"
     "\"cue\":{\"span\":[9,12],\"verb\":\"said\"},\"event\":{\"date\":"
     "\"2020-02-29\",\"name\":null,\"place\":\"Wendmouth\"},\"fidelity\":{"
     "\"against\":\"two\",\"changed\":[\"negation\"],\"parts\":[{\"op\":"
     "\"equal\",\"quote\":[0,3],\"source\":[4,7]}],\"searched\":2,"
     "\"verdict\":\"altered\",\"word_error\":null},\"id\":"
     "\"s-0123456789abcdef\",\"mode\":\"direct\",\"office\":null,\"rule\":"
     "\"cue-after\",\"said_at\":\"Leeds\",\"said_at_from\":[2,7],\"said_on\":"
     "\"XXXX-06-11\",\"said_on_from\":[1,8],\"same_"
     "as\":null,\"seal\":\"0123456789abcdef\",\"spans\":"
     "[[0,8],[13,4294967295]],\"speaker\":\"ada\",\"speaker_name\":"
     "\"Ada \\\"the\\\" Ash\",\"text\":\"“Well” – \\\\ \\nso\"}"},
    {DT_REDIRECTS,
     "{\"id\":\"a\",\"note\":\"\",\"reason\":\"re-attributed\",\"release\":"
     "\"1.2.3\",\"seal\":\"0123456789abcdef\",\"to\":null}"},
    {DT_REDIRECTS,
     "{\"id\":\"a\",\"note\":\"\",\"reason\":\"merged\",\"release\":"
     "\"1.2.3\",\"seal\":\"0123456789abcdef\",\"to\":\"short\"}"},
    {DT_SNAPSHOTS,
     "{\"bytes\":999999999999999999,\"file\":null,\"http\":null,\"id\":"
     "\"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\","
     "\"media_type\":\"text/html\",\"retrieved\":\"2024-05-02T09:14:00Z\","
     "\"seal\":\"0123456789abcdef\",\"source\":\"one\",\"url\":null,"
     "\"warc\":null}"},
};

struct bench {
    struct dt_json_doc fast, slow;
    uint32_t found[DT_RECORD_MEMBERS], wanted[DT_RECORD_MEMBERS];
    struct dt_err err;
};

/* Whether each way takes the line; both find the same when both do. */
static void read_both(struct bench *b, enum dt_records kind, struct dt_str line,
                      bool *fast, bool *slow)
{
    *slow = dt_scan_any(kind, line, &b->slow, b->wanted, &b->err) == DT_OK;
    (void)dt_json_parse(&b->fast, line, &b->err); /* room for the tokens */
    *fast = dt_scan_record(kind, line, &b->fast, b->found);
    if (!*fast || !*slow)
        return;
    cr_assert(eq(sz, b->fast.count, b->slow.count));
    for (size_t i = 0; i < b->fast.count; i++) {
        const struct dt_json_token *x = &b->fast.tokens[i];
        const struct dt_json_token *y = &b->slow.tokens[i];

        cr_assert(x->start == y->start && x->end == y->end &&
                      x->next == y->next && x->count == y->count &&
                      x->type == y->type && x->escaped == y->escaped,
                  "token %zu", i);
    }
    cr_assert(zero(int, memcmp(b->found, b->wanted, sizeof b->found)));
}

Test(scan, both_ways_read_the_same)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct bench b = {.fast = DT_JSON_DOC_INIT, .slow = DT_JSON_DOC_INIT};
        bool fast, slow;

        read_both(&b, lines[i].kind, DT_STR(lines[i].line), &fast, &slow);
        cr_expect(slow, "line %zu: %s", i, b.err.msg);
        cr_expect(fast, "line %zu", i);
        dt_json_doc_release(&b.fast);
        dt_json_doc_release(&b.slow);
    }
}

Test(scan, a_changed_byte_is_judged_alike)
{
    static const char bytes[] = "\"\\{}[],:0n\x01 \xE2z";

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct bench b = {.fast = DT_JSON_DOC_INIT, .slow = DT_JSON_DOC_INIT};
        char *line = strdup(lines[i].line);
        size_t len = strlen(line);

        for (size_t at = 0; at < len; at++)
            for (const char *to = bytes; *to; to++) {
                char before = line[at];
                bool fast, slow;

                line[at] = *to;
                read_both(&b, lines[i].kind, (struct dt_str){line, len}, &fast,
                          &slow);
                cr_expect(fast == slow, "line %zu, byte %zu is now %c", i, at,
                          *to);
                line[at] = before;
            }
        for (size_t cut = 0; cut < len; cut++) {
            bool fast, slow;

            read_both(&b, lines[i].kind, (struct dt_str){line, cut}, &fast,
                      &slow);
            cr_expect(zero(int, fast + slow), "line %zu, cut at %zu", i, cut);
        }
        free(line);
        dt_json_doc_release(&b.fast);
        dt_json_doc_release(&b.slow);
    }
}

Test(fingerprint, tells_every_changed_byte_and_is_the_same_for_the_same)
{
    static struct dt_fingerprint_key key, other;
    struct dt_fingerprint first, again;
    struct dt_err err;
    char text[DT_FINGERPRINT_MOST];

    cr_assert(zero(int, dt_fingerprint_init(&key, &err)));
    cr_assert(zero(int, dt_fingerprint_init(&other, &err)));
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    for (size_t len = 0; len <= sizeof text; len += 1 + len / 3) {
        struct dt_str s = {text, len};

        first = dt_fingerprint(&key, s);
        again = dt_fingerprint(&key, s);
        cr_expect(first.high == again.high && first.low == again.low);
        for (size_t at = 0; at < len; at++) {
            text[at] ^= 1;
            again = dt_fingerprint(&key, s);
            text[at] ^= 1;
            cr_expect(first.high != again.high || first.low != again.low,
                      "byte %zu of %zu", at, len);
        }
    }
    again = dt_fingerprint(&other, (struct dt_str){text, 100});
    first = dt_fingerprint(&key, (struct dt_str){text, 100});
    cr_expect(first.high != again.high || first.low != again.low);
}

/* Texts that differ in the highest bits of a word alone are told apart too. */
Test(fingerprint, of_any_length)
{
    static struct dt_fingerprint_key key;
    struct dt_err err;

    for (size_t i = 0; i < 1500; i++) {
        cr_assert_eq(dt_fingerprint_init(&key, &err), DT_OK);
        cr_assert_neq(dt_fingerprint_any(&key, DT_STR("member-1")),
                      dt_fingerprint_any(&key, DT_STR("member-5")));
    }
}
