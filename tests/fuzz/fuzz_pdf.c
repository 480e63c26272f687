/* Any bytes as PDF. */
#include "adapt/pdf.h"
#include "normalise.h"

static const struct dt_child_job *const jobs[] = {&dt_pdf_job, NULL};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    dt_child_serve(*argc, *argv, jobs);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "application/pdf");
    return 0;
}
