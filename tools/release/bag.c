#include "release/bag.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/edtf.h"
#include "base/version.h"

const char *const dt_bag_tag_files[DT_BAG_TAG_FILES] = {
    DT_BAG_DECLARATION,
    DT_BAG_INFO,
    DT_BAG_MANIFEST,
    DT_BAG_TAG_MANIFEST,
};

const char dt_bag_declaration[] = "BagIt-Version: 1.0\n"
                                  "Tag-File-Character-Encoding: UTF-8\n";

static void add_label(struct dt_buf *out, const char *label, const char *value)
{
    dt_buf_addf(out, "%s: ", label);
    for (; *value; value++)
        dt_buf_addc(out, (unsigned char)*value < 0x20 ? ' ' : *value);
    dt_buf_addc(out, '\n');
}

void dt_bag_write_info(const struct dt_bag_info *info, const char *description,
                       const char *contact, struct dt_buf *out)
{
    add_label(out, "External-Identifier", info->name);
    if (description)
        add_label(out, "External-Description", description);
    if (contact)
        add_label(out, "Contact-Name", contact);
    add_label(out, "Bagging-Date", info->date);
    dt_buf_addf(out, "Payload-Oxum: %" PRIu64 ".%" PRIu64 "\n", info->bytes,
                info->files);
    add_label(out, "Bag-Software-Agent", DT_TOOL);
    add_label(out, "Dictum-Version", info->version);
    add_label(out, "Dictum-Commit", info->commit);
    dt_buf_addf(out, "Dictum-Tree-Size: %" PRIu64 "\n", info->tree_size);
    add_label(out, "Dictum-Root", info->root);
}

static bool copy_text(char *out, size_t room, struct dt_str value)
{
    if (out[0] || value.len == 0 || value.len >= room)
        return false;
    memcpy(out, value.ptr, value.len);
    out[value.len] = '\0';
    return true;
}

/* Decimal digits up to the end or to stop; behind them in *rest. */
static bool read_number(struct dt_str *rest, char stop, uint64_t *out)
{
    size_t at = 0;
    uint64_t value = 0;

    while (at < rest->len && rest->ptr[at] >= '0' && rest->ptr[at] <= '9' &&
           at < 18)
        value = value * 10 + (uint64_t)(rest->ptr[at++] - '0');
    if (at == 0 || (at < rest->len && rest->ptr[at] != stop) ||
        (at == rest->len && stop))
        return false;
    *out = value;
    at += stop != '\0';
    rest->ptr += at;
    rest->len -= at;
    return true;
}

struct seen {
    bool oxum, tree_size;
};

static bool read_label(struct dt_str label, struct dt_str value,
                       struct dt_bag_info *out, struct seen *seen)
{
    bool first;

    if (dt_str_is(label, "External-Identifier"))
        return copy_text(out->name, sizeof out->name, value);
    if (dt_str_is(label, "Dictum-Version"))
        return copy_text(out->version, sizeof out->version, value);
    if (dt_str_is(label, "Dictum-Commit"))
        return copy_text(out->commit, sizeof out->commit, value);
    if (dt_str_is(label, "Dictum-Root"))
        return dt_digest_is_hex(value) &&
               copy_text(out->root, sizeof out->root, value);
    if (dt_str_is(label, "Bagging-Date"))
        return value.len == 10 && dt_edtf_valid(value) &&
               copy_text(out->date, sizeof out->date, value);
    if (dt_str_is(label, "Payload-Oxum")) {
        first = !seen->oxum;
        seen->oxum = true;
        return first && read_number(&value, '.', &out->bytes) &&
               read_number(&value, '\0', &out->files) && value.len == 0;
    }
    if (dt_str_is(label, "Dictum-Tree-Size")) {
        first = !seen->tree_size;
        seen->tree_size = true;
        return first && read_number(&value, '\0', &out->tree_size) &&
               value.len == 0;
    }
    return true; /* any other label is the packer's own affair */
}

int dt_bag_read_info(struct dt_str text, struct dt_bag_info *out,
                     struct dt_err *err)
{
    struct dt_str line, rest = text;
    struct seen seen = {false, false};
    unsigned number = 0;

    memset(out, 0, sizeof *out);
    while (dt_str_line(&rest, &line)) {
        size_t colon = dt_str_find(line, DT_STR(": "), 0);
        struct dt_str value;

        number++;
        if (colon == SIZE_MAX)
            return DT_FAIL(err, DT_EFORMAT,
                           DT_BAG_INFO ":%u: no 'Label: value'", number);
        value = (struct dt_str){line.ptr + colon + 2, line.len - colon - 2};
        line.len = colon;
        if (!read_label(line, value, out, &seen))
            return DT_FAIL(err, DT_EFORMAT,
                           DT_BAG_INFO ":%u: a value that cannot be, or a "
                                       "label for the second time",
                           number);
    }
    if (!out->name[0] || !out->version[0] || !out->commit[0] || !out->root[0] ||
        !out->date[0] || !seen.oxum || !seen.tree_size)
        return DT_FAIL(err, DT_EFORMAT,
                       DT_BAG_INFO ": a label is missing that dictum writes");
    return DT_OK;
}

void dt_bag_top(const struct dt_bag_info *info, char *out, size_t room)
{
    (void)snprintf(out, room, "%s-%s", info->name, info->version);
}

void dt_bag_add_line(struct dt_buf *out, const char *sha256, const char *path)
{
    dt_buf_adds(out, sha256);
    dt_buf_add(out, "  ", 2);
    dt_buf_adds(out, path);
    dt_buf_addc(out, '\n');
}

int dt_bag_next_line(struct dt_str *rest, struct dt_str *sha256,
                     struct dt_str *path, struct dt_err *err)
{
    struct dt_str line = {"", 0};
    bool whole = rest->len && memchr(rest->ptr, '\n', rest->len);

    if (whole)
        (void)dt_str_line(rest, &line);
    if (line.len < 67 || memcmp(line.ptr + 64, "  ", 2) != 0 ||
        !dt_digest_is_hex((struct dt_str){line.ptr, 64}))
        return DT_FAIL(err, DT_EFORMAT,
                       "a line of a manifest is no digest, two spaces and a "
                       "path");
    *sha256 = (struct dt_str){line.ptr, 64};
    *path = (struct dt_str){line.ptr + 66, line.len - 66};
    return DT_OK;
}

int dt_bag_order(struct dt_str a, struct dt_str b)
{
    bool x = dt_str_starts(a, DT_STR(DT_BAG_TEXTS));
    bool y = dt_str_starts(b, DT_STR(DT_BAG_TEXTS));

    if (x != y)
        return x - y;
    /* Without ".txt", which would put a-b before a. */
    if (x && dt_str_ends(a, DT_STR(".txt")) && dt_str_ends(b, DT_STR(".txt"))) {
        a.len -= 4;
        b.len -= 4;
    }
    return dt_str_cmp(a, b);
}
