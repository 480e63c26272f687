#include "snapshot/robots.h"

#include <stdlib.h>
#include <strings.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"

enum { LONGEST_DELAY = 24 * 60 * 60 * 1000 };

struct rule {
    struct dt_str pattern; /* normalised, with its "*" and a "$" at the end */
    bool allow;
};

/* The rules of all groups for one agent. */
struct group {
    struct rule *rules;
    size_t count, room;
    uint32_t delay;
    bool found;
};

struct dt_robots {
    struct dt_arena arena;
    struct group ours, others; /* of "*" */
};

struct parsing {
    struct dt_robots *robots;
    struct dt_str agent;
    struct dt_buf scratch;
    bool naming; /* the last line of a group named an agent */
    bool ours, others;
};

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_encoded(struct dt_buf *out, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";

    dt_buf_addc(out, '%');
    dt_buf_addc(out, digits[c >> 4]);
    dt_buf_addc(out, digits[c & 15]);
}

/*
 * Bring a path or pattern into the form in which both are compared: encoded
 * bytes that need not be are decoded, those that must be are encoded. In a
 * path "*" and "$" are bytes like any other; in a pattern only encoded ones.
 */
static void normalise(struct dt_str s, bool pattern, struct dt_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c == '%' && i + 2 < s.len && hex_value(s.ptr[i + 1]) >= 0 &&
            hex_value(s.ptr[i + 2]) >= 0) {
            c = (unsigned char)(hex_value(s.ptr[i + 1]) << 4 |
                                hex_value(s.ptr[i + 2]));
            i += 2;
            if (is_unreserved(c))
                dt_buf_addc(out, (char)c);
            else
                add_encoded(out, c);
        } else if (c <= ' ' || c >= 0x7F || (c == '*' && !pattern) ||
                   (c == '$' && !(pattern && i + 1 == s.len))) {
            add_encoded(out, c);
        } else {
            dt_buf_addc(out, (char)c);
        }
    }
}

static bool matches(struct dt_str pattern, struct dt_str path)
{
    bool anchored = pattern.len && pattern.ptr[pattern.len - 1] == '$';
    size_t at = 0;
    bool first = true;

    pattern.len -= anchored;
    for (;;) {
        const char *star = pattern.len ? memchr(pattern.ptr, '*', pattern.len)
                                       : NULL;
        struct dt_str part = {pattern.ptr, star ? (size_t)(star - pattern.ptr)
                                                : pattern.len};

        if (!star && anchored && !first)
            return path.len - at >= part.len && dt_str_ends(path, part);
        at = first ? (dt_str_starts(path, part) ? 0 : SIZE_MAX)
                   : dt_str_find(path, part, at);
        if (at == SIZE_MAX)
            return false;
        at += part.len;
        if (!star)
            return !anchored || at == path.len;
        first = false;
        pattern.ptr += part.len + 1;
        pattern.len -= part.len + 1;
    }
}

static int add_rule(struct parsing *p, struct group *g, struct dt_str pattern,
                    bool allow, struct dt_err *err)
{
    struct rule *rule = dt_array_room(g->rules, &g->room, g->count,
                                      sizeof *rule);

    if (!rule)
        return DT_FAIL(err, DT_EINTERNAL, "robots.txt: out of memory");
    g->rules = rule;
    rule = &g->rules[g->count];
    rule->pattern.ptr = dt_arena_copy(&p->robots->arena, pattern);
    rule->pattern.len = pattern.len;
    rule->allow = allow;
    if (!rule->pattern.ptr)
        return DT_FAIL(err, DT_EINTERNAL, "robots.txt: out of memory");
    g->count++;
    return DT_OK;
}

static int take_rule(struct parsing *p, struct dt_str value, bool allow,
                     struct dt_err *err)
{
    int rc = DT_OK;

    p->naming = false;
    if (!value.len || (value.ptr[0] != '/' && value.ptr[0] != '*'))
        return DT_OK;
    dt_buf_reset(&p->scratch);
    normalise(value, true, &p->scratch);
    rc = dt_buf_check(&p->scratch, "a rule of robots.txt", err);
    if (rc == DT_OK && p->ours)
        rc = add_rule(p, &p->robots->ours, dt_buf_str(&p->scratch), allow, err);
    if (rc == DT_OK && p->others)
        rc = add_rule(p, &p->robots->others, dt_buf_str(&p->scratch), allow,
                      err);
    return rc;
}

static void take_agent(struct parsing *p, struct dt_str value)
{
    struct dt_str token = {value.ptr, 0};

    if (!p->naming)
        p->ours = p->others = false;
    p->naming = true;
    if (value.len && value.ptr[0] == '*') {
        p->others = p->robots->others.found = true;
        return;
    }
    while (token.len < value.len &&
           (value.ptr[token.len] == '_' || value.ptr[token.len] == '-' ||
            ((value.ptr[token.len] | 0x20) >= 'a' &&
             (value.ptr[token.len] | 0x20) <= 'z')))
        token.len++;
    if (token.len == p->agent.len &&
        strncasecmp(token.ptr, p->agent.ptr, token.len) == 0)
        p->ours = p->robots->ours.found = true;
}

/* Seconds, perhaps with decimals, as milliseconds; what is no number is 0. */
static uint32_t read_delay(struct dt_str value)
{
    uint64_t ms = 0;
    uint64_t unit = 1000;
    bool point = false;

    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];

        if (c == '.' && !point) {
            point = true;
        } else if (c < '0' || c > '9') {
            return 0;
        } else if (!point) {
            ms = ms * 10 + (uint64_t)(c - '0') * 1000;
        } else {
            unit /= 10;
            ms += (uint64_t)(c - '0') * unit;
        }
        if (ms > LONGEST_DELAY)
            return LONGEST_DELAY;
    }
    return (uint32_t)ms;
}

static bool is_key(struct dt_str key, const char *name)
{
    return key.len == strlen(name) && strncasecmp(key.ptr, name, key.len) == 0;
}

static int take_line(struct parsing *p, struct dt_str line, struct dt_err *err)
{
    const char *hash = line.len ? memchr(line.ptr, '#', line.len) : NULL;
    const char *colon;
    struct dt_str key, value;

    if (hash)
        line.len = (size_t)(hash - line.ptr);
    colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
    if (!colon)
        return DT_OK;
    key = dt_str_trim((struct dt_str){line.ptr, (size_t)(colon - line.ptr)});
    value = dt_str_trim(
        (struct dt_str){colon + 1, line.len - (size_t)(colon + 1 - line.ptr)});
    if (is_key(key, "user-agent"))
        take_agent(p, value);
    else if (is_key(key, "allow"))
        return take_rule(p, value, true, err);
    else if (is_key(key, "disallow"))
        return take_rule(p, value, false, err);
    else if (is_key(key, "crawl-delay")) {
        if (p->ours)
            p->robots->ours.delay = read_delay(value);
        if (p->others)
            p->robots->others.delay = read_delay(value);
    }
    return DT_OK;
}

/* The next line, which ends with CR, LF or both. */
static struct dt_str next_line(struct dt_str *rest)
{
    struct dt_str line = {rest->ptr, 0};
    size_t taken;

    while (line.len < rest->len && line.ptr[line.len] != '\n' &&
           line.ptr[line.len] != '\r')
        line.len++;
    taken = line.len < rest->len ? line.len + 1 : line.len;
    rest->ptr += taken;
    rest->len -= taken;
    return line;
}

static int new_robots(struct dt_robots **out, struct dt_err *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return DT_FAIL(err, DT_EINTERNAL, "robots.txt: out of memory");
    (*out)->arena = DT_ARENA_INIT((size_t)64 << 20);
    return DT_OK;
}

int dt_robots_parse(struct dt_str text, const char *agent,
                    struct dt_robots **out, struct dt_err *err)
{
    struct parsing p = {.agent = DT_STR(agent),
                        .scratch = DT_BUF_INIT(4 * DT_ROBOTS_MAX)};
    int rc = new_robots(&p.robots, err);

    if (text.len > DT_ROBOTS_MAX)
        text.len = DT_ROBOTS_MAX;
    if (dt_str_starts(text, DT_STR("\xEF\xBB\xBF"))) {
        text.ptr += 3;
        text.len -= 3;
    }
    while (rc == DT_OK && text.len)
        rc = take_line(&p, next_line(&text), err);
    dt_buf_release(&p.scratch);
    if (rc < 0) {
        dt_robots_free(p.robots);
        return rc;
    }
    *out = p.robots;
    return DT_OK;
}

int dt_robots_all(bool allow, struct dt_robots **out, struct dt_err *err)
{
    return dt_robots_parse(DT_STR(allow ? "" : "User-agent: *\nDisallow: /\n"),
                           "", out, err);
}

static const struct group *group_of(const struct dt_robots *robots)
{
    return robots->ours.found ? &robots->ours : &robots->others;
}

bool dt_robots_allow(const struct dt_robots *robots, struct dt_str path)
{
    const struct group *g = group_of(robots);
    struct dt_buf normal = DT_BUF_INIT(1u << 20);
    size_t longest = 0;
    bool allow = true;

    if (dt_str_is(path, "/robots.txt"))
        return true;
    normalise(path, false, &normal);
    for (size_t i = 0; !normal.failed && i < g->count; i++) {
        const struct rule *rule = &g->rules[i];

        if (rule->pattern.len < longest ||
            (rule->pattern.len == longest && !rule->allow) ||
            !matches(rule->pattern, dt_buf_str(&normal)))
            continue;
        longest = rule->pattern.len;
        allow = rule->allow;
    }
    /* A path too long to be compared is not asked for. */
    allow = allow && !normal.failed;
    dt_buf_release(&normal);
    return allow;
}

uint32_t dt_robots_delay(const struct dt_robots *robots)
{
    return group_of(robots)->delay;
}

void dt_robots_free(struct dt_robots *robots)
{
    if (!robots)
        return;
    dt_arena_release(&robots->arena);
    free(robots->ours.rules);
    free(robots->others.rules);
    free(robots);
}
