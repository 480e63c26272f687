#include "release/decided.h"

#include <string.h>

static const char *const paths[] = {"data/decisions.yaml", "data/people.yaml"};

void dt_release_decided_init(struct dt_release_decided *d)
{
    memset(d, 0, sizeof *d);
    for (int i = 0; i < 2; i++)
        d->file[i] = DT_BUF_INIT(DT_DECISIONS_BYTES);
}

void dt_release_decided_release(struct dt_release_decided *d)
{
    dt_verify_decided_free(d->statements);
    dt_decisions_free(d->decisions);
    dt_people_free(d->people);
    for (int i = 0; i < 2; i++)
        dt_buf_release(&d->file[i]);
}

void dt_release_decided_begin(struct dt_release_decided *d, const char *path)
{
    d->coming = NULL;
    if (strcmp(path, paths[0]) == 0)
        d->coming = &d->file[0];
    else if (strcmp(path, paths[1]) == 0 && d->file[0].len)
        d->coming = &d->file[1];
}

int dt_release_decided_data(struct dt_release_decided *d, const void *data,
                            size_t len, struct dt_err *err)
{
    if (!d->coming)
        return DT_OK;
    dt_buf_add(d->coming, data, len);
    return dt_buf_check(d->coming, paths[d->coming - d->file], err);
}

int dt_release_decided_read(struct dt_release_decided *d, struct dt_err *err)
{
    int rc;

    if (d->decisions || d->file[0].len == 0)
        return DT_OK;
    rc = dt_people_read(dt_buf_str(&d->file[1]), paths[1], &d->people, err);
    if (rc == DT_OK)
        rc = dt_decisions_read(dt_buf_str(&d->file[0]), paths[0], d->people,
                               &d->decisions, err);
    if (rc == DT_OK)
        rc = dt_verify_decided_new(d->decisions, &d->statements, err);
    return rc;
}

static void judge(void *ctx, const struct dt_decision *decision, bool certain)
{
    struct dt_release_decided *d = ctx;

    if (!certain)
        d->open++;
    else if (!d->undone)
        d->undone = decision;
}

int dt_release_decided_text(struct dt_release_decided *d, const char *article,
                            struct dt_str text, struct dt_err *err)
{
    int rc;

    if (!d->statements)
        return DT_OK;
    rc = dt_verify_decided_text(d->statements, article, text, judge, d, err);
    if (rc == DT_OK && d->undone)
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "%s:%u: %s: the statements do not follow this decision",
                     paths[0], d->undone->line, d->undone->statement);
    return rc;
}

int dt_release_decided_finish(struct dt_release_decided *d, struct dt_err *err)
{
    const char *article;
    size_t at = 0;
    int rc = DT_OK;

    while (rc == DT_OK &&
           (article = dt_verify_decided_next(d->statements, &at)))
        rc = dt_release_decided_text(d, article, (struct dt_str){NULL, 0}, err);
    return rc;
}
