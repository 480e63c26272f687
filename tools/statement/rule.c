#include "statement/rule.h"

#include <string.h>

/* With its length, which tells most names apart. */
#define RULE(name)             \
    {                          \
        name, sizeof(name) - 1 \
    }

static const struct {
    const char *name;
    size_t len;
} rules[] = {
    RULE("announced"),
    RULE("answer"),
    RULE("author"),
    RULE("colon"),
    RULE("comma"),
    RULE("cue-after"),
    RULE("cue-before"),
    RULE("cue-later"),
    RULE("decided"),
    RULE("headline"),
    RULE("label"),
    RULE("not-asserted"),
    RULE("noun-clause"),
    RULE("previous-subject"),
    RULE("reply"),
    RULE("reported-clause"),
    RULE("run-of-quotations"),
    RULE("same-speaker"),
    RULE("speaker"),
    RULE("subjunctive"),
    RULE("turn"),
    RULE("unattributed"),
    RULE("viewpoint"),
};

const char *dt_rule_at(size_t index)
{
    return index < sizeof rules / sizeof *rules ? rules[index].name : NULL;
}

bool dt_rule_known(struct dt_str name)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].len == name.len &&
            memcmp(rules[i].name, name.ptr, name.len) == 0)
            return true;
    return false;
}

bool dt_rule_takes(struct dt_str name, struct dt_str mode)
{
    const bool author = dt_str_is(name, "author");
    const bool speech = dt_str_is(name, "turn") || dt_str_is(name, "answer") ||
                        dt_str_is(name, "speaker");

    if (dt_str_is(name, "decided"))
        return true;
    return author == dt_str_is(mode, "authored") &&
           speech == dt_str_is(mode, "speech");
}
