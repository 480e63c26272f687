/* Which transcripts are in the language of a quotation (hold_parts.h). */
#include <stdlib.h>
#include <string.h>

#include "manifest/hold_parts.h"

enum { LANGUAGES = 63 }; /* in one corpus; of others nothing is known */

/* The languages met so far, by number - 1. */
struct languages {
    struct dt_str names[LANGUAGES];
    size_t count;
};

/* The first part of a BCP 47 tag: en of en-GB. */
static struct dt_str primary(const char *tag)
{
    return (struct dt_str){tag, tag ? strcspn(tag, "-_") : 0};
}

static bool same(struct dt_str a, struct dt_str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if ((a.ptr[i] | 32) != (b.ptr[i] | 32))
            return false;
    return a.len == b.len;
}

/* The number of a language, or 0: not known, none, or several. */
static uint8_t number_of(struct languages *l, struct dt_str name)
{
    if (name.len == 0 || same(name, DT_STR("und")) ||
        same(name, DT_STR("mul")) || same(name, DT_STR("zxx")))
        return 0;
    for (size_t i = 0; i < l->count; i++)
        if (same(l->names[i], name))
            return (uint8_t)(i + 1);
    if (l->count == LANGUAGES)
        return 0;
    l->names[l->count] = name;
    return (uint8_t)++l->count;
}

int dt_hold_tell_languages(struct dt_hold *h, size_t copies, struct dt_err *err)
{
    struct languages met = {.count = 0};

    for (size_t i = 0; i < copies; i++) {
        const struct dt_copy *copy = &h->plan->copies[i];

        h->language[dt_plan_find(h->plan, DT_STR(copy->id))] =
            number_of(&met, primary(copy->language));
    }
    h->languages = met.count + 1;
    h->spoken = calloc((h->u->people->count + 1) * h->languages,
                       sizeof *h->spoken);
    return h->spoken
               ? DT_OK
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
}

void dt_hold_count_run(struct dt_hold *h, const struct dt_hold_run *run)
{
    h->spoken[run->speaker * h->languages + h->language[run->article]] +=
        !run->copy;
}

size_t dt_hold_searched(const struct dt_hold *h,
                        const struct dt_utterance *item)
{
    const uint32_t *spoken = h->spoken + item->speaker * h->languages;
    const uint8_t language = h->language[item->article];

    return language ? spoken[language] + (size_t)spoken[0]
                    : h->own[item->speaker].count;
}
