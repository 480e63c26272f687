#include "statement/closing.h"

#include "statement/paragraph.h"
#include "statement/phrases.h"

enum {
    NOTE = 240,     /* bytes of a note */
    SUBJECT = 80,   /* bytes of it before its verb */
    MOST_NOTES = 4, /* each is looked at with every label */
};

static struct dt_str last_word(struct dt_str name)
{
    for (size_t i = name.len; i-- > 0;)
        if (name.ptr[i] == ' ')
            return (struct dt_str){name.ptr + i + 1, name.len - i - 1};
    return name;
}

/* Whether a name's last word stands among words: “Tom Bray”, of “Bray”. */
static bool has_name(struct dt_str words, struct dt_str name)
{
    struct dt_str word = last_word(dt_str_trim(name));
    size_t at = word.len > 1 ? dt_str_find(words, word, 0) : SIZE_MAX;

    return at != SIZE_MAX && (at == 0 || words.ptr[at - 1] == ' ') &&
           words.ptr[at + word.len] == ' ';
}

/* “Tom Bray was speaking to Joan Marlow.” */
static bool tells_of_speaker(const struct dt_article *article,
                             const struct dt_label *labels,
                             struct dt_str speaker, struct dt_str text,
                             const struct dt_lexicon *lexicon)
{
    size_t verb = 1;

    while (
        verb < text.len && verb < SUBJECT &&
        !(text.ptr[verb - 1] == ' ' &&
          dt_phrase_begins(lexicon, DT_PHRASE_INTERVIEWED,
                           (struct dt_str){text.ptr + verb, text.len - verb})))
        verb++;
    if (verb >= text.len || verb == SUBJECT ||
        dt_phrase_within(lexicon, DT_PHRASE_SELF, text))
        return false;
    text.len = verb;
    if (has_name(text, speaker))
        return true;
    for (size_t i = 0; i < article->block_count; i++)
        if ((labels[i].kind == DT_LABEL_LIKELY ||
             labels[i].kind == DT_LABEL_SURE) &&
            has_name(text, labels[i].name))
            return true;
    return false;
}

size_t dt_closing_begin(const struct dt_article *article,
                        const struct dt_label *labels, struct dt_str speaker,
                        const struct dt_lexicon *lexicon)
{
    size_t begin = article->block_count;

    for (size_t i = begin, notes = 0; i-- > 0 && notes < MOST_NOTES; notes++) {
        struct dt_str text = dt_paragraph_text(
            article, dt_paragraph_body(article, &article->blocks[i]));

        if (text.len == 0 || text.len > NOTE)
            break;
        if (!dt_phrase_begins(lexicon, DT_PHRASE_CLOSING, text) &&
            (labels[i].kind != DT_LABEL_NONE ||
             !tells_of_speaker(article, labels, speaker, text, lexicon)))
            break;
        begin = i;
    }
    return begin;
}
