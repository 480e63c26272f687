#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "adapt/encoding.h"
#include "base/digest.h"

static struct dt_buf out = {NULL, 0, 0, 1 << 24, false, false};
static struct dt_err err;

static char *decode(const char *text, const char *name, uint64_t *replaced)
{
    dt_buf_reset(&out);
    cr_assert(zero(
        int, dt_encoding_decode(DT_STR(text), name, &out, replaced, &err)));
    return out.ptr;
}

/* The labels are the Encoding Standard's, section 4.2. */
Test(encoding, labels_name_the_encoding_the_standard_means)
{
    cr_expect(
        eq(str, (char *)dt_encoding_name(DT_STR("Latin1")), "windows-1252"));
    cr_expect(eq(str, (char *)dt_encoding_name(DT_STR(" ISO-8859-1\n")),
                 "windows-1252"));
    cr_expect(
        eq(str, (char *)dt_encoding_name(DT_STR("us-ascii")), "windows-1252"));
    cr_expect(eq(str, (char *)dt_encoding_name(DT_STR("x-sjis")), "shift_jis"));
    cr_expect(eq(str, (char *)dt_encoding_name(DT_STR("gb2312")), "gbk"));
    cr_expect(eq(str, (char *)dt_encoding_name(DT_STR("UTF-16")), "utf-16le"));
    cr_expect(dt_encoding_name(DT_STR("utf-9")) == NULL);
    cr_expect(dt_encoding_name(DT_STR("")) == NULL);
}

Test(encoding, legacy_encodings_decode)
{
    uint64_t replaced = 9;

    cr_expect(
        eq(str, decode("\x93hi\x94 \x80", "latin1", &replaced), "“hi” €"));
    cr_expect(eq(u64, replaced, 0));
    cr_expect(eq(str, decode("\xA4", "iso-8859-15", &replaced), "€"));
    cr_expect(eq(str, decode("\xAA", "iso-8859-16", &replaced), "Ș"));
    cr_expect(eq(str, decode("\xF0\xD2\xC9", "koi8-r", &replaced), "При"));
    cr_expect(eq(str, decode("\x82\xA0", "shift_jis", &replaced), "あ"));
    cr_expect(
        eq(str, decode("\x81\x30\x81\x30", "gb18030", &replaced), "\xC2\x80"));
    cr_expect(
        eq(str, decode("\x80", "x-user-defined", &replaced), "\xEF\x9E\x80"));
    cr_expect(eq(u64, replaced, 0));
}

Test(encoding, what_cannot_be_decoded_is_counted)
{
    uint64_t replaced = 0;

    cr_expect(eq(str, decode("a\xF1\x80\x80\xE1\x80\xC2z", "utf-8", &replaced),
                 "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"));
    cr_expect(eq(u64, replaced, 3));
    cr_expect(eq(str, decode("\x82", "shift_jis", &replaced), "\xEF\xBF\xBD"));
    cr_expect(eq(u64, replaced, 1));
    cr_expect(eq(str, decode("<b>", "hz-gb-2312", &replaced), "\xEF\xBF\xBD"));
    cr_expect(
        eq(int, dt_encoding_decode(DT_STR("x"), "utf-9", &out, &replaced, &err),
           DT_EFORMAT));
}

Test(encoding, utf_16_pairs_survive_the_end_of_a_block)
{
    enum { UNITS = 5000 };
    static char data[2 + 4 * UNITS];
    uint64_t replaced;

    data[0] = 'x'; /* so that pairs straddle an even block size */
    for (size_t i = 0; i < UNITS; i++)
        memcpy(data + 2 + 4 * i, "\x3D\xD8\x00\xDE", 4); /* U+1F600 */
    dt_buf_reset(&out);
    cr_assert(zero(int, dt_encoding_decode((struct dt_str){data, sizeof data},
                                           "utf-16le", &out, &replaced, &err)));
    cr_expect(eq(u64, replaced, 0));
    cr_assert(eq(sz, out.len, 1 + 4 * UNITS));
    for (size_t i = 0; i < UNITS; i++)
        cr_assert(memcmp(out.ptr + 1 + 4 * i, "\xF0\x9F\x98\x80", 4) == 0);
}

static void add_run(struct dt_buf *b, const char *start, unsigned low,
                    unsigned high)
{
    for (unsigned lead = low; lead <= high; lead++)
        for (unsigned trail = low == 0x20 ? 0x20 : 0x30; trail <= high;
             trail++) {
            dt_buf_adds(b, start);
            dt_buf_addc(b, (char)lead);
            dt_buf_addc(b, (char)trail);
        }
}

/* Every byte, every pair, pairs behind 0x8F, four bytes, escapes. */
static void add_everything(struct dt_buf *b)
{
    static const unsigned char firsts[] = {0x81, 0x84, 0x90, 0xE3, 0xFE};

    for (int i = 0; i < 256; i++)
        dt_buf_addc(b, (char)i);
    add_run(b, "", 0x80, 0xFF);
    add_run(b, "\x8F", 0x80, 0xFF);
    for (size_t i = 0; i < sizeof firsts; i++)
        for (unsigned n = 0; n < 10 * 128 * 10; n++) {
            dt_buf_addc(b, (char)firsts[i]);
            dt_buf_addc(b, (char)('0' + n / 1280));
            dt_buf_addc(b, (char)(0x80 + n / 10 % 128));
            dt_buf_addc(b, (char)('0' + n % 10));
        }
    dt_buf_adds(b, "\x1B$B");
    add_run(b, "", 0x20, 0x7F);
    dt_buf_adds(b, "\x1B(J\\~\x1B(I!_`\x1B(B\x1B$@\x1B(Bx\x1B$");
}

/* What encoding_rs 0.8.35 makes of the same bytes. */
Test(encoding, every_sequence_decodes_as_in_another_implementation)
{
    static const struct {
        const char *name, *sha256;
    } cases[] = {
        {"ibm866",
         "98056a3144b4b42a608754f46262cc0b25036a8400b1682db7831f43057a7ef0"},
        {"iso-8859-2",
         "51bc5eb144b95cf1474a7e42cd17e93ab86dd780e4c644dfa2d50bd0d2a6450a"},
        {"iso-8859-3",
         "3fa229fd0c07edc8b44bf63b13db41385a8c1d74f332b23b91118d8cbf41f06b"},
        {"iso-8859-4",
         "aa8a0e2892a2b5668e60e46861a90de285485008a71f5c66a58aa2ff03395198"},
        {"iso-8859-5",
         "f49fa9e267333132566a097eafa5d4d2e80725dc4ffed208aad32a8b76c143d5"},
        {"iso-8859-6",
         "a710fe1e9bee2bfd0895e1a6c79e8196629580d4640156fb1e0f7a0f1219737a"},
        {"iso-8859-7",
         "fc61776405616f2aad3af82f586f3bad407845bdd834e1186c6ad5bc8bf0689b"},
        {"iso-8859-8",
         "3c536a887b2f00ee29e483b837be94e735bc3bb34d0b4a025b43dfc473784fcc"},
        {"iso-8859-10",
         "c5f7c84e260e4485a9125f514bdbf1bbba488e6a2e55331814880a807fd0cefe"},
        {"iso-8859-13",
         "7c63de57fea0be454eea0788acbdfc9de7e6b50866d57d9ccb1389ea1ef0cede"},
        {"iso-8859-14",
         "9380e6db5e43f3112256bf4ddffcb200b44dd9c891abc20ce6ad86eb96a8abbe"},
        {"iso-8859-15",
         "ee58e8157e4e3023bc2569091ecf166e848056bec4698bd29653549d7ecee01d"},
        {"iso-8859-16",
         "26554d3f7fb9faf3a9d530a5ba2caa67f253b2e98be7978c336c780d23ce7f05"},
        {"koi8-r",
         "3ad99b135dc239900e105151540a29d0582618b8b6aa2dc4641ccd6d81994a7b"},
        {"koi8-u",
         "1b4da215257072c1f43ef7aa60996bd038790b7c568f01e252752690de057975"},
        {"macintosh",
         "011441069bfea10b52b2ba61857de7722be6555f87c907a427774d2861d7761a"},
        {"windows-874",
         "32b3a0c92b513551797f491c9f7ee80f6eea882f7cfddda6dc9247d6a31b40fe"},
        {"windows-1250",
         "714b4aeefaa408003ef524f66c02aec6ae0eec3e20f230f4b03f972a260f92b2"},
        {"windows-1251",
         "e9585b3d7172a0037eb42a6da53f7daf4cd52ee58e399b6c792e6e9a456f2141"},
        {"windows-1252",
         "a4f7e8792f9533ecffc0864fa51ef996128737229c72910828ce4cdd5ba4a6cd"},
        {"windows-1253",
         "735857b45e058ba9e6552760996abb30069c27022f65e79e20551d88f1e033a6"},
        {"windows-1254",
         "338cb8fba19adb0609c2dd7eba1863b33e665b9b19d0d5a702988506924d15ad"},
        {"windows-1255",
         "e72fc56d2a7760d63ce7a8e6489dc0777aab45cf084af5b939720116db2d4213"},
        {"windows-1256",
         "d31514bba16e8f8dba2f78285c2f204041f337489268f4eff314d700d7c3d6c7"},
        {"windows-1257",
         "bc8c42e643a41184cbabb3ed655577f08ad9cdffddaf2f7694e1732d8890c451"},
        {"windows-1258",
         "e343c32612dc7a3acb4573fa5b8bea5fa3781b406c506ae80eaee4df1d3c9f94"},
        {"x-mac-cyrillic",
         "034c36f65a04948d9f022cf1d64a725cceb60ea61b56bb43d931eb27bd8aef86"},
        {"x-user-defined",
         "a175b8e390caf5a59397a563f223434e5292b2e70802103b2a635a23a8f08994"},
        {"gbk",
         "c3efc4ef39f3a9f7c6fd85b5b88b73705adbb8b00639e871e9a0041e6ab6374c"},
        {"gb18030",
         "c3efc4ef39f3a9f7c6fd85b5b88b73705adbb8b00639e871e9a0041e6ab6374c"},
        {"big5",
         "d856fd5b1c254c7aea493e6cd5341b597df19125282471ff3fb4f5b0ddd63b87"},
        {"euc-jp",
         "479ee1125ba8cc7eb28f0ae370fc42869fa14e7668b0c2e9a116c6a8ee41d3bf"},
        {"iso-2022-jp",
         "4bc092469bdbfa77bc33f1299e0bf2433ff137f94b75d9fa203d1dfd3beacca3"},
        {"shift_jis",
         "ffade7fbbe0f0ef90666a44eeec839fd1735535b00725370979bd70d329221ad"},
        {"euc-kr",
         "1a37c0d2926772f6435156ad270c34a9fd2696283f196275736e917152af0ee7"},
        {"utf-16le",
         "733ebabbd671e25ad0703c6a67ff0291c36ef74fc4cd24866a21974b07cabe7b"},
        {"utf-16be",
         "fee58882aaad6b3361426a6a145da4954cd0b9f6d2f8b70bd5ac25bae51a01d5"},
        {"utf-8",
         "2aba600011b5b784056694d34f5225269309fdc5cc477f8462a17540af88c3bc"},
    };
    struct dt_buf in = DT_BUF_INIT(1 << 20);

    add_everything(&in);
    cr_assert(not(in.failed));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dt_digest *d = NULL;
        char hex[DT_DIGEST_HEX_SIZE];
        uint64_t replaced;

        dt_buf_reset(&out);
        cr_assert(zero(int, dt_encoding_decode(dt_buf_str(&in), cases[i].name,
                                               &out, &replaced, &err)));
        cr_assert(zero(int, dt_digest_new(&d, &err)));
        cr_assert(zero(int, dt_digest_bytes(d, out.ptr, out.len, hex, &err)));
        dt_digest_free(d);
        cr_expect(eq(str, hex, (char *)cases[i].sha256), "%s", cases[i].name);
    }
    dt_buf_release(&in);
}
