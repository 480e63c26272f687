/*
 * kept_meet.h - who meets whom at a key, before some texts came or went and now.
 *
 * Layer   article, private to kept_meet.c and kept_update.c.
 * Rule    that of candidates.h: all who have a key meet there, but in a crowd
 *         each meets the first, and those who stand next to him.
 */
#ifndef DT_ARTICLE_KEPT_MEET_H
#define DT_ARTICLE_KEPT_MEET_H

#include "article/dedup_parts.h"
#include "article/run_find.h"

/*
 * The members of one side in the order in which they meet, and the place of
 * each member in it.
 */
struct dt_kept_side {
    struct dt_groups order, place;
};

struct dt_kept_meeting {
    const struct dt_dedup *d;
    struct dt_join join;        /* by which crowds are put in order */
    struct dt_join_text *texts; /* by number */
    bool *was, *is;             /* likewise: in the run before, in this one */
    struct dt_run_page *pages;  /* one a run */
    size_t bucket;              /* of the key at hand */
    struct dt_groups members;   /* who has it: numbers, in order */
    uint32_t *member;           /* of each number that is one, which */
    bool *near; /* of each member: a change may part it from others, or join */
    size_t near_cap;
    struct dt_kept_side before, now;
};

/* Texts are numbered, and their keys are in files. DT_EINTERNAL. */
int dt_kept_meeting_init(struct dt_kept_meeting *m, const struct dt_dedup *d,
                         struct dt_err *err);
void dt_kept_meeting_release(struct dt_kept_meeting *m);

/* Whether a text came or went. */
static inline bool dt_kept_changed(const struct dt_kept_meeting *m,
                                   uint32_t number)
{
    return m->was[number] != m->is[number];
}

/* Go to a key, above which is its bucket. As dt_run_find(). */
int dt_kept_meeting_at(struct dt_kept_meeting *m, uint64_t key,
                       struct dt_err *err);

/* Whether two texts meet at the key now. */
bool dt_kept_meet(const struct dt_kept_meeting *m, uint32_t x, uint32_t y);

/* Takes the numbers of two who met at the key and do not (parted), or meet and
   did not. */
typedef int (*dt_kept_meeting_fn)(void *ctx, uint32_t x, uint32_t y,
                                  bool parted, struct dt_err *err);

/* Tell fn of all those pairs, but for some parted ones of whom one is gone. */
int dt_kept_meeting_changes(struct dt_kept_meeting *m, dt_kept_meeting_fn fn,
                            void *ctx, struct dt_err *err);

#endif
