#include "article/finish.h"
#include "article/names.h"
#include "article/rules.h"

/* What the lines of an article show of its form. */
struct form {
    size_t words, own, turns, questions, paragraphs, quoted;
    bool author, release;
};

/* Where a quotation that opens at at ends, or the text's end. */
static size_t skip_quotation(struct dt_str text, size_t at)
{
    static const char *const marks[][2] = {
        {"“", "”"}, {"\"", "\""}, {"‘", "’ "}, {"«", "»"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct dt_str open = DT_STR(marks[i][0]);
        struct dt_str rest = {text.ptr + at, text.len - at};
        size_t end;

        if (!dt_str_starts(rest, open))
            continue;
        end = dt_str_find(text, DT_STR(marks[i][1]), at + open.len);
        return end == SIZE_MAX ? text.len : end + strlen(marks[i][1]);
    }
    return at;
}

/* The bytes with which a quotation mark may begin, and a quotation be skipped. */
static const char may_open[] = "\"\xE2\xC2";

/* Words of the first person outside quotation marks, and of all words. */
static void count_words(struct dt_draft *draft, const struct dt_draft_block *b,
                        struct form *form)
{
    struct dt_str text = b->text, fold = b->fold;
    size_t at = 0;

    dt_buf_reset(&draft->scratch);
    if (dt_str_starts(text, DT_STR("‘")))
        at = dt_str_find(text, DT_STR("’ "), 0);
    while (at < text.len) {
        size_t start = at, end;

        at = dt_str_until(text, may_open, at);
        dt_buf_add(&draft->scratch, text.ptr + start, at - start);
        if (at == text.len)
            break;
        end = skip_quotation(text, at);
        if (end == at)
            dt_buf_addc(&draft->scratch, text.ptr[end++]);
        at = end;
    }
    if (draft->scratch.len < text.len)
        fold = dt_draft_fold(draft, dt_buf_str(&draft->scratch));
    while (fold.len) {
        size_t n = 0;

        while (n < fold.len && fold.ptr[n] != ' ')
            n++;
        form->words++;
        form->own += dt_rules_has(DT_RULES_PRONOUNS,
                                  (struct dt_str){fold.ptr, n});
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
}

static bool has_quotation(struct dt_str text)
{
    return dt_str_find(text, DT_STR("“"), 0) != SIZE_MAX ||
           dt_str_find(text, DT_STR("\""), 0) != SIZE_MAX ||
           dt_str_find(text, DT_STR("‘"), 0) != SIZE_MAX;
}

static bool is_question(struct dt_str text)
{
    return dt_str_starts(text, DT_STR("Q: ")) ||
           dt_str_starts(text, DT_STR("Q. ")) || dt_str_ends(text, DT_STR("?"));
}

static void look(struct dt_draft *draft, struct form *form)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (dt_rules_starts(DT_RULES_RELEASE_STARTS, b->fold) &&
            b->text.len < 120)
            form->release = true;
        if (b->gone)
            continue;
        if (b->kind == DT_BLOCK_NOTE)
            form->author = true;
        if (b->kind != DT_BLOCK_PARAGRAPH)
            continue;
        form->paragraphs++;
        form->quoted += has_quotation(b->text);
        form->turns += dt_names_label(draft, b->text) > 0;
        form->questions += is_question(b->text);
        count_words(draft, b, form);
    }
}

void dt_finish_kind(struct dt_draft *draft)
{
    struct dt_meta *m = draft->meta;
    struct form form = {0};

    if (m->kind != DT_KIND_UNKNOWN)
        return;
    look(draft, &form);
    if (form.paragraphs == 0)
        return;
    if (form.questions >= 4 && form.questions * 4 >= form.paragraphs)
        m->kind = DT_KIND_INTERVIEW;
    else if (form.turns >= 3 && form.turns * 3 >= form.paragraphs)
        m->kind = DT_KIND_TRANSCRIPT;
    else if (form.release)
        m->kind = DT_KIND_RELEASE;
    else if (m->speaker_name && form.quoted * 4 < form.paragraphs)
        m->kind = DT_KIND_TRANSCRIPT;
    else if (form.own * 60 >= form.words && form.quoted * 2 <= form.paragraphs)
        m->kind = DT_KIND_OPINION;
    else if (form.quoted * 3 >= form.paragraphs)
        m->kind = DT_KIND_REPORT;
}
