#include "article/reserved.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_NAME = 64 };

/* Addresses of licences: what stands before their name and their version. */
static const struct {
    const char *address, *name, *version_ends;
} known[] = {
    {"creativecommons.org/licenses/", "CC-", ""},
    {"creativecommons.org/publicdomain/zero/", "CC0-", ""},
    {"creativecommons.org/publicdomain/mark/", "CC-PDM-", ""},
    {"/open-government-licence/version/", "OGL-UK-", ".0"},
};

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '-';
}

/* "by-sa/4.0/deed.de": BY-SA-4.0, of a name that ends with its version. */
static bool name_of(const char *address, char name[LONGEST_NAME])
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *at = strstr(address, known[i].address);
        bool in_version = false;
        size_t len;

        if (!at)
            continue;
        len = (size_t)snprintf(name, LONGEST_NAME, "%s", known[i].name);
        for (at += strlen(known[i].address); len < LONGEST_NAME - 4; at++) {
            in_version |= isdigit((unsigned char)*at) != 0;
            if (!is_name(*at) && (*at != '/' || in_version))
                break;
            name[len++] = *at == '/' ? '-' : (char)toupper((unsigned char)*at);
        }
        (void)snprintf(name + len, LONGEST_NAME - len, "%s",
                       known[i].version_ends);
        return in_version;
    }
    return false;
}

/* Whether a name stands whole in text; spaces are as good as hyphens. */
static bool names(const char *text, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = text; *at; at++) {
        size_t i = 0;

        if (at > text && isalnum((unsigned char)at[-1]))
            continue;
        while (
            i < len && at[i] &&
            (toupper((unsigned char)at[i]) == toupper((unsigned char)name[i]) ||
             (at[i] == ' ' && name[i] == '-')))
            i++;
        if (i == len && !isalnum((unsigned char)at[i]))
            return true;
    }
    return false;
}

/* The licence may be of several names; the page has one of them, in words. */
static bool names_any(const char *text, const char *licence)
{
    while (*licence) {
        char name[LONGEST_NAME];
        size_t len = 0;

        while (*licence && !is_name(*licence))
            licence++;
        for (; is_name(*licence); licence++)
            if (len < LONGEST_NAME - 1)
                name[len++] = *licence;
        name[len] = '\0';
        if (strpbrk(name, "0123456789") && names(text, name))
            return true;
    }
    return false;
}

static bool agrees(const char *value, const char *licence)
{
    char name[LONGEST_NAME];

    return name_of(value, name) ? names(licence, name)
                                : names_any(value, licence);
}

const char *dt_rights_reserved(const struct dt_meta *meta, const char *licence)
{
    const char *first = NULL;

    if (strstr(licence, "LicenseRef-") || strcmp(licence, "NOASSERTION") == 0)
        return NULL;
    for (size_t i = 0; i < meta->claim_count; i++) {
        const struct dt_claim *c = &meta->claims[i];

        /* Whether machines may read it is not whose it is. */
        if (c->field != DT_FIELD_RIGHTS ||
            strncmp(c->from, "meta tdm-", strlen("meta tdm-")) == 0)
            continue;
        if (agrees(c->value, licence))
            return NULL;
        if (!first)
            first = c->value;
    }
    return first;
}
