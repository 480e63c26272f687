#include "release/remote.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "manifest/record.h"
#include "release/get.h"

#define SUFFIX ".tar.zst"

/* The NAME of NAME-VERSION.tar.zst at the end of url. */
static bool corpus_name(const char *url, char name[128])
{
    const char *slash = strrchr(url, '/');
    struct dt_str file = DT_STR(slash ? slash + 1 : url);

    if (!dt_str_ends(file, DT_STR(SUFFIX)))
        return false;
    file.len -= strlen(SUFFIX);
    for (size_t i = 1; i < file.len && i < 127; i++) {
        struct dt_str version = {file.ptr + i + 1, file.len - i - 1};

        if (file.ptr[i] != '-' || !dt_version_valid(version))
            continue;
        memcpy(name, file.ptr, i);
        name[i] = '\0';
        return true;
    }
    return false;
}

int dt_remote_check(const char *url, unsigned threads,
                    struct dt_release_report *out, struct dt_err *err)
{
    char name[128], dir[4096];
    struct dt_get_options how = {
        .wanted = name, .from = url, .output = dir, .threads = threads};
    struct dt_get_report report;
    struct dt_err ignored;
    int rc;

    if (!corpus_name(url, name))
        return DT_FAIL(err, DT_EUSAGE,
                       "%.300s: not the URL of a release "
                       "(NAME-VERSION" SUFFIX ")",
                       url);
    rc = dt_file_temporary_folder(dir, err);
    if (rc < 0)
        return rc;
    rc = dt_release_get(&how, &report, err);
    if (rc == DT_OK)
        *out = report.release;
    (void)dt_file_remove_tree(dir, &ignored);
    return rc;
}
