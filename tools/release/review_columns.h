/*
 * review_columns.h - the columns of the table of dictum review.
 *
 * Layer   release, private to review*.c.
 */
#ifndef DT_RELEASE_REVIEW_COLUMNS_H
#define DT_RELEASE_REVIEW_COLUMNS_H

enum dt_review_column {
    DT_REVIEW_STATEMENT,
    DT_REVIEW_WORDS,
    DT_REVIEW_ARTICLE,
    DT_REVIEW_TITLE,
    DT_REVIEW_TEXT,
    DT_REVIEW_CONTEXT,
    DT_REVIEW_SPEAKER,
    DT_REVIEW_PRINTED,
    DT_REVIEW_CANDIDATES,
    DT_REVIEW_MODE,
    DT_REVIEW_CUE,
    DT_REVIEW_RULE,
    DT_REVIEW_CONFIDENCE,
    DT_REVIEW_WHY,
    /* What a curator fills in. */
    DT_REVIEW_VERDICT,
    DT_REVIEW_SET_SPEAKER,
    DT_REVIEW_SET_MODE,
    DT_REVIEW_SPLIT_AT,
    DT_REVIEW_MERGE_WITH,
    DT_REVIEW_NOTE,
    DT_REVIEW_COLUMNS
};

enum { DT_REVIEW_FILLED_IN = DT_REVIEW_COLUMNS - DT_REVIEW_VERDICT };

extern const char *const dt_review_columns[DT_REVIEW_COLUMNS];

#endif
