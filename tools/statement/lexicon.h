/*
 * lexicon.h - what single words can be, from the lists in rules/.
 *
 * Layer   statement. The lists are part of the program and read once; a
 *         lookup takes no lock and no memory. A language is a folder of
 *         lists: rules/README.txt explains each class.
 */
#ifndef DT_STATEMENT_LEXICON_H
#define DT_STATEMENT_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The classes of words.txt and reporting-verbs.txt; a word may have many. */
enum dt_word_class {
    DT_CLASS_TITLE,
    DT_CLASS_OFFICE,
    DT_CLASS_ROLE,
    DT_CLASS_HE,
    DT_CLASS_SHE,
    DT_CLASS_THEY,
    DT_CLASS_IT,
    DT_CLASS_FIRST,
    DT_CLASS_RELATIVE,
    DT_CLASS_DETERMINER,
    DT_CLASS_POSSESSIVE,
    DT_CLASS_PREPOSITION,
    DT_CLASS_CONJUNCTION,
    DT_CLASS_AUXILIARY,
    DT_CLASS_ADVERB,
    DT_CLASS_PARTICLE,
    DT_CLASS_ABBREVIATION,
    DT_CLASS_DATE,
    DT_CLASS_COMMON,
    DT_CLASS_ORGANISATION,
    DT_CLASS_LABEL,
    DT_CLASS_QUESTION,
    DT_CLASS_ANSWER,
    DT_CLASS_STRONG,
    DT_CLASS_WEAK,
    DT_CLASS_NOUN, /* this form is also a noun */
    DT_CLASS_THING,
    DT_CLASS_MALE,
    DT_CLASS_FEMALE,
    DT_CLASS_MANNER,
    DT_CLASS_STANCE,
    DT_CLASS_NEGATION,
    DT_CLASS_MODAL,
    DT_CLASS_THAT, /* opens the clause of a verb */
    DT_CLASS_TO,   /* before an infinitive */
    DT_CLASS_AGENT,
    DT_CLASS_ACCORDING,
    DT_CLASS_ACCORDING_LAST,
    DT_CLASS_VIEW,
    DT_CLASS_BEING,
    DT_CLASS_COORDINATOR,
    DT_CLASS_AS,
    DT_CLASS_SO,
    DT_CLASS_IMPERSONAL,
    DT_CLASS_SPLIT,
    DT_CLASS_PREFIX,
    DT_CLASS_SUBJUNCTIVE,
    DT_CLASS_SUBJUNCTIVE_LIKE,
    DT_CLASS_DEFINITE,
    DT_CLASS_ADDRESSEE,
    DT_CLASS_GERUND,
    DT_CLASS_PAST,
    DT_CLASS_ADVERB_LIKE,
    DT_CLASS_ELIDED,
    DT_CLASS_GENITIVE,
    DT_CLASS_TRANSITIVE,
    DT_CLASS_WITH,
    DT_CLASS_JOINT,
    DT_CLASS_SOURCE,
    DT_CLASS_GOVERNING,
    DT_CLASS_CITED,
    DT_CLASS_DATIVE,
    DT_CLASS_NOMINAL,
    DT_CLASS_HOLDER,
    DT_CLASSES
};

#define DT_WORD(name) (UINT64_C(1) << DT_CLASS_##name)
#define DT_WORD_TITLE DT_WORD(TITLE)
#define DT_WORD_OFFICE DT_WORD(OFFICE)
#define DT_WORD_ROLE DT_WORD(ROLE)
#define DT_WORD_HE DT_WORD(HE)
#define DT_WORD_SHE DT_WORD(SHE)
#define DT_WORD_THEY DT_WORD(THEY)
#define DT_WORD_IT DT_WORD(IT)
#define DT_WORD_FIRST DT_WORD(FIRST)
#define DT_WORD_RELATIVE DT_WORD(RELATIVE)
#define DT_WORD_DETERMINER DT_WORD(DETERMINER)
#define DT_WORD_POSSESSIVE DT_WORD(POSSESSIVE)
#define DT_WORD_PREPOSITION DT_WORD(PREPOSITION)
#define DT_WORD_CONJUNCTION DT_WORD(CONJUNCTION)
#define DT_WORD_AUXILIARY DT_WORD(AUXILIARY)
#define DT_WORD_ADVERB DT_WORD(ADVERB)
#define DT_WORD_PARTICLE DT_WORD(PARTICLE)
#define DT_WORD_ABBREVIATION DT_WORD(ABBREVIATION)
#define DT_WORD_DATE DT_WORD(DATE)
#define DT_WORD_COMMON DT_WORD(COMMON)
#define DT_WORD_ORGANISATION DT_WORD(ORGANISATION)
#define DT_WORD_LABEL DT_WORD(LABEL)
#define DT_WORD_QUESTION DT_WORD(QUESTION)
#define DT_WORD_ANSWER DT_WORD(ANSWER)
#define DT_WORD_STRONG DT_WORD(STRONG)
#define DT_WORD_WEAK DT_WORD(WEAK)
#define DT_WORD_NOUN DT_WORD(NOUN)
#define DT_WORD_THING DT_WORD(THING)
#define DT_WORD_MALE DT_WORD(MALE)
#define DT_WORD_FEMALE DT_WORD(FEMALE)
#define DT_WORD_MANNER DT_WORD(MANNER)
#define DT_WORD_STANCE DT_WORD(STANCE)
#define DT_WORD_NEGATION DT_WORD(NEGATION)
#define DT_WORD_MODAL DT_WORD(MODAL)
#define DT_WORD_THAT DT_WORD(THAT)
#define DT_WORD_TO DT_WORD(TO)
#define DT_WORD_AGENT DT_WORD(AGENT)
#define DT_WORD_ACCORDING DT_WORD(ACCORDING)
#define DT_WORD_ACCORDING_LAST DT_WORD(ACCORDING_LAST)
#define DT_WORD_VIEW DT_WORD(VIEW)
#define DT_WORD_BEING DT_WORD(BEING)
#define DT_WORD_COORDINATOR DT_WORD(COORDINATOR)
#define DT_WORD_AS DT_WORD(AS)
#define DT_WORD_SO DT_WORD(SO)
#define DT_WORD_IMPERSONAL DT_WORD(IMPERSONAL)
#define DT_WORD_SPLIT DT_WORD(SPLIT)
#define DT_WORD_PREFIX DT_WORD(PREFIX)
#define DT_WORD_SUBJUNCTIVE DT_WORD(SUBJUNCTIVE)
#define DT_WORD_SUBJUNCTIVE_LIKE DT_WORD(SUBJUNCTIVE_LIKE)
#define DT_WORD_DEFINITE DT_WORD(DEFINITE)
#define DT_WORD_ADDRESSEE DT_WORD(ADDRESSEE)
#define DT_WORD_GERUND DT_WORD(GERUND)
#define DT_WORD_PAST DT_WORD(PAST)
#define DT_WORD_ADVERB_LIKE DT_WORD(ADVERB_LIKE)
#define DT_WORD_ELIDED DT_WORD(ELIDED)
#define DT_WORD_GENITIVE DT_WORD(GENITIVE)
#define DT_WORD_TRANSITIVE DT_WORD(TRANSITIVE)
#define DT_WORD_WITH DT_WORD(WITH)
#define DT_WORD_JOINT DT_WORD(JOINT)
#define DT_WORD_SOURCE DT_WORD(SOURCE)
#define DT_WORD_GOVERNING DT_WORD(GOVERNING)
#define DT_WORD_CITED DT_WORD(CITED)
#define DT_WORD_DATIVE DT_WORD(DATIVE)
#define DT_WORD_NOMINAL DT_WORD(NOMINAL)
#define DT_WORD_HOLDER DT_WORD(HOLDER)

#define DT_WORD_VERB (DT_WORD_STRONG | DT_WORD_WEAK)
#define DT_WORD_PRONOUN \
    (DT_WORD_HE | DT_WORD_SHE | DT_WORD_THEY | DT_WORD_IT | DT_WORD_FIRST)

/* Facts of a language: the line "trait" of words.txt. */
enum dt_trait {
    DT_TRAIT_NOUN_CAPITALS = 1,      /* every noun has a capital */
    DT_TRAIT_COMMA_CLAUSES = 2,      /* a comma parts a verb from its clause */
    DT_TRAIT_ORDINAL_STOPS = 4,      /* 11. Juni */
    DT_TRAIT_HYPHEN_SUBJECTS = 8,    /* dit-il */
    DT_TRAIT_LOW_MARKS = 16,         /* „…“ */
    DT_TRAIT_GUILLEMETS = 32,        /* « … » */
    DT_TRAIT_DECIMAL_COMMAS = 64,    /* 4,5 and 18.000 */
    DT_TRAIT_SUBJECTS_BEHIND = 128,  /* ha detto Voss, comme l’a dit Voss */
    DT_TRAIT_DROPPED_SUBJECTS = 256, /* dijo que: he, she or they did */
    DT_TRAIT_DASHES = 512,           /* —Nada —dijo Voss—. */
    DT_TRAIT_HYPHEN_OBJECTS = 1024,  /* disse-lhe */
    DT_TRAIT_UNLISTED = 2048         /* its words are in no list */
};

struct dt_lexicon;

/*
 * The lexicon of a language (BCP 47; NULL: unknown), unless the text has more
 * than twice as many common words of another. Without one of that language:
 * the one whose common words the text's beginning has most of, where in a
 * short text reporting verbs and quotation marks count too; English when that
 * tells nothing, and that of no language ("und") when the words of a longer
 * text, or of one in another language, are in none.
 */
const struct dt_lexicon *dt_lexicon_of(const char *language,
                                       struct dt_str text);

/* Whether a list has two words as one: teilte-mit, called-for. */
bool dt_lexicon_joins(const struct dt_lexicon *lexicon, struct dt_str left,
                      struct dt_str right, uint64_t classes);

/* The lexicon of English, whatever the text. */
const struct dt_lexicon *dt_lexicon_english(void);

/* The number of its language in lists.h. */
size_t dt_lexicon_list(const struct dt_lexicon *lexicon);

bool dt_lexicon_has(const struct dt_lexicon *lexicon, enum dt_trait trait);

/*
 * What a word tells of when and where something was said: the lines of
 * occasion.txt, explained in en/.
 */
enum dt_occasion_kind {
    DT_OCCASION_NONE,
    DT_OCCASION_DAY,     /* value: days from publication */
    DT_OCCASION_WEEKDAY, /* value: 1 is Monday */
    DT_OCCASION_LAST,
    DT_OCCASION_THIS,
    DT_OCCASION_MONTH,
    DT_OCCASION_YEAR,
    DT_OCCASION_PART,
    DT_OCCASION_NIGHT,
    DT_OCCASION_WITHIN,
    DT_OCCASION_OTHER,
    DT_OCCASION_END,
    DT_OCCASION_PLACE,
    DT_OCCASION_MEETING_PLACE,
    DT_OCCASION_MEETING,
    DT_OCCASION_INTERVIEW,
    DT_OCCASION_SPEAKING,
    DT_OCCASION_AT,
    DT_OCCASION_TONGUE,
    DT_OCCASION_MEDIUM,
    DT_OCCASION_PAPER, /* a day behind it may be its name: Mail on Sunday */
    DT_OCCASION_WRITING
};

struct dt_occasion_word {
    struct dt_str word;
    enum dt_occasion_kind kind;
    int value;
};

/* The entry of a word in any case, or one of kind NONE. */
struct dt_occasion_word dt_lexicon_occasion(const struct dt_lexicon *lexicon,
                                            struct dt_str word);

/*
 * The classes of a word; 0 for one that no list has. Case is ignored (in
 * ASCII and Latin-1), and a curly apostrophe is as a straight one.
 */
uint64_t dt_lexicon_find(const struct dt_lexicon *lexicon, struct dt_str word);

#endif
