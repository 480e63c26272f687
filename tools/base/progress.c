#include "base/progress.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BAR_CELLS = 24, FIRST_DRAW_MS = 500, NEXT_DRAW_MS = 100 };

static struct {
    pthread_mutex_t lock;
    const char *what; /* NULL: no bar */
    uint64_t done, total;
    int64_t started_ms, drawn_ms;
    bool silent, forced, drawn;
} bar = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int64_t now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void dt_progress_silence(void)
{
    bar.silent = true;
}

void dt_progress_force(void)
{
    bar.forced = true;
}

void dt_progress_start(const char *what, uint64_t total)
{
    if (bar.silent || (!bar.forced && !isatty(STDERR_FILENO)))
        return;
    (void)pthread_mutex_lock(&bar.lock);
    bar.what = what;
    bar.done = 0;
    bar.total = total;
    bar.started_ms = bar.drawn_ms = now_ms();
    bar.drawn = false;
    (void)pthread_mutex_unlock(&bar.lock);
}

static void draw(int64_t now)
{
    int64_t elapsed = now - bar.started_ms;
    double rate = elapsed ? (double)bar.done * 1000.0 / (double)elapsed : 0.0;
    const char *no_colour = getenv("NO_COLOR");
    bool colour = !no_colour || !*no_colour;
    const char *strong = colour ? "\033[36m" : "";
    const char *plain = colour ? "\033[0m" : "";

    if (bar.total) {
        int full = (int)(bar.done * BAR_CELLS / bar.total);
        double left = rate > 0 ? (double)(bar.total - bar.done) / rate : 0.0;

        (void)fprintf(stderr, "\r%s%.*s%s%.*s %llu/%llu %s, %.0f/s, %.0f s ",
                      strong, full, "########################", plain,
                      BAR_CELLS - full, "........................",
                      (unsigned long long)bar.done,
                      (unsigned long long)bar.total, bar.what, rate, left);
    } else {
        (void)fprintf(stderr, "\r%llu %s, %.0f/s ",
                      (unsigned long long)bar.done, bar.what, rate);
    }
    bar.drawn = true;
    bar.drawn_ms = now;
}

void dt_progress_add(uint64_t done)
{
    int64_t now;

    if (!bar.what)
        return;
    (void)pthread_mutex_lock(&bar.lock);
    bar.done += done;
    if (bar.total && bar.done > bar.total)
        bar.done = bar.total;
    now = now_ms();
    if (now - bar.drawn_ms >= (bar.drawn ? NEXT_DRAW_MS : FIRST_DRAW_MS))
        draw(now);
    (void)pthread_mutex_unlock(&bar.lock);
}

void dt_progress_end(void)
{
    (void)pthread_mutex_lock(&bar.lock);
    if (bar.drawn)
        (void)fprintf(stderr, "\r\033[K");
    bar.what = NULL;
    bar.drawn = false;
    (void)pthread_mutex_unlock(&bar.lock);
}
