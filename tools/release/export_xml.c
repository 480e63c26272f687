#include "release/export_xml.h"

#include "base/utf8.h"

#define REPLACEMENT "\xef\xbf\xbd"

/* XML 1.0, production 2. */
static bool is_char(uint32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' ||
           (point >= 0x20 && point != 0xfffe && point != 0xffff);
}

void dt_xml_text(struct dt_buf *out, struct dt_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t point = dt_utf8_next(text, &at);

        if (point == '&')
            dt_buf_adds(out, "&amp;");
        else if (point == '<')
            dt_buf_adds(out, "&lt;");
        else if (point == '>')
            dt_buf_adds(out, "&gt;");
        else if (point == '"')
            dt_buf_adds(out, "&quot;");
        else if (point == '\r')
            dt_buf_adds(out, "&#13;");
        else if (is_char(point))
            dt_buf_add(out, text.ptr + from, at - from);
        else
            dt_buf_adds(out, REPLACEMENT);
    }
}

void dt_xml_attribute(struct dt_buf *out, const char *name, const char *prefix,
                      struct dt_str text)
{
    if (!text.ptr)
        return;
    dt_buf_addf(out, " %s=\"%s", name, prefix);
    dt_xml_text(out, text);
    dt_buf_addc(out, '"');
}

void dt_xml_element(struct dt_buf *out, const char *name, struct dt_str text)
{
    if (!text.ptr)
        return;
    dt_buf_addf(out, "<%s>", name);
    dt_xml_text(out, text);
    dt_buf_addf(out, "</%s>", name);
}
