#include "story.h"

#include <stdio.h>

enum { TEXT_MAX = 65536, BODY_LEAST = 4900, BODY_SPREAD = 2000 };

/* What one paragraph after the other needs. */
struct writing {
    struct dt_buf *out;
    const struct bench_words *words;
    struct bench_random random;
    struct bench_person cast[3];
};

void bench_person_get(size_t number, struct bench_person *out)
{
    static const char *const women[] = {
        "Alma",  "Beatrix", "Zoë",    "Dorothea", "Elspeth", "Farida",
        "Greta", "Hannah",  "Ingrid", "Jessamy",  "Kamila",  "Leonie"};
    static const char *const men[] = {"Alaric", "Benedict", "José",   "Duncan",
                                      "Emeka",  "Florian",  "Gareth", "Harish",
                                      "Ivor",   "Jonas",    "Kenji",  "Lucian"};
    static const char *const surnames[] = {
        "Ashdown",      "Bellweather",  "Cardew",     "Dunstable", "Ellerby",
        "Farthing",     "Gadsby",       "Haverstock", "Ibbotson",  "Jessop",
        "Kettlewell",   "Lansbury",     "Müller",     "Naismith",  "O’Farrell",
        "Pemberton",    "Quarmby",      "Rosewarne",  "Sjöberg",   "Tremlett",
        "Underhill",    "Vaughan-Rees", "Wetherby",   "Yarwood",   "Abernethy",
        "Brightwell",   "Cathcart",     "Drummond",   "Eastlake",  "Fothergill",
        "Greatorex",    "Holroyd",      "Inchbald",   "Jolliffe",  "Kirkbride",
        "Lovelace",     "Maltravers",   "Nettleship", "Osgood",    "Penhaligon",
        "Ravensworth",  "Standish",     "Thackeray",  "Uppington", "Venables",
        "Winterbourne", "Yelverton",    "Zeffirelli"};
    static const char *const offices[] = {
        "Chief Executive",     "Chair",           "Finance Director",
        "Director of Nursing", "Harbour Master",  "Leader of the Council",
        "General Secretary",   "Medical Director"};
    static const char *const organisations[] = {
        "Skelby Borough Council",    "Marrowdale Hospitals Trust",
        "Port Ellery Harbour Board", "Tynsworth College",
        "the Dunmere Water Company", "Wexcombe Housing Association"};
    bool she = number % 2 == 0;

    *out = (struct bench_person){
        .first = she ? women[number / 2 % 12] : men[number / 2 % 12],
        .last = surnames[number % BENCH_PEOPLE],
        .title = she ? "Ms" : "Mr",
        .pronoun = she ? "she" : "he",
        .office = offices[number % 8],
        .organisation = organisations[number % 6],
        .former = number % 5 == 0 ? offices[(number + 3) % 8] : NULL};
}

void bench_person_id(const struct bench_person *p, struct dt_buf *out)
{
    const char *const parts[] = {p->first, "-", p->last};

    for (size_t i = 0; i < 3; i++)
        for (const char *c = parts[i]; *c; c++) {
            if ((unsigned char)*c == 0xC3) /* é, ë, ö, ü: é to e, ö to o */
                dt_buf_addc(out, (unsigned char)*++c == 0xB6 ? 'o'
                                 : (unsigned char)*c == 0xBC ? 'u'
                                                             : 'e');
            else if (*c >= 'A' && *c <= 'Z')
                dt_buf_addc(out, (char)(*c - 'A' + 'a'));
            else if ((*c >= 'a' && *c <= 'z') || *c == '-')
                dt_buf_addc(out, *c);
        }
}

void bench_story_init(struct bench_story *s)
{
    *s = (struct bench_story){.title = DT_BUF_INIT(TEXT_MAX),
                              .slug = DT_BUF_INIT(TEXT_MAX),
                              .body = DT_BUF_INIT(TEXT_MAX)};
}

void bench_story_release(struct bench_story *s)
{
    dt_buf_release(&s->title);
    dt_buf_release(&s->slug);
    dt_buf_release(&s->body);
}

static void sentence(struct writing *w, size_t least, size_t most)
{
    bench_add_sentence(w->out, w->words, &w->random, least, most);
}

static void clause(struct writing *w, size_t least, size_t most)
{
    bench_add_clause(w->out, w->words, &w->random, least, most);
}

static void sentences(struct writing *w, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            dt_buf_addc(w->out, ' ');
        sentence(w, 8, 30);
        dt_buf_addc(w->out, '.');
    }
}

static size_t below(struct writing *w, size_t n)
{
    return bench_below(&w->random, n);
}

/* The ways in which a report quotes. The first names the speaker in full. */
static void quotation(struct writing *w, const struct bench_person *p,
                      size_t form)
{
    struct dt_buf *out = w->out;

    dt_buf_adds(out, form == 1 || form == 4 ? "" : "“");
    switch (form) {
    case 0:
        sentence(w, 8, 24);
        dt_buf_addf(out, ",” said %s %s, %s of %s. “", p->first, p->last,
                    p->office, p->organisation);
        sentence(w, 6, 20);
        dt_buf_adds(out, ".”");
        break;
    case 1:
        dt_buf_addf(out, "%s %s, %s of %s, said: “", p->first, p->last,
                    p->office, p->organisation);
        sentence(w, 8, 26);
        dt_buf_adds(out, ".”\n“");
        sentence(w, 6, 24);
        dt_buf_addf(out, ",” %s added.", p->pronoun);
        break;
    case 2:
        sentence(w, 6, 20);
        dt_buf_addf(out, ",” %s %s said. “", p->title, p->last);
        sentences(w, 2);
        dt_buf_adds(out, "”");
        break;
    case 3:
        sentence(w, 6, 20);
        dt_buf_addf(out, "?” asked %s %s.", p->title, p->last);
        break;
    default:
        dt_buf_addf(out, "%s %s told a meeting that ", p->title, p->last);
        clause(w, 6, 14);
        dt_buf_adds(out, " “");
        clause(w, 3, 9);
        dt_buf_adds(out, "” ");
        clause(w, 2, 6);
        dt_buf_addc(out, '.');
    }
}

/* Prose, with quotations spread over it: whom the piece names, and whom not. */
static void report(struct writing *w, size_t length, size_t quotations)
{
    size_t done = 0;

    while (w->out->len < length || done < quotations) {
        bool due = done < quotations &&
                   w->out->len * (quotations + 1) >= length * (done + 1);

        if (w->out->len)
            dt_buf_addc(w->out, '\n');
        if (due) {
            quotation(w, &w->cast[done % 2], done < 2 ? done : 2 + below(w, 3));
            done++;
        } else {
            sentences(w, 1 + below(w, 3));
        }
    }
}

static void opinion(struct writing *w, size_t length)
{
    const struct bench_person *p = &w->cast[2];

    dt_buf_adds(w->out, "I think that ");
    clause(w, 8, 20);
    dt_buf_adds(w->out, ". I have said so, and my view is that ");
    clause(w, 8, 20);
    dt_buf_adds(w->out, ".\n");
    report(w, length, 3);
    dt_buf_addf(w->out, "\n%s %s is %s of %s.", p->first, p->last, p->office,
                p->organisation);
}

/* One speaker, or turn by turn. */
static void transcript(struct writing *w, size_t length, bool turns)
{
    for (size_t n = 0; w->out->len < length; n++) {
        if (n)
            dt_buf_addc(w->out, '\n');
        if (turns)
            dt_buf_addf(w->out, "%s %s: ", w->cast[n % 3].first,
                        w->cast[n % 3].last);
        else if (n % 4 == 0)
            dt_buf_adds(w->out, "I want to say that we are not done. ");
        sentences(w, 2 + below(w, 4));
    }
}

/* With the number in it, no two articles share a slug. */
static void name_story(struct bench_story *s, struct writing *w, size_t i)
{
    for (size_t n = 0; n < 5; n++) {
        const char *word = bench_noun(w->words, &w->random);

        if (n)
            dt_buf_addc(&s->title, ' ');
        if (n == 0)
            bench_add_capital(&s->title, word);
        else
            dt_buf_adds(&s->title, n == 3 ? "and the" : word);
        for (const char *c = word; n < 2 && *c; c++)
            if (*c >= 'a' && *c <= 'z')
                dt_buf_addc(&s->slug, *c);
        if (n < 2)
            dt_buf_addc(&s->slug, '-');
    }
    dt_buf_addf(&s->slug, "%zu", i);
}

static void choose_publisher(struct bench_story *s, struct writing *w)
{
    static const char *const publishers[][2] = {
        {"Skelby Examiner", "www.skelby-examiner.example"},
        {"Marrowdale Gazette", "marrowdale.example"},
        {"The Aune Valley Post", "www.aunepost.example"},
        {"Tynsworth Today", "tynsworth-today.example"}};
    static const char *const authors[] = {"Pippa Hale",   "Rob Tansley",
                                          "Órla Keane",   "Sam Whitcombe",
                                          "Tessa Moreau", "Will Braithwaite"};
    size_t which = below(w, 4);

    s->publisher = publishers[which][0];
    s->site = publishers[which][1];
    (void)snprintf(s->author, sizeof s->author, "%s", authors[below(w, 6)]);
    s->year = 2012 + (unsigned)below(w, 12);
    s->month = 1 + (unsigned)below(w, 12);
    s->day = 1 + (unsigned)below(w, 28);
}

void bench_story_make(struct bench_story *s, const struct bench_words *words,
                      size_t i)
{
    struct writing w = {.out = &s->body,
                        .words = words,
                        .random = {.state = ((uint64_t)i + 1) << 20}};
    size_t first = below(&w, BENCH_PEOPLE);
    size_t length = BODY_LEAST + below(&w, BODY_SPREAD);

    dt_buf_reset(&s->title);
    dt_buf_reset(&s->slug);
    dt_buf_reset(&s->body);
    for (size_t n = 0; n < 3; n++)
        bench_person_get((first + n * 7) % BENCH_PEOPLE, &w.cast[n]);
    s->speaker = w.cast[2];
    choose_publisher(s, &w);
    name_story(s, &w, i);
    switch (i % 10) {
    case 3:
        s->kind = DT_KIND_TRANSCRIPT;
        transcript(&w, length, i % 20 == 3);
        break;
    case 8:
        s->kind = DT_KIND_OPINION;
        (void)snprintf(s->author, sizeof s->author, "%s %s", s->speaker.first,
                       s->speaker.last);
        opinion(&w, length);
        break;
    default:
        s->kind = DT_KIND_REPORT;
        report(&w, length, 3 + below(&w, 4));
    }
}

/* Another word after every so many spaces. */
static void rewrite(const struct bench_words *w, struct bench_random *chance,
                    struct dt_str text, struct dt_buf *out)
{
    enum { CHANGE = 20 };
    size_t spaces = 0;

    for (size_t i = 0; i < text.len; i++) {
        dt_buf_addc(out, text.ptr[i]);
        if (text.ptr[i] == ' ' && ++spaces % CHANGE == 0) {
            dt_buf_adds(out, bench_word(w, chance));
            dt_buf_addc(out, ' ');
        }
    }
}

void bench_story_text(struct bench_story *s, const struct bench_words *w,
                      size_t i, struct dt_buf *out)
{
    struct bench_random chance = {i};
    const size_t kind = i % 100;

    bench_story_make(s, w, kind > 96 ? i - kind / 2 : i);
    dt_buf_reset(out);
    if (kind > 97)
        rewrite(w, &chance, dt_buf_str(&s->body), out);
    else
        dt_buf_addstr(out, dt_buf_str(&s->body));
}
