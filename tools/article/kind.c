#include "article/finish.h"
#include "article/names.h"
#include "article/rule_table.h"

/* What the lines of an article show of its form. */
struct form {
    size_t turns, questions, paragraphs, quoted;
    bool release;
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

/* Words outside quotation marks, and those of the first person. */
struct words {
    size_t all, own;
};

static void count_words(struct dt_draft *draft, const struct dt_draft_block *b,
                        struct words *words)
{
    const struct dt_rule_table *rules = dt_rules_table();
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
        struct dt_str word = {fold.ptr, 0};
        size_t n = 0;

        while (n < fold.len && fold.ptr[n] != ' ')
            n++;
        word.len = n;
        words->all++;
        words->own += dt_rule_table_may_be(rules, DT_RULES_PRONOUNS, word) &&
                      dt_rule_table_find(rules, DT_RULES_PRONOUNS, word);
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
}

/* Whether much of a text is said in the first person. */
static bool is_personal(struct dt_draft *draft)
{
    struct words words = {0, 0};

    for (size_t i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (!b->gone && b->kind == DT_BLOCK_PARAGRAPH)
            count_words(draft, b, &words);
    }
    return words.own * 60 >= words.all;
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
        if (b->kind != DT_BLOCK_PARAGRAPH)
            continue;
        form->paragraphs++;
        form->quoted += has_quotation(b->text);
        form->turns += dt_names_label(draft, b->text) > 0;
        form->questions += is_question(b->text);
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
    else if (form.quoted * 2 <= form.paragraphs && is_personal(draft))
        m->kind = DT_KIND_OPINION;
    else if (form.quoted * 3 >= form.paragraphs)
        m->kind = DT_KIND_REPORT;
}
