#include "manifest/utterances.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/edtf.h"
#include "base/radix.h"
#include "statement/fidelity.h"

int dt_utterances_new(struct dt_utterances **out,
                      const struct dt_people *people, size_t sources,
                      struct dt_err *err)
{
    struct dt_utterances *u = calloc(1, sizeof *u);

    if (u && pthread_mutex_init(&u->lock, NULL) != 0) {
        free(u);
        u = NULL;
    }
    if (!u)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    u->people = people;
    u->arena = DT_ARENA_INIT((size_t)1 << 34);
    u->voices = calloc(people->count + 1, sizeof *u->voices);
    u->before = calloc(sources + 1, sizeof *u->before);
    u->now = calloc(sources + 1, sizeof *u->now);
    *out = u;
    if (!u->voices || !u->before || !u->now)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu sources",
                       sources);
    return DT_OK;
}

void dt_utterances_free(struct dt_utterances *u)
{
    if (!u)
        return;
    (void)pthread_mutex_destroy(&u->lock);
    dt_arena_release(&u->arena);
    free(u->items);
    free(u->spans);
    free(u->voices);
    free(u->before);
    free(u->now);
    free(u->earlier);
    free(u);
}

uint64_t dt_utterance_id(struct dt_str id)
{
    uint64_t value = 0;

    if (id.len != 18 || id.ptr[0] != 's' || id.ptr[1] != '-')
        return 0;
    for (size_t i = 2; i < id.len; i++) {
        char c = id.ptr[i];

        if (c >= '0' && c <= '9')
            value = value << 4 | (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value << 4 | (uint64_t)(c - 'a' + 10);
        else
            return 0;
    }
    return value;
}

void dt_utterance_name(uint64_t id, char out[19])
{
    (void)snprintf(out, 19, "s-%016" PRIx64, id);
}

static int32_t day_of(struct dt_str date)
{
    int64_t first, last;

    return date.ptr && dt_edtf_days(date, &first, &last) && first == last
               ? (int32_t)first
               : DT_SOME_DAY;
}

static bool room_for_spans(struct dt_utterances *u, size_t count)
{
    while (u->span_cap - u->span_count < count) {
        struct dt_span *spans = dt_array_grow(u->spans, &u->span_cap,
                                              sizeof *spans);

        if (!spans)
            return false;
        u->spans = spans;
    }
    return u->span_count + count <= UINT32_MAX;
}

/* Room for one more with so many spans. */
static int reserve(struct dt_utterances *u, size_t spans, struct dt_err *err)
{
    struct dt_utterance *items = dt_array_room(u->items, &u->cap, u->count,
                                               sizeof *items);

    if (items)
        u->items = items;
    if (!items || !room_for_spans(u, spans))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    return DT_OK;
}

static int add_locked(struct dt_utterances *u, struct dt_utterance item,
                      const struct dt_span *spans, struct dt_err *err)
{
    int rc = reserve(u, item.span_count, err);

    if (rc < 0)
        return rc;
    item.span = (uint32_t)u->span_count;
    memcpy(u->spans + u->span_count, spans, item.span_count * sizeof *spans);
    u->span_count += item.span_count;
    u->items[u->count++] = item;
    return DT_OK;
}

/* Whether a statement is one of those that are kept. */
static bool takes(const struct dt_statement *s)
{
    return s->speaker && s->mode != DT_MODE_INDIRECT && s->span_count > 0;
}

int dt_utterances_add(struct dt_utterances *u, uint32_t article,
                      const struct dt_statement *s, struct dt_err *err)
{
    const struct dt_person *person =
        takes(s) ? dt_people_by_id(u->people, DT_STR(s->speaker)) : NULL;
    struct dt_str said_on = {s->said_on, s->said_on ? strlen(s->said_on) : 0};
    int rc;

    if (!person)
        return DT_OK;
    (void)pthread_mutex_lock(&u->lock);
    rc = add_locked(u,
                    (struct dt_utterance){
                        .id = dt_utterance_id(DT_STR(s->id)),
                        .article = article,
                        .speaker = (uint32_t)(person - u->people->items),
                        .span_count = (uint32_t)s->span_count,
                        .day = day_of(said_on),
                        .mode = (uint8_t)s->mode,
                        .made = true,
                        .verdict_before = dt_utterance_verdict(DT_STR("null"))},
                    s->spans, err);
    (void)pthread_mutex_unlock(&u->lock);
    return rc;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t mix_text(uint64_t hash, struct dt_str text)
{
    for (size_t i = 0; i < text.len; i += sizeof hash) {
        const size_t left = text.len - i;
        uint64_t word = 0;

        memcpy(&word, text.ptr + i, left < sizeof word ? left : sizeof word);
        hash = mix(hash, word);
    }
    return mix(hash, text.ptr ? text.len + 1 : 0);
}

uint64_t dt_utterance_verdict(struct dt_str json)
{
    return mix_text(2, json);
}

uint64_t dt_utterances_stamp(struct dt_str text_sha256, struct dt_str published,
                             struct dt_str duplicate_of, struct dt_str language)
{
    uint64_t hash = mix_text(mix_text(1, text_sha256), published);

    return mix_text(mix_text(hash, duplicate_of), language) | 1;
}

static uint64_t stamp_of(const struct dt_utterance *item, uint64_t article,
                         const struct dt_span *spans)
{
    uint64_t hash = mix(mix(item->id, article), item->mode);

    hash = mix(hash, (uint64_t)(int64_t)item->day);
    for (size_t i = 0; i < item->span_count; i++)
        hash = mix(hash, (uint64_t)spans[i].start << 32 | spans[i].end);
    return hash;
}

bool dt_utterance_is_said(const struct dt_utterance *item)
{
    return item->mode == DT_MODE_SPEECH || item->mode == DT_MODE_AUTHORED;
}

/* A text, or none where the line has null. */
static struct dt_str text_at(const struct dt_json_doc *line, size_t token)
{
    return dt_json_type(line, token) == DT_JSON_STRING
               ? dt_json_plain(line, token)
               : (struct dt_str){NULL, 0};
}

static bool mode_from(struct dt_str name, uint8_t *out)
{
    for (int mode = DT_MODE_SPEECH; mode < DT_MODE_INDIRECT; mode++)
        if (dt_str_is(name, dt_mode_name((enum dt_mode)mode))) {
            *out = (uint8_t)mode;
            return true;
        }
    return false;
}

static int keep_earlier(struct dt_utterances *u, const struct dt_json_doc *line,
                        size_t fidelity, struct dt_earlier earlier,
                        struct dt_err *err)
{
    struct dt_earlier *grown = dt_array_room(u->earlier, &u->earlier_cap,
                                             u->earlier_count, sizeof *grown);

    if (grown)
        u->earlier = grown;
    if (grown && dt_json_type(line, fidelity) == DT_JSON_OBJECT)
        earlier.fidelity = dt_arena_copy(&u->arena,
                                         dt_json_bytes(line, fidelity));
    if (!grown ||
        (!earlier.fidelity && dt_json_type(line, fidelity) == DT_JSON_OBJECT))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    u->earlier[u->earlier_count++] = earlier;
    return DT_OK;
}

static void take_verdict(struct dt_utterance *item,
                         const struct dt_json_doc *line, size_t fidelity)
{
    const struct dt_str verdict =
        text_at(line, dt_json_get(line, fidelity, "verdict"));

    item->verdict_before = dt_utterance_verdict(dt_json_bytes(line, fidelity));
    item->lacked = dt_str_is(verdict, dt_verdict_name(DT_VERDICT_NOT_FOUND));
    item->unsettled = item->lacked ||
                      dt_str_is(verdict, dt_verdict_name(DT_VERDICT_ELSEWHERE));
}

/* The spans of a line, behind those of the list; the next takes their room. */
static int take_spans(struct dt_utterances *u, const struct dt_json_doc *line,
                      size_t spans, struct dt_err *err)
{
    struct dt_span *to;
    int rc = reserve(u, line->tokens[spans].count, err);

    if (rc < 0)
        return rc;
    to = u->spans + u->span_count;
    for (size_t at = dt_json_first(line, spans); at != DT_JSON_NONE;
         at = dt_json_next(line, spans, at))
        *to++ = (struct dt_span){(uint32_t)dt_json_int64(line, at + 1),
                                 (uint32_t)dt_json_int64(line, at + 2)};
    return DT_OK;
}

int dt_utterances_carry(struct dt_utterances *u, size_t article,
                        const struct dt_json_doc *line, const uint32_t *member,
                        size_t against, struct dt_carried how,
                        struct dt_err *err)
{
    const struct dt_str speaker = text_at(line, member[DT_STATEMENT_SPEAKER]);
    const struct dt_str same = text_at(line, member[DT_STATEMENT_SAME_AS]);
    const struct dt_person *person = speaker.ptr
                                         ? dt_people_by_id(u->people, speaker)
                                         : NULL;
    const size_t spans = member[DT_STATEMENT_SPANS];
    struct dt_utterance item = {
        .id = dt_utterance_id(dt_json_plain(line, member[DT_STATEMENT_ID])),
        .article = article == SIZE_MAX ? 0 : (uint32_t)article,
        .against = against == SIZE_MAX ? UINT32_MAX : (uint32_t)against,
        .day = day_of(text_at(line, member[DT_STATEMENT_SAID_ON])),
        .made = how.anew};
    struct dt_voice *voice;
    uint64_t stamp;
    int rc;

    if (!person ||
        !mode_from(text_at(line, member[DT_STATEMENT_MODE]), &item.mode) ||
        line->tokens[spans].count == 0)
        return DT_OK;
    rc = take_spans(u, line, spans, err);
    if (rc < 0)
        return rc;
    item.speaker = (uint32_t)(person - u->people->items);
    item.span = (uint32_t)u->span_count;
    item.span_count = line->tokens[spans].count;
    stamp = stamp_of(&item, article == SIZE_MAX ? 0 : u->before[article],
                     u->spans + item.span);
    voice = &u->voices[item.speaker];
    if (dt_utterance_is_said(&item))
        voice->said_before += stamp;
    else
        voice->told_before += stamp;
    item.same_as = dt_utterance_id(same);
    /* What is no id is not what it should be. */
    item.same_as_before = same.ptr && !item.same_as ? UINT64_MAX : item.same_as;
    take_verdict(&item, line, member[DT_STATEMENT_FIDELITY]);
    if (how.taken) {
        u->items[u->count++] = item;
        u->span_count += item.span_count;
    }
    return (!how.taken || how.anew) && how.remember &&
                   !dt_utterance_is_said(&item)
               ? keep_earlier(u, line, member[DT_STATEMENT_FIDELITY],
                              (struct dt_earlier){item.id, stamp, item.same_as,
                                                  NULL, item.unsettled},
                              err)
               : DT_OK;
}

/* What decides the order, the last one first. */
enum { BY_ID, BY_PLACE, BY_VOICE, KEYS };

static uint64_t key_of(const struct dt_utterances *u,
                       const struct dt_utterance *item, int key)
{
    if (key == BY_ID)
        return item->id;
    if (key == BY_PLACE)
        return (uint64_t)item->article << 32 | u->spans[item->span].start;
    return dt_utterance_is_said(item) ? item->speaker : UINT32_MAX;
}

/* The places of all in their order; the sort is stable. */
static int find_order(const struct dt_utterances *u, struct dt_keyed *order,
                      struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; i < u->count; i++)
        order[i].item = (uint32_t)i;
    for (int key = 0; rc == DT_OK && key < KEYS; key++) {
        for (size_t i = 0; i < u->count; i++)
            order[i].key = key_of(u, &u->items[order[i].item], key);
        rc = dt_radix_sort(order, u->count, err);
    }
    return rc;
}

static int by_id(const void *a, const void *b)
{
    const struct dt_earlier *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

int dt_utterances_sort(struct dt_utterances *u, struct dt_err *err)
{
    struct dt_keyed *order = calloc(u->count + 1, sizeof *order);
    struct dt_utterance *sorted = calloc(u->count + 1, sizeof *sorted);
    int rc = order && sorted
                 ? find_order(u, order, err)
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");

    for (size_t i = 0; rc == DT_OK && i < u->count; i++) {
        const struct dt_utterance *item = &u->items[i];
        uint64_t stamp = stamp_of(item, u->now[item->article],
                                  u->spans + item->span);

        if (dt_utterance_is_said(item))
            u->voices[item->speaker].said += stamp;
        else
            u->voices[item->speaker].told += stamp;
    }
    for (size_t i = 0; rc == DT_OK && i < u->count; i++)
        sorted[i] = u->items[order[i].item];
    free(order);
    if (rc < 0) {
        free(sorted);
        return rc;
    }
    free(u->items);
    u->items = sorted;
    u->cap = u->count + 1;
    if (u->earlier_count)
        qsort(u->earlier, u->earlier_count, sizeof *u->earlier, by_id);
    return DT_OK;
}

const struct dt_earlier *dt_utterances_earlier(const struct dt_utterances *u,
                                               const struct dt_utterance *item)
{
    const struct dt_earlier key = {.id = item->id};
    const struct dt_earlier *found = u->earlier_count
                                         ? bsearch(&key, u->earlier,
                                                   u->earlier_count,
                                                   sizeof *u->earlier, by_id)
                                         : NULL;

    return found && found->stamp == stamp_of(item, u->now[item->article],
                                             u->spans + item->span)
               ? found
               : NULL;
}
