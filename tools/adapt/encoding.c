#include "adapt/unicode.h"

#include <pthread.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "base/utf8.h"

static const char encodings_data[] = {
#include "adapt/rules/encodings.txt.inc"
    0};

/* ISO-8859-16 from 0xA0 up, which ICU does not know. */
static const uint16_t latin10[96] = {
    0xA0,  0x104,  0x105, 0x141, 0x20AC, 0x201E, 0x160, 0xA7,  0x161, 0xA9,
    0x218, 0xAB,   0x179, 0xAD,  0x17A,  0x17B,  0xB0,  0xB1,  0x10C, 0x142,
    0x17D, 0x201D, 0xB6,  0xB7,  0x17E,  0x10D,  0x219, 0xBB,  0x152, 0x153,
    0x178, 0x17C,  0xC0,  0xC1,  0xC2,   0x102,  0xC4,  0x106, 0xC6,  0xC7,
    0xC8,  0xC9,   0xCA,  0xCB,  0xCC,   0xCD,   0xCE,  0xCF,  0x110, 0x143,
    0xD2,  0xD3,   0xD4,  0x150, 0xD6,   0x15A,  0x170, 0xD9,  0xDA,  0xDB,
    0xDC,  0x118,  0x21A, 0xDF,  0xE0,   0xE1,   0xE2,  0x103, 0xE4,  0x107,
    0xE6,  0xE7,   0xE8,  0xE9,  0xEA,   0xEB,   0xEC,  0xED,  0xEE,  0xEF,
    0x111, 0x144,  0xF2,  0xF3,  0xF4,   0x151,  0xF6,  0x15B, 0x171, 0xF9,
    0xFA,  0xFB,   0xFC,  0x119, 0x21B,  0xFF,
};

struct encoding {
    char name[16];
    char converter[16]; /* ICU's name, or "-" */
};

struct label {
    char text[24];
    unsigned char encoding;
};

enum { ENCODINGS = 48, LABELS = 256 };

static struct encoding encodings[ENCODINGS];
static struct label labels[LABELS];
static size_t encoding_count, label_count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static struct dt_str next_word(struct dt_str *line)
{
    struct dt_str word = {line->ptr, 0};

    while (word.len < line->len && line->ptr[word.len] != ' ')
        word.len++;
    line->ptr += word.len;
    line->len -= word.len;
    *line = dt_str_trim(*line);
    return word;
}

static void keep(char *to, size_t room, struct dt_str word)
{
    if (word.len < room)
        memcpy(to, word.ptr, word.len); /* the tables are zeroed */
}

static void load_labels(void)
{
    struct dt_str rest = DT_STR(encodings_data), line;

    while (dt_str_line(&rest, &line)) {
        struct encoding *e = &encodings[encoding_count];

        if (line.len == 0 || line.ptr[0] == '#' || encoding_count == ENCODINGS)
            continue;
        keep(e->name, sizeof e->name, next_word(&line));
        keep(e->converter, sizeof e->converter, next_word(&line));
        while (line.len && label_count < LABELS) {
            struct label *l = &labels[label_count++];

            keep(l->text, sizeof l->text, next_word(&line));
            l->encoding = (unsigned char)encoding_count;
        }
        encoding_count++;
    }
}

static const struct encoding *find_encoding(struct dt_str label)
{
    char lower[24] = "";

    (void)pthread_once(&once, load_labels);
    label = dt_str_trim(label);
    if (label.len == 0 || label.len >= sizeof lower)
        return NULL;
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];

        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    for (size_t i = 0; i < label_count; i++)
        if (strcmp(labels[i].text, lower) == 0)
            return &encodings[labels[i].encoding];
    return NULL;
}

const char *dt_unicode_encoding(struct dt_str label)
{
    const struct encoding *e = find_encoding(label);

    return e ? e->name : NULL;
}

static void add_point(uint32_t point, struct dt_buf *out)
{
    char bytes[4];

    dt_buf_add(out, bytes, dt_utf8_put(point, bytes));
}

static void decode_utf8(struct dt_str data, struct dt_buf *out,
                        uint64_t *replaced)
{
    while (data.len) {
        size_t good = dt_utf8_valid(data), bad;

        dt_buf_add(out, data.ptr, good);
        if (good == data.len)
            break;
        data.ptr += good;
        data.len -= good;
        bad = dt_utf8_broken(data);
        add_point(0xFFFD, out);
        ++*replaced;
        data.ptr += bad;
        data.len -= bad;
    }
}

static void decode_single(struct dt_str data, bool user_defined,
                          struct dt_buf *out)
{
    for (size_t i = 0; i < data.len; i++) {
        unsigned char c = (unsigned char)data.ptr[i];

        if (user_defined)
            add_point(c < 0x80 ? c : 0xF700u + c, out);
        else
            add_point(c < 0xA0 ? c : latin10[c - 0xA0], out);
    }
}

/* ICU calls this for what it cannot decode. */
static void replace(const void *context, UConverterToUnicodeArgs *args,
                    const char *units, int32_t len,
                    UConverterCallbackReason reason, UErrorCode *status)
{
    static const UChar mark = 0xFFFD;
    uint64_t *replaced = (uint64_t *)(uintptr_t)context;

    (void)units;
    (void)len;
    if (reason > UCNV_IRREGULAR)
        return;
    *status = U_ZERO_ERROR;
    ++*replaced;
    ucnv_cbToUWriteUChars(args, &mark, 1, 0, status);
}

/* UTF-16 to UTF-8; the lead surrogate of a cut pair waits in *lead. */
static void add_wide(const UChar *text, size_t len, UChar *lead,
                     struct dt_buf *out)
{
    char *room = dt_buf_reserve(out, 3 * len + 4);

    if (!room)
        return;
    for (size_t i = 0; i < len; i++) {
        if ((text[i] & 0xFC00) == 0xD800) {
            *lead = text[i];
        } else if ((text[i] & 0xFC00) == 0xDC00) {
            uint32_t high = (uint32_t)*lead - 0xD7C0;

            room += dt_utf8_put((high << 10) + (text[i] & 0x3FFu), room);
        } else {
            room += dt_utf8_put(text[i], room);
        }
    }
    out->len = (size_t)(room - out->ptr);
    out->ptr[out->len] = '\0';
}

static int decode_icu(struct dt_str data, const char *name, struct dt_buf *out,
                      uint64_t *replaced, struct dt_err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &status);
    const char *at = data.ptr, *end = data.ptr + data.len;
    UChar wide[4096], lead = 0;

    if (U_SUCCESS(status))
        ucnv_setToUCallBack(from, replace, replaced, NULL, NULL, &status);
    while (U_SUCCESS(status)) {
        UChar *to = wide;

        ucnv_toUnicode(from, &to, wide + sizeof wide / sizeof *wide, &at, end,
                       NULL, true, &status);
        add_wide(wide, (size_t)(to - wide), &lead, out);
        if (status != U_BUFFER_OVERFLOW_ERROR || out->failed)
            break;
        status = U_ZERO_ERROR;
    }
    ucnv_close(from);
    if (U_FAILURE(status) && !out->failed)
        return DT_FAIL(err, DT_EINTERNAL, "ICU: %s: %s", name,
                       u_errorName(status));
    return DT_OK;
}

int dt_unicode_decode(struct dt_str data, const char *name, struct dt_buf *out,
                      uint64_t *replaced, struct dt_err *err)
{
    const struct encoding *e = find_encoding(DT_STR(name));
    int rc = DT_OK;

    if (!e)
        return DT_FAIL(err, DT_EFORMAT, "no encoding is called %.40s", name);
    *replaced = 0;
    if (strcmp(e->name, "utf-8") == 0) {
        decode_utf8(data, out, replaced);
    } else if (strcmp(e->name, "replacement") == 0) {
        /* A stand-in for encodings that can hide markup: one U+FFFD. */
        if (data.len) {
            add_point(0xFFFD, out);
            *replaced = 1;
        }
    } else if (strcmp(e->converter, "-") == 0) {
        decode_single(data, strcmp(e->name, "x-user-defined") == 0, out);
    } else {
        rc = decode_icu(data, e->converter, out, replaced, err);
    }
    return rc < 0 ? rc : dt_buf_check(out, "decoded text", err);
}
