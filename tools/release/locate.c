#include "release/locate.h"

#include <string.h>
#include <sys/stat.h>

#include "adapt/http.h"
#include "base/file.h"
#include "manifest/record.h"
#include "source/source.h"

enum { LONGEST = 8192, SIDECAR_MAX = 4096 };

#define SUFFIX ".tar.zst"

static int parse_wanted(struct dt_located *l, const char *wanted,
                        struct dt_err *err)
{
    const char *at = strchr(wanted, '@');
    struct dt_str name = {wanted, at ? (size_t)(at - wanted) : strlen(wanted)};

    if (!dt_source_is_slug(name) || name.len >= sizeof l->name)
        return DT_FAIL(err, DT_EUSAGE,
                       "%.100s: not NAME or NAME@RANGE (northmoor@^1.2)",
                       wanted);
    memcpy(l->name, name.ptr, name.len);
    l->name[name.len] = '\0';
    return dt_range_parse(&l->range, DT_STR(at ? at + 1 : "latest"), err);
}

static int choose(struct dt_located *l, const char *folder, struct dt_err *err)
{
    l->expected = dt_index_best(&l->index, &l->range);
    if (!l->expected)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: no release of %s there is in the range (%zu "
                       "release%s, newest %s)",
                       folder, l->name, l->index.count, DT_S(l->index.count),
                       l->index.count
                           ? l->index.items[l->index.count - 1].version
                           : "none");
    dt_buf_reset(&l->place);
    dt_buf_addf(&l->place, "%s/%s", folder, l->expected->name);
    return dt_buf_check(&l->place, "a path", err);
}

static int locate_in_url(struct dt_located *l, const char *folder,
                         struct dt_err *err)
{
    struct dt_buf url = DT_BUF_INIT(LONGEST), text = DT_BUF_INIT(DT_INDEX_MAX);
    struct dt_http_info info;
    int rc;

    dt_buf_addf(&url, "%s/%s-releases.jsonl", folder, l->name);
    rc = dt_buf_check(&url, "a URL", err);
    if (rc == DT_OK)
        rc = dt_http_get(url.ptr, DT_INDEX_MAX, true, &text, &info, err);
    if (rc == DT_OK)
        rc = dt_index_read(&l->index, dt_buf_str(&text), url.ptr, err);
    dt_buf_release(&url);
    dt_buf_release(&text);
    return rc < 0 ? rc : choose(l, folder, err);
}

/* NAME-VERSION.tar.zst: the version, or an empty slice. */
static struct dt_str version_in_name(const char *file, const char *name)
{
    struct dt_str v = DT_STR(file);
    size_t stem = strlen(name);

    if (!dt_str_starts(v, DT_STR(name)) || v.len <= stem + sizeof SUFFIX ||
        v.ptr[stem] != '-' || !dt_str_ends(v, DT_STR(SUFFIX)))
        return (struct dt_str){NULL, 0};
    v.ptr += stem + 1;
    v.len -= stem + sizeof SUFFIX;
    return dt_version_valid(v) ? v : (struct dt_str){NULL, 0};
}

/* A folder without an index: the newest name that fits. */
static int locate_by_names(struct dt_located *l, const char *folder,
                           struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_str best = {NULL, 0};
    int rc = dt_file_list(folder, &names, err);

    dt_buf_reset(&l->place);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_str v = version_in_name(names.names[i], l->name);

        if (!v.len || !dt_range_has(&l->range, v) ||
            (best.len && dt_version_cmp(v, best) <= 0))
            continue;
        best = v;
        dt_buf_reset(&l->place);
        dt_buf_addf(&l->place, "%s/%s", folder, names.names[i]);
        rc = dt_buf_check(&l->place, "a path", err);
    }
    if (rc == DT_OK && !best.len)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: no index %s-releases.jsonl and no archive %s-*" SUFFIX
                     " in the range",
                     folder, l->name, l->name);
    dt_file_names_release(&names);
    return rc;
}

static int locate_in_folder(struct dt_located *l, const char *folder,
                            struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST);
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_buf_addf(&path, "%s/%s-releases.jsonl", folder, l->name);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && st.exists)
        rc = dt_index_load(&l->index, path.ptr, err);
    dt_buf_release(&path);
    if (rc < 0)
        return rc;
    return st.exists ? choose(l, folder, err) : locate_by_names(l, folder, err);
}

/* The .sha256 file beside a single archive, when there is one. */
static int read_sidecar(struct dt_located *l, struct dt_err *err)
{
    struct dt_buf place = DT_BUF_INIT(LONGEST);
    struct dt_buf text = DT_BUF_INIT(SIDECAR_MAX);
    struct dt_http_info info = {.status = 0};
    struct dt_file_stat st = {.exists = true};
    int rc;

    dt_buf_addf(&place, "%s.sha256", l->place.ptr);
    rc = dt_buf_check(&place, "a path", err);
    if (rc == DT_OK && l->remote) {
        rc = dt_http_get(place.ptr, SIDECAR_MAX, true, &text, &info, err);
        st.exists = rc == DT_OK;
        if (info.status == 404 || info.status == 410)
            rc = DT_OK;
    } else if (rc == DT_OK) {
        rc = dt_file_stat(place.ptr, &st, err);
        if (rc == DT_OK && st.exists)
            rc = dt_file_read(place.ptr, &text, err);
    }
    if (rc == DT_OK && st.exists) {
        struct dt_str hex = {text.ptr, text.len < 65 ? 0 : 64};

        if (dt_digest_is_hex(hex) && text.ptr[64] == ' ')
            memcpy(l->sha256, hex.ptr, hex.len);
        else
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:1: not a line of sha256sum's form", place.ptr);
    }
    dt_buf_release(&place);
    dt_buf_release(&text);
    return rc;
}

int dt_locate(struct dt_located *l, const char *wanted, const char *from,
              struct dt_err *err)
{
    struct dt_str place = DT_STR(from);
    struct stat st; /* through a link, as a shelf may have one to itself */
    int rc;

    memset(l, 0, sizeof *l);
    l->place = DT_BUF_INIT(LONGEST);
    l->remote = dt_http_is_url(from);
    rc = parse_wanted(l, wanted, err);
    if (rc == DT_OK && !l->remote && strstr(from, "://"))
        rc = DT_FAIL(err, DT_EUSAGE, "%.200s: only http:// and https:// URLs",
                     from);
    if (rc < 0)
        return rc;
    while (place.len > 1 && place.ptr[place.len - 1] == '/')
        place.len--;
    dt_buf_addstr(&l->place, place);
    rc = dt_buf_check(&l->place, "a path", err);
    if (rc == DT_OK && l->remote && !dt_str_ends(place, DT_STR(SUFFIX))) {
        struct dt_buf folder = DT_BUF_INIT(LONGEST);

        dt_buf_addstr(&folder, place);
        rc = locate_in_url(l, folder.ptr, err);
        dt_buf_release(&folder);
        return rc;
    }
    if (rc == DT_OK && !l->remote) {
        if (stat(from, &st) != 0)
            rc = dt_file_fail(from, err);
        else if (S_ISDIR(st.st_mode))
            rc = locate_in_folder(l, from, err);
    }
    if (rc == DT_OK && !l->expected)
        rc = read_sidecar(l, err);
    return rc;
}

void dt_located_release(struct dt_located *l)
{
    dt_buf_release(&l->place);
    if (l->index.items)
        dt_index_release(&l->index);
}
