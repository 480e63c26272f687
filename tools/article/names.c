#include "article/names.h"

#include "adapt/unicode.h"
#include "article/rules.h"
#include "base/utf8.h"

enum {
    NAME_LONGEST = 80,
    PHRASE_WORDS = 4,
    DAY_LEAST = 5, /* bytes of a day's name: "so" and "R. R." may be people */
    SIGNATURE_WORDS = 8, /* of who signs for an organisation */
    BYLINE_WORDS = 5,
    HEBREW = 0x0590,
    GEORGIAN = 0x10A0,
    FIRST_OF_THREE = 0xE0 /* byte of a character of three */
};

static bool is_particle(struct dt_str word)
{
    static const char *const particles[] = {
        "van", "von", "de",  "der", "den", "di",    "da",  "del", "la",  "le",
        "bin", "al",  "dos", "du",  "y",   "zu",    "af",  "av",  "ter", "ten",
        "el",  "ibn", "do",  "das", "e",   "della", "vom", "zur", "of"};

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (word.len && word.ptr[0] == particles[i][0] &&
            dt_str_is(word, particles[i]))
            return true;
    return false;
}

static bool has_job_word(struct dt_draft *draft, struct dt_str text)
{
    return dt_rulebook_holds(NULL, DT_RULES_JOB_WORDS,
                             dt_draft_fold(draft, text));
}

/* Whether text has a word that only organisations have in their names. */
static bool is_organisation(struct dt_draft *draft, struct dt_str text)
{
    return dt_rulebook_holds(NULL, DT_RULES_ORGANISATION_WORDS,
                             dt_draft_fold(draft, text));
}

/* Whether text is, or is made of, what stands for a name and names nobody. */
static bool is_made_of(enum dt_rules rules, struct dt_str fold)
{
    if (dt_rules_has(rules, fold))
        return true;
    while (fold.len) {
        size_t n = 0;

        while (n < fold.len && fold.ptr[n] != ' ')
            n++;
        if (!dt_rules_has(rules, (struct dt_str){fold.ptr, n}))
            return false;
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
    return true;
}

/* A newsroom signs where no person does; "Monday" is no name either. */
static bool is_nobody(struct dt_draft *draft, struct dt_str text,
                      enum dt_names_how how)
{
    struct dt_str fold = dt_draft_fold(draft, text);

    return is_made_of(DT_RULES_NOBODY_WORDS, fold) ||
           (fold.len >= DAY_LEAST && is_made_of(DT_RULES_DATE_WORDS, fold)) ||
           (how != DT_NAMES_ANYBODY &&
            is_made_of(DT_RULES_NEWSROOM_WORDS, fold));
}

/* "Evening Echo staff": those who sign are named after their paper. */
static bool is_newsroom_of(struct dt_draft *draft, struct dt_str name)
{
    size_t at = name.len;

    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    return at > 0 &&
           dt_rules_has(DT_RULES_NEWSROOM_WORDS,
                        dt_draft_fold(draft, (struct dt_str){name.ptr + at,
                                                             name.len - at}));
}

static bool is_name_char(uint32_t c)
{
    return dt_unicode_is_letter(c) || c == '.' || c == '-' || c == '\'' ||
           c == 0x2019 || c == 0x2010 || c == 0x2011 || c == 0xB4 || c == '`';
}

/* In upper case, or of a script that has no cases. */
static bool may_begin_name(uint32_t c)
{
    return dt_unicode_is_upper(c) ||
           (c >= HEBREW && c < GEORGIAN && dt_unicode_is_letter(c));
}

/* Words of text when each is one that a name could have, else 0. */
static size_t words_of_name(struct dt_str text)
{
    size_t words = 0, at = 0;

    if (text.len < 4 || text.len > NAME_LONGEST)
        return 0;
    while (at < text.len) {
        size_t start = at, next = at;
        bool upper = may_begin_name(dt_utf8_next(text, &next));

        while (at < text.len && text.ptr[at] != ' ') {
            uint32_t c = dt_utf8_next(text, &at);

            if (!is_name_char(c))
                return 0;
        }
        if (!upper && (words == 0 || !is_particle((struct dt_str){
                                         text.ptr + start, at - start})))
            return 0;
        words++;
        if (at == text.len && !upper)
            return 0; /* "Artikel von" */
        at += at < text.len;
    }
    return words;
}

bool dt_names_is_person(struct dt_draft *draft, struct dt_str text)
{
    size_t words = words_of_name(dt_str_trim(text));

    return words >= 2 && words <= 5 && !has_job_word(draft, text);
}

static struct dt_str without_start(struct dt_draft *draft, enum dt_rules rules,
                                   struct dt_str line)
{
    struct dt_str fold = dt_draft_fold(draft, line);
    size_t words = dt_rules_starts(rules, fold), spaces = 0, at = 0;

    if (words == 0) {
        size_t signs = rules == DT_RULES_BYLINE_STARTS
                           ? dt_names_signs_label(draft, line)
                           : 0;

        return (struct dt_str){line.ptr + signs, line.len - signs};
    }
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
    while (at < line.len && strchr(" :)/|", line.ptr[at]))
        at++;
    return (struct dt_str){line.ptr + at, line.len - at};
}

/* What ends a name for certain, and what only between two names. */
static const char *const ends[] = {" and ",
                                   " und ",
                                   " And ",
                                   " Und ",
                                   " im Gespräch mit ",
                                   " et ",
                                   " & ",
                                   ", ",
                                   "; ",
                                   " | ",
                                   " – ",
                                   " — ",
                                   " - ",
                                   "/",
                                   ",",
                                   ";",
                                   "|",
                                   " · ",
                                   " • ",
                                   ": ",
                                   " with ",
                                   " mit ",
                                   " og ",
                                   " och ",
                                   " и ",
                                   "、",
                                   "，",
                                   "\n",
                                   " Illustration",
                                   " Foto",
                                   " Photo",
                                   " Bild",
                                   " Fotos",
                                   " Pictures",
                                   " Image",
                                   "・",
                                   " / "};
/* Ends behind which stand places, employers and dates, but no name. */
static const char *const last_ends[] = {" (",    " [",     " in ",  " for ",
                                        " at ",  " on ",   " @",    " für ",
                                        " For ", " from ", " aus ", " dans "};
static const char *const soft_ends[] = {" y ", " e ", " i ", " en ", " ja "};
/* Before a date: " am 12. März". */
static const char *const date_ends[] = {
    " am ", " le ", " el ", " op ", " vom ", " den ", " il ", " em ", " um "};

static size_t match(struct dt_str s, size_t at, const char *const list[],
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(list[i]);

        if (s.len - at >= len && memcmp(s.ptr + at, list[i], len) == 0)
            return len;
    }
    return 0;
}

static bool is_ascii_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Bytes at at that part the name that began at start from what follows. */
static size_t end_of_name(struct dt_draft *draft, struct dt_str s, size_t start,
                          size_t at)
{
    size_t skip;

    if (is_ascii_word(s.ptr[at]))
        return 0; /* no end begins so */
    skip = match(s, at, ends, sizeof ends / sizeof *ends);
    if (!skip)
        skip = match(s, at, last_ends, sizeof last_ends / sizeof *last_ends);
    if (skip)
        return skip;
    skip = match(s, at, date_ends, sizeof date_ends / sizeof *date_ends);
    if (skip && at + skip < s.len && s.ptr[at + skip] >= '0' &&
        s.ptr[at + skip] <= '9')
        return skip;
    skip = match(s, at, soft_ends, sizeof soft_ends / sizeof *soft_ends);
    if (skip &&
        dt_names_is_person(draft, (struct dt_str){s.ptr + start, at - start}) &&
        dt_names_is_person(
            draft, (struct dt_str){s.ptr + at + skip, s.len - at - skip}))
        return skip;
    return s.ptr[at] == ' ' && at + 1 < s.len && s.ptr[at + 1] >= '0' &&
                   s.ptr[at + 1] <= '9'
               ? 1
               : 0;
}

/* "FOCUS-Online-Experte Robin Muster" is somebody behind his job. */
static struct dt_str without_job(struct dt_draft *draft, struct dt_str name)
{
    size_t at;

    if (!has_job_word(draft, name))
        return name;
    for (at = name.len; at > 0; at--) {
        struct dt_str rest = {name.ptr + at, name.len - at};
        struct dt_str job;

        if (name.ptr[at - 1] == ' ' && dt_names_is_person(draft, rest)) {
            size_t first = at - 1;

            while (first > 0 && name.ptr[first - 1] != ' ')
                first--;
            job = (struct dt_str){name.ptr + first, at - 1 - first};
            if (has_job_word(draft, job))
                return rest;
        }
    }
    return name;
}

/*
 * "신현주 기자": a name with his job behind it. In other scripts only the first
 * of a line: in "Ada Example, County Hall reporter" the second is all a job.
 */
static struct dt_str without_last_job(struct dt_draft *draft,
                                      struct dt_str name, bool first)
{
    size_t at = name.len;
    struct dt_str rest;

    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    rest = dt_str_trim((struct dt_str){name.ptr, at});
    return rest.len &&
                   ((first && dt_names_is_person(draft, rest)) ||
                    (unsigned char)rest.ptr[0] >= FIRST_OF_THREE) &&
                   has_job_word(draft,
                                (struct dt_str){name.ptr + at, name.len - at})
               ? rest
               : name;
}

/* "emma-mackenzie": a part of an address, not what somebody is called. */
static bool is_slug(struct dt_str name)
{
    bool joined = false;

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (c == ' ' || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80)
            return false;
        joined |= c == '-' || c == '.' || c == '_';
    }
    return joined;
}

/* "Ada Writer": a family name that is a job too. */
static bool is_named_as_job(struct dt_draft *draft, struct dt_str name)
{
    const char *space = memchr(name.ptr, ' ', name.len);

    return space && words_of_name(name) == 2 &&
           !has_job_word(draft,
                         (struct dt_str){name.ptr, (size_t)(space - name.ptr)});
}

/* A short phrase, marked as the author, that may be what somebody is called. */
static bool is_phrase(struct dt_draft *draft, struct dt_str name,
                      enum dt_names_how how)
{
    size_t words = 1, letters = 0;
    bool space = true, lower = false; /* does the last word begin so? */

    if (name.len < 2 || name.len > NAME_LONGEST ||
        memchr(name.ptr, '@', name.len) || memchr(name.ptr, ':', name.len) ||
        memchr(name.ptr, '?', name.len) || memchr(name.ptr, '!', name.len) ||
        dt_str_find(name, DT_STR("\xC2\xA9"), 0) != SIZE_MAX ||
        dt_str_starts(name, DT_STR("http")) ||
        dt_str_starts(name, DT_STR("www.")))
        return false;
    for (size_t at = 0; at < name.len;) {
        uint32_t c = dt_utf8_next(name, &at);

        if (space)
            lower = c >= 'a' && c <= 'z';
        space = c == ' ';
        words += space;
        letters += dt_unicode_is_letter(c);
    }
    if ((name.ptr[0] >= '0' && name.ptr[0] <= '9') ||
        strchr("([", name.ptr[0]) ||
        words > (how == DT_NAMES_ANYBODY ? SIGNATURE_WORDS : PHRASE_WORDS))
        return false;
    if (letters < 2 || is_nobody(draft, name, how) ||
        dt_rules_starts(DT_RULES_CREDIT_STARTS, dt_draft_fold(draft, name)) ||
        dt_rulebook_holds(NULL, DT_RULES_NO_NAME_WORDS,
                          dt_draft_fold(draft, name)))
        return false;
    return how == DT_NAMES_ANYBODY ||
           ((words == 1 || !lower || how == DT_NAMES_PERSON) &&
            (!has_job_word(draft, name) || is_named_as_job(draft, name)) &&
            !is_slug(name) && !is_organisation(draft, name));
}

/* Without what announces a date: "Sara Muster Stand", "Posted". */
static struct dt_str without_announcement(struct dt_draft *draft,
                                          struct dt_str name)
{
    size_t at = name.len;
    struct dt_str fold;

    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    fold = dt_draft_fold(draft, (struct dt_str){name.ptr + at, name.len - at});
    return at > 0 && (dt_rules_has(DT_RULES_DATE_STARTS, fold) ||
                      dt_rules_has(DT_RULES_CHANGE_STARTS, fold))
               ? dt_str_trim((struct dt_str){name.ptr, at})
               : name;
}

/* Without what joins it to the name before, in a link of its own. */
static struct dt_str without_joint(struct dt_str name)
{
    static const char *const joints[] = {"and ", "und ", "et ", "& ",
                                         "y ",   "e ",   "og ", "och "};

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (dt_str_starts(name, DT_STR(joints[i])))
            return dt_str_trim((struct dt_str){name.ptr + strlen(joints[i]),
                                               name.len - strlen(joints[i])});
    return name;
}

static struct dt_str bare(struct dt_draft *draft, struct dt_str name)
{
    name = without_announcement(draft, without_joint(dt_str_trim(name)));
    while (name.len > 3 && strchr(".,:;*", name.ptr[name.len - 1]) &&
           name.ptr[name.len - 3] != ' ')
        name.len--;
    if (dt_str_ends(name, DT_STR(")")) && !memchr(name.ptr, '(', name.len))
        name.len--; /* of what the whole byline stands in */
    while (name.len && (name.ptr[0] == '*' || name.ptr[0] == '-'))
        name = dt_str_trim((struct dt_str){name.ptr + 1, name.len - 1});
    return name;
}

static void put(struct dt_names *names, struct dt_str name)
{
    if (names->count < DT_NAMES_MOST)
        names->items[names->count++] = name;
}

/* "Muster, Anna" as it stands; dt_names_claim() turns it round. */
static bool is_inverted(struct dt_draft *draft, struct dt_str line)
{
    const char *comma = memchr(line.ptr, ',', line.len);
    size_t spaces = 0, at = comma ? (size_t)(comma - line.ptr) : 0;

    if (!comma || line.len > NAME_LONGEST || memchr(line.ptr, ';', line.len) ||
        memchr(comma + 1, ',', line.len - at - 1))
        return false;
    for (size_t i = 0; i < line.len; i++)
        spaces += line.ptr[i] == ' ';
    return spaces <= 3 &&
           !dt_names_is_person(draft, (struct dt_str){line.ptr, at}) &&
           !has_job_word(draft, line);
}

/*
 * Whether a part of a byline, which is not its first, may be a name: not what
 * follows " in ", nor "Ada Example, County Hall".
 */
static bool may_follow(struct dt_draft *draft, struct dt_str line, size_t start,
                       struct dt_str name)
{
    bool comma = start >= 2 && memcmp(line.ptr + start - 2, ", ", 2) == 0;

    for (size_t i = 0; i < sizeof last_ends / sizeof *last_ends; i++) {
        size_t len = strlen(last_ends[i]);

        if (start >= len &&
            memcmp(line.ptr + start - len, last_ends[i], len) == 0)
            return false;
    }
    return !comma || !dt_rulebook_holds(NULL, DT_RULES_PLACE_WORDS,
                                        dt_draft_fold(draft, name));
}

/*
 * Whether a person may be called so, and nothing else is; signs says whether a
 * name may be one of East Asia, which many a word is like.
 */
static bool is_name(struct dt_draft *draft, struct dt_str name, bool signs)
{
    return (dt_names_is_person(draft, name) ||
            (signs && dt_names_is_signs(draft, name))) &&
           !is_organisation(draft, name) &&
           !dt_str_starts(name, DT_STR("In ")) && /* a category of a blog */
           !is_nobody(draft, name, DT_NAMES_STRICT) &&
           !dt_rulebook_holds(NULL, DT_RULES_NO_NAME_WORDS,
                              dt_draft_fold(draft, name));
}

/* A part of a byline without jobs; *signs when a name of signs had one. */
static struct dt_str without_jobs(struct dt_draft *draft, struct dt_str name,
                                  bool first, bool *signs)
{
    struct dt_str rest = without_last_job(draft, without_job(draft, name),
                                          first);

    rest = dt_names_without_signs_job(draft, rest, *signs);
    *signs |= rest.len < name.len;
    return rest;
}

void dt_names_find(struct dt_draft *draft, struct dt_str line,
                   enum dt_names_how how, struct dt_names *out)
{
    bool marked = how != DT_NAMES_STRICT, labelled = false;

    out->count = 0;
    line = dt_str_trim(line);
    for (int i = 0; i < 2; i++) {
        struct dt_str rest =
            dt_str_trim(without_start(draft, DT_RULES_BYLINE_STARTS, line));

        if (rest.len ||
            !is_made_of(DT_RULES_NEWSROOM_WORDS, dt_draft_fold(draft, line))) {
            labelled |= rest.len < line.len;
            line = rest; /* but "Redaktion" alone */
        }
    }
    if (how == DT_NAMES_INVERTED && is_inverted(draft, line)) {
        put(out, line);
        return;
    }
    for (size_t at = 0, start = 0; at <= line.len; at++) {
        struct dt_str name;
        size_t skip = 1;
        bool newsroom, signs = marked || labelled;

        if (at < line.len) {
            skip = end_of_name(draft, line, start, at);
            if (!skip)
                continue;
        }
        name = bare(draft, (struct dt_str){line.ptr + start, at - start});
        newsroom = is_newsroom_of(draft, name);
        if (newsroom && how != DT_NAMES_ANYBODY)
            name.len = 0;
        /* Who follows took the pictures, or translated. */
        if (start &&
            dt_rules_starts(DT_RULES_CREDIT_STARTS, dt_draft_fold(draft, name)))
            return;
        if (!newsroom)
            name = without_jobs(draft, name, out->count == 0, &signs);
        if (start == 0 ? is_name(draft, name, signs) ||
                             (marked && is_phrase(draft, name, how))
                       : is_name(draft, name, signs) &&
                             may_follow(draft, line, start, name))
            put(out, name);
        else if (!marked && start == 0)
            return;
        at += skip - 1;
        start = at + 1;
    }
}

bool dt_names_is_byline(struct dt_draft *draft, struct dt_str line)
{
    struct dt_str fold = dt_draft_fold(draft, line), rest;
    size_t label = dt_rules_starts(DT_RULES_BYLINE_STARTS, fold), words = 1;
    struct dt_names names;

    if (label == 0)
        return false;
    dt_names_find(draft, line, DT_NAMES_STRICT, &names);
    if (names.count)
        return true;
    rest = dt_str_trim(without_start(draft, DT_RULES_BYLINE_STARTS, line));
    for (size_t i = 0; i < rest.len; i++)
        words += rest.ptr[i] == ' ';
    return rest.len > 0 && words <= BYLINE_WORDS &&
           !dt_rules_has(DT_RULES_PRONOUNS, dt_draft_fold(draft, rest)) &&
           (has_job_word(draft, rest) ||
            is_nobody(draft, rest, DT_NAMES_STRICT) ||
            is_organisation(draft, rest));
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
