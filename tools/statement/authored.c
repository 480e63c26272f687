#include "statement/draft.h"
#include "statement/paragraph.h"

/* Confidence of words that the author wrote. */
enum { SURE = 950, NAMED = 900, SIGNED_BY_MANY = 700, UNSIGNED = 500 };

/* “Sir,” “Dear Commissioner,” “Yours sincerely,”: letters open and close so. */
static bool is_salutation(struct dt_str text)
{
    static const char *const openings[] = {"Dear ",
                                           "Sir,",
                                           "Sir:",
                                           "Sirs,",
                                           "Madam,",
                                           "To the editor",
                                           "Yours",
                                           "SIR,",
                                           "SIR –",
                                           "Sincerely",
                                           "Kind regards",
                                           "Best wishes",
                                           "With best wishes",
                                           "Faithfully"};

    if (text.len > 80)
        return false;
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++)
        if (dt_str_starts(text, DT_STR(openings[i])))
            return text.ptr[text.len - 1] != '.';
    return false;
}

/*
 * The line that says who the author is, or signs for one: it names somebody
 * of the byline in its first words and is short.
 */
static bool is_signature(const struct dt_meta *meta, struct dt_str text)
{
    if (text.len > 240)
        return false;
    for (size_t i = 0; i < meta->byline_count; i++) {
        struct dt_str name = DT_STR(meta->byline[i]);
        size_t at = name.len > 0 ? dt_str_find(text, name, 0) : SIZE_MAX;

        if (at == SIZE_MAX || at > 24)
            continue;
        if (at + name.len == text.len || text.ptr[at + name.len] == ',' ||
            dt_str_starts((struct dt_str){text.ptr + at + name.len,
                                          text.len - at - name.len},
                          DT_STR(" is ")))
            return true;
    }
    return false;
}

int dt_authored_draft(const struct dt_statement_input *in,
                      struct dt_drafts *out, struct dt_err *err)
{
    const struct dt_article *article = in->article;
    const struct dt_meta *meta = in->meta;
    struct dt_draft draft = {0};
    int rc = DT_OK;

    draft.mode = DT_MODE_AUTHORED;
    draft.rule = "author";
    draft.confidence = meta->byline_count > 1 ? SIGNED_BY_MANY : UNSIGNED;
    if (meta->byline_count == 1) {
        draft.name = DT_STR(meta->byline[0]);
        draft.confidence = NAMED;
        if (in->people != NULL)
            draft.person = dt_people_by_name(in->people, draft.name);
    }
    if (draft.person == NULL && meta->byline_count <= 1 &&
        in->speaker != NULL && in->people != NULL) {
        draft.person = dt_people_by_id(in->people, DT_STR(in->speaker));
        if (draft.person != NULL && draft.name.len == 0)
            draft.name = DT_STR(draft.person->name);
    }
    if (draft.person != NULL)
        draft.confidence = SURE;
    for (size_t i = 0; i < article->block_count && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);
        struct dt_str text = dt_paragraph_text(article, span);

        if (block->kind == DT_BLOCK_HEADING ||
            block->kind == DT_BLOCK_PULL_QUOTE || text.len == 0 ||
            is_salutation(text) || is_signature(meta, text))
            continue;
        draft.block = i;
        rc = dt_drafts_add(out, draft, span, err);
    }
    return rc;
}
