#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "cmd/change_print.h"
#include "cmd/cmd.h"
#include "cmd/diff_articles.h"
#include "release/diff.h"
#include "source/source.h"

static const struct dt_option options[] = {
    {"corpus", 0, DT_OPTION_TEXT, "NAME", "compare this corpus only", NULL},
    {"schema", 0, DT_OPTION_FLAG, NULL,
     "print the JSON Schema of what --json prints of two articles", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static const char schema[] = {
#include "cmd/schema/diff_articles.json.inc"
};

enum { FLUSH_AT = 256 * 1024, LONGEST_SPEC = 4096 };

static const char *const changes[] = {
    [DT_DIFF_ADDED] = "added",
    [DT_DIFF_REMOVED] = "removed",
    [DT_DIFF_CHANGED] = "changed",
};

struct comparing {
    const struct dt_args *args;
    struct dt_side *before, *after;
    struct dt_print print;
    struct dt_change_docs docs;
    const char *corpus;
    struct dt_diff_counts counts[DT_SIDE_KINDS];
    bool titled; /* the corpus, then the kind */
    int last_kind;
    uint64_t found;
};

static int print_json(struct comparing *c, const struct dt_diff_item *item,
                      struct dt_err *err)
{
    struct dt_json w;
    int rc;

    dt_json_init(&w, &c->print.out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "change", changes[item->change]);
    dt_json_put_text(&w, "corpus", c->corpus);
    dt_json_put_str(&w, "id", item->id);
    dt_json_put_text(&w, "kind", dt_side_kind_name(item->kind));
    rc = dt_change_json(&w, &c->docs, item->before, item->after, err);
    dt_json_put_bool(&w, "silent_edit", item->silent_edit);
    dt_json_close(&w, '}');
    dt_buf_addc(&c->print.out, '\n');
    return rc;
}

/* Where a statement stands: its id alone tells a reader nothing. */
static int print_article(struct comparing *c, const struct dt_diff_item *item,
                         struct dt_err *err)
{
    struct dt_json_doc *doc = &c->docs.before;
    int rc = dt_json_parse(doc, item->after.ptr ? item->after : item->before,
                           err);

    if (rc < 0)
        return rc;
    dt_buf_adds(&c->print.out, "  ");
    dt_print_safe(&c->print, dt_json_plain(doc, dt_json_get(doc, DT_JSON_ROOT,
                                                            "article")));
    return DT_OK;
}

static int print_text(struct comparing *c, const struct dt_diff_item *item,
                      struct dt_err *err)
{
    static const char signs[] = {[DT_DIFF_ADDED] = '+',
                                 [DT_DIFF_REMOVED] = '-',
                                 [DT_DIFF_CHANGED] = '~'};
    struct dt_print *p = &c->print;
    int rc = DT_OK;

    if (!c->titled)
        dt_print_heading(p, DT_STR(c->corpus));
    if (c->last_kind != (int)item->kind)
        dt_buf_addf(&p->out, "%s\n", dt_side_kind_name(item->kind));
    c->titled = true;
    c->last_kind = (int)item->kind;
    dt_buf_addf(&p->out, "  %c ", signs[item->change]);
    dt_print_safe(p, item->id);
    if (item->kind == DT_SIDE_STATEMENTS)
        rc = print_article(c, item, err);
    dt_buf_adds(&p->out, item->silent_edit
                             ? "  silent edit: the address is the same\n"
                             : "\n");
    return rc < 0
               ? rc
               : dt_change_print(p, &c->docs, item->before, item->after, err);
}

static int print_item(void *ctx, const struct dt_diff_item *item,
                      struct dt_err *err)
{
    struct comparing *c = ctx;
    int rc = DT_OK;

    c->found++;
    if (c->args->json)
        rc = print_json(c, item, err);
    else if (!c->args->quiet)
        rc = print_text(c, item, err);
    if (rc == DT_OK && c->print.out.len > FLUSH_AT)
        rc = dt_print_flush(&c->print, err);
    return rc;
}

static void count_text(struct comparing *c)
{
    struct dt_buf *out = &c->print.out;
    uint64_t all = 0;

    for (int kind = 0; kind < DT_SIDE_KINDS; kind++) {
        const struct dt_diff_counts *n = &c->counts[kind];

        if (n->changes[0] + n->changes[1] + n->changes[2] == 0)
            continue;
        all++;
        dt_buf_addf(out,
                    "%s: %s: %" PRIu64 " added, %" PRIu64 " removed, "
                    "%" PRIu64 " changed",
                    c->corpus, dt_side_kind_name((enum dt_side_kind)kind),
                    n->changes[DT_DIFF_ADDED], n->changes[DT_DIFF_REMOVED],
                    n->changes[DT_DIFF_CHANGED]);
        if (n->silent_edits)
            dt_buf_addf(out, ", %" PRIu64 " of them silent edits",
                        n->silent_edits);
        dt_buf_addc(out, '\n');
    }
    if (!all)
        dt_buf_addf(out, "%s: no difference\n", c->corpus);
}

static void json_kind(struct dt_json *w, const struct comparing *c,
                      enum dt_side_kind kind)
{
    const struct dt_diff_counts *n = &c->counts[kind];

    dt_json_key(w, dt_side_kind_name(kind));
    dt_json_open(w, '{');
    dt_json_put_count(w, "added", n->changes[DT_DIFF_ADDED]);
    dt_json_put_count(w, "changed", n->changes[DT_DIFF_CHANGED]);
    dt_json_put_count(w, "removed", n->changes[DT_DIFF_REMOVED]);
    dt_json_put_count(w, "silent_edits", n->silent_edits);
    dt_json_close(w, '}');
}

static void count_json(struct comparing *c)
{
    struct dt_json w;

    dt_json_init(&w, &c->print.out);
    dt_json_open(&w, '{');
    json_kind(&w, c, DT_SIDE_ARTICLES);
    dt_json_put_text(&w, "corpus", c->corpus);
    json_kind(&w, c, DT_SIDE_PEOPLE);
    json_kind(&w, c, DT_SIDE_REDIRECTS);
    json_kind(&w, c, DT_SIDE_SOURCES);
    json_kind(&w, c, DT_SIDE_STATEMENTS);
    dt_json_close(&w, '}');
    dt_buf_addc(&c->print.out, '\n');
}

static int compare_corpus(struct comparing *c, const char *corpus,
                          struct dt_err *err)
{
    int rc = DT_OK;

    c->corpus = corpus;
    c->titled = false;
    c->last_kind = -1;
    memset(c->counts, 0, sizeof c->counts);
    for (int kind = 0; rc == DT_OK && kind < DT_SIDE_KINDS; kind++)
        rc = dt_diff(c->before, c->after, corpus, (enum dt_side_kind)kind,
                     print_item, c, &c->counts[kind], err);
    if (rc == DT_OK && c->args->json)
        count_json(c);
    else if (rc == DT_OK && !c->args->quiet)
        count_text(c);
    return rc;
}

/* Every corpus that either side has, in the order of their names. */
static int compare_all(struct comparing *c, struct dt_err *err)
{
    struct dt_file_names a = {NULL, 0, NULL}, b = {NULL, 0, NULL};
    size_t i = 0, k = 0;
    int rc = dt_side_corpora(c->before, &a, err);

    if (rc == DT_OK)
        rc = dt_side_corpora(c->after, &b, err);
    if (rc == DT_OK && a.count + b.count == 0)
        rc = DT_FAIL(err, DT_EUSAGE, "neither side has a corpus");
    while (rc == DT_OK && (i < a.count || k < b.count)) {
        int order = i == a.count   ? 1
                    : k == b.count ? -1
                                   : strcmp(a.names[i], b.names[k]);

        rc = compare_corpus(c, order <= 0 ? a.names[i] : b.names[k], err);
        i += order <= 0;
        k += order >= 0;
    }
    dt_file_names_release(&a);
    dt_file_names_release(&b);
    return rc;
}

static int compare(struct comparing *c, struct dt_err *err)
{
    const char *chosen = dt_args_value(c->args, "corpus");
    const char *a = dt_side_release(c->before), *b = dt_side_release(c->after);

    if (a && b && strcmp(a, b) != 0)
        return DT_FAIL(err, DT_EUSAGE, "releases of two corpora: %s and %s", a,
                       b);
    if (!a)
        a = b;
    if (chosen && a && strcmp(chosen, a) != 0)
        return DT_FAIL(err, DT_EUSAGE, "--corpus %s: the release is of %s",
                       chosen, a);
    if (!chosen)
        chosen = a;
    if (chosen && !dt_source_is_slug(DT_STR(chosen)))
        return DT_FAIL(err, DT_EUSAGE, "%.100s: no name for a corpus", chosen);
    return chosen ? compare_corpus(c, chosen, err) : compare_all(c, err);
}

/* "A..B" in one word, as git has it; an empty side is HEAD. */
static int open_range(struct comparing *c, const char *range, const char *dots,
                      struct dt_err *err)
{
    char before[LONGEST_SPEC];
    size_t len = (size_t)(dots - range);
    int rc;

    if (len >= sizeof before || dots[2] == '.')
        return DT_FAIL(err, DT_EUSAGE, "%.100s: no range of revisions (A..B)",
                       range);
    memcpy(before, range, len);
    before[len] = '\0';
    rc = dt_side_open(&c->before, ".", len ? before : "HEAD", err);
    if (rc == DT_OK)
        rc = dt_side_open(&c->after, ".", dots[2] ? dots + 2 : "HEAD", err);
    return rc;
}

static int open_sides(struct comparing *c, struct dt_err *err)
{
    const char *const *words = c->args->words;
    const char *dots = strstr(words[0], "..");
    struct dt_file_stat st;
    int rc;

    /* A path may have dots too: what is there is a path. */
    if (c->args->count == 1 && dots) {
        rc = dt_file_stat(words[0], &st, err);
        if (rc < 0)
            return rc;
        if (!st.exists && !dt_str_ends(DT_STR(words[0]), DT_STR(".tar.zst")))
            return open_range(c, words[0], dots, err);
    }
    rc = dt_side_open(&c->before, ".", words[0], err);
    if (rc == DT_OK)
        rc = dt_side_open(&c->after, ".", c->args->count > 1 ? words[1] : NULL,
                          err);
    return rc;
}

/* Two words that are no revisions may be articles whose texts are not here. */
static bool must_be_articles(const struct dt_args *args, int rc)
{
    return rc == DT_EUSAGE && args->count == 2 &&
           dt_diff_may_be_article(args->words[0]) &&
           dt_diff_may_be_article(args->words[1]);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct comparing c = {.args = args, .docs = DT_CHANGE_DOCS_INIT};
    bool articles = false;
    int rc = args->count == 2
                 ? dt_diff_names_articles(args->words, &articles, err)
                 : DT_OK;

    if (dt_args_flag(args, "schema"))
        return dt_file_write_fd(STDOUT_FILENO, "standard output", schema,
                                sizeof schema, err);
    if (args->count == 0)
        return DT_FAIL(err, DT_EUSAGE,
                       "diff: needs a revision, a release or two articles "
                       "(see dictum diff --help)");
    if (rc < 0 || articles)
        return rc < 0 ? rc : dt_diff_articles(args, err);
    dt_print_init(&c.print);
    rc = open_sides(&c, err);
    articles = must_be_articles(args, rc);
    if (rc == DT_OK)
        rc = compare(&c, err);
    if (rc == DT_OK)
        rc = dt_print_flush(&c.print, err);
    dt_side_free(c.before);
    dt_side_free(c.after);
    dt_change_docs_release(&c.docs);
    dt_print_release(&c.print);
    if (articles)
        return dt_diff_articles(args, err);
    return rc < 0 ? rc : c.found > 0;
}

const struct dt_command dt_cmd_diff = {
    .name = "diff",
    .synopsis = "A [B] [--corpus NAME] [--json] | ARTICLE ARTICLE",
    .summary = "tell what changed between revisions, releases or two articles",
    .description =
        "Compare articles, statements, people, sources and redirects. A and B "
        "are each a git revision, a release (.tar.zst) or the folder it was "
        "unpacked to; A..B works too, and without B it is the work tree. An "
        "article whose address is the same and whose snapshot or text is "
        "another is flagged as a silent edit. Words of texts are not printed. "
        "A release is not verified here: dictum verify does.\n\n"
        "Of two articles the texts are shown side by side, and marked word by "
        "word where they differ. ARTICLE is an id, or REVISION:ID as a commit "
        "has it. An id comes before a revision of the same name "
        "(refs/heads/NAME is the branch). With --json a part gives the bytes "
        "of both texts.\n\n"
        "Exit status 0: no difference; 1: there are some.",
    .example = "$ dictum diff HEAD~1\n"
               "$ dictum diff northmoor-0.1.0.tar.zst northmoor-0.2.0.tar.zst\n"
               "$ dictum diff infirmary-beds-first infirmary-beds\n"
               "$ dictum diff HEAD~1:infirmary-beds infirmary-beds",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_FILES,
    .most = 2,
    .run = run,
};
