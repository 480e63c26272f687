#include "manifest/status_record.h"

#include "base/version.h"

static int text_of(const struct dt_json_doc *doc, size_t object,
                   const char *name, struct dt_arena *arena, struct dt_str *out,
                   struct dt_err *err)
{
    return dt_json_string(doc, dt_json_get(doc, object, name), arena, out, err);
}

/* Whether a member is what the curator says, if he says anything. */
static int agrees(const struct dt_json_doc *doc, size_t object,
                  const char *name, const char *said, struct dt_arena *arena,
                  bool *good, struct dt_err *err)
{
    struct dt_str text;
    int rc;

    *good = true;
    if (!said)
        return DT_OK;
    rc = text_of(doc, object, name, arena, &text, err);
    *good = rc == DT_OK && text.ptr && dt_str_is(text, said);
    return rc;
}

static int byline_agrees(const struct dt_json_doc *doc,
                         const struct dt_source *s, struct dt_arena *arena,
                         bool *good, struct dt_err *err)
{
    size_t byline = dt_json_get(doc, DT_JSON_ROOT, "byline"), i = 0;
    int rc = DT_OK;

    *good = true;
    if (!s->byline_count)
        return DT_OK;
    for (size_t at = dt_json_first(doc, byline);
         rc == DT_OK && *good && at != DT_JSON_NONE;
         at = dt_json_next(doc, byline, at), i++) {
        struct dt_str text;

        rc = dt_json_string(doc, at, arena, &text, err);
        *good = rc == DT_OK && i < s->byline_count &&
                dt_str_is(text, s->byline[i]);
    }
    *good = *good && i == s->byline_count;
    return rc;
}

int dt_status_other_member(const struct dt_source *s,
                           const struct dt_json_doc *doc,
                           struct dt_arena *arena, const char **out,
                           struct dt_err *err)
{
    size_t event = dt_json_get(doc, DT_JSON_ROOT, "event");
    size_t rights = dt_json_get(doc, DT_JSON_ROOT, "rights");
    const struct {
        size_t object;
        const char *name, *said;
    } members[] = {
        {rights, "text", s->withheld ? "withheld" : "open"},
        {rights, "licence", s->licence},
        {DT_JSON_ROOT, "kind", dt_kind_name(s->kind)},
        {DT_JSON_ROOT, "title", s->title},
        {DT_JSON_ROOT, "publisher", s->publisher},
        {DT_JSON_ROOT, "published", s->published},
        {DT_JSON_ROOT, "language", s->language},
        {DT_JSON_ROOT, "url", s->url},
        {DT_JSON_ROOT, "description", s->description},
        {DT_JSON_ROOT, "speaker", s->speaker},
        {DT_JSON_ROOT, "syndicated_from", s->syndicated_from},
        {event, "name", s->event.name},
        {event, "date", s->event.date},
        {event, "place", s->event.place},
    };
    bool good = true;
    int rc = byline_agrees(doc, s, arena, &good, err);

    *out = good ? NULL : "byline";
    for (size_t i = 0;
         rc == DT_OK && !*out && i < sizeof members / sizeof *members; i++) {
        rc = agrees(doc, members[i].object, members[i].name, members[i].said,
                    arena, &good, err);
        if (!good)
            *out = members[i].object == rights  ? "rights"
                   : members[i].object == event ? "event"
                                                : members[i].name;
    }
    return rc;
}

int dt_status_record(const struct dt_corpus *corpus,
                     const struct dt_source *source,
                     const struct dt_json_doc *doc, struct dt_arena *arena,
                     struct dt_buf *why, struct dt_err *err)
{
    struct dt_str snapshot, tool, profile;
    const char *other = NULL;
    int rc = text_of(doc, DT_JSON_ROOT, "snapshot", arena, &snapshot, err);

    if (rc == DT_OK)
        rc = text_of(doc, DT_JSON_ROOT, "tool", arena, &tool, err);
    if (rc == DT_OK)
        rc = text_of(doc, DT_JSON_ROOT, "profile", arena, &profile, err);
    if (rc == DT_OK)
        rc = dt_status_other_member(source, doc, arena, &other, err);
    if (rc < 0)
        return rc;
    if (!source->snapshot)
        dt_buf_adds(why, "its entry names no snapshot any more");
    else if (!dt_str_is(snapshot, source->snapshot))
        dt_buf_addf(why,
                    "another snapshot was chosen: %.12s, recorded is "
                    "%.12s",
                    source->snapshot, snapshot.ptr);
    else if (!dt_str_is(tool, DT_TOOL))
        dt_buf_addf(why, "its record was made by %.*s, this is " DT_TOOL,
                    (int)(tool.len < 60 ? tool.len : 60), tool.ptr);
    else if (!dt_str_is(profile, corpus->profile))
        dt_buf_addf(why, "its record follows profile %.*s, the corpus %s",
                    (int)(profile.len < 60 ? profile.len : 60), profile.ptr,
                    corpus->profile);
    else if (other)
        dt_buf_addf(why, "sources.yaml has another value for its %s", other);
    return dt_buf_check(why, "a reason", err);
}
