#include "statement/lexicon.h"

#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "statement/lists.h"

enum {
    SLOTS = 1 << 13,
    ENDING_SLOTS = 1 << 9,
    TELLING_SLOTS = 1 << 15,
    LONGEST = 24,    /* bytes of a word that a list can have */
    OCCASIONS = 256, /* words of occasion.txt */
    OCCASION_SLOTS = 1 << 9,
    ENDING = 20,      /* bytes of an ending */
    STEM = 2,         /* bytes before an ending, at least */
    BEGINNING = 1000, /* bytes of a text that tell its language */
    SHORT = 200,      /* bytes of a text that has too few of them */
    MARKS = 2,        /* common words that its quotation marks count for */
    DOUBT = 2,        /* common words that a guess other than English needs */
    SHARE = 8,        /* of the words of a text one in so many is common */
    CERTAIN = 10      /* twice as many and these tell against what is named */
};

/* Classes that tell a language, and that no ending has. */
#define WHOLE_WORDS (DT_WORD_COMMON | DT_WORD_STRONG)

struct slot {
    struct dt_str word;
    uint64_t classes;
};

/*
 * Open addressing. Each slot has a tag of some bits of its word's hash, or 0
 * when it is free: most looks at words are saved by looking at the tags.
 */
struct table {
    struct slot *slots;
    uint8_t *tags;
    uint32_t mask;
};

struct dt_lexicon {
    const char *language; /* primary subtag */
    size_t list;          /* its number in lists.h */
    struct dt_occasion_word occasions[OCCASIONS];
    size_t occasion_count;
    struct table exact, endings, occasion; /* over the arrays */
    struct slot exact_slots[SLOTS], ending_slots[ENDING_SLOTS];
    struct slot occasion_slots[OCCASION_SLOTS]; /* classes: number and one */
    uint8_t exact_tags[SLOTS], ending_tags[ENDING_SLOTS];
    uint8_t occasion_tags[OCCASION_SLOTS];
    uint32_t ending_sizes[256]; /* by last byte; bit n: some have n bytes */
    unsigned traits;
};

/* Those of all languages, English first: it is taken where nothing tells. */
static struct dt_lexicon lexicons[DT_LANGUAGES_MOST];
static size_t lexicon_count;

/*
 * The words that tell a language. The classes of a word are the bits of the
 * lexicons in which it is common, and, 32 bits on, in which it reports.
 */
static struct slot telling_slots[TELLING_SLOTS];
static uint8_t telling_tags[TELLING_SLOTS];
static const struct table telling = {telling_slots, telling_tags,
                                     TELLING_SLOTS - 1};

static const char *const class_names[DT_CLASSES] = {
    [DT_CLASS_TITLE] = "title",
    [DT_CLASS_OFFICE] = "office",
    [DT_CLASS_ROLE] = "role",
    [DT_CLASS_HE] = "pronoun-he",
    [DT_CLASS_SHE] = "pronoun-she",
    [DT_CLASS_THEY] = "pronoun-they",
    [DT_CLASS_IT] = "pronoun-it",
    [DT_CLASS_FIRST] = "pronoun-first",
    [DT_CLASS_RELATIVE] = "relative",
    [DT_CLASS_DETERMINER] = "determiner",
    [DT_CLASS_POSSESSIVE] = "possessive",
    [DT_CLASS_PREPOSITION] = "preposition",
    [DT_CLASS_CONJUNCTION] = "conjunction",
    [DT_CLASS_AUXILIARY] = "auxiliary",
    [DT_CLASS_ADVERB] = "adverb",
    [DT_CLASS_PARTICLE] = "particle",
    [DT_CLASS_ABBREVIATION] = "abbreviation",
    [DT_CLASS_DATE] = "date",
    [DT_CLASS_COMMON] = "common",
    [DT_CLASS_ORGANISATION] = "organisation",
    [DT_CLASS_LABEL] = "label",
    [DT_CLASS_QUESTION] = "question",
    [DT_CLASS_ANSWER] = "answer",
    [DT_CLASS_STRONG] = "strong",
    [DT_CLASS_WEAK] = "weak",
    [DT_CLASS_THING] = "thing",
    [DT_CLASS_MALE] = "male",
    [DT_CLASS_FEMALE] = "female",
    [DT_CLASS_MANNER] = "manner",
    [DT_CLASS_STANCE] = "stance",
    [DT_CLASS_NEGATION] = "negation",
    [DT_CLASS_MODAL] = "modal",
    [DT_CLASS_THAT] = "complementizer",
    [DT_CLASS_TO] = "infinitive",
    [DT_CLASS_AGENT] = "agent",
    [DT_CLASS_ACCORDING] = "according",
    [DT_CLASS_ACCORDING_LAST] = "according-last",
    [DT_CLASS_VIEW] = "view",
    [DT_CLASS_BEING] = "being",
    [DT_CLASS_COORDINATOR] = "coordinator",
    [DT_CLASS_AS] = "as",
    [DT_CLASS_SO] = "so",
    [DT_CLASS_IMPERSONAL] = "impersonal",
    [DT_CLASS_SPLIT] = "split",
    [DT_CLASS_PREFIX] = "prefix",
    [DT_CLASS_SUBJUNCTIVE] = "subjunctive",
    [DT_CLASS_SUBJUNCTIVE_LIKE] = "subjunctive-like",
    [DT_CLASS_DEFINITE] = "definite",
    [DT_CLASS_ADDRESSEE] = "addressee",
    [DT_CLASS_GERUND] = "gerund",
    [DT_CLASS_PAST] = "past",
    [DT_CLASS_ADVERB_LIKE] = "adverb-like",
    [DT_CLASS_ELIDED] = "elided",
    [DT_CLASS_GENITIVE] = "genitive",
    [DT_CLASS_TRANSITIVE] = "transitive",
    [DT_CLASS_WITH] = "with",
    [DT_CLASS_JOINT] = "joint",
    [DT_CLASS_SOURCE] = "source",
    [DT_CLASS_GOVERNING] = "governing",
    [DT_CLASS_CITED] = "cited",
    [DT_CLASS_DATIVE] = "dative",
    [DT_CLASS_NOMINAL] = "nominal",
    [DT_CLASS_HOLDER] = "holder",
};

static const char *const trait_names[] = {
    "noun-capitals",    "comma-clauses", "ordinal-stops",  "hyphen-subjects",
    "low-marks",        "guillemets",    "decimal-commas", "subjects-behind",
    "dropped-subjects", "dashes",        "hyphen-objects", "unlisted"};

static pthread_once_t loaded = PTHREAD_ONCE_INIT;

/*
 * From the last byte to the first, so that on the way to a word's hash every
 * ending of the word has its own.
 */
static uint32_t hash_on(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * UINT32_C(16777619);
}

static uint32_t hash_of(struct dt_str word)
{
    uint32_t hash = 0;

    for (size_t i = word.len; i-- > 0;)
        hash = hash_on(hash, word.ptr[i]);
    return hash;
}

static uint8_t tag_of(uint32_t hash)
{
    return (uint8_t)(hash >> 24 | 1);
}

/* Where the word is in the table, or is to be. */
static uint32_t slot_of(const struct table *table, uint32_t hash,
                        struct dt_str word)
{
    uint8_t tag = tag_of(hash);
    uint32_t at = (hash ^ hash >> 15) & table->mask;

    while (table->tags[at] != 0 &&
           (table->tags[at] != tag || !dt_str_eq(table->slots[at].word, word)))
        at = (at + 1) & table->mask;
    return at;
}

static uint64_t class_of(struct dt_str name)
{
    for (size_t i = 0; i < DT_CLASSES; i++)
        if (class_names[i] != NULL && dt_str_is(name, class_names[i]))
            return UINT64_C(1) << i;
    assert(0 && "a list in rules/ has a line of no known class");
    return 0;
}

/* Note that a word is common in a language, or reports. */
static void add_telling(size_t lexicon, struct dt_str word, uint64_t class)
{
    const uint32_t hash = hash_of(word), at = slot_of(&telling, hash, word);
    const uint64_t bit = UINT64_C(1) << lexicon;

    telling_tags[at] = tag_of(hash);
    telling_slots[at].word = word;
    telling_slots[at].classes |= class == DT_WORD_COMMON ? bit : bit << 32;
}

static void add_word(struct dt_lexicon *lexicon, struct dt_str word,
                     uint64_t class)
{
    bool ending = word.ptr[0] == '-', noun = word.ptr[word.len - 1] == '~';
    struct table *table = ending ? &lexicon->endings : &lexicon->exact;
    uint32_t hash, at;

    word.ptr += ending;
    word.len -= (size_t)ending + noun;
    assert(word.len > 0 && word.len <= (ending ? ENDING : LONGEST));
    assert(!ending || !(class & WHOLE_WORDS));
    hash = hash_of(word);
    at = slot_of(table, hash, word);
    table->tags[at] = tag_of(hash);
    table->slots[at].word = word;
    table->slots[at].classes |= class | (noun ? DT_WORD_NOUN : 0);
    if (class & WHOLE_WORDS)
        add_telling((size_t)(lexicon - lexicons), word, class);
    if (ending)
        lexicon->ending_sizes[(unsigned char)word.ptr[word.len - 1]] |=
            UINT32_C(1) << word.len;
}

static void add_trait(struct dt_lexicon *lexicon, struct dt_str name)
{
    for (size_t i = 0; i < sizeof trait_names / sizeof trait_names[0]; i++)
        if (dt_str_is(name, trait_names[i]))
            lexicon->traits |= 1U << i;
}

static struct dt_str before_hyphen(struct dt_str word)
{
    const char *hyphen = memchr(word.ptr, '-', word.len);

    if (hyphen != NULL)
        word.len = (size_t)(hyphen - word.ptr);
    return word;
}

static void load_list(struct dt_lexicon *lexicon, struct dt_str rest)
{
    struct dt_str line, field;

    while (dt_lists_line(&rest, &line, &field)) {
        uint64_t class;

        if (dt_str_is(field, "trait")) {
            while (dt_lists_word(&line, &field))
                add_trait(lexicon, field);
            continue;
        }
        class = class_of(field);
        while (dt_lists_word(&line, &field)) {
            add_word(lexicon, field, class);
            /* teilte-mit, warnte-vor: teilte and warnte as well */
            if (class & (DT_WORD_SPLIT | DT_WORD_GOVERNING))
                add_word(lexicon, before_hyphen(field), class);
        }
    }
}

static void add_occasion(struct dt_lexicon *lexicon,
                         struct dt_occasion_word word)
{
    uint32_t hash = hash_of(word.word);
    uint32_t at = slot_of(&lexicon->occasion, hash, word.word);

    assert(lexicon->occasion_count < OCCASIONS);
    lexicon->occasions[lexicon->occasion_count++] = word;
    lexicon->occasion.tags[at] = tag_of(hash);
    lexicon->occasion.slots[at] = (struct slot){word.word,
                                                lexicon->occasion_count};
}

/* "weekday 1 monday"; only day and weekday have a number. */
static void load_occasions(struct dt_lexicon *lexicon)
{
    static const char *const kinds[] = {
        [DT_OCCASION_DAY] = "day",
        [DT_OCCASION_WEEKDAY] = "weekday",
        [DT_OCCASION_LAST] = "last",
        [DT_OCCASION_THIS] = "this",
        [DT_OCCASION_MONTH] = "month",
        [DT_OCCASION_YEAR] = "year",
        [DT_OCCASION_PART] = "part",
        [DT_OCCASION_NIGHT] = "night",
        [DT_OCCASION_WITHIN] = "within",
        [DT_OCCASION_OTHER] = "other",
        [DT_OCCASION_END] = "end",
        [DT_OCCASION_PLACE] = "place",
        [DT_OCCASION_MEETING_PLACE] = "meeting-place",
        [DT_OCCASION_MEETING] = "meeting",
        [DT_OCCASION_INTERVIEW] = "interview",
        [DT_OCCASION_SPEAKING] = "speaking",
        [DT_OCCASION_AT] = "at",
        [DT_OCCASION_TONGUE] = "tongue",
        [DT_OCCASION_MEDIUM] = "medium",
        [DT_OCCASION_PAPER] = "paper",
        [DT_OCCASION_WRITING] = "writing",
    };
    struct dt_str rest = dt_lists_text(lexicon->list, "occasion.txt");
    struct dt_str line, field;

    while (dt_lists_line(&rest, &line, &field)) {
        struct dt_occasion_word word = {{NULL, 0}, DT_OCCASION_DAY, 0};

        while (word.kind < DT_OCCASION_WRITING &&
               !dt_str_is(field, kinds[word.kind]))
            word.kind++;
        if (word.kind <= DT_OCCASION_WEEKDAY && dt_lists_word(&line, &field))
            word.value = field.ptr[0] == '-' ? -(field.ptr[1] - '0')
                                             : field.ptr[0] - '0';
        while (dt_lists_word(&line, &word.word))
            add_occasion(lexicon, word);
    }
}

static void load(void)
{
    size_t others = 1;

    lexicon_count = dt_lists_languages();
    for (size_t i = 0; i < lexicon_count; i++) {
        const char *language = dt_lists_language(i);
        size_t at = strcmp(language, "en") == 0 ? 0 : others++;
        struct dt_lexicon *x;

        assert(at < lexicon_count);
        x = &lexicons[at];
        x->language = language;
        x->list = i;
        x->exact = (struct table){x->exact_slots, x->exact_tags, SLOTS - 1};
        x->endings = (struct table){x->ending_slots, x->ending_tags,
                                    ENDING_SLOTS - 1};
        x->occasion = (struct table){x->occasion_slots, x->occasion_tags,
                                     OCCASION_SLOTS - 1};
        load_list(x, dt_lists_text(i, "words.txt"));
        load_list(x, dt_lists_text(i, "reporting-verbs.txt"));
        load_occasions(x);
    }
}

static bool parts_words(char c)
{
    return c == ' ' || c == '\n' || c == '.' || c == ',' || c == ';' ||
           c == ':' || c == '\'' || c == '"' || c == '\0';
}

/* What the quotation marks of a short text count for. */
static size_t marks(const struct dt_lexicon *lexicon, struct dt_str text)
{
    size_t count = 0;

    if (dt_lexicon_has(lexicon, DT_TRAIT_LOW_MARKS) &&
        dt_str_find(text, DT_STR("„"), 0) != SIZE_MAX)
        count += MARKS;
    if (dt_lexicon_has(lexicon, DT_TRAIT_GUILLEMETS) &&
        dt_str_find(text, DT_STR("«"), 0) != SIZE_MAX)
        count += MARKS;
    return count;
}

/* The word's last LONGEST bytes in lower case; their number. */
static size_t to_lower(struct dt_str word, char lower[LONGEST])
{
    size_t len = 0, i = word.len > LONGEST ? word.len - LONGEST : 0;

    for (; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        if (c == 0xE2 && word.len - i > 2 &&
            memcmp(word.ptr + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        } else if ((c >= 'A' && c <= 'Z') ||
                   (i > 0 && (unsigned char)word.ptr[i - 1] == 0xC3 &&
                    c >= 0x80 && c <= 0x9E && c != 0x97)) {
            c = (unsigned char)(c + 32); /* A to Z, À to Þ */
        }
        lower[len++] = (char)c;
    }
    return len;
}

/*
 * Of each language, how many of the text's first words are common ones; how
 * many words there are.
 */
static size_t common_words(struct dt_str text, size_t counts[DT_LANGUAGES_MOST])
{
    const bool brief = text.len <= SHORT;
    size_t start = 0, words = 0;

    for (size_t k = 0; k < lexicon_count; k++)
        counts[k] = brief ? marks(&lexicons[k], text) : 0;
    for (size_t i = 0; i <= text.len && i < BEGINNING; i++) {
        const struct dt_str word = {text.ptr + start, i - start};
        char bytes[LONGEST];
        struct dt_str lower = {bytes, 0};
        uint64_t found;

        if (i < text.len && !parts_words(text.ptr[i]))
            continue;
        start = i + 1;
        if (word.len < 2)
            continue;
        words++;
        if (word.len > LONGEST)
            continue;
        lower.len = to_lower(word, bytes);
        found = telling_slots[slot_of(&telling, hash_of(lower), lower)].classes;
        if (brief)
            found |= found >> 32;
        found &= UINT32_MAX;
        for (size_t k = 0; found != 0; k++, found >>= 1)
            counts[k] += found & 1;
    }
    return words;
}

/* The lexicon of the language that is named, or NULL. */
static const struct dt_lexicon *named(const char *language)
{
    for (size_t i = 0; language != NULL && i < lexicon_count; i++) {
        size_t len = strlen(lexicons[i].language);

        if (strncmp(language, lexicons[i].language, len) == 0 &&
            (language[len] == '\0' || language[len] == '-'))
            return &lexicons[i];
    }
    return NULL;
}

const struct dt_lexicon *dt_lexicon_of(const char *language, struct dt_str text)
{
    const struct dt_lexicon *claimed, *other;
    size_t counts[DT_LANGUAGES_MOST], words, best = 0, most;

    pthread_once(&loaded, load);
    claimed = named(language);
    other = named("und");
    words = common_words(text, counts);
    most = counts[0] + DOUBT;
    for (size_t i = 1; i < lexicon_count; i++) {
        if (counts[i] > most) {
            most = counts[i];
            best = i;
        }
    }
    if (claimed != NULL)
        return text.len > SHORT &&
                       counts[best] >= 2 * counts[claimed - lexicons] + CERTAIN
                   ? &lexicons[best]
                   : claimed;
    return other != NULL && (language != NULL || text.len > SHORT) &&
                   counts[best] * SHARE < words
               ? other
               : &lexicons[best];
}

const struct dt_lexicon *dt_lexicon_english(void)
{
    pthread_once(&loaded, load);
    return &lexicons[0];
}

size_t dt_lexicon_list(const struct dt_lexicon *lexicon)
{
    return lexicon->list;
}

bool dt_lexicon_has(const struct dt_lexicon *lexicon, enum dt_trait trait)
{
    return (lexicon->traits & (unsigned)trait) != 0;
}

uint64_t dt_lexicon_find(const struct dt_lexicon *lexicon, struct dt_str word)
{
    char lower[LONGEST];
    size_t len = to_lower(word, lower);
    uint32_t hash = 0, sizes = 0, at;
    uint64_t classes = 0;

    if (len > 0)
        sizes = lexicon->ending_sizes[(unsigned char)lower[len - 1]];
    for (size_t n = 1; n <= len; n++) {
        hash = hash_on(hash, lower[len - n]);
        if (!(sizes >> n & 1) || word.len < n + STEM)
            continue;
        at = slot_of(&lexicon->endings, hash,
                     (struct dt_str){lower + len - n, n});
        classes |= lexicon->endings.slots[at].classes;
    }
    if (len > 0 && word.len <= LONGEST) {
        at = slot_of(&lexicon->exact, hash, (struct dt_str){lower, len});
        classes |= lexicon->exact.slots[at].classes;
    }
    return classes;
}

bool dt_lexicon_joins(const struct dt_lexicon *lexicon, struct dt_str left,
                      struct dt_str right, uint64_t classes)
{
    char joined[2 * LONGEST + 1];

    if (left.len + right.len + 1 > sizeof joined)
        return false;
    memcpy(joined, left.ptr, left.len);
    joined[left.len] = '-';
    memcpy(joined + left.len + 1, right.ptr, right.len);
    return (dt_lexicon_find(lexicon,
                            (struct dt_str){joined, left.len + 1 + right.len}) &
            classes) != 0;
}

struct dt_occasion_word dt_lexicon_occasion(const struct dt_lexicon *lexicon,
                                            struct dt_str word)
{
    char lower[LONGEST];
    size_t len = word.len <= LONGEST ? to_lower(word, lower) : 0;

    struct dt_str key = {lower, len};
    uint32_t at = len > 0 ? slot_of(&lexicon->occasion, hash_of(key), key) : 0;

    if (len > 0 && lexicon->occasion.tags[at] != 0)
        return lexicon->occasions[lexicon->occasion.slots[at].classes - 1];
    return (struct dt_occasion_word){{NULL, 0}, DT_OCCASION_NONE, 0};
}
