#include "statement_help.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

static struct dt_err err;

const char statement_town[] =
    "people:\n"
    "  - id: amira-voss\n"
    "    name: Amira Voss\n"
    "    aliases: [Dame Amira]\n"
    "    misspellings: [Amira Foss]\n"
    "    pronouns: she\n"
    "    memberships:\n"
    "      - {office: Harbour Master, organisation: Skerrow Harbour, from: "
    "2014-04, until: 2019-09-30}\n"
    "      - {office: County Commissioner, organisation: Northmoor, from: "
    "2019-10-01}\n"
    "  - id: thomas-harrow\n"
    "    name: Thomas Harrow\n"
    "    pronouns: he\n"
    "  - id: josephine-harrow\n"
    "    name: Josephine Harrow\n"
    "    pronouns: she\n"
    "  - id: idris-calloway\n"
    "    name: Idris Calloway\n"
    "    pronouns: he\n"
    "    memberships:\n"
    "      - {office: Chief Executive, organisation: the Hospitals Trust}\n";

static void add_block(struct statement_case *c, struct dt_block *blocks,
                      size_t start, size_t end)
{
    const char *p = c->article.text.ptr + start;
    struct dt_block *block = &blocks[c->article.block_count++];

    block->span = (struct dt_span){(uint32_t)start, (uint32_t)end};
    block->kind = strncmp(p, "# ", 2) == 0   ? DT_BLOCK_HEADING
                  : strncmp(p, "> ", 2) == 0 ? DT_BLOCK_PULL_QUOTE
                  : strncmp(p, ">>", 2) == 0 ? DT_BLOCK_QUOTE
                  : strncmp(p, "- ", 2) == 0 ? DT_BLOCK_ITEM
                                             : DT_BLOCK_PARAGRAPH;
    block->marked = strncmp(p, "* ", 2) == 0;
    if (block->kind == DT_BLOCK_HEADING || block->kind == DT_BLOCK_QUOTE ||
        block->marked)
        block->span.start += 2;
}

void statement_open(struct statement_case *c, const char *text,
                    const char *people)
{
    struct dt_block *blocks;
    size_t len = strlen(text), start = 0;

    memset(c, 0, sizeof *c);
    c->arena = DT_ARENA_INIT(SIZE_MAX / 2);
    blocks = dt_arena_array(&c->arena, len + 1, sizeof *blocks);
    cr_assert(blocks != NULL);
    c->article.text = (struct dt_str){text, len};
    c->article.blocks = blocks;
    while (start < len) {
        const char *gap = strstr(text + start, "\n\n");
        size_t end = gap ? (size_t)(gap - text) : len;

        if (!gap && end > start && text[end - 1] == '\n')
            end--;
        add_block(c, blocks, start, end);
        start = gap ? end + 2 : len;
    }
    if (people)
        cr_assert(zero(int, dt_people_read(DT_STR(people), "people.yaml",
                                           &c->people, &err)),
                  "%s", err.msg);
    c->meta.kind = DT_KIND_REPORT;
    c->in = (struct dt_statement_input){.article_id = "test",
                                        .article = &c->article,
                                        .meta = &c->meta,
                                        .people = c->people};
}

void statement_run(struct statement_case *c)
{
    cr_assert(zero(int, dt_statements_extract(&c->in, &c->arena, &c->items,
                                              &c->count, &err)),
              "%s", err.msg);
}

void statement_release(struct statement_case *c)
{
    dt_people_free(c->people);
    dt_arena_release(&c->arena);
}

const char *statement_show(const struct statement_case *c)
{
    static char shown[1 << 14];
    size_t len = 0;

    shown[0] = '\0';
    for (size_t i = 0; i < c->count; i++) {
        const struct dt_statement *s = &c->items[i];
        const char *name = s->speaker        ? s->speaker
                           : s->speaker_name ? s->speaker_name
                                             : "-";

        len += (size_t)snprintf(shown + len, sizeof shown - len,
                                s->speaker || !s->speaker_name ? "%s %s"
                                                               : "%s (%s)",
                                dt_mode_name(s->mode), name);
        for (size_t k = 0; k < s->span_count; k++)
            len += (size_t)snprintf(shown + len, sizeof shown - len, " | %.*s",
                                    (int)(s->spans[k].end - s->spans[k].start),
                                    c->article.text.ptr + s->spans[k].start);
        len += (size_t)snprintf(shown + len, sizeof shown - len, "\n");
    }
    return shown;
}

void statement_expect(const char *text, const char *expected)
{
    struct statement_case c;
    const char *shown;

    statement_open(&c, text, statement_town);
    statement_run(&c);
    shown = statement_show(&c);
    cr_expect(strcmp(shown, expected) == 0, "in: %s\nwant: %sgot:  %s", text,
              expected, shown);
    statement_release(&c);
}
