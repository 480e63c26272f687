#include <stdlib.h>

#include "base/utf8.h"
#include "source/people.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* A people.yaml, a NUL byte, and a text in which its people are looked for. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const char *split = size ? memchr(data, 0, size) : NULL;
    struct dt_str yaml = {(const char *)data, size}, text = {NULL, 0};
    struct dt_people *people = NULL;
    struct dt_err err;

    if (split) {
        yaml.len = (size_t)(split - yaml.ptr);
        text = (struct dt_str){split + 1, size - yaml.len - 1};
    }
    if (dt_people_read(yaml, "people.yaml", &people, &err) != DT_OK)
        return 0;
    for (size_t i = 0; i < people->count; i++) {
        const struct dt_person *p = &people->items[i];

        for (size_t n = 0; n < p->name_count; n++)
            if (dt_people_by_name(people, DT_STR(p->names[n])) != p)
                abort();
        if (!dt_people_by_surname(people, DT_STR(p->name), NULL, 0))
            abort();
    }
    if (dt_utf8_valid(text) == text.len) {
        for (size_t at = 0; at < text.len; (void)dt_utf8_next(text, &at)) {
            size_t len = 0;

            if (dt_people_match(people, text, at, &len) &&
                (len == 0 || len > text.len - at))
                abort();
        }
        (void)dt_people_by_name(people, text);
    }
    dt_people_free(people);
    return 0;
}
