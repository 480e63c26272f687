/*
 * stats.h - a corpus in numbers.
 *
 * Layer   manifest. One pass over the manifests; words are counted in the
 *         text files that are here. Memory grows with the number of different
 *         publishers and speakers only.
 */
#ifndef DT_MANIFEST_STATS_H
#define DT_MANIFEST_STATS_H

#include "manifest/tally.h"
#include "source/source.h"

struct dt_stats {
    uint64_t sources, people;
    uint64_t articles, withheld, duplicates, redirects, releases, snapshots;
    uint64_t text_bytes; /* of all articles, as their records say */
    uint64_t text_words; /* of the texts that are here, as wc -w counts */
    uint64_t texts_read; /* so many texts were here */
    uint64_t statements, unresolved, statements_withheld;
    struct dt_tally *kinds, *publishers, *years; /* of articles */
    struct dt_tally *modes, *speakers;           /* of statements */
    struct dt_tally *verdicts; /* of those that were held against transcripts */
    char first[64], last[64];  /* publication, EDTF; "": no date is known */
};

/*
 * DT_EFORMAT with file and line for a line that is no record; DT_EIO. out is
 * good for dt_stats_release() also after a failure.
 */
int dt_stats_read(struct dt_stats *out, const struct dt_corpus *corpus,
                  unsigned threads, struct dt_err *err);
void dt_stats_release(struct dt_stats *stats);

#endif
