#include "adapt/yaml.h"

#include <stdint.h>
#include <yaml.h>

#include "adapt/unicode.h"
#include "adapt/yaml_fault.h"
#include "adapt/yaml_plain.h"
#include "base/buf.h"
#include "base/utf8.h"

/* A container that is open, and where its next item goes. */
struct level {
    struct dt_yaml_node *node;
    struct dt_yaml_node *last;
    struct dt_yaml_node *keys[DT_YAML_KEYS];
    struct dt_str key; /* of the value to come; NULL ptr: a key is due */
    unsigned key_line, key_column;
};

struct reader {
    const char *name;
    struct dt_str text;
    yaml_parser_t yaml;
    dt_yaml_item_fn each;
    void *ctx;
    struct dt_arena *tree;
    struct dt_arena scratch; /* of the item of a top-level list */
    struct level *levels;
    size_t depth;
    size_t nodes; /* in the tree, and apart in the item */
    size_t item_nodes;
    size_t given; /* items that each() has had already */
    struct dt_yaml_node *root;
    bool documents;
    yaml_mark_t opened, closed; /* of the text in quotes read last */
};

static unsigned mark_line(yaml_mark_t mark)
{
    return (unsigned)mark.line + 1;
}

static unsigned mark_column(yaml_mark_t mark)
{
    return (unsigned)mark.column + 1;
}

/* Inside an item of a top-level list that goes to r->each. */
static bool in_item(const struct reader *r)
{
    return r->each && r->depth >= 2 && r->levels[1].node->type == DT_YAML_LIST;
}

static int fail_at(const struct reader *r, yaml_mark_t at, const char *what,
                   struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%s:%u:%u: %s", r->name, mark_line(at),
                   mark_column(at), what);
}

static int check_text(const struct reader *r, yaml_mark_t at,
                      struct dt_str text, struct dt_err *err)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool c1 = c == 0xC2 && i + 1 < text.len &&
                  (unsigned char)text.ptr[i + 1] < 0xA0;

        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c1)
            return fail_at(r, at, "a control character in a text (take it out)",
                           err);
    }
    return DT_OK;
}

/* A copy in NFC; where it lives depends on where we are. */
static int copy_text(struct reader *r, const yaml_event_t *e,
                     struct dt_str *out, struct dt_err *err)
{
    struct dt_str text = {(const char *)e->data.scalar.value,
                          e->data.scalar.length};
    struct dt_arena *arena = in_item(r) ? &r->scratch : r->tree;
    struct dt_buf composed = DT_BUF_INIT(DT_YAML_BYTES);
    int rc = check_text(r, e->start_mark, text, err);

    if (rc == DT_OK && !dt_utf8_ascii(text) && !dt_unicode_is_nfc(text)) {
        rc = dt_unicode_nfc(text, &composed, err);
        if (rc == DT_OK)
            rc = dt_buf_check(&composed, r->name, err);
        text = dt_buf_str(&composed);
    }
    if (rc == DT_OK) {
        out->ptr = dt_arena_copy(arena, text);
        out->len = text.len;
        if (!out->ptr)
            rc = DT_FAIL(err, DT_EFORMAT, "%s:%u: more than %d bytes of text",
                         r->name, mark_line(e->start_mark), (int)DT_YAML_BYTES);
    }
    dt_buf_release(&composed);
    return rc;
}

static int take_key(struct reader *r, const yaml_event_t *e, struct dt_err *err)
{
    struct level *top = &r->levels[r->depth - 1];
    const yaml_mark_t at = e->start_mark;
    int rc;

    if (e->type != YAML_SCALAR_EVENT)
        return fail_at(r, at, "a key must be a word", err);
    rc = copy_text(r, e, &top->key, err);
    if (rc < 0)
        return rc;
    top->key_line = mark_line(at);
    top->key_column = mark_column(at);
    if (dt_str_is(top->key, "<<") && e->data.scalar.plain_implicit)
        return fail_at(r, at, "merge keys (<<) are not taken (write it out)",
                       err);
    for (size_t i = 0; i < top->node->count; i++)
        if (dt_str_eq(top->keys[i]->key, top->key))
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%u:%u: key '%.*s' stands twice (see line %u; "
                           "keep one)",
                           r->name, top->key_line, top->key_column,
                           top->key.len > 60 ? 60 : DT_STR_ARG(top->key),
                           top->keys[i]->key_line);
    if (top->node->count == DT_YAML_KEYS)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u: more than %d keys", r->name,
                       top->key_line, DT_YAML_KEYS);
    return DT_OK;
}

static int new_node(struct reader *r, const yaml_event_t *e,
                    enum dt_yaml_type type, struct dt_yaml_node **out,
                    struct dt_err *err)
{
    bool item = in_item(r);
    size_t *nodes = item ? &r->item_nodes : &r->nodes;
    unsigned line = mark_line(e->start_mark);
    struct dt_arena *arena = item ? &r->scratch : r->tree;
    struct dt_yaml_node *node;

    if ((*nodes)++ >= DT_YAML_NODES || arena->max - arena->used < sizeof *node)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u: more than %d values", r->name,
                       line, (int)DT_YAML_NODES);
    node = dt_arena_alloc(arena, sizeof *node);
    if (!node)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", r->name);
    node->type = type;
    node->line = node->last_line = line;
    node->column = mark_column(e->start_mark);
    *out = node;
    return DT_OK;
}

/* Hang node into the container that is open. */
static int attach(struct reader *r, struct dt_yaml_node *node,
                  struct dt_err *err)
{
    struct level *top;

    if (!r->depth) {
        if (node->type != DT_YAML_MAPPING)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%u:%u: the top must be 'key: value' lines",
                           r->name, node->line, node->column);
        r->root = node;
        return DT_OK;
    }
    top = &r->levels[r->depth - 1];
    if (top->node->type == DT_YAML_MAPPING) {
        node->key = top->key;
        node->key_line = top->key_line;
        node->key_column = top->key_column;
        top->key.ptr = NULL;
        top->keys[top->node->count] = node;
    }
    top->node->count++;
    if (in_item(r) && r->depth == 2)
        return DT_OK;
    if (top->last)
        top->last->next = node;
    else
        top->node->first = node;
    top->last = node;
    return DT_OK;
}

/* What is closed or a scalar: its last line counts for all around it. */
static int complete(struct reader *r, struct dt_yaml_node *node,
                    struct dt_err *err)
{
    int rc = DT_OK;

    if (r->depth && r->levels[r->depth - 1].node->last_line < node->last_line)
        r->levels[r->depth - 1].node->last_line = node->last_line;
    if (in_item(r) && r->depth == 2) {
        if (r->given)
            r->given--;
        else
            rc = r->each(r->ctx, r->levels[1].node->key, node, err);
        dt_arena_reset(&r->scratch);
        r->item_nodes = 0;
    }
    return rc;
}

static void mark_end(struct dt_yaml_node *node, const yaml_event_t *e)
{
    /* A block scalar's end mark stands at the start of the line behind it. */
    unsigned line = mark_line(e->end_mark);

    if (e->end_mark.column == 0 && line > node->line)
        line--;
    else
        node->last_column = mark_column(e->end_mark);
    if (line > node->last_line)
        node->last_line = line;
}

static int take_scalar(struct reader *r, const yaml_event_t *e,
                       struct dt_err *err)
{
    struct dt_yaml_node *node = NULL;
    int rc = new_node(r, e, DT_YAML_SCALAR, &node, err);

    if (rc == DT_OK)
        rc = copy_text(r, e, &node->text, err);
    if (rc < 0)
        return rc;
    node->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    mark_end(node, e);
    rc = attach(r, node, err);
    return rc < 0 ? rc : complete(r, node, err);
}

static int take_open(struct reader *r, const yaml_event_t *e,
                     enum dt_yaml_type type, bool flow, struct dt_err *err)
{
    struct dt_yaml_node *node = NULL;
    struct level *level;
    int rc;

    if (r->depth == DT_YAML_DEPTH)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u: nested more than %d deep",
                       r->name, mark_line(e->start_mark), DT_YAML_DEPTH);
    rc = new_node(r, e, type, &node, err);
    if (rc == DT_OK)
        rc = attach(r, node, err);
    if (rc < 0)
        return rc;
    node->flow = flow;
    level = &r->levels[r->depth++];
    level->node = node;
    level->last = NULL;
    level->key.ptr = NULL;
    return DT_OK;
}

static int take_close(struct reader *r, const yaml_event_t *e,
                      struct dt_err *err)
{
    struct dt_yaml_node *node = r->levels[--r->depth].node;

    if (node->flow)
        mark_end(node, e);
    return complete(r, node, err);
}

static int take_document(struct reader *r, const yaml_event_t *e,
                         struct dt_err *err)
{
    const yaml_mark_t at = e->start_mark;

    if (r->documents)
        return fail_at(r, at, "a second document (take the '---' out)", err);
    r->documents = true;
    if (e->data.document_start.version_directive ||
        e->data.document_start.tag_directives.start !=
            e->data.document_start.tag_directives.end)
        return fail_at(r, at, "directives (%) are not taken (take it out)",
                       err);
    return DT_OK;
}

/* What libyaml reads and we do not: NULL when the event is fine. */
static const char *refused(const yaml_event_t *e)
{
    bool anchor = false, tag = false;

    if (e->type == YAML_SCALAR_EVENT) {
        anchor = e->data.scalar.anchor != NULL;
        tag = e->data.scalar.tag != NULL;
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        anchor = e->data.sequence_start.anchor != NULL;
        tag = e->data.sequence_start.tag != NULL;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        anchor = e->data.mapping_start.anchor != NULL;
        tag = e->data.mapping_start.tag != NULL;
    }
    if (anchor || e->type == YAML_ALIAS_EVENT)
        return "anchors and aliases (& and *) are not taken (write it out, "
               "or put quotes around a text)";
    return tag ? "tags (!) are not taken (put quotes around a text)" : NULL;
}

static int take(struct reader *r, const yaml_event_t *e, struct dt_err *err)
{
    const char *why = refused(e);
    bool closing = e->type == YAML_MAPPING_END_EVENT ||
                   e->type == YAML_SEQUENCE_END_EVENT;
    struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;

    if (why)
        return fail_at(r, e->start_mark, why, err);
    if (top && !closing && top->node->type == DT_YAML_MAPPING && !top->key.ptr)
        return take_key(r, e, err);
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        return take_document(r, e, err);
    case YAML_SCALAR_EVENT:
        /* A file of comments alone is a document of one empty scalar. */
        if (!r->depth && e->data.scalar.length == 0)
            return DT_OK;
        return take_scalar(r, e, err);
    case YAML_SEQUENCE_START_EVENT:
        return take_open(
            r, e, DT_YAML_LIST,
            e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, err);
    case YAML_MAPPING_START_EVENT:
        return take_open(r, e, DT_YAML_MAPPING,
                         e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                         err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return take_close(r, e, err);
    default:
        return DT_OK;
    }
}

static struct dt_yaml_mark mark_of(yaml_mark_t mark)
{
    return (struct dt_yaml_mark){mark.line, mark.column};
}

static int parse_failed(const struct reader *r, struct dt_err *err)
{
    const yaml_parser_t *y = &r->yaml;
    const struct dt_yaml_fault fault = {y->problem,
                                        y->context,
                                        mark_of(y->problem_mark),
                                        mark_of(y->context_mark),
                                        mark_of(r->opened),
                                        mark_of(r->closed)};

    if (y->error == YAML_MEMORY_ERROR)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", r->name);
    if (y->error == YAML_READER_ERROR)
        return dt_yaml_fail_byte(r->name, r->text, y->problem_offset,
                                 "a control character (take it out)", err);
    return dt_yaml_fail(r->name, r->text, &fault, err);
}

static int check_bytes(struct dt_str text, const char *name, struct dt_err *err)
{
    size_t bad = dt_utf8_valid(text);

    return bad == text.len
               ? DT_OK
               : dt_yaml_fail_byte(name, text, bad,
                                   "a byte that is not UTF-8 (save the file "
                                   "as UTF-8)",
                                   err);
}

static bool is_quoted(const yaml_event_t *e)
{
    return e->type == YAML_SCALAR_EVENT &&
           (e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
            e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

/*
 * Take one event. Where an item is refused at a line that ends it too early,
 * that line is the fault.
 */
static int step(struct reader *r, bool *end, struct dt_err *err)
{
    yaml_event_t event;
    int rc;

    if (!yaml_parser_parse(&r->yaml, &event))
        return parse_failed(r, err);
    *end = event.type == YAML_STREAM_END_EVENT;
    if (is_quoted(&event)) {
        r->opened = event.start_mark;
        r->closed = event.end_mark;
    }
    rc = take(r, &event, err);
    yaml_event_delete(&event);
    if (rc == DT_EFORMAT && !*end) {
        if (yaml_parser_parse(&r->yaml, &event))
            yaml_event_delete(&event);
        else
            rc = parse_failed(r, err);
    }
    return rc;
}

int dt_yaml_parse(struct dt_str text, const char *name, dt_yaml_item_fn each,
                  void *ctx, struct dt_arena *arena,
                  const struct dt_yaml_node **out, struct dt_err *err)
{
    struct reader r = {.name = name,
                       .text = text,
                       .each = each,
                       .ctx = ctx,
                       .tree = arena,
                       .scratch = DT_ARENA_INIT(DT_YAML_BYTES)};
    bool end = false;
    struct dt_yaml_plain plain = {each, ctx, 0, NULL};
    int rc = check_bytes(text, name, err);

    if (rc == DT_OK && each && text.len)
        rc = dt_yaml_plain(&plain, text, arena, err);
    if (rc != DT_OK)
        return rc;
    if (plain.root) {
        *out = plain.root;
        return DT_OK;
    }
    r.given = plain.items;
    if (!yaml_parser_initialize(&r.yaml))
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", name);
    r.levels = calloc(DT_YAML_DEPTH, sizeof *r.levels);
    if (!r.levels)
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", name);
    yaml_parser_set_encoding(&r.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &r.yaml, (const unsigned char *)(text.len ? text.ptr : ""), text.len);
    while (rc == DT_OK && !end)
        rc = step(&r, &end, err);
    if (rc == DT_OK && !r.root) {
        r.root = dt_arena_alloc(arena, sizeof *r.root);
        if (!r.root)
            rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", name);
        else
            *r.root = (struct dt_yaml_node){
                .type = DT_YAML_MAPPING, .line = 1, .column = 1};
    }
    if (rc == DT_OK)
        *out = r.root;
    yaml_parser_delete(&r.yaml);
    dt_arena_release(&r.scratch);
    free(r.levels);
    return rc;
}

const struct dt_yaml_node *dt_yaml_get(const struct dt_yaml_node *mapping,
                                       const char *key)
{
    const struct dt_yaml_node *node = NULL;

    if (mapping->type == DT_YAML_MAPPING)
        node = mapping->first;
    while (node && !dt_str_is(node->key, key))
        node = node->next;
    return node;
}

bool dt_yaml_is_null(const struct dt_yaml_node *node)
{
    return node->type == DT_YAML_SCALAR && node->plain &&
           (node->text.len == 0 || dt_str_is(node->text, "~") ||
            dt_str_is(node->text, "null") || dt_str_is(node->text, "Null") ||
            dt_str_is(node->text, "NULL"));
}

/* Controls, and line ends and marks that an editor would not show. */
static bool must_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA1) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF;
}

/* What YAML 1.1 readers take for something else than text. */
static bool is_reserved(struct dt_str text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",
                                        "on",   "off",  "y",     "n"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t same = 0;

        if (strlen(words[i]) != text.len)
            continue;
        while (same < text.len && (text.ptr[same] | 0x20) == words[i][same])
            same++;
        if (same == text.len)
            return true;
    }
    return false;
}

/* Safe in a block or in brackets, and text for every reader. */
static bool is_plain_safe(struct dt_str text)
{
    bool letter = false;

    if (!text.len || is_reserved(text) || strchr(" -:", text.ptr[0]) ||
        strchr(" :", text.ptr[text.len - 1]))
        return false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);

        letter |= (c | 0x20) - 'a' < 26 || c >= 0x80;
        if (c < 0x20 || (c < 0x7F && strchr("\"'#[]{},&*!|>%@`?=", (int)c)) ||
            (c == ':' && text.ptr[at] == ' ') || must_escape(c))
            return false;
    }
    return letter;
}

void dt_yaml_write_scalar(struct dt_buf *out, struct dt_str text)
{
    if (is_plain_safe(text)) {
        dt_buf_addstr(out, text);
        return;
    }
    dt_buf_addc(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = dt_utf8_next(text, &at);

        if (c == '"' || c == '\\')
            dt_buf_addc(out, '\\');
        if (must_escape(c))
            dt_buf_addf(out, "\\u%04X", (unsigned)c);
        else
            dt_buf_add(out, text.ptr + from, at - from);
    }
    dt_buf_addc(out, '"');
}
