#include "manifest/output_lines.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/recognise.h"

struct finish {
    const struct dt_plan *plan;
    struct dt_hold *hold;
    size_t *copy; /* of each source, its index among the copies, or SIZE_MAX */
    struct dt_line_maker *lines;
};

/*
 * What all statements of an article are is known when all lines are: known is
 * the hash of lines that changed, else the line has it.
 */
static void put_statements(const struct dt_line_maker *m, bool known,
                           const char *hex, struct dt_buf *out)
{
    const size_t before = m->member[DT_ARTICLE_STATEMENTS];
    const size_t count = dt_json_get(&m->doc, before, "count");

    if (known)
        dt_buf_addf(out, "{\"count\":%" PRId64 ",\"sha256\":\"%s\"}",
                    dt_json_int64(&m->doc, count), hex);
    else
        dt_buf_addstr(out, dt_json_bytes(&m->doc, before));
}

/* What an article copies is known only when all articles are; NULL: nothing. */
static const char *copy_of(const struct finish *f, size_t source)
{
    const struct dt_copy *copies = f->plan->copies;
    const size_t of = copies[f->copy[source]].duplicate_of;

    return of == SIZE_MAX ? NULL : copies[of].id;
}

static bool article_changes(const void *ctx, size_t source)
{
    const struct finish *f = ctx;
    const char *before = f->plan->items[source].copy_of;
    const char *now = copy_of(f, source);

    return dt_hold_changes(f->hold, source) ||
           (before && now ? strcmp(before, now) != 0 : before != now);
}

static int finish_article(void *ctx, size_t source, struct dt_str id,
                          struct dt_buf *line, struct dt_err *err)
{
    const struct finish *f = ctx;
    struct dt_line_maker *m = f->lines;
    struct dt_buf of = DT_BUF_INIT(256), statements = DT_BUF_INIT(256);
    struct dt_json w;
    char hex[DT_DIGEST_HEX_SIZE];
    bool known;
    int rc = dt_hold_lines(f->hold, source, &known, hex, err);

    (void)id;
    if (rc == DT_OK)
        rc = dt_record_read(DT_ARTICLES, dt_buf_str(line), &m->doc, m->member,
                            err);
    if (rc < 0)
        return rc;
    dt_json_init(&w, &of);
    dt_json_text(&w, copy_of(f, source));
    put_statements(m, known, hex, &statements);
    rc = dt_buf_check(&of, "a member", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&statements, "a member", err);
    if (rc == DT_OK)
        rc = dt_record_set(DT_ARTICLES, line, &m->doc, m->member,
                           (struct dt_record_value[]){
                               {DT_ARTICLE_STATEMENTS, dt_buf_str(&statements)},
                               {DT_ARTICLE_DUPLICATE_OF, dt_buf_str(&of)}},
                           2, m->digest, err);
    dt_buf_release(&of);
    dt_buf_release(&statements);
    return rc;
}

static int leave_article(void *ctx, size_t source, struct dt_str line,
                         struct dt_err *err)
{
    const struct finish *f = ctx;

    return dt_plan_leave(f->plan, source, line, f->lines, err);
}

static bool statement_changes(const void *ctx, size_t source)
{
    const struct finish *f = ctx;

    return dt_hold_changes(f->hold, source);
}

static int finish_statement(void *ctx, size_t source, struct dt_str id,
                            struct dt_buf *line, struct dt_err *err)
{
    const struct finish *f = ctx;

    return dt_hold_statement(f->hold, source, id, line, f->lines, err);
}

/*
 * Lines were copied from where the last build left them: what somebody else
 * writes there meanwhile must not be taken for them.
 */
static int check_kept(const struct dt_plan *p, struct dt_err *err)
{
    char files[DT_DIGEST_HEX_SIZE];
    bool known = true;
    int rc = DT_OK;

    if (p->trusted)
        rc = dt_mark_files(p->corpus, p->clock, &known, files, err);
    if (rc == DT_OK && p->trusted && (!known || strcmp(files, p->files) != 0))
        rc = DT_FAIL(err, DT_EIO,
                     "manifests/%s: changed while they were read (run dictum "
                     "build %s again)",
                     p->corpus->name, p->corpus->name);
    return rc;
}

static int write_lines(const struct dt_plan *p, struct finish *f,
                       struct dt_err *err)
{
    const struct dt_spool_change statements = {statement_changes,
                                               finish_statement, NULL, f};
    const struct dt_spool_change articles = {article_changes, finish_article,
                                             leave_article, f};
    /* The statements before the articles, which have their hashes. */
    const struct {
        struct dt_spool *spool;
        const struct dt_spool_change *change;
    } kinds[] = {{p->make.statements, &statements},
                 {p->make.articles, &articles},
                 {p->snapshot_lines, NULL},
                 {p->duplicate_lines, NULL},
                 {p->redirect_lines, NULL}};
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < sizeof kinds / sizeof *kinds; i++)
        rc = dt_spool_write(kinds[i].spool, p->corpus, p->make.stage,
                            kinds[i].change, err);
    return rc < 0 ? rc : check_kept(p, err);
}

/* Copies keep the order of sources, of which some have no record. */
static int list_copies(struct finish *f, struct dt_err *err)
{
    const size_t count = f->plan->corpus->source_count;
    size_t n = 0;

    f->copy = calloc(count + 1, sizeof *f->copy);
    if (!f->copy)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
    for (size_t i = 0; i < count; i++)
        f->copy[i] = f->plan->items[i].state == DT_PLAN_MISSING ? SIZE_MAX
                                                                : n++;
    return DT_OK;
}

int dt_output_lines(const struct dt_plan *plan, struct dt_hold *hold,
                    struct dt_err *err)
{
    struct finish f = {
        .plan = plan, .hold = hold, .lines = &plan->makers[0].lines};
    int rc = list_copies(&f, err);

    if (rc == DT_OK)
        rc = write_lines(plan, &f, err);
    free(f.copy);
    return rc;
}
