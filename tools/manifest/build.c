#include "manifest/build.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/claim.h"
#include "base/lock.h"
#include "base/stage.h"
#include "manifest/plan.h"
#include "manifest/recognise.h"
#include "manifest/stale_copies.h"

static void tell(const struct dt_build_report *r, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
static void note(const struct dt_build_report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void problem(const struct dt_build_report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void tell(const struct dt_build_report *r, const char *fmt, va_list ap)
{
    char line[512];

    (void)vsnprintf(line, sizeof line, fmt, ap);
    dt_err_make_printable(line);
    if (r->note)
        r->note(r->ctx, line);
}

static void note(const struct dt_build_report *r, const char *fmt, ...)
{
    va_list ap;

    if (r->only_problems)
        return;
    va_start(ap, fmt);
    tell(r, fmt, ap);
    va_end(ap);
}

/* What makes the build return 1. */
static void problem(const struct dt_build_report *r, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    tell(r, fmt, ap);
    va_end(ap);
}

static void plan_release(struct dt_plan *p)
{
    for (unsigned i = 0; i < p->options->jobs; i++) {
        if (p->makers)
            dt_maker_release(&p->makers[i]);
        if (p->keep)
            dt_arena_release(&p->keep[i]);
    }
    free(p->makers);
    free(p->keep);
    free(p->items);
    free(p->copies);
    free(p->id_key);
    free(p->by_id);
    dt_decided_release(&p->decided);
    dt_rulebook_free(p->make.rules);
    dt_spool_free(p->make.articles);
    dt_spool_free(p->make.statements);
    dt_utterances_free(p->make.utterances);
    dt_texts_free(p->make.texts);
    dt_spool_free(p->snapshot_lines);
    dt_spool_free(p->duplicate_lines);
    dt_spool_free(p->redirect_lines);
    dt_stage_free(p->make.stage);
    dt_snapshots_free(p->snapshots);
    dt_arena_release(&p->arena);
}

static int open_spools(struct dt_plan *p, const char *dir, struct dt_err *err)
{
    int rc = dt_spool_new(&p->make.articles, DT_ARTICLES, dir, err);

    if (rc == DT_OK)
        rc = dt_spool_new(&p->make.statements, DT_STATEMENTS, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->snapshot_lines, DT_SNAPSHOTS, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->duplicate_lines, DT_DUPLICATES, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->redirect_lines, DT_REDIRECTS, dir, err);
    return rc;
}

static int plan_init(struct dt_plan *p, const char *dictum, struct dt_err *err)
{
    size_t n = p->corpus->source_count ? p->corpus->source_count : 1;
    char dir[4096];
    int rc = DT_OK;

    p->arena = DT_ARENA_INIT((size_t)1 << 34);
    p->items = calloc(n, sizeof *p->items);
    p->copies = calloc(n, sizeof *p->copies);
    p->makers = calloc(p->options->jobs, sizeof *p->makers);
    p->keep = calloc(p->options->jobs, sizeof *p->keep);
    if (!p->items || !p->copies || !p->makers || !p->keep)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu sources", n);
    for (unsigned i = 0; rc == DT_OK && i < p->options->jobs; i++) {
        p->keep[i] = DT_ARENA_INIT((size_t)1 << 34);
        rc = dt_maker_init(&p->makers[i], err);
    }
    p->make.corpus = p->corpus;
    if (rc == DT_OK)
        rc = dt_plan_index(p, err);
    (void)snprintf(dir, sizeof dir, "%s/stage/%s", dictum, p->corpus->name);
    if (rc == DT_OK)
        rc = dt_stage_open(&p->make.stage, dir, err);
    if (rc == DT_OK)
        rc = open_spools(p, dir, err);
    if (rc == DT_OK)
        rc = dt_texts_new(&p->make.texts, dir, n, err);
    if (rc == DT_OK)
        rc = dt_utterances_new(&p->make.utterances, p->corpus->people, n, err);
    if (rc == DT_OK)
        rc = dt_clock_of(dir, &p->clock, err);
    if (rc == DT_OK)
        rc = dt_snapshots_open(p->corpus, p->options->from, p->options->jobs,
                               &p->snapshots, err);
    if (rc == DT_OK)
        rc = dt_make_read_rules(p->corpus, &p->make.rules, err);
    dt_mark_base_init(&p->base, p->make.rules);
    return rc;
}

/* Nothing to write: every source as it was, and the manifests untouched. */
static int all_unchanged(const struct dt_plan *p, bool *all, struct dt_err *err)
{
    bool strays = false;
    int rc = dt_plan_has_strays(p, &strays, err);

    *all = p->trusted && p->same_sources && !p->marks_gone && !strays;
    for (size_t i = 0; *all && i < p->corpus->source_count; i++)
        *all = p->items[i].state == DT_PLAN_UNCHANGED;
    return rc;
}

static void tally(struct dt_plan *p)
{
    struct dt_build_report *r = p->report;

    r->not_held = r->carried = r->unchanged = r->built = 0;
    r->no_article = r->no_text = r->undecoded = 0;
    r->disputed = r->unknown = r->statements = 0;
    r->unresolved = r->strangers = 0;
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_plan_item *item = &p->items[i];

        r->no_article += item->made.not_article != NULL;
        r->not_held += item->state == DT_PLAN_MISSING &&
                       !item->made.not_article;
        r->carried += item->state == DT_PLAN_CARRIED;
        r->unchanged += item->state == DT_PLAN_UNCHANGED;
        r->built += item->state == DT_PLAN_MADE;
        if (item->state != DT_PLAN_MADE)
            continue;
        r->no_text += p->copies[i].bytes == 0;
        r->undecoded += item->made.replaced > 0;
        r->disputed += item->made.disputed != 0;
        r->unknown += item->made.unknown != 0;
        r->statements += item->made.statements;
        r->unresolved += item->made.unresolved;
        r->strangers += item->made.strangers;
    }
}

/* "title, published", of the fields that have their bits set. */
static const char *names_of_fields(unsigned fields, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (int field = 0; field < DT_FIELD_COUNT && len < size; field++)
        if (fields & 1u << field)
            len += (size_t)snprintf(out + len, size - len, "%s%s",
                                    len ? ", " : "",
                                    dt_field_name((enum dt_field)field));
    return out;
}

/* What is odd about an article that was made. */
static void note_made(const struct dt_plan *p)
{
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_plan_item *item = &p->items[i];
        const struct dt_source *s = &p->corpus->sources[i];
        const char *id = s->id;
        char names[256];

        if (item->state != DT_PLAN_MADE)
            continue;
        if (p->copies[i].bytes == 0)
            note(p->report, "%s: no body was found in the snapshot", id);
        if (item->made.replaced)
            note(p->report,
                 "%s: %" PRIu64 " byte%s could not be decoded and "
                 "became U+FFFD",
                 id, item->made.replaced, DT_S(item->made.replaced));
        if (item->made.mojibake)
            note(p->report,
                 "%s: in %" PRIu64
                 " place%s the text looks as if its UTF-8 had "
                 "been encoded twice; it stays as published",
                 id, item->made.mojibake, DT_S(item->made.mojibake));
        if (item->made.disputed)
            note(p->report,
                 "%s: says different things of its %s (dictum normalise --json "
                 "shows where; an entry in sources.yaml decides)",
                 id, names_of_fields(item->made.disputed, names, sizeof names));
        if (item->made.unknown)
            note(p->report,
                 "%s: %s: null, as nothing in it tells for certain (its entry "
                 "in sources.yaml may)",
                 id, names_of_fields(item->made.unknown, names, sizeof names));
        if (item->made.voiceless)
            note(p->report,
                 "%s: %s: whose words these are is not known (its entry in "
                 "sources.yaml may say `speaker:`)",
                 id, dt_kind_name(item->made.voiceless));
    }
}

/* Whether the snapshot of any withheld text lies where git takes it. */
static bool note_exposed(const struct dt_plan *p)
{
    bool any = false;

    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_source *s = &p->corpus->sources[i];
        const struct dt_held *held = p->items[i].held;

        if (!s->withheld || !held || !dt_plan_tracked(p, held->path))
            continue;
        problem(p->report,
                "%s: withheld, but its snapshot lies where git tracks it (move "
                "%s to .dictum/snapshots/)",
                s->id, held->path);
        any = true;
    }
    return any;
}

/*
 * A text that somebody wrote into is made again of its snapshot; what they
 * wrote is kept beside.
 */
static int keep_edited(const struct dt_plan *p, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DT_ARTICLE_MAX);
    struct dt_buf path = DT_BUF_INIT(4096), kept = DT_BUF_INIT(4096);
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < p->corpus->source_count; i++) {
        if (p->items[i].state != DT_PLAN_MADE || !p->items[i].edited)
            continue;
        dt_buf_reset(&path);
        dt_buf_reset(&kept);
        dt_make_text_path(p->corpus, DT_STR(p->corpus->sources[i].id), &path);
        dt_buf_addf(&kept, "%s/.dictum/edited/%s", p->corpus->root,
                    p->corpus->name);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = dt_buf_check(&kept, "a path", err);
        if (rc == DT_OK)
            rc = dt_file_mkdirs(kept.ptr, err);
        dt_buf_addf(&kept, "/%s.txt", p->corpus->sources[i].id);
        if (rc == DT_OK)
            rc = dt_buf_check(&kept, "a path", err);
        if (rc == DT_OK)
            rc = dt_file_read(path.ptr, &text, err);
        if (rc == DT_OK)
            rc = dt_file_write(kept.ptr, text.ptr, text.len, err);
        if (rc == DT_OK)
            note(p->report,
                 "%s: was edited, and is written again as its snapshot has it "
                 "(the edited one is kept as %s)",
                 path.ptr, dt_corpus_shown(kept.ptr));
    }
    dt_buf_release(&text);
    dt_buf_release(&path);
    dt_buf_release(&kept);
    return rc;
}

/* Decisions on articles that are not there, and on statements that are not. */
static void note_stale(const struct dt_plan *p)
{
    const struct dt_decisions *all = p->corpus->decisions;

    p->report->stale = 0;
    for (size_t i = 0, nth = 0; i < all->count; i++) {
        const struct dt_decision *d = &all->items[i];
        size_t source = dt_plan_find(p, DT_STR(d->article));
        const struct dt_plan_item *item = source == SIZE_MAX
                                              ? NULL
                                              : &p->items[source];

        nth = i && strcmp(d->article, d[-1].article) == 0 ? nth + 1 : 0;
        if (item && item->state != DT_PLAN_MADE &&
            item->state != DT_PLAN_UNCHANGED)
            continue; /* not known here */
        if (item && !dt_decision_set_has(&item->mark.stale, nth))
            continue;
        p->report->stale++;
        note(p->report, DT_DECISION_STALE, all->path, d->line, d->statement,
             item ? "its words in " : "there is no article ", d->article,
             item ? " are no statement of this id any more" : "");
    }
}

static void note_stale_copy(void *ctx, const struct dt_copy_decision *d,
                            const char *article, const char *why, bool again)
{
    const struct dt_plan *p = ctx;
    struct dt_buf told = DT_BUF_INIT(4096), lines = DT_BUF_INIT(64);

    dt_copy_decision_tell(d, &told);
    dt_copy_decision_lines(d, &lines);
    note(p->report, "%s:%u: stale: %s, %s: %s %s (%stake out %s)",
         p->corpus->decisions->path, d->line, d->article, told.ptr, article,
         why, again ? "decide again with dictum duplicates --decide, or " : "",
         lines.ptr);
    dt_buf_release(&told);
    dt_buf_release(&lines);
}

static void note_not_held(const struct dt_plan *p)
{
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_source *s = &p->corpus->sources[i];
        const char *why = p->items[i].made.not_article;

        if (why)
            problem(p->report,
                    "%s: not an article: %s (say its kind: in sources.yaml to "
                    "have it all the same)",
                    s->id, why);
        if (why)
            continue;
        if (p->items[i].state != DT_PLAN_MISSING)
            continue;
        if (s->snapshot)
            problem(p->report,
                    "%s: not held: snapshot %s (%sname its folder "
                    "with --from)",
                    s->id, s->snapshot, s->withheld ? "withheld text: " : "");
        else
            problem(p->report,
                    "%s: not held: no snapshot was taken yet (dictum "
                    "fetch %s, or dictum add FILE --id %s)",
                    s->id, p->corpus->name, s->id);
    }
}

/* More likely a slip, or half a file, than a wish. */
static bool takes_all(const struct dt_plan *p)
{
    struct dt_build_report *r = p->report;

    if (p->corpus->source_count || !r->removed || p->options->empty)
        return false;
    problem(r,
            "corpus/%s/sources.yaml: names no source, and articles are "
            "recorded: %zu; nothing was changed (restore it with git checkout, "
            "or take them away with dictum build %s --empty)",
            p->corpus->name, r->removed, p->corpus->name);
    r->removed = 0;
    return true;
}

/* A text that neither a source nor a record explains is not ours to remove. */
static int note_extra_text(void *ctx, const struct dt_plan_text *text,
                           struct dt_err *err)
{
    const struct dt_plan *p = ctx;

    (void)err;
    if (text->source == SIZE_MAX)
        note(p->report, "%s: no source has this text (remove it)",
             dt_corpus_shown(text->path));
    return DT_OK;
}

static int compare(struct dt_plan *p, struct dt_err *err)
{
    int rc = dt_stage_keep_same(p->make.stage, err);

    p->report->files = dt_stage_count(p->make.stage);
    for (size_t i = 0; rc == DT_OK && i < p->report->files; i++)
        problem(p->report,
                "%s: differs from what its sources give (run dictum "
                "build %s, or restore it with git checkout)",
                dt_stage_path(p->make.stage, i), p->corpus->name);
    return rc;
}

static void note_store(const struct dt_plan *p, const struct dt_err *err)
{
    note(p->report,
         "%.300s (remove it, or mend that: until then every build makes all "
         "articles again)",
         err->msg);
}

/* A store only saves work: without one everything is made. */
static struct dt_store *open_store(struct dt_plan *p, const char *path)
{
    struct dt_store *store = NULL;
    struct dt_err err;
    int rc = dt_store_open(&store, path, p->corpus->name, &err);

    if (rc == DT_OK)
        rc = dt_plan_load_marks(p, store, &err);
    p->stored = rc == DT_OK;
    if (rc == DT_OK)
        return store;
    p->trusted = false;
    note_store(p, &err);
    dt_store_free(store);
    return NULL;
}

/* The corpus is built: that cannot fail any more. */
static void save_marks(struct dt_plan *p, struct dt_store *store)
{
    struct dt_err err;

    if (dt_plan_save_marks(p, store, &err) < 0)
        note_store(p, &err);
}

static int run(struct dt_plan *p, struct dt_store *store, struct dt_err *err)
{
    struct dt_build_report *r = p->report;
    bool unchanged = false, exposed;
    int rc = dt_plan_work(p, err);

    if (rc == DT_OK)
        rc = all_unchanged(p, &unchanged, err);
    if (rc < 0)
        return rc;
    tally(p);
    if (r->not_held == r->sources && r->sources > 0) {
        note_not_held(p);
        return 1;
    }
    if (!unchanged) {
        rc = dt_plan_carry(p, err);
        if (rc < 0)
            return rc;
        tally(p);
        if (takes_all(p))
            return 1;
        if (!p->options->dry)
            note_made(p);
        rc = dt_plan_write(p, err);
        if (rc == DT_OK && r->not_judged)
            note(r,
                 "%zu quotation%s not held against what was said: a text that "
                 "it takes is not held here (name its folder with --from)",
                 r->not_judged, r->not_judged == 1 ? " was" : "s were");
        if (rc == DT_OK && p->options->dry)
            rc = compare(p, err);
        else if (rc == DT_OK)
            rc = dt_stage_keep_same(p->make.stage, err);
        if (rc == DT_OK && !p->options->dry)
            rc = keep_edited(p, err);
        if (rc == DT_OK && !p->options->dry) {
            r->files = dt_stage_count(p->make.stage);
            rc = dt_stage_commit(p->make.stage, err);
        }
        if (rc == DT_OK && !p->options->dry)
            rc = dt_plan_texts(p, note_extra_text, p, err);
        if (rc == DT_OK && store)
            save_marks(p, store);
    }
    note_not_held(p);
    exposed = !p->options->dry && note_exposed(p);
    if (rc == DT_OK && !p->options->dry)
        note_stale(p);
    if (rc == DT_OK && !p->options->dry)
        rc = dt_stale_copies(p->corpus, note_stale_copy, p, &r->stale, err);
    if (rc == DT_OK && (exposed || r->not_held || r->no_article ||
                        (p->options->dry && r->files)))
        return 1;
    return rc;
}

int dt_build(const struct dt_corpus *corpus,
             const struct dt_build_options *options,
             struct dt_build_report *report, struct dt_err *err)
{
    struct dt_plan plan = {
        .corpus = corpus, .options = options, .report = report};
    struct dt_lock lock = DT_LOCK_INIT;
    struct dt_store *store = NULL;
    struct dt_buf dir = DT_BUF_INIT(2048), path = DT_BUF_INIT(4096);
    int rc = dt_corpus_lock(corpus, "lock", &lock, err);

    report->sources = corpus->source_count;
    dt_buf_addf(&dir, "%s/.dictum", corpus->root);
    if (rc == DT_OK)
        rc = dt_buf_check(&dir, "a path", err);
    if (rc == DT_OK)
        rc = plan_init(&plan, dir.ptr, err);
    if (rc == DT_OK && !options->dry) {
        dt_buf_addf(&path, "%s/.dictum/store.db", corpus->root);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            store = open_store(&plan, path.ptr);
    }
    if (rc == DT_OK && plan.has_marks && !plan.trusted)
        rc = dt_plan_recognise(&plan, err);
    if (rc == DT_OK)
        rc = run(&plan, store, err);
    plan_release(&plan);
    dt_store_free(store);
    dt_lock_release(&lock);
    dt_buf_release(&dir);
    dt_buf_release(&path);
    return rc;
}
