#include "statement/contraction.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "statement/lists.h"

enum {
    FORMS = 256, /* of all languages */
    ENDS = 1 << 12
};

struct form {
    struct dt_str head, tail; /* as it is written; of an ending, no head */
    struct dt_str first, second;
};

/* Sorted by language: those of language n are [starts[n], starts[n + 1]). */
static struct form forms[FORMS];
static size_t starts[DT_LANGUAGES_MOST + 1];

/* By the two last bytes of any form: most words have others. */
static bool ends[DT_LANGUAGES_MOST][ENDS];
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static struct form read_form(struct dt_str written, struct dt_str line)
{
    const char *bar = memchr(written.ptr, '|', written.len);
    struct form form = {.head = written};

    assert(bar != NULL);
    form.head.len = (size_t)(bar - written.ptr);
    form.tail = (struct dt_str){bar + 1, written.len - form.head.len - 1};
    if (dt_str_is(form.head, "-"))
        form.head.len = 0;
    else
        (void)dt_lists_word(&line, &form.first);
    (void)dt_lists_word(&line, &form.second);
    assert(form.second.len > 0 && form.tail.len > 0 &&
           form.head.len + form.tail.len > 1 &&
           form.tail.len + 2 <= DT_CONTRACTION_TAIL);
    return form;
}

/* In lower case, and with a straight apostrophe for the last byte of U+2019. */
static unsigned fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned char)(c - 'A' + 'a');
    return (unsigned char)c == 0x99 ? '\'' : (unsigned char)c;
}

static bool *end_of(size_t language, char before, char last)
{
    return &ends[language][(fold(before) << 4 ^ fold(last)) % ENDS];
}

static void note_end(size_t language, const struct form *form)
{
    const struct dt_str head = form->head, tail = form->tail;

    *end_of(language,
            tail.len > 1 ? tail.ptr[tail.len - 2] : head.ptr[head.len - 1],
            tail.ptr[tail.len - 1]) = true;
}

static void load(void)
{
    size_t count = 0, languages = dt_lists_languages();

    for (size_t i = 0; i < languages; i++) {
        struct dt_str rest = dt_lists_text(i, "contractions.txt"), line,
                      written;

        starts[i] = count;
        while (dt_lists_line(&rest, &line, &written)) {
            assert(count < FORMS);
            forms[count] = read_form(written, line);
            note_end(i, &forms[count++]);
        }
        starts[i + 1] = count;
    }
}

/* Take what a list has off a word's end; false: the word ends otherwise. */
static bool take_end(struct dt_str *word, struct dt_str end)
{
    size_t left = word->len;

    for (size_t i = end.len; i > 0; i--) {
        const char want = end.ptr[i - 1];

        if (want == '\'' && left > 2 &&
            memcmp(word->ptr + left - 3, "\xE2\x80\x99", 3) == 0)
            left -= 3;
        else if (left > 0 &&
                 (word->ptr[left - 1] == want ||
                  (want >= 'a' && word->ptr[left - 1] == want - 'a' + 'A')))
            left--;
        else
            return false;
    }
    word->len = left;
    return true;
}

bool dt_contraction_find(size_t language, struct dt_str word,
                         struct dt_contraction *out)
{
    pthread_once(&loaded, load);
    if (word.len < 2 || word.len > DT_CONTRACTION_MOST ||
        !*end_of(language, word.ptr[word.len - 2], word.ptr[word.len - 1]))
        return false;
    for (size_t i = starts[language]; i < starts[language + 1]; i++) {
        const struct form *form = &forms[i];
        struct dt_str head = word, before;

        if (!take_end(&head, form->tail) || head.len == 0)
            continue;
        before = head;
        if (form->head.len > 0 &&
            (!take_end(&before, form->head) || before.len > 0))
            continue;
        *out = (struct dt_contraction){
            head.len, form->head.len > 0 ? form->first : head, form->second};
        return true;
    }
    return false;
}
