#include "article/claim.h"

#include "base/edtf.h"

static const char **single_value(struct dt_meta *m, enum dt_field field)
{
    switch (field) {
    case DT_FIELD_TITLE:
        return &m->title;
    case DT_FIELD_PUBLISHER:
        return &m->publisher;
    case DT_FIELD_PUBLISHED:
        return &m->published;
    case DT_FIELD_MODIFIED:
        return &m->modified;
    case DT_FIELD_LANGUAGE:
        return &m->language;
    case DT_FIELD_URL:
        return &m->url;
    case DT_FIELD_DESCRIPTION:
        return &m->description;
    case DT_FIELD_SYNDICATED:
        return &m->syndicated_from;
    default:
        return NULL;
    }
}

static bool holds_many(enum dt_field field)
{
    return field == DT_FIELD_RIGHTS || field == DT_FIELD_CORRECTION ||
           field == DT_FIELD_DIAGNOSTIC;
}

/* The first claim that was chosen, or NULL. */
static struct dt_claim *chosen(const struct dt_meta *m, enum dt_field field)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field && m->claims[i].chosen)
            return &m->claims[i];
    return NULL;
}

const char *dt_claim_chosen(const struct dt_meta *meta, enum dt_field field)
{
    const struct dt_claim *claim = chosen(meta, field);

    return claim ? claim->value : NULL;
}

static bool is_repeated(const struct dt_meta *m, enum dt_field field,
                        const char *value, const char *from)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field &&
            strcmp(m->claims[i].value, value) == 0 &&
            (holds_many(field) || strcmp(m->claims[i].from, from) == 0))
            return true;
    return false;
}

/* 2014-05-12 says all that 2014-05 does. */
static bool refines(enum dt_field field, const char *value, const char *old)
{
    size_t len = strlen(old);

    return (field == DT_FIELD_PUBLISHED || field == DT_FIELD_MODIFIED) &&
           len < 10 && strlen(value) > len && strncmp(value, old, len) == 0;
}

/* Whether a new claim is believed; the field's value is set. */
static bool choose(struct dt_meta *m, const struct dt_claim *claim)
{
    const char **value = single_value(m, claim->field);
    struct dt_claim *old = chosen(m, claim->field);

    if (holds_many(claim->field))
        return true;
    if (claim->field == DT_FIELD_BYLINE || !value)
        return !old || strcmp(old->from, claim->from) == 0;
    if (*value && !refines(claim->field, claim->value, *value))
        return false;
    if (old)
        old->chosen = false;
    *value = claim->value;
    return true;
}

static int add_name(struct dt_draft *draft, const char *name,
                    struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    const char **grown = dt_arena_array(draft->arena, m->byline_count + 1,
                                        sizeof *grown);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (m->byline_count)
        memcpy(grown, m->byline, m->byline_count * sizeof *grown);
    grown[m->byline_count++] = name;
    m->byline = grown;
    return DT_OK;
}

int dt_claim_add(struct dt_draft *draft, enum dt_field field,
                 struct dt_str value, struct dt_claim_place place,
                 struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    struct dt_claim claim = {
        .field = field, .line = place.line, .from = place.from};

    value = dt_str_trim(value);
    if (value.len == 0 || value.len > DT_CLAIM_LONGEST ||
        m->claim_count >= DT_CLAIMS_MOST)
        return DT_OK;
    if (!m->claims)
        m->claims = dt_arena_array(draft->arena, DT_CLAIMS_MOST,
                                   sizeof *m->claims);
    claim.value = m->claims ? dt_draft_line(draft, value, err) : NULL;
    if (!claim.value)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (!*claim.value || is_repeated(m, field, claim.value, claim.from))
        return DT_OK;
    claim.chosen = choose(m, &claim);
    m->claims[m->claim_count++] = claim;
    return field == DT_FIELD_BYLINE && claim.chosen
               ? add_name(draft, claim.value, err)
               : DT_OK;
}

int dt_claim_prefer(struct dt_draft *draft, enum dt_field field,
                    const char *from, struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    const char **value = single_value(m, field);
    int rc = DT_OK;

    if (field == DT_FIELD_BYLINE)
        m->byline_count = 0;
    for (size_t i = 0; i < m->claim_count && rc == DT_OK; i++) {
        struct dt_claim *c = &m->claims[i];

        if (c->field != field)
            continue;
        c->chosen = strcmp(c->from, from) == 0;
        if (c->chosen && value)
            *value = c->value;
        if (c->chosen && field == DT_FIELD_BYLINE)
            rc = add_name(draft, c->value, err);
    }
    return rc;
}

/* Whether one of two folded texts is in the other; spaces do not count. */
static bool holds_other(struct dt_draft *draft, const char *a, const char *b,
                        struct dt_buf scratch[2])
{
    const char *texts[] = {a, b};

    for (int i = 0; i < 2; i++) {
        struct dt_str fold = dt_draft_fold(draft, DT_STR(texts[i]));

        dt_buf_reset(&scratch[i]);
        for (size_t k = 0; k < fold.len; k++)
            if (fold.ptr[k] != ' ')
                dt_buf_addc(&scratch[i], fold.ptr[k]);
    }
    return dt_str_find(dt_buf_str(&scratch[0]), dt_buf_str(&scratch[1]), 0) !=
               SIZE_MAX ||
           dt_str_find(dt_buf_str(&scratch[1]), dt_buf_str(&scratch[0]), 0) !=
               SIZE_MAX;
}

static bool same_day(const char *a, const char *b)
{
    int64_t a_first, a_last, b_first, b_last;

    if (!dt_edtf_days(DT_STR(a), &a_first, &a_last) ||
        !dt_edtf_days(DT_STR(b), &b_first, &b_last))
        return true;
    /* Zones differ by a day at most. */
    return a_first <= b_last + 1 && b_first <= a_last + 1;
}

bool dt_claim_same_language(const char *a, const char *b)
{
    size_t i = 0;

    while (((a[i] >= 'a' && a[i] <= 'z') || (a[i] >= 'A' && a[i] <= 'Z')) &&
           (a[i] | 32) == (b[i] | 32))
        i++;
    return (a[i] == '\0' || a[i] == '-' || a[i] == '_') &&
           (b[i] == '\0' || b[i] == '-' || b[i] == '_');
}

/* What a page is called: without scheme, "www.", query and last slash. */
static struct dt_str bare_address(const char *url)
{
    struct dt_str s = DT_STR(url);
    size_t at = dt_str_find(s, DT_STR("//"), 0), end;

    if (at != SIZE_MAX)
        s = (struct dt_str){s.ptr + at + 2, s.len - at - 2};
    if (dt_str_starts(s, DT_STR("www.")))
        s = (struct dt_str){s.ptr + 4, s.len - 4};
    for (end = 0; end < s.len && s.ptr[end] != '?' && s.ptr[end] != '#'; end++)
        ;
    while (end > 0 && s.ptr[end - 1] == '/')
        end--;
    return (struct dt_str){s.ptr, end};
}

struct dt_str dt_claim_host(const char *url)
{
    struct dt_str s = DT_STR(url ? url : "");
    size_t end;

    if (dt_str_find(s, DT_STR("://"), 0) == SIZE_MAX)
        return (struct dt_str){NULL, 0};
    s = bare_address(url);
    for (end = 0; end < s.len && s.ptr[end] != '/' && s.ptr[end] != ':'; end++)
        ;
    return (struct dt_str){s.ptr, end};
}

/* Whether a byline has a name that no chosen one is part of, or is. */
static bool is_other_name(struct dt_draft *draft, const char *name,
                          struct dt_buf scratch[2])
{
    const struct dt_meta *m = draft->meta;

    for (size_t i = 0; i < m->byline_count; i++)
        if (holds_other(draft, m->byline[i], name, scratch))
            return false;
    return true;
}

static bool contradicts(struct dt_draft *draft, const struct dt_claim *claim,
                        const char *value, struct dt_buf scratch[2])
{
    switch (claim->field) {
    case DT_FIELD_TITLE:
    case DT_FIELD_PUBLISHER:
        return !holds_other(draft, claim->value, value, scratch);
    case DT_FIELD_BYLINE:
        return is_other_name(draft, claim->value, scratch);
    case DT_FIELD_PUBLISHED:
    case DT_FIELD_MODIFIED:
        return !same_day(claim->value, value);
    case DT_FIELD_LANGUAGE:
        return !dt_claim_same_language(claim->value, value);
    case DT_FIELD_URL:
        return !dt_str_eq(bare_address(claim->value), bare_address(value));
    default:
        return false;
    }
}

int dt_claims_compare(struct dt_draft *draft, struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    struct dt_buf scratch[2] = {DT_BUF_INIT(16 * DT_CLAIM_LONGEST),
                                DT_BUF_INIT(16 * DT_CLAIM_LONGEST)};
    int rc;

    for (size_t i = 0; i < m->claim_count; i++) {
        struct dt_claim *claim = &m->claims[i];
        const char *value = dt_claim_chosen(m, claim->field);

        claim->against = !claim->chosen && value &&
                         contradicts(draft, claim, value, scratch);
    }
    rc = dt_buf_check(&scratch[0], "a claim", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&scratch[1], "a claim", err);
    dt_buf_release(&scratch[0]);
    dt_buf_release(&scratch[1]);
    return rc;
}

const char *dt_field_name(enum dt_field field)
{
    static const char *const names[DT_FIELD_COUNT] = {
        [DT_FIELD_TITLE] = "title",
        [DT_FIELD_BYLINE] = "byline",
        [DT_FIELD_PUBLISHER] = "publisher",
        [DT_FIELD_PUBLISHED] = "published",
        [DT_FIELD_MODIFIED] = "modified",
        [DT_FIELD_LANGUAGE] = "language",
        [DT_FIELD_URL] = "url",
        [DT_FIELD_DESCRIPTION] = "description",
        [DT_FIELD_SECTION] = "section",
        [DT_FIELD_TAG] = "tags",
        [DT_FIELD_SYNDICATED] = "syndicated_from",
        [DT_FIELD_RIGHTS] = "rights",
        [DT_FIELD_CORRECTION] = "corrections",
        [DT_FIELD_DIAGNOSTIC] = "diagnostics"};

    return names[field];
}
