#include "base/address.h"

#include <stdint.h>
#include <string.h>

struct block {
    uint32_t first;
    unsigned bits; /* that all its addresses share */
};

static bool is_public_4(uint32_t address)
{
    static const struct block special[] = {
        {0x00000000, 8},  /* this network */
        {0x0A000000, 8},  /* private, RFC 1918 */
        {0x64400000, 10}, /* shared, RFC 6598 */
        {0x7F000000, 8},  /* loopback */
        {0xA9FE0000, 16}, /* link-local */
        {0xAC100000, 12}, /* private */
        {0xC0000000, 24}, /* protocol assignments */
        {0xC0000200, 24}, /* documentation */
        {0xC0586300, 24}, /* 6to4 relays, withdrawn */
        {0xC0A80000, 16}, /* private */
        {0xC6120000, 15}, /* benchmarking */
        {0xC6336400, 24}, /* documentation */
        {0xCB007100, 24}, /* documentation */
        {0xE0000000, 3}   /* multicast and reserved */
    };

    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if ((address ^ special[i].first) >> (32 - special[i].bits) == 0)
            return false;
    return true;
}

static uint32_t read_4(const unsigned char *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

static bool is_public_6(const unsigned char *b)
{
    static const unsigned char nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    uint32_t head = read_4(b);

    if (memcmp(b, nat64, sizeof nat64) == 0)
        return is_public_4(read_4(b + 12));
    if (b[0] >> 5 != 1) /* global unicast is 2000::/3 */
        return false;
    return head >> 9 != 0x20010000 >> 9 && /* 2001::/23, Teredo and others */
           head != 0x20010DB8 &&           /* documentation */
           head >> 16 != 0x2002 &&         /* 6to4 */
           head >> 12 != 0x3FFF0000 >> 12; /* documentation */
}

bool dt_address_is_public(const unsigned char *bytes, size_t len)
{
    if (len == 4)
        return is_public_4(read_4(bytes));
    return len == 16 && is_public_6(bytes);
}
