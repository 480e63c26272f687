/*
 * utterances.h - what a build knows of every statement that somebody is known
 * to have said, wrote or is quoted with: enough to hold quotations against
 * transcripts without reading the lines again.
 *
 * Layer   manifest. Some 80 bytes a statement. Indirect statements, and those
 *         of nobody in people.yaml, are left out.
 * Sums    a speaker's transcripts, and his quotations, are each told by the
 *         sum of a hash over every one of them, as the last build left them
 *         and as they are now: what did not change has the same sum.
 * Threads dt_utterances_add() may be called from several.
 */
#ifndef DT_MANIFEST_UTTERANCES_H
#define DT_MANIFEST_UTTERANCES_H

#include <pthread.h>
#include <stdbool.h>

#include "base/arena.h"
#include "manifest/record.h"
#include "statement/statement.h"

struct dt_utterance {
    uint64_t id;               /* the 16 hex digits behind "s-" */
    uint32_t article, speaker; /* index of its source, of the person */
    uint32_t span, span_count; /* in the list's spans */
    int32_t day;               /* said on, from 1970-01-01, or DT_SOME_DAY */
    uint8_t mode;              /* enum dt_mode */
    bool made;                 /* anew, so its line has no verdict yet */
    bool unsettled;            /* its line says that the speaker lacks it, */
    bool lacked;               /* and that nobody else has it */
    uint32_t against;          /* else, the article that has it: its source's
                                  index, or UINT32_MAX: not known */
    uint8_t sought;            /* its speaker lacks it, others may not: how many
                                  runs of words they need (sought.h), or 0 */
    uint64_t verdict_before;   /* dt_utterance_verdict() of its line */
    uint64_t same_as_before;   /* likewise, an id as above, or 0 */
    bool judged, grouped;      /* what follows is new: */
    uint64_t same_as;
    const char *fidelity; /* canonical JSON, or NULL: none */
};

/* What the last build's line said of a statement that is made anew. */
struct dt_earlier {
    uint64_t id, stamp, same_as;
    const char *fidelity;
    bool unsettled; /* as above */
};

/* Sums of hashes, as they were and as they are. */
struct dt_voice {
    uint64_t said_before, said; /* transcripts */
    uint64_t told_before, told; /* quotations */
};

struct dt_utterances {
    const struct dt_people *people;
    struct dt_utterance *items;
    struct dt_span *spans;
    size_t count, cap, span_count, span_cap;
    struct dt_voice *voices; /* one a person */
    uint64_t *before, *now;  /* a hash of each source's article; 0: none */
    struct dt_earlier *earlier;
    size_t earlier_count, earlier_cap;
    struct dt_arena arena; /* of earlier */
    pthread_mutex_t lock;
};

int dt_utterances_new(struct dt_utterances **out,
                      const struct dt_people *people, size_t sources,
                      struct dt_err *err);

/* NULL is fine. */
void dt_utterances_free(struct dt_utterances *u);

/* A statement that was made of a source. */
int dt_utterances_add(struct dt_utterances *u, uint32_t article,
                      const struct dt_statement *s, struct dt_err *err);

/* What becomes of a line of the last build. */
struct dt_carried {
    bool taken;    /* over */
    bool anew;     /* and judged as if it were made */
    bool remember; /* the verdict of one that is not taken, or judged anew */
};

/*
 * A line of the last build, as dt_record_read() gives it. before[article] is
 * known; against is the source that the verdict names, or SIZE_MAX.
 */
int dt_utterances_carry(struct dt_utterances *u, size_t article,
                        const struct dt_json_doc *line, const uint32_t *member,
                        size_t against, struct dt_carried how,
                        struct dt_err *err);

/*
 * The hash of an article: its text's SHA-256 in hex, its date, what it copies
 * and its language; NULL ptr: none.
 */
uint64_t dt_utterances_stamp(struct dt_str text_sha256, struct dt_str published,
                             struct dt_str duplicate_of,
                             struct dt_str language);

/*
 * After the last, with now[] filled: sort, transcripts first, these by
 * speaker, article and place, then quotations by article and place; and fill
 * the sums.
 */
int dt_utterances_sort(struct dt_utterances *u, struct dt_err *err);

/* Whether it is a transcript's, not a quotation. */
bool dt_utterance_is_said(const struct dt_utterance *item);

/* A hash of a verdict's canonical JSON, "null" for none. */
uint64_t dt_utterance_verdict(struct dt_str json);

/* What was known of an item in the last build, if it is the same, or NULL. */
const struct dt_earlier *dt_utterances_earlier(const struct dt_utterances *u,
                                               const struct dt_utterance *item);

/* "s-" and 16 hex digits to a number and back; 0: it is no id. */
uint64_t dt_utterance_id(struct dt_str id);
void dt_utterance_name(uint64_t id, char out[19]);

#endif
