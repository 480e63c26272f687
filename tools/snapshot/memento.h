/*
 * memento.h - which memory of a page an archive has to give (RFC 7089).
 *
 * Layer   snapshot. The archive is asked at its TimeGate, which is the address
 *         that the user gives with the page's own behind it; an archive that
 *         does not negotiate names its TimeMap, from which the memory with the
 *         nearest time is taken.
 */
#ifndef DT_SNAPSHOT_MEMENTO_H
#define DT_SNAPSHOT_MEMENTO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* The address to ask an archive for a page at, appended to out. */
void dt_memento_gate(const char *archive, const char *url, struct dt_buf *out);

/* The TimeMap that a Link field names; false when it names none. */
bool dt_memento_map(const char *link, struct dt_str *out);

/*
 * The address of the memory in a TimeMap (application/link-format) whose time
 * is nearest to wanted, the earlier one of two as near; false when there is
 * none.
 */
bool dt_memento_choose(struct dt_str map, int64_t wanted, struct dt_str *out);

#endif
