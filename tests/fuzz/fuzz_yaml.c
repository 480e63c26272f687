#include <stdlib.h>

#include "adapt/unicode.h"
#include "adapt/yaml.h"
#include "base/buf.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool is_text(struct dt_str text)
{
    if (dt_utf8_valid(text) != text.len || !dt_unicode_is_nfc(text))
        return false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);

        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0))
            return false;
        if (c == 0xFFFE || c == 0xFFFF) /* no characters, says libyaml */
            return false;
    }
    return true;
}

/* A text, written as a scalar, is read back as it was. */
static void round_trip(struct dt_str text)
{
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    struct dt_buf yaml = DT_BUF_INIT(1 << 24);
    const struct dt_yaml_node *root = NULL;
    struct dt_err err;

    dt_buf_adds(&yaml, "l:\n  - k: ");
    dt_yaml_write_scalar(&yaml, text);
    dt_buf_adds(&yaml, "\n    f: [");
    dt_yaml_write_scalar(&yaml, text);
    dt_buf_adds(&yaml, "]\n");
    if (dt_yaml_parse(dt_buf_str(&yaml), "f", NULL, NULL, &arena, &root,
                      &err) != DT_OK)
        abort();
    root = dt_yaml_get(root, "l")->first;
    if (!dt_str_eq(dt_yaml_get(root, "k")->text, text) ||
        !dt_str_eq(dt_yaml_get(root, "f")->first->text, text))
        abort();
    dt_buf_release(&yaml);
    dt_arena_release(&arena);
}

static bool same_text(struct dt_str a, struct dt_str b)
{
    return !a.ptr == !b.ptr && dt_str_eq(a, b);
}

static void expect_same(const struct dt_yaml_node *a,
                        const struct dt_yaml_node *b)
{
    const struct dt_yaml_node *x = a->first, *y = b->first;

    if (a->type != b->type || a->plain != b->plain || a->flow != b->flow ||
        a->line != b->line || a->column != b->column ||
        a->last_line != b->last_line || a->last_column != b->last_column ||
        a->key_line != b->key_line || a->count != b->count ||
        !same_text(a->text, b->text) || !same_text(a->key, b->key))
        abort();
    for (; x && y; x = x->next, y = y->next)
        expect_same(x, y);
    if (x || y)
        abort();
}

/* Where the whole tree has the item that comes next. */
struct walk {
    const struct dt_yaml_node *list, *item;
};

/* Items that come one by one are those of the tree, and in its order. */
static int compare(void *ctx, struct dt_str list,
                   const struct dt_yaml_node *item, struct dt_err *err)
{
    struct walk *w = ctx;

    (void)err;
    while (w->list && !w->item) {
        w->list = w->list->next;
        w->item = w->list && w->list->type == DT_YAML_LIST ? w->list->first
                                                           : NULL;
    }
    if (!w->list || !dt_str_eq(w->list->key, list))
        abort();
    expect_same(item, w->item);
    w->item = w->item->next;
    return DT_OK;
}

static int ignore(void *ctx, struct dt_str list,
                  const struct dt_yaml_node *item, struct dt_err *err)
{
    (void)ctx;
    (void)list;
    (void)item;
    (void)err;
    return DT_OK;
}

static void expect_same_lists(const struct dt_yaml_node *whole,
                              const struct dt_yaml_node *items)
{
    const struct dt_yaml_node *x = whole->first, *y = items->first;

    if (whole->line != items->line || whole->last_line != items->last_line)
        abort();
    for (; x && y; x = x->next, y = y->next)
        if (x->count != y->count || x->line != y->line ||
            x->column != y->column || x->last_line != y->last_line ||
            x->key_line != y->key_line || !same_text(x->key, y->key))
            abort();
    if (x || y)
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    const struct dt_yaml_node *root = NULL, *lists = NULL;
    struct dt_err err;
    int whole = dt_yaml_parse(text, "f", NULL, NULL, &arena, &root, &err);

    if (whole == DT_OK) {
        const struct dt_yaml_node before = {.next = root->first};
        struct walk walk = {&before, NULL};

        if (dt_yaml_parse(text, "f", compare, &walk, &arena, &lists, &err) !=
            DT_OK)
            abort();
        expect_same_lists(root, lists);
    } else if (dt_yaml_parse(text, "f", ignore, NULL, &arena, &lists, &err) !=
               whole) {
        abort();
    }
    dt_arena_release(&arena);
    if (is_text(text))
        round_trip(text);
    return 0;
}
