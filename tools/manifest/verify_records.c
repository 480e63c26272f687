#include "manifest/verify_records.h"

#include <stdatomic.h>
#include <string.h>

#include "manifest/status_record.h"
#include "manifest/verify_decisions.h"
#include "manifest/verify_links.h"
#include "statement/office.h"

static int note_article(void *ctx, const struct dt_leaf *leaf,
                        struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    const struct dt_source *s = dt_corpus_source_near(
        v->corpus, dt_leaf_text(leaf, DT_ARTICLE_ID), leaf->number - 1);
    struct dt_str copied = dt_leaf_text(leaf, DT_ARTICLE_DUPLICATE_OF);
    struct dt_str speaker = dt_leaf_text(leaf, DT_ARTICLE_SPEAKER);
    size_t rights = leaf->member[DT_ARTICLE_RIGHTS];
    struct dt_str text = dt_json_plain(leaf->doc,
                                       dt_json_get(leaf->doc, rights, "text"));
    const struct dt_source *original = NULL;
    const char *other = NULL;
    int rc;

    if (!s)
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source has this id (run dictum "
                       "build %s)",
                       v->corpus->name);
    if (!s->snapshot ||
        !dt_str_is(dt_leaf_text(leaf, DT_ARTICLE_SNAPSHOT), s->snapshot))
        return DT_FAIL(err, DT_EMISMATCH,
                       "made from another snapshot than "
                       "sources.yaml:%u names (run dictum build %s)",
                       s->line, v->corpus->name);
    if (!dt_str_is(text, s->withheld ? "withheld" : "open"))
        return DT_FAIL(err, DT_EMISMATCH,
                       "sources.yaml:%u says that the text "
                       "is %s (run dictum build %s)",
                       s->line, s->withheld ? "withheld" : "open",
                       v->corpus->name);
    rc = dt_status_other_member(s, leaf->doc, leaf->arena, &other, err);
    if (rc < 0)
        return rc;
    if (other)
        return DT_FAIL(
            err, DT_EMISMATCH,
            "sources.yaml:%u says otherwise of its %s (run dictum build %s)",
            s->line, other, v->corpus->name);
    if (!dt_str_is(dt_leaf_text(leaf, DT_ARTICLE_PROFILE), v->corpus->profile))
        return DT_FAIL(err, DT_EMISMATCH,
                       "corpus.yaml says another profile (run dictum build "
                       "%s)",
                       v->corpus->name);
    dt_verify_link_article(v->links, s, leaf);
    if (copied.ptr)
        original = dt_corpus_source(v->corpus, copied);
    if (copied.ptr && !original)
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source is what it copies (run dictum build %s)",
                       v->corpus->name);
    if (speaker.ptr && !dt_people_by_id(v->corpus->people, speaker))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker is not in people.yaml (run dictum build "
                       "%s)",
                       v->corpus->name);
    if (original)
        dt_verify_link_copy(v->links, s, original);
    return dt_facts_note_article(v->facts, leaf, facts, err);
}

static int take_articles(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_articles(((struct dt_verification *)ctx)->facts, facts,
                                  err);
}

/* Whether people.yaml still says so of the speaker's office on that day. */
static bool office_fits(const struct dt_verification *v,
                        const struct dt_person *person,
                        const struct dt_leaf *leaf)
{
    const struct dt_days published = dt_facts_published(v->facts, leaf);

    return dt_office_fits(person, dt_leaf_text(leaf, DT_STATEMENT_SAID_ON),
                          &published, dt_leaf_text(leaf, DT_STATEMENT_OFFICE));
}

static struct dt_fingerprint expect_statement(void *ctx,
                                              const struct dt_leaf *leaf)
{
    return dt_facts_expect_statement(((struct dt_verification *)ctx)->facts,
                                     leaf);
}

/* Most statements are of people who have others. */
static const struct dt_person *person_of(struct dt_verification *v,
                                         struct dt_str id)
{
    const struct dt_person *_Atomic *slot;
    const struct dt_person *person;
    uint64_t bytes = 0;

    memcpy(&bytes, id.ptr, id.len < sizeof bytes ? id.len : sizeof bytes);
    slot = &v->people[(bytes * 0x9E3779B97F4A7C15u >> 48) % DT_VERIFY_PEOPLE];
    person = atomic_load_explicit(slot, memory_order_relaxed);
    if (person && dt_str_is(id, person->id))
        return person;
    person = dt_people_by_id(v->corpus->people, id);
    if (person)
        atomic_store_explicit(slot, person, memory_order_relaxed);
    return person;
}

static bool is_name(const struct dt_person *person, struct dt_str name)
{
    for (size_t i = 0; i < person->name_count; i++)
        if (strncmp(person->names[i], name.ptr, name.len) == 0 &&
            person->names[i][name.len] == '\0')
            return true;
    return false;
}

/*
 * Whether the name that is printed is none of the speaker's, but another
 * person's: of one's own text the curator may name whom he will. *sought: it is
 * nobody's whom people.yaml knows, so the text or its heading must have it.
 */
static bool is_name_of_other(const struct dt_verification *v,
                             const struct dt_leaf *leaf,
                             const struct dt_person *person, bool *sought)
{
    const struct dt_str name = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER_NAME);
    const struct dt_person *other;
    const struct dt_source *s;
    struct dt_str rule;

    if (!name.ptr || (person && is_name(person, name)))
        return false;
    rule = dt_leaf_text(leaf, DT_STATEMENT_RULE);
    if (dt_verify_is_decided(leaf))
        return false;
    other = dt_people_by_name(v->corpus->people, name);
    if (other && other == person)
        return false;
    *sought = true;
    if (!dt_str_is(rule, "speaker") && !dt_str_is(rule, "author") &&
        !dt_str_is(rule, "answer"))
        return person && other;
    s = dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_STATEMENT_ARTICLE));
    *sought = s && !s->title && !s->speaker;
    return false;
}

static uint32_t index_of(const struct dt_verification *v,
                         const struct dt_person *person)
{
    return (uint32_t)(person - v->corpus->people->items) + 1;
}

uint32_t dt_verify_voice(const struct dt_verification *v, struct dt_str speaker)
{
    const struct dt_person *person =
        speaker.ptr ? dt_people_by_id(v->corpus->people, speaker) : NULL;

    return person ? index_of(v, person) : 0;
}

static int note_statement(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    struct dt_verification *v = ctx;
    const struct dt_json_doc *doc = leaf->doc;
    struct dt_str speaker = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER);
    size_t candidates = leaf->member[DT_STATEMENT_CANDIDATES];
    const struct dt_person *person = speaker.ptr ? person_of(v, speaker) : NULL;
    struct dt_facts_voice voice = {0, false};
    struct dt_err inner;

    for (size_t at = dt_json_first(doc, candidates); at != DT_JSON_NONE;
         at = dt_json_next(doc, candidates, at))
        if (speaker.ptr ||
            !dt_people_by_id(v->corpus->people, dt_json_plain(doc, at)))
            return DT_FAIL(err, DT_EMISMATCH,
                           "its candidates are not in people.yaml, or its "
                           "speaker is known (run dictum build %s)",
                           v->corpus->name);
    if (speaker.ptr && !person)
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker is not in people.yaml "
                       "(run dictum build %s)",
                       v->corpus->name);
    if (person && !office_fits(v, person, leaf))
        return DT_FAIL(err, DT_EMISMATCH,
                       "people.yaml says otherwise of its speaker's office "
                       "on that day (run dictum build %s)",
                       v->corpus->name);
    if (dt_verify_decided_by(v->corpus->decisions, leaf, &inner) < 0)
        return DT_FAIL(err, (enum dt_code)inner.code,
                       "%.300s (run dictum build %s)", inner.msg,
                       v->corpus->name);
    if (is_name_of_other(v, leaf, person, &voice.sought))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker_name is somebody else's in people.yaml "
                       "(run dictum build %s)",
                       v->corpus->name);
    voice.speaker = person ? index_of(v, person) : 0;
    dt_verify_link_statement(v->links, leaf);
    dt_verify_decided_statement(v->decided, leaf);
    return dt_facts_note_voice(v->facts, &voice, leaf, facts, err);
}

static int take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_statements(((struct dt_verification *)ctx)->facts,
                                    facts, err);
}

struct snapshot_fact {
    struct dt_taken_item *item;
    uint64_t bytes;
    char ending[DT_TAKEN_ENDING];
};

static int note_snapshot(void *ctx, const struct dt_leaf *leaf,
                         struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    struct dt_str id = dt_leaf_text(leaf, DT_SNAPSHOT_ID);
    struct snapshot_fact fact;
    int rc;

    memset(&fact, 0, sizeof fact);
    fact.item = dt_taken_near(&v->taken, id.ptr, leaf->number - 1);
    rc = dt_verify_snapshot_curated(v, leaf, fact.item, fact.ending, err);
    if (rc < 0)
        return rc;
    fact.bytes = (uint64_t)dt_json_int64(leaf->doc,
                                         leaf->member[DT_SNAPSHOT_BYTES]);
    dt_buf_add(facts, &fact, sizeof fact);
    return DT_OK;
}

static int take_snapshots(void *ctx, struct dt_str facts, struct dt_err *err)
{
    struct snapshot_fact fact;

    (void)ctx;
    (void)err;
    for (size_t at = 0; at < facts.len; at += sizeof fact) {
        memcpy(&fact, facts.ptr + at, sizeof fact);
        fact.item->recorded = true;
        fact.item->bytes = fact.bytes;
        memcpy(fact.item->ending, fact.ending, sizeof fact.ending);
    }
    return DT_OK;
}

static int note_duplicate(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    const struct dt_source *a =
        dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_DUPLICATE_A));
    const struct dt_source *b =
        dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_DUPLICATE_B));

    (void)facts;
    if (!a || !b)
        return DT_FAIL(err, DT_EMISMATCH,
                       "one of the two is no article (run "
                       "dictum build %s)",
                       v->corpus->name);
    return v->articles_good ? dt_verify_link_edge(v->links, leaf, a, b, err)
                            : DT_OK;
}

static int note_redirect(void *ctx, const struct dt_leaf *leaf,
                         struct dt_buf *facts, struct dt_err *err)
{
    (void)facts;
    return dt_verify_link_redirect(((struct dt_verification *)ctx)->links, leaf,
                                   err);
}

const struct dt_leaf_uses *dt_verify_uses(enum dt_records kind)
{
    static const struct dt_leaf_uses uses[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = {NULL, note_article, take_articles},
        [DT_DUPLICATES] = {NULL, note_duplicate, NULL},
        [DT_REDIRECTS] = {NULL, note_redirect, NULL},
        [DT_SNAPSHOTS] = {NULL, note_snapshot, take_snapshots},
        [DT_STATEMENTS] = {expect_statement, note_statement, take_statements},
    };

    return &uses[kind];
}
