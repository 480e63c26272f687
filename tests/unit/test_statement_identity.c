#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "statement_help.h"

static struct dt_err err;

/* What an id must be, put together by hand from its parts. */
static const char *id_of(const void *data, size_t len)
{
    static char id[20];
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_digest *d = NULL;

    cr_assert(zero(int, dt_digest_new(&d, &err)));
    cr_assert(zero(int, dt_digest_bytes(d, data, len, hex, &err)));
    dt_digest_free(d);
    (void)snprintf(id, sizeof id, "s-%.16s", hex);
    return id;
}

static const char text[] = "Amira Voss said: “It’s HERE, now.”\n\n"
                           "Ann Cole said: “It’s here now.”\n\n"
                           "Amira Voss said: “It's here – now!”\n\n"
                           "Amira Voss said: “Its here now.”";

Test(statement_identity, hashes_article_speaker_and_fold)
{
    static const char first[] = "test\0amira-voss\0its here now";
    static const char other[] = "test\0Ann Cole\0its here now";
    static const char again[] = "test\0amira-voss\0its here now\0002";
    static const char third[] = "test\0amira-voss\0its here now\0003";
    struct statement_case c;

    statement_open(&c, text, statement_town);
    statement_run(&c);
    cr_assert(eq(sz, c.count, 4));
    cr_expect(eq(str, c.items[0].id, (char *)id_of(first, sizeof first - 1)));
    cr_expect(eq(str, c.items[1].id, (char *)id_of(other, sizeof other - 1)));
    cr_expect(eq(str, c.items[2].id, (char *)id_of(again, sizeof again - 1)));
    cr_expect(eq(str, c.items[3].id, (char *)id_of(third, sizeof third - 1)));
    for (size_t i = 0; i < c.count; i++)
        for (size_t k = 0; k < i; k++)
            cr_expect(ne(str, c.items[i].id, c.items[k].id));
    statement_release(&c);
}

Test(statement_identity, withheld_words_cannot_be_guessed_from_the_id)
{
    unsigned char key[32], raw[32];
    char hex[DT_DIGEST_HEX_SIZE], message[128];
    struct statement_case c;
    int len;

    cr_assert(zero(int, dt_commit_key(DT_STR("snapshot"), key, &err)));
    statement_open(&c, "Amira Voss said: “Yes, now.”", statement_town);
    c.in.commit_key = key;
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1));
    cr_assert(zero(int, dt_digest_hmac(key, 32, "yes now", 7, raw, &err)));
    dt_digest_hex(raw, hex);
    len = snprintf(message, sizeof message, "test%camira-voss%c%s", 0, 0, hex);
    cr_expect(eq(str, c.items[0].id, (char *)id_of(message, (size_t)len)));
    statement_release(&c);
}

Test(statement_identity, commitments_are_domain_separated_hmacs)
{
    static const char domain[] = "dictum commitment key v1";
    unsigned char key[32], expected[32], raw[32];
    struct dt_statement s = {.id = "s-0123456789abcdef"};
    char hex[65], want[65], message[128];
    int len;

    cr_assert(zero(int, dt_digest_hmac(domain, strlen(domain), "bytes", 5,
                                       expected, &err)));
    cr_assert(zero(int, dt_commit_key(DT_STR("bytes"), key, &err)));
    cr_expect(zero(memcmp(key, expected, 32)));
    s.text = DT_STR("Yes.");
    len = snprintf(message, sizeof message, "dictum statement v1%c%s%cYes.", 0,
                   s.id, 0);
    cr_assert(
        zero(int, dt_digest_hmac(key, 32, message, (size_t)len, raw, &err)));
    dt_digest_hex(raw, want);
    cr_assert(zero(int, dt_commit_statement(key, &s, hex, &err)));
    cr_expect(eq(str, hex, want));
}
