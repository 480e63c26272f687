#include "adapt/yaml_plain.h"

#include <string.h>

#include "adapt/unicode.h"
#include "base/utf8.h"

enum { MOST_KEYS = 64, LONGEST_KEY = 64 };

/* A line while it is read. */
struct line {
    const char *start, *at, *end; /* end: its LF, or the end of the text */
    bool ascii;
    unsigned number;
};

struct reader {
    struct dt_yaml_plain *plain;
    const char *end; /* of the text */
    struct line line;
    struct dt_arena scratch; /* of one item */
    struct dt_yaml_node *root, *list;
    size_t indent; /* of the list's dashes */
    bool no_memory;
};

/* One that stands on one line. Other nodes get their last line from these. */
static struct dt_yaml_node *new_node(struct reader *r, struct dt_arena *arena,
                                     enum dt_yaml_type type, unsigned column)
{
    struct dt_yaml_node *node = dt_arena_alloc(arena, sizeof *node);

    r->no_memory |= !node;
    if (node) {
        node->type = type;
        node->line = node->last_line = r->line.number;
        node->column = column;
    }
    return node;
}

/* Column of a place in the line, from 1, in code points. */
static unsigned column_of(const struct line *l, const char *at)
{
    const struct dt_str before = {l->start, (size_t)(at - l->start)};

    return 1 + (unsigned)(l->ascii ? before.len : dt_utf8_count(before));
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/*
 * Bytes of the character at p, when it is printable and no line end of YAML
 * (U+0085, U+2028, U+2029); else 0. The text is well-formed.
 */
static inline size_t char_size(const char *from)
{
    const unsigned char *p = (const unsigned char *)from;

    if (p[0] < 0x80)
        return p[0] >= ' ' && p[0] < 0x7F;
    if (p[0] < 0xE0)
        return p[0] > 0xC2 || p[1] > 0xA0 ? 2 : 0;
    if (p[0] > 0xED ||
        (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xA9))
        return 0;
    return 3;
}

static bool take(struct line *l, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(l->end - l->at) < len || memcmp(l->at, word, len) != 0)
        return false;
    l->at += len;
    return true;
}

/* Over a plain scalar: in brackets only what means nothing there. */
static bool skip_plain(struct line *l, bool flow)
{
    const char *p = l->at;

    if (p == l->end || !(is_word(*p) || *p == '/'))
        return false;
    while (p < l->end) {
        size_t size = char_size(p);

        if (size == 0 || (*p == '#' && p[-1] == ' '))
            return false;
        if (flow && (*p == ',' || *p == ']' || *p == '}'))
            break;
        if (flow ? size == 1 && !is_word(*p) && !strchr(" ._/+-", *p)
                 : *p == ':' && (p + 1 == l->end || p[1] == ' '))
            return false;
        p += size;
    }
    l->at = p;
    return p[-1] != ' ';
}

static bool skip_quoted(struct line *l)
{
    const char *p = l->at + 1;

    while (p < l->end && *p != '"') {
        size_t size = *p == '\\' ? 0 : char_size(p);

        if (size == 0)
            return false;
        p += size;
    }
    if (p == l->end)
        return false;
    l->at = p + 1;
    return true;
}

static struct dt_yaml_node *read_scalar(struct reader *r, bool flow)
{
    struct line *l = &r->line;
    const char *from = l->at;
    bool plain = from < l->end && *from != '"';
    struct dt_yaml_node *node;
    struct dt_str text;

    if (plain ? !skip_plain(l, flow) : from == l->end || !skip_quoted(l))
        return NULL;
    text = plain ? (struct dt_str){from, (size_t)(l->at - from)}
                 : (struct dt_str){from + 1, (size_t)(l->at - from) - 2};
    if (!l->ascii && !dt_unicode_is_nfc(text))
        return NULL;
    node = new_node(r, &r->scratch, DT_YAML_SCALAR, column_of(l, from));
    if (!node)
        return NULL;
    node->plain = plain;
    node->last_column = column_of(l, l->at);
    node->text.len = text.len;
    node->text.ptr = dt_arena_copy(&r->scratch, text);
    r->no_memory |= !node->text.ptr;
    return node->text.ptr ? node : NULL;
}

/* A key with its colon; what follows is left. */
static bool read_key(struct reader *r, struct dt_str *out)
{
    struct line *l = &r->line;
    const char *from = l->at;

    while (l->at < l->end && ((*l->at >= 'a' && *l->at <= 'z') ||
                              (*l->at == '_' && l->at > from)))
        l->at++;
    out->len = (size_t)(l->at - from);
    if (out->len == 0 || out->len > LONGEST_KEY || !take(l, ":"))
        return false;
    out->ptr = from;
    return true;
}

/* Hang child into a list or, with a key, into a mapping that has it not yet. */
static bool attach(struct reader *r, struct dt_yaml_node *to,
                   struct dt_yaml_node **last, struct dt_str key,
                   struct dt_yaml_node *child)
{
    if (!child || to->count == MOST_KEYS)
        return false;
    if (key.ptr) {
        for (const struct dt_yaml_node *n = to->first; n; n = n->next)
            if (dt_str_eq(n->key, key))
                return false;
        child->key = key;
        child->key.ptr = dt_arena_copy(&r->scratch, key);
        child->key_line = r->line.number;
        child->key_column = column_of(&r->line, key.ptr);
        r->no_memory |= !child->key.ptr;
    }
    if (*last)
        (*last)->next = child;
    else
        to->first = child;
    *last = child;
    to->count++;
    to->last_line = child->last_line;
    return true;
}

/* [value, value] or {key: value, key: value} */
static struct dt_yaml_node *read_flow(struct reader *r)
{
    struct line *l = &r->line;
    const bool mapping = *l->at == '{';
    struct dt_yaml_node *last = NULL;
    struct dt_yaml_node *node =
        new_node(r, &r->scratch, mapping ? DT_YAML_MAPPING : DT_YAML_LIST,
                 column_of(l, l->at));

    if (!node)
        return NULL;
    node->flow = true;
    l->at++;
    do {
        struct dt_str key = {NULL, 0};

        if (mapping && (!read_key(r, &key) || !take(l, " ")))
            return NULL;
        if (!attach(r, node, &last, key, read_scalar(r, true)))
            return NULL;
    } while (take(l, ", "));
    if (!take(l, mapping ? "}" : "]"))
        return NULL;
    node->last_column = column_of(l, l->at);
    return node;
}

/* "key: value", which ends the line. */
static bool read_member(struct reader *r, struct dt_yaml_node *item,
                        struct dt_yaml_node **last)
{
    struct line *l = &r->line;
    struct dt_yaml_node *value;
    struct dt_str key;

    if (!read_key(r, &key) || !take(l, " ") || l->at == l->end)
        return false;
    value = *l->at == '{' || *l->at == '[' ? read_flow(r)
                                           : read_scalar(r, false);
    return attach(r, item, last, key, value) && l->at == l->end;
}

static bool is_skipped(const struct line *l)
{
    const char *p = l->start;

    while (p < l->end && *p == ' ')
        p++;
    if (p == l->end || *p != '#')
        return l->start == l->end;
    while (p < l->end) {
        size_t size = char_size(p);

        if (size == 0)
            return false;
        p += size;
    }
    return true;
}

/* Go to the next line that is neither empty nor a comment. */
static bool next_line(struct reader *r)
{
    struct line *l = &r->line;

    do {
        const char *lf;

        if (l->end == r->end)
            return false;
        l->start = l->at = l->end + (l->number > 0); /* behind the LF */
        lf = memchr(l->start, '\n', (size_t)(r->end - l->start));
        l->end = lf ? lf : r->end;
        l->ascii = dt_utf8_ascii(
            (struct dt_str){l->start, (size_t)(l->end - l->start)});
        l->number++;
    } while (is_skipped(l));
    return true;
}

/* Whether the line begins with so many spaces and then with word. */
static bool take_indent(struct line *l, size_t spaces, const char *word)
{
    size_t i = 0;

    while (i < spaces && l->start + i < l->end && l->start[i] == ' ')
        i++;
    l->at = l->start + i;
    return i == spaces && l->at < l->end && *l->at != ' ' && take(l, word);
}

/* "name:" and the dash below it, at which the line is then. */
static bool read_head(struct reader *r, struct dt_arena *tree)
{
    struct line *l = &r->line;
    struct dt_str key;

    if (!next_line(r) || !read_key(r, &key) || l->at < l->end)
        return false;
    r->root = new_node(r, tree, DT_YAML_MAPPING, 1);
    key.ptr = dt_arena_copy(tree, key);
    r->no_memory |= !key.ptr;
    if (r->no_memory)
        return false;
    r->list = new_node(r, tree, DT_YAML_LIST, 1);
    if (!r->list)
        return false;
    r->list->key = key;
    r->list->key_line = l->number;
    r->list->key_column = 1;
    r->root->first = r->list;
    r->root->count = 1;
    if (!next_line(r))
        return false;
    while (l->start + r->indent < l->end && l->start[r->indent] == ' ')
        r->indent++;
    r->list->line = l->number;
    r->list->column = (unsigned)r->indent + 1;
    return take_indent(l, r->indent, "- ");
}

static int give(struct reader *r, const struct dt_yaml_node *item,
                struct dt_err *err)
{
    struct dt_yaml_plain *plain = r->plain;
    int rc = plain->each(plain->ctx, r->list->key, item, err);

    r->list->count++;
    r->list->last_line = r->root->last_line = item->last_line;
    dt_arena_reset(&r->scratch);
    plain->items++;
    return rc;
}

/* From behind a dash to the next one, or to the end of the text. */
static int read_item(struct reader *r, bool *plain, bool *ended,
                     struct dt_err *err)
{
    struct dt_yaml_node *last = NULL;
    struct dt_yaml_node *item = new_node(r, &r->scratch, DT_YAML_MAPPING,
                                         (unsigned)r->indent + 3);

    *plain = item != NULL;
    while (*plain) {
        *plain = read_member(r, item, &last);
        *ended = *plain && !next_line(r);
        if (!*plain || *ended || take_indent(&r->line, r->indent, "- "))
            break;
        *plain = take_indent(&r->line, r->indent + 2, "");
    }
    return *plain ? give(r, item, err) : DT_OK;
}

int dt_yaml_plain(struct dt_yaml_plain *plain, struct dt_str text,
                  struct dt_arena *tree, struct dt_err *err)
{
    struct reader r = {.plain = plain,
                       .end = text.ptr + text.len,
                       .line = {text.ptr, text.ptr, text.ptr, true, 0},
                       .scratch = DT_ARENA_INIT(DT_YAML_BYTES)};
    bool good = read_head(&r, tree), ended = false;
    int rc = DT_OK;

    while (rc == DT_OK && good && !ended)
        rc = read_item(&r, &good, &ended, err);
    if (rc == DT_OK && r.no_memory)
        rc = DT_FAIL(err, DT_EINTERNAL, "YAML: out of memory");
    if (rc == DT_OK && good)
        plain->root = r.root;
    dt_arena_release(&r.scratch);
    return rc;
}
