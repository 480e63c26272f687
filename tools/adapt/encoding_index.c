/*
 * The tables of legacy encodings: ICU's, patched to those of the standard
 * (encoding_parts.h).
 */
#include <pthread.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "adapt/encoding_parts.h"
#include "base/str.h"

static const char patches_data[] = {
#include "adapt/rules/encoding_patches.txt.inc"
    0};

enum { PAIRS = DT_PAIRS_LEADS * DT_PAIRS_TRAILS };

/* How ICU is asked for a table, and what of the answer counts. */
static const struct {
    const char *name, *converter;
    unsigned char prefix, least; /* before a pair; least byte of one */
    bool private;                /* characters for private use are meant */
} kinds[DT_PAIRS_COUNT] = {
    [DT_PAIRS_BIG5] = {"big5", "big5-hkscs", 0, 0x40, false},
    [DT_PAIRS_EUC_KR] = {"euc-kr", "windows-949", 0, 0x41, false},
    [DT_PAIRS_SHIFT_JIS] = {"shift_jis", "windows-31j", 0, 0x40, true},
    [DT_PAIRS_JIS0208] = {"jis0208", "euc-jp", 0, 0xA1, false},
    [DT_PAIRS_JIS0212] = {"jis0212", "euc-jp", 0x8F, 0xA1, false},
    [DT_PAIRS_GB18030] = {"gb18030", "gb18030", 0, 0x40, true},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t tables[DT_PAIRS_COUNT][PAIRS];
static uint16_t ranges[DT_GB18030_RANGES];
static bool loaded[DT_PAIRS_COUNT], ranges_loaded;

/* The one code point that ICU reads in the bytes, or 0. */
static uint32_t ask(UConverter *icu, const char *bytes, size_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[4];
    int32_t n;

    n = ucnv_toUChars(icu, wide, 4, bytes, (int32_t)len, &status);
    if (U_FAILURE(status) || n < 1 || wide[0] == 0xFFFD)
        return 0;
    if (n == 1)
        return wide[0];
    if (n == 2 && (wide[0] & 0xFC00) == 0xD800)
        return (((uint32_t)wide[0] - 0xD7C0) << 10) + (wide[1] & 0x3FFu);
    return 0;
}

/* A converter that stops at what it cannot decode. */
static UConverter *open_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *icu = ucnv_open(name, &status);

    if (U_SUCCESS(status))
        ucnv_setToUCallBack(icu, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
                            &status);
    if (U_SUCCESS(status))
        return icu;
    ucnv_close(icu);
    return NULL;
}

static uint32_t take_hex(struct dt_str *line)
{
    uint32_t value = 0;

    *line = dt_str_trim(*line);
    while (line->len && line->ptr[0] != ' ') {
        char c = line->ptr[0];

        value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        line->ptr++;
        line->len--;
    }
    *line = dt_str_trim(*line);
    return value;
}

/* Take the next patch of a table off *rest. */
static bool next_patch(struct dt_str *rest, const char *name, uint32_t *bytes,
                       uint32_t *point)
{
    size_t len = strlen(name);
    struct dt_str line;

    while (dt_str_line(rest, &line)) {
        if (line.len <= len || line.ptr[len] != ' ' ||
            memcmp(line.ptr, name, len) != 0)
            continue;
        line = (struct dt_str){line.ptr + len, line.len - len};
        *bytes = take_hex(&line);
        *point = take_hex(&line);
        if (line.len)
            *point = *point << 16 | take_hex(&line);
        return true;
    }
    return false;
}

static bool is_private(uint32_t point)
{
    return point >= 0xE000 && point <= 0xF8FF;
}

static int load_pairs(enum dt_pairs which, struct dt_err *err)
{
    UConverter *icu = open_converter(kinds[which].converter);
    struct dt_str patches = DT_STR(patches_data);
    uint32_t *table = tables[which], bytes, point;

    if (!icu)
        return DT_FAIL(err, DT_EINTERNAL, "ICU has no encoding %s",
                       kinds[which].converter);
    for (unsigned i = 0; i < PAIRS; i++) {
        unsigned lead = DT_PAIRS_LEAD + i / DT_PAIRS_TRAILS;
        unsigned trail = DT_PAIRS_TRAIL + i % DT_PAIRS_TRAILS;
        const char asked[3] = {(char)kinds[which].prefix, (char)lead,
                               (char)trail};
        size_t skip = kinds[which].prefix == 0;

        if (trail < kinds[which].least ||
            (kinds[which].least == 0xA1 && lead < 0xA1))
            continue;
        point = ask(icu, asked + skip, sizeof asked - skip);
        table[i] = is_private(point) && !kinds[which].private ? 0 : point;
    }
    ucnv_close(icu);
    while (next_patch(&patches, kinds[which].name, &bytes, &point))
        table[((bytes >> 8) - DT_PAIRS_LEAD) * DT_PAIRS_TRAILS +
              (bytes & 0xFF) - DT_PAIRS_TRAIL] = point;
    return DT_OK;
}

int dt_encoding_pairs(enum dt_pairs which, const uint32_t **table,
                      struct dt_err *err)
{
    int rc = DT_OK;

    (void)pthread_mutex_lock(&lock);
    if (!loaded[which])
        rc = load_pairs(which, err);
    loaded[which] = rc == DT_OK;
    (void)pthread_mutex_unlock(&lock);
    *table = tables[which];
    return rc;
}

/*
 * The standard's ranges are those of GB 18030-2000: four bytes stand, in order,
 * for what had no two then. Later editions gave two bytes to U+1E3F and to
 * characters of vertical text and of radicals, and took them from private use.
 */
static bool had_two_bytes(const unsigned char *seen, uint32_t point)
{
    static const uint16_t given[] = {0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832,
                                     0xE843, 0xE854, 0xE864, 0xE5E5, 0xE7C7};

    if (point == 0x1E3F || (point >= 0xFE10 && point <= 0xFE19) ||
        (point >= 0x9FB4 && point <= 0x9FBB))
        return false;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i] == point)
            return true;
    if (point >= 0xE78D && point <= 0xE796)
        return true;
    return point >= 0xD800 && point <= 0xDFFF
               ? true
               : seen[point >> 3] >> (point & 7) & 1;
}

int dt_encoding_ranges(const uint16_t **table, struct dt_err *err)
{
    unsigned char seen[0x10000 / 8] = {0};
    const uint32_t *pairs;
    size_t n = 0;
    int rc = dt_encoding_pairs(DT_PAIRS_GB18030, &pairs, err);

    if (rc < 0)
        return rc;
    (void)pthread_mutex_lock(&lock);
    for (size_t i = 0; !ranges_loaded && i < PAIRS; i++)
        if (pairs[i] < 0x10000)
            seen[pairs[i] >> 3] |= (unsigned char)(1u << (pairs[i] & 7));
    for (uint32_t point = 0x80;
         !ranges_loaded && point < 0x10000 && n < DT_GB18030_RANGES; point++)
        if (!had_two_bytes(seen, point))
            ranges[n++] = (uint16_t)(point == 0x1E3F ? 0xE7C7 : point);
    ranges_loaded = true;
    (void)pthread_mutex_unlock(&lock);
    *table = ranges;
    return DT_OK;
}

int dt_encoding_bytes(const char *name, const char *converter,
                      uint16_t table[128], struct dt_err *err)
{
    UConverter *icu = open_converter(converter);
    struct dt_str patches = DT_STR(patches_data);
    uint32_t byte, point;

    if (!icu)
        return DT_FAIL(err, DT_EINTERNAL, "ICU has no encoding %s", converter);
    for (unsigned i = 0; i < 128; i++) {
        const char asked = (char)(0x80 + i);

        point = ask(icu, &asked, 1);
        table[i] = is_private(point) && strcmp(name, "macintosh") != 0
                       ? 0
                       : (uint16_t)point;
    }
    ucnv_close(icu);
    while (next_patch(&patches, name, &byte, &point))
        table[byte - 0x80] = (uint16_t)point;
    return DT_OK;
}
