#include "source/slug.h"

#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"

/* The letter, in lower case without accents; 0 for what ends a word, and -1
 * for what stands inside one and is left out: apostrophes. */
static int plain_letter(uint32_t c)
{
    /* U+00C0 to U+00FF */
    static const char latin1[] = "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaac"
                                 "eeeeiiiidnooooo-ouuuuypy";

    if (c >= 'A' && c <= 'Z')
        return (int)(c | 0x20);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (int)c;
    if (c == '\'' || c == 0x2018 || c == 0x2019)
        return -1;
    if (c >= 0xC0 && c <= 0xFF && latin1[c - 0xC0] != '-')
        return latin1[c - 0xC0];
    return 0;
}

bool dt_slug_of(struct dt_str title, char out[DT_SLUG_SIZE])
{
    size_t len = 0, word = 0; /* word: where the one being written begins */

    for (size_t at = 0; at < title.len;) {
        int c = plain_letter(dt_utf8_next(title, &at));

        if (c < 0)
            continue;
        if (c == 0) {
            word = len ? len + 1 : 0;
            continue;
        }
        if (word && word == len + 1) {
            if (len + 1 >= DT_SLUG_SIZE - 1)
                break;
            out[len++] = '-';
        }
        if (len == DT_SLUG_SIZE - 1) {
            len = word ? word - 1 : len; /* no half word but the only one */
            break;
        }
        out[len++] = (char)c;
    }
    out[len] = '\0';
    return len > 0;
}

void dt_slug_number(const char *slug, unsigned n, char out[DT_SLUG_SIZE])
{
    char number[16];
    int room = DT_SLUG_SIZE - 1 - snprintf(number, sizeof number, "-%u", n);
    size_t len = strlen(slug);

    if (len > (size_t)room) {
        len = (size_t)room;
        while (len > 1 && slug[len] != '-')
            len--;
    }
    (void)snprintf(out, DT_SLUG_SIZE, "%.*s%s", (int)len, slug, number);
}
