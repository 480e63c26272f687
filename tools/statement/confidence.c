/* What each rule is called in records, and what it is worth (attribute.h). */
#include "statement/attribute.h"

/* What is taken off a rule's confidence. */
enum {
    OFF_WEAK = 120,    /* the verb is weak */
    OFF_PRONOUN = 60,  /* the speaker stands as a pronoun */
    OFF_UNKNOWN = 100, /* nobody of people.yaml */
    LEAST = 50
};

static const struct {
    const char *name;
    unsigned confidence;
} rules[] = {
    [DT_RULE_NONE] = {"none", 0},
    [DT_RULE_AFTER] = {"cue-after", 950},
    [DT_RULE_BEFORE] = {"cue-before", 930},
    [DT_RULE_LATER] = {"cue-later", 800},
    [DT_RULE_LABEL] = {"label", 850},
    [DT_RULE_COLON] = {"colon", 750},
    [DT_RULE_COMMA] = {"comma", 600},
    [DT_RULE_SAME] = {"same-speaker", 880},
    [DT_RULE_ANNOUNCED] = {"announced", 900},
    [DT_RULE_PREVIOUS] = {"previous-subject", 650},
    [DT_RULE_RUN] = {"run-of-quotations", 600},
    [DT_RULE_REPLY] = {"reply", 500},
    [DT_RULE_NOBODY] = {"unattributed", 200},
    [DT_RULE_CLAUSE] = {"reported-clause", 750},
    [DT_RULE_UNSAID] = {"not-asserted", 400},
    [DT_RULE_NOUN] = {"noun-clause", 700},
    [DT_RULE_VIEW] = {"viewpoint", 650},
    [DT_RULE_HEADLINE] = {"headline", 600},
};

const char *dt_rule_name(enum dt_rule rule)
{
    return rules[rule].name;
}

unsigned dt_attribution_confidence(const struct dt_attribution *who,
                                   const struct dt_cast *cast)
{
    unsigned sum = rules[who->rule].confidence,
             off = who->strong ? 0 : OFF_WEAK;

    if (who->mention_kind == DT_MENTION_PRONOUN)
        off += OFF_PRONOUN;
    if (who->entity >= cast->count || cast->items[who->entity].person == NULL)
        off += OFF_UNKNOWN;
    return sum > off + LEAST ? sum - off : LEAST;
}
