/*
 * tag_file.h - the text of the tag files of any BagIt bag: RFC 8493 (1.0) and
 * the drafts of 0.93 to 0.97 before it.
 *
 * Layer   release. Slices point into the text they were taken from.
 * Errors  DT_EFORMAT; messages are without the file's name.
 */
#ifndef DT_RELEASE_TAG_FILE_H
#define DT_RELEASE_TAG_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* Bytes of a line of a manifest or of fetch.txt. */
enum { DT_TAG_LINE_MAX = 64 * 1024 };

/* Versions in hundredths, so that they compare. */
enum { DT_TAG_VERSION_0_96 = 96, DT_TAG_VERSION_1_0 = 100 };

/* What bagit.txt says. */
struct dt_tag_declaration {
    unsigned version; /* 93 to 97, or 100 */
    char name[8];     /* of the version, as it was written */
    char encoding[64];
};

/* Exactly the two lines of RFC 8493, 2.1.1, in UTF-8 without a mark. */
int dt_tag_read_declaration(struct dt_str text, struct dt_tag_declaration *out,
                            struct dt_err *err);

/*
 * Append text, which is in the named encoding, to out as UTF-8 without a byte
 * order mark. UTF-16 without one is big-endian (RFC 2781, 4.3).
 */
int dt_tag_decode(struct dt_str text, const char *encoding, struct dt_buf *out,
                  struct dt_err *err);

/* Lines that end in LF, CR or CR LF, the last one perhaps in nothing. */
struct dt_tag_lines {
    struct dt_str rest;
    uint64_t number; /* of the line that was taken last, from 1 */
};

/* False when nothing is left. */
bool dt_tag_next_line(struct dt_tag_lines *lines, struct dt_str *line);

/*
 * CHECKSUM [*]PATH, the checksum of so many hex digits of either case. Of path
 * a leading "./" is taken off; it is safe as dt_tag_path_safe() has it.
 */
int dt_tag_read_checksum(struct dt_str line, size_t digits,
                         struct dt_str *checksum, struct dt_str *path,
                         struct dt_err *err);

/* URL LENGTH PATH of fetch.txt (RFC 8493, 2.2.3); path as above. */
int dt_tag_read_fetch(struct dt_str line, struct dt_str *path,
                      struct dt_err *err);

/*
 * Whether path stays within the bag on any system: no absolute path, home or
 * drive letter, no empty component, "." or "..", no NUL.
 */
bool dt_tag_path_safe(struct dt_str path);

/*
 * Append path with %0A and %0D, and with percent also %25, as the bytes they
 * stand for (RFC 8493, 2.1.3). Any other % is left.
 */
void dt_tag_unescape(struct dt_str path, bool percent, struct dt_buf *out);

/* What Payload-Oxum says. */
struct dt_tag_oxum {
    bool given;
    uint64_t bytes, files;
};

/*
 * The lines "Label: value" of bag-info.txt (RFC 8493, 2.2.2). A version before
 * 1.0 may have white space before the colon, none behind it, and Payload-Oxum
 * several times, if it says the same.
 */
int dt_tag_read_info(struct dt_str text, unsigned version,
                     struct dt_tag_oxum *out, struct dt_err *err);

#endif
