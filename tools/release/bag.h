/*
 * bag.h - what a release looks like inside: a BagIt 1.0 bag (RFC 8493).
 *
 * Layer   release. One folder, NAME-VERSION, holds in this order, which is
 *         also that of the archive's members and of the manifest's lines:
 *
 *     bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
 *     data/...             all but the texts, sorted by bytes
 *     data/articles/...    the texts, sorted by id
 *
 * So whoever reads the archive from front to back knows what each text must
 * be before it comes, and can check everything in one pass.
 */
#ifndef DT_RELEASE_BAG_H
#define DT_RELEASE_BAG_H

#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/str.h"

#define DT_BAG_DECLARATION "bagit.txt"
#define DT_BAG_INFO "bag-info.txt"
#define DT_BAG_MANIFEST "manifest-sha256.txt"
#define DT_BAG_TAG_MANIFEST "tagmanifest-sha256.txt"
#define DT_BAG_TEXTS "data/articles/"

enum { DT_BAG_TAG_FILES = 4 };

/* The four names above in their order. */
extern const char *const dt_bag_tag_files[DT_BAG_TAG_FILES];

/* The whole content of bagit.txt. */
extern const char dt_bag_declaration[];

/* What bag-info.txt says; texts are NUL-terminated, one line each. */
struct dt_bag_info {
    char name[128];    /* External-Identifier: the corpus */
    char version[128]; /* Dictum-Version */
    char commit[65];   /* Dictum-Commit */
    char date[11];     /* Bagging-Date: the commit's day, UTC */
    char root[65];     /* Dictum-Root */
    uint64_t tree_size;
    uint64_t bytes, files; /* Payload-Oxum */
};

/*
 * Append bag-info.txt. description and contact may be NULL; what would break
 * a line in them becomes a space.
 */
void dt_bag_write_info(const struct dt_bag_info *info, const char *description,
                       const char *contact, struct dt_buf *out);

/*
 * DT_EFORMAT with the line when a label that dictum writes is missing, comes
 * twice or has a value that cannot be.
 */
int dt_bag_read_info(struct dt_str text, struct dt_bag_info *out,
                     struct dt_err *err);

/* The name of the one top folder: NAME-VERSION. */
void dt_bag_top(const struct dt_bag_info *info, char *out, size_t room);

/* Append one line of a manifest. */
void dt_bag_add_line(struct dt_buf *out, const char *sha256, const char *path);

/*
 * Take the next line off *rest: 64 lower-case digits, two spaces, a path.
 * DT_EFORMAT for anything else.
 */
int dt_bag_next_line(struct dt_str *rest, struct dt_str *sha256,
                     struct dt_str *path, struct dt_err *err);

/* Order of two payload paths, as above. */
int dt_bag_order(struct dt_str a, struct dt_str b);

#endif
