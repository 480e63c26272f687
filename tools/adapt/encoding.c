#include "adapt/encoding.h"

#include <pthread.h>

#include "adapt/encoding_parts.h"
#include "base/utf8.h"

static const char encodings_data[] = {
#include "adapt/rules/encodings.txt.inc"
    0};

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

const char *dt_encoding_name(struct dt_str label)
{
    const struct encoding *e = find_encoding(label);

    return e ? e->name : NULL;
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
        dt_buf_adds(out, "\xEF\xBF\xBD");
        ++*replaced;
        data.ptr += bad;
        data.len -= bad;
    }
}

static uint32_t step_byte(struct dt_decoder *d)
{
    unsigned byte = *d->at++;
    uint32_t point = byte < 0x80 ? byte : d->table[byte - 0x80];

    return point || byte == 0 ? point : DT_STEP_BAD;
}

static unsigned unit_at(const struct dt_decoder *d, const unsigned char *p)
{
    return d->wide ? p[0] * 256u + p[1] : p[1] * 256u + p[0];
}

static uint32_t step_utf16(struct dt_decoder *d)
{
    unsigned lead, trail;

    if (d->end - d->at < 2) {
        d->at = d->end;
        return DT_STEP_BAD;
    }
    lead = unit_at(d, d->at);
    d->at += 2;
    if ((lead & 0xF800) != 0xD800)
        return lead;
    if (lead >= 0xDC00)
        return DT_STEP_BAD;
    if (d->end - d->at < 2) {
        d->at = d->end;
        return DT_STEP_BAD;
    }
    trail = unit_at(d, d->at);
    if ((trail & 0xFC00) != 0xDC00)
        return DT_STEP_BAD;
    d->at += 2;
    return ((lead - 0xD7C0) << 10) + (trail & 0x3FF);
}

/* The decoder of an encoding, with the tables that it needs. */
static dt_step_fn *prepare(const struct encoding *e, struct dt_decoder *d,
                           uint16_t bytes[128], struct dt_err *err)
{
    static const struct {
        const char *name;
        dt_step_fn *step;
        enum dt_pairs pairs;
    } kinds[] = {
        {"big5", dt_step_pair, DT_PAIRS_BIG5},
        {"euc-kr", dt_step_pair, DT_PAIRS_EUC_KR},
        {"shift_jis", dt_step_shift_jis, DT_PAIRS_SHIFT_JIS},
        {"euc-jp", dt_step_euc_jp, DT_PAIRS_JIS0208},
        {"iso-2022-jp", dt_step_iso_2022_jp, DT_PAIRS_JIS0208},
        {"gbk", dt_step_gb18030, DT_PAIRS_GB18030},
        {"gb18030", dt_step_gb18030, DT_PAIRS_GB18030},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int rc;

        if (strcmp(kinds[i].name, e->name) != 0)
            continue;
        rc = dt_encoding_pairs(kinds[i].pairs, &d->pairs, err);
        if (rc == DT_OK && kinds[i].step == dt_step_euc_jp)
            rc = dt_encoding_pairs(DT_PAIRS_JIS0212, &d->more, err);
        if (rc == DT_OK && kinds[i].step == dt_step_gb18030)
            rc = dt_encoding_ranges(&d->table, err);
        return rc < 0 ? NULL : kinds[i].step;
    }
    if (strncmp(e->name, "utf-16", 6) == 0) {
        d->wide = strcmp(e->name, "utf-16be") == 0;
        return step_utf16;
    }
    d->table = bytes;
    if (strcmp(e->name, "x-user-defined") == 0)
        for (unsigned i = 0; i < 128; i++)
            bytes[i] = (uint16_t)(0xF780 + i);
    else if (dt_encoding_bytes(e->name, e->converter, bytes, err) < 0)
        return NULL;
    return step_byte;
}

/* Bytes that are ASCII, in encodings in which they stand for themselves. */
static char *copy_ascii(struct dt_decoder *d, char *to, const char *limit)
{
    uint64_t word;

    while (d->end - d->at >= 8 && limit - to >= 8) {
        memcpy(&word, d->at, 8);
        if (word & 0x8080808080808080u)
            break;
        memcpy(to, &word, 8);
        d->at += 8;
        to += 8;
    }
    return to;
}

static char *put_point(uint32_t point, char *to, uint64_t *replaced)
{
    if (point == DT_STEP_NOTHING)
        return to;
    if (point == DT_STEP_BAD) {
        ++*replaced;
        point = 0xFFFD;
    }
    if (point > 0x10FFFF) {
        to += dt_utf8_put(point >> 16, to);
        point &= 0xFFFF;
    }
    return to + dt_utf8_put(point, to);
}

static void decode(struct dt_decoder *d, dt_step_fn *step, struct dt_buf *out,
                   uint64_t *replaced)
{
    enum { ROOM = 16 * 1024, LONGEST = 8 };
    const bool ascii = step != step_utf16 && step != dt_step_iso_2022_jp;

    while (d->at < d->end) {
        size_t left = out->max - out->len;
        size_t room = left > ROOM ? ROOM : left <= LONGEST ? LONGEST + 1 : left;
        char *start = dt_buf_reserve(out, room), *to = start;
        const char *limit;

        if (!start)
            return;
        limit = start + room - LONGEST;
        while (d->at < d->end && to < limit) {
            if (ascii)
                to = copy_ascii(d, to, limit);
            if (d->at < d->end)
                to = put_point(step(d), to, replaced);
        }
        out->len += (size_t)(to - start);
        out->ptr[out->len] = '\0';
    }
}

int dt_encoding_decode(struct dt_str data, const char *label,
                       struct dt_buf *out, uint64_t *replaced,
                       struct dt_err *err)
{
    const struct encoding *e = find_encoding(DT_STR(label));
    const unsigned char *bytes = (const unsigned char *)data.ptr;
    struct dt_decoder d = {.at = bytes};
    uint16_t table[128];
    dt_step_fn *step;

    if (!e)
        return DT_FAIL(err, DT_EFORMAT, "no encoding is called %.40s", label);
    *replaced = 0;
    if (strcmp(e->name, "utf-8") == 0) {
        decode_utf8(data, out, replaced);
    } else if (strcmp(e->name, "replacement") == 0) {
        /* A stand-in for encodings that can hide markup: one U+FFFD. */
        *replaced = data.len > 0;
        dt_buf_adds(out, data.len ? "\xEF\xBF\xBD" : "");
    } else if (data.len) {
        d.end = bytes + data.len;
        step = prepare(e, &d, table, err);
        if (!step)
            return err->code;
        decode(&d, step, out, replaced);
    }
    return dt_buf_check(out, "decoded text", err);
}
