/*
 * speaker.h - what one person said, counted.
 *
 * Layer   manifest. Reads the records of statements and articles as they lie
 *         here. Memory is bounded by the articles that have the person.
 */
#ifndef DT_MANIFEST_SPEAKER_H
#define DT_MANIFEST_SPEAKER_H

#include <stddef.h>
#include <stdint.h>

#include "manifest/tally.h"
#include "source/source.h"

struct dt_speaker_article {
    const char *id;
    const char *title, *published; /* NULL: not known */
    uint64_t statements;           /* of this person */
    int64_t day;                   /* the last one that published can mean */
};

struct dt_speaker {
    uint64_t statements;
    uint64_t dated;           /* of these, with a day on which they were said */
    char first[80], last[80]; /* said_on of the first and last; or "" */
    struct dt_tally *modes, *verdicts;
    struct dt_speaker_article *articles; /* most recent first, then by id */
    size_t article_count;
    struct dt_arena arena; /* owns the texts */
};

/*
 * DT_EFORMAT for a line that is no record, DT_EIO. out is good for
 * dt_speaker_release() also after a failure.
 */
int dt_speaker_read(struct dt_speaker *out, const struct dt_corpus *corpus,
                    const char *person, struct dt_err *err);
void dt_speaker_release(struct dt_speaker *speaker);

#endif
