#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <arpa/inet.h>

#include "base/address.h"

static bool is_public(const char *text)
{
    unsigned char bytes[16];
    bool six = strchr(text, ':') != NULL;

    cr_assert(eq(int, inet_pton(six ? AF_INET6 : AF_INET, text, bytes), 1),
              "%s", text);
    return dt_address_is_public(bytes, six ? 16 : 4);
}

/* First and last addresses of the IANA special-purpose registries' blocks. */
Test(address, special_blocks_are_not_public)
{
    static const char *const special[] = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.9",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2001:db8:ffff::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    };

    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        cr_expect(not(is_public(special[i])), "%s", special[i]);
}

Test(address, their_neighbours_are)
{
    static const char *const other[] = {
        "1.0.0.0",         "9.255.255.255",    "11.0.0.0",
        "100.63.255.255",  "100.128.0.0",      "126.255.255.255",
        "128.0.0.0",       "169.253.255.255",  "169.255.0.0",
        "172.15.255.255",  "172.32.0.0",       "192.0.1.0",
        "192.167.255.255", "192.169.0.0",      "198.17.255.255",
        "198.20.0.0",      "203.0.112.255",    "203.0.114.0",
        "223.255.255.255", "2001:200::1",      "2001:db7:ffff::1",
        "2001:db9::1",     "2003::1",          "2606:4700::1111",
        "3ffe::1",         "64:ff9b::808:808",
    };

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        cr_expect(is_public(other[i]), "%s", other[i]);
    cr_expect(not(dt_address_is_public((const unsigned char *)"\1\1\1", 3)));
}
