#include "manifest/texts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "manifest/plan.h"

struct place {
    uint64_t offset, len;
    bool kept;
};

struct dt_texts {
    int fd;
    uint64_t size;
    struct place *places; /* one a source */
    pthread_mutex_t lock;
};

int dt_texts_new(struct dt_texts **out, const char *dir, size_t sources,
                 struct dt_err *err)
{
    struct dt_texts *t = calloc(1, sizeof *t);
    struct place *places = calloc(sources + 1, sizeof *places);
    int rc;

    if (!t || !places || pthread_mutex_init(&t->lock, NULL) != 0) {
        free(t);
        free(places);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for texts");
    }
    t->places = places;
    rc = dt_file_nameless(dir, &t->fd, err);
    if (rc == DT_OK)
        *out = t;
    else
        dt_texts_free(t);
    return rc;
}

void dt_texts_free(struct dt_texts *t)
{
    if (!t)
        return;
    if (t->fd >= 0)
        (void)close(t->fd);
    (void)pthread_mutex_destroy(&t->lock);
    free(t->places);
    free(t);
}

int dt_texts_keep(struct dt_texts *t, size_t source, struct dt_str text,
                  struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&t->lock);
    t->places[source] = (struct place){t->size, text.len, true};
    t->size += text.len;
    rc = dt_file_write_fd(t->fd, "temporary file", text.ptr, text.len, err);
    (void)pthread_mutex_unlock(&t->lock);
    return rc;
}

static int read_kept(const struct dt_texts *t, const struct place *place,
                     struct dt_buf *out, struct dt_err *err)
{
    const size_t len = (size_t)place->len;
    int rc;

    if (!dt_buf_reserve(out, len))
        return dt_buf_check(out, "a text", err);
    rc = dt_file_read_at(t->fd, "temporary file", out->ptr, len, place->offset,
                         err);
    if (rc < 0)
        return rc;
    out->len = len;
    return DT_OK;
}

/* A withheld text lies nowhere: it is made of its snapshot. */
static int make_again(const struct dt_plan *plan, size_t source,
                      struct dt_digest *digest, struct dt_buf *out,
                      struct dt_err *err)
{
    const struct dt_source *s = &plan->corpus->sources[source];
    const struct dt_held *held = plan->items[source].held;
    struct dt_buf bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
    struct dt_article *article = NULL;
    int rc = DT_OK;

    if (held)
        rc = dt_snapshot_read(held, s->snapshot, digest, &bytes, err);
    if (held && rc == DT_OK)
        rc = dt_make_normalise(&plan->make, s, dt_buf_str(&bytes), &article,
                               err);
    if (article)
        dt_buf_addstr(out, article->text);
    dt_article_free(article);
    dt_buf_release(&bytes);
    return rc < 0 ? rc : dt_buf_check(out, "a text", err);
}

/* What is not made anew may lie yet where the build before had the texts. */
static int read_left(const struct dt_corpus *corpus, struct dt_str id,
                     struct dt_buf *out, struct dt_err *err)
{
    const struct dt_corpus elsewhere = dt_make_elsewhere(corpus);
    bool here;
    int rc = dt_make_read_text(corpus, id, out, &here, err);

    return rc < 0 || here ? rc
                          : dt_make_read_text(&elsewhere, id, out, &here, err);
}

int dt_texts_get(const struct dt_texts *t, const struct dt_plan *plan,
                 size_t source, struct dt_digest *digest, struct dt_buf *out,
                 bool *found, struct dt_err *err)
{
    const struct dt_source *s = &plan->corpus->sources[source];
    char hex[DT_DIGEST_HEX_SIZE], want[DT_DIGEST_HEX_SIZE];
    int rc;

    dt_buf_reset(out);
    *found = true;
    if (t->places[source].kept)
        return read_kept(t, &t->places[source], out, err);
    rc = s->withheld ? make_again(plan, source, digest, out, err)
                     : read_left(plan->corpus, DT_STR(s->id), out, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(digest, out->ptr, out->len, hex, err);
    dt_digest_hex(plan->items[source].made.text_sha256, want);
    *found = rc == DT_OK && strcmp(hex, want) == 0;
    return rc;
}
