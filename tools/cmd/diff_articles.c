#include "cmd/diff_articles.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cmd/resolve.h"
#include "cmd/show.h"
#include "cmd/side_by_side.h"
#include "manifest/revision.h"
#include "manifest/tree.h"

enum { TEXT_MAX = 64 * 1024 * 1024, LONGEST_WORD = 4096 };

/* An article whose text is to be compared. */
struct side {
    const char *word; /* as it was given */
    char revision[LONGEST_WORD];
    char id[DT_FIND_ID];
    char *corpus;
    struct dt_buf text;
};

bool dt_diff_may_be_article(const char *word)
{
    const char *colon = strrchr(word, ':');

    return dt_source_is_slug(DT_STR(colon ? colon + 1 : word));
}

/* The path of a text as git tracks it; false: it has none. */
static bool tracked_path(const char *corpus, const char *id, char *out,
                         size_t size)
{
    return (size_t)snprintf(out, size, "corpus/%s/articles/%s.txt", corpus,
                            id) < size;
}

/*
 * Read the one text of this id that a tree tracks, in this corpus or, with
 * NULL, in any. *corpus is the first that has it; empty: none.
 */
static int read_tracked(struct dt_tree *tree, const struct dt_file_names *names,
                        const char *corpus, const char *id, struct dt_buf *text,
                        const char **found_in, struct dt_err *err)
{
    int rc = DT_OK;

    *found_in = NULL;
    for (size_t i = 0; rc == DT_OK && i < names->count; i++) {
        char path[LONGEST_WORD];
        bool found;

        if ((corpus && strcmp(corpus, names->names[i]) != 0) ||
            !tracked_path(names->names[i], id, path, sizeof path))
            continue;
        rc = dt_tree_has(tree, path, &found, err);
        if (rc < 0 || !found)
            continue;
        if (*found_in)
            return DT_FAIL(err, DT_EUSAGE,
                           "%s: both %s and %s have it (--corpus NAME)", id,
                           *found_in, names->names[i]);
        *found_in = names->names[i];
        if (text)
            rc = dt_tree_read(tree, path, text, &found, err);
    }
    return rc;
}

int dt_diff_names_articles(const char *const words[2], bool *articles,
                           struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_tree *tree = NULL;
    const char *corpus = NULL;
    int rc = DT_OK;

    *articles = false;
    if (!dt_diff_may_be_article(words[0]) || !dt_diff_may_be_article(words[1]))
        return DT_OK;
    *articles = strchr(words[0], ':') || strchr(words[1], ':');
    if (*articles)
        return DT_OK;
    rc = dt_corpus_names(".", &names, err);
    if (rc == DT_OK)
        rc = dt_tree_open(&tree, ".", NULL, err);
    for (size_t i = 0; rc == DT_OK && i < 2 && !*articles; i++) {
        struct dt_err two_corpora;

        *articles = read_tracked(tree, &names, NULL, words[i], NULL, &corpus,
                                 &two_corpora) < 0 ||
                    corpus;
    }
    dt_tree_free(tree);
    dt_file_names_release(&names);
    return rc;
}

/* The text as a commit has it. */
static int read_at(struct side *s, const char *corpus, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_tree *tree = NULL;
    const char *found_in = NULL;
    int rc = dt_corpus_names_at(".", s->revision, &names, err);

    if (rc == DT_OK)
        rc = dt_tree_open(&tree, ".", s->revision, err);
    if (rc == DT_OK)
        rc = read_tracked(tree, &names, corpus, s->id, &s->text, &found_in,
                          err);
    if (rc == DT_OK && !found_in)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%.200s: that commit tracks no text of an article of "
                     "this id",
                     s->word);
    dt_tree_free(tree);
    dt_file_names_release(&names);
    return rc;
}

/* The text as it lies here, which must be the record's. */
static int read_here(struct side *s, const char *corpus, struct dt_err *err)
{
    const struct dt_resolve how = {
        .corpus_name = corpus, .kind = DT_FIND_ARTICLE, .redirects = true};
    struct dt_resolved record = {.found = false};
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    int rc = dt_resolve(&how, s->id, &record, err);
    size_t rights;

    if (rc == DT_OK && !record.found)
        rc = DT_FAIL(err, DT_EUSAGE, "%.200s: no article has this id%.*s",
                     s->word,
                     (int)(record.hint.len < 200 ? record.hint.len : 0),
                     record.hint.ptr ? record.hint.ptr : "");
    if (rc == DT_OK) {
        (void)snprintf(s->id, sizeof s->id, "%s", record.id);
        rc = dt_show_read(record.corpus, DT_STR(s->id), &line, &doc, &s->text,
                          err);
    }
    if (rc == DT_OK) {
        rights = dt_json_get(&doc, DT_JSON_ROOT, "rights");
        if (dt_str_is(dt_json_plain(&doc, dt_json_get(&doc, rights, "text")),
                      "withheld"))
            rc = DT_FAIL(err, DT_EIO, "%s: its text is withheld, and not shown",
                         s->id);
        else if (!s->text.len)
            rc = DT_FAIL(err, DT_EIO, "%s: its text is not here (dictum build)",
                         s->id);
    }
    dt_buf_release(&line);
    dt_json_doc_release(&doc);
    dt_resolved_release(&record);
    return rc;
}

static int read_side(struct side *s, const char *word, const char *corpus,
                     struct dt_err *err)
{
    const char *colon = strrchr(word, ':');
    const char *id = colon ? colon + 1 : word;
    const size_t len = colon ? (size_t)(colon - word) : 0;
    int rc;

    s->word = word;
    if (len >= sizeof s->revision || strlen(id) >= sizeof s->id)
        return DT_FAIL(err, DT_EUSAGE, "%.100s: no name of an article", word);
    memcpy(s->revision, word, len);
    s->revision[len] = '\0';
    memcpy(s->id, id, strlen(id) + 1);
    if (colon && !len)
        memcpy(s->revision, "HEAD", sizeof "HEAD");
    rc = colon ? read_at(s, corpus, err) : read_here(s, corpus, err);
    if (rc == DT_OK && dt_utf8_valid(dt_buf_str(&s->text)) != s->text.len)
        rc = DT_FAIL(err, DT_EFORMAT, "%.200s: its text is no UTF-8", word);
    return rc;
}

static void json_span(struct dt_json *w, const char *key,
                      const struct dt_compared *words, uint32_t from,
                      uint32_t to)
{
    const uint32_t end = to > from ? words->words[to - 1].end : 0;
    const uint32_t start = from < words->count ? words->words[from].start
                           : words->count ? words->words[words->count - 1].end
                                          : 0;

    dt_json_key(w, key);
    dt_json_open(w, '[');
    dt_json_int(w, start);
    dt_json_int(w, to > from ? end : start);
    dt_json_close(w, ']');
}

static const char *op_of(const struct dt_stretch *run)
{
    return run->equal             ? "equal"
           : run->a == run->a_end ? "insert"
           : run->b == run->b_end ? "delete"
                                  : "replace";
}

static void json_side(struct dt_json *w, const char *key, const struct side *s,
                      const struct dt_compared *words)
{
    dt_json_key(w, key);
    dt_json_open(w, '{');
    dt_json_put_text(w, "article", s->id);
    dt_json_put_text(w, "revision", s->revision[0] ? s->revision : NULL);
    dt_json_put_count(w, "words", words->count);
    dt_json_close(w, '}');
}

static void print_json(struct dt_print *p, const struct side side[2],
                       const struct dt_comparison *c)
{
    struct dt_json w;

    dt_json_init(&w, &p->out);
    dt_json_open(&w, '{');
    json_side(&w, "a", &side[0], &c->a);
    json_side(&w, "b", &side[1], &c->b);
    dt_json_put_count(&w, "equal", c->equal);
    dt_json_key(&w, "parts");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < c->found.count; i++) {
        const struct dt_stretch *run = &c->found.items[i];

        dt_json_open(&w, '{');
        json_span(&w, "a", &c->a, run->a, run->a_end);
        json_span(&w, "b", &c->b, run->b, run->b_end);
        dt_json_put_text(&w, "op", op_of(run));
        dt_json_close(&w, '}');
    }
    dt_json_close(&w, ']');
    dt_json_close(&w, '}');
    dt_buf_addc(&p->out, '\n');
}

static void print_text(struct dt_print *p, const struct side side[2],
                       const struct dt_comparison *c)
{
    const size_t most = c->a.count > c->b.count ? c->a.count : c->b.count;

    dt_print_side_by_side(p, c, dt_buf_str(&side[0].text),
                          dt_buf_str(&side[1].text), side[0].word,
                          side[1].word);
    dt_buf_addf(&p->out, "%zu and %zu word%s, %zu of them the same (%zu%%)\n",
                c->a.count, c->b.count, DT_S(c->b.count), c->equal,
                most ? c->equal * 100 / most : 100);
}

int dt_diff_articles(const struct dt_args *args, struct dt_err *err)
{
    struct side side[2] = {{.text = DT_BUF_INIT(TEXT_MAX)},
                           {.text = DT_BUF_INIT(TEXT_MAX)}};
    struct dt_comparison c = DT_COMPARISON_INIT;
    struct dt_print print;
    bool same = false;
    int rc = DT_OK;

    dt_print_init(&print);
    for (size_t i = 0; rc == DT_OK && i < 2; i++)
        rc = read_side(&side[i], args->words[i], dt_args_value(args, "corpus"),
                       err);
    if (rc == DT_OK)
        rc = dt_compare(&c, dt_buf_str(&side[0].text),
                        dt_buf_str(&side[1].text), err);
    if (rc == DT_OK) {
        same = c.equal == c.a.count && c.equal == c.b.count;
        if (args->json)
            print_json(&print, side, &c);
        else if (!args->quiet)
            print_text(&print, side, &c);
        rc = dt_print_flush(&print, err);
    }
    dt_comparison_release(&c);
    dt_buf_release(&side[0].text);
    dt_buf_release(&side[1].text);
    dt_print_release(&print);
    return rc < 0 ? rc : !same;
}
