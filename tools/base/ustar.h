/*
 * ustar.h - the header of a file in a tar, as our releases have it.
 *
 * Layer   base. POSIX.1-1988 ustar: mode 0644, uid and gid 0, no owners'
 *         names, no devices. Numbers are octal, ended by a space or a NUL.
 *
 *     char block[DT_USTAR_BLOCK] = {0};
 *     if (dt_ustar_name(block, "town-1.0.0/data/README.md"))
 *         dt_ustar_fill(block, '0', size, mtime);
 */
#ifndef DT_BASE_USTAR_H
#define DT_BASE_USTAR_H

#include <stdbool.h>
#include <stdint.h>

enum { DT_USTAR_BLOCK = 512 };

/* Fields of a header: where each begins, and the bytes it has. */
enum {
    DT_USTAR_NAME = 0,
    DT_USTAR_NAME_LEN = 100,
    DT_USTAR_MODE = 100, /* and uid and gid */
    DT_USTAR_SIZE = 124, /* and mtime */
    DT_USTAR_TIME = 136,
    DT_USTAR_NUMBER_LEN = 12,
    DT_USTAR_CHECKSUM = 148,
    DT_USTAR_CHECKSUM_LEN = 8,
    DT_USTAR_TYPE = 156,
    DT_USTAR_MAGIC = 257,  /* and version */
    DT_USTAR_DEVICE = 329, /* two numbers */
    DT_USTAR_PREFIX = 345,
    DT_USTAR_PREFIX_LEN = 155
};

/*
 * Put path into a block of zeros: as a name, or split at the first slash that
 * leaves two parts that fit. false: there is none.
 */
bool dt_ustar_name(char block[DT_USTAR_BLOCK], const char *path);

/*
 * All but name and prefix, which are there already. size in bytes, time in
 * seconds since 1970, each below 8^11.
 */
void dt_ustar_fill(char block[DT_USTAR_BLOCK], char type, uint64_t size,
                   uint64_t time);

#endif
