#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/resolve.h"
#include "cmd/show.h"
#include "manifest/article_statements.h"

static const struct dt_option options[] = {
    {"corpus", 0, DT_OPTION_TEXT, "NAME", "look in this corpus only", NULL},
    {"kind", 0, DT_OPTION_TEXT, "KIND", "look for this kind of record only",
     DT_FIND_KIND_NAMES},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

/* "office Harbour Master, from 2014-04-01" */
static void join_members(const struct dt_json_doc *doc, size_t object,
                         struct dt_arena *arena, struct dt_buf *out)
{
    for (size_t key = dt_json_first(doc, object); key != DT_JSON_NONE;
         key = dt_json_next(doc, object, key + 1)) {
        struct dt_str text = dt_json_bytes(doc, key + 1);
        struct dt_err ignored;

        if (dt_json_type(doc, key + 1) == DT_JSON_NULL)
            continue;
        if (dt_json_type(doc, key + 1) == DT_JSON_STRING)
            (void)dt_json_string(doc, key + 1, arena, &text, &ignored);
        if (out->len)
            dt_buf_adds(out, ", ");
        dt_buf_addstr(out, dt_json_plain(doc, key));
        dt_buf_addc(out, ' ');
        dt_buf_addstr(out, text);
    }
}

static void show_value(struct dt_print *p, const char *name,
                       const struct dt_json_doc *doc, size_t token)
{
    struct dt_arena arena = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX);
    struct dt_buf joined = DT_BUF_INIT(2 * (size_t)DT_RECORD_MAX);

    if (dt_json_type(doc, token) == DT_JSON_OBJECT) {
        join_members(doc, token, &arena, &joined);
        dt_print_field(p, name, dt_buf_str(&joined));
    } else {
        dt_print_member(p, name, doc, token);
    }
    dt_buf_release(&joined);
    dt_arena_release(&arena);
}

/* Every member of any other record, in their order. */
static int show_members(struct dt_print *p, const struct dt_json_doc *doc,
                        struct dt_err *err)
{
    struct dt_buf name = DT_BUF_INIT(1024);
    int rc = DT_OK;

    for (size_t key = dt_json_first(doc, DT_JSON_ROOT);
         rc == DT_OK && key != DT_JSON_NONE;
         key = dt_json_next(doc, DT_JSON_ROOT, key + 1)) {
        size_t value = key + 1;

        dt_buf_reset(&name);
        dt_buf_addstr(&name, dt_json_plain(doc, key));
        rc = dt_buf_check(&name, "a member's name", err);
        if (rc < 0 || dt_str_is(dt_buf_str(&name), "seal"))
            continue;
        if (dt_json_type(doc, value) != DT_JSON_ARRAY) {
            show_value(p, name.ptr, doc, value);
            continue;
        }
        for (size_t at = dt_json_first(doc, value); at != DT_JSON_NONE;
             at = dt_json_next(doc, value, at))
            show_value(p, at == value + 1 ? name.ptr : "", doc, at);
    }
    dt_buf_release(&name);
    return rc;
}

static int show(struct dt_print *p, const struct dt_resolved *record,
                struct dt_err *err)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    int rc = dt_json_parse(&doc, dt_buf_str(&record->line), err);

    if (rc == DT_OK) {
        if (record->kind == DT_FIND_ARTICLE)
            rc = dt_show_article(p, record->corpus, &doc, err);
        else if (record->kind == DT_FIND_STATEMENT)
            rc = dt_show_statement(p, record->corpus, &doc, err);
        else if (record->kind == DT_FIND_PERSON)
            rc = dt_show_person(p, record->corpus, record->id, err);
        else
            rc = show_members(p, &doc, err);
    }
    dt_json_doc_release(&doc);
    return rc;
}

static int show_json(struct dt_print *p, const struct dt_resolved *record,
                     struct dt_err *err)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    const bool person = record->kind == DT_FIND_PERSON;
    int rc = DT_OK;

    if (person || record->kind == DT_FIND_ARTICLE) {
        rc = dt_json_parse(&doc, dt_buf_str(&record->line), err);
        if (rc == DT_OK)
            rc = person
                     ? dt_show_person_json(&p->out, record->corpus, record->id,
                                           &doc, err)
                     : dt_show_article_json(&p->out, record->corpus, &doc, err);
    } else {
        dt_buf_addstr(&p->out, dt_buf_str(&record->line));
        dt_buf_addc(&p->out, '\n');
    }
    dt_json_doc_release(&doc);
    return rc;
}

struct asking {
    struct dt_str id;
    struct dt_buf answer;
};

/* What came of a statement that a decision has replaced. */
static int tell_decided(void *ctx, const struct dt_corpus *corpus,
                        struct dt_err *err)
{
    struct asking *asking = ctx;
    const struct dt_decision *d = dt_decisions_find(corpus->decisions,
                                                    asking->id);
    const struct dt_article_statement *now;
    struct dt_article_statements said;
    int rc;

    if (!d || asking->answer.len)
        return DT_OK;
    rc = dt_article_statements_read(&said, corpus, DT_STR(d->article), err);
    now = rc < 0 || d->not_a_statement
              ? NULL
              : dt_article_statements_decided(&said, d);
    dt_buf_adds(&asking->answer, "decided: ");
    if (d->not_a_statement)
        dt_buf_adds(&asking->answer, "not a statement");
    else if (now)
        dt_buf_addf(&asking->answer, "now %s", now->id);
    else
        dt_buf_addf(&asking->answer,
                    "no one statement of %s is known to be it now", d->article);
    dt_buf_addf(&asking->answer, " (%s:%u)",
                dt_corpus_shown(corpus->decisions->path), d->line);
    dt_article_statements_release(&said);
    return rc;
}

/* An id that no record has. */
static int fail_unknown(const struct dt_resolve *how,
                        const struct dt_resolved *record, struct dt_err *err)
{
    struct asking asking = {DT_STR(record->id), DT_BUF_INIT(4096)};
    int rc = dt_each_corpus(how->corpus_name, tell_decided, &asking, err);

    if (rc == DT_OK && asking.answer.len)
        rc = DT_FAIL(err, DT_EUSAGE, "%.100s: %s", record->id,
                     asking.answer.ptr);
    else if (rc == DT_OK)
        rc = DT_FAIL(err, DT_EUSAGE, "%.100s: no such id%s", record->id,
                     record->hint.len ? record->hint.ptr : "");
    dt_buf_release(&asking.answer);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_resolve how = {
        .corpus_name = dt_args_value(args, "corpus"),
        .kind = dt_resolve_kind(dt_args_value(args, "kind")),
        .redirects = true,
    };
    struct dt_resolved record = {.found = false};
    struct dt_print p;
    int rc = dt_resolve(&how, args->words[0], &record, err);

    dt_print_init(&p);
    if (rc == DT_OK && !record.found)
        rc = fail_unknown(&how, &record, err);
    if (rc == DT_OK && record.notes.len && !args->quiet)
        (void)fputs(record.notes.ptr, stderr);
    if (rc == DT_OK)
        rc = args->json ? show_json(&p, &record, err) : show(&p, &record, err);
    if (rc == DT_OK)
        rc = dt_print_flush(&p, err);
    dt_print_release(&p);
    dt_resolved_release(&record);
    return rc;
}

const struct dt_command dt_cmd_show = {
    .name = "show",
    .synopsis = "ID [--corpus NAME] [--kind KIND] [--json]",
    .summary = "print one record for a person to read",
    .description =
        "Print an article, source, statement, person, snapshot, redirect or "
        "release. The beginning of an id is enough where no other id begins "
        "so. A redirect is followed, and said so; of a statement that a "
        "curator's "
        "decision replaced its id now is told. Where an id names several "
        "records, the first in this order is shown: article, source, "
        "statement, person, snapshot, redirect, release; --kind chooses.\n\n"
        "A withheld text is never shown: only its offsets and commitments. "
        "With --json the record's line is printed as it stands; of an article "
        "with one more member, said: its statements, with speaker, mode and "
        "first words; of a source "
        "the entry in YAML, as JSON; of a person the entry, and under said "
        "what "
        "they said: statements by mode and verdict, first and last day, "
        "articles.",
    .example = "$ dictum show mole-breached\n"
               "$ dictum show amira-voss --json",
    .options = options,
    .flags = DT_COMMAND_JSON,
    .least = 1,
    .most = 1,
    .run = run,
};
