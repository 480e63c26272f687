/* Names in a byline, claimed for the metadata (names.h). */
#include "article/names.h"

enum {
    TELLING = 4,    /* letters of a site's name that tell it from others */
    SITE_MOST = 256 /* letters of a name that are compared */
};

/* Letters and digits of a folded text. */
struct letters {
    char text[SITE_MOST];
    size_t len;
};

static void read_letters(struct dt_str fold, struct letters *out)
{
    out->len = 0;
    for (size_t i = 0; i < fold.len && out->len < SITE_MOST; i++)
        if (fold.ptr[i] != ' ' && fold.ptr[i] != '-')
            out->text[out->len++] = fold.ptr[i];
}

static struct dt_str text_of(const struct letters *letters)
{
    return (struct dt_str){letters->text, letters->len};
}

static void read_publisher(struct dt_draft *draft, struct letters *out)
{
    const char *publisher = draft->meta->publisher;

    read_letters(dt_draft_fold(draft, DT_STR(publisher ? publisher : "")), out);
}

/* Whether the site signs for itself: by its name, or by its host's. */
static bool is_publisher(struct dt_draft *draft, struct dt_str fold_of_name)
{
    struct dt_str host = dt_claim_host(draft->meta->url), label = host;
    struct letters name, other;

    read_letters(fold_of_name, &name);
    read_publisher(draft, &other);
    if (dt_str_eq(text_of(&name), text_of(&other)))
        return true;
    while (label.len && label.ptr[label.len - 1] != '.')
        label.len--;
    read_letters(dt_draft_fold(draft, host), &other);
    if (dt_str_eq(text_of(&name), text_of(&other)))
        return true;
    read_letters(dt_draft_fold(draft, label), &other);
    return label.len > 1 && dt_str_eq(text_of(&name), text_of(&other));
}

/*
 * Whether the publisher's name begins with a name, or a name and a label of
 * the host's are made of each other: "The Echo" and "EFC Harbour" at
 * echo.example and harbour.example.
 */
static bool is_named_after_site(struct dt_draft *draft,
                                struct dt_str fold_of_name)
{
    struct dt_str host = dt_claim_host(draft->meta->url);
    struct letters name, other;

    read_letters(fold_of_name, &name);
    if (name.len < TELLING)
        return false;
    read_publisher(draft, &other);
    if (dt_str_starts(text_of(&other), text_of(&name)))
        return true;
    while (host.len) {
        const char *dot = memchr(host.ptr, '.', host.len);
        size_t len = dot ? (size_t)(dot - host.ptr) : host.len;

        if (!dot)
            return false;
        read_letters((struct dt_str){host.ptr, len}, &other);
        if (other.len >= TELLING &&
            (dt_str_find(text_of(&name), text_of(&other), 0) != SIZE_MAX ||
             dt_str_starts(text_of(&other), text_of(&name))))
            return true;
        host.ptr += len + 1;
        host.len -= len + 1;
    }
    return false;
}

/* Whether this is how the site calls itself, and how says to believe others. */
static bool is_own(struct dt_draft *draft, struct dt_str fold,
                   enum dt_names_how how)
{
    if (how == DT_NAMES_ANYBODY)
        return false;
    return is_publisher(draft, fold) ||
           ((how == DT_NAMES_META || how == DT_NAMES_INVERTED) &&
            is_named_after_site(draft, fold));
}

static bool is_known(struct dt_draft *draft, struct dt_str fold,
                     const char *from)
{
    const struct dt_meta *m = draft->meta;

    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == DT_FIELD_BYLINE &&
            strcmp(m->claims[i].from, from) == 0 &&
            dt_str_eq(fold, dt_draft_fold(draft, DT_STR(m->claims[i].value))))
            return true;
    return false;
}

static int claim(struct dt_draft *draft, struct dt_str name,
                 enum dt_names_how how, struct dt_claim_place place,
                 struct dt_err *err)
{
    struct dt_buf fold = DT_BUF_INIT(4096);
    struct dt_err ignored;
    int rc = DT_OK;

    if (dt_article_fold(name, &fold, &ignored) == DT_OK && fold.len &&
        !is_own(draft, dt_buf_str(&fold), how) &&
        !is_known(draft, dt_buf_str(&fold), place.from))
        rc = dt_claim_add(draft, DT_FIELD_BYLINE, name, place, err);
    dt_buf_release(&fold);
    return rc;
}

int dt_names_claim(struct dt_draft *draft, struct dt_str line,
                   enum dt_names_how how, struct dt_claim_place place,
                   struct dt_err *err)
{
    struct dt_names names;
    int rc = DT_OK;

    /* "Welle (www.welle.example)" is no person. */
    if (how != DT_NAMES_ANYBODY &&
        dt_str_find(line, DT_STR("(www."), 0) != SIZE_MAX)
        return DT_OK;
    dt_names_find(draft, line, how, &names);
    for (size_t i = 0; i < names.count && rc == DT_OK; i++) {
        struct dt_str name = names.items[i];
        const char *comma = memchr(name.ptr, ',', name.len);
        struct dt_buf turned = DT_BUF_INIT(4096);

        if (comma) {
            size_t at = (size_t)(comma - name.ptr);

            dt_buf_addstr(&turned, dt_str_trim((struct dt_str){
                                       comma + 1, name.len - at - 1}));
            dt_buf_addc(&turned, ' ');
            dt_buf_addstr(&turned, (struct dt_str){name.ptr, at});
            name = dt_buf_str(&turned);
        }
        rc = claim(draft, name, how, place, err);
        dt_buf_release(&turned);
    }
    return rc;
}

int dt_names_add(struct dt_draft *draft, struct dt_str line, bool strict,
                 struct dt_err *err)
{
    return dt_names_claim(
        draft, line, strict ? DT_NAMES_STRICT : DT_NAMES_MARKED,
        (struct dt_claim_place){"byline in text", draft->line}, err);
}
