/*
 * address.h - which IP addresses belong to the public internet.
 *
 * Layer   base. By the IANA special-purpose address registries (RFC 6890):
 *         not public are loopback, private, shared, link-local, multicast,
 *         benchmarking, documentation and reserved addresses, and IPv6
 *         addresses that hold an IPv4 one, except NAT64's (RFC 6052) with a
 *         public one inside.
 */
#ifndef DT_BASE_ADDRESS_H
#define DT_BASE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* len is 4 or 16, bytes in network order; other lengths are not public. */
bool dt_address_is_public(const unsigned char *bytes, size_t len);

#endif
