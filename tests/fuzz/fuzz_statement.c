#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "statement/statement.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { MOST_BLOCKS = 4096 };

static const char people_yaml[] =
    "people:\n"
    "  - id: amira-voss\n    name: Amira Voss\n    pronouns: she\n"
    "    memberships:\n"
    "      - {office: Mayor, organisation: Skerrow, from: 2014-04}\n"
    "  - id: tom-voss\n    name: Tom Voss\n    pronouns: he\n";

static struct dt_people *people;

static bool add_blocks(struct dt_str text, struct dt_block *blocks,
                       size_t *count)
{
    struct dt_str rest = text, line;

    for (*count = 0; dt_str_line(&rest, &line);) {
        if (line.len == 0)
            continue;
        if (*count == MOST_BLOCKS)
            return false;
        blocks[*count].span.start = (uint32_t)(line.ptr - text.ptr);
        blocks[*count].span.end = blocks[*count].span.start +
                                  (uint32_t)line.len;
        blocks[*count].kind = line.ptr[0] == '-' && line.len > 1 &&
                                      line.ptr[1] == ' '
                                  ? DT_BLOCK_ITEM
                              : line.ptr[0] == '#' ? DT_BLOCK_HEADING
                                                   : DT_BLOCK_PARAGRAPH;
        ++*count;
    }
    return true;
}

static void check(const struct dt_statement *s, struct dt_str text)
{
    size_t at = 0;

    if (strlen(s->id) != 18 || s->span_count == 0 || s->confidence > 1000 ||
        s->mention.start > s->mention.end || s->mention.end > text.len ||
        s->cue.start > s->cue.end || s->cue.end > text.len ||
        (s->cue_verb != NULL) != (s->cue.end > 0) || s->rule == NULL ||
        s->said_at_from.start > s->said_at_from.end ||
        s->said_at_from.end > text.len ||
        (s->said_at_from.end > 0 && s->said_at == NULL) ||
        s->said_on_from.start > s->said_on_from.end ||
        s->said_on_from.end > text.len ||
        (s->said_on_from.end > 0 && s->said_on == NULL) ||
        (s->speaker != NULL && s->candidate_count > 0))
        abort();
    for (size_t i = 0; i < s->span_count; i++) {
        struct dt_str span = {text.ptr + s->spans[i].start,
                              s->spans[i].end - s->spans[i].start};

        if (s->spans[i].start < at || s->spans[i].end <= s->spans[i].start ||
            s->spans[i].end > text.len || dt_utf8_valid(span) != span.len)
            abort();
        at = s->spans[i].end;
    }
}

/* The first byte is the kind, the rest a text with a paragraph a line. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct dt_block blocks[MOST_BLOCKS];
    const char *byline = "Amira Voss";
    struct dt_arena arena = DT_ARENA_INIT(1 << 28);
    struct dt_article article = {0};
    struct dt_meta meta = {.byline = &byline,
                           .byline_count = 1,
                           .published = "2021-05-17",
                           .speaker_name = "Amira Voss"};
    struct dt_statement_input in = {
        .article_id = "fuzz", .article = &article, .meta = &meta};
    struct dt_statement *items = NULL;
    size_t count = 0;
    struct dt_err err;
    char *text;

    if (size < 2)
        return 0;
    if (people == NULL &&
        dt_people_read(DT_STR(people_yaml), "people.yaml", &people, &err))
        abort();
    text = malloc(size);
    if (text == NULL)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    article.text = (struct dt_str){text, size - 1};
    article.blocks = blocks;
    memset(blocks, 0, sizeof blocks);
    in.people = data[0] & 8 ? NULL : people;
    meta.kind = (enum dt_kind)(data[0] % 7);
    if (dt_utf8_valid(article.text) == article.text.len &&
        add_blocks(article.text, blocks, &article.block_count)) {
        if (dt_statements_extract(&in, &arena, &items, &count, &err))
            abort();
        for (size_t i = 0; i < count; i++)
            check(&items[i], article.text);
    }
    dt_arena_release(&arena);
    free(text);
    return 0;
}
