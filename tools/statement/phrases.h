/*
 * phrases.h - turns of phrase that tell what a paragraph is, from the lists
 * phrases.txt.
 *
 * Layer   statement. Letters of ASCII match in any case; a phrase ends where
 *         a word does.
 */
#ifndef DT_STATEMENT_PHRASES_H
#define DT_STATEMENT_PHRASES_H

#include "statement/lexicon.h"

enum dt_phrase_kind {
    DT_PHRASE_SALUTATION,   /* opens or closes a letter: Dear */
    DT_PHRASE_INTRODUCTION, /* tells that somebody speaks: spoke */
    DT_PHRASE_SELF,         /* the speaker means himself: I */
    DT_PHRASE_ADDRESS,      /* the speaker means another: you */
    DT_PHRASE_UNREPORTED,   /* no reported clause begins so: themselves */
    DT_PHRASE_CLIPPED,      /* a word whose apostrophe opens nothing: 'em */
    DT_PHRASE_CLOSING,      /* opens a note behind the last turn */
    DT_PHRASE_RECORD,       /* a record's own words: The House divided: */
    DT_PHRASE_INTERVIEWED,  /* what such a note says of a speaker: spoke to */
    DT_PHRASE_INTERVIEWING, /* in a title, before who answers */
    DT_PHRASE_MAKING,       /* a verb whose object may be a thing made: wrote */
    DT_PHRASE_LIGHT,        /* a verb that says nothing itself: made a claim */
    DT_PHRASE_PROMISE,      /* a noun that an infinitive tells of: pledge to */
    DT_PHRASE_VIEWPOINT,    /* before whose view it is: For Voss, … */
    DT_PHRASE_JUDGING,      /* the verb of such a view: it is a mistake */
    DT_PHRASE_UNVOICED,     /* a label that nobody's words follow: Video: */
    DT_PHRASE_ASIDE,        /* how a turn is spoken, in its label: off mic */
    DT_PHRASE_DIRECTION,    /* what is heard, in brackets: (Applause) */
    DT_PHRASE_RELATIVE,  /* what is reported of it: which Voss said was off */
    DT_PHRASE_SUPPOSED,  /* before what is not done: declined to say */
    DT_PHRASE_URGING,    /* before who should do it: urged Voss to say */
    DT_PHRASE_CONDITION, /* before who may do it: if Voss says */
    DT_PHRASE_DENIAL,    /* negated, it tells as well: did not deny */
    DT_PHRASE_CONTRARY,  /* what it reports is denied: refused to say */
    DT_PHRASE_CONTRARY_WITH, /* the same with another word: ließ sie offen */
    DT_PHRASE_CONTRARY_BY,   /* such a word: offen */
    DT_PHRASE_MERELY,        /* what it is not alone: not only said */
    DT_PHRASE_CONTRAST,      /* joins what is held against it: but */
    DT_PHRASE_SEQUEL,        /* joins what comes next: then */
    DT_PHRASE_PRESENT,       /* an auxiliary of the present: is */
    DT_PHRASE_SHIFTED,       /* one that a report puts into the past: was */
    DT_PHRASE_UNCHANGED, /* a past form that is an infinitive as well: put */
    DT_PHRASE_SUBORDINATING, /* a preposition that opens clauses too: after */
    DT_PHRASE_EXISTENTIAL, /* of what is, whoever says so: there were claims */
    DT_PHRASE_TITLING,     /* a name in quotation marks is behind: entitled */
    DT_PHRASE_ECHO,        /* stands for what was said before: said as much */
    DT_PHRASE_RECALLING, /* leaves the words to its object: recalled Voss saying */
    DT_PHRASE_CITING, /* a verb whose object said it: zitierte Voss mit: “…” */
    DT_PHRASE_CITED,  /* such an object that is nobody named: zitierte ihn */
    DT_PHRASE_BESIDE, /* between a verb and its subject: dit pour sa part Voss */
    DT_PHRASE_MEDIUM, /* before where somebody is heard: on “Panorama” */
    DT_PHRASE_MISQUOTING, /* what stands behind was not said: misquoted */
    DT_PHRASE_VERSION, /* the text itself, or as it was: an earlier version */
    DT_PHRASE_ITSELF,  /* behind that: of this article */
    DT_PHRASE_ASKING,  /* asks for something: asked my permission */
    DT_PHRASE_ASKED,   /* a noun that this may be, and says nothing of it */
    DT_PHRASE_ARTICLE, /* a determiner that needs a noun behind it: a, every */
    DT_PHRASE_DEGREE,  /* an adverb of what is behind it: nearly all */
    DT_PHRASE_KINDS
};

/* Whether text begins with a phrase of this kind. */
bool dt_phrase_begins(const struct dt_lexicon *lexicon,
                      enum dt_phrase_kind kind, struct dt_str text);

/* Whether text is one. */
bool dt_phrase_is(const struct dt_lexicon *lexicon, enum dt_phrase_kind kind,
                  struct dt_str text);

/* Whether it stands in text, before a word or anywhere between words. */
bool dt_phrase_within(const struct dt_lexicon *lexicon,
                      enum dt_phrase_kind kind, struct dt_str text);

#endif
