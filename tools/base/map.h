/*
 * map.h - texts found by texts: a hash table.
 *
 * Layer   base. Keys and values are borrowed for the map's life. The hash has a
 *         random key (fingerprint.h), so that nobody who chooses the keys can
 *         make it slow; nothing that is written depends on it.
 * Bounds  DT_FINGERPRINT_MOST bytes a key; longer ones are never found.
 */
#ifndef DT_BASE_MAP_H
#define DT_BASE_MAP_H

#include <stddef.h>

#include "base/err.h"

struct dt_map {
    struct dt_map_slot *slots;
    size_t count, room;
    struct dt_fingerprint_key *key;
};

#define DT_MAP_INIT ((struct dt_map){NULL, 0, 0, NULL})

/*
 * Let key stand for value, which is not NULL, unless it stands for something
 * already. DT_EINTERNAL.
 */
int dt_map_put(struct dt_map *map, const char *key, const char *value,
               struct dt_err *err);

/* What the key stands for, or NULL. */
const char *dt_map_find(const struct dt_map *map, const char *key);

void dt_map_release(struct dt_map *map);

#endif
