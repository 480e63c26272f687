#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "snapshot/checksum.h"
#include "snapshot/coding.h"
#include "snapshot/feed.h"
#include "snapshot/header.h"
#include "snapshot/message.h"
#include "snapshot/packed.h"
#include "snapshot/payload.h"
#include "snapshot/revisits.h"
#include "snapshot/warc.h"
#include "snapshot/warc_index.h"

/* FIPS 180-4 and RFC 1321 of "abc"; the base32 and base64 by coreutils. */
#define ABC_SHA1 "A9993E364706816ABA3E25717850C26C9CD0D89D"
#define ABC_SHA1_BASE32 "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"
#define ABC_SHA1_BASE64 "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="
#define ABC_MD5 "900150983cd24fb0d6963f7d28e17f72"
#define ABC_SHA256 \
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char root[] = "/tmp/dictum-warc-XXXXXX";
static struct dt_err err;
static struct dt_warc *warc;
static struct dt_payload *payload;
static struct dt_feed *feed;
static struct dt_feed_page page;

static char *at(const char *name)
{
    static char path[256];

    (void)snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static void put(const char *name, const void *data, size_t len)
{
    cr_assert(zero(int, dt_file_write(at(name), data, len, &err)), "%s",
              err.msg);
}

static void set_up(void)
{
    cr_assert(mkdtemp(root) != NULL);
    cr_assert(zero(int, dt_payload_new(&payload, &err)));
    page = DT_FEED_PAGE_INIT;
}

static void tear_down(void)
{
    dt_warc_free(warc);
    dt_payload_free(payload);
    dt_feed_page_release(&page);
    dt_feed_free(feed);
    (void)dt_file_remove_tree(root, &err);
}

TestSuite(warc, .init = set_up, .fini = tear_down);

static void open_text(const char *text)
{
    put("x.warc", text, strlen(text));
    cr_assert(zero(int, dt_warc_open(at("x.warc"), DT_WARC_START, &warc, &err)),
              "%s", err.msg);
}

/* The block of the record at hand. */
static struct dt_str block(void)
{
    static struct dt_buf all;
    const void *data;
    size_t len = 1;

    all = DT_BUF_INIT(1 << 20);
    while (len) {
        cr_assert(zero(int, dt_warc_block(warc, &data, &len, &err)), "%s",
                  err.msg);
        dt_buf_add(&all, len ? data : "", len);
    }
    return dt_buf_str(&all);
}

Test(warc, headers_end_at_an_empty_line_however_they_arrive)
{
    const char *const texts[] = {"A: b\r\n\r\nrest", "A: b\n\nrest",
                                 "A: b\r\n\nrest", "A: b\n\r\nrest"};

    for (size_t i = 0; i < 4; i++) {
        size_t whole = 0, end = strlen(texts[i]) - 4, seen = 0, got = 0;

        cr_expect(eq(sz, dt_header_end(DT_STR(texts[i]), &whole), end));
        for (size_t n = 0; n <= strlen(texts[i]) && !got; n++)
            got = dt_header_end((struct dt_str){texts[i], n}, &seen);
        cr_expect(eq(sz, got, end));
    }
}

Test(warc, values_have_parameters)
{
    struct dt_str type = DT_STR("Text/HTML ; a=\"x;y\" ; CharSet = \"utf-8\"");

    cr_expect(dt_str_is(dt_header_main(type), "Text/HTML"));
    cr_expect(dt_str_is(dt_header_parameter(type, "charset"), "utf-8"));
    cr_expect(dt_str_is(dt_header_parameter(type, "a"), "x;y"));
    cr_expect(eq(sz, dt_header_parameter(type, "b").len, 0));
}

Test(warc, numbers_stop_at_2_63)
{
    uint64_t n;

    cr_assert(dt_header_number(DT_STR("9223372036854775807"), 10, &n));
    cr_expect(eq(u64, n, INT64_MAX));
    cr_expect(
        zero(int, dt_header_number(DT_STR("9223372036854775808"), 10, &n)));
    cr_expect(dt_header_number(DT_STR("7fffffffffffffff"), 16, &n));
    cr_expect(zero(int, dt_header_number(DT_STR("8000000000000000"), 16, &n)));
    cr_expect(zero(int, dt_header_number(DT_STR(""), 10, &n)));
    cr_expect(zero(int, dt_header_number(DT_STR("+1"), 10, &n)));
}

static enum dt_check check(const char *label)
{
    struct dt_checksum c = DT_CHECKSUM_INIT;

    cr_assert(zero(int, dt_checksum_begin(&c, DT_STR(label), &err)));
    cr_assert(zero(int, dt_checksum_add(&c, DT_STR("abc"), &err)));
    cr_assert(zero(int, dt_checksum_finish(&c, &err)));
    dt_checksum_release(&c);
    return c.check;
}

Test(warc, digests_are_read_in_every_form)
{
    cr_expect(eq(int, check("sha1:" ABC_SHA1), DT_CHECK_FINE));
    cr_expect(eq(int, check("SHA-1:" ABC_SHA1_BASE32), DT_CHECK_FINE));
    cr_expect(eq(int, check("sha1:" ABC_SHA1_BASE64), DT_CHECK_FINE));
    cr_expect(eq(int, check("md5:" ABC_MD5), DT_CHECK_FINE));
    cr_expect(eq(int, check("sha256:" ABC_SHA256), DT_CHECK_FINE));
    cr_expect(eq(int, check("sha1:1" ABC_SHA1_BASE32), DT_CHECK_UNKNOWN));
    cr_expect(eq(int, check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6"),
                 DT_CHECK_WRONG));
    cr_expect(eq(int, check("sha1:1GMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"),
                 DT_CHECK_WRONG));
    cr_expect(eq(int, check("crc32:352441c2"), DT_CHECK_UNKNOWN));
    cr_expect(eq(int, check("abc"), DT_CHECK_UNKNOWN));
    cr_expect(eq(int, check(""), DT_CHECK_NONE));
}

/* The content of a chunked body, which arrives in pieces of so many bytes. */
static int unchunk(const char *text, size_t piece, char out[64])
{
    struct dt_chunks chunks = DT_CHUNKS_INIT;
    struct dt_str body = DT_STR(text);
    size_t len = 0;
    int rc = DT_OK;

    while (rc == DT_OK && body.len) {
        struct dt_str in = {body.ptr, body.len < piece ? body.len : piece}, got;

        body.ptr += in.len;
        body.len -= in.len;
        while (rc == DT_OK && in.len) {
            rc = dt_chunks_next(&chunks, &in, &got, &err);
            memcpy(out + len, got.ptr, rc == DT_OK ? got.len : 0);
            len += rc == DT_OK ? got.len : 0;
        }
    }
    out[len] = '\0';
    return rc < 0 ? rc : dt_chunks_done(&chunks);
}

Test(warc, chunks_are_joined_wherever_they_are_cut)
{
    /* RFC 9112, 7.1: extensions and trailers are passed over. */
    const char *text =
        "4\r\nWiki\r\n7;a=\"b\"\r\npedia i\r\nB \r\nn \r\nchunks."
        "\r\n0\r\nExpires: never\r\n\r\nleft over";
    char out[64];

    for (size_t piece = 1; piece < 90; piece++) {
        cr_expect(eq(int, unchunk(text, piece, out), 1));
        cr_expect(eq(str, out, "Wikipedia in \r\nchunks."));
    }
    cr_expect(eq(int, unchunk("4\r\nWiki\r\n", 9, out), 0));
    cr_expect(eq(int, unchunk("4\r\nWikis\r\n", 9, out), DT_EFORMAT));
    cr_expect(eq(int, unchunk("x\r\n", 9, out), DT_EFORMAT));
    cr_expect(eq(int, unchunk("8000000000000000\r\n", 9, out), DT_EFORMAT));
    cr_expect(dt_chunks_start(DT_STR("1a; x\r\n")));
    cr_expect(zero(int, dt_chunks_start(DT_STR("<html>"))));
    cr_expect(zero(int, dt_chunks_start(DT_STR("beef stew"))));
}

/* The example of RFC 9112, 3.1 and 5.2, made worse. */
Test(warc, heads_are_read_as_servers_write_them)
{
    char text[] = "HTTP/1.1 404\ncontent-TYPE:text/html;\r\n\tcharset=x\r\n"
                  "nonsense\r\nTransfer-Encoding: chunked\r\n\r\n";
    char none[] = "<html> HTTP/1.1 200 OK\r\n\r\n";
    struct dt_message m;

    cr_assert(dt_message_parse(text, strlen(text), &m));
    cr_expect(eq(uint, m.status, 404));
    cr_expect(m.chunked);
    cr_expect(dt_str_is(dt_header_parameter(m.content_type, "charset"), "x"));
    cr_expect(zero(int, dt_message_parse(none, strlen(none), &m)));
}

/* gzip -n of "abc", and brotli, zstd -c and a bare deflate stream of it. */
static const char gzip_abc[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c\x4a\x06\x00\xc2\x41\x24"
    "\x35\x03\x00\x00\x00";
static const char zlib_abc[] = "\x78\x9c\x4b\x4c\x4a\x06\x00\x02\x4d\x01\x27";
static const char deflate_abc[] = "\x4b\x4c\x4a\x06\x00";
static const char brotli_abc[] = "\x0b\x01\x80\x61\x62\x63\x03";
static const char zstd_abc[] =
    "\x28\xb5\x2f\xfd\x04\x58\x19\x00\x00\x61\x62\x63\x99\x09\x77\xad";

#define BYTES(array) ((struct dt_str){(array), sizeof(array) - 1})

static int decode(const char *name, struct dt_str data, size_t piece,
                  struct dt_buf *out)
{
    struct dt_coding c = DT_CODING_INIT;
    int rc = DT_OK;

    dt_buf_reset(out);
    dt_coding_begin(&c, DT_STR(name));
    while (rc == DT_OK && data.len) {
        struct dt_str part = {data.ptr, data.len < piece ? data.len : piece};

        rc = dt_coding_add(&c, part, out, &err);
        data.ptr += part.len;
        data.len -= part.len;
    }
    if (rc == DT_OK)
        rc = dt_coding_finish(&c, &err);
    dt_coding_release(&c);
    return rc;
}

Test(warc, content_codings_are_taken_off)
{
    const struct {
        const char *name;
        struct dt_str data;
    } all[] = {{"gzip", BYTES(gzip_abc)},       {"x-GZip", BYTES(gzip_abc)},
               {"deflate", BYTES(zlib_abc)},    {"deflate", BYTES(deflate_abc)},
               {"br", BYTES(brotli_abc)},       {"zstd", BYTES(zstd_abc)},
               {"gzip", BYTES("abc")},          {"br", BYTES("")},
               {"identity", BYTES("abc")},      {"", BYTES("abc")},
               {"made-by-nobody", BYTES("abc")}};
    struct dt_buf out = DT_BUF_INIT(100);

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        cr_expect(zero(int, decode(all[i].name, all[i].data, 99, &out)), "%s",
                  err.msg);
        cr_expect(dt_str_is(dt_buf_str(&out), all[i].data.len ? "abc" : ""),
                  "%s", all[i].name);
    }
    cr_expect(zero(int, decode("gzip", BYTES(gzip_abc), 2, &out)));
    cr_expect(dt_str_is(dt_buf_str(&out), "abc"));
    cr_expect(eq(int, decode("gzip", (struct dt_str){gzip_abc, 20}, 99, &out),
                 DT_EFORMAT));
    out.max = 2;
    (void)decode("gzip", BYTES(gzip_abc), 99, &out);
    cr_expect(eq(int, dt_buf_check(&out, "it", &err), DT_EFORMAT));
    dt_buf_release(&out);
}

#define RECORD(type, length, rest) \
    "WARC/1.0\r\nWARC-Type: " type "\r\nContent-Length: " length "\r\n" rest

Test(warc, records_come_with_their_fields)
{
    struct dt_warc_record r;
    bool end;

    open_text("WARC/1.1\nwarc-TYPE: response\nWARC-Target-URI: <http://a/>\n"
              "WARC-Date:\n  2016-09-19T18:03:53Z\nContent-Length: 3\n\nabc"
              "\r\n\r\n" RECORD("other", "0", "\r\n"));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_expect(eq(int, r.type, DT_WARC_RESPONSE));
    cr_expect(dt_str_is(r.version, "1.1"));
    cr_expect(dt_str_is(r.url, "http://a/"));
    cr_expect(dt_str_is(r.date, "2016-09-19T18:03:53Z"));
    cr_expect(eq(u64, r.length, 3));
    cr_expect(dt_str_is(block(), "abc"));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_expect(eq(int, r.type, DT_WARC_OTHER));
    cr_expect(eq(u64, r.place.offset, 118));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_expect(end);
}

Test(warc, a_broken_record_is_told_and_left_behind)
{
    struct dt_warc_record r;
    bool end;

    open_text("rubbish\r\n" RECORD("metadata", "x", "\r\nabc\r\n\r\n")
                  RECORD("metadata", "3", "\r\nabc\r\n\r\n"));
    cr_expect(eq(int, dt_warc_next(warc, &r, &end, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "x.warc: byte 0: no WARC record") != NULL, "%s",
              err.msg);
    cr_expect(eq(int, dt_warc_next(warc, &r, &end, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "byte 9: Content-Length 'x'") != NULL, "%s",
              err.msg);
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_expect(zero(int, end));
    cr_expect(dt_str_is(block(), "abc"));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_expect(end);
}

Test(warc, packed_members_are_places)
{
    char two[2 * sizeof gzip_abc];
    struct dt_packed *p = NULL;
    struct dt_piece piece;

    memcpy(two, gzip_abc, sizeof gzip_abc - 1);
    memcpy(two + sizeof gzip_abc - 1, gzip_abc, sizeof gzip_abc - 1);
    put("x.gz", two, 2 * (sizeof gzip_abc - 1));
    cr_assert(zero(int, dt_packed_open(at("x.gz"), 0, &p, &err)));
    for (unsigned i = 0; i < 2; i++) {
        cr_assert(zero(int, dt_packed_next(p, &piece, &err)), "%s", err.msg);
        cr_expect(dt_str_is(piece.bytes, "abc"));
        cr_expect(eq(u64, piece.place.offset, i * (sizeof gzip_abc - 1)));
        cr_expect(eq(u64, piece.place.inside, 0));
    }
    cr_assert(zero(int, dt_packed_next(p, &piece, &err)));
    cr_expect(eq(sz, piece.bytes.len, 0));
    dt_packed_free(p);
}

Test(warc, zstd_frames_and_skippable_ones_are_read)
{
    char bytes[64] = "\x50\x2a\x4d\x18\x02\x00\x00\x00xx";
    struct dt_packed *p = NULL;
    struct dt_piece piece;

    memcpy(bytes + 10, zstd_abc, sizeof zstd_abc - 1);
    put("x.zst", bytes, 10 + sizeof zstd_abc - 1);
    cr_assert(zero(int, dt_packed_open(at("x.zst"), 0, &p, &err)));
    cr_assert(zero(int, dt_packed_next(p, &piece, &err)), "%s", err.msg);
    cr_expect(dt_str_is(piece.bytes, "abc"));
    cr_expect(eq(u64, piece.place.offset, 10));
    dt_packed_free(p);
}

#define HTTP(type, body) \
    "HTTP/1.1 200 OK\r\nContent-Type: " type "\r\n\r\n" body
#define RESPONSE(length, url, fields, message)                       \
    RECORD("response", length,                                       \
           "Content-Type: application/http\r\nWARC-Target-URI: " url \
           "\r\n" fields "\r\n" message "\r\n\r\n")

Test(warc, payload_digests_are_of_the_body)
{
    struct dt_buf out = DT_BUF_INIT(100);
    struct dt_warc_record r;
    bool end;

    open_text(RESPONSE("47", "http://a/",
                       "WARC-Payload-Digest: sha1:" ABC_SHA1_BASE32 "\r\n",
                       HTTP("text/html", "abc"))
                  RESPONSE("47", "http://a/",
                           "WARC-Payload-Digest: sha1:" ABC_SHA1_BASE32 "\r\n",
                           HTTP("text/html", "abd")));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_assert(zero(int, dt_payload_begin(payload, warc, &r, &err)));
    cr_expect(eq(uint, payload->message.status, 200));
    cr_assert(zero(int, dt_payload_read(payload, &out, &err)), "%s", err.msg);
    cr_expect(dt_str_is(dt_buf_str(&out), "abc"));
    cr_expect(eq(int, payload->payload, DT_CHECK_FINE));
    cr_expect(eq(int, payload->block, DT_CHECK_NONE));
    cr_assert(zero(int, dt_warc_next(warc, &r, &end, &err)), "%s", err.msg);
    cr_assert(zero(int, dt_payload_begin(payload, warc, &r, &err)));
    cr_expect(eq(int, dt_payload_read(payload, &out, &err), DT_EMISMATCH));
    cr_expect(eq(int, payload->payload, DT_CHECK_WRONG));
    dt_buf_release(&out);
}

static const char *next_url(void)
{
    bool end;

    cr_assert(zero(int, dt_feed_next(feed, &page, &end, &err)), "%s", err.msg);
    return end ? NULL : page.url ? page.url : "none";
}

static void open_feed(const char *name, const char *text)
{
    put(name, text, strlen(text));
    cr_assert(zero(int, dt_feed_open(at(name), &feed, &err)), "%s", err.msg);
}

Test(warc, a_feed_gives_pages_and_counts_the_rest)
{
    open_feed("x.warc",
              RECORD("warcinfo", "0", "\r\n\r\n\r\n")
                  RESPONSE("47", "http://a/1",
                           "WARC-Payload-Digest: md5:" ABC_MD5 "\r\n",
                           HTTP("text/html", "abc"))
                      RESPONSE("47", "http://a/2", "", HTTP("image/gif", "abc"))
                          RECORD("revisit", "0",
                                 "WARC-Target-URI: http://a/3\r\n"
                                 "WARC-Payload-Digest: md5:" ABC_MD5
                                 "\r\n\r\n\r\n\r\n"));
    cr_expect(eq(str, (char *)next_url(), "http://a/1"));
    cr_expect(eq(str, (char *)page.media_type, "text/html"));
    cr_expect(page.in_warc);
    cr_expect(eq(str, (char *)next_url(), "http://a/3"));
    cr_expect(dt_str_is(dt_buf_str(&page.bytes), "abc"));
    cr_expect(next_url() == NULL);
    cr_expect(eq(u64, dt_feed_skipped(feed, DT_FEED_MEDIA), 1));
    cr_expect(eq(u64, dt_feed_skipped(feed, DT_FEED_NO_CONTENT), 1));
    cr_expect(eq(u64, dt_feed_skipped(feed, DT_FEED_REVISIT), 0));
}

Test(warc, a_feed_of_lines_names_the_line)
{
    bool end;

    open_feed("x.jsonl", "\n{\"url\":\"http://a/1\",\"html\":\"\\u00e9\"}\r\n"
                         "{}\n{\"\\u0074ext\" : \"abc\"}");
    cr_expect(eq(str, (char *)next_url(), "http://a/1"));
    cr_expect(dt_str_is(dt_buf_str(&page.bytes), "\xC3\xA9"));
    cr_expect(strstr(page.where, "x.jsonl:2") != NULL, "%s", page.where);
    cr_expect(eq(int, dt_feed_next(feed, &page, &end, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "x.jsonl:3: neither") != NULL, "%s", err.msg);
    cr_expect(eq(str, (char *)next_url(), "none"));
    cr_expect(eq(str, (char *)page.media_type, "text/plain"));
    cr_expect(next_url() == NULL);
}

Test(warc, any_other_file_is_one_page)
{
    open_feed("x.html", "<p>abc</p>");
    cr_expect(eq(str, (char *)next_url(), "none"));
    cr_expect(dt_str_is(dt_buf_str(&page.bytes), "<p>abc</p>"));
    cr_expect(zero(int, page.in_warc));
    cr_expect(page.media_type == NULL);
    cr_expect(next_url() == NULL);
}

Test(warc, an_index_knows_records_by_hash_until_the_file_changes)
{
    struct dt_warc_index index = DT_WARC_INDEX_INIT, again = DT_WARC_INDEX_INIT;
    struct dt_store *store = NULL;
    char path[256], hex[65];

    put("x.warc", RESPONSE("47", "urn:x", "", HTTP("font/woff", "abc")),
        strlen(RESPONSE("47", "urn:x", "", HTTP("font/woff", "abc"))));
    (void)snprintf(path, sizeof path, "%s", at("x.warc"));
    cr_assert(zero(int, dt_store_open(&store, at("s.db"), ".warc", &err)));
    cr_expect(zero(int, dt_warc_index_recall(store, path, &again)));
    cr_assert(zero(int, dt_warc_index_read(path, &index, &err)), "%s", err.msg);
    cr_assert(eq(sz, index.count, 1));
    dt_digest_hex(index.entries[0].sha256, hex);
    cr_expect(eq(str, hex, ABC_SHA256));
    cr_expect(eq(u64, index.entries[0].bytes, 3));
    dt_warc_index_remember(store, path, &index);
    cr_assert(dt_warc_index_recall(store, path, &again));
    cr_expect(eq(sz, again.count, 1));
    dt_warc_index_release(&again);
    put("x.warc", "", 0);
    cr_expect(zero(int, dt_warc_index_recall(store, path, &again)));
    dt_warc_index_release(&index);
    dt_store_free(store);
}

Test(warc, what_revisits_refer_to_is_bounded)
{
    struct dt_revisits r = DT_REVISITS_INIT;
    struct dt_place place;
    char key[32];
    unsigned found = 0;

    for (unsigned i = 0; i < DT_REVISITS; i++) {
        (void)snprintf(key, sizeof key, "sha1:%u", i);
        cr_assert(zero(int, dt_revisits_put(&r, DT_STR(key),
                                            (struct dt_place){i, 7}, &err)));
    }
    for (unsigned i = 0; i < DT_REVISITS; i++) {
        (void)snprintf(key, sizeof key, "sha1:%u", i);
        if (dt_revisits_find(&r, DT_STR(key), &place)) {
            cr_expect(eq(u64, place.offset, i));
            found++;
        }
    }
    cr_expect(found > DT_REVISITS / 2, "%u", found);
    cr_expect(eq(sz, r.room, DT_REVISITS));
    cr_expect(zero(int, dt_revisits_find(&r, DT_STR("sha1:x"), &place)));
    dt_revisits_release(&r);
}
