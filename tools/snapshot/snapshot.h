/*
 * snapshot.h - the exact bytes of sources, found and kept by their SHA-256.
 *
 * Layer   snapshot. A snapshot lies in one of these places, which are looked
 *         at in this order:
 *           ROOT/corpus/NAME/snapshots/SHA256.EXT   tracked: open texts
 *           ROOT/.dictum/snapshots/SHA256.EXT       never tracked: withheld
 *           ROOT/.dictum/warc/                      records of WARC files
 *           a folder that the user names            whatever its file names,
 *                                                   records of WARC files too
 *         The name is only a hint: dt_snapshot_read() checks the bytes. A
 *         WARC file is one that is called so (warc.h); of a record, the
 *         snapshot is the page without transfer and content coding.
 * Bounds  DT_SNAPSHOT_MAX a snapshot; DT_SNAPSHOT_FILES files in the user's
 *         folder, larger ones are passed over; symbolic links are not
 *         followed in it.
 */
#ifndef DT_SNAPSHOT_SNAPSHOT_H
#define DT_SNAPSHOT_SNAPSHOT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/stage.h"
#include "base/str.h"
#include "snapshot/packed.h"
#include "source/source.h"

enum {
    DT_SNAPSHOT_MAX = 64 * 1024 * 1024,
    DT_SNAPSHOT_FILES = 10 * 1000 * 1000
};

struct dt_snapshots;

/* Where a snapshot is held. */
struct dt_held {
    const char *path; /* of the file that has it */
    bool in_warc;     /* in a record of it: */
    struct dt_place place;
    uint64_t bytes; /* of the page in the record */
};

/*
 * List what is held for a corpus. from is a folder, or a single file, of the
 * user's, or NULL; its files are hashed, and WARC files read through where
 * ROOT/.dictum/store.db does not know them, on so many threads. DT_EIO when a
 * folder cannot be read, or from is not there.
 */
int dt_snapshots_open(const struct dt_corpus *corpus, const char *from,
                      unsigned threads, struct dt_snapshots **out,
                      struct dt_err *err);
void dt_snapshots_free(struct dt_snapshots *snapshots);

/* Where the bytes with this SHA-256 should lie, or NULL: not held. */
const struct dt_held *dt_snapshots_find(const struct dt_snapshots *snapshots,
                                        const char *sha256);

/*
 * Replace the content of out with the snapshot's and check it; d is scratch.
 * DT_EMISMATCH names the file and both hashes; DT_EIO; DT_EFORMAT beyond
 * out->max.
 */
int dt_snapshot_read(const struct dt_held *held, const char *sha256,
                     struct dt_digest *d, struct dt_buf *out,
                     struct dt_err *err);

/* The folder for snapshots of open, or withheld, texts, appended to out. */
void dt_snapshot_folder(const struct dt_corpus *corpus, bool withheld,
                        struct dt_buf *out);

/*
 * Stage bytes, whose SHA-256 the caller knows, as a file where their rights
 * allow it, unless they are there already.
 */
int dt_snapshot_stage(const struct dt_corpus *corpus, struct dt_stage *stage,
                      struct dt_str bytes, const char *sha256,
                      const char *media_type, bool withheld,
                      struct dt_err *err);

/*
 * Stage the tracked file of an open text whose bytes are held in a record of a
 * WARC file alone, as after its file was deleted. d is scratch.
 */
int dt_snapshot_restore(const struct dt_corpus *corpus,
                        const struct dt_held *held, const char *sha256,
                        struct dt_stage *stage, struct dt_digest *d,
                        struct dt_err *err);

/*
 * What the bytes are: "text/html", "application/xhtml+xml", "text/plain",
 * "text/vtt", "application/x-subrip" or "application/pdf", or NULL for other
 * binary ones (MIME Sniffing Standard, sections 5, 6.1 and 7.1, on the first
 * DT_SNAPSHOT_SNIFF bytes, and no NUL byte anywhere but in HTML known by its
 * first tag and in UTF-16 with a byte order mark). SubRip has no signature: it
 * begins with a number and times, each in a line.
 */
enum { DT_SNAPSHOT_SNIFF = 1445 };
const char *dt_snapshot_sniff(struct dt_str bytes);

#endif
