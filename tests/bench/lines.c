/*
 * lines COUNT - so many articles as JSON Lines of {id, text}, to measure with.
 *
 * Deterministic; bench_story_text() says what copies there are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "story.h"

static int print_line(size_t number, struct dt_str text, struct dt_buf *line,
                      struct dt_err *err)
{
    char id[32];
    struct dt_json json;
    int rc;

    (void)snprintf(id, sizeof id, "article-%08zu", number);
    dt_buf_reset(line);
    dt_json_init(&json, line);
    dt_json_open(&json, '{');
    dt_json_key(&json, "id");
    dt_json_text(&json, id);
    dt_json_key(&json, "text");
    dt_json_str(&json, text);
    dt_json_close(&json, '}');
    dt_buf_addc(line, '\n');
    rc = dt_buf_check(line, "a line", err);
    if (rc == DT_OK && fwrite(line->ptr, 1, line->len, stdout) != line->len)
        rc = DT_FAIL(err, DT_EIO, "cannot write");
    return rc;
}

int main(int argc, char **argv)
{
    static struct bench_words words;
    struct dt_buf text = DT_BUF_INIT(1 << 20), line = DT_BUF_INIT(1 << 21);
    const size_t count = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    struct bench_story story;
    struct dt_err err;
    int rc = DT_OK;

    if (count == 0) {
        (void)fputs("usage: lines COUNT\n", stderr);
        return 2;
    }
    bench_words_make(&words);
    bench_story_init(&story);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        bench_story_text(&story, &words, i, &text);
        rc = print_line(i, dt_buf_str(&text), &line, &err);
    }
    if (rc == DT_OK && fflush(stdout) != 0)
        rc = DT_FAIL(&err, DT_EIO, "cannot write");
    if (rc < 0)
        (void)fprintf(stderr, "lines: %s\n", err.msg);
    bench_story_release(&story);
    dt_buf_release(&text);
    dt_buf_release(&line);
    return rc < 0;
}
