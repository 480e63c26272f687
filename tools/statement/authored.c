/* The statements of opinion and posts: their paragraphs (draft.h). */
#include "statement/draft.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"

/* Confidence of words that the author wrote. */
enum { SALUTATION = 80 /* bytes */ };

enum { SURE = 950, NAMED = 900, SIGNED_BY_MANY = 700, UNSIGNED = 500 };

/* “Sir,” “Dear Commissioner,” “Yours sincerely,”: letters open and close so. */
static bool is_salutation(const struct dt_lexicon *lexicon, struct dt_str text)
{
    return text.len > 0 && text.len <= SALUTATION &&
           text.ptr[text.len - 1] != '.' &&
           dt_phrase_begins(lexicon, DT_PHRASE_SALUTATION, text);
}

/* Behind a name: “ is a retired harbour master.” */
static bool says_what(const struct dt_lexicon *lexicon, struct dt_str behind)
{
    size_t end = 1;

    while (end < behind.len && behind.ptr[end] != ' ')
        end++;
    return end > 1 && end < behind.len && behind.ptr[0] == ' ' &&
           (dt_lexicon_find(lexicon, (struct dt_str){behind.ptr + 1, end - 1}) &
            DT_WORD_BEING);
}

/*
 * The line that says who the author is, or signs for one: it names somebody
 * of the byline in its first words and is short.
 */
static bool is_signature(const struct dt_lexicon *lexicon,
                         const struct dt_meta *meta, struct dt_str text)
{
    if (text.len > 240)
        return false;
    for (size_t i = 0; i < meta->byline_count; i++) {
        struct dt_str name = DT_STR(meta->byline[i]);
        size_t at = name.len > 0 ? dt_str_find(text, name, 0) : SIZE_MAX;

        if (at == SIZE_MAX || at > 24)
            continue;
        at += name.len;
        if (at == text.len || text.ptr[at] == ',' ||
            says_what(lexicon, (struct dt_str){text.ptr + at, text.len - at}))
            return true;
    }
    return false;
}

int dt_authored_draft(const struct dt_statement_input *in,
                      const struct dt_lexicon *lexicon, struct dt_drafts *out,
                      struct dt_err *err)
{
    const struct dt_article *article = in->article;
    const struct dt_meta *meta = in->meta;
    struct dt_draft draft = {0};
    bool closed = false;
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
            is_signature(lexicon, meta, text))
            continue;
        if (is_salutation(lexicon, text)) {
            closed = out->count > 0; /* Yours sincerely */
            continue;
        }
        if (closed && text.len <= SALUTATION && text.ptr[text.len - 1] != '.')
            continue; /* who signed, whoever that is */
        draft.block = i;
        rc = dt_drafts_add(out, draft, span, err);
    }
    return rc;
}
