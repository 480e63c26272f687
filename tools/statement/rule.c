#include "statement/rule.h"

#include <string.h>

/* Which modes a rule takes, and whether it rests on a verb: or both. */
enum {
    AUTHORED = 1,
    SPEECH = 2,
    REPORTED = 4,
    ANY = AUTHORED | SPEECH | REPORTED,
    CUED = 8,
    UNCUED = 16
};

/* With its length, which tells most names apart. */
#define RULE(name, traits)               \
    {                                    \
        name, sizeof(name) - 1, (traits) \
    }

static const struct rule {
    const char *name;
    size_t len;
    unsigned traits;
} rules[] = {
    RULE("announced", REPORTED),
    RULE("answer", SPEECH | UNCUED),
    RULE("author", AUTHORED | UNCUED),
    RULE("colon", REPORTED | UNCUED),
    RULE("comma", REPORTED | UNCUED),
    RULE("cue-after", REPORTED),
    RULE("cue-before", REPORTED),
    RULE("cue-later", REPORTED),
    RULE(DT_RULE_DECIDED, ANY),
    RULE("headline", REPORTED | UNCUED),
    RULE("label", REPORTED | UNCUED),
    RULE(DT_RULE_NOT_ASSERTED, REPORTED),
    RULE("noun-clause", REPORTED | CUED),
    RULE("previous-subject", REPORTED),
    RULE("reply", REPORTED),
    RULE("reported-clause", REPORTED | CUED),
    RULE("run-of-quotations", REPORTED),
    RULE("same-speaker", REPORTED),
    RULE("speaker", SPEECH | UNCUED),
    RULE("subjunctive", REPORTED),
    RULE("turn", SPEECH | UNCUED),
    RULE("unattributed", REPORTED),
    RULE("viewpoint", REPORTED | CUED),
};

static const struct rule *find(struct dt_str name)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].len == name.len &&
            memcmp(rules[i].name, name.ptr, name.len) == 0)
            return &rules[i];
    return NULL;
}

const char *dt_rule_at(size_t index)
{
    return index < sizeof rules / sizeof *rules ? rules[index].name : NULL;
}

bool dt_rule_known(struct dt_str name)
{
    return find(name) != NULL;
}

bool dt_rule_takes(struct dt_str name, struct dt_str mode)
{
    const unsigned wanted = dt_str_is(mode, "authored") ? AUTHORED
                            : dt_str_is(mode, "speech") ? SPEECH
                                                        : REPORTED;
    const struct rule *rule = find(name);

    return rule && (rule->traits & wanted);
}

bool dt_rule_is_decided(struct dt_str name, int64_t confidence)
{
    return dt_str_is(name, DT_RULE_DECIDED) ||
           (confidence == DT_RULE_DECIDED_CONFIDENCE &&
            dt_str_is(name, DT_RULE_NOT_ASSERTED));
}

bool dt_rule_has_cue(struct dt_str name, bool cue)
{
    const struct rule *rule = find(name);

    return rule && !(rule->traits & (cue ? UNCUED : CUED));
}
