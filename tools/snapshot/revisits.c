#include "snapshot/revisits.h"

#include <stdlib.h>

enum { LEAST = 1024, NEIGHBOURS = 8 };

struct dt_revisit_slot {
    uint64_t hash; /* 0: free */
    struct dt_place place;
};

/* FNV-1a; somebody who makes keys collide only makes records forgotten. */
static uint64_t hash_of(struct dt_str key)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * 1099511628211u;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

/* The slot that has the hash, or a free one, or the one to give up. */
static struct dt_revisit_slot *slot_for(struct dt_revisit_slot *slots,
                                        size_t room, uint64_t hash)
{
    struct dt_revisit_slot *first = &slots[hash & (room - 1)];

    for (size_t i = 0; i < NEIGHBOURS; i++) {
        struct dt_revisit_slot *slot = &slots[(hash + i) & (room - 1)];

        if (slot->hash == hash || !slot->hash)
            return slot;
    }
    return first;
}

static int grow(struct dt_revisits *r, struct dt_err *err)
{
    size_t room = r->room ? 2 * r->room : LEAST;
    struct dt_revisit_slot *slots = calloc(room, sizeof *slots);

    if (!slots)
        return DT_FAIL(err, DT_EINTERNAL, "revisits: out of memory");
    for (size_t i = 0; i < r->room; i++)
        if (r->slots[i].hash)
            *slot_for(slots, room, r->slots[i].hash) = r->slots[i];
    free(r->slots);
    r->slots = slots;
    r->room = room;
    return DT_OK;
}

int dt_revisits_put(struct dt_revisits *r, struct dt_str key,
                    struct dt_place place, struct dt_err *err)
{
    struct dt_revisit_slot *slot;
    uint64_t hash = hash_of(key);
    int rc = DT_OK;

    if (!key.len)
        return DT_OK;
    if (r->count >= r->room / 2 && r->room < DT_REVISITS)
        rc = grow(r, err);
    if (rc < 0)
        return rc;
    slot = slot_for(r->slots, r->room, hash);
    r->count += slot->hash == 0;
    *slot = (struct dt_revisit_slot){hash, place};
    return DT_OK;
}

bool dt_revisits_find(const struct dt_revisits *r, struct dt_str key,
                      struct dt_place *out)
{
    uint64_t hash = hash_of(key);
    const struct dt_revisit_slot *slot;

    if (!r->room || !key.len)
        return false;
    slot = slot_for(r->slots, r->room, hash);
    *out = slot->place;
    return slot->hash == hash;
}

void dt_revisits_release(struct dt_revisits *r)
{
    free(r->slots);
    *r = DT_REVISITS_INIT;
}
