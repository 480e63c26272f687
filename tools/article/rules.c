#include "article/rules.h"

#include <pthread.h>

#include "article/article.h"

static const char clutter_names[] = {
#include "article/rules/clutter_names.txt.inc"
    0};
static const char body_names[] = {
#include "article/rules/body_names.txt.inc"
    0};
static const char pull_names[] = {
#include "article/rules/pull_names.txt.inc"
    0};
static const char clutter_lines[] = {
#include "article/rules/clutter_lines.txt.inc"
    0};
static const char clutter_starts[] = {
#include "article/rules/clutter_starts.txt.inc"
    0};
static const char tail_lines[] = {
#include "article/rules/tail_lines.txt.inc"
    0};
static const char tail_starts[] = {
#include "article/rules/tail_starts.txt.inc"
    0};
static const char preamble[] = {
#include "article/rules/preamble.txt.inc"
    0};
static const char syndicated[] = {
#include "article/rules/syndicated.txt.inc"
    0};
static const char byline_starts[] = {
#include "article/rules/byline_starts.txt.inc"
    0};
static const char job_words[] = {
#include "article/rules/job_words.txt.inc"
    0};
static const char date_starts[] = {
#include "article/rules/date_starts.txt.inc"
    0};
static const char event_starts[] = {
#include "article/rules/event_starts.txt.inc"
    0};
static const char pronouns[] = {
#include "article/rules/pronouns.txt.inc"
    0};
static const char note_starts[] = {
#include "article/rules/note_starts.txt.inc"
    0};
static const char release_starts[] = {
#include "article/rules/release_starts.txt.inc"
    0};
static const char date_words[] = {
#include "article/rules/date_words.txt.inc"
    0};
static const char months[] = {
#include "article/rules/months.txt.inc"
    0};

static const char *const files[DT_RULES_COUNT] = {
    [DT_RULES_CLUTTER_NAMES] = clutter_names,
    [DT_RULES_BODY_NAMES] = body_names,
    [DT_RULES_PULL_NAMES] = pull_names,
    [DT_RULES_CLUTTER_LINES] = clutter_lines,
    [DT_RULES_CLUTTER_STARTS] = clutter_starts,
    [DT_RULES_TAIL_LINES] = tail_lines,
    [DT_RULES_TAIL_STARTS] = tail_starts,
    [DT_RULES_PREAMBLE] = preamble,
    [DT_RULES_SYNDICATED] = syndicated,
    [DT_RULES_BYLINE_STARTS] = byline_starts,
    [DT_RULES_JOB_WORDS] = job_words,
    [DT_RULES_DATE_STARTS] = date_starts,
    [DT_RULES_EVENT_STARTS] = event_starts,
    [DT_RULES_PRONOUNS] = pronouns,
    [DT_RULES_NOTE_STARTS] = note_starts,
    [DT_RULES_RELEASE_STARTS] = release_starts,
    [DT_RULES_DATE_WORDS] = date_words,
    [DT_RULES_MONTHS] = months,
};

/* All rules in one table: open addressing over (set, fold). */
enum { SLOTS = 8192, FOLDS = 64 * 1024, MONTH_LONGEST = 32 };

struct slot {
    uint32_t at; /* in folds */
    uint16_t len;
    uint8_t set;
    uint8_t number; /* that stands before the rule in its line, or 0 */
};

static struct slot slots[SLOTS];
static char folds[FOLDS];
static size_t folds_used = 1, slots_used; /* 0: an empty slot */
static size_t most_words[DT_RULES_COUNT], longest_rule[DT_RULES_COUNT];
static bool begins[DT_RULES_COUNT][256]; /* first bytes of rules */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static uint32_t hash_of(enum dt_rules set, struct dt_str fold)
{
    uint32_t h = 2166136261u ^ (uint32_t)set; /* FNV-1a */

    for (size_t i = 0; i < fold.len; i++)
        h = (h ^ (unsigned char)fold.ptr[i]) * 16777619u;
    return h ^ h >> 15;
}

static struct slot *find(enum dt_rules set, struct dt_str fold)
{
    for (uint32_t i = hash_of(set, fold);; i++) {
        struct slot *s = &slots[i % SLOTS];
        struct dt_str held = {folds + s->at, s->len};

        if (s->at == 0 || (s->set == set && dt_str_eq(held, fold)))
            return s;
    }
}

static void add(enum dt_rules set, struct dt_str fold, int number)
{
    struct slot *s = find(set, fold);
    size_t words = 1;

    /* A table that is too small drops rules; the unit test counts them. */
    if (s->at || fold.len == 0 || fold.len > FOLDS - folds_used ||
        slots_used >= SLOTS / 2)
        return;
    slots_used++;
    memcpy(folds + folds_used, fold.ptr, fold.len);
    *s = (struct slot){(uint32_t)folds_used, (uint16_t)fold.len, (uint8_t)set,
                       (uint8_t)number};
    folds_used += fold.len;
    for (size_t i = 0; i < fold.len; i++)
        words += fold.ptr[i] == ' ';
    if (words > most_words[set])
        most_words[set] = words;
    begins[set][(unsigned char)fold.ptr[0]] = true;
    if (fold.len > longest_rule[set])
        longest_rule[set] = fold.len;
}

/* Take the number off the front of a rule of a month. */
static int take_number(struct dt_str *line)
{
    int number = 0;

    while (line->len && line->ptr[0] >= '0' && line->ptr[0] <= '9') {
        number = number * 10 + (line->ptr[0] - '0');
        line->ptr++;
        line->len--;
    }
    *line = dt_str_trim(*line);
    return number;
}

static void load(void)
{
    struct dt_buf fold = DT_BUF_INIT(4096);
    struct dt_err ignored;

    for (int set = 0; set < DT_RULES_COUNT; set++) {
        struct dt_str rest = DT_STR(files[set]), line;

        while (dt_str_line(&rest, &line)) {
            int number = 0;

            line = dt_str_trim(line);
            if (line.len == 0 || line.ptr[0] == '#')
                continue;
            if (set == DT_RULES_MONTHS)
                number = take_number(&line);
            dt_buf_reset(&fold);
            if (dt_article_fold(line, &fold, &ignored) == DT_OK)
                add((enum dt_rules)set, dt_buf_str(&fold), number);
        }
    }
    dt_buf_release(&fold);
}

bool dt_rules_has(enum dt_rules set, struct dt_str fold)
{
    (void)pthread_once(&once, load);
    return fold.len && fold.len <= longest_rule[set] &&
           begins[set][(unsigned char)fold.ptr[0]] && find(set, fold)->at != 0;
}

size_t dt_rules_starts(enum dt_rules set, struct dt_str fold)
{
    size_t longest = 0, words = 0;

    (void)pthread_once(&once, load);
    if (fold.len == 0 || !begins[set][(unsigned char)fold.ptr[0]])
        return 0;
    for (size_t i = 0;
         i <= fold.len && i <= longest_rule[set] && words < most_words[set];
         i++) {
        if (i < fold.len && fold.ptr[i] != ' ')
            continue;
        words++;
        if (i && find(set, (struct dt_str){fold.ptr, i})->at)
            longest = i;
    }
    return longest;
}

/* The lower case of a letter of two bytes, Latin or Cyrillic. */
static void lower_pair(unsigned char c[2])
{
    if (c[0] == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E) {
        c[1] = (unsigned char)(c[1] + 0x20);
    } else if ((c[0] == 0xC4 && c[1] < 0xB8) ||
               (c[0] == 0xC5 && c[1] >= 0x8A && c[1] < 0xB8)) {
        c[1] |= 1;
    } else if (c[0] == 0xC5 && (c[1] < 0x89 || c[1] >= 0xB9) && c[1] < 0xBF) {
        c[1] = (unsigned char)(c[1] + (c[1] & 1));
    } else if (c[0] == 0xD0 && c[1] >= 0x90 && c[1] <= 0x9F) {
        c[1] = (unsigned char)(c[1] + 0x20);
    } else if (c[0] == 0xD0 && c[1] >= 0xA0 && c[1] <= 0xAF) {
        c[0] = 0xD1;
        c[1] = (unsigned char)(c[1] - 0x20);
    }
}

int dt_rules_month(struct dt_str word)
{
    char lower[MONTH_LONGEST];

    (void)pthread_once(&once, load);
    if (word.len < 3 || word.len > sizeof lower ||
        word.len > longest_rule[DT_RULES_MONTHS])
        return 0;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char pair[2] = {(unsigned char)word.ptr[i], 0};

        if (pair[0] < 0x80 || i + 1 == word.len) {
            lower[i] = (char)(pair[0] >= 'A' && pair[0] <= 'Z' ? pair[0] | 32
                                                               : pair[0]);
            continue;
        }
        pair[1] = (unsigned char)word.ptr[i + 1];
        lower_pair(pair);
        lower[i++] = (char)pair[0];
        lower[i] = (char)pair[1];
    }
    if (!begins[DT_RULES_MONTHS][(unsigned char)lower[0]])
        return 0;
    return find(DT_RULES_MONTHS, (struct dt_str){lower, word.len})->number;
}
