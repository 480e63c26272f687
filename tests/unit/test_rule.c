#include <criterion/criterion.h>

#include "statement/attribute.h"
#include "statement/rule.h"

Test(rules_of_statements, every_rule_that_attributes_is_known)
{
    for (int rule = DT_RULE_NONE + 1; rule <= DT_RULE_HEADLINE; rule++)
        cr_expect(dt_rule_known(DT_STR(dt_rule_name((enum dt_rule)rule))), "%s",
                  dt_rule_name((enum dt_rule)rule));
    cr_expect(!dt_rule_known(DT_STR("none")));
    cr_expect(!dt_rule_known(DT_STR("cue")));
    cr_expect(!dt_rule_known(DT_STR("")));
    for (size_t i = 1; dt_rule_at(i); i++)
        cr_expect(dt_str_cmp(DT_STR(dt_rule_at(i - 1)), DT_STR(dt_rule_at(i))) <
                  0);
}

Test(rules_of_statements, what_one_says_oneself_has_rules_of_its_own)
{
    cr_expect(dt_rule_takes(DT_STR("author"), DT_STR("authored")));
    cr_expect(dt_rule_takes(DT_STR("turn"), DT_STR("speech")));
    cr_expect(dt_rule_takes(DT_STR("label"), DT_STR("direct")));
    cr_expect(dt_rule_takes(DT_STR("decided"), DT_STR("speech")));
    cr_expect(dt_rule_takes(DT_STR("decided"), DT_STR("mixed")));
    cr_expect(!dt_rule_takes(DT_STR("author"), DT_STR("indirect")));
    cr_expect(!dt_rule_takes(DT_STR("author"), DT_STR("speech")));
    cr_expect(!dt_rule_takes(DT_STR("label"), DT_STR("speech")));
    cr_expect(!dt_rule_takes(DT_STR("answer"), DT_STR("authored")));
    cr_expect(!dt_rule_takes(DT_STR("none"), DT_STR("direct")));
}

Test(rules_of_statements, a_denial_that_is_decided_on_stays_one)
{
    cr_expect(dt_rule_is_decided(DT_STR("decided"), 1000));
    cr_expect(dt_rule_is_decided(DT_STR("not-asserted"), 1000));
    cr_expect(!dt_rule_is_decided(DT_STR("not-asserted"), 400));
    cr_expect(!dt_rule_is_decided(DT_STR("cue-before"), 1000));
}

Test(rules_of_statements, some_rest_on_a_verb_and_some_on_none)
{
    cr_expect(dt_rule_has_cue(DT_STR("reported-clause"), true));
    cr_expect(!dt_rule_has_cue(DT_STR("reported-clause"), false));
    cr_expect(!dt_rule_has_cue(DT_STR("label"), true));
    cr_expect(dt_rule_has_cue(DT_STR("label"), false));
    cr_expect(!dt_rule_has_cue(DT_STR("turn"), true));
    cr_expect(dt_rule_has_cue(DT_STR("cue-before"), true));
    cr_expect(dt_rule_has_cue(DT_STR("cue-before"), false), "a mark is none");
    cr_expect(dt_rule_has_cue(DT_STR("decided"), true));
    cr_expect(dt_rule_has_cue(DT_STR("decided"), false));
}
