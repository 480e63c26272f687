/*
 * notes.h - what curators write for each other in their files, under `note:`.
 *
 * Layer   source. Nothing reads a note, but a release publishes the files as
 *         they are, so the notes are counted.
 */
#ifndef DT_SOURCE_NOTES_H
#define DT_SOURCE_NOTES_H

#include <stddef.h>

struct dt_notes {
    size_t count;
    unsigned line; /* of the first; 0: there is none */
};

#endif
