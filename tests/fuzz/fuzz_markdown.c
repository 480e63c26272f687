/* Any bytes as Markdown. */
#include "adapt/markdown.h"
#include "normalise.h"

static const struct dt_child_job *const jobs[] = {&dt_markdown_job, NULL};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    dt_child_serve(*argc, *argv, jobs);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "text/markdown");
    return 0;
}
