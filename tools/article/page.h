/*
 * page.h - an HTML page as blocks.
 *
 * Layer   article. A page is read in steps that each have a file:
 *   page_quotation_marks.c the quotation marks that browsers print
 *   page_names.c           what class, id and itemprop say an element is
 *   page_measure.c         how much text, linked text and prose it holds
 *   page_hidden.c          what nobody is shown
 *   page_cut.c             what is no part of an article
 *   page_headline.c        which heading is the article's
 *   page_root.c            where the article is
 *   page_posts.c           the posts of a thread
 *   page_footnotes.c       the marks of footnotes
 *   page_shop.c            which lines of a product's page tell of its sale
 *   page_caption.c         the lines that tell what a picture shows
 *   page_attribution.c     who is named under a block quotation
 *   page_letter.c          text in wrapped lines
 *   page_table.c           which tables are data, and which lay out the page
 *   page_blocks.c          the article's text as blocks
 *   page_kind.c            pages that are no article, and why
 *   page_metadata.c        what the page says of itself
 * Prose   is text that reads as paragraphs of an article do: long, with
 *         stops, and not made of links. Characters of Chinese, Japanese and
 *         Korean count twice, as they hold about as much as two others.
 * Bounds  every step is a few passes over the array of nodes, and looks a
 *         fixed way up or around each: time grows with the page, not faster.
 *         Memory: DT_PAGE_MEMORY, tree included.
 */
#ifndef DT_ARTICLE_PAGE_H
#define DT_ARTICLE_PAGE_H

#include "article/draft.h"
#include "base/html.h"

enum { DT_PAGE_MEMORY = 512 * 1024 * 1024 };

/*
 * Read a page of UTF-8 into the draft, blocks and metadata. url is where it
 * came from, or NULL.
 */
int dt_page_read(struct dt_str text, const char *url, struct dt_draft *draft,
                 struct dt_err *err);

/* What the attributes of an element name it: any of these. */
enum dt_page_name {
    DT_PAGE_CLUTTER = 1,     /* no part of an article */
    DT_PAGE_DOUBTFUL = 2,    /* often none: only where it holds no prose */
    DT_PAGE_COMMENT = 4,     /* readers' comments */
    DT_PAGE_BODY = 8,        /* the article's text */
    DT_PAGE_LEDE = 16,       /* its standfirst */
    DT_PAGE_PULL = 32,       /* a pull quote */
    DT_PAGE_EMBED = 64,      /* a post quoted from elsewhere */
    DT_PAGE_OVERLAY = 128,   /* a box over the page: consent, sign-up */
    DT_PAGE_AUTHOR = 256,    /* who wrote something */
    DT_PAGE_DATED = 512,     /* when */
    DT_PAGE_OTHERS = 1024,   /* other texts than the article */
    DT_PAGE_HARMLESS = 2048, /* nothing, whatever the words say alone */
    DT_PAGE_POST = 4096,     /* the text of one of a thread's posts */
    DT_PAGE_THREAD = 8192,   /* a page of a forum */
    DT_PAGE_LAYOUT = 16384,  /* how it is laid out; in an article, doubtful */
    DT_PAGE_SHELF = 32768,   /* no part of an article; elsewhere, doubtful */
    DT_PAGE_SPEAKER = 65536, /* who speaks the paragraphs behind */
    DT_PAGE_SOLD = 131072    /* a page of a product */
};

/* What is known of each node of a page, by its index. */
struct dt_page_node {
    uint32_t text;  /* characters of text under it, white space collapsed */
    uint32_t links; /* of them in links */
    uint32_t prose; /* weight of paragraphs under it */
    uint32_t paragraphs; /* blocks under it that are prose */
    uint32_t names;      /* enum dt_page_name; of a pull quote, all under it */
    uint8_t why;         /* page_cut.c: what speaks against it */
    bool fact;           /* of a speech: it is metadata, and cut */
    bool cut;            /* no part of the article, with all under it */
    bool mute;           /* silent, unless it stands where it is read */
};

/* What the head of a page, its linked data and its forms tell: any of these. */
enum dt_page_sign {
    DT_PAGE_SAYS_ARTICLE = 1, /* that it is an article */
    DT_PAGE_LOCKED = 2,       /* that it is not free to read */
    DT_PAGE_PASSWORD = 4,     /* it asks for one */
    DT_PAGE_SCRIPTS = 8,      /* it has scripts */
    DT_PAGE_PRODUCT = 16,     /* that it offers one thing for sale */
    DT_PAGE_RECIPE = 32,      /* that it is a recipe */
    DT_PAGE_FORUM = 64,       /* that it is a thread of a forum */
    DT_PAGE_ITEMS = 128,      /* it has properties in microdata */
    DT_PAGE_OFFER = 256,      /* a product, and for how much */
    DT_PAGE_ANSWERS = 512     /* that it is a question and its answers */
};

enum { DT_PAGE_NAMES = 1024 };

/* Attribute values that were read already, the latest of each slot. */
struct dt_page_names {
    struct {
        struct dt_str value;
        unsigned names;
    } slots[DT_PAGE_NAMES];
};

struct dt_page {
    struct dt_html html;
    const struct dt_rulebook *rules; /* the corpus's own, or NULL */
    struct dt_page_node *info;       /* html.count of them */
    uint32_t *block;                 /* of each node: the block it stands in */
    uint32_t *own;                   /* of each block: prose of its own text */
    struct dt_page_names *names;
    unsigned signs;    /* enum dt_page_sign */
    unsigned reasons;  /* page_cut.c: those that count on this page */
    uint64_t notes;    /* bit n: it has a footnote n */
    uint32_t prose;    /* of the whole page, nothing cut */
    uint32_t headline; /* the element of the title, or 0 */
    uint32_t frame;    /* holds headline and root, or is root */
    uint32_t root;     /* the article */
    bool captions;     /* it is told in the captions of its pictures */
    bool posts;        /* it is the posts of a thread */
    bool short_lines;  /* such lines belong to it: names, values, code */
};

/*
 * Put the quotation marks of the page's language round the text of each q
 * element, as browsers do (WHATWG HTML, section 15.3.8), inner ones round one
 * in another; none where the author typed them.
 */
int dt_page_mark_quotations(struct dt_html *html, struct dt_arena *arena,
                            struct dt_err *err);

/* Whether an element is a heading, of whatever level. */
static inline bool dt_page_is_heading(enum dt_tag tag)
{
    return tag >= DT_TAG_H1 && tag <= DT_TAG_H6;
}

/* Whether an element begins a new block of text. */
bool dt_page_is_block(enum dt_tag tag);

/* Whether the text of such elements is never read: script, button, nav … */
bool dt_page_is_silent(enum dt_tag tag);

/*
 * Whether an element names who said what a block quotation quotes: its footer,
 * the caption of its figure, or a cite that is no part of a sentence.
 */
bool dt_page_is_attribution(const struct dt_html *html, uint32_t node);

/* "¶", "#": a link from a heading, or what is defined, to itself. */
bool dt_page_is_permalink(const struct dt_page *page, uint32_t node);

/* Bits of the footnotes that a page has, below 64; for page->notes. */
uint64_t dt_page_find_notes(const struct dt_page *page);

/*
 * Whether an element is the mark of a footnote, and no text: a raised figure,
 * letter or sign that is linked within the page or named so, one that is both,
 * raised or not, or a raised figure behind a word or stop where the page has a
 * note of that number. "1st", "m2" and what opens the note itself are none.
 */
bool dt_page_is_note_mark(const struct dt_page *page, uint32_t node);

/* Whether a heading is, or has, a link to a place on its own page. */
bool dt_page_is_anchored(const struct dt_page *page, uint32_t heading);

/* What class, id, itemprop and itemtype of an element say it is. */
unsigned dt_page_names_of(struct dt_page *page, const struct dt_html_node *n);

/* Whether two elements are of one make: same tag, same classes. */
bool dt_page_is_alike(const struct dt_html *html, uint32_t a, uint32_t b);

/* Fill the texts, links, blocks and own prose of a new page. */
void dt_page_measure(struct dt_page *page);

/* Sum up what stands under each node, without what is cut. */
void dt_page_sum(struct dt_page *page);

/* Fill page->signs. */
void dt_page_read_signs(struct dt_page *page);

/*
 * Find the headline: the heading that the page's title repeats, or its only
 * h1; none that is the site's name.
 */
void dt_page_find_headline(struct dt_page *page);

/* The element before one under the same parent, or 0. */
uint32_t dt_page_element_before(const struct dt_html *html, uint32_t i);

/*
 * Whether an element is hidden, and stays so: it is no tab beside one that is
 * shown, and, where the page is no article, nothing unfolds it.
 */
bool dt_page_is_hidden(const struct dt_page *page, uint32_t i);

/* Decide what is no part of an article, and sum up the rest. */
void dt_page_cut(struct dt_page *page);

/*
 * Whether what is called comments goes on as the page began: it is named so
 * on a page of questions and answers; or what holds the page's own text is
 * made as what holds each comment, as with the posts of a thread. comments:
 * their prose, of all that the page has.
 */
bool dt_page_is_conversation(const struct dt_page *page, uint64_t comments,
                             uint64_t all);

/*
 * Whether the page is a thread: root and frame are what holds its posts, and
 * what stands between them is cut, with who wrote them and when.
 */
bool dt_page_find_posts(struct dt_page *page);

/* Whether an element of a thread is the text of one post. */
bool dt_page_is_post(const struct dt_page *page, uint32_t node);

/* Find root and frame. */
void dt_page_find_root(struct dt_page *page);

/*
 * Whether the root holds a list of articles rather than one: headings that
 * are links, with little prose to each.
 */
bool dt_page_is_index(const struct dt_page *page);

/* Let stand what only a doubtful name speaks against, and sum up again. */
void dt_page_forgive(struct dt_page *page);

/*
 * Another root and frame, for a page on which no article was found: what has
 * most of the page's text, in links or not.
 */
void dt_page_widen(struct dt_page *page);

/* All of the above: fill page->info and find the article's root. */
int dt_page_score(struct dt_page *page, struct dt_arena *arena,
                  struct dt_err *err);

/* Whether a table holds data: its rows stay, however short. */
bool dt_page_is_data(const struct dt_page *page, uint32_t table);

/*
 * Whether a line of a product's page tells of the sale and not of the product:
 * a price that is not the value of a name, a phrase of shop_phrases.txt.
 */
bool dt_page_is_sale(const struct dt_page *page, uint32_t block,
                     struct dt_draft *draft, struct dt_str line);

/*
 * Whether a block whose line has so many characters shares a box with an image
 * and with little else: the image stands in it, but not among the block's own
 * words. lead: it stands between headline and article, where a line may be
 * longer, and a portrait counts for none.
 */
bool dt_page_is_caption(const struct dt_page *page, uint32_t block,
                        uint32_t text, bool lead);

/*
 * Whether a block tells what is pictured beside it in a recipe or a shop, and
 * is no caption for that.
 */
bool dt_page_is_step(const struct dt_page *page, uint32_t block);

/*
 * Whether a pre is a letter, and no code or verse: prose in wrapped lines. Its
 * paragraphs are added to the draft, without the signature.
 */
int dt_page_letter(const struct dt_page *page, uint32_t pre,
                   struct dt_draft *draft, bool *is_letter, struct dt_err *err);

/*
 * Whether a pre is nothing but numbers that follow each other, as those beside
 * the lines of code in a cell of its own.
 */
bool dt_page_is_numbering(const struct dt_html *html, uint32_t pre);

/*
 * Blocks of the article. With everything, what stands in links and in short
 * lines stays, too: for a page that is no article.
 */
int dt_page_blocks(const struct dt_page *page, bool everything,
                   struct dt_draft *draft, struct dt_err *err);

/*
 * Say in draft->not_article what kind of page this is when it is no article,
 * or NULL: judged by how little text was found, and by phrases that only
 * error pages, walls and the like have.
 */
int dt_page_kind(const struct dt_page *page, struct dt_draft *draft,
                 struct dt_err *err);

/* All text under a node as it stands, appended to out. */
void dt_page_text(const struct dt_html *html, uint32_t node,
                  struct dt_buf *out);

/*
 * Metadata from JSON-LD, meta elements, then visible elements. arena is for
 * scratch.
 */
int dt_page_metadata(struct dt_page *page, uint32_t root, const char *url,
                     struct dt_arena *arena, struct dt_draft *draft,
                     struct dt_err *err);

#endif
