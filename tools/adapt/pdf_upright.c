#include "adapt/pdf_upright.h"

#include <math.h>

#include "base/utf8.h"

/* Where text runs. */
enum course { RIGHT, DOWN, LEFT, UP, COURSES };

/* Each letter of a word has the next one where the text runs. */
static enum course course_of(const struct dt_pdf_box *letter)
{
    const struct dt_pdf_box *next = letter + 1;
    const double across = next->x1 + next->x2 - letter->x1 - letter->x2;
    const double down = next->y1 + next->y2 - letter->y1 - letter->y2;

    if (fabs(across) >= fabs(down))
        return across >= 0 ? RIGHT : LEFT;
    return down > 0 ? DOWN : UP;
}

/* The course of more than half of the text, or RIGHT. */
static enum course find_course(struct dt_str text,
                               const struct dt_pdf_box *boxes, size_t count)
{
    size_t seen[COURSES] = {0}, all = 0, at = 0, next = 0;
    bool within = false; /* a word */

    text.len = dt_utf8_valid(text);
    while (at < text.len && next < count) {
        const uint32_t c = dt_utf8_next(text, &at);
        const bool mark = dt_pdf_is_mark(c);
        const bool letter = !mark && c > ' ' && c != 0xA0;

        if (within && letter) {
            seen[course_of(boxes + next - 1)]++;
            all++;
        }
        within = letter;
        next += !mark;
    }
    for (int i = RIGHT; i < COURSES; i++)
        if (seen[i] * 2 > all)
            return (enum course)i;
    return RIGHT;
}

static struct dt_pdf_box turn(const struct dt_pdf_box *box, enum course course,
                              double width, double height)
{
    switch (course) {
    case DOWN:
        return (struct dt_pdf_box){box->y1, width - box->x2, box->y2,
                                   width - box->x1};
    case LEFT:
        return (struct dt_pdf_box){width - box->x2, height - box->y2,
                                   width - box->x1, height - box->y1};
    case UP:
        return (struct dt_pdf_box){height - box->y2, box->x1, height - box->y1,
                                   box->x2};
    default:
        return *box;
    }
}

bool dt_pdf_set_upright(struct dt_str text, struct dt_pdf_box *boxes,
                        size_t count, double *width, double *height)
{
    const enum course course = find_course(text, boxes, count);
    const double was_width = *width;

    for (size_t i = 0; i < count; i++)
        boxes[i] = turn(&boxes[i], course, *width, *height);
    if (course == DOWN || course == UP) {
        *width = *height;
        *height = was_width;
    }
    return course != RIGHT;
}
