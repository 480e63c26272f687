#include "article/form.h"

#include <stdint.h>
#include <strings.h>

#include "snapshot/snapshot.h"

static const struct {
    const char *name;
    enum dt_form form;
} types[] = {
    /* The first of a form is its name. */
    {"text/html", DT_FORM_HTML},
    {"application/xhtml+xml", DT_FORM_XHTML},
    {"text/plain", DT_FORM_TEXT},
    {"text/markdown", DT_FORM_MARKDOWN},
    {"application/pdf", DT_FORM_PDF},
    {"text/x-markdown", DT_FORM_MARKDOWN},
    {"application/x-pdf", DT_FORM_PDF},
};

enum { TYPES = sizeof types / sizeof *types };

const char *dt_form_media_type(enum dt_form form)
{
    size_t i = 0;

    while (types[i].form != form)
        i++;
    return types[i].name;
}

/* Parameters may stand behind it: "text/html; charset=utf-8". */
static bool is_type(const char *said, const char *name)
{
    size_t len = strlen(name);

    return strncasecmp(said, name, len) == 0 &&
           (said[len] == '\0' || said[len] == ';' || said[len] == ' ');
}

enum dt_form dt_form_of(const char *media_type, struct dt_str bytes)
{
    const char *looks;

    if (dt_str_starts(bytes, DT_STR("%PDF-")))
        return DT_FORM_PDF;
    for (size_t i = 0; media_type && i < TYPES; i++)
        if (is_type(media_type, types[i].name))
            return types[i].form;
    looks = dt_snapshot_sniff(bytes);
    for (size_t i = 0; looks && i < TYPES; i++)
        if (strcmp(types[i].name, looks) == 0)
            return types[i].form;
    return DT_FORM_TEXT;
}

const char *dt_form_of_name(const char *path)
{
    struct dt_str s = DT_STR(path);

    return dt_str_ends(s, DT_STR(".md")) || dt_str_ends(s, DT_STR(".markdown"))
               ? dt_form_media_type(DT_FORM_MARKDOWN)
               : NULL;
}
