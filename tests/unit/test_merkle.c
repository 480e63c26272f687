#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/merkle.h"

/* The leaves and roots that Certificate Transparency's own tests use. */
static const struct {
    const char *leaf;
    size_t len;
    const char *root;
} known[] = {
    {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"\x00", 1,
     "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"\x10", 1,
     "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"\x20\x21", 2,
     "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"\x30\x31", 2,
     "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"\x40\x41\x42\x43", 4,
     "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
     "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

Test(merkle, roots_are_those_of_certificate_transparency)
{
    unsigned char root[DT_DIGEST_SIZE], leaf[DT_DIGEST_SIZE];
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_digest *d = NULL;
    struct dt_merkle m;
    struct dt_err err;

    cr_assert(zero(int, dt_digest_new(&d, &err)));
    dt_merkle_init(&m);
    cr_assert(zero(int, dt_merkle_root(&m, d, root, &err)));
    dt_digest_hex(root, hex);
    cr_expect(strcmp(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca49"
                          "5991b7852b855") == 0,
              "the empty tree: %s", hex);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cr_assert(zero(
            int, dt_merkle_leaf(d, known[i].leaf, known[i].len, leaf, &err)));
        cr_assert(zero(int, dt_merkle_add(&m, d, leaf, 1, &err)));
        cr_assert(zero(int, dt_merkle_root(&m, d, root, &err)));
        dt_digest_hex(root, hex);
        cr_expect(strcmp(hex, known[i].root) == 0, "%zu leaves: %s", i + 1,
                  hex);
    }
    dt_digest_free(d);
}

/* However many come at a time, behind however many. */
Test(merkle, leaves_at_once_are_as_leaves_one_by_one)
{
    enum { MOST = 80 };
    unsigned char leaves[MOST][DT_DIGEST_SIZE], some[MOST][DT_DIGEST_SIZE];
    unsigned char wanted[DT_DIGEST_SIZE], root[DT_DIGEST_SIZE];
    struct dt_digest *d = NULL;
    struct dt_err err;

    cr_assert(zero(int, dt_digest_new(&d, &err)));
    for (size_t i = 0; i < MOST; i++)
        cr_assert(
            zero(int, dt_merkle_leaf(d, "leaves", i % 7, leaves[i], &err)));
    for (size_t before = 0; before < 12; before++)
        for (size_t count = 0; count <= MOST - before; count++) {
            struct dt_merkle single, batch;

            memcpy(some, leaves, sizeof some);
            dt_merkle_init(&single);
            dt_merkle_init(&batch);
            for (size_t i = 0; i < before + count; i++)
                (void)dt_merkle_add(&single, d, some[i], 1, &err);
            memcpy(some, leaves, sizeof some);
            (void)dt_merkle_add(&batch, d, some[0], before, &err);
            (void)dt_merkle_add(&batch, d, some[before], count, &err);
            cr_assert(eq(u64, batch.size, single.size));
            (void)dt_merkle_root(&single, d, wanted, &err);
            (void)dt_merkle_root(&batch, d, root, &err);
            cr_assert(zero(int, memcmp(root, wanted, sizeof root)),
                      "%zu leaves behind %zu", count, before);
        }
    dt_digest_free(d);
}

/* RFC 4231, test case 2. */
Test(merkle, hmac_is_that_of_rfc_4231)
{
    unsigned char mac[DT_DIGEST_SIZE];
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_err err;

    cr_assert(
        zero(int, dt_digest_hmac("Jefe", 4, "what do ya want for nothing?", 28,
                                 mac, &err)));
    dt_digest_hex(mac, hex);
    cr_expect(strcmp(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec"
                          "58b964ec3843") == 0,
              "%s", hex);
}
