/*
 * captions.h - WebVTT and SubRip, the captions of a recording, as blocks.
 *
 * Layer   article. The words of cues that follow one another are joined into
 *         paragraphs: a new one begins where another speaks (a voice span, a
 *         label "NAME:", a dash or ">>" before the words), behind a pause
 *         where a sentence has ended, and behind a sentence of one that is
 *         long. A voice is a label before the first paragraph of its turn.
 *         Words behind a dash or ">>" that names nobody are a list item.
 *         Times, positions, styles and notes are left out, and so are lines
 *         that roll: each word of them stands once. "[Applause]" has a
 *         paragraph of its own; so has what is sung, as a note.
 * Source  WebVTT (W3C Candidate Recommendation of 4 April 2019), sections 4
 *         and 6; of SubRip what players read.
 * Bounds  two passes over the text. DT_CAPTIONS_LINES lines of a cue; what is
 *         over is another cue of the same times.
 */
#ifndef DT_ARTICLE_CAPTIONS_H
#define DT_ARTICLE_CAPTIONS_H

#include "article/draft.h"

enum { DT_CAPTIONS_LINES = 16 };

/* One line of a cue, without its marks. */
struct dt_caption_line {
    size_t start, end;  /* bytes of the cue's words */
    size_t voice, name; /* bytes of the voice that begins here, and where */
    bool another;       /* a dash or ">>" says that another speaks */
};

/* One cue; its words are to be released. */
struct dt_caption {
    uint64_t from, to; /* milliseconds */
    uint32_t line;     /* of the text on which its words begin, from 1 */
    struct dt_buf words;
    struct dt_caption_line lines[DT_CAPTIONS_LINES];
    size_t count;
};

/* A text that is read cue by cue. */
struct dt_caption_file {
    struct dt_str rest;
    size_t known;                  /* bytes of rest that no line ends in */
    uint32_t line;                 /* lines read so far */
    bool vtt;                      /* it has WebVTT's signature */
    bool goes_on;                  /* lines are left of the cue read last */
    struct dt_str title, language; /* of its head, or empty */
};

/* Read the head. text is well-formed UTF-8. */
struct dt_caption_file dt_caption_file_open(struct dt_str text);

/*
 * The next cue, which may have no words; false behind the last. What has no
 * room in it comes next, and for that cue is to be the one given before.
 */
bool dt_caption_next(struct dt_caption_file *file, struct dt_caption *cue);

/* The words of line i of a cue, and the name of its voice, or empty. */
struct dt_str dt_caption_words(const struct dt_caption *cue, size_t i);
struct dt_str dt_caption_voice(const struct dt_caption *cue, size_t i);

/* text is well-formed UTF-8. */
int dt_captions_read(struct dt_str text, struct dt_draft *draft,
                     struct dt_err *err);

#endif
