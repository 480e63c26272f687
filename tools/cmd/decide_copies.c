#include "cmd/decide_copies.h"

#include <stdio.h>
#include <string.h>

#include "manifest/find.h"

bool dt_decide_copies_asked(const struct dt_args *args)
{
    return dt_args_value(args, "decide") != NULL;
}

/* The first digits of the fold that an article's record has. */
static int read_judged(const struct dt_corpus *corpus, const char *id,
                       char judged[DT_COPY_JUDGED + 1], struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_str fold = {NULL, 0};
    bool found = false;
    int rc = dt_find_record(corpus, DT_FIND_ARTICLE, DT_STR(id), &line, &found,
                            err);

    if (rc == DT_OK && found)
        rc = dt_json_parse(&doc, dt_buf_str(&line), err);
    if (rc == DT_OK && found)
        fold = dt_json_plain(
            &doc, dt_json_get(&doc, dt_json_get(&doc, DT_JSON_ROOT, "text"),
                              "fold_sha256"));
    if (rc == DT_OK && fold.len < DT_COPY_JUDGED)
        rc = DT_FAIL(err, DT_EUSAGE, "%.200s: %s has no article of this id", id,
                     corpus->name);
    if (rc == DT_OK) {
        memcpy(judged, fold.ptr, DT_COPY_JUDGED);
        judged[DT_COPY_JUDGED] = '\0';
    }
    dt_json_doc_release(&doc);
    dt_buf_release(&line);
    return rc;
}

int dt_decide_copies(const struct dt_args *args, const struct dt_corpus *corpus,
                     struct dt_err *err)
{
    const char *of = dt_args_value(args, "copy-of");
    const char *not_of = dt_args_value(args, "not-copy-of");
    const bool canonical = dt_args_flag(args, "canonical");
    char judged[2][DT_COPY_JUDGED + 1];
    struct dt_copy_decision d = {.article = dt_args_value(args, "decide"),
                                 .other = of ? of : not_of,
                                 .verdict = of       ? DT_COPY_OF
                                            : not_of ? DT_COPY_NOT_OF
                                                     : DT_COPY_CANONICAL,
                                 .judged = {judged[0], NULL}};
    struct dt_buf item = DT_BUF_INIT(DT_RECORD_MAX);
    int rc;

    if ((of != NULL) + (not_of != NULL) + canonical != 1)
        return DT_FAIL(err, DT_EUSAGE,
                       "--decide needs one of --copy-of, --not-copy-of and "
                       "--canonical");
    if (d.other && strcmp(d.article, d.other) == 0)
        return DT_FAIL(err, DT_EUSAGE, "%.200s: name two articles", d.other);
    rc = read_judged(corpus, d.article, judged[0], err);
    if (rc == DT_OK && d.other) {
        d.judged[1] = judged[1];
        rc = read_judged(corpus, d.other, judged[1], err);
    }
    if (rc == DT_OK) {
        dt_copy_decision_write(&d, dt_args_value(args, "note"), &item);
        rc = dt_buf_check(&item, "a decision", err);
    }
    if (rc == DT_OK)
        rc = dt_decisions_add(corpus, "copies", dt_buf_str(&item), err);
    dt_buf_release(&item);
    if (rc == DT_OK && !args->quiet)
        (void)fprintf(stderr,
                      "%s: 1 decision added (dictum build carries it out)\n",
                      corpus->decisions->path);
    return rc;
}
