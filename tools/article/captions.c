#include "article/captions.h"

#include "article/claim.h"
#include "article/line.h"
#include "article/names.h"

enum {
    PAUSE = 1500,       /* milliseconds behind a sentence */
    LONG = 500,         /* bytes of a paragraph that may end with a sentence */
    MOST = 2500,        /* of one that ends with its cue */
    LABEL_LONGEST = 80, /* bytes before its colon */
    LABEL_MOST = 256,   /* of one that is remembered */
    SHOWN_MOST = 4096,  /* of the lines of a cue that are remembered */
    ROLLS = 3,          /* one cue in so many repeats a line: they all roll */
    ROLLS_LEAST = 2
};

/* The lines that the cue before showed. */
struct shown {
    char text[SHOWN_MOST];
    struct dt_str lines[DT_CAPTIONS_LINES];
    size_t count;
    uint64_t from, to;
};

/* Paragraphs that are put together from cues. */
struct joiner {
    struct dt_draft *draft;
    struct dt_err *err;
    struct dt_caption cue;
    struct shown shown;
    bool rolling;
    struct dt_buf text;      /* of the paragraph */
    enum dt_block_kind kind; /* of it */
    uint32_t line;
    char speaker[LABEL_MOST]; /* the label of the turn, as printed, or "" */
    uint64_t ended;           /* when its last cue did */
    bool sung;                /* a line of the cue opened what is sung */
    int rc;
};

static struct dt_str behind(struct dt_str s, size_t at)
{
    return (struct dt_str){s.ptr + at, s.len - at};
}

static void remember(struct shown *shown, const struct dt_caption *cue)
{
    size_t used = 0;

    shown->count = 0;
    shown->from = cue->from;
    shown->to = cue->to;
    for (size_t i = 0; i < cue->count; i++) {
        struct dt_str words = dt_caption_words(cue, i);

        if (words.len == 0)
            continue;
        if (words.len > sizeof shown->text - used)
            return;
        memcpy(shown->text + used, words.ptr, words.len);
        shown->lines[shown->count++] = (struct dt_str){shown->text + used,
                                                       words.len};
        used += words.len;
    }
}

/* How many of a cue's first lines are the last ones that stood there. */
static size_t repeated(const struct shown *shown, const struct dt_caption *cue)
{
    size_t most = cue->count < shown->count ? cue->count : shown->count;

    for (size_t n = most; n > 0; n--) {
        size_t i = 0;

        while (i < n && dt_str_eq(shown->lines[shown->count - n + i],
                                  dt_caption_words(cue, i)))
            i++;
        if (i == n)
            return n;
    }
    return 0;
}

/* Bytes of a cue's first line that stood there as the only one, growing. */
static size_t grown(const struct shown *shown, const struct dt_caption *cue)
{
    struct dt_str last, words;

    if (shown->count == 0 || cue->count == 0)
        return 0;
    last = shown->lines[shown->count - 1];
    words = dt_caption_words(cue, 0);
    return words.len > last.len && dt_str_starts(words, last) &&
                   words.ptr[last.len] == ' '
               ? last.len
               : 0;
}

static bool is_next(const struct shown *shown, const struct dt_caption *cue)
{
    return shown->count > 0 && cue->from <= shown->to + PAUSE;
}

/* Whether the lines of a file stay when others come under them. */
static bool find_rolling(struct dt_str text, struct joiner *j)
{
    struct dt_caption_file file = dt_caption_file_open(text);
    size_t cues = 0, rolls = 0;

    while (dt_caption_next(&file, &j->cue)) {
        if (j->cue.count == 0)
            continue;
        cues++;
        rolls += is_next(&j->shown, &j->cue) &&
                 (repeated(&j->shown, &j->cue) || grown(&j->shown, &j->cue));
        remember(&j->shown, &j->cue);
    }
    j->shown.count = 0;
    return rolls >= ROLLS_LEAST && rolls * ROLLS >= cues;
}

static void end_paragraph(struct joiner *j)
{
    size_t before = j->draft->count;

    if (j->rc == DT_OK && j->text.len)
        j->rc = dt_buf_check(&j->text, "a paragraph", j->err);
    if (j->rc == DT_OK && j->text.len)
        j->rc = dt_draft_add(j->draft, dt_buf_str(&j->text), j->kind, j->err);
    if (j->rc == DT_OK && j->draft->count > before) {
        j->draft->blocks[before].firm = true;
        j->draft->blocks[before].line = j->line;
    }
    dt_buf_reset(&j->text);
    j->kind = DT_BLOCK_PARAGRAPH;
}

static void add_words(struct joiner *j, struct dt_str words)
{
    if (j->text.len == 0)
        j->line = j->cue.line;
    else
        dt_buf_addc(&j->text, ' ');
    dt_buf_addstr(&j->text, words);
}

/* A paragraph of its own, of the kind. */
static void add_alone(struct joiner *j, struct dt_str words,
                      enum dt_block_kind kind)
{
    end_paragraph(j);
    j->kind = kind;
    add_words(j, words);
    end_paragraph(j);
}

/* "[Applause]", "(Applause)", and no label before a colon. */
static bool is_direction(struct dt_str words)
{
    char close;

    if (words.len < 2 || (words.ptr[0] != '[' && words.ptr[0] != '('))
        return false;
    close = words.ptr[0] == '[' ? ']' : ')';
    return memchr(words.ptr, close, words.len) == words.ptr + words.len - 1;
}

static size_t count_notes(struct dt_str words)
{
    static const char *const notes[] = {"♪", "♫", "♬", "🎵", "🎶"};
    size_t count = 0;

    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        for (size_t at = 0;
             (at = dt_str_find(words, DT_STR(notes[i]), at)) != SIZE_MAX; at++)
            count++;
    return count;
}

/* Whether a line of a cue is sung: between notes in it or in those before. */
static bool is_sung(struct joiner *j, struct dt_str words)
{
    size_t notes = count_notes(words);
    bool sung = j->sung || notes > 0;

    j->sung = notes % 2 ? !j->sung : j->sung;
    return sung;
}

/* "ADA EXAMPLE:", "Ada Example:", "Speaker 2:" - bytes up to the colon, or 0. */
static size_t label_of(struct joiner *j, struct dt_str words)
{
    size_t colon = dt_str_until(words, ":", 0), last;
    struct dt_str name = {words.ptr, colon};

    if (colon == words.len || colon == 0 || colon > LABEL_LONGEST ||
        (colon + 1 < words.len && words.ptr[colon + 1] != ' '))
        return 0;
    last = colon;
    while (last > 0 && name.ptr[last - 1] >= '0' && name.ptr[last - 1] <= '9')
        last--;
    if (dt_line_is_capitals(name) || dt_names_is_person(j->draft, name) ||
        (last > 1 && last < colon && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z' &&
         (name.ptr[last - 1] == ' ' || name.ptr[last - 1] == '_')))
        return colon;
    return 0;
}

/* The turn of somebody, named or not, begins with words. */
static void begin_turn(struct joiner *j, struct dt_str name,
                       struct dt_str words)
{
    end_paragraph(j);
    if (name.len < sizeof j->speaker) {
        memcpy(j->speaker, name.ptr ? name.ptr : "", name.len);
        j->speaker[name.len] = '\0';
    } else {
        j->speaker[0] = '\0';
    }
    if (name.len) {
        add_words(j, name);
        dt_buf_addc(&j->text, ':');
    } else {
        j->kind = DT_BLOCK_ITEM;
    }
    if (words.len)
        add_words(j, words);
}

/* Whether a paragraph goes on that has not come to the end of a sentence. */
static bool is_inside(const struct joiner *j, struct dt_str words)
{
    return j->text.len && words.len && words.ptr[0] >= 'a' &&
           words.ptr[0] <= 'z' && !dt_line_is_sentence(dt_buf_str(&j->text));
}

static void add_line(struct joiner *j, size_t i, struct dt_str words)
{
    struct dt_str voice = dt_caption_voice(&j->cue, i);
    struct dt_str name = voice;
    size_t label;

    if (is_sung(j, words)) {
        add_alone(j, words, DT_BLOCK_NOTE);
        return;
    }
    if (is_direction(words)) {
        add_alone(j, words, DT_BLOCK_PARAGRAPH);
        return;
    }
    if (words.len == 0 && voice.len == 0)
        return;
    label = voice.len ? 0 : label_of(j, words);
    if (label) {
        name = (struct dt_str){words.ptr, label};
        words = dt_str_trim(behind(words, label + 1));
    }
    if (name.len && !dt_str_is(name, j->speaker))
        begin_turn(j, name, words);
    else if (!name.len && j->cue.lines[i].another && !is_inside(j, words))
        begin_turn(j, (struct dt_str){NULL, 0}, words);
    else if (words.len)
        add_words(j, words);
}

/* Whether a new paragraph begins with a cue, though nobody else speaks. */
static bool is_apart(const struct joiner *j)
{
    bool sentence = dt_line_is_sentence(dt_buf_str(&j->text));

    if (j->text.len == 0)
        return false;
    return j->text.len >= MOST ||
           (sentence && (j->text.len >= LONG || j->kind == DT_BLOCK_ITEM ||
                         j->cue.from >= j->ended + PAUSE));
}

static void add_cue(struct joiner *j)
{
    const struct dt_caption *cue = &j->cue;
    size_t known = 0, begun = 0;

    if (cue->count == 0)
        return;
    if (j->rolling
            ? is_next(&j->shown, cue)
            : j->shown.count == cue->count && j->shown.from == cue->from) {
        known = repeated(&j->shown, cue);
        if (!j->rolling && known < cue->count)
            known = 0;
        begun = j->rolling && !known ? grown(&j->shown, cue) : 0;
    }
    if (known == 0 && begun == 0 && is_apart(j))
        end_paragraph(j);
    j->sung = false;
    for (size_t i = known; i < cue->count && j->rc == DT_OK; i++)
        add_line(
            j, i,
            dt_str_trim(behind(dt_caption_words(cue, i), i == 0 ? begun : 0)));
    remember(&j->shown, cue);
    j->ended = cue->to;
}

static int claim_head(const struct dt_caption_file *file,
                      struct dt_draft *draft, struct dt_err *err)
{
    struct dt_claim_place place = {"caption header", 0};
    int rc = DT_OK;

    if (file->title.len)
        rc = dt_claim_add(draft, DT_FIELD_TITLE, file->title, place, err);
    if (rc == DT_OK && file->language.len)
        rc = dt_claim_add(draft, DT_FIELD_LANGUAGE, file->language, place, err);
    return rc;
}

int dt_captions_read(struct dt_str text, struct dt_draft *draft,
                     struct dt_err *err)
{
    struct dt_caption_file file = dt_caption_file_open(text);
    struct joiner j = {.draft = draft,
                       .err = err,
                       .cue.words = DT_BUF_INIT(2 * (size_t)DT_ARTICLE_MAX),
                       .text = DT_BUF_INIT(2 * (size_t)DT_ARTICLE_MAX)};

    draft->page = true;
    if (draft->meta->kind == DT_KIND_UNKNOWN)
        draft->meta->kind = DT_KIND_TRANSCRIPT;
    j.rolling = find_rolling(text, &j);
    j.rc = claim_head(&file, draft, err);
    while (j.rc == DT_OK && dt_caption_next(&file, &j.cue)) {
        j.rc = dt_buf_check(&j.cue.words, "a cue", err);
        if (j.rc == DT_OK)
            add_cue(&j);
    }
    end_paragraph(&j);
    dt_buf_release(&j.cue.words);
    dt_buf_release(&j.text);
    return j.rc;
}
