#include "adapt/store.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_PATH = 4096 };

struct dt_store {
    sqlite3 *db;
    char *path, *corpus;
    sqlite3_stmt *put, *remove, *find;
    bool damaged; /* it goes when it is closed, if not before */
};

/* Another number empties the store. */
#define LAYOUT "5"

static int fail(struct dt_store *s, struct dt_err *err)
{
    const int code = s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM;

    s->damaged |= code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return DT_FAIL(err, DT_EIO, "%s: %s", s->path,
                   s->db ? sqlite3_errmsg(s->db) : "out of memory");
}

static int execute(struct dt_store *s, const char *sql, struct dt_err *err)
{
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return fail(s, err);
    return DT_OK;
}

static bool layout_is_ours(struct dt_store *s)
{
    sqlite3_stmt *q = NULL;
    bool ours = false;

    if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &q, NULL) ==
            SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        ours = sqlite3_column_int(q, 0) == LAYOUT[0] - '0';
    (void)sqlite3_finalize(q);
    return ours;
}

/* Whoever only looks must not write: a version that stands is left alone. */
static int prepare(struct dt_store *s, bool laid_out, struct dt_err *err)
{
    static const char schema[] =
        "PRAGMA synchronous=NORMAL;"
        "CREATE TABLE IF NOT EXISTS built(corpus TEXT, id TEXT, value BLOB,"
        " UNIQUE(corpus, id))";
    int rc = execute(s, schema, err);

    if (rc == DT_OK && !laid_out)
        rc = execute(s, "PRAGMA user_version=" LAYOUT, err);
    if (rc == DT_OK &&
        (sqlite3_prepare_v2(s->db, "REPLACE INTO built VALUES(?,?,?)", -1,
                            &s->put, NULL) != SQLITE_OK ||
         sqlite3_prepare_v2(s->db, "DELETE FROM built WHERE corpus=? AND id=?",
                            -1, &s->remove, NULL) != SQLITE_OK ||
         sqlite3_prepare_v2(s->db,
                            "SELECT value FROM built WHERE corpus=? AND id=?",
                            -1, &s->find, NULL) != SQLITE_OK))
        rc = fail(s, err);
    return rc;
}

static void shut(struct dt_store *s)
{
    (void)sqlite3_finalize(s->put);
    (void)sqlite3_finalize(s->remove);
    (void)sqlite3_finalize(s->find);
    (void)sqlite3_close(s->db);
    s->put = s->remove = s->find = NULL;
    s->db = NULL;
}

static int start(struct dt_store *s, struct dt_err *err)
{
    if (sqlite3_open_v2(s->path, &s->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                            SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return fail(s, err);
    return DT_OK;
}

/* If it fails, opening it again says why. */
static void remove_file(const struct dt_store *s)
{
    char journal[MOST_PATH];

    (void)unlink(s->path);
    if ((size_t)snprintf(journal, sizeof journal, "%s-journal", s->path) <
        sizeof journal)
        (void)unlink(journal);
}

/* Take a new, empty store in place of one that cannot be used. */
static int renew(struct dt_store *s, struct dt_err *err)
{
    int rc;

    shut(s);
    remove_file(s);
    s->damaged = false;
    rc = start(s, err);
    return rc < 0 ? rc : prepare(s, false, err);
}

int dt_store_open(struct dt_store **out, const char *path, const char *corpus,
                  struct dt_err *err)
{
    struct dt_store *s = calloc(1, sizeof *s);
    bool fresh = access(path, F_OK) != 0, laid_out = false;
    int rc;

    if (s) {
        s->path = strdup(path);
        s->corpus = strdup(corpus);
    }
    if (!s || !s->path || !s->corpus) {
        dt_store_free(s);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for the store");
    }
    rc = start(s, err);
    laid_out = rc == DT_OK && !fresh && layout_is_ours(s);
    if (rc == DT_OK)
        rc = fresh || laid_out ? prepare(s, laid_out, err) : renew(s, err);
    if (rc < 0 && s->damaged)
        rc = renew(s, err);
    if (rc < 0) {
        dt_store_free(s);
        return rc;
    }
    *out = s;
    return DT_OK;
}

int dt_store_each(struct dt_store *store, dt_store_fn fn, void *ctx,
                  struct dt_err *err)
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_ERROR, rc = DT_OK;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT id, value FROM built WHERE corpus=? "
                           "ORDER BY id",
                           -1, &q, NULL) == SQLITE_OK &&
        sqlite3_bind_text(q, 1, store->corpus, -1, SQLITE_STATIC) == SQLITE_OK)
        step = sqlite3_step(q);
    while (rc == DT_OK && step == SQLITE_ROW) {
        struct dt_str id, value;

        id.ptr = (const char *)sqlite3_column_text(q, 0);
        id.len = (size_t)sqlite3_column_bytes(q, 0);
        value.ptr = sqlite3_column_blob(q, 1);
        value.len = (size_t)sqlite3_column_bytes(q, 1);
        rc = fn(ctx, id, value, err);
        if (rc == DT_OK)
            step = sqlite3_step(q);
    }
    if (rc == DT_OK && step != SQLITE_DONE)
        rc = fail(store, err);
    (void)sqlite3_finalize(q);
    return store->damaged ? renew(store, err) : rc;
}

int dt_store_find(struct dt_store *store, struct dt_str id,
                  struct dt_buf *value, bool *found, struct dt_err *err)
{
    sqlite3_stmt *q = store->find;
    int step = SQLITE_ERROR;
    int rc = DT_OK;

    dt_buf_reset(value);
    if (id.len <= INT_MAX &&
        sqlite3_bind_text(q, 1, store->corpus, -1, SQLITE_STATIC) ==
            SQLITE_OK &&
        sqlite3_bind_text(q, 2, id.ptr, (int)id.len, SQLITE_STATIC) ==
            SQLITE_OK)
        step = sqlite3_step(q);
    *found = step == SQLITE_ROW;
    if (*found)
        dt_buf_add(value, sqlite3_column_blob(q, 0),
                   (size_t)sqlite3_column_bytes(q, 0));
    else if (step != SQLITE_DONE)
        rc = fail(store, err);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return rc < 0 ? rc : dt_buf_check(value, store->path, err);
}

int dt_store_get(struct dt_store *store, struct dt_str id, struct dt_buf *value,
                 struct dt_err *err)
{
    bool found = false;
    int rc = dt_store_find(store, id, value, &found, err);

    return rc == DT_OK && !found
               ? DT_FAIL(err, DT_EIO, "%s: there is no '%.*s'", store->path,
                         (int)(id.len < 100 ? id.len : 100), id.ptr)
               : rc;
}

int dt_store_begin(struct dt_store *store, struct dt_err *err)
{
    return execute(store, "BEGIN IMMEDIATE", err);
}

int dt_store_commit(struct dt_store *store, struct dt_err *err)
{
    return execute(store, "COMMIT", err);
}

static int run(struct dt_store *s, sqlite3_stmt *q, struct dt_str id,
               const struct dt_str *value, struct dt_err *err)
{
    int rc = DT_OK;

    if (id.len > INT_MAX || (value && value->len > INT_MAX))
        return DT_FAIL(err, DT_EINTERNAL, "%s: a value too long", s->path);
    if (sqlite3_bind_text(q, 1, s->corpus, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_text(q, 2, id.ptr, (int)id.len, SQLITE_STATIC) !=
            SQLITE_OK ||
        (value && sqlite3_bind_blob(q, 3, value->ptr, (int)value->len,
                                    SQLITE_STATIC) != SQLITE_OK) ||
        sqlite3_step(q) != SQLITE_DONE)
        rc = fail(s, err);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return rc;
}

int dt_store_put(struct dt_store *store, struct dt_str id, struct dt_str value,
                 struct dt_err *err)
{
    return run(store, store->put, id, &value, err);
}

int dt_store_remove(struct dt_store *store, struct dt_str id,
                    struct dt_err *err)
{
    return run(store, store->remove, id, NULL, err);
}

void dt_store_free(struct dt_store *store)
{
    if (!store)
        return;
    shut(store);
    if (store->damaged)
        remove_file(store);
    free(store->path);
    free(store->corpus);
    free(store);
}
