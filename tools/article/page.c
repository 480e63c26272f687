#include "article/page.h"

int dt_page_read(struct dt_str text, const char *url, struct dt_draft *draft,
                 struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(DT_PAGE_MEMORY);
    struct dt_page page = {0};
    int rc = dt_html_parse(text, &arena, &page.html, err);

    draft->page = true;
    if (rc == DT_OK)
        rc = dt_page_score(&page, &arena, err);
    if (rc == DT_OK)
        rc = dt_page_metadata(&page, page.root, url, &arena, draft, err);
    if (rc == DT_OK)
        rc = dt_page_blocks(&page, false, draft, err);
    dt_arena_release(&arena);
    return rc;
}
