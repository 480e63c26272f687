#include "page.h"

#include <string.h>

#include "base/utf8.h"

static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct page {
    struct dt_buf *out;
    const struct bench_story *story;
    const struct bench_words *words;
    struct bench_random random;
};

static void add_date(const struct page *p)
{
    const struct bench_story *s = p->story;

    dt_buf_addf(p->out, "%u %s %u", s->day, months[s->month - 1], s->year);
}

/* Text of HTML; entities: also what a browser would not need them for. */
static void add_escaped(struct dt_buf *out, struct dt_str text, bool entities)
{
    static const struct {
        const char *character, *entity;
    } names[] = {{"“", "&ldquo;"}, {"”", "&rdquo;"}, {"’", "&#8217;"},
                 {"–", "&ndash;"}, {"£", "&pound;"}, {"é", "&eacute;"}};

    for (size_t at = 0; at < text.len;) {
        struct dt_str rest = {text.ptr + at, text.len - at};
        size_t n = 0;

        while (entities && n < 6 &&
               !dt_str_starts(rest, DT_STR(names[n].character)))
            n++;
        if (entities && n < 6) {
            dt_buf_adds(out, names[n].entity);
            at += strlen(names[n].character);
        } else {
            dt_buf_addc(out, text.ptr[at++]);
        }
    }
}

/* Links to other stories: LF, before, headline, after. */
static void add_links(struct page *p, size_t count, const char *before,
                      const char *after)
{
    for (size_t i = 0; i < count; i++) {
        dt_buf_addf(p->out, "\n%s<a href=\"/story/%u\">", before,
                    (unsigned)bench_below(&p->random, 1000000));
        bench_add_sentence(p->out, p->words, &p->random, 5, 9);
        dt_buf_addf(p->out, "</a>%s", after);
    }
}

static void add_comments(struct page *p, const char *before, const char *after)
{
    size_t count = 2 + bench_below(&p->random, 3);

    for (size_t i = 0; i < count; i++) {
        dt_buf_addf(p->out, "\n%s<b>%s%u</b><p>", before,
                    bench_noun(p->words, &p->random),
                    (unsigned)bench_below(&p->random, 100));
        bench_add_sentence(p->out, p->words, &p->random, 8, 30);
        dt_buf_addf(p->out, ".</p><a href=\"#reply-%zu\">Reply</a>%s", i,
                    after);
    }
}

static void add_paragraphs(struct page *p, const char *before,
                           const char *after, bool entities)
{
    struct dt_str rest = dt_buf_str(&p->story->body), line;

    while (dt_str_line(&rest, &line)) {
        dt_buf_addf(p->out, "\n%s", before);
        add_escaped(p->out, line, entities);
        dt_buf_adds(p->out, after);
    }
}

static void add_modern_head(struct page *p)
{
    const struct bench_story *s = p->story;
    const char *title = s->title.ptr;

    dt_buf_addf(p->out,
                "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n"
                "<title>%s | %s</title>\n"
                "<meta property=\"og:title\" content=\"%s\">\n"
                "<meta property=\"og:site_name\" content=\"%s\">\n"
                "<meta property=\"og:type\" content=\"article\">\n"
                "<meta property=\"article:published_time\" "
                "content=\"%u-%02u-%02uT06:00:00+00:00\">\n"
                "<meta name=\"author\" content=\"%s\">\n",
                title, s->publisher, title, s->publisher, s->year, s->month,
                s->day, s->author);
    dt_buf_addf(
        p->out,
        "<script type=\"application/ld+json\">{\"@context\":"
        "\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"%s\","
        "\"datePublished\":\"%u-%02u-%02u\",\"author\":{\"@type\":\"Person\","
        "\"name\":\"%s\"},\"publisher\":{\"@type\":\"Organization\","
        "\"name\":\"%s\"}}</script>\n",
        title, s->year, s->month, s->day, s->author, s->publisher);
    dt_buf_adds(
        p->out,
        "<link rel=\"stylesheet\" href=\"/static/site.css\">\n"
        "<style>.ad{min-height:250px}.share a{display:inline-block}</style>\n"
        "<script>window.dataLayer=window.dataLayer||[];"
        "dataLayer.push({\"section\":\"News\",\"paid\":false});</script>\n"
        "</head>\n");
}

static void add_modern(struct page *p)
{
    struct dt_buf *out = p->out;

    add_modern_head(p);
    dt_buf_adds(
        out,
        "<body class=\"template-story\">\n"
        "<div id=\"cookies\" role=\"dialog\"><p>We use cookies to count "
        "readers.</p><button>Accept all</button></div>\n<header>\n"
        "<nav aria-label=\"Main\"><ul>\n"
        "<li><a href=\"/news\">News</a></li><li><a href=\"/sport\">Sport</a>"
        "</li><li><a href=\"/weather\">Weather</a></li>\n"
        "<li><a href=\"/letters\">Letters</a></li><li><a href=\"/jobs\">Jobs"
        "</a></li><li><a href=\"/notices\">Public notices</a></li>\n"
        "</ul></nav></header>\n<main>\n<article>\n");
    dt_buf_addf(out,
                "<h1>%s</h1>\n<p class=\"byline\">By <a rel=\"author\" "
                "href=\"/by\">%s</a></p>\n<p class=\"date\">",
                p->story->title.ptr, p->story->author);
    add_date(p);
    dt_buf_adds(
        out,
        "</p>\n<div class=\"share\"><a href=\"#fb\">Share</a> "
        "<a href=\"#em\">Email</a> <a href=\"#pr\">Print</a></div>\n<figure>"
        "<img src=\"/img/lead.jpg\" alt=\"\" width=\"960\" height=\"540\">"
        "<figcaption>");
    bench_add_sentence(out, p->words, &p->random, 6, 14);
    dt_buf_adds(out, ". <span class=\"credit\">Photograph: the agency</span>"
                     "</figcaption></figure>\n<div class=\"story-body\">");
    add_paragraphs(p, "<p>", "</p>", false);
    dt_buf_adds(out, "\n</div>\n</article>\n<aside class=\"related\"><h2>More "
                     "on this story</h2><ul>");
    add_links(p, 8, "<li>", "</li>");
    dt_buf_adds(out, "\n</ul></aside>\n<section id=\"comments\" "
                     "class=\"comments\"><h2>Comments</h2>");
    add_comments(p, "<div class=\"comment\">", "</div>");
    dt_buf_addf(
        out,
        "\n</section>\n</main>\n<footer><p>%s is published every "
        "day but Sunday.</p>\n<p><a href=\"/terms\">Terms</a> <a "
        "href=\"/privacy\">Privacy</a> <a href=\"/complaints\">Complaints</a>"
        "</p></footer>\n</body>\n</html>\n",
        p->story->publisher);
}

static void add_old(struct page *p)
{
    struct dt_buf *out = p->out;

    dt_buf_addf(
        out,
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 "
        "Transitional//EN\">\n<html>\n<head>\n<meta http-equiv="
        "\"Content-Type\" content=\"text/html; charset=utf-8\">\n"
        "<title>%s :: %s</title>\n</head>\n<body bgcolor=\"#ffffff\">\n",
        p->story->publisher, p->story->title.ptr);
    dt_buf_addf(
        out,
        "<table width=\"780\" border=\"0\" cellspacing=\"0\">\n"
        "<tr><td colspan=\"3\" class=\"bar\"><a href=\"/\"><img "
        "src=\"/title.gif\" alt=\"%s\"></a> <a href=\"/news\">News</a> :: "
        "<a href=\"/sport\">Sport</a> :: <a href=\"/farming\">Farming</a> :: "
        "<a href=\"/search\">Search</a></td></tr>\n<tr>\n<td width=\"150\" "
        "valign=\"top\" class=\"left\"><b>This week</b><br>",
        p->story->publisher);
    add_links(p, 9, "", "<br>");
    dt_buf_addf(
        out,
        "\n</td>\n<td width=\"480\" valign=\"top\" "
        "class=\"main\">\n<h1>%s</h1>\n<div class=\"byline\">By %s</div>\n"
        "<div class=\"date\">",
        p->story->title.ptr, p->story->author);
    add_date(p);
    dt_buf_adds(out, "</div>");
    add_paragraphs(p, "<p class=\"bodytext\">", "</p>", true);
    dt_buf_adds(
        out,
        "\n<div class=\"print\"><a href=\"/print\">Print this</a>"
        "</div>\n</td>\n<td width=\"150\" valign=\"top\" class=\"right\">\n"
        "<table class=\"ad\"><tr><td><b>Advertise here</b></td></tr></table>"
        "<b>Related</b><br>");
    add_links(p, 6, "", "<br>");
    dt_buf_adds(out, "\n</td>\n</tr>\n<tr><td colspan=\"3\">\n<div "
                     "class=\"comments\">");
    add_comments(p, "<div class=\"comment\">", "</div>");
    dt_buf_addf(
        out,
        "\n</div></td></tr>\n<tr><td colspan=\"3\" "
        "class=\"foot\">%s, Station Yard. <a href=\"/contact\">Contact</a>"
        "</td></tr>\n</table>\n</body>\n</html>\n",
        p->story->publisher);
}

/* Words of text in lines of at most width characters. */
static void add_wrapped(struct dt_buf *out, struct dt_str text, size_t width)
{
    size_t column = 0;

    while (text.len) {
        const char *space = memchr(text.ptr, ' ', text.len);
        size_t word = space ? (size_t)(space - text.ptr) : text.len;
        size_t count = dt_utf8_count((struct dt_str){text.ptr, word});

        if (column && column + 1 + count > width) {
            dt_buf_addc(out, '\n');
            column = 0;
        } else if (column) {
            dt_buf_addc(out, ' ');
            column++;
        }
        dt_buf_add(out, text.ptr, word);
        column += count;
        word += space != NULL;
        text.ptr += word;
        text.len -= word;
    }
}

static void add_plain(struct page *p, size_t width)
{
    const struct bench_story *s = p->story;
    struct dt_str rest = dt_buf_str(&s->body), line;

    if (s->kind == DT_KIND_TRANSCRIPT)
        dt_buf_addf(p->out, "%s %s: ", s->speaker.first, s->speaker.last);
    dt_buf_addf(p->out, "%s\n\n", s->title.ptr);
    if (s->kind != DT_KIND_TRANSCRIPT)
        dt_buf_addf(p->out, "By %s\n", s->author);
    dt_buf_adds(p->out, "Published: ");
    add_date(p);
    dt_buf_addc(p->out, '\n');
    while (dt_str_line(&rest, &line)) {
        dt_buf_addc(p->out, '\n');
        add_wrapped(p->out, line, width);
        dt_buf_addc(p->out, '\n');
    }
}

void bench_page_add(struct dt_buf *out, const struct bench_story *s,
                    enum bench_form form, const struct bench_words *w, size_t i)
{
    struct page p = {.out = out,
                     .story = s,
                     .words = w,
                     .random = {.state = ((uint64_t)i + 1) << 20 | 1 << 19}};

    switch (form) {
    case BENCH_MODERN:
        add_modern(&p);
        break;
    case BENCH_OLD:
        add_old(&p);
        break;
    case BENCH_LONG:
        add_plain(&p, SIZE_MAX);
        break;
    case BENCH_WRAPPED:
        add_plain(&p, 72);
    }
}
