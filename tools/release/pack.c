#include "release/pack.h"

#include <stdio.h>
#include <string.h>

#include "adapt/archive.h"
#include "adapt/repo.h"
#include "adapt/zstd.h"
#include "base/edtf.h"
#include "base/lock.h"
#include "base/pool.h"
#include "base/version.h"
#include "manifest/verify.h"
#include "release/card.h"
#include "release/continuity.h"
#include "release/index.h"
#include "release/shelf.h"

enum {
    LONGEST = 4096,
    SMALL_MAX = 1024 * 1024,
    PROBLEMS_MAX = 64 * 1024 * 1024
};

#define MANIFEST_MAX ((size_t)4 << 30)

struct pack {
    const struct dt_corpus *corpus;
    const struct dt_pack_options *options;
    struct dt_pack_report *report;
    struct dt_repo *repo;
    struct dt_index index;
    const struct dt_release *before; /* this version, released already */
    char commit[DT_REPO_ID_SIZE];
    int64_t time;
    char released[32];
    int level;
    char top[256];
    struct dt_facts *facts;
    struct dt_payload payload;
    struct dt_buf tags[DT_BAG_TAG_FILES];
    struct dt_lock lock;
    struct dt_shelf shelf;
    struct dt_verify_report found;
    struct dt_buf problems; /* each ends in NUL; told once git agrees */
};

/* corpus/NAME and manifests/NAME but for releases.jsonl, as git sees them. */
struct tracked {
    char corpus[128], manifests[128], releases[144];
    const char *list[2];
    struct dt_repo_paths paths;
};

static void set_tracked(struct tracked *t, const char *name)
{
    (void)snprintf(t->corpus, sizeof t->corpus, "corpus/%.110s", name);
    (void)snprintf(t->manifests, sizeof t->manifests, "manifests/%.110s", name);
    (void)snprintf(t->releases, sizeof t->releases, "%s/releases.jsonl",
                   t->manifests);
    t->list[0] = t->corpus;
    t->list[1] = t->manifests;
    t->paths = (struct dt_repo_paths){t->list, 2, t->releases};
}

static void write_time(struct pack *p)
{
    int64_t days = p->time / 86400, second = p->time % 86400;
    int year, month, day;

    dt_edtf_to_date(days, &year, &month, &day);
    (void)snprintf(p->released, sizeof p->released,
                   "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                   (int)(second / 3600), (int)(second / 60 % 60),
                   (int)(second % 60));
}

static int check_committed(struct pack *p, const struct dt_repo_paths *paths,
                           struct dt_err *err)
{
    struct dt_buf dirty = DT_BUF_INIT(LONGEST);
    int rc = dt_repo_dirty(p->repo, paths, &dirty, err);

    if (rc == DT_OK && dirty.len)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%.300s: not committed as it is (git add, git commit)",
                     dirty.ptr);
    dt_buf_release(&dirty);
    return rc;
}

/* What is committed, and the commit that made it so. */
static int find_commit(struct pack *p, struct dt_err *err)
{
    char head[DT_REPO_ID_SIZE];
    struct tracked t;
    int64_t ignored;
    int rc = dt_repo_open(p->corpus->root, &p->repo, err);

    set_tracked(&t, p->corpus->name);
    if (rc == DT_OK)
        rc = check_committed(p, &t.paths, err);
    if (rc == DT_OK)
        rc = dt_repo_resolve(p->repo, "HEAD", head, &ignored, err);
    if (rc == DT_OK)
        rc = dt_repo_last_change(p->repo, head, &t.paths, p->commit, &p->time,
                                 err);
    if (rc == DT_OK && (p->time < 0 || p->time > DT_ARCHIVE_NUMBER))
        rc = DT_FAIL(err, DT_EUSAGE,
                     "commit %s: its time is not between 1970 "
                     "and 2242, as a tar's must be",
                     p->commit);
    if (rc == DT_OK)
        write_time(p);
    return rc;
}

/*
 * A release that is recorded and not committed may be packed again, as after
 * a crash; another one may not follow it, or git could lose the first.
 */
static int check_recorded(struct pack *p, struct dt_err *err)
{
    struct tracked t;

    set_tracked(&t, p->corpus->name);
    t.list[0] = t.releases;
    t.paths = (struct dt_repo_paths){t.list, 1, NULL};
    return check_committed(p, &t.paths, err);
}

/* What is told of ids that are gone. */
struct telling {
    const struct dt_pack_report *report;
    bool listed;
    char first[128];
};

static int tell_gone(void *ctx, const struct dt_gone *gone, struct dt_err *err)
{
    struct telling *t = ctx;
    struct dt_buf entry = DT_BUF_INIT(LONGEST);
    int rc;

    if (!t->first[0])
        (void)snprintf(t->first, sizeof t->first, "%s", gone->id);
    dt_gone_entry(gone, &t->listed, &entry);
    rc = dt_buf_check(&entry, "what is gone", err);
    if (rc == DT_OK && t->report->problem)
        t->report->problem(t->report->ctx, entry.ptr);
    dt_buf_release(&entry);
    return rc;
}

static int check_ids(const struct pack *p, const struct dt_release *last,
                     struct dt_err *err)
{
    struct telling t = {p->report, false, ""};
    struct dt_continuity *ids = NULL;
    size_t count = 0;
    int rc = dt_continuity_new(p->corpus, p->repo, NULL, &ids, err);

    if (rc == DT_OK)
        rc = dt_continuity_check(ids, last, tell_gone, &t, &count, err);
    if (rc == DT_OK && count)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: ids of release %s are gone and nowhere redirected: "
                     "%zu, first %s (such lines under redirects: in "
                     "sources.yaml say where they went)",
                     p->corpus->name, last->version, count, t.first);
    dt_continuity_free(ids);
    return rc;
}

static int check_version(struct pack *p, struct dt_err *err)
{
    const char *version = p->options->version;
    const struct dt_release *last;
    struct dt_buf path = DT_BUF_INIT(LONGEST);
    int rc;

    dt_corpus_manifest_path(p->corpus, "releases.jsonl", &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_index_load(&p->index, path.ptr, err);
    dt_buf_release(&path);
    if (rc < 0)
        return rc;
    p->before = dt_index_find(&p->index, DT_STR(version));
    p->report->again = p->before != NULL;
    last = p->index.count ? &p->index.items[p->index.count - 1] : NULL;
    if (!p->before && last &&
        dt_version_cmp(DT_STR(version), DT_STR(last->version)) <= 0)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: the version is not greater than the last release, "
                       "%s",
                       version, last->version);
    if (p->before && strcmp(p->before->commit, p->commit) != 0)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: released from commit %.12s, and the corpus has "
                       "changed since, in %.12s (choose a higher version)",
                       version, p->before->commit, p->commit);
    p->level = p->options->level ? p->options->level
               : p->before       ? p->before->level
                                 : DT_PACK_LEVEL;
    if (p->before && p->level != p->before->level)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: released with --level %d, so it is packed with "
                       "that",
                       version, p->before->level);
    if (p->before)
        return DT_OK;
    rc = check_recorded(p, err);
    if (rc == DT_OK && last)
        rc = check_ids(p, last, err);
    return rc;
}

static int take_piece(void *ctx, const char *path, size_t len,
                      struct dt_digest **digest, struct dt_err *err)
{
    return dt_payload_piece(&((struct pack *)ctx)->payload, path, len, digest,
                            err);
}

static void keep_problem(void *ctx, const char *line)
{
    struct pack *p = ctx;

    dt_buf_adds(&p->problems, line);
    dt_buf_addc(&p->problems, '\0');
}

static int fail_verify(const struct pack *p, uint64_t problems,
                       struct dt_err *err)
{
    const char *line = p->problems.ptr;
    const char *end = line + p->problems.len;

    for (; p->report->problem && line < end; line += strlen(line) + 1)
        p->report->problem(p->report->ctx, line);
    return DT_FAIL(err, DT_EMISMATCH,
                   "%s: does not verify: %llu fault%s (dictum verify %s)",
                   p->corpus->name, (unsigned long long)problems,
                   DT_S(problems), p->corpus->name);
}

/* All but the texts, which are verified while they are packed. */
static int verify(struct pack *p, struct dt_err *err)
{
    struct dt_verify_share share = {take_piece, p, NULL};
    const struct dt_verify_options how = {.jobs = p->options->threads,
                                          .root = true,
                                          .snapshots = p->options->snapshots,
                                          .share = &share};
    struct dt_bag_info *info = &p->report->info;
    int rc = dt_verify_corpus(p->corpus, &how, &p->found, err);

    p->facts = share.facts;
    if (rc != DT_OK)
        return rc < 0 ? rc : DT_OK;
    p->report->articles = p->found.articles;
    p->report->statements = p->found.statements;
    p->report->texts = dt_facts_open(p->facts);
    info->tree_size = p->found.tree_size;
    memcpy(info->root, p->found.root, sizeof info->root);
    return DT_OK;
}

/* A text was not as recorded: say all that is wrong, as verify does. */
static int explain(struct pack *p, struct dt_err *err)
{
    const struct dt_verify_options how = {.jobs = p->options->threads};
    struct dt_verify_report found = {
        .problem = keep_problem, .note = keep_problem, .ctx = p};
    struct dt_err later;
    int rc = dt_verify_corpus(p->corpus, &how, &found, &later);

    return rc > 0 ? fail_verify(p, found.problems, err) : err->code;
}

static int add_words(struct pack *p, struct dt_err *err)
{
    struct dt_pack_report *report = p->report;
    struct dt_card card = {.corpus = p->corpus,
                           .info = &report->info,
                           .articles = report->articles,
                           .texts = report->texts,
                           .statements = report->statements};
    struct dt_buf readme = DT_BUF_INIT(SMALL_MAX);
    struct dt_buf licence = DT_BUF_INIT(SMALL_MAX);
    int rc = dt_card_count(&card, p->facts, err);

    if (rc == DT_OK) {
        dt_card_readme(&card, &readme);
        dt_card_licence(&card, &licence);
        report->other_licence = card.other_licence;
        rc = dt_payload_add_take(&p->payload, "data/README.md", &readme, err);
    }
    if (rc == DT_OK)
        rc = dt_payload_add_take(&p->payload, "data/LICENSE", &licence, err);
    dt_card_release(&card);
    dt_buf_release(&readme);
    dt_buf_release(&licence);
    return rc;
}

/* manifest-sha256.txt and Payload-Oxum, in the order of the members. */
static void list_payload(struct pack *p, struct dt_buf *manifest)
{
    struct dt_bag_info *info = &p->report->info;

    for (size_t i = 0; i < p->payload.count; i++) {
        const struct dt_payload_file *f = &p->payload.files[i];

        dt_bag_add_line(manifest, f->sha256, f->path);
        info->bytes += f->bytes;
        info->files++;
    }
    for (size_t i = 0; i < dt_facts_articles(p->facts); i++) {
        char path[256];
        struct dt_fact fact;

        dt_facts_get(p->facts, i, &fact);
        if (!fact.open)
            continue;
        (void)snprintf(path, sizeof path, DT_BAG_TEXTS "%s.txt", fact.id);
        dt_bag_add_line(manifest, fact.sha256, path);
        info->bytes += fact.bytes;
        info->files++;
    }
}

static int write_tags(struct pack *p, struct dt_err *err)
{
    static const int listed[] = {1, 0, 2}; /* sorted by their names */
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_digest *d = NULL;
    int rc = dt_digest_new(&d, err);

    for (int i = 0; i < DT_BAG_TAG_FILES; i++)
        p->tags[i] = DT_BUF_INIT(i == 2 ? MANIFEST_MAX : SMALL_MAX);
    list_payload(p, &p->tags[2]);
    dt_buf_adds(&p->tags[0], dt_bag_declaration);
    dt_bag_write_info(&p->report->info, p->corpus->title, NULL, &p->tags[1]);
    for (int i = 0; rc == DT_OK && i < 3; i++) {
        const struct dt_buf *tag = &p->tags[listed[i]];

        rc = dt_buf_check(tag, dt_bag_tag_files[listed[i]], err);
        if (rc == DT_OK)
            rc = dt_digest_bytes(d, tag->ptr, tag->len, hex, err);
        if (rc == DT_OK)
            dt_bag_add_line(&p->tags[3], hex, dt_bag_tag_files[listed[i]]);
    }
    dt_digest_free(d);
    return rc < 0 ? rc : dt_buf_check(&p->tags[3], "a tag file", err);
}

static int examine(void *ctx, unsigned worker, size_t index, struct dt_err *err)
{
    struct pack *p = ctx;
    int rc;

    (void)worker;
    if (index == 1)
        return verify(p, err);
    rc = find_commit(p, err);
    return rc < 0 ? rc : check_version(p, err);
}

/* git's half of what must be so first, and ours, at the same time. */
static int prepare(struct pack *p, struct dt_err *err)
{
    struct dt_bag_info *info = &p->report->info;
    int rc = dt_payload_add_corpus(&p->payload, p->corpus, err);

    if (rc == DT_OK)
        rc = dt_pool_run(2, 2, examine, p, err);
    if (rc == DT_OK && p->found.problems)
        rc = fail_verify(p, p->found.problems, err);
    if (rc == DT_OK)
        rc = dt_payload_check(&p->payload, err);
    (void)snprintf(info->name, sizeof info->name, "%s", p->corpus->name);
    (void)snprintf(info->version, sizeof info->version, "%s",
                   p->options->version);
    (void)snprintf(info->commit, sizeof info->commit, "%s", p->commit);
    (void)snprintf(info->date, sizeof info->date, "%.10s", p->released);
    dt_bag_top(info, p->top, sizeof p->top);
    if (rc == DT_OK)
        rc = add_words(p, err);
    if (rc < 0)
        return rc;
    dt_payload_sort(&p->payload);
    return write_tags(p, err);
}

static int write_archive(struct pack *p, struct dt_err *err)
{
    const struct dt_assembly how = {
        .corpus = p->corpus,
        .texts = p->facts,
        .payload = &p->payload,
        .tags = p->tags,
        .top = p->top,
        .mtime = p->time,
        .level = p->level,
        .threads = p->options->threads,
    };
    int rc = dt_shelf_open(&p->shelf, p->options->dir, p->top, err);

    if (rc == DT_OK)
        rc = dt_assemble(&how, p->shelf.fd, p->shelf.part.ptr,
                         &p->report->archive, err);
    return rc < 0 && p->report->archive.faulty ? explain(p, err) : rc;
}

/* A version that was released is packed to the same bytes, or not at all. */
static int compare_with_before(const struct pack *p, struct dt_err *err)
{
    const struct dt_assembled *made = &p->report->archive;

    if (!p->before || strcmp(p->before->sha256, made->sha256) == 0)
        return DT_OK;
    if (strcmp(p->before->tar_sha256, made->tar_sha256) == 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "%s: the same content, but libzstd %s compresses it to "
                       "other bytes than %s did (publish the archive there is)",
                       p->options->version, dt_zstd_version(),
                       p->before->library);
    if (strcmp(p->before->root, p->report->info.root) == 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "%s: the same records, but this version of dictum (%s) "
                       "packs them to other bytes than the one that released "
                       "them (publish the archive there is)",
                       p->options->version, DT_VERSION);
    return DT_FAIL(err, DT_EMISMATCH,
                   "%s: was released with other content under this version "
                   "(choose a higher version)",
                   p->options->version);
}

/*
 * The archive first and the index in git last: a crash in between leaves a
 * version that is not recorded, and packing it again gives the same bytes.
 */
static int publish(struct pack *p, struct dt_err *err)
{
    struct dt_pack_report *report = p->report;
    char name[sizeof p->top + 16];
    const struct dt_release release = {
        .version = p->options->version,
        .commit = p->commit,
        .released = p->released,
        .root = report->info.root,
        .tree_size = report->info.tree_size,
        .name = name,
        .sha256 = report->archive.sha256,
        .tar_sha256 = report->archive.tar_sha256,
        .bytes = report->archive.bytes,
        .level = p->level,
        .library = dt_zstd_version(),
    };
    int rc;

    (void)snprintf(name, sizeof name, "%s.tar.zst", p->top);
    (void)snprintf(report->path, sizeof report->path, "%s", p->shelf.path.ptr);
    rc = dt_shelf_put(&p->shelf, &release, err);
    if (rc == DT_OK)
        rc = dt_shelf_record(&p->shelf, p->corpus, &release, p->before != NULL,
                             err);
    if (rc < 0)
        dt_shelf_withdraw(&p->shelf);
    return rc;
}

static int make_tag(struct pack *p, struct dt_err *err)
{
    const struct dt_pack_report *report = p->report;
    struct dt_buf message = DT_BUF_INIT(LONGEST);
    char name[300];
    int rc;

    if (!p->options->tag)
        return DT_OK;
    (void)snprintf(name, sizeof name, "%s-v%s", p->corpus->name,
                   p->options->version);
    dt_buf_addf(&message,
                "%s %s\n\ntree size  %llu\nroot       %s\n"
                "tar sha256 %s\n",
                p->corpus->name, p->options->version,
                (unsigned long long)report->info.tree_size, report->info.root,
                report->archive.tar_sha256);
    rc = dt_buf_check(&message, "a message", err);
    if (rc == DT_OK)
        rc = dt_repo_tag(p->repo, name, p->commit, message.ptr, err);
    dt_buf_release(&message);
    return rc;
}

/* Two versions that differ in build metadata alone have no order. */
static int check_form(const char *version, struct dt_err *err)
{
    const struct dt_str front = {version, strcspn(version, "+")};

    if (dt_version_valid(DT_STR(version)))
        return DT_OK;
    if (dt_version_valid(front))
        return DT_FAIL(err, DT_EUSAGE,
                       "%.100s: build metadata is not taken, as it does not "
                       "say which of two releases is newer (leave out the + "
                       "and what follows)",
                       version);
    return DT_FAIL(err, DT_EUSAGE,
                   "%.100s: not a semantic version (1.4.0, 1.4.0-rc.1)",
                   version);
}

static int check_options(const struct dt_pack_options *o, struct dt_err *err)
{
    int rc = check_form(o->version, err);

    if (rc < 0)
        return rc;
    if (o->level < 0 || o->level > DT_ZSTD_LEVEL_MOST)
        return DT_FAIL(err, DT_EUSAGE, "--level %d: from 1 to %d", o->level,
                       DT_ZSTD_LEVEL_MOST);
    return DT_OK;
}

int dt_release_pack(const struct dt_corpus *corpus,
                    const struct dt_pack_options *options,
                    struct dt_pack_report *report, struct dt_err *err)
{
    struct pack p = {.corpus = corpus,
                     .options = options,
                     .report = report,
                     .lock = DT_LOCK_INIT,
                     .shelf = DT_SHELF_INIT,
                     .problems = DT_BUF_INIT(PROBLEMS_MAX)};
    int rc = check_options(options, err);

    p.found.problem = p.found.note = keep_problem;
    p.found.ctx = &p;
    if (rc == DT_OK) /* as build takes it: nothing changes below our hands */
        rc = dt_corpus_lock(corpus, "lock", &p.lock, err);
    if (rc == DT_OK)
        rc = prepare(&p, err);
    if (rc == DT_OK)
        rc = write_archive(&p, err);
    if (rc == DT_OK)
        rc = compare_with_before(&p, err);
    if (rc == DT_OK)
        rc = publish(&p, err);
    if (rc == DT_OK)
        rc = make_tag(&p, err);
    dt_shelf_close(&p.shelf);
    for (int i = 0; i < DT_BAG_TAG_FILES; i++)
        dt_buf_release(&p.tags[i]);
    dt_buf_release(&p.problems);
    dt_payload_release(&p.payload);
    dt_facts_free(p.facts);
    dt_index_release(&p.index);
    dt_repo_free(p.repo);
    dt_lock_release(&p.lock);
    return rc;
}
