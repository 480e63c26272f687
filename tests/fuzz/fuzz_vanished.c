#include "snapshot/vanished.h"

#include <stddef.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    (void)dt_vanished((struct dt_str){(const char *)data, size},
                      "http://a.example/b", "http://a.example/c");
    return 0;
}
