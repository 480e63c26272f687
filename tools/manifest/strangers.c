#include "manifest/strangers.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "manifest/lines.h"
#include "manifest/record.h"
#include "manifest/tally.h"
#include "source/edit.h"
#include "statement/lexicon.h"

enum { LONGEST_PATH = 4096, MOST_IDS = 1000 };

struct strangers {
    struct dt_json_doc doc;
    struct dt_arena arena;     /* the texts of one line */
    struct dt_tally *names;    /* of statements */
    struct dt_tally *pairs;    /* name, LF, article: each once or more */
    struct dt_tally *articles; /* names, once an article */
};

static struct dt_str text_of(struct strangers *s, const char *name)
{
    struct dt_str text = {NULL, 0};
    struct dt_err ignored;

    if (dt_json_string(&s->doc, dt_json_get(&s->doc, DT_JSON_ROOT, name),
                       &s->arena, &text, &ignored) < 0)
        text.ptr = NULL;
    return text;
}

static int count_line(void *ctx, const struct dt_lines *lines,
                      struct dt_str line, struct dt_err *err)
{
    struct strangers *s = ctx;
    struct dt_str name, article;
    struct dt_err inner;
    char *pair;
    int rc = dt_json_parse(&s->doc, line, &inner);

    if (rc < 0)
        return DT_FAIL(
            err, (enum dt_code)rc, "%s:%llu: %.300s (dictum verify tells more)",
            lines->name, (unsigned long long)lines->number, inner.msg);
    dt_arena_reset(&s->arena);
    name = text_of(s, "speaker_name");
    article = text_of(s, "article");
    if (text_of(s, "speaker").ptr != NULL || name.ptr == NULL ||
        article.ptr == NULL)
        return DT_OK;
    pair = dt_arena_alloc(&s->arena, name.len + article.len + 2);
    if (pair == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
    memcpy(pair, name.ptr, name.len);
    pair[name.len] = '\n';
    memcpy(pair + name.len + 1, article.ptr, article.len);
    rc = dt_tally_add(s->names, name, err);
    if (rc == DT_OK)
        rc = dt_tally_add(
            s->pairs, (struct dt_str){pair, name.len + article.len + 1}, err);
    return rc;
}

/* A pair, however often it came, is one article of its name. */
static int count_articles(struct strangers *s, struct dt_err *err)
{
    const struct dt_tally_item *pairs = dt_tally_sort(s->pairs,
                                                      DT_TALLY_BY_TEXT);
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < dt_tally_count(s->pairs); i++) {
        struct dt_str name = pairs[i].text;

        while (name.len > 0 && name.ptr[name.len] != '\n')
            name.len--;
        rc = dt_tally_add(s->articles, name, err);
    }
    return rc;
}

static int compare(const void *key, const void *item)
{
    return dt_str_cmp(*(const struct dt_str *)key,
                      ((const struct dt_tally_item *)item)->text);
}

static int list(struct strangers *s, struct dt_arena *arena,
                struct dt_stranger **out, size_t *count, struct dt_err *err)
{
    const struct dt_tally_item *names = dt_tally_sort(s->names,
                                                      DT_TALLY_MOST_FIRST);
    const struct dt_tally_item *articles = dt_tally_sort(s->articles,
                                                         DT_TALLY_BY_TEXT);
    const struct dt_tally_item *found;

    *count = dt_tally_count(s->names);
    *out = dt_arena_array(arena, *count + 1, sizeof **out);
    if (*out == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
    for (size_t i = 0; i < *count; i++) {
        found = bsearch(&names[i].text, articles, dt_tally_count(s->articles),
                        sizeof *articles, compare);
        (*out)[i].name = dt_arena_copy(arena, names[i].text);
        (*out)[i].statements = names[i].count;
        (*out)[i].articles = found != NULL ? found->count : 0;
        if ((*out)[i].name == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
    }
    return DT_OK;
}

int dt_strangers_read(const struct dt_corpus *corpus, struct dt_arena *arena,
                      struct dt_stranger **out, size_t *count,
                      struct dt_err *err)
{
    struct strangers s = {.doc = DT_JSON_DOC_INIT,
                          .arena = DT_ARENA_INIT(4 * (size_t)DT_RECORD_MAX)};
    int rc = dt_tally_new(&s.names, err);

    if (rc == DT_OK)
        rc = dt_tally_new(&s.pairs, err);
    if (rc == DT_OK)
        rc = dt_tally_new(&s.articles, err);
    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_STATEMENTS, count_line, &s, err);
    if (rc == DT_OK)
        rc = count_articles(&s, err);
    if (rc == DT_OK)
        rc = list(&s, arena, out, count, err);
    dt_tally_free(s.articles);
    dt_tally_free(s.pairs);
    dt_tally_free(s.names);
    dt_arena_release(&s.arena);
    dt_json_doc_release(&s.doc);
    return rc;
}

static struct dt_str first_word(struct dt_str name)
{
    size_t end = 0;

    while (end < name.len && name.ptr[end] != ' ')
        end++;
    return (struct dt_str){name.ptr, end};
}

static struct dt_str behind(struct dt_str name, struct dt_str word)
{
    while (word.len < name.len && name.ptr[word.len] == ' ')
        word.len++;
    return (struct dt_str){name.ptr + word.len, name.len - word.len};
}

/* Whether no word can be a name: “the mayor”, “a resident”, “the Mayor”. */
static bool is_nobody(const struct dt_lexicon *lexicon, struct dt_str name)
{
    while (name.len > 0) {
        struct dt_str word = first_word(name);
        bool small = word.ptr[0] >= 'a' && word.ptr[0] <= 'z';

        if (!small &&
            !(dt_lexicon_find(lexicon, word) &
              (DT_WORD_TITLE | DT_WORD_OFFICE | DT_WORD_ROLE | DT_WORD_COMMON)))
            return false;
        name = behind(name, word);
    }
    return true;
}

/* Mayor Helen Reed is Helen Reed: whoever the name without titles is. */
static const struct dt_person *find_titled(const struct dt_corpus *corpus,
                                           const struct dt_lexicon *lexicon,
                                           struct dt_str name)
{
    const struct dt_person *person = NULL;

    while (person == NULL && name.len > 0) {
        struct dt_str word = first_word(name);

        if (!(dt_lexicon_find(lexicon, word) &
              (DT_WORD_TITLE | DT_WORD_OFFICE | DT_WORD_ROLE)))
            break;
        name = behind(name, word);
        person = dt_people_by_name(corpus->people, name);
    }
    return person;
}

static int check_name(const struct dt_corpus *corpus, const char *name,
                      struct dt_err *err)
{
    const struct dt_str text = dt_str_trim(DT_STR(name));
    const struct dt_lexicon *lexicon = dt_lexicon_of(corpus->language, text);
    const struct dt_person *known;

    if (dt_people_by_name(corpus->people, text) != NULL)
        return DT_FAIL(err, DT_EUSAGE, "people.yaml has '%.200s' already",
                       name);
    if (is_nobody(lexicon, text))
        return DT_FAIL(err, DT_EUSAGE,
                       "'%.200s' names nobody (what has no name of its own "
                       "stays out of people.yaml)",
                       name);
    known = find_titled(corpus, lexicon, text);
    if (known != NULL)
        return DT_FAIL(err, DT_EUSAGE,
                       "'%.200s' is %.200s, whom people.yaml has (a name that "
                       "only this one has goes into the aliases)",
                       name, known->id);
    return DT_OK;
}

static int choose_id(const struct dt_corpus *corpus, const char *name,
                     char id[DT_SLUG_SIZE], struct dt_err *err)
{
    char slug[DT_SLUG_SIZE];

    if (!dt_slug_of(DT_STR(name), slug))
        return DT_FAIL(err, DT_EUSAGE,
                       "no id can be made of '%.200s' (write the entry into "
                       "people.yaml)",
                       name);
    memcpy(id, slug, DT_SLUG_SIZE);
    for (unsigned n = 2; dt_people_by_id(corpus->people, DT_STR(id)); n++) {
        if (n == MOST_IDS)
            return DT_FAIL(err, DT_EUSAGE,
                           "people.yaml has every id that '%s' "
                           "gives",
                           slug);
        dt_slug_number(slug, n, id);
    }
    return DT_OK;
}

/* The changed file must be one that can be read before it takes its place. */
static int put_file(const char *path, const struct dt_buf *text,
                    struct dt_err *err)
{
    struct dt_people *people = NULL;
    int rc = dt_people_read((struct dt_str){text->ptr, text->len}, path,
                            &people, err);

    if (rc == DT_OK)
        rc = dt_file_write(path, text->ptr, text->len, err);
    dt_people_free(people);
    return rc;
}

int dt_strangers_add(const struct dt_corpus *corpus, const char *name,
                     char id[DT_SLUG_SIZE], struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf old = DT_BUF_INIT((size_t)1 << 30);
    struct dt_buf text = DT_BUF_INIT((size_t)1 << 30);
    struct dt_lock lock = DT_LOCK_INIT;
    const char *file;
    int rc = check_name(corpus, name, err);

    if (rc == DT_OK)
        rc = choose_id(corpus, name, id, err);
    if (rc == DT_OK)
        rc = dt_corpus_lock(corpus, "people.lock", &lock, err);
    dt_corpus_path(corpus, "people.yaml", &path);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "the path", err);
    file = dt_corpus_shown(path.ptr ? path.ptr : "");
    if (rc == DT_OK)
        rc = dt_file_read(file, &old, err);
    if (rc == DT_OK)
        rc = dt_edit_append_person(dt_buf_str(&old), file, id, name, &text,
                                   err);
    if (rc == DT_OK)
        rc = put_file(file, &text, err);
    dt_lock_release(&lock);
    dt_buf_release(&text);
    dt_buf_release(&old);
    dt_buf_release(&path);
    return rc;
}
