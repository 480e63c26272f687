/* Any bytes as Markdown. */
#include "normalise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "text/markdown");
    return 0;
}
