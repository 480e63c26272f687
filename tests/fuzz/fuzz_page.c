/* Any bytes as a web page. */
#include "normalise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "text/html");
    return 0;
}
