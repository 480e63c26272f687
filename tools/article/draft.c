#include "article/draft.h"

#include <stdlib.h>

#include "article/profile.h"
#include "article/rule_table.h"

void dt_draft_init(struct dt_draft *draft, struct dt_arena *arena,
                   struct dt_meta *meta)
{
    memset(draft, 0, sizeof *draft);
    draft->arena = arena;
    draft->meta = meta;
    draft->scratch = DT_BUF_INIT(2 * (size_t)DT_ARTICLE_MAX);
    draft->folding = DT_BUF_INIT(8 * (size_t)DT_ARTICLE_MAX);
}

void dt_draft_release(struct dt_draft *draft)
{
    free(draft->blocks);
    dt_buf_release(&draft->scratch);
    dt_buf_release(&draft->folding);
}

static struct dt_draft_block *room_for_one(struct dt_draft *draft,
                                           struct dt_err *err)
{
    struct dt_draft_block *grown;
    size_t cap = draft->cap ? draft->cap * 2 : 64;

    if (draft->count < draft->cap)
        return &draft->blocks[draft->count];
    if (draft->count >= DT_DRAFT_BLOCKS) {
        dt_err_set(err, DT_EFORMAT, "an article has more than %d paragraphs",
                   DT_DRAFT_BLOCKS);
        return NULL;
    }
    grown = realloc(draft->blocks, cap * sizeof *grown);
    if (!grown) {
        dt_err_set(err, DT_EINTERNAL, "out of memory");
        return NULL;
    }
    draft->blocks = grown;
    draft->cap = cap;
    return &draft->blocks[draft->count];
}

struct dt_str dt_draft_fold(struct dt_draft *draft, struct dt_str text)
{
    struct dt_err ignored;

    dt_buf_reset(&draft->folding);
    if (dt_article_fold(text, &draft->folding, &ignored) < 0) {
        dt_buf_reset(&draft->folding);
        draft->failed = true;
    }
    return dt_buf_str(&draft->folding);
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static bool is_control(char c)
{
    return (c < ' ' && !(c >= '\t' && c <= '\r')) || c == 0x7F;
}

static char ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_ascii_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

bool dt_draft_may_start(enum dt_rules set, struct dt_str text)
{
    const struct dt_rule_table *rules = dt_rules_table();
    uint32_t hash = DT_RULE_HASH;
    size_t at = 0;

    text = dt_str_trim(text);
    while (text.len && is_ascii(text.ptr[0]) && !is_ascii_word(text.ptr[0]))
        text = (struct dt_str){text.ptr + 1, text.len - 1};
    while (at < text.len && is_ascii_word(text.ptr[at]))
        at++;
    if (text.len == 0)
        return false;
    /* What is not to be seen, too, may stand within a word. */
    if (at == 0 ||
        (at < text.len && (!is_ascii(text.ptr[at]) || text.ptr[at] == '\'' ||
                           is_control(text.ptr[at]))))
        return true;
    if (!rules->begins[set][(unsigned char)ascii_lower(text.ptr[0])])
        return false;
    for (size_t i = 0; i < at; i++)
        hash = dt_rule_hash(hash, ascii_lower(text.ptr[i]));
    return dt_rule_table_may_start(rules, set, hash);
}

size_t dt_draft_starts(struct dt_draft *draft, enum dt_rules set,
                       struct dt_str text)
{
    struct dt_str head = text, fold;
    size_t reach;

    if (!dt_draft_may_start(set, text))
        return 0;
    reach = dt_rules_table()->longest[set];
    /* Words are folded one by one: a head of whole words folds as in text. */
    head.len = 2 * reach;
    while (head.len + 1 < text.len &&
           !(text.ptr[head.len] == ' ' && is_ascii(text.ptr[head.len + 1])))
        head.len++;
    if (head.len + 1 < text.len) {
        fold = dt_draft_fold(draft, head);
        if (fold.len > reach)
            return dt_rules_starts(set, fold);
    }
    return dt_rules_starts(set, dt_draft_fold(draft, text));
}

static int add_block(struct dt_draft *draft, struct dt_str raw,
                     enum dt_block_kind kind, bool wordless, struct dt_err *err)
{
    struct dt_draft_block *block = room_for_one(draft, err);
    struct dt_str line, fold;
    size_t marker;
    int rc;

    if (!block)
        return err->code;
    memset(block, 0, sizeof *block);
    dt_buf_reset(&draft->scratch);
    if (kind == DT_BLOCK_ITEM)
        dt_buf_adds(&draft->scratch, "- ");
    marker = draft->scratch.len;
    rc = dt_profile_line(raw, &draft->scratch, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&draft->scratch, "a paragraph", err);
    if (rc < 0)
        return rc;
    line = dt_buf_str(&draft->scratch);
    fold = dt_draft_fold(draft, line);
    if (line.len == marker || (fold.len == 0 && !wordless))
        return DT_OK;
    block->kind = kind;
    block->text = (struct dt_str){dt_arena_copy(draft->arena, line), line.len};
    block->fold = (struct dt_str){dt_arena_copy(draft->arena, fold), fold.len};
    if (!block->text.ptr || !block->fold.ptr)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    draft->count++;
    return DT_OK;
}

int dt_draft_add(struct dt_draft *draft, struct dt_str raw,
                 enum dt_block_kind kind, struct dt_err *err)
{
    return add_block(draft, raw, kind, false, err);
}

int dt_draft_add_code(struct dt_draft *draft, struct dt_str raw,
                      enum dt_block_kind kind, struct dt_err *err)
{
    return add_block(draft, raw, kind, true, err);
}

size_t dt_draft_before(const struct dt_draft *draft, size_t i)
{
    while (i-- > 0)
        if (!draft->blocks[i].gone)
            return i;
    return draft->count;
}

const char *dt_draft_line(struct dt_draft *draft, struct dt_str raw,
                          struct dt_err *err)
{
    struct dt_str line;

    return dt_profile_copy(raw, &draft->scratch, draft->arena, &line, err) < 0
               ? NULL
               : line.ptr;
}

int dt_draft_publish(struct dt_draft *draft, struct dt_article *article,
                     struct dt_err *err)
{
    size_t kept = 0, size = 0, at = 0;
    struct dt_block *blocks;
    char *text;

    if (draft->failed)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for folds");
    for (size_t i = 0; i < draft->count; i++)
        if (!draft->blocks[i].gone) {
            size += draft->blocks[i].text.len + (kept ? 2 : 1);
            kept++;
        }
    if (size > UINT32_MAX)
        return DT_FAIL(err, DT_EFORMAT, "a text of %zu bytes is too large",
                       size);
    text = dt_arena_alloc(draft->arena, size + 1);
    blocks = dt_arena_array(draft->arena, kept, sizeof *blocks);
    if (!text || !blocks)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    kept = 0;
    for (size_t i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone)
            continue;
        if (kept)
            text[at++] = '\n';
        memcpy(text + at, b->text.ptr, b->text.len);
        blocks[kept++] = (struct dt_block){
            {(uint32_t)at, (uint32_t)(at + b->text.len)}, b->kind, b->marked};
        at += b->text.len;
        text[at++] = '\n';
    }
    article->text = (struct dt_str){text, at};
    article->blocks = blocks;
    article->block_count = kept;
    return DT_OK;
}
