/* Any bytes as XHTML. */
#include "normalise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "application/xhtml+xml");
    return 0;
}
