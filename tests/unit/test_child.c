#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

static const struct dt_child_limits limits = {1, 64u << 20};
static struct dt_err err;
static int touched;

static int speak(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    (void)e;
    touched = 1; /* in the child's memory only */
    dt_buf_adds(out, ctx);
    return 7;
}

static int refuse(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    (void)ctx;
    dt_buf_adds(out, "half");
    return DT_FAIL(e, DT_EMISMATCH, "not this one");
}

static int crash(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    (void)ctx;
    (void)out;
    (void)e;
    _exit(3);
}

static int loop(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    volatile unsigned forever = 1;

    (void)ctx;
    (void)out;
    (void)e;
    while (forever)
        ;
    return 0;
}

static int wait_for_ever(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    (void)ctx;
    (void)out;
    (void)e;
    while (pause() != 0)
        ;
    return 0;
}

static int flood(void *ctx, struct dt_buf *out, struct dt_err *e)
{
    (void)ctx;
    (void)e;
    for (int i = 0; i < 1 << 20; i++)
        dt_buf_adds(out, "so it goes on and on, and on ");
    return 0;
}

Test(child, what_it_made_comes_back_and_nothing_else)
{
    struct dt_buf out = DT_BUF_INIT(100);

    dt_buf_adds(&out, "it says ");
    cr_expect(eq(int, dt_child_run(speak, "hello", &limits, &out, &err), 7));
    cr_expect(eq(str, out.ptr, "it says hello"));
    cr_expect(eq(int, touched, 0));
    cr_expect(
        eq(int, dt_child_run(refuse, NULL, &limits, &out, &err), DT_EMISMATCH));
    cr_expect(eq(str, err.msg, "not this one"));
    cr_expect(eq(str, out.ptr, "it says hello"));
    dt_buf_release(&out);
}

Test(child, no_child_takes_longer_or_more_than_it_may)
{
    struct dt_buf out = DT_BUF_INIT(1 << 16);

    cr_expect(
        eq(int, dt_child_run(crash, NULL, &limits, &out, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "gave up") != NULL, "%s", err.msg);
    cr_expect(
        eq(int, dt_child_run(loop, NULL, &limits, &out, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "1 seconds") != NULL, "%s", err.msg);
    cr_expect(eq(int, dt_child_run(wait_for_ever, NULL, &limits, &out, &err),
                 DT_EFORMAT));
    cr_expect(strstr(err.msg, "1 seconds") != NULL, "%s", err.msg);
    cr_expect(
        eq(int, dt_child_run(flood, NULL, &limits, &out, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "65536 bytes") != NULL, "%s", err.msg);
    dt_buf_release(&out);
}
