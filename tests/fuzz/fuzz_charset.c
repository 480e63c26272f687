/*
 * Any bytes in any encoding: the first byte chooses the label. What comes out
 * is UTF-8, whatever went in.
 */
#include <stdlib.h>

#include "adapt/encoding.h"
#include "article/charset.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {
        "utf-8",         "utf-16le",    "utf-16be",    "windows-1252",
        "shift_jis",     "gb18030",     "big5",        "euc-jp",
        "iso-2022-jp",   "euc-kr",      "iso-8859-8",  "koi8-u",
        "macintosh",     "iso-8859-16", "replacement", "windows-874",
        "x-user-defined"};
    struct dt_buf out = DT_BUF_INIT(1 << 26);
    struct dt_charset found;
    uint64_t replaced;
    struct dt_str bytes, text;
    struct dt_err err;

    if (size == 0)
        return 0;
    bytes = (struct dt_str){(const char *)data + 1, size - 1};
    if (dt_encoding_decode(bytes,
                           labels[data[0] % (sizeof labels / sizeof *labels)],
                           &out, &replaced, &err) == DT_OK &&
        dt_utf8_valid(dt_buf_str(&out)) != out.len)
        abort();
    dt_buf_reset(&out);
    if (dt_charset_decode(bytes, NULL, (enum dt_form)(data[0] % 4), &out, &text,
                          &found, &replaced, &err) == DT_OK &&
        (!found.name || dt_utf8_valid(text) != text.len))
        abort();
    dt_buf_release(&out);
    return 0;
}
