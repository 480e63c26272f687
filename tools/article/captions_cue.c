/* The cues of a caption file: their times, words and voices (captions.h). */
#include "article/captions.h"
#include "base/html_reference.h"

enum {
    CUE_NUMBER = 9, /* digits of one */
    TAG_LONGEST = 1000
};

static struct dt_str behind(struct dt_str s, size_t at)
{
    return (struct dt_str){s.ptr + at, s.len - at};
}

/* Lines end in LF, CR or both. */
static bool take_line(struct dt_caption_file *file, struct dt_str *line)
{
    size_t len, skip;

    if (file->rest.len == 0)
        return false;
    len = dt_str_until(file->rest, "\r\n", file->known);
    *line = dt_str_trim((struct dt_str){file->rest.ptr, len});
    skip = len < file->rest.len;
    if (dt_str_starts(behind(file->rest, len), DT_STR("\r\n")))
        skip = 2;
    file->rest = behind(file->rest, len + skip);
    file->known = 0;
    file->line++;
    return true;
}

/* The line behind, without taking it. */
static struct dt_str peek(const struct dt_caption_file *file)
{
    struct dt_caption_file ahead = *file;
    struct dt_str line = {NULL, 0};

    (void)take_line(&ahead, &line);
    return line;
}

/* 00:01:05.250, 1:05,250: bytes of it, and milliseconds. */
static size_t read_time(struct dt_str s, uint64_t *ms)
{
    uint64_t number = 0, seconds = 0, part = 100;
    size_t at = 0, digits = 0, fields = 0;

    for (; at < s.len && at < TAG_LONGEST; at++) {
        if (s.ptr[at] >= '0' && s.ptr[at] <= '9' && digits < CUE_NUMBER) {
            number = number * 10 + (uint64_t)(s.ptr[at] - '0');
            digits++;
        } else if (s.ptr[at] == ':' && digits && fields < 2) {
            seconds = (seconds + number) * 60;
            number = digits = 0;
            fields++;
        } else {
            break;
        }
    }
    if (!fields || !digits)
        return 0;
    *ms = (seconds + number) * 1000;
    if (at + 1 < s.len && (s.ptr[at] == '.' || s.ptr[at] == ',') &&
        s.ptr[at + 1] >= '0' && s.ptr[at + 1] <= '9')
        for (at++; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++) {
            *ms += part * (uint64_t)(s.ptr[at] - '0');
            part /= 10;
        }
    return at;
}

/* "00:00:01,000 --> 00:00:04,000 align:start". */
static bool read_times(struct dt_str line, struct dt_caption *cue)
{
    uint64_t from, to;
    size_t len = read_time(line, &from);

    if (len == 0)
        return false;
    line = dt_str_trim(behind(line, len));
    if (!dt_str_starts(line, DT_STR("-->")))
        return false;
    line = dt_str_trim(behind(line, 3));
    if (read_time(line, &to) == 0)
        return false;
    if (cue) {
        cue->from = from;
        cue->to = to;
    }
    return true;
}

static bool is_number(struct dt_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (i == CUE_NUMBER || line.ptr[i] < '0' || line.ptr[i] > '9')
            return false;
    return line.len > 0;
}

struct dt_caption_file dt_caption_file_open(struct dt_str text)
{
    struct dt_caption_file file = {.rest = text};
    struct dt_str line;

    if (!dt_str_starts(text, DT_STR("WEBVTT")))
        return file;
    file.vtt = true;
    (void)take_line(&file, &line);
    line = dt_str_trim(behind(line, strlen("WEBVTT")));
    if (dt_str_starts(line, DT_STR("- ")))
        file.title = dt_str_trim(behind(line, 2));
    while (peek(&file).len && !read_times(peek(&file), NULL) &&
           take_line(&file, &line))
        if (dt_str_starts(line, DT_STR("Language:")))
            file.language = dt_str_trim(behind(line, strlen("Language:")));
    return file;
}

static bool is_empty(const struct dt_caption_line *line)
{
    return line->start == line->end && line->voice == 0;
}

static bool is_full(const struct dt_caption *cue)
{
    return cue->count == DT_CAPTIONS_LINES &&
           !is_empty(&cue->lines[cue->count - 1]);
}

/* Begin a line behind those that are there, of a cue that is not full. */
static void begin_line(struct dt_caption *cue)
{
    if (cue->count && is_empty(&cue->lines[cue->count - 1]))
        cue->count--;
    cue->lines[cue->count++] = (struct dt_caption_line){.start = cue->words.len,
                                                        .end = cue->words.len};
}

static void add(struct dt_caption *cue, struct dt_str text)
{
    dt_buf_addstr(&cue->words, text);
    cue->lines[cue->count - 1].end = cue->words.len;
}

/* One character reference or one byte, whichever text begins with. */
static size_t add_one(struct dt_caption *cue, struct dt_str text)
{
    char out[DT_HTML_REFERENCE_MAX];
    size_t len = 0, taken = text.ptr[0] == '&'
                                ? dt_html_reference(text, false, out, &len)
                                : 0;

    add(cue, taken ? (struct dt_str){out, len} : (struct dt_str){text.ptr, 1});
    return taken ? taken : 1;
}

/* <v.loud Ada Example>: the words behind it are hers. */
static void add_voice(struct dt_caption *cue, struct dt_str tag)
{
    struct dt_str name = dt_str_trim(behind(tag, dt_str_until(tag, " \t", 0)));
    struct dt_caption_line *line;

    if (name.len == 0)
        return;
    begin_line(cue);
    line = &cue->lines[cue->count - 1];
    line->name = cue->words.len;
    while (name.len)
        name = behind(name, add_one(cue, name));
    line->voice = cue->words.len - line->name;
    line->start = line->end = cue->words.len;
}

static bool is_tag(char c)
{
    return c == '/' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/*
 * Bytes of the mark that text begins with: a tag of WebVTT or SubRip, or the
 * braces of SubStation. Others are words.
 */
static size_t mark_len(struct dt_str text)
{
    char close = text.ptr[0] == '{' ? '}' : '>';
    size_t len = 1;

    if (text.len < 2 ||
        (text.ptr[0] == '{' ? text.ptr[1] != '\\' : !is_tag(text.ptr[1])))
        return 0;
    while (len < text.len && len < TAG_LONGEST && text.ptr[len] != close &&
           text.ptr[len] != text.ptr[0])
        len++;
    return len < text.len && text.ptr[len] == close ? len + 1 : 0;
}

/* Take the dash or ">>" off the words of a line. */
static void read_dash(const struct dt_caption *cue,
                      struct dt_caption_line *line)
{
    static const char *const dashes[] = {"–", "—", "-"};
    struct dt_str all = {cue->words.ptr + line->start, line->end - line->start};
    struct dt_str s = dt_str_trim(all);

    if (dt_str_starts(s, DT_STR(">>"))) {
        while (s.len && (s.ptr[0] == '>' || s.ptr[0] == ' '))
            s = behind(s, 1);
        line->another = true;
    } else {
        for (size_t i = 0; i < 3; i++) {
            size_t len = strlen(dashes[i]);

            if (!dt_str_starts(s, DT_STR(dashes[i])) ||
                dt_str_starts(behind(s, len), DT_STR(dashes[i])) ||
                (s.len > len && s.ptr[len] >= '0' && s.ptr[len] <= '9'))
                continue;
            s = dt_str_trim(behind(s, len));
            line->another = true;
            break;
        }
    }
    line->start = (size_t)(s.ptr - cue->words.ptr);
    line->end = line->start + s.len;
}

/* Returns what of the line has no room in the cue. */
static struct dt_str add_line(struct dt_caption *cue, struct dt_str line)
{
    if (line.len == 0 || is_full(cue))
        return line;
    begin_line(cue);
    while (line.len) {
        size_t len = line.ptr[0] == '<' || line.ptr[0] == '{' ? mark_len(line)
                                                              : 0;

        if (len > 3 && line.ptr[1] == 'v' &&
            (line.ptr[2] == ' ' || line.ptr[2] == '.' || line.ptr[2] == '\t')) {
            if (is_full(cue))
                break;
            add_voice(cue, (struct dt_str){line.ptr + 1, len - 2});
        }
        line = behind(line, len ? len : add_one(cue, line));
    }
    return line;
}

/* Let the text that is read next begin with the rest of its last line. */
static void give_back(struct dt_caption_file *file, struct dt_str line)
{
    if (line.len == 0)
        return;
    file->rest.len += (size_t)(file->rest.ptr - line.ptr);
    file->rest.ptr = line.ptr;
    file->known = line.len;
    file->line--;
    file->goes_on = true;
}

/* What WebVTT has beside cues, up to a blank line. */
static bool is_aside(const struct dt_caption_file *file, struct dt_str line)
{
    static const char *const words[] = {"NOTE", "STYLE", "REGION"};

    for (size_t i = 0; file->vtt && i < sizeof words / sizeof *words; i++)
        if (dt_str_starts(line, DT_STR(words[i])) &&
            (line.len == strlen(words[i]) || line.ptr[strlen(words[i])] == ' '))
            return true;
    return false;
}

static void skip_aside(struct dt_caption_file *file)
{
    struct dt_str line;

    while (peek(file).len && take_line(file, &line))
        continue;
}

/*
 * SubRip that people made has blank lines in cues, and lacks them between
 * cues: what ends one is the next one's times, with its name before them.
 */
bool dt_caption_next(struct dt_caption_file *file, struct dt_caption *cue)
{
    struct dt_str line, next;
    bool open = file->goes_on, blank = !open;

    dt_buf_reset(&cue->words);
    cue->count = 0;
    if (open)
        cue->line = file->line + 1;
    file->goes_on = false;
    while (file->rest.len && !file->goes_on) {
        next = peek(file);
        if (read_times(next, NULL) && open)
            break;
        (void)take_line(file, &line);
        if (read_times(line, cue)) {
            open = true;
            cue->line = file->line + 1;
        } else if (blank && is_aside(file, line)) {
            skip_aside(file);
        } else if (!read_times(peek(file), NULL) ||
                   !(blank || is_number(line))) {
            if (open)
                give_back(file, add_line(cue, line));
        }
        blank = line.len == 0;
    }
    cue->count -= cue->count && is_empty(&cue->lines[cue->count - 1]);
    for (size_t i = 0; i < cue->count; i++)
        read_dash(cue, &cue->lines[i]);
    return open;
}

struct dt_str dt_caption_words(const struct dt_caption *cue, size_t i)
{
    const struct dt_caption_line *line = &cue->lines[i];

    return (struct dt_str){cue->words.ptr + line->start,
                           line->end - line->start};
}

struct dt_str dt_caption_voice(const struct dt_caption *cue, size_t i)
{
    const struct dt_caption_line *line = &cue->lines[i];

    return (struct dt_str){cue->words.ptr + line->name, line->voice};
}
