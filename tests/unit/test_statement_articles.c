/*
 * Articles of our own with the statements that a careful reader finds in
 * them: tests/fixtures/statements/NAME.txt, whose README tells the form.
 */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "statement_help.h"

#define FOLDER "tests/fixtures/statements"

enum { LEAST = 120 };

static struct dt_err err;

/* One line a statement: [not] mode (speaker) [cue] | span | span */
static void show(const struct statement_case *c, struct dt_buf *out)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct dt_statement *s = &c->items[i];
        const char *name = s->speaker_name;

        if (s->speaker != NULL)
            name = dt_people_by_id(c->people, DT_STR(s->speaker))->name;
        if (strcmp(s->rule, "not-asserted") == 0)
            dt_buf_adds(out, "not ");
        dt_buf_addf(out, name ? "%s (%s) [%s]" : "%s %s [%s]",
                    dt_mode_name(s->mode), name ? name : "-",
                    s->cue_verb ? s->cue_verb : "-");
        for (size_t k = 0; k < s->span_count; k++)
            dt_buf_addf(out, " | %.*s",
                        (int)(s->spans[k].end - s->spans[k].start),
                        c->article.text.ptr + s->spans[k].start);
        dt_buf_addc(out, '\n');
    }
    dt_buf_addc(out, '\0');
}

/* Take "key: value" off the head of the file; NULL: it has no such line. */
static const char *field(const char *head, const char *key, char *value,
                         size_t size)
{
    const char *line = strstr(head, key), *end;

    if (line == NULL || (line > head && line[-1] != '\n'))
        return NULL;
    line += strlen(key);
    end = strchr(line, '\n');
    snprintf(value, size, "%.*s", end ? (int)(end - line) : (int)strlen(line),
             line);
    return value;
}

/* Whether the article gives what its gold has; prints what differs. */
static bool check(const char *name)
{
    struct dt_buf file = DT_BUF_INIT(1 << 20), shown = DT_BUF_INIT(1 << 20);
    char path[512], language[16], kind[32], published[32], speaker[64];
    const char *byline;
    struct statement_case c;
    char *text, *gold;
    bool same;

    snprintf(path, sizeof path, FOLDER "/%s", name);
    cr_assert(zero(int, dt_file_read(path, &file, &err)), "%s", err.msg);
    dt_buf_addc(&file, '\0');
    text = strstr(file.ptr, "\n\n");
    gold = strstr(file.ptr, "\n----\n");
    cr_assert(text != NULL && gold != NULL, "%s has no gold", name);
    *text = *gold = '\0';
    gold += strlen("\n----\n");
    statement_open(&c, text + 2,
                   strstr(file.ptr, "people: town") ? statement_town : NULL);
    c.meta.language = field(file.ptr, "language: ", language, sizeof language);
    c.meta.published = field(file.ptr, "published: ", published,
                             sizeof published);
    if (field(file.ptr, "kind: ", kind, sizeof kind))
        c.meta.kind = dt_kind_from(DT_STR(kind));
    byline = field(file.ptr, "speaker: ", speaker, sizeof speaker);
    if (byline == NULL)
        byline = field(file.ptr, "byline: ", speaker, sizeof speaker);
    c.meta.speaker_name = byline;
    c.meta.byline = &byline;
    c.meta.byline_count = byline ? 1 : 0;
    statement_run(&c);
    show(&c, &shown);
    same = strcmp(shown.ptr, gold) == 0;
    cr_expect(same, "%s\nwant: %sgot:  %s", name, gold, shown.ptr);
    statement_release(&c);
    dt_buf_release(&shown);
    dt_buf_release(&file);
    return same;
}

static int is_article(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);

    return len > 4 && strcmp(entry->d_name + len - 4, ".txt") == 0;
}

Test(statement_articles, each_gives_its_gold)
{
    struct dirent **entries;
    int count = scandir(FOLDER, &entries, is_article, alphasort), right = 0;

    cr_assert(count >= LEAST, "%d articles", count);
    for (int i = 0; i < count; i++) {
        right += check(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    cr_log_info("%d of %d articles are right\n", right, count);
}
