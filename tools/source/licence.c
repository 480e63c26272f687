#include "source/licence.h"

#include <stdbool.h>
#include <string.h>

#include "base/near.h"

enum { LONGEST = 1000, LONGEST_NAME = 64 };

/* One name a line, sorted by bytes. */
static const char licences[] = {
#include "source/rules/licences.txt.inc"
};

static const char exceptions[] = {
#include "source/rules/licence_exceptions.txt.inc"
};

static const struct dt_str licence_list = {licences, sizeof licences};
static const struct dt_str exception_list = {exceptions, sizeof exceptions};

static struct dt_str line_at(struct dt_str list, size_t at)
{
    const char *end = memchr(list.ptr + at, '\n', list.len - at);

    return (struct dt_str){list.ptr + at, (size_t)(end - (list.ptr + at))};
}

/* By halves: of the bytes, each time back to the beginning of a line. */
static bool is_listed(struct dt_str list, struct dt_str name)
{
    size_t low = 0, high = list.len;

    while (low < high) {
        size_t at = low + (high - low) / 2;
        struct dt_str line;
        int order;

        while (at > low && list.ptr[at - 1] != '\n')
            at--;
        line = line_at(list, at);
        order = dt_str_cmp(name, line);
        if (order == 0)
            return true;
        if (order > 0)
            low = at + line.len + 1;
        else
            high = at;
    }
    return false;
}

static int not_listed(struct dt_str list, struct dt_str name, const char *what,
                      struct dt_err *err)
{
    struct dt_near near = dt_near_to(name);
    char best[LONGEST_NAME] = "", line[LONGEST_NAME];

    for (size_t at = 0; at < list.len;) {
        struct dt_str one = line_at(list, at);

        at += one.len + 1;
        if (one.len >= sizeof line)
            continue;
        memcpy(line, one.ptr, one.len);
        line[one.len] = '\0';
        near.best = NULL;
        dt_near_try(&near, line);
        if (near.best)
            memcpy(best, line, one.len + 1);
    }
    return DT_FAIL(
        err, DT_EFORMAT, "'%.*s' is not on SPDX's list of %s (%s%s%s)",
        (int)(name.len < 100 ? name.len : 100), name.ptr, what,
        best[0] ? "did you mean " : "write CC0-1.0, or ",
        best[0] ? best : "LicenseRef-all-rights-reserved", best[0] ? "?" : "");
}

static bool is_name_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

/* PREFIX and at least one character of a name; *rest receives what follows. */
static bool has_prefix(struct dt_str text, const char *prefix,
                       struct dt_str *rest)
{
    size_t at = strlen(prefix);

    if (!dt_str_starts(text, DT_STR(prefix)))
        return false;
    while (at < text.len && is_name_char(text.ptr[at]))
        at++;
    *rest = (struct dt_str){text.ptr + at, text.len - at};
    return at > strlen(prefix);
}

static bool is_reference(struct dt_str name, const char *prefix)
{
    struct dt_str rest = name;

    if (has_prefix(name, "DocumentRef-", &rest) && rest.len &&
        rest.ptr[0] == ':')
        name = (struct dt_str){rest.ptr + 1, rest.len - 1};
    return has_prefix(name, prefix, &rest) && rest.len == 0;
}

static int check_name(struct dt_str name, bool exception, struct dt_err *err)
{
    struct dt_str plain = name;

    if (is_reference(name, exception ? "AdditionRef-" : "LicenseRef-"))
        return DT_OK;
    if (exception)
        return is_listed(exception_list, name)
                   ? DT_OK
                   : not_listed(exception_list, name, "exceptions", err);
    if (plain.len > 1 && plain.ptr[plain.len - 1] == '+')
        plain.len--;
    return is_listed(licence_list, name) || is_listed(licence_list, plain)
               ? DT_OK
               : not_listed(licence_list, plain, "licences", err);
}

/* The next word, bracket or nothing. */
static struct dt_str next_token(struct dt_str text, size_t *at)
{
    struct dt_str token;

    while (*at < text.len && text.ptr[*at] == ' ')
        ++*at;
    token = (struct dt_str){text.ptr + *at, 0};
    if (*at < text.len && (text.ptr[*at] == '(' || text.ptr[*at] == ')'))
        token.len = 1;
    else
        while (*at + token.len < text.len &&
               !memchr(" ()", token.ptr[token.len], 3))
            token.len++;
    *at += token.len;
    return token;
}

static int malformed(struct dt_str text, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT,
                   "'%.*s' is no SPDX expression (write CC0-1.0, or "
                   "LicenseRef-all-rights-reserved)",
                   (int)(text.len < 100 ? text.len : 100), text.ptr);
}

int dt_licence_check(struct dt_str text, struct dt_err *err)
{
    size_t at = 0, open = 0;
    bool operand = true;    /* what is due: a licence, or an operator */
    bool exception = false; /* behind WITH */
    bool simple = false; /* a licence stood last, no bracket: WITH may come */

    if (dt_str_is(text, "NOASSERTION"))
        return DT_OK;
    for (;;) {
        struct dt_str token = next_token(text, &at);
        bool with = dt_str_is(token, "WITH");
        int rc = DT_OK;

        if (text.len > LONGEST || (with && !simple))
            return malformed(text, err);
        if (!token.len)
            return operand || open ? malformed(text, err) : DT_OK;
        if (with || dt_str_is(token, "AND") || dt_str_is(token, "OR")) {
            if (operand)
                return malformed(text, err);
            operand = true;
            exception = with;
            simple = false;
        } else if (dt_str_is(token, "(")) {
            if (!operand || exception)
                return malformed(text, err);
            open++;
        } else if (dt_str_is(token, ")")) {
            if (operand || !open--)
                return malformed(text, err);
            simple = false;
        } else {
            rc = operand ? check_name(token, exception, err)
                         : malformed(text, err);
            operand = false;
            simple = !exception;
            exception = false;
        }
        if (rc < 0)
            return rc;
    }
}
