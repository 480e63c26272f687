/*
 * entry.h - reads a YAML mapping into a struct, by a table.
 *
 * Layer   source, inside. A table names each key once, with the function that
 *         checks and reads its value into a field of the struct. Errors are
 *         DT_EFORMAT, "FILE:LINE:COLUMN: WHAT", and name the key; an unknown
 *         key is met with the one that was probably meant, or with all.
 */
#ifndef DT_SOURCE_ENTRY_H
#define DT_SOURCE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "adapt/yaml.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "source/notes.h"

enum {
    DT_RECORD_TEXT = 64 * 1024, /* bytes of a text */
    DT_RECORD_LIST = 64,        /* items of a list inside a record */
    DT_SOURCE_FILE_MOST = 1024 * 1024 * 1024 /* bytes of a YAML file */
};

struct dt_entry_file {
    const char *name;       /* for messages */
    struct dt_arena *arena; /* where what is read lives */
    struct dt_notes *notes; /* where notes are counted, or NULL */
};

/* field points to the field of the struct. */
typedef int (*dt_entry_read_fn)(const struct dt_entry_file *file,
                                const struct dt_yaml_node *value, void *field,
                                struct dt_err *err);

struct dt_entry_field {
    const char *key; /* NULL ends a table */
    dt_entry_read_fn read;
    size_t offset; /* offsetof the field */
    bool required;
};

/*
 * Fill the struct at out, whose fields hold what absent keys mean. A key with
 * nothing behind it is absent. what: "a source", for messages.
 */
int dt_entry_read(const struct dt_entry_file *file,
                  const struct dt_yaml_node *mapping,
                  const struct dt_entry_field *table, const char *what,
                  void *out, struct dt_err *err);

/* DT_EFORMAT at node. */
int dt_entry_fail(const struct dt_entry_file *file,
                  const struct dt_yaml_node *node, const char *rule,
                  struct dt_err *err);

/* DT_EFORMAT at node when nobody has the id. */
struct dt_people;
int dt_entry_person(const struct dt_entry_file *file,
                    const struct dt_yaml_node *node,
                    const struct dt_people *people, const char *id,
                    struct dt_err *err);

/* A note: of any type, not read but counted. */
int dt_entry_note(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);

/* For a list whose items dt_yaml_parse() handed out: that it is a list. */
int dt_entry_list(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);

/*
 * Zeroed room for the items of a list, of which there are at most
 * DT_RECORD_LIST; NULL, with *err filled, when it is no such list.
 */
void *dt_entry_room(const struct dt_entry_file *file,
                    const struct dt_yaml_node *list, size_t size,
                    struct dt_err *err);

/* bool: "true", which an absent key is not. */
int dt_entry_true(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);

/* const char *: text, white space collapsed to single spaces, not empty. */
int dt_entry_text(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);

/* struct dt_entry_texts: a text, or a list of texts. */
struct dt_entry_texts {
    const char **items;
    size_t count;
};
int dt_entry_texts(const struct dt_entry_file *file,
                   const struct dt_yaml_node *value, void *field,
                   struct dt_err *err);

/* const char *: texts of one form. */
int dt_entry_slug(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);
int dt_entry_edtf(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err);
int dt_entry_language(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err);
int dt_entry_licence(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err);

/* dt_file_read(), which says what to do when the file is missing. */
int dt_entry_read_file(const char *path, struct dt_buf *bytes,
                       struct dt_err *err);

/*
 * A file's bytes, at most DT_SOURCE_FILE_MOST, and their SHA-256. The buffer is
 * the caller's also after a failure.
 */
int dt_entry_load(const char *path, struct dt_buf *bytes, char sha256[65],
                  struct dt_err *err);

/*
 * Room for one more item behind count in a malloc'ed array of items of that
 * size. DT_EFORMAT beyond `most` items, "WHAT: more than N".
 */
int dt_entry_grow(void **items, size_t *room, size_t count, size_t size,
                  size_t most, const char *what, struct dt_err *err);

/* The order of two entries of a list: by id, then by line. */
int dt_entry_order(const char *id, unsigned line, const char *other_id,
                   unsigned other_line);

/* DT_EFORMAT at line: its id stands on the line before, too. */
int dt_entry_twice(const char *path, const char *id, unsigned line,
                   unsigned before, struct dt_err *err);

/*
 * The item with this id, or NULL, of count structs of that size that are sorted
 * by id; their first member is the id, a const char *.
 */
const void *dt_entry_find(const void *items, size_t count, size_t size,
                          struct dt_str id);

/* Whether text has the form of a language tag (RFC 5646). */
bool dt_entry_is_language(struct dt_str text);

#endif
