#include "article/charset.h"

#include "adapt/detect.h"
#include "adapt/encoding.h"
#include "article/declared.h"
#include "base/bytes.h"
#include "base/utf8.h"

enum {
    UTF8_SHARE = 20, /* good sequences to a broken one in what is still UTF-8 */
    REFUTED = 3,     /* broken ones, and no good one, that say: no UTF-8 */
    NUL_MOST = 8,    /* stray NUL bytes that a page may have, however short */
    NUL_SHARE = 1000 /* bytes of a page to each stray NUL byte in it */
};

static struct dt_charset mark_of(struct dt_str bytes)
{
    static const char evidence[] = "byte order mark";

    if (dt_str_starts(bytes, DT_STR("\xEF\xBB\xBF")))
        return (struct dt_charset){
            .name = "utf-8", .evidence = evidence, .mark = 3};
    if (dt_str_starts(bytes, DT_STR("\xFE\xFF")))
        return (struct dt_charset){
            .name = "utf-16be", .evidence = evidence, .mark = 2};
    if (dt_str_starts(bytes, DT_STR("\xFF\xFE")))
        return (struct dt_charset){
            .name = "utf-16le", .evidence = evidence, .mark = 2};
    return (struct dt_charset){.name = NULL};
}

/* Sequences of two bytes and more in bytes, those that are UTF-8 and not. */
static void count_utf8(struct dt_str bytes, size_t *good, size_t *broken)
{
    *good = *broken = 0;
    while (bytes.len) {
        size_t valid = dt_utf8_valid(bytes);

        for (size_t i = 0; i < valid; i++)
            *good += (unsigned char)bytes.ptr[i] >= 0xC2;
        if (valid < bytes.len) {
            ++*broken;
            valid += dt_utf8_broken(
                (struct dt_str){bytes.ptr + valid, bytes.len - valid});
        }
        bytes.ptr += valid;
        bytes.len -= valid;
    }
}

/* ASCII in UTF-16 has a NUL in every other byte. */
static const char *wide_ascii(struct dt_str bytes)
{
    size_t nul[2] = {0, 0};

    if (bytes.len < 8 || bytes.len % 2)
        return NULL;
    for (size_t i = 0; i < bytes.len && i < 1024; i++)
        nul[i % 2] += bytes.ptr[i] == 0;
    if (nul[0] + nul[1] < (bytes.len < 1024 ? bytes.len : 1024) * 2 / 5 ||
        (nul[0] && nul[1]))
        return NULL;
    return nul[0] ? "utf-16be" : "utf-16le";
}

static struct dt_charset by_bytes(struct dt_str bytes)
{
    static const char evidence[] = "detected";
    const char *name = wide_ascii(bytes);
    size_t good, broken;

    if (!name && bytes.len && memchr(bytes.ptr, 0x1B, bytes.len) &&
        (dt_str_find(bytes, DT_STR("\x1B$B"), 0) != SIZE_MAX ||
         dt_str_find(bytes, DT_STR("\x1B$@"), 0) != SIZE_MAX))
        name = "iso-2022-jp";
    if (!name && dt_utf8_valid(bytes) == bytes.len)
        return (struct dt_charset){
            .name = "utf-8", .evidence = "well-formed", .sound = true};
    if (!name) {
        count_utf8(bytes, &good, &broken);
        name = good >= UTF8_SHARE * broken ? "utf-8" : dt_detect(bytes);
    }
    if (name)
        return (struct dt_charset){.name = name, .evidence = evidence};
    return (struct dt_charset){.name = "windows-1252", .evidence = "default"};
}

static struct dt_charset declared(struct dt_str bytes, const char *said,
                                  enum dt_form form)
{
    const char *name = said ? dt_encoding_name(DT_STR(said)) : NULL;
    bool page = form == DT_FORM_HTML || form == DT_FORM_XHTML;

    if (name)
        return (struct dt_charset){.name = name, .evidence = "transport"};
    name = form == DT_FORM_XHTML ? dt_declared_xml(bytes) : NULL;
    if (name)
        return (struct dt_charset){.name = name, .evidence = "XML declaration"};
    name = page ? dt_declared_meta(bytes) : NULL;
    if (name)
        return (struct dt_charset){.name = name, .evidence = "meta element"};
    name = page ? dt_declared_xml(bytes) : NULL;
    return (struct dt_charset){.name = name, .evidence = "XML declaration"};
}

struct dt_charset dt_charset_find(struct dt_str bytes, const char *said,
                                  enum dt_form form)
{
    struct dt_charset found = mark_of(bytes);

    if (!found.name)
        found = declared(bytes, said, form);
    if (!found.name)
        return by_bytes(bytes);
    if (found.mark == 0 && strcmp(found.name, "utf-8") == 0) {
        size_t good = 0, broken = 0;

        found.sound = dt_utf8_valid(bytes) == bytes.len;
        if (!found.sound)
            count_utf8(bytes, &good, &broken);
        if (good == 0 && broken >= REFUTED)
            return by_bytes(bytes);
    }
    return found;
}

/* No white space and no ESC, which ISO-2022-JP needs. */
static bool is_control(unsigned char c)
{
    return (c < ' ') & ((unsigned char)(c - '\t') > '\r' - '\t') & (c != 0x1B);
}

static dt_bytes controls_at(const char *p)
{
    const dt_bytes here = dt_bytes_at(p);

    return (dt_bytes)((here < ' ') &
                      ((here - (unsigned char)'\t') > '\r' - '\t') &
                      (here != 0x1B));
}

/* Over sixty-four bytes at a time from at on, while none is a control byte. */
static size_t control_free(struct dt_str bytes, size_t at)
{
    enum { STEP = 4 * sizeof(dt_bytes) };

    for (; bytes.len - at > STEP; at += STEP) {
        const char *p = bytes.ptr + at;
        const dt_bytes any = controls_at(p) | controls_at(p + STEP / 4) |
                             controls_at(p + STEP / 2) |
                             controls_at(p + STEP / 4 * 3);

        if (dt_bytes_first(any) < sizeof any)
            break;
    }
    return at;
}

/*
 * A NUL byte is no part of a text; but a page may hold stray ones, which its
 * parser leaves out (WHATWG HTML, 13.2.6.4.7).
 */
static int check_nuls(struct dt_str bytes, enum dt_form form,
                      struct dt_err *err)
{
    const char *first = bytes.len ? memchr(bytes.ptr, 0, bytes.len) : NULL;
    size_t count = 0;

    if (!first)
        return DT_OK;
    for (size_t i = 0; form == DT_FORM_HTML && i < bytes.len; i++)
        count += bytes.ptr[i] == 0;
    if (form == DT_FORM_HTML &&
        (count <= NUL_MOST || count * NUL_SHARE <= bytes.len))
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT, "byte %zu: a NUL byte: not a text",
                   (size_t)(first - bytes.ptr));
}

static int check_binary(struct dt_str bytes, enum dt_form form,
                        struct dt_err *err)
{
    static const struct {
        const char *magic, *what;
    } kinds[] = {{"%PDF-", "a PDF"},
                 {"PK\x03\x04", "a ZIP archive or office document"},
                 {"\x89PNG\r\n", "a PNG picture"},
                 {"\xFF\xD8\xFF", "a JPEG picture"},
                 {"GIF8", "a GIF picture"},
                 {"\x1F\x8B\x08", "gzip data"},
                 {"\x28\xB5\x2F\xFD", "zstd data"},
                 {"\xD0\xCF\x11\xE0\xA1\xB1", "an office document"},
                 {"\x7F"
                  "ELF",
                  "a program"}};
    size_t controls = 0, first = 0;
    int rc;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (dt_str_starts(bytes, DT_STR(kinds[i].magic)))
            return DT_FAIL(err, DT_EFORMAT, "byte 0: %s, not a text",
                           kinds[i].what);
    rc = check_nuls(bytes, form, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < bytes.len; i++) {
        i = control_free(bytes, i);
        if (i < bytes.len && is_control((unsigned char)bytes.ptr[i])) {
            first = controls == 0 ? i : first;
            controls++;
        }
    }
    if (controls > 8 && controls > bytes.len / 50)
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %zu: the first of %zu control bytes: not a text",
                       first, controls);
    return DT_OK;
}

int dt_charset_decode(struct dt_str bytes, const char *said, enum dt_form form,
                      struct dt_buf *room, struct dt_str *text,
                      struct dt_charset *found, uint64_t *replaced,
                      struct dt_err *err)
{
    int rc;

    *found = dt_charset_find(bytes, said, form);
    if (strncmp(found->name, "utf-16", 6) != 0) {
        rc = check_binary(bytes, form, err);
        if (rc < 0)
            return rc;
    }
    if (found->sound) {
        *replaced = 0;
        *text = bytes;
        return DT_OK;
    }
    bytes.ptr += found->mark;
    bytes.len -= found->mark;
    rc = dt_encoding_decode(bytes, found->name, room, replaced, err);
    *text = dt_buf_str(room);
    return rc;
}
