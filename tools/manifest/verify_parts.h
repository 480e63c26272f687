/*
 * verify_parts.h - the state of one verification while it runs, shared by the
 * check of the manifests and that of the files.
 *
 * Layer   manifest, private to verify.c and verify_*.c but verify_links.c.
 */
#ifndef DT_MANIFEST_VERIFY_PARTS_H
#define DT_MANIFEST_VERIFY_PARTS_H

#include <stdbool.h>

#include "manifest/facts.h"
#include "manifest/snapshot_files.h"
#include "manifest/taken.h"
#include "manifest/tree.h"
#include "manifest/verify.h"

enum { DT_VERIFY_ID = 256 }; /* bytes of an article's id */

/* One text, and what reading it takes. */
struct dt_file_check {
    const char *name;
    char told[512]; /* what is wrong with it; "": nothing; dt_verify_fault() */
    size_t article; /* its place among the facts, or SIZE_MAX */
    bool hash;
    struct dt_buf bytes;
    char path[4096];
};

enum { DT_VERIFY_TOGETHER = 16 };

/* Texts that a thread reads, then hashes. */
struct dt_file_group {
    struct dt_file_check file[DT_VERIFY_TOGETHER];
    struct dt_digest_message message[DT_VERIFY_TOGETHER];
    struct dt_digest *digest;
};

struct dt_verify_links;   /* verify_links.h */
struct dt_verify_decided; /* verify_decisions.h */

enum { DT_VERIFY_PEOPLE = 256 };

struct dt_verification {
    const struct dt_corpus *corpus;
    const struct dt_verify_options *options;
    struct dt_verify_report *report;
    struct dt_tree *tree;
    struct dt_leaves *leaves;
    struct dt_facts *facts;
    struct dt_verify_links *links;
    struct dt_verify_decided *decided; /* or NULL */
    /* Speakers that were looked up, where their ids' bytes lead. */
    const struct dt_person *_Atomic people[DT_VERIFY_PEOPLE];
    bool lines_good;    /* every line so far */
    bool articles_good; /* every line of an article */
    struct dt_taken taken;
    struct dt_file_names texts;
    struct dt_tree_folder text_folder;
    struct dt_snapshot_files *snapshots; /* the options', or our own */
    char **problems;                     /* one for each text; NULL: good */
    struct dt_file_group *groups;        /* one a thread */
};

/* Tell of a fault. */
void dt_verify_problem(struct dt_verification *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Tell of a fault of a file, which may be named in any way; the message may
 * begin with that name.
 */
void dt_verify_fault(struct dt_verification *v, const char *file,
                     const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Tell of so many more faults like the last one. */
void dt_verify_more(struct dt_verification *v, uint64_t count,
                    const char *where);

/* Tell of something that is no fault itself. */
void dt_verify_note(struct dt_verification *v, const char *line);

/* Faults of what is checked are told; faults of the check itself end it. */
int dt_verify_tell(struct dt_verification *v, int rc, struct dt_err *err);

/*
 * A snapshot's record against the entry of its source, against the record of
 * the article made from it, and against its own id: DT_EMISMATCH. ending
 * receives what follows the id in its file's name, "" where it names no file.
 * item is the snapshot, or NULL where no source names it.
 */
int dt_verify_snapshot_curated(const struct dt_verification *v,
                               const struct dt_leaf *leaf,
                               const struct dt_taken_item *item,
                               char ending[DT_TAKEN_ENDING],
                               struct dt_err *err);

/* Every line, alone, against the curator's files and against other lines. */
int dt_verify_lines(struct dt_verification *v, struct dt_err *err);

/* What stands for a speaker among the facts; 0: nobody in people.yaml. */
uint32_t dt_verify_voice(const struct dt_verification *v,
                         struct dt_str speaker);

/*
 * List the texts; touches nothing of v that the check of the lines does, so
 * both may go on at once.
 */
int dt_verify_list_texts(struct dt_verification *v, struct dt_err *err);

/* Texts and snapshots, as they were listed, against the records. */
int dt_verify_files(struct dt_verification *v, struct dt_err *err);

/*
 * What statements say of two texts, where both are here and good: that words
 * are the same, and how many are not.
 */
int dt_verify_held(struct dt_verification *v, struct dt_err *err);

/*
 * Files of HEAD, or of the revision, that are to the byte a withheld text or
 * the snapshot of one; then those that are staged, or lie changed in the
 * folder. Of a file that git has not, a note. Those of tests/ may be; older
 * commits are not searched.
 */
int dt_verify_leaks(struct dt_verification *v, struct dt_err *err);

/* Files that nothing in the layout explains. */
int dt_verify_layout(struct dt_verification *v, struct dt_err *err);

#endif
