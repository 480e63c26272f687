/*
 * rules.h - the lists under tools/article/rules/: what clutter is called, and
 * how lines begin that are none of the author's text.
 *
 * Layer   article. A rule is one line of a file; "#" begins a comment line.
 *         The files are part of the program. Rules of phrases are compared
 *         by their fold, so case, quotes and punctuation do not matter.
 *         A corpus may have rules of its own beside its sources.yaml, in
 *         rules/NAME.txt for the lists that decide what text stays: its lines
 *         are added to the list, and a line "!RULE" takes RULE back.
 * Threads read on first use; every function may be called from several.
 */
#ifndef DT_ARTICLE_RULES_H
#define DT_ARTICLE_RULES_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

enum dt_rules {
    DT_RULES_CLUTTER_NAMES,    /* class and id words of what is no article */
    DT_RULES_DOUBTFUL_NAMES,   /* such words, unless prose stands there */
    DT_RULES_COMMENT_NAMES,    /* class and id words of readers' comments */
    DT_RULES_OVERLAY_NAMES,    /* class and id words of boxes over the page */
    DT_RULES_BODY_NAMES,       /* class and id words of the article's body */
    DT_RULES_LEDE_NAMES,       /* class and id words of its standfirst */
    DT_RULES_EMBED_NAMES,      /* class words of posts quoted from elsewhere */
    DT_RULES_PULL_NAMES,       /* class and id words of pull quotes */
    DT_RULES_POST_NAMES,       /* class and id words of a post in a thread */
    DT_RULES_LAYOUT_NAMES,     /* doubtful words where the page is an article */
    DT_RULES_SHELF_NAMES,      /* doubtful words where it is none */
    DT_RULES_SPEAKER_NAMES,    /* class and id words of who speaks */
    DT_RULES_FORUM_NAMES,      /* such words of the body of a forum's pages */
    DT_RULES_PRODUCT_NAMES,    /* and of that of a product's page */
    DT_RULES_HARMLESS_NAMES,   /* pairs of such words that name nothing */
    DT_RULES_SLUG_WORDS,       /* words of ids made of headings */
    DT_RULES_CLUTTER_LINES,    /* whole lines */
    DT_RULES_CLUTTER_STARTS,   /* first words of lines */
    DT_RULES_CLUTTER_LABELS,   /* words of a line before a colon */
    DT_RULES_TAIL_LINES,       /* whole lines: the article ends before them */
    DT_RULES_TAIL_STARTS,      /* first words of such lines */
    DT_RULES_REFERENCE_TITLES, /* headings in manuals over links that stay */
    DT_RULES_NOTICE_STARTS,    /* of paragraphs of any length */
    DT_RULES_PROMOTION_PHRASES, /* in an article's last paragraphs */
    DT_RULES_SHOP_PHRASES,      /* of a sale, in short lines about a product */
    DT_RULES_PREAMBLE,          /* lines that stand before a body as text */
    DT_RULES_SYNDICATED, /* words before the name of the first publisher */
    DT_RULES_SYNDICATED_TEXTS, /* what stands before those: "this article" */
    DT_RULES_SYNDICATED_KIN,   /* what stands behind: "our sister paper" */
    DT_RULES_BYLINE_STARTS,    /* words before the names of authors */
    DT_RULES_JOB_WORDS,        /* a name does not hold them, a job does */
    DT_RULES_DATE_STARTS,      /* words before the date of publication */
    DT_RULES_EVENT_STARTS,     /* words before the name of an event */
    DT_RULES_PRONOUNS,         /* the first person: who writes "we" and "I" */
    DT_RULES_REPORTING,        /* "said": verbs by which a text attributes */
    DT_RULES_NOTE_STARTS,      /* words that begin an editor's note */
    DT_RULES_TURN_TITLES,      /* titles that begin the label of a turn */
    DT_RULES_TURN_STARTS,      /* first words of labels that no name begins */
    DT_RULES_DELIVERY_LINES,   /* lines that say that a text was spoken */
    DT_RULES_SPEECH_STARTS,    /* before the name of who spoke */
    DT_RULES_SPEECH_TITLES,    /* in the title of a speech */
    DT_RULES_SPEECH_LABELS,    /* before a fact of a speech, by number */
    DT_RULES_RELEASE_STARTS, /* first words of lines that only releases have */
    DT_RULES_NOBODY_WORDS,   /* stand for an author's name, and name nobody */
    DT_RULES_NEWSROOM_WORDS, /* how a newsroom signs, and nobody in it */
    DT_RULES_NO_NAME_WORDS,  /* neither persons nor who signs is called so */
    DT_RULES_PLACE_WORDS,    /* of a place behind a name, not a second name */
    DT_RULES_CREDIT_STARTS,  /* words before names that are no author's */
    DT_RULES_ORGANISATION_WORDS, /* a person's name does not hold them */
    DT_RULES_AUTHOR_NAMES,      /* class words of what holds an author's name */
    DT_RULES_DATE_NAMES,        /* class words of what holds a date */
    DT_RULES_ASIDE_NAMES,       /* class words of what tells of other texts */
    DT_RULES_CHANGE_STARTS,     /* words before the date of a change */
    DT_RULES_AGENCIES,          /* names of news agencies */
    DT_RULES_SOURCE_LABELS,     /* words before an agency, and a colon */
    DT_RULES_CORRECTION_STARTS, /* first words of notices of corrections */
    DT_RULES_COPYRIGHT_STARTS,  /* first words of copyright lines */
    DT_RULES_DATE_WORDS,        /* words that stand around a date in its line */
    DT_RULES_MONTHS,            /* names of months, each behind its number */
    DT_RULES_ERROR_TITLES,      /* phrases in titles of pages not there */
    DT_RULES_CONSENT_PHRASES,   /* phrases on pages that ask for consent */
    DT_RULES_PAYWALL_PHRASES,   /* on pages that ask for a subscription */
    DT_RULES_LOGIN_TITLES,      /* phrases in titles of pages to log in */
    DT_RULES_PARKED_PHRASES,    /* on domains that nobody uses */
    DT_RULES_COUNT
};

/* What a label of speech_labels.txt says. */
enum dt_speech_label {
    DT_SPEECH_NO_LABEL,
    DT_SPEECH_DELIVERED, /* the day on which it was given */
    DT_SPEECH_DAY,       /* that day, where others say that it is a speech */
    DT_SPEECH_VENUE,
    DT_SPEECH_SPEAKER,
    DT_SPEECH_TYPE, /* what the page is */
    DT_SPEECH_OTHER /* nothing of the speech */
};

/* DT_EINTERNAL when the program's lists do not fit in memory. */
int dt_rules_load(struct dt_err *err);

/* The rules of one corpus, over those of the program. */
struct dt_rulebook;

/*
 * Read the lists in a folder, whose name ends in "/". *out is NULL when it is
 * absent or has none. DT_EFORMAT for a file that is none of the lists, naming
 * those there are.
 */
int dt_rulebook_read(const char *folder, struct dt_rulebook **out,
                     struct dt_err *err);

/* SHA-256 over the lists as hex: the same when every rule is. "" of NULL. */
const char *dt_rulebook_sha256(const struct dt_rulebook *book);

/* NULL is fine. */
void dt_rulebook_free(struct dt_rulebook *book);

/* As the two functions below, in a corpus; book may be NULL. */
bool dt_rulebook_has(const struct dt_rulebook *book, enum dt_rules set,
                     struct dt_str fold);
size_t dt_rulebook_starts(const struct dt_rulebook *book, enum dt_rules set,
                          struct dt_str fold);

/* Whether one of a folded text's words begins a rule that stands there. */
bool dt_rulebook_holds(const struct dt_rulebook *book, enum dt_rules set,
                       struct dt_str fold);

/* Whether the folded text is a rule. */
bool dt_rules_has(enum dt_rules set, struct dt_str fold);

/*
 * Number of bytes of the longest rule that folded text begins with, ending
 * with a word; 0 when there is none.
 */
size_t dt_rules_starts(enum dt_rules set, struct dt_str fold);

/*
 * 1 to 12 for the name of a month in one of the languages of months.txt, or
 * what it is shortened to, in any case; else 0.
 */
int dt_rules_month(struct dt_str word);

/* What a folded label before a fact of a speech says. */
enum dt_speech_label dt_rules_speech_label(struct dt_str fold);

#endif
