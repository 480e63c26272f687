#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child_jobs.h"

static struct dt_err err;
static int touched;

static int speak(struct dt_str input, struct dt_buf *out, struct dt_err *e)
{
    (void)e;
    touched = 1; /* in the child's memory only */
    dt_buf_addstr(out, input);
    return 7;
}

static int refuse(struct dt_str input, struct dt_buf *out, struct dt_err *e)
{
    (void)input;
    dt_buf_adds(out, "half");
    return DT_FAIL(e, DT_EMISMATCH, "not this one");
}

static int crash(struct dt_str input, struct dt_buf *out, struct dt_err *e)
{
    (void)input;
    (void)out;
    (void)e;
    _exit(3);
}

static int loop(struct dt_str input, struct dt_buf *out, struct dt_err *e)
{
    volatile unsigned forever = 1;

    (void)input;
    (void)out;
    (void)e;
    while (forever)
        ;
    return 0;
}

static int wait_for_ever(struct dt_str input, struct dt_buf *out,
                         struct dt_err *e)
{
    (void)input;
    (void)out;
    (void)e;
    while (pause() != 0)
        ;
    return 0;
}

static int flood(struct dt_str input, struct dt_buf *out, struct dt_err *e)
{
    (void)input;
    (void)e;
    for (int i = 0; i < 1 << 20; i++)
        dt_buf_adds(out, "so it goes on and on, and on ");
    return 0;
}

enum { MEMORY = 64 << 20, MOST = 1 << 16 };

const struct dt_child_job child_speaks = {"speak", speak, 60, MEMORY, 1 << 25};
const struct dt_child_job child_refuses = {"refuse", refuse, 60, MEMORY, MOST};
const struct dt_child_job child_crashes = {"crash", crash, 60, MEMORY, MOST};
const struct dt_child_job child_loops = {"loop", loop, 1, MEMORY, MOST};
const struct dt_child_job child_waits = {"wait", wait_for_ever, 1, MEMORY,
                                         MOST};
const struct dt_child_job child_floods = {"flood", flood, 60, MEMORY, MOST};
static const struct dt_child_job unknown = {"unknown", speak, 1, MEMORY, MOST};

static int run(const struct dt_child_job *job, struct dt_buf *out)
{
    return dt_child_run(job, DT_STR("hello"), out, &err);
}

Test(child, what_it_made_comes_back_and_nothing_else)
{
    struct dt_buf out = DT_BUF_INIT(100);

    dt_buf_adds(&out, "it says ");
    cr_expect(eq(int, run(&child_speaks, &out), 7));
    cr_expect(eq(str, out.ptr, "it says hello"));
    cr_expect(eq(int, touched, 0));
    cr_expect(eq(int, run(&child_refuses, &out), DT_EMISMATCH));
    cr_expect(eq(str, err.msg, "not this one"));
    cr_expect(eq(str, out.ptr, "it says hello"));
    dt_buf_release(&out);
}

Test(child, is_given_all_of_a_long_input)
{
    enum { LENGTH = 20 << 20 };
    char *text = malloc(LENGTH);
    struct dt_buf out = DT_BUF_INIT(LENGTH);

    cr_assert(text != NULL);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = (char)('a' + i % 23);
    cr_assert(eq(
        int,
        dt_child_run(&child_speaks, (struct dt_str){text, LENGTH}, &out, &err),
        7));
    cr_assert(eq(sz, out.len, LENGTH));
    cr_expect(memcmp(out.ptr, text, LENGTH) == 0);
    cr_expect(eq(
        int,
        dt_child_run(&child_crashes, (struct dt_str){text, LENGTH}, &out, &err),
        DT_EFORMAT));
    dt_buf_release(&out);
    free(text);
}

/* A thread that holds locks and allocates while others start children. */
static void *start_many(void *ctx)
{
    struct dt_buf out = DT_BUF_INIT(1 << 20);
    struct dt_err mine;
    size_t *good = ctx;

    for (int i = 0; i < 20; i++)
        if (dt_child_run(&child_speaks, DT_STR("hello"), &out, &mine) == 7)
            (*good)++;
    dt_buf_release(&out);
    return NULL;
}

Test(child, may_be_started_by_threads_at_one_time)
{
    enum { THREADS = 8 };
    pthread_t threads[THREADS];
    size_t good[THREADS] = {0};

    for (size_t i = 0; i < THREADS; i++)
        cr_assert(pthread_create(&threads[i], NULL, start_many, &good[i]) == 0);
    for (size_t i = 0; i < THREADS; i++) {
        (void)pthread_join(threads[i], NULL);
        cr_expect(eq(sz, good[i], 20));
    }
}

Test(child, no_child_takes_longer_or_more_than_it_may)
{
    struct dt_buf out = DT_BUF_INIT(1 << 20);

    cr_expect(eq(int, run(&child_crashes, &out), DT_EFORMAT));
    cr_expect(strstr(err.msg, "gave up") != NULL, "%s", err.msg);
    cr_expect(eq(int, run(&child_loops, &out), DT_EFORMAT));
    cr_expect(strstr(err.msg, "1 seconds") != NULL, "%s", err.msg);
    cr_expect(eq(int, run(&child_waits, &out), DT_EFORMAT));
    cr_expect(strstr(err.msg, "1 seconds") != NULL, "%s", err.msg);
    cr_expect(eq(int, run(&child_floods, &out), DT_EFORMAT));
    cr_expect(strstr(err.msg, "65536 bytes") != NULL, "%s", err.msg);
    dt_buf_release(&out);
}

Test(child, a_job_that_nobody_does_is_an_error)
{
    struct dt_buf out = DT_BUF_INIT(100);

    cr_expect(eq(int, run(&unknown, &out), DT_EFORMAT));
    cr_expect(eq(sz, out.len, 0));
    dt_buf_release(&out);
}
