/* corpus.yaml, and the folders and files of a corpus (source.h). */
#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "source/entry.h"
#include "source/source.h"
#include "source/sources.h"

enum { LONGEST_PATH = 64 * 1024, MOST_ABOVE = 16 /* folders */ };

struct dt_corpus_store {
    struct dt_arena arena; /* the texts of corpus.yaml */
    struct dt_source_list list;
};

static const char *const kinds[] = {
    [DT_KIND_TRANSCRIPT] = "transcript", [DT_KIND_REPORT] = "report",
    [DT_KIND_OPINION] = "opinion",       [DT_KIND_RELEASE] = "release",
    [DT_KIND_INTERVIEW] = "interview",   [DT_KIND_POST] = "post"};

const char *dt_kind_name(enum dt_kind kind)
{
    return kinds[kind];
}

enum dt_kind dt_kind_from(struct dt_str name)
{
    for (size_t i = 1; i < sizeof kinds / sizeof *kinds; i++)
        if (dt_str_is(name, kinds[i]))
            return (enum dt_kind)i;
    return DT_KIND_UNKNOWN;
}

int dt_source_id(struct dt_str url, char id[19], struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_once(url, hex, err);

    if (rc == DT_OK)
        (void)snprintf(id, 19, "a-%.16s", hex);
    return rc;
}

bool dt_source_is_slug(struct dt_str text)
{
    bool hyphen = true; /* none is allowed here */

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '-' ? hyphen : (c < 'a' || c > 'z') && (c < '0' || c > '9'))
            return false;
        hyphen = c == '-';
    }
    return !hyphen && text.len <= DT_SLUG_MOST;
}

bool dt_source_is_statement_id(struct dt_str text)
{
    return text.len == 18 && dt_str_starts(text, DT_STR("s-")) &&
           dt_str_is_hex((struct dt_str){text.ptr + 2, text.len - 2});
}

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "the corpus: out of memory");
}

static int read_shards(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    static const char *const names[] = {"1", "16", "256", "4096"};
    unsigned *shards = field;

    for (unsigned i = 0; i < 4; i++) {
        *shards = 1u << 4 * i;
        if (dt_str_is(value->text, names[i]))
            return DT_OK;
    }
    return dt_entry_fail(file, value, "must be 1, 16, 256 or 4096", err);
}

static int read_texts(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err)
{
    bool *store = field;

    *store = dt_str_is(value->text, "store");
    if (!*store && !dt_str_is(value->text, "git"))
        return dt_entry_fail(file, value, "must be git or store", err);
    return DT_OK;
}

static int read_profile(const struct dt_entry_file *file,
                        const struct dt_yaml_node *value, void *field,
                        struct dt_err *err)
{
    if (!dt_str_is(value->text, "text-1"))
        return dt_entry_fail(file, value, "must be text-1", err);
    return dt_entry_text(file, value, field, err);
}

static int read_maintainers(const struct dt_entry_file *file,
                            const struct dt_yaml_node *value, void *field,
                            struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"name", dt_entry_text, offsetof(struct dt_maintainer, name), true},
        {"email", dt_entry_text, offsetof(struct dt_maintainer, email), false},
        {NULL, NULL, 0, false}};
    struct dt_corpus *corpus = field;
    struct dt_maintainer *items;

    items = dt_entry_room(file, value, sizeof *items, err);
    if (!items)
        return (int)err->code;
    corpus->maintainers = items;
    for (const struct dt_yaml_node *v = value->first; v; v = v->next) {
        int rc = dt_entry_read(file, v, fields, "a maintainer",
                               &items[corpus->maintainer_count], err);

        if (rc < 0)
            return rc;
        corpus->maintainer_count++;
    }
    return DT_OK;
}

/* The name stands in the file too, so that a copied folder is noticed. */
static int read_name(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    const char *const *name = field;

    if (!dt_str_is(value->text, *name))
        return dt_entry_fail(
            file, value,
            "is not the name of the corpus's folder (write that, "
            "and call manifests/NAME the same)",
            err);
    return DT_OK;
}

#define CORPUS(field) offsetof(struct dt_corpus, field)

static int load_config(struct dt_corpus *corpus, const char *path,
                       struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"name", read_name, CORPUS(name), true},
        {"title", dt_entry_text, CORPUS(title), true},
        {"description", dt_entry_text, CORPUS(description), false},
        {"licence", dt_entry_licence, CORPUS(licence), true},
        {"maintainers", read_maintainers, 0, false},
        {"language", dt_entry_language, CORPUS(language), false},
        {"profile", read_profile, CORPUS(profile), false},
        {"shards", read_shards, CORPUS(shards), false},
        {"texts", read_texts, CORPUS(texts_in_store), false},
        {NULL, NULL, 0, false}};
    const struct dt_entry_file file = {path, &corpus->store->arena, NULL};
    const struct dt_yaml_node *root = NULL;
    struct dt_arena tree = DT_ARENA_INIT(DT_YAML_BYTES);
    struct dt_buf bytes = DT_BUF_INIT(0);
    int rc = dt_entry_load(path, &bytes, corpus->config_sha256, err);

    corpus->profile = "text-1";
    corpus->shards = 1;
    if (rc == DT_OK)
        rc = dt_yaml_parse(dt_buf_str(&bytes), path, NULL, NULL, &tree, &root,
                           err);
    if (rc == DT_OK)
        rc = dt_entry_read(&file, root, fields, "corpus.yaml", corpus, err);
    dt_buf_release(&bytes);
    dt_arena_release(&tree);
    return rc;
}

static int load_sources(struct dt_corpus *corpus, const char *path,
                        struct dt_err *err)
{
    struct dt_source_list *list = &corpus->store->list;
    struct dt_buf bytes = DT_BUF_INIT(0);
    int rc = dt_entry_load(path, &bytes, corpus->sources_sha256, err);

    if (rc == DT_OK)
        rc = dt_source_list_read(dt_buf_str(&bytes), path, corpus->people, list,
                                 err);
    dt_buf_release(&bytes);
    corpus->sources = list->sources;
    corpus->source_count = list->source_count;
    corpus->notes = list->notes;
    corpus->redirects = list->redirects;
    corpus->redirect_count = list->redirect_count;
    return rc;
}

static bool has_config(const char *root, const char *name)
{
    char path[LONGEST_PATH];
    struct dt_file_stat st;
    struct dt_err ignored;

    if (!dt_source_is_slug(DT_STR(name)) ||
        (size_t)snprintf(path, sizeof path, "%s/corpus/%s/corpus.yaml", root,
                         name) >= sizeof path)
        return false;
    return dt_file_stat(path, &st, &ignored) == DT_OK && st.exists;
}

int dt_corpus_names(const char *root, struct dt_file_names *out,
                    struct dt_err *err)
{
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
    size_t kept = 0;
    int rc;

    dt_buf_addf(&dir, "%s/corpus", root);
    rc = dt_buf_check(&dir, "the path", err);
    if (rc == DT_OK)
        rc = dt_file_list(dir.ptr, out, err);
    dt_buf_release(&dir);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < out->count; i++)
        if (has_config(root, out->names[i]))
            out->names[kept++] = out->names[i];
    out->count = kept;
    return DT_OK;
}

int dt_corpus_none(const char *root, const char *init, struct dt_err *err)
{
    struct dt_buf above = DT_BUF_INIT(LONGEST_PATH);
    bool found = false;

    dt_buf_adds(&above, root);
    for (int i = 0; !found && i < MOST_ABOVE; i++) {
        struct dt_file_names names = {NULL, 0, NULL};
        struct dt_err ignored;

        if (i == 0 && strcmp(root, ".") == 0)
            dt_buf_reset(&above);
        dt_buf_addf(&above, "%s..", above.len ? "/" : "");
        found = !above.failed &&
                dt_corpus_names(above.ptr, &names, &ignored) == DT_OK &&
                names.count > 0;
        dt_file_names_release(&names);
    }
    if (found)
        (void)DT_FAIL(err, DT_EUSAGE,
                      "no corpus here, but in a folder above (dictum -C %s …)",
                      above.ptr);
    else
        (void)DT_FAIL(err, DT_EUSAGE, "no corpus here (dictum init %s)", init);
    dt_buf_release(&above);
    return DT_EUSAGE;
}

/* The corpus meant by name, or the only one there is; malloc'ed. */
static int choose(const char *root, const char *name, char **out,
                  struct dt_err *err)
{
    struct dt_file_names all = {NULL, 0, NULL};
    struct dt_buf known = DT_BUF_INIT(300);
    int rc = DT_OK;

    if (name && has_config(root, name)) {
        *out = strdup(name);
        return *out ? DT_OK : out_of_memory(err);
    }
    rc = dt_corpus_names(root, &all, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < all.count; i++)
        dt_buf_addf(&known, "%s%s", i ? ", " : "", all.names[i]);
    if (!name && all.count == 1) {
        *out = strdup(all.names[0]);
        rc = *out ? DT_OK : out_of_memory(err);
    } else if (all.count == 0) {
        rc = dt_corpus_none(root, "NAME lays one out", err);
    } else if (name) {
        rc = DT_FAIL(err, DT_EUSAGE, "%.100s: no such corpus (there is: %s)",
                     name, known.ptr);
    } else {
        rc = DT_FAIL(err, DT_EUSAGE, "%zu corpora here: name one of them (%s)",
                     all.count, known.ptr);
    }
    dt_buf_release(&known);
    dt_file_names_release(&all);
    return rc;
}

static int load_all(struct dt_corpus *corpus, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    int rc;

    dt_corpus_path(corpus, "corpus.yaml", &path);
    rc = dt_buf_check(&path, "the path", err);
    if (rc == DT_OK)
        rc = load_config(corpus, path.ptr, err);
    dt_buf_reset(&path);
    dt_corpus_path(corpus, "people.yaml", &path);
    if (rc == DT_OK)
        rc = dt_people_load(path.ptr, &corpus->people, err);
    dt_buf_reset(&path);
    dt_corpus_path(corpus, "decisions.yaml", &path);
    if (rc == DT_OK)
        rc = dt_decisions_load(path.ptr, corpus->people, &corpus->decisions,
                               err);
    dt_buf_reset(&path);
    dt_corpus_path(corpus, "sources.yaml", &path);
    if (rc == DT_OK)
        rc = load_sources(corpus, path.ptr, err);
    dt_buf_release(&path);
    return rc;
}

int dt_corpus_load(const char *root, const char *name, struct dt_corpus **out,
                   struct dt_err *err)
{
    struct dt_corpus *corpus = calloc(1, sizeof *corpus);
    int rc = DT_OK;

    if (!corpus)
        return out_of_memory(err);
    corpus->store = calloc(1, sizeof *corpus->store);
    corpus->root = strdup(root);
    if (!corpus->store || !corpus->root) {
        rc = out_of_memory(err);
        goto out;
    }
    corpus->store->arena = DT_ARENA_INIT(DT_YAML_BYTES);
    rc = choose(root, name, &corpus->name, err);
    if (rc == DT_OK)
        rc = load_all(corpus, err);
out:
    if (rc < 0)
        dt_corpus_free(corpus);
    else
        *out = corpus;
    return rc;
}

void dt_corpus_free(struct dt_corpus *corpus)
{
    if (!corpus)
        return;
    dt_decisions_free(corpus->decisions);
    dt_people_free(corpus->people);
    if (corpus->store) {
        dt_source_list_release(&corpus->store->list);
        dt_arena_release(&corpus->store->arena);
    }
    free(corpus->store);
    free(corpus->root);
    free(corpus->name);
    free(corpus);
}

const struct dt_source *dt_corpus_source(const struct dt_corpus *corpus,
                                         struct dt_str id)
{
    return dt_entry_find(corpus->sources, corpus->source_count,
                         sizeof *corpus->sources, id);
}

const struct dt_source *dt_corpus_source_near(const struct dt_corpus *corpus,
                                              struct dt_str id, size_t guess)
{
    if (guess < corpus->source_count &&
        dt_str_is(id, corpus->sources[guess].id))
        return &corpus->sources[guess];
    return dt_corpus_source(corpus, id);
}

/* In this folder without "./", as git and people write paths. */
static void add_path(const struct dt_corpus *corpus, const char *folder,
                     const char *rest, struct dt_buf *out)
{
    if (strcmp(corpus->root, ".") != 0)
        dt_buf_addf(out, "%s/", corpus->root);
    dt_buf_addf(out, "%s/%s/%s", folder, corpus->name, rest);
}

void dt_corpus_path(const struct dt_corpus *corpus, const char *rest,
                    struct dt_buf *out)
{
    add_path(corpus, "corpus", rest, out);
}

void dt_corpus_manifest_path(const struct dt_corpus *corpus, const char *rest,
                             struct dt_buf *out)
{
    add_path(corpus, "manifests", rest, out);
}

const char *dt_corpus_shown(const char *path)
{
    return path[0] == '.' && path[1] == '/' && path[2] ? path + 2 : path;
}

int dt_corpus_lock(const struct dt_corpus *corpus, const char *name,
                   struct dt_lock *lock, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    int rc;

    dt_buf_addf(&path, "%s/.dictum", corpus->root);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_mkdirs(path.ptr, err);
    dt_buf_addf(&path, "/%s", name);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_lock_take(lock, dt_corpus_shown(path.ptr), err);
    dt_buf_release(&path);
    return rc;
}
