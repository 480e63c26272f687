#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "article/kept.h"
#include "base/file.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { TEXTS = 6, HEAD = sizeof(struct dt_dedup_head) };

static const char *const texts[TEXTS] = {
    "the harbour opens at six and nobody waits for the tide any more",
    "the harbour opens at six and nobody waits for the ferry any more",
    "the harbour opens at six and nobody waits for the tide any more today",
    "a budget of nine parts was read twice and then it was put to a vote",
    "a budget of nine parts was read twice and then it was put to a vote now",
    "something else that nobody has said in any of the other five texts"};

static void check(bool good)
{
    if (!good)
        abort();
}

static int read_text(void *ctx, unsigned worker, uint64_t place,
                     struct dt_buf *text, struct dt_err *err)
{
    (void)ctx, (void)worker, (void)err;
    dt_buf_adds(text, texts[place % TEXTS]);
    return DT_OK;
}

/* Find the copies among the texts from first on, with what the folder has. */
static struct dt_dedup *find(const char *folder, size_t first, size_t last)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup *d = NULL;
    struct dt_dedup_text text;
    struct dt_err err;

    options.reader.read = read_text;
    check(dt_dedup_new(&options, &d, &err) == DT_OK);
    check(dt_kept_open(d, folder, &err) == DT_OK);
    dt_dedup_text_init(&text);
    for (size_t i = first; i < last; i++) {
        const char id[] = {(char)('a' + i), '\0'};

        check(dt_dedup_read(d, DT_STR(texts[i]), &text, &err) == DT_OK);
        if (dt_kept_knows(d, text.print.identity))
            check(dt_kept_add_known(d, DT_STR(id), i, text.print.identity,
                                    &err) == DT_OK);
        else
            check(dt_dedup_add(d, DT_STR(id), i, &text.print, &err) == DT_OK);
    }
    dt_dedup_text_release(&text);
    if (dt_dedup_find(d, 1, &err) < 0)
        check(dt_kept_failed(d));
    return d;
}

static void read_file(const char *folder, const char *name, struct dt_buf *out)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_err err;

    dt_buf_addf(&path, "%s/%s", folder, name);
    check(dt_file_read(path.ptr, out, &err) == DT_OK);
    dt_buf_release(&path);
}

static void write_file(const char *folder, const char *name,
                       struct dt_buf *file)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_err err;

    dt_buf_addf(&path, "%s/%s", folder, name);
    check(dt_file_write(path.ptr, file->ptr, file->len, &err) == DT_OK);
    dt_buf_release(&path);
}

/* As if these bytes had been written: the checksum of the tables is right. */
static void seal(struct dt_buf *file, size_t tables)
{
    struct dt_dedup_head head;
    struct dt_err err;

    memcpy(&head, file->ptr, sizeof head);
    tables = tables < file->len ? tables : file->len;
    check(dt_dedup_head_seal(
              &head, (struct dt_str){file->ptr + tables, file->len - tables},
              &err) == DT_OK);
    memcpy(file->ptr, &head, sizeof head);
}

/* Where the tables of a file of keys begin: what its head said at first. */
static size_t tables_of(const struct dt_buf *file)
{
    struct dt_dedup_head h;

    memcpy(&h, file->ptr, sizeof h);
    return h.bytes - h.texts * sizeof(struct dt_kept_row) -
           h.buckets * sizeof(uint64_t) - h.names * sizeof(struct dt_run_block);
}

/*
 * Every four bytes change one of those that a run has kept: which file, where
 * from its start or end, and to what. Checksums are then made right again, but
 * for those of postings and sketches.
 */
static void change(struct dt_buf *keys, struct dt_buf *pairs,
                   const unsigned char *data, size_t size)
{
    const size_t tables = tables_of(keys);

    for (size_t i = 0; i + 4 <= size; i += 4) {
        struct dt_buf *file = data[i] % 2 ? keys : pairs;
        const size_t at = ((size_t)data[i + 1] << 8 | data[i + 2]) % file->len;

        file->ptr[data[i] / 2 % 2 ? at : file->len - 1 - at] =
            (char)data[i + 3];
    }
    seal(keys, tables);
    /* The first file that pairs names has this check. */
    memcpy(pairs->ptr + HEAD + sizeof(uint64_t),
           keys->ptr + offsetof(struct dt_dedup_head, check), DT_DIGEST_SIZE);
    seal(pairs, HEAD);
}

/* What a run over all texts but the last keeps. */
static void keep(struct dt_buf *keys, struct dt_buf *pairs)
{
    char folder[4096];
    struct dt_err err;

    check(dt_file_temporary_folder(folder, &err) == DT_OK);
    dt_dedup_free(find(folder, 0, TEXTS - 1));
    read_file(folder, "0.keys", keys);
    read_file(folder, "pairs", pairs);
    check(dt_file_remove_tree(folder, &err) == DT_OK);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct dt_buf kept_keys, kept_pairs;
    struct dt_buf keys = DT_BUF_INIT(1 << 20), pairs = DT_BUF_INIT(1 << 20);
    char folder[4096];
    struct dt_err err;

    if (!kept_keys.len) {
        kept_keys = kept_pairs = DT_BUF_INIT(1 << 20);
        keep(&kept_keys, &kept_pairs);
    }
    dt_buf_addstr(&keys, dt_buf_str(&kept_keys));
    dt_buf_addstr(&pairs, dt_buf_str(&kept_pairs));
    change(&keys, &pairs, data, size);
    check(dt_file_temporary_folder(folder, &err) == DT_OK);
    write_file(folder, "0.keys", &keys);
    write_file(folder, "pairs", &pairs);
    dt_dedup_free(find(folder, 1, TEXTS));
    check(dt_file_remove_tree(folder, &err) == DT_OK);
    dt_buf_release(&keys);
    dt_buf_release(&pairs);
    return 0;
}
