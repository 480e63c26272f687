#include "article/form.h"

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
    {"text/vtt", DT_FORM_VTT},
    {"application/x-subrip", DT_FORM_SRT},
    {"text/srt", DT_FORM_SRT},
    {"text/x-subrip", DT_FORM_SRT},
    {"application/srt", DT_FORM_SRT},
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

bool dt_form_is_captions(const char *media_type)
{
    return media_type &&
           (strcmp(media_type, dt_form_media_type(DT_FORM_VTT)) == 0 ||
            strcmp(media_type, dt_form_media_type(DT_FORM_SRT)) == 0);
}

/* Parameters may stand behind it: "text/html; charset=utf-8". */
static bool is_type(const char *said, const char *name)
{
    size_t len = strlen(name);

    return strncasecmp(said, name, len) == 0 &&
           (said[len] == '\0' || said[len] == ';' || said[len] == ' ');
}

bool dt_form_named(const char *media_type, enum dt_form *out)
{
    for (size_t i = 0; media_type && i < TYPES; i++)
        if (is_type(media_type, types[i].name)) {
            *out = types[i].form;
            return true;
        }
    return false;
}

/* What the first bytes look like. */
static enum dt_form form_of_bytes(struct dt_str bytes)
{
    const char *looks = dt_snapshot_sniff(bytes);

    for (size_t i = 0; looks && i < TYPES; i++)
        if (strcmp(types[i].name, looks) == 0)
            return types[i].form;
    return DT_FORM_TEXT;
}

enum dt_form dt_form_of(const char *media_type, struct dt_str bytes)
{
    enum dt_form form, looks;

    if (dt_str_starts(bytes, DT_STR("%PDF-")))
        return DT_FORM_PDF;
    if (!dt_form_named(media_type, &form))
        return form_of_bytes(bytes);
    if (form != DT_FORM_TEXT)
        return form;
    if (bytes.len > DT_SNAPSHOT_SNIFF)
        bytes.len = DT_SNAPSHOT_SNIFF;
    looks = form_of_bytes(bytes);
    return looks == DT_FORM_VTT || looks == DT_FORM_SRT ? looks : form;
}

const char *dt_form_of_name(const char *path)
{
    static const struct {
        const char *ending;
        enum dt_form form;
    } endings[] = {{".md", DT_FORM_MARKDOWN},
                   {".markdown", DT_FORM_MARKDOWN},
                   {".vtt", DT_FORM_VTT},
                   {".srt", DT_FORM_SRT}};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (dt_str_ends(DT_STR(path), DT_STR(endings[i].ending)))
            return dt_form_media_type(endings[i].form);
    return NULL;
}
