/*
 * html_token.h - the tokens of an HTML page (WHATWG HTML, 13.2.5).
 *
 * Layer   base. The states are functions here, of which each reads all that
 *         belongs together: html_token.c text and tags, html_markup.c
 *         comments, doctypes and CDATA sections, html_raw.c the content of
 *         script, style, title and their like; html_text.c changes text.
 * Input   one page of well-formed UTF-8, in one piece: tokens borrow from it
 *         wherever they can, and else from the arena.
 *
 *     dt_html_tokens_init(&tokens, page, arena);
 *     while (dt_html_tokens_next(&tokens) != DT_TOKEN_END_OF_FILE)
 *         use(&tokens.token);
 *     if (tokens.failed) ... the arena is full
 */
#ifndef DT_BASE_HTML_TOKEN_H
#define DT_BASE_HTML_TOKEN_H

#include "base/arena.h"
#include "base/html.h"

enum dt_token_type {
    DT_TOKEN_NONE, /* between the files only: nothing was made yet */
    DT_TOKEN_END_OF_FILE,
    DT_TOKEN_TEXT, /* a run of characters; two may follow one another */
    DT_TOKEN_START_TAG,
    DT_TOKEN_END_TAG,
    DT_TOKEN_COMMENT,
    DT_TOKEN_DOCTYPE
};

/* How content is read: the tokenizer states that the tree builder sets. */
enum dt_token_state {
    DT_STATE_DATA,
    DT_STATE_RCDATA,
    DT_STATE_RAWTEXT,
    DT_STATE_SCRIPT_DATA,
    DT_STATE_PLAINTEXT,
    DT_STATE_CDATA
};

struct dt_html_token {
    enum dt_token_type type;
    enum dt_tag tag;
    uint32_t hash; /* of a tag's name */
    /* Characters, a comment's data, or a tag's or doctype's name. */
    struct dt_str text;
    bool has_nul; /* of characters: U+0000 is among them */

    bool self_closing;
    bool force_quirks;
    struct dt_str public_id, system_id; /* ptr NULL when missing */

    const struct dt_html_attribute *attributes; /* of a start tag */
    unsigned attribute_count;
    uint32_t names; /* dt_html_name_bit() of each attribute's name */
};

struct dt_html_tokens {
    const char *at, *end; /* what is not read yet */
    struct dt_arena *arena;
    char *room; /* for text that is not as it stands on the page */
    size_t room_left;
    bool failed;

    enum dt_token_state state;
    bool in_foreign; /* set by the tree builder: CDATA sections may be */
    bool has_nul;    /* the page holds U+0000 somewhere */
    struct dt_str last_start_tag;
    struct dt_html_tags tags;
    struct dt_html_attribute attributes[DT_HTML_ATTRIBUTES];
    struct dt_html_token token;
};

void dt_html_tokens_init(struct dt_html_tokens *t, struct dt_str page,
                         struct dt_arena *arena);

/* Read the next token into t->token; returns its type. */
enum dt_token_type dt_html_tokens_next(struct dt_html_tokens *t);

/* Without the white space (13.2.5.1: TAB, LF, FF, SPACE) it begins with. */
struct dt_str dt_html_skip_space(struct dt_str text);

/* -- between the files of the tokenizer --------------------------------- */

static inline bool dt_html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

static inline bool dt_html_is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Whether what follows at is word, its letters of either case. */
bool dt_html_follows(const char *at, const char *end, const char *word);

/* Whether the text is word, its letters of either case. */
bool dt_html_is(struct dt_str text, const char *word);

/*
 * 13.2.3.5: each CR LF and each CR is a LF. A copy in the arena, or the page
 * itself; a NULL ptr without memory.
 */
struct dt_str dt_html_normalise_lines(struct dt_str page,
                                      struct dt_arena *arena);

/* Room for len bytes of changed text, NULL when there is none. */
char *dt_html_room(struct dt_html_tokens *t, size_t len);

/* The text with each U+0000 as U+FFFD. */
struct dt_str dt_html_replace_nul(struct dt_html_tokens *t, struct dt_str text);

/* That, and ASCII letters in lower case. */
struct dt_str dt_html_lower(struct dt_html_tokens *t, struct dt_str text);

/* The text with its character references decoded. */
struct dt_str dt_html_decode(struct dt_html_tokens *t, struct dt_str text,
                             bool in_attribute);

/* t->at is behind "<!" or "<?". Reads a comment, doctype or CDATA section. */
enum dt_token_type dt_html_read_declaration(struct dt_html_tokens *t);
enum dt_token_type dt_html_read_bogus_comment(struct dt_html_tokens *t);

/* Read text in any state but that of data, to which it returns. */
enum dt_token_type dt_html_read_raw(struct dt_html_tokens *t);

#endif
