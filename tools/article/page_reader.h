/*
 * page_reader.h - one page while its metadata is read, shared by the files
 * that read it: page_metadata.c (in which order), page_claim.c, page_tags.c
 * (meta and link elements), page_microdata.c, page_title.c (title, heading and
 * site), page_spots.c (what may be a byline or a date), page_author.c,
 * page_author_weigh.c, page_date.c, page_rights.c.
 *
 * Layer   article; for page_*.c alone.
 * Errors  kept in rc, DT_OK while all went well; every function does nothing
 *         once it is not.
 */
#ifndef DT_ARTICLE_PAGE_READER_H
#define DT_ARTICLE_PAGE_READER_H

#include "adapt/linked_data.h"
#include "article/claim.h"
#include "article/date.h"
#include "article/line.h"
#include "article/names.h"
#include "article/page.h"

enum { DT_PAGE_METAS = 512, DT_PAGE_SPOTS = 512 };

/* A meta element's name and content. */
struct dt_meta_element {
    struct dt_str name, content;
};

/* Why an element may say who wrote the article, or when. */
enum dt_spot_mark {
    DT_SPOT_LINE = 1,       /* it is a short block of text */
    DT_SPOT_AUTHOR = 2,     /* class words say that it holds an author */
    DT_SPOT_SIGNED = 4,     /* rel=author, itemprop=author, an author's page */
    DT_SPOT_DATE = 8,       /* class words say that it holds a date */
    DT_SPOT_TIME = 16,      /* a time element */
    DT_SPOT_PUBLISHED = 32, /* itemprop=datePublished, pubdate, hAtom */
    DT_SPOT_CHANGED = 64,   /* itemprop=dateModified, hAtom's updated */
    DT_SPOT_DIGITS = 128    /* it holds DT_DATE_DIGITS digits */
};

struct dt_spot {
    uint32_t node;
    uint32_t marks;    /* of enum dt_spot_mark */
    uint32_t distance; /* nodes from the heading, or from the root */
};

struct dt_page_reader {
    struct dt_page *page;
    struct dt_arena *arena; /* the page's */
    struct dt_draft *draft;
    struct dt_meta *meta;
    struct dt_linked_data linked;
    struct dt_meta_element metas[DT_PAGE_METAS];
    size_t meta_count;
    uint64_t meta_bits; /* page_tags.c: one for each of their names */
    struct dt_spot spots[DT_PAGE_SPOTS];
    size_t spot_count;
    uint32_t root, heading; /* nodes; a heading of 0 is none */
    struct dt_str host;
    bool anybody; /* no person was named: organisations count as authors */
    struct dt_buf text; /* scratch */
    struct dt_err *err;
    int rc;
};

/* page_claim.c: a claim of this page; NULL values are none. */
void dt_page_claim(struct dt_page_reader *r, enum dt_field field,
                   struct dt_str value, const char *from);
void dt_page_claim_text(struct dt_page_reader *r, enum dt_field field,
                        const char *value, const char *from);

/* One date that a machine wrote. */
void dt_page_claim_date(struct dt_page_reader *r, enum dt_field field,
                        struct dt_str value, const char *from);

/*
 * Text as a line of the draft, in plain words though it holds "&quot;" or
 * "<em>": escaped once more than it should have been. NULL: r->err is filled.
 */
const char *dt_page_line(struct dt_page_reader *r, struct dt_str text);

/* The text under a node, in scratch. */
struct dt_str dt_page_text_of(struct dt_page_reader *r, uint32_t node);

/* page_tags.c: find the meta elements; claim what they say of a field. */
void dt_page_find_tags(struct dt_page_reader *r);
void dt_page_read_tags(struct dt_page_reader *r, enum dt_field field);

/*
 * page_microdata.c: claim what the page's first headline, publisher or licence
 * in microdata is: of the title, the publisher or the rights. Authors and dates
 * in microdata are spots.
 */
void dt_page_read_microdata(struct dt_page_reader *r, enum dt_field field);

/* page_title.c: the heading, the site's name, then the title without it. */
void dt_page_read_title(struct dt_page_reader *r);

/* page_spots.c: elements near the article that may be bylines and dates. */
void dt_page_find_spots(struct dt_page_reader *r);

/*
 * page_author_weigh.c: which place of those that name authors is believed,
 * where the first is not: others agree on somebody else, or on more authors, or
 * write out a name of which it has one word.
 */
void dt_page_weigh_authors(struct dt_page_reader *r);

/*
 * page_speech.c: when, where and by whom a speech was given, where the page has
 * that as a list of facts, which is then no part of the article.
 */
void dt_page_read_speech(struct dt_page_reader *r);

/* page_author.c, page_date.c, page_rights.c. */
void dt_page_read_authors(struct dt_page_reader *r);
void dt_page_read_dates(struct dt_page_reader *r);
void dt_page_read_rights(struct dt_page_reader *r);

#endif
