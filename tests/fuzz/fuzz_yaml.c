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

static int ignore(void *ctx, struct dt_str list,
                  const struct dt_yaml_node *item, struct dt_err *err)
{
    size_t *count = ctx;

    (void)list;
    (void)err;
    *count += item->line > 0;
    return DT_OK;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    const struct dt_yaml_node *root = NULL;
    struct dt_err err;
    size_t count = 0;
    int whole = dt_yaml_parse(text, "f", NULL, NULL, &arena, &root, &err);
    int items = dt_yaml_parse(text, "f", ignore, &count, &arena, &root, &err);

    if (whole != items)
        abort();
    dt_arena_release(&arena);
    if (is_text(text))
        round_trip(text);
    return 0;
}
