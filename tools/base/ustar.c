#include "base/ustar.h"

#include <string.h>

bool dt_ustar_name(char block[DT_USTAR_BLOCK], const char *path)
{
    size_t len = strlen(path);
    const char *slash;

    if (len <= DT_USTAR_NAME_LEN) {
        memcpy(block + DT_USTAR_NAME, path, len);
        return true;
    }
    slash = strchr(path + len - DT_USTAR_NAME_LEN - 1, '/');
    if (slash == path)
        slash = strchr(path + 1, '/');
    if (!slash || !slash[1] || slash - path > DT_USTAR_PREFIX_LEN)
        return false;
    memcpy(block + DT_USTAR_PREFIX, path, (size_t)(slash - path));
    memcpy(block + DT_USTAR_NAME, slash + 1, strlen(slash + 1));
    return true;
}

static void put_octal(char *field, unsigned digits, uint64_t value)
{
    for (unsigned i = digits; i-- > 0; value >>= 3)
        field[i] = (char)('0' + (value & 7));
}

void dt_ustar_fill(char block[DT_USTAR_BLOCK], char type, uint64_t size,
                   uint64_t time)
{
    const unsigned digits = DT_USTAR_NUMBER_LEN - 1;
    unsigned sum = 0;

    memcpy(block + DT_USTAR_MODE,
           "000644 \0"
           "000000 \0"
           "000000 ",
           23);
    put_octal(block + DT_USTAR_SIZE, digits, size);
    put_octal(block + DT_USTAR_TIME, digits, time);
    block[DT_USTAR_SIZE + digits] = block[DT_USTAR_TIME + digits] = ' ';
    memset(block + DT_USTAR_CHECKSUM, ' ', DT_USTAR_CHECKSUM_LEN);
    block[DT_USTAR_TYPE] = type;
    memcpy(block + DT_USTAR_MAGIC,
           "ustar\0"
           "00",
           8);
    memcpy(block + DT_USTAR_DEVICE,
           "000000 \0"
           "000000 ",
           15);
    for (unsigned i = 0; i < DT_USTAR_BLOCK; i++)
        sum += (unsigned char)block[i];
    put_octal(block + DT_USTAR_CHECKSUM, DT_USTAR_CHECKSUM_LEN - 2, sum);
    block[DT_USTAR_CHECKSUM + DT_USTAR_CHECKSUM_LEN - 2] = '\0';
}
