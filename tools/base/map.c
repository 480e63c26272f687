#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/fingerprint.h"

enum { LEAST = 64 };

struct dt_map_slot {
    const char *key; /* NULL: free */
    const char *value;
    uint64_t hash;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "a table: out of memory");
}

static uint64_t hash_of(const struct dt_map *map, const char *key)
{
    struct dt_fingerprint f = dt_fingerprint(map->key, DT_STR(key));

    return f.high ^ f.low;
}

/* The slot of the key, or the free one where it belongs. */
static struct dt_map_slot *slot_for(struct dt_map_slot *slots, size_t room,
                                    uint64_t hash, const char *key)
{
    size_t at = hash & (room - 1);

    while (slots[at].key &&
           (slots[at].hash != hash || strcmp(slots[at].key, key) != 0))
        at = (at + 1) & (room - 1);
    return &slots[at];
}

static int grow(struct dt_map *map, struct dt_err *err)
{
    size_t room = map->room ? 2 * map->room : LEAST;
    struct dt_map_slot *slots = calloc(room, sizeof *slots);

    if (!slots)
        return no_memory(err);
    for (size_t i = 0; i < map->room; i++) {
        const struct dt_map_slot *old = &map->slots[i];

        if (old->key)
            *slot_for(slots, room, old->hash, old->key) = *old;
    }
    free(map->slots);
    map->slots = slots;
    map->room = room;
    return DT_OK;
}

static int start(struct dt_map *map, struct dt_err *err)
{
    map->key = malloc(sizeof *map->key);
    return map->key ? dt_fingerprint_init(map->key, err) : no_memory(err);
}

int dt_map_put(struct dt_map *map, const char *key, const char *value,
               struct dt_err *err)
{
    struct dt_map_slot *slot;
    uint64_t hash;
    int rc = DT_OK;

    if (strlen(key) > DT_FINGERPRINT_MOST)
        return DT_OK;
    if (!map->key)
        rc = start(map, err);
    if (rc == DT_OK && map->count >= map->room / 2)
        rc = grow(map, err);
    if (rc < 0)
        return rc;
    hash = hash_of(map, key);
    slot = slot_for(map->slots, map->room, hash, key);
    if (slot->key)
        return DT_OK;
    *slot = (struct dt_map_slot){key, value, hash};
    map->count++;
    return DT_OK;
}

const char *dt_map_find(const struct dt_map *map, const char *key)
{
    if (!map->count || strlen(key) > DT_FINGERPRINT_MOST)
        return NULL;
    return slot_for(map->slots, map->room, hash_of(map, key), key)->value;
}

void dt_map_release(struct dt_map *map)
{
    free(map->slots);
    free(map->key);
    *map = DT_MAP_INIT;
}
