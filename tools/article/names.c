#include "article/names.h"

#include "adapt/unicode.h"
#include "article/rules.h"
#include "base/utf8.h"

enum { NAMES_MOST = 32, NAME_LONGEST = 80 };

static bool is_particle(struct dt_str word)
{
    static const char *const particles[] = {"van", "von", "de",  "der", "den",
                                            "di",  "da",  "del", "la",  "le",
                                            "bin", "al",  "dos", "du",  "y"};

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (dt_str_is(word, particles[i]))
            return true;
    return false;
}

static bool has_job_word(struct dt_draft *draft, struct dt_str text)
{
    struct dt_str fold = dt_draft_fold(draft, text);

    while (fold.len) {
        size_t n = 0;

        if (dt_rules_starts(DT_RULES_JOB_WORDS, fold))
            return true;
        while (n < fold.len && fold.ptr[n] != ' ')
            n++;
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
    return false;
}

static bool is_name_char(uint32_t c)
{
    return dt_unicode_is_letter(c) || c == '.' || c == '-' || c == '\'' ||
           c == 0x2019 || c == 0x2010 || c == 0x2011;
}

bool dt_names_is_person(struct dt_draft *draft, struct dt_str text)
{
    size_t words = 0, at = 0;

    text = dt_str_trim(text);
    if (text.len < 4 || text.len > NAME_LONGEST)
        return false;
    while (at < text.len) {
        size_t start = at, next = at;
        bool upper = dt_unicode_is_upper(dt_utf8_next(text, &next));

        while (at < text.len && text.ptr[at] != ' ') {
            uint32_t c = dt_utf8_next(text, &at);

            if (!is_name_char(c))
                return false;
        }
        if (!upper && (words == 0 || !is_particle((struct dt_str){
                                         text.ptr + start, at - start})))
            return false;
        words++;
        at += at < text.len;
    }
    return words >= 2 && words <= 5 && !has_job_word(draft, text);
}

static struct dt_str without_start(struct dt_draft *draft, enum dt_rules rules,
                                   struct dt_str line)
{
    struct dt_str fold = dt_draft_fold(draft, line);
    size_t words = dt_rules_starts(rules, fold), spaces = 0, at = 0;

    if (words == 0)
        return line;
    /* As many words off the line as the rule has. */
    for (size_t i = 0; i < words; i++)
        spaces += fold.ptr[i] == ' ';
    for (bool in_word = false; at < line.len; at++) {
        unsigned char c = (unsigned char)line.ptr[at];
        bool word = c >= 0x80 || (c >= '0' && c <= '9') ||
                    ((c | 32u) >= 'a' && (c | 32u) <= 'z');

        if (in_word && !word && spaces-- == 0)
            break;
        in_word = word;
    }
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == ':'))
        at++;
    return (struct dt_str){line.ptr + at, line.len - at};
}

static bool ends_name(struct dt_str s, size_t at, size_t *skip)
{
    static const char *const ends[] = {
        " and ", " und ", " et ", " & ", ", ", "; ",   " | ",
        " – ",   " — ",   " - ",  "/",   " (", " in ", " for ",
        " at ",  " on ",  ",",    ";",   "|"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);

        if (s.len - at >= len && memcmp(s.ptr + at, ends[i], len) == 0) {
            *skip = len;
            return true;
        }
    }
    return false;
}

static int add_name(struct dt_draft *draft, struct dt_str name,
                    struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    const char **grown, *copy;

    while (name.len && strchr(".,:;", name.ptr[name.len - 1]) && name.len > 3 &&
           name.ptr[name.len - 3] != ' ')
        name.len--;
    if (name.len == 0 || m->byline_count >= NAMES_MOST)
        return DT_OK;
    for (size_t i = 0; i < m->byline_count; i++) {
        struct dt_buf first = DT_BUF_INIT(4096);
        struct dt_err ignored;
        bool same = dt_article_fold(name, &first, &ignored) == DT_OK &&
                    dt_str_eq(dt_buf_str(&first),
                              dt_draft_fold(draft, DT_STR(m->byline[i])));

        dt_buf_release(&first);
        if (same)
            return DT_OK;
    }
    grown = dt_arena_array(draft->arena, m->byline_count + 1, sizeof *grown);
    copy = dt_draft_line(draft, name, err);
    if (!grown || !copy)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (m->byline_count)
        memcpy(grown, m->byline, m->byline_count * sizeof *grown);
    grown[m->byline_count++] = copy;
    m->byline = grown;
    return DT_OK;
}

int dt_names_add(struct dt_draft *draft, struct dt_str line, bool strict,
                 struct dt_err *err)
{
    line = dt_str_trim(
        without_start(draft, DT_RULES_BYLINE_STARTS, dt_str_trim(line)));
    for (size_t at = 0, start = 0; at <= line.len; at++) {
        struct dt_str name;
        size_t skip = 1;

        if (at < line.len && !ends_name(line, at, &skip))
            continue;
        name = dt_str_trim((struct dt_str){line.ptr + start, at - start});
        if (dt_names_is_person(draft, name) ||
            (!strict && name.len >= 2 && name.len <= NAME_LONGEST &&
             start == 0 && at == line.len && !memchr(name.ptr, '@', name.len) &&
             !dt_str_starts(name, DT_STR("http")))) {
            int rc = add_name(draft, name, err);

            if (rc < 0)
                return rc;
        } else if (strict && start == 0) {
            return DT_OK;
        }
        at += skip - 1;
        start = at + 1;
    }
    return DT_OK;
}

size_t dt_names_label(struct dt_draft *draft, struct dt_str line)
{
    size_t colon = dt_str_find(line, DT_STR(": "), 0);
    struct dt_str name = line;

    if (colon == SIZE_MAX || colon > NAME_LONGEST)
        return 0;
    name.len = colon;
    return dt_names_is_person(draft, name) ? colon : 0;
}
