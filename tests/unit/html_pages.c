#include "html_pages.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "article/charset.h"
#include "base/file.h"

enum { PATH = 4096, PAGE_MAX = 64 * 1024 * 1024 };

static bool read_page(const char *path, struct dt_buf *out)
{
    gzFile file = gzopen(path, "rb"); /* reads what is not packed, too */
    char part[1 << 16];
    int len;

    if (!file)
        return false;
    while ((len = gzread(file, part, sizeof part)) > 0)
        dt_buf_add(out, part, (size_t)len);
    gzclose(file);
    return len == 0 && !out->failed;
}

static bool take_page(const char *path, dt_pages_fn *take, void *context)
{
    struct dt_buf bytes = DT_BUF_INIT(PAGE_MAX), room = DT_BUF_INIT(PAGE_MAX);
    struct dt_str text;
    struct dt_charset charset;
    uint64_t replaced;
    struct dt_err err;
    bool good = read_page(path, &bytes) &&
                dt_charset_decode(dt_buf_str(&bytes), NULL, DT_FORM_HTML, &room,
                                  &text, &charset, &replaced, &err) == DT_OK;

    if (good)
        take(context, path, text);
    dt_buf_release(&bytes);
    dt_buf_release(&room);
    return good;
}

int dt_pages_each(const char *folder, dt_pages_fn *take, void *context)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), taken = 0;

    for (int i = 0; i < count; i++) {
        struct dt_str name = DT_STR(entries[i]->d_name);
        struct dt_file_stat stat;
        struct dt_err err;
        char path[PATH];

        snprintf(path, sizeof path, "%s/%s", folder, name.ptr);
        if (dt_str_ends(name, DT_STR(".html")) ||
            dt_str_ends(name, DT_STR(".html.gz")))
            taken += take_page(path, take, context);
        else if (name.ptr[0] != '.' &&
                 dt_file_stat(path, &stat, &err) == DT_OK && stat.is_dir)
            taken += dt_pages_each(path, take, context);
        free(entries[i]);
    }
    if (count < 0)
        return -1;
    free(entries);
    return taken;
}
