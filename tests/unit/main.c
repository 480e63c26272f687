/*
 * The unit tests: Criterion's own main(), after a child has done its job.
 */
#include <criterion/criterion.h>

#include "adapt/markdown.h"
#include "adapt/pdf.h"
#include "child_jobs.h"

static const struct dt_child_job *const jobs[] = {
    &dt_markdown_job, &dt_pdf_job,    &child_speaks,
    &child_refuses,   &child_crashes, &child_loops,
    &child_waits,     &child_floods,  NULL,
};

int main(int argc, char **argv)
{
    struct criterion_test_set *tests;
    int status = 0;

    dt_child_serve(argc, argv, jobs);
    tests = criterion_initialize();
    if (criterion_handle_args(argc, argv, true))
        status = !criterion_run_all_tests(tests);
    criterion_finalize(tests);
    return status;
}
