/* Any bytes as PDF. */
#include "normalise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "application/pdf");
    return 0;
}
