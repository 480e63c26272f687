#include "adapt/detect.h"

#include <uchardet.h>

#include "adapt/encoding.h"

/* Bytes beyond ASCII that a guess needs: many for one Latin among others. */
enum { LEAST = 8, LEAST_LATIN = 32 };

static size_t count_high(struct dt_str bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < bytes.len; i++)
        n += (unsigned char)bytes.ptr[i] >= 0x80;
    return n;
}

/* The standard's name for what uchardet says. */
static const char *standard_name(const char *guess)
{
    const char *name;

    if (strcmp(guess, "UHC") == 0)
        return "euc-kr";
    if (strcmp(guess, "MAC-CYRILLIC") == 0)
        return "x-mac-cyrillic";
    name = dt_encoding_name(DT_STR(guess));
    return name && strcmp(name, "replacement") != 0 ? name : NULL;
}

static bool is_western(const char *name)
{
    return strcmp(name, "windows-1252") == 0 ||
           strcmp(name, "iso-8859-15") == 0 || strcmp(name, "macintosh") == 0;
}

static bool is_latin(const char *name)
{
    static const char *const latin[] = {
        "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-10",
        "iso-8859-13",  "iso-8859-16",  "windows-1250", "windows-1254",
        "windows-1257", "windows-1258", "iso-8859-14"};

    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (strcmp(latin[i], name) == 0)
            return true;
    return false;
}

static bool decodes(struct dt_str bytes, const char *name)
{
    struct dt_buf out = DT_BUF_INIT(4 * (size_t)DT_DETECT_MAX + 64 * 1024);
    uint64_t replaced = 0;
    struct dt_err ignored;
    int rc = dt_encoding_decode(bytes, name, &out, &replaced, &ignored);

    dt_buf_release(&out);
    /* What was cut to length may end in half a character. */
    return rc == DT_OK && replaced <= (bytes.len == DT_DETECT_MAX);
}

const char *dt_detect(struct dt_str bytes)
{
    const char *name = NULL;
    size_t high;
    uchardet_t detector;

    if (bytes.len > DT_DETECT_MAX)
        bytes.len = DT_DETECT_MAX;
    high = count_high(bytes);
    if (high < LEAST)
        return NULL;
    detector = uchardet_new();
    if (!detector)
        return NULL;
    if (uchardet_handle_data(detector, bytes.ptr, bytes.len) == 0) {
        uchardet_data_end(detector);
        name = standard_name(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    if (!name || is_western(name) || (is_latin(name) && high < LEAST_LATIN) ||
        !decodes(bytes, name))
        return NULL;
    return name;
}
