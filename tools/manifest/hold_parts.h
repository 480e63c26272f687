/*
 * hold_parts.h - the state of the stage while it runs, shared by its steps.
 *
 * Layer   manifest, private to hold.c and hold_*.c.
 */
#ifndef DT_MANIFEST_HOLD_PARTS_H
#define DT_MANIFEST_HOLD_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include "manifest/hold.h"
#include "statement/fidelity.h"
#include "statement/quoted.h"
#include "statement/said.h"
#include "statement/sought.h"

/*
 * Bytes of transcripts in one index, some 60 MiB of memory, and of quotations
 * that are joined together, some 30.
 */
enum { DT_HOLD_INDEX = 8 * 1024 * 1024 };

/* What one person says in one article: utterances [first, last). */
struct dt_hold_run {
    uint32_t speaker, article;
    size_t first, last;
    bool copy; /* of another article */
};

/* The quotations of one article: utterances [first, last). */
struct dt_hold_quotes {
    size_t first, last;
};

/* Which run of somebody else has a quotation best; UINT32_MAX: none. */
struct dt_hold_best {
    uint32_t run;
    unsigned word_error; /* per mille */
};

/* Transcripts that are asked together. */
struct dt_hold_index {
    struct dt_transcripts transcripts;
    size_t *runs;          /* of each transcript */
    size_t count;          /* of the runs that count */
    const char *not_found; /* the verdict on what they lack; of one person */
    bool asked;            /* a quotation of the person is judged */
    bool needed;           /* and it may stand in them */
    bool missing;          /* the text of one is not here */
};

/* What one thread reuses. */
struct dt_hold_scratch {
    struct dt_judge *judge;
    struct dt_word_memo *memo;
    struct dt_words words;
    struct dt_quotes quotes;
    struct dt_fidelity fidelity;
    struct dt_buf text, json, runs;
    struct dt_digest *digest;
    struct dt_arena arena; /* of results */
    struct dt_arena told;  /* of the words of speakers at hand */
    struct dt_sought sought;
    struct dt_sought_met met;
    size_t judged, kept, lost;
    bool missing; /* some transcript's text is not here */
};

/* One quotation among those that may be one utterance. */
struct dt_hold_words {
    struct dt_word *words; /* NULL: not here */
    size_t count;
};

struct dt_hold {
    size_t first_speaker, last_speaker; /* those at hand: [first, last) */
    struct dt_plan *plan;
    struct dt_utterances *u;
    size_t said_count;  /* of the utterances, those of transcripts */
    int32_t *published; /* of each source, a day or DT_SOME_DAY */
    int64_t *moment;    /* … the second, or INT64_MAX: it tells no time */
    bool *copy;         /* of each source */
    const struct dt_copy **ranked; /* likewise, what ranks it; or NULL */
    bool *fresh; /* likewise: it may be other than the last build had it */
    uint8_t *language; /* likewise: a number, or 0: not known */
    size_t languages;  /* of such numbers */
    uint32_t *spoken;  /* of each person, by language: runs that count */
    _Atomic(const struct dt_lexicon *) *lexicon; /* likewise; NULL: not told */
    struct dt_hold_run *runs;
    size_t run_count;
    size_t *voice_runs;         /* of each person the first run; one more */
    struct dt_hold_index *own;  /* one a person */
    struct dt_said *said;       /* by anybody whose text is here */
    struct dt_said *newly_said; /* in what is fresh alone */
    bool said_missing;          /* the text of somebody is not here */
    struct dt_sought sought;    /* what may be anybody's; see scratch */
    struct dt_hold_best *best;  /* one a quotation that is sought */
    bool *asked;                /* of each source: for what it had before */
    bool ask_all;               /* all of them, for something new */
    bool *lacks; /* of each run: it has nothing of what is sought */
    struct dt_hold_notes *notes;
    pthread_mutex_t lock; /* of best; of what was said, and the notes of it */
    bool *joins;          /* of each person: its quotations are joined again */
    size_t *told;         /* of each person: bytes of quotations to be joined */
    bool any_changed;     /* of all transcripts */
    bool all_here;        /* the texts of all of them, */
    bool here_again;      /* as they were not in the last build */
    struct dt_hold_quotes *quotes;
    size_t quotes_count;
    struct dt_hold_words *words;     /* one a quotation */
    struct dt_hold_scratch *scratch; /* one a thread */
    unsigned threads;
    struct dt_utterance **by_id; /* whose lines change */
    size_t changed;              /* of them */
    struct dt_digest **lines;    /* of each source that changes, or NULL */
};

/*
 * Number the languages of the first copies, as their records tell them; and
 * count a run to those of its speaker.
 */
int dt_hold_tell_languages(struct dt_hold *hold, size_t copies,
                           struct dt_err *err);
void dt_hold_count_run(struct dt_hold *hold, const struct dt_hold_run *run);

/* How many of the speaker's runs are in a quotation's language, or may be. */
size_t dt_hold_searched(const struct dt_hold *hold,
                        const struct dt_utterance *item);

/* Judge what is wanted, and join. */
int dt_hold_judge(struct dt_hold *hold, struct dt_err *err);

/*
 * Note all words that were said in a row, before anything is judged: what has
 * no such words need not be sought with everybody. The store keeps them by who
 * says them in which article, so that the next build reads only what was not
 * said before, and of all others those who have something that is sought.
 */
int dt_hold_note_said(struct dt_hold *hold, struct dt_err *err);

/* Fill lacks, when all that is sought is known, as far as the notes tell. */
void dt_hold_look_through_notes(struct dt_hold *hold);

/* NULL is fine. */
void dt_hold_free_notes(struct dt_hold_notes *notes);

/* Have a quotation, whose words are s's, sought with everybody. */
int dt_hold_note_sought(struct dt_hold *hold, struct dt_hold_scratch *s,
                        struct dt_utterance *item, struct dt_err *err);

/*
 * Look with everybody for what the speaker's own transcripts lack: each
 * transcript is asked alone, so that what the last build learnt of one that is
 * as it was still holds.
 */
int dt_hold_seek(struct dt_hold *hold, struct dt_err *err);

/* Add what a person says in an article; own: for the speaker's own index. */
int dt_hold_add_run(struct dt_hold *hold, struct dt_hold_index *index,
                    size_t run, struct dt_hold_scratch *s, bool own,
                    struct dt_err *err);

/* Bytes of an utterance, and of the runs [first, last). */
size_t dt_hold_bytes_of(const struct dt_hold *hold, size_t index);
size_t dt_hold_bytes(const struct dt_hold *hold, size_t first, size_t last);

/* An article's text, and the language of s->words; *found false: not here. */
int dt_hold_read(struct dt_hold *hold, struct dt_hold_scratch *s,
                 uint32_t article, bool *found, struct dt_err *err);

/* The words of a quotation, whose article s has read. */
int dt_hold_take_words(struct dt_hold *hold, struct dt_hold_scratch *s,
                       const struct dt_utterance *item, struct dt_err *err);

/* Keep s's verdict, which the index led to. */
int dt_hold_keep_verdict(struct dt_hold *hold, struct dt_hold_scratch *s,
                         struct dt_utterance *item,
                         const struct dt_hold_index *index, struct dt_err *err);

/* A text is not here: what was said before holds if nothing changed. */
void dt_hold_keep_earlier(struct dt_hold *hold, struct dt_hold_scratch *s,
                          struct dt_utterance *item, bool changed);

/* Free what judging alone needs. */
void dt_hold_release_indexes(struct dt_hold *hold);

/* Join the quotations of those at hand who need it, and free their words. */
int dt_hold_join(struct dt_hold *hold, struct dt_err *err);

/* Whether a person's transcripts are not what they were. */
bool dt_hold_changed(const struct dt_hold *hold, uint32_t speaker);

#endif
