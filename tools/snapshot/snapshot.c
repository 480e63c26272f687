#include "snapshot/snapshot.h"

#include "base/file.h"
#include "snapshot/payload.h"

enum { LONGEST_PATH = 4096 };

static int compare(const char *path, const char *expected, const char *got,
                   struct dt_err *err)
{
    if (strcmp(expected, got) == 0)
        return DT_OK;
    return DT_FAIL(err, DT_EMISMATCH,
                   "%s: its SHA-256 is %s, not %s (put the snapshot back as "
                   "it was)",
                   path, got, expected);
}

int dt_snapshot_read(const struct dt_held *held, const char *sha256,
                     struct dt_digest *d, struct dt_buf *out,
                     struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = held->in_warc ? dt_payload_at(held->path, held->place, out, err)
                           : dt_file_read(held->path, out, err);

    if (rc == DT_EFORMAT && !held->in_warc) {
        struct dt_err inner = *err;

        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.400s (a snapshot is one page: remove "
                     "the source, or take a smaller part)",
                     inner.msg);
    }
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, out->ptr, out->len, hex, err);
    return rc < 0 ? rc : compare(held->path, sha256, hex, err);
}

void dt_snapshot_folder(const struct dt_corpus *corpus, bool withheld,
                        struct dt_buf *out)
{
    if (withheld)
        dt_buf_addf(out, "%s/.dictum/snapshots", corpus->root);
    else
        dt_corpus_path(corpus, "snapshots", out);
}

/* "bin" for what we do not read. */
static const char *extension_of(const char *media_type)
{
    static const char *const known[][2] = {
        {"text/html", "html"},     {"application/xhtml+xml", "xhtml"},
        {"text/plain", "txt"},     {"text/markdown", "md"},
        {"text/vtt", "vtt"},       {"application/x-subrip", "srt"},
        {"application/pdf", "pdf"}};

    for (size_t i = 0; media_type && i < sizeof known / sizeof *known; i++)
        if (strcmp(media_type, known[i][0]) == 0)
            return known[i][1];
    return "bin";
}

int dt_snapshot_stage(const struct dt_corpus *corpus, struct dt_stage *stage,
                      struct dt_str bytes, const char *sha256,
                      const char *media_type, bool withheld, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat st;
    int rc;

    dt_snapshot_folder(corpus, withheld, &path);
    dt_buf_addf(&path, "/%s.%s", sha256, extension_of(media_type));
    rc = dt_buf_check(&path, "the path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && (!st.is_file || st.size != bytes.len))
        rc = dt_stage_file(stage, path.ptr, bytes.ptr, bytes.len, err);
    dt_buf_release(&path);
    return rc;
}

int dt_snapshot_restore(const struct dt_corpus *corpus,
                        const struct dt_held *held, const char *sha256,
                        struct dt_stage *stage, struct dt_digest *d,
                        struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    int rc = dt_snapshot_read(held, sha256, d, &bytes, err);

    if (rc == DT_OK)
        rc = dt_snapshot_stage(corpus, stage, dt_buf_str(&bytes), sha256,
                               dt_snapshot_sniff(dt_buf_str(&bytes)), false,
                               err);
    dt_buf_release(&bytes);
    return rc;
}
