#include "source/edit.h"

#include "adapt/yaml.h"
#include "source/edit_lines.h"

/* The byte at which a line, counted from 1, begins; or the text's length. */
static size_t line_start(struct dt_str text, unsigned line)
{
    struct dt_line_cursor cursor = {0, 1};

    return dt_line_place(text, &cursor, line, 1);
}

/* The byte of a line and column, both from 1; the text is well-formed. */
static size_t place(struct dt_str text, unsigned line, unsigned column)
{
    struct dt_line_cursor cursor = {0, 1};

    return dt_line_place(text, &cursor, line, column);
}

static void add_part(struct dt_buf *out, struct dt_str text, size_t from,
                     size_t to)
{
    dt_buf_add(out, text.ptr + from, to - from);
}

static void indent(struct dt_buf *out, size_t columns)
{
    while (columns--)
        dt_buf_addc(out, ' ');
}

/* "key: value" on a line of its own, when there is a value. */
static void write_field(struct dt_buf *out, size_t columns, const char *key,
                        const char *value)
{
    if (!value)
        return;
    indent(out, columns);
    dt_buf_addf(out, "%s: ", key);
    dt_yaml_write_scalar(out, DT_STR(value));
    dt_buf_addc(out, '\n');
}

static void write_entry(struct dt_buf *out, size_t columns,
                        const struct dt_source *s)
{
    const size_t in = columns + 2;

    indent(out, columns);
    dt_buf_adds(out, "- id: ");
    dt_yaml_write_scalar(out, DT_STR(s->id));
    dt_buf_addc(out, '\n');
    write_field(out, in, "url", s->url);
    write_field(out, in, "snapshot", s->snapshot);
    write_field(out, in, "retrieved", s->retrieved);
    write_field(out, in, "warc", s->warc);
    write_field(out, in, "media_type", s->media_type);
    write_field(out, in, "charset", s->charset);
    write_field(out, in, "kind", dt_kind_name(s->kind));
    write_field(out, in, "title", s->title);
    if (s->byline_count) {
        indent(out, in);
        dt_buf_adds(out, "byline: [");
        for (size_t i = 0; i < s->byline_count; i++) {
            dt_buf_adds(out, i ? ", " : "");
            dt_yaml_write_scalar(out, DT_STR(s->byline[i]));
        }
        dt_buf_adds(out, "]\n");
    }
    write_field(out, in, "publisher", s->publisher);
    write_field(out, in, "published", s->published);
    write_field(out, in, "language", s->language);
    write_field(out, in, "speaker", s->speaker);
    if (s->event.name) {
        indent(out, in);
        dt_buf_adds(out, "event: {name: ");
        dt_yaml_write_scalar(out, DT_STR(s->event.name));
        if (s->event.date)
            dt_buf_adds(out, ", date: ");
        if (s->event.date)
            dt_yaml_write_scalar(out, DT_STR(s->event.date));
        if (s->event.place)
            dt_buf_adds(out, ", place: ");
        if (s->event.place)
            dt_yaml_write_scalar(out, DT_STR(s->event.place));
        dt_buf_adds(out, "}\n");
    }
    indent(out, in);
    dt_buf_adds(out, "rights: {licence: ");
    dt_yaml_write_scalar(out, DT_STR(s->licence));
    dt_buf_addf(out, ", text: %s}\n", s->withheld ? "withheld" : "open");
}

/* The list that entries go into, and where its last one begins. */
struct target {
    const char *list; /* "sources" */
    unsigned line;
};

static int note_last(void *ctx, struct dt_str list,
                     const struct dt_yaml_node *item, struct dt_err *err)
{
    struct target *target = ctx;

    (void)err;
    if (dt_str_is(list, target->list))
        target->line = item->line;
    return DT_OK;
}

/* Whether the line before this one is empty. */
static bool has_space_before(struct dt_str text, unsigned line)
{
    size_t at = line > 1 ? line_start(text, line - 1) : text.len;

    return at < text.len && (text.ptr[at] == '\n' || text.ptr[at] == '\r');
}

/* Comments that stand deeper than the top level belong to what is above. */
static size_t behind_comments(struct dt_str text, size_t at)
{
    for (;;) {
        size_t end = at, first = at;

        while (first < text.len && text.ptr[first] == ' ')
            first++;
        if (first == at || first == text.len || text.ptr[first] != '#')
            return at;
        while (end < text.len && text.ptr[end] != '\n')
            end++;
        at = end < text.len ? end + 1 : end;
    }
}

/* Where the empty lines that end at `at` begin. */
static size_t before_empty_lines(struct dt_str text, size_t at)
{
    for (;;) {
        size_t end = at; /* of the line before, without its break */

        if (end && text.ptr[end - 1] == '\n')
            end--;
        if (end && text.ptr[end - 1] == '\r')
            end--;
        if (end == at || !end || text.ptr[end - 1] != '\n')
            return at;
        at = end;
    }
}

static void write_person(struct dt_buf *out, size_t columns, const char *id,
                         const char *name)
{
    indent(out, columns);
    dt_buf_adds(out, "- id: ");
    dt_yaml_write_scalar(out, DT_STR(id));
    dt_buf_addc(out, '\n');
    write_field(out, columns + 2, "name", name);
}

/* Where entries go: text[0, cut) stays, text[resume, ...) follows them. */
struct gap {
    size_t cut, resume; /* between them: an empty list's brackets */
    size_t insert;      /* where the entries go, at or behind resume */
    size_t columns;     /* before an entry's dash */
    bool spaced;        /* an empty line stands between entries */
    bool new_key;       /* the list itself is missing */
};

static int find_gap(struct dt_str text, const char *path,
                    const struct dt_yaml_node *root,
                    const struct target *target, struct gap *gap,
                    struct dt_err *err)
{
    const struct dt_yaml_node *list = dt_yaml_get(root, target->list);

    *gap = (struct gap){text.len, text.len, text.len, 2, false, !list};
    if (!list)
        return DT_OK;
    if (list->type == DT_YAML_LIST && !list->flow && list->count) {
        gap->columns = list->column - 1;
        gap->spaced = has_space_before(text, target->line);
        gap->insert = line_start(text, list->last_line + 1);
        gap->insert = before_empty_lines(text, gap->insert);
        gap->insert = behind_comments(text, gap->insert);
        gap->cut = gap->resume = gap->insert;
        return DT_OK;
    }
    if (list->count || list->last_line != list->line ||
        (list->type != DT_YAML_LIST && !dt_yaml_is_null(list)))
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: '%s' stands in brackets, so that no entry "
                       "can be added (write a list of '- ' entries)",
                       path, list->key_line, target->list);
    gap->cut = place(text, list->line, list->column);
    gap->resume = place(text, list->line, list->last_column);
    gap->insert = line_start(text, list->line + 1);
    return DT_OK;
}

/* Append to out what stands before the entries. */
static int open_gap(struct dt_str text, const char *path, const char *list,
                    struct gap *gap, struct dt_buf *out, struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(DT_YAML_BYTES);
    const struct dt_yaml_node *root = NULL;
    struct target target = {list, 0};
    int rc = dt_yaml_parse(text, path, note_last, &target, &arena, &root, err);

    if (rc == DT_OK)
        rc = find_gap(text, path, root, &target, gap, err);
    dt_arena_release(&arena);
    if (rc < 0)
        return rc;
    add_part(out, text, 0, gap->cut);
    while (gap->cut < gap->resume && out->len && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
    add_part(out, text, gap->resume, gap->insert);
    if (out->len && out->ptr[out->len - 1] != '\n')
        dt_buf_addc(out, '\n');
    if (gap->new_key)
        dt_buf_addf(out, "%s:\n", list);
    return DT_OK;
}

int dt_edit_append(struct dt_str text, const char *path,
                   const struct dt_source *entries, size_t count,
                   struct dt_buf *out, struct dt_err *err)
{
    struct gap gap = {.cut = 0};
    int rc = open_gap(text, path, "sources", &gap, out, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < count; i++) {
        if (gap.spaced)
            dt_buf_addc(out, '\n');
        write_entry(out, gap.columns, &entries[i]);
    }
    add_part(out, text, gap.insert, text.len);
    return dt_buf_check(out, path, err);
}

int dt_edit_append_person(struct dt_str text, const char *path, const char *id,
                          const char *name, struct dt_buf *out,
                          struct dt_err *err)
{
    struct gap gap = {.cut = 0};
    int rc = open_gap(text, path, "people", &gap, out, err);

    if (rc < 0)
        return rc;
    if (gap.spaced)
        dt_buf_addc(out, '\n');
    write_person(out, gap.columns, id, name);
    add_part(out, text, gap.insert, text.len);
    return dt_buf_check(out, path, err);
}

int dt_edit_append_items(struct dt_str text, const char *path, const char *list,
                         struct dt_str items, struct dt_buf *out,
                         struct dt_err *err)
{
    struct gap gap = {.cut = 0};
    struct dt_str rest = items, line;
    int rc = open_gap(text, path, list, &gap, out, err);

    if (rc < 0)
        return rc;
    while (dt_str_line(&rest, &line)) {
        if (gap.spaced && dt_str_starts(line, DT_STR("  - ")))
            dt_buf_addc(out, '\n');
        if (dt_str_starts(line, DT_STR("  ")))
            line = (struct dt_str){line.ptr + 2, line.len - 2};
        indent(out, gap.columns);
        dt_buf_addstr(out, line);
        dt_buf_addc(out, '\n');
    }
    add_part(out, text, gap.insert, text.len);
    return dt_buf_check(out, path, err);
}
