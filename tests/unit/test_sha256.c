#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/digest.h"

static struct dt_err err;

/* Ours and OpenSSL's, of the same bytes cut in two. */
struct pair {
    struct dt_digest *own, *other, *openssl;
    char text[1100], second[1100];
};

static void start(struct pair *p)
{
    cr_assert(zero(int, dt_digest_new(&p->own, &err)));
    cr_assert(zero(int, dt_digest_new(&p->other, &err)));
    cr_assert(zero(int, dt_digest_new_named(&p->openssl, "sha256", &err)));
    for (size_t i = 0; i < sizeof p->text; i++) {
        p->text[i] = (char)(i * i / 7 + 3 * i);
        p->second[i] = (char)(i * 11 + i / 5);
    }
}

static void stop(struct pair *p)
{
    dt_digest_free(p->own);
    dt_digest_free(p->other);
    dt_digest_free(p->openssl);
}

static void expect(struct pair *p, struct dt_str text,
                   const unsigned char raw[DT_DIGEST_SIZE])
{
    unsigned char wanted[DT_DIGEST_SIZE];

    (void)dt_digest_update(p->openssl, text.ptr, text.len, &err);
    (void)dt_digest_finish_raw(p->openssl, wanted, &err);
    cr_expect(zero(int, memcmp(raw, wanted, sizeof wanted)), "%zu bytes",
              text.len);
}

Test(sha256, one_message_in_two_pieces_is_as_openssl_has_it)
{
    unsigned char raw[DT_DIGEST_SIZE];
    struct pair p;

    start(&p);
    for (size_t len = 0; len <= 300; len++)
        for (size_t cut = 0; cut <= len; cut += 1 + len / 9) {
            (void)dt_digest_update(p.own, p.text, cut, &err);
            (void)dt_digest_update(p.own, p.text + cut, len - cut, &err);
            (void)dt_digest_finish_raw(p.own, raw, &err);
            expect(&p, (struct dt_str){p.text, len}, raw);
        }
    stop(&p);
}

Test(sha256, two_messages_do_not_disturb_each_other)
{
    unsigned char raw[2][DT_DIGEST_SIZE];
    struct pair p;

    start(&p);
    for (size_t len = 0; len <= 700; len++) {
        size_t more = len * 37 % 1100, cut = len / 3, half = more / 2;

        (void)dt_digest_update_two(p.own, (struct dt_str){p.text, cut}, p.other,
                                   (struct dt_str){p.second, half}, &err);
        (void)dt_digest_update_two(
            p.own, (struct dt_str){p.text + cut, len - cut}, p.other,
            (struct dt_str){p.second + half, more - half}, &err);
        (void)dt_digest_finish_two(p.own, raw[0], p.other, raw[1], &err);
        expect(&p, (struct dt_str){p.text, len}, raw[0]);
        expect(&p, (struct dt_str){p.second, more}, raw[1]);
    }
    stop(&p);
}

Test(sha256, two_by_openssl_are_the_same_as_two_by_us)
{
    unsigned char raw[2][DT_DIGEST_SIZE], other[2][DT_DIGEST_SIZE];
    struct dt_digest *openssl = NULL;
    struct pair p;

    start(&p);
    cr_assert(zero(int, dt_digest_new_named(&openssl, "sha256", &err)));
    (void)dt_digest_update_two(p.own, DT_STR("one"), p.other, DT_STR("two"),
                               &err);
    (void)dt_digest_finish_two(p.own, raw[0], p.other, raw[1], &err);
    (void)dt_digest_update_two(p.openssl, DT_STR("one"), openssl, DT_STR("two"),
                               &err);
    (void)dt_digest_finish_two(p.openssl, other[0], openssl, other[1], &err);
    cr_expect(zero(int, memcmp(raw, other, sizeof raw)));
    dt_digest_free(openssl);
    stop(&p);
}

/* Lengths around one block and two, so that each way to end comes up. */
Test(sha256, each_of_many_messages_is_as_openssl_has_it)
{
    enum { COUNT = 9 };
    struct dt_digest_message by_us[COUNT], by_openssl[COUNT];
    struct pair p;

    start(&p);
    for (size_t first = 0; first < 200; first++)
        for (size_t second = 0; second < 200; second += 1 + first % 7) {
            for (size_t i = 0; i < COUNT; i++) {
                struct dt_digest_message *m = &by_us[i];

                m->part[0] = (struct dt_str){p.text + i, first * (i + 1) / 3};
                m->part[1] = (struct dt_str){p.second, second * (i % 4)};
                by_openssl[i] = *m;
            }
            cr_assert(zero(int, dt_digest_each(p.own, by_us, COUNT, &err)));
            cr_assert(
                zero(int, dt_digest_each(p.openssl, by_openssl, COUNT, &err)));
            for (size_t i = 0; i < COUNT; i++)
                cr_assert(zero(int, memcmp(by_us[i].raw, by_openssl[i].raw,
                                           DT_DIGEST_SIZE)),
                          "message %zu: %zu and %zu bytes", i,
                          by_us[i].part[0].len, by_us[i].part[1].len);
        }
    stop(&p);
}

Test(sha256, of_no_message_and_of_empty_ones_there_is_a_digest)
{
    struct dt_digest_message m[3] = {{.part = {{NULL, 0}, {NULL, 0}}},
                                     {.part = {{NULL, 0}, {"abc", 3}}},
                                     {.part = {{"abc", 3}, {NULL, 0}}}};
    struct pair p;

    start(&p);
    cr_assert(zero(int, dt_digest_each(p.own, NULL, 0, &err)));
    cr_assert(zero(int, dt_digest_each(p.own, m, 3, &err)));
    expect(&p, DT_STR(""), m[0].raw);
    expect(&p, DT_STR("abc"), m[1].raw);
    expect(&p, DT_STR("abc"), m[2].raw);
    stop(&p);
}

/* FIPS 180-4's example of one million times "a" (csrc.nist.gov). */
Test(sha256, a_million_letters)
{
    static const unsigned char wanted[4] = {0xcd, 0xc7, 0x6e, 0x5c};
    unsigned char raw[DT_DIGEST_SIZE];
    struct pair p;

    start(&p);
    memset(p.text, 'a', sizeof p.text);
    for (int i = 0; i < 1000; i++)
        (void)dt_digest_update(p.own, p.text, 1000, &err);
    (void)dt_digest_finish_raw(p.own, raw, &err);
    cr_expect(zero(int, memcmp(raw, wanted, sizeof wanted)));
    stop(&p);
}
