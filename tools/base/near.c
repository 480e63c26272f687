#include "base/near.h"

#include <stdint.h>

enum { SHORT = 4 };

size_t dt_near_distance(struct dt_str a, struct dt_str b, size_t most)
{
    size_t row[DT_NEAR_LONGEST + 1];

    if (a.len > DT_NEAR_LONGEST || b.len > DT_NEAR_LONGEST ||
        a.len > b.len + most || b.len > a.len + most)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);

            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.len] <= most ? row[b.len] : SIZE_MAX;
}

struct dt_near dt_near_to(struct dt_str word)
{
    size_t most = (word.len + 2) / 3;

    return (struct dt_near){word, most > 3 ? 3 : most, NULL};
}

void dt_near_try(struct dt_near *near, const char *candidate)
{
    size_t far;

    if (near->best && near->most == 0)
        return;
    far = dt_near_distance(near->word, DT_STR(candidate),
                           near->best ? near->most - 1 : near->most);
    if (far == SIZE_MAX || (far > 1 && near->word.len <= SHORT &&
                            near->word.ptr[0] != candidate[0]))
        return;
    near->most = far;
    near->best = candidate;
}
