/* Any bytes as WebVTT and as SubRip. */
#include "normalise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    normalise_any(data, size, "text/vtt");
    normalise_any(data, size, "application/x-subrip");
    return 0;
}
