#include "cmd/dedup_line.h"

#include "base/json_scan.h"
#include "snapshot/json_lines.h"

void dt_dedup_line_init(struct dt_dedup_line *line)
{
    line->id = line->input = line->text = DT_BUF_INIT(DT_JSON_LINE);
}

void dt_dedup_line_release(struct dt_dedup_line *line)
{
    dt_buf_release(&line->id);
    dt_buf_release(&line->input);
    dt_buf_release(&line->text);
}

static int take_member(struct dt_dedup_line *line,
                       const struct dt_json_member *member, struct dt_err *err)
{
    const bool is_id = dt_json_scan_is(member, "id");
    const bool is_input = !is_id && dt_json_scan_is(member, "input");
    const char *name = is_id ? "id" : is_input ? "input" : "text";
    struct dt_buf *into = is_id      ? &line->id
                          : is_input ? &line->input
                                     : &line->text;

    if (!is_id && !is_input && !dt_json_scan_is(member, "text"))
        return DT_OK;
    if (is_id ? dt_json_scan_is_null(member)
              : is_input && !dt_json_scan_is_text(member))
        return DT_OK;
    if (!dt_json_scan_is_text(member))
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: '%s' is no text", member->at,
                       name);
    dt_buf_reset(into);
    dt_json_scan_text(member, into);
    *(is_id      ? &line->has_id
      : is_input ? &line->has_input
                 : &line->has_text) = true;
    return dt_buf_check(into, name, err);
}

int dt_dedup_line_read(struct dt_dedup_line *line, struct dt_str json,
                       struct dt_err *err)
{
    struct dt_json_member member;
    struct dt_json_scan scan;
    bool end = false;
    int rc = dt_json_scan_start(&scan, json, err);

    line->has_id = line->has_input = line->has_text = false;
    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&scan, &member, &end, err);
        if (rc == DT_OK && !end)
            rc = take_member(line, &member, err);
    }
    if (rc == DT_OK && !line->has_text)
        rc = DT_FAIL(err, DT_EFORMAT, "no 'text' in it");
    if (rc == DT_OK && !line->has_id && !line->has_input)
        rc = DT_FAIL(err, DT_EFORMAT, "no 'id' and no 'input' in it");
    return rc;
}

struct dt_str dt_dedup_line_id(const struct dt_dedup_line *line)
{
    return dt_buf_str(line->has_id ? &line->id : &line->input);
}
