#include "manifest/credible.h"

#include "base/edtf.h"
#include "statement/rule.h"

/* What a day or a place has beside it. */
struct origin {
    unsigned value, from; /* members */
    const char *of_event; /* the event's member that gives it */
    const char *name;
};

static bool is_null(const struct dt_leaf *leaf, unsigned member)
{
    return dt_json_type(leaf->doc, leaf->member[member]) == DT_JSON_NULL;
}

/* Whether the line is the person's own text, which is nobody's report. */
static bool is_own(struct dt_str mode)
{
    return dt_str_is(mode, "speech") || dt_str_is(mode, "authored");
}

/*
 * The event gives it, or words of the text do; of a person's own text also
 * what is known of the whole. *open: neither does, and the mode is such.
 */
static int check_origin(const struct dt_leaf *leaf, const struct origin *o,
                        bool own, bool *open, struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    const size_t event = leaf->member[DT_STATEMENT_EVENT];
    const size_t told = dt_json_type(doc, event) == DT_JSON_OBJECT
                            ? dt_json_get(doc, event, o->of_event)
                            : DT_JSON_NONE;
    const bool by_event = dt_json_type(doc, told) != DT_JSON_NULL;

    *open = own && !by_event;
    if ((own || by_event) && !is_null(leaf, o->from))
        return DT_FAIL(err, DT_EMISMATCH,
                       "%s is given by its event or its mode, and not by words "
                       "of the text",
                       o->name);
    if (by_event && !dt_str_eq(dt_json_bytes(doc, told),
                               dt_json_bytes(doc, leaf->member[o->value])))
        return DT_FAIL(err, DT_EMISMATCH, "%s is not that of its event",
                       o->name);
    if (!own && !by_event && is_null(leaf, o->value) != is_null(leaf, o->from))
        return DT_FAIL(err, DT_EMISMATCH,
                       "%s has no words of the text that it comes from, or "
                       "these have none",
                       o->name);
    return DT_OK;
}

/* Where no event tells it, one's own text is of the day of publication. */
static int check_published(const struct dt_leaf *leaf,
                           const struct dt_days *published, struct dt_err *err)
{
    const struct dt_str said_on = dt_leaf_text(leaf, DT_STATEMENT_SAID_ON);
    int64_t first = 0, last = 0;

    if (published->known &&
        (!said_on.ptr || !dt_edtf_days(said_on, &first, &last) ||
         first != published->first || last != published->last))
        return DT_FAIL(err, DT_EMISMATCH,
                       "said_on is not the day on which its article was "
                       "published");
    return DT_OK;
}

static int check_occasion(const struct dt_leaf *leaf, bool own,
                          const struct dt_days *published, struct dt_err *err)
{
    static const struct origin day = {
        DT_STATEMENT_SAID_ON, DT_STATEMENT_SAID_ON_FROM, "date", "said_on"};
    static const struct origin place = {
        DT_STATEMENT_SAID_AT, DT_STATEMENT_SAID_AT_FROM, "place", "said_at"};
    bool open = false;
    int rc = check_origin(leaf, &day, own, &open, err);

    if (rc == DT_OK && open)
        rc = check_published(leaf, published, err);
    if (rc == DT_OK)
        rc = check_origin(leaf, &place, own, &open, err);
    if (rc == DT_OK && open && !is_null(leaf, DT_STATEMENT_SAID_AT))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "said_at is of no event, and its mode takes no other");
    return rc;
}

int dt_statement_credible(const struct dt_leaf *leaf,
                          const struct dt_days *published, struct dt_err *err)
{
    const struct dt_str mode = dt_leaf_text(leaf, DT_STATEMENT_MODE);
    const struct dt_str rule = dt_leaf_text(leaf, DT_STATEMENT_RULE);
    const bool own = is_own(mode);

    if (!dt_rule_takes(rule, mode))
        return DT_FAIL(err, DT_EMISMATCH,
                       "rule %.*s takes nothing of mode %.*s", (int)rule.len,
                       rule.ptr, (int)mode.len, mode.ptr);
    if (!is_null(leaf, DT_STATEMENT_OFFICE) &&
        is_null(leaf, DT_STATEMENT_SPEAKER))
        return DT_FAIL(err, DT_EMISMATCH,
                       "it has an office, and no speaker who holds it");
    if (!dt_rule_has_cue(rule, !is_null(leaf, DT_STATEMENT_CUE)))
        return DT_FAIL(err, DT_EMISMATCH,
                       "rule %.*s takes nothing %s a verb that reports it",
                       (int)rule.len, rule.ptr,
                       is_null(leaf, DT_STATEMENT_CUE) ? "without" : "with");
    return check_occasion(leaf, own, published, err);
}
