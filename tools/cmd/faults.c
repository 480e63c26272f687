#include "cmd/faults.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void dt_faults_init(struct dt_faults *faults)
{
    faults->out = DT_BUF_INIT(DT_FAULTS_KEPT * 8192);
    faults->count = 0;
    dt_json_init(&faults->json, &faults->out);
    dt_json_open(&faults->json, '[');
}

void dt_faults_release(struct dt_faults *faults)
{
    dt_buf_release(&faults->out);
}

/* From 1; 0: the file, or the line, as a whole. */
struct place {
    int64_t line, column;
};

static const struct place whole = {0, 0};

static void put_number(struct dt_json *w, const char *key, int64_t number)
{
    dt_json_key(w, key);
    if (number)
        dt_json_int(w, number);
    else
        dt_json_null(w);
}

/* An empty file: of none. */
static void keep(struct dt_faults *faults, struct dt_str file,
                 struct place place, const char *message)
{
    struct dt_json *w = &faults->json;

    if (faults->count++ >= DT_FAULTS_KEPT)
        return;
    dt_json_open(w, '{');
    put_number(w, "column", place.column);
    dt_json_key(w, "file");
    if (file.len)
        dt_json_str(w, file);
    else
        dt_json_null(w);
    put_number(w, "line", place.line);
    dt_json_put_text(w, "message", message);
    dt_json_close(w, '}');
}

/* Skip "NUMBER:", if that is what stands at *at. */
static int64_t take_number(const char **at)
{
    size_t digits = strspn(*at, "0123456789");
    int64_t number = 0;

    if (digits > 0 && digits < 16 && (*at)[digits] == ':') {
        number = strtoll(*at, NULL, 10);
        *at += digits + 1;
    }
    return number;
}

void dt_faults_take(struct dt_faults *faults, const char *told)
{
    const char *colon = strchr(told, ':');
    struct dt_str file = {told, colon ? (size_t)(colon - told) : 0};
    const char *rest = told;
    struct place place = whole;

    if (memchr(told, '/', file.len)) {
        rest = colon + 1;
        place.line = take_number(&rest);
        if (place.line)
            place.column = take_number(&rest);
        rest += strspn(rest, " ");
    } else {
        file.len = 0;
    }
    keep(faults, file, place, rest);
}

void dt_faults_tell(void *faults, const char *told)
{
    (void)fprintf(stderr, "%s\n", told);
    dt_faults_take(faults, told);
}

void dt_faults_tell_of(void *faults, const char *file, const char *message)
{
    (void)fprintf(stderr, "%s: %s\n", file, message);
    keep(faults, DT_STR(file), whole, message);
}

void dt_faults_keep(struct dt_faults *faults, struct dt_str file,
                    const char *message)
{
    size_t len = strlen(message);

    if (dt_str_starts((struct dt_str){message, len}, file) &&
        strncmp(message + file.len, ": ", 2) == 0)
        message += file.len + 2;
    keep(faults, file, whole, message);
}

const char *dt_faults_json(struct dt_faults *faults)
{
    struct dt_err ignored;

    dt_json_close(&faults->json, ']');
    return dt_buf_check(&faults->out, "the faults", &ignored) == DT_OK
               ? faults->out.ptr
               : NULL;
}

bool dt_faults_found(int rc)
{
    return rc == DT_EFORMAT || rc == DT_EMISMATCH;
}

int dt_faults_report(struct dt_report_item *items, size_t count, bool known,
                     struct dt_err *err)
{
    for (size_t i = 0; !known && i < count; i++)
        if (items[i].is != DT_REPORT_IS_JSON &&
            strcmp(items[i].name, "problems") != 0 &&
            strcmp(items[i].name, "corpus") != 0)
            items[i] = (struct dt_report_item)DT_REPORT_TEXT(items[i].name,
                                                             NULL);
    return dt_report_print(items, count, err);
}
