#include "statement/phrases.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "statement/lists.h"

enum { MOST = 4096 };

static const char *const kind_names[DT_PHRASE_KINDS] = {
    [DT_PHRASE_SALUTATION] = "salutation",
    [DT_PHRASE_INTRODUCTION] = "introduction",
    [DT_PHRASE_SELF] = "self",
    [DT_PHRASE_ADDRESS] = "address",
    [DT_PHRASE_UNREPORTED] = "unreported",
    [DT_PHRASE_CLIPPED] = "clipped",
    [DT_PHRASE_CLOSING] = "closing",
    [DT_PHRASE_RECORD] = "record",
    [DT_PHRASE_INTERVIEWED] = "interviewed",
    [DT_PHRASE_INTERVIEWING] = "interviewing",
    [DT_PHRASE_MAKING] = "making",
    [DT_PHRASE_LIGHT] = "light",
    [DT_PHRASE_PROMISE] = "promise",
    [DT_PHRASE_VIEWPOINT] = "viewpoint",
    [DT_PHRASE_JUDGING] = "judging",
    [DT_PHRASE_UNVOICED] = "unvoiced",
    [DT_PHRASE_ASIDE] = "aside",
    [DT_PHRASE_DIRECTION] = "direction",
    [DT_PHRASE_RELATIVE] = "relative",
    [DT_PHRASE_SUPPOSED] = "supposed",
    [DT_PHRASE_URGING] = "urging",
    [DT_PHRASE_CONDITION] = "condition",
    [DT_PHRASE_DENIAL] = "denial",
    [DT_PHRASE_CONTRARY] = "contrary",
    [DT_PHRASE_CONTRARY_WITH] = "contrary-with",
    [DT_PHRASE_CONTRARY_BY] = "contrary-by",
    [DT_PHRASE_ECHO] = "echo",
    [DT_PHRASE_RECALLING] = "recalling",
    [DT_PHRASE_MERELY] = "merely",
    [DT_PHRASE_CONTRAST] = "contrast",
    [DT_PHRASE_SEQUEL] = "sequel",
    [DT_PHRASE_PRESENT] = "present",
    [DT_PHRASE_SHIFTED] = "shifted",
    [DT_PHRASE_UNCHANGED] = "unchanged",
    [DT_PHRASE_SUBORDINATING] = "subordinating",
    [DT_PHRASE_EXISTENTIAL] = "existential",
    [DT_PHRASE_TITLING] = "titling",
    [DT_PHRASE_CITING] = "citing",
    [DT_PHRASE_CITED] = "cited",
    [DT_PHRASE_BESIDE] = "beside",
    [DT_PHRASE_MEDIUM] = "medium",
    [DT_PHRASE_MISQUOTING] = "misquoting",
    [DT_PHRASE_VERSION] = "version",
    [DT_PHRASE_ASKING] = "asking",
    [DT_PHRASE_ASKED] = "asked",
    [DT_PHRASE_ITSELF] = "itself",
    [DT_PHRASE_ARTICLE] = "article",
    [DT_PHRASE_DEGREE] = "degree",
};

struct phrase {
    struct dt_str text;
    enum dt_phrase_kind kind;
};

/* By language, and of each by kind; starts[][] has where a kind begins. */
static struct phrase phrases[MOST];
static size_t starts[DT_LANGUAGES_MOST][DT_PHRASE_KINDS + 1];
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static int by_kind(const void *left, const void *right)
{
    const struct phrase *a = left, *b = right;

    return (a->kind > b->kind) - (a->kind < b->kind);
}

static void load(void)
{
    size_t count = 0, languages = dt_lists_languages();

    for (size_t i = 0; i < languages; i++) {
        struct dt_str rest = dt_lists_text(i, "phrases.txt"), line, name;
        size_t first = count;

        while (dt_lists_line(&rest, &line, &name)) {
            int kind = 0;

            while (kind < DT_PHRASE_KINDS && !dt_str_is(name, kind_names[kind]))
                kind++;
            assert(kind < DT_PHRASE_KINDS && count < MOST);
            phrases[count].kind = (enum dt_phrase_kind)kind;
            phrases[count++].text = dt_str_trim(line);
        }
        qsort(phrases + first, count - first, sizeof *phrases, by_kind);
        for (int kind = 0; kind <= DT_PHRASE_KINDS; kind++) {
            starts[i][kind] = first;
            while (first < count && (int)phrases[first].kind == kind)
                first++;
        }
    }
}

static bool is_letter(char c)
{
    return (unsigned)((unsigned char)c | 32) - 'a' < 26 ||
           (unsigned char)c >= 0x80;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* How much of text's beginning a phrase is; 0: it begins with none. */
static size_t match(struct dt_str phrase, struct dt_str text)
{
    size_t at = 0;

    if (phrase.len > text.len)
        return 0;
    while (at < phrase.len && lower(text.ptr[at]) == lower(phrase.ptr[at]))
        at++;
    return at == phrase.len && (at == text.len || !is_letter(text.ptr[at]) ||
                                !is_letter(phrase.ptr[at - 1]))
               ? at
               : 0;
}

bool dt_phrase_begins(const struct dt_lexicon *lexicon,
                      enum dt_phrase_kind kind, struct dt_str text)
{
    size_t language = dt_lexicon_list(lexicon);

    pthread_once(&loaded, load);
    for (size_t i = starts[language][kind]; i < starts[language][kind + 1]; i++)
        if (match(phrases[i].text, text) > 0)
            return true;
    return false;
}

bool dt_phrase_is(const struct dt_lexicon *lexicon, enum dt_phrase_kind kind,
                  struct dt_str text)
{
    size_t language = dt_lexicon_list(lexicon);

    pthread_once(&loaded, load);
    for (size_t i = starts[language][kind]; i < starts[language][kind + 1]; i++)
        if (phrases[i].text.len == text.len && match(phrases[i].text, text) > 0)
            return true;
    return false;
}

bool dt_phrase_within(const struct dt_lexicon *lexicon,
                      enum dt_phrase_kind kind, struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((i == 0 || !is_letter(text.ptr[i - 1])) && is_letter(text.ptr[i]) &&
            dt_phrase_begins(lexicon, kind,
                             (struct dt_str){text.ptr + i, text.len - i}))
            return true;
    return false;
}
