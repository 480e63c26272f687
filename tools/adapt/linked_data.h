/*
 * linked_data.h - what a page's JSON-LD says of its article (schema.org), and
 * text in the JSON of its other scripts, behind which stands jansson.
 *
 * Layer   adapt. JSON-LD is foreign JSON. What pages get wrong most is set
 *         right first (dt_linked_repair()); what is still no JSON says nothing
 *         and is counted.
 * Bounds  DT_LINKED_NODES values looked at in a script, DT_LINKED_NAMES
 *         authors, DT_LINKED_TAGS tags.
 */
#ifndef DT_ADAPT_LINKED_DATA_H
#define DT_ADAPT_LINKED_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { DT_LINKED_NODES = 20000, DT_LINKED_NAMES = 32, DT_LINKED_TAGS = 32 };

enum dt_linked_type {
    DT_LINKED_UNTYPED,
    DT_LINKED_PERSON,
    DT_LINKED_ORGANISATION
};

struct dt_linked_name {
    const char *name;
    enum dt_linked_type type; /* what its @type says that it is */
};

/* One work. Absent texts are NULL; what is there is UTF-8 as written. */
struct dt_linked_work {
    const char *type; /* "NewsArticle" */
    const char *headline;
    const char *description;
    const char *body; /* articleBody */
    const char *published;
    const char *modified;
    const char *language;
    const char *url;
    const char *publisher;
    const char *section;
    const char *licence; /* a URL, or its words */
    const char *copyright;
    const char *correction;
    struct dt_linked_name names[DT_LINKED_NAMES]; /* of authors */
    size_t name_count;
    const char *tags[DT_LINKED_TAGS]; /* each may hold several, by commas */
    size_t tag_count;
};

struct dt_linked_data {
    struct dt_linked_work article;
    struct dt_linked_work page; /* what is said of the page, or the site */
    size_t broken;              /* scripts that are no JSON */
};

/*
 * Read one script's content into *data, of which fields that are set stay.
 * Articles are found at any depth (in arrays, @graph, mainEntity), but not in
 * what only lists or mentions other works; an author or publisher that is an
 * @id, or an author that is the text of one, is looked up in the script. Texts
 * are copied to the arena. False without memory.
 */
bool dt_linked_data_read(struct dt_str json, struct dt_arena *arena,
                         struct dt_linked_data *data);

/*
 * The longest text with paragraphs marked up ("<p", "<br") in a script that is
 * JSON, or assigns some ("window.__STATE__ = {"): what an application would
 * make its page of. Where it is not the half of all such texts of its name,
 * as one answer or step is not, it is all of them. *markup becomes it, copied
 * to the arena, where it is longer. False without memory.
 */
bool dt_linked_data_markup(struct dt_str script, struct dt_arena *arena,
                           struct dt_str *markup);

/*
 * Append a script's content as JSON where only habit is wrong with it:
 * comments, CDATA and HTML comment marks around it, commas before a closing
 * bracket, control characters and impossible escapes in strings, and quotation
 * marks written as &quot;.
 */
void dt_linked_repair(struct dt_str script, struct dt_buf *out);

#endif
