/*
 * yaml_fault.h - what is wrong with a YAML text that no parser reads, said to
 * the person who wrote it.
 *
 * Layer   adapt, inside: yaml.c knows what its library said, this says where
 *         the slip is, what it is and what to do.
 */
#ifndef DT_ADAPT_YAML_FAULT_H
#define DT_ADAPT_YAML_FAULT_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* From 0; columns in code points. */
struct dt_yaml_mark {
    size_t line, column;
};

struct dt_yaml_fault {
    const char *problem; /* libyaml's words */
    const char *context; /* the same, or NULL */
    struct dt_yaml_mark at;
    struct dt_yaml_mark began; /* what context is about */
    /* The text in quotes that was read last; both 0 where there was none. */
    struct dt_yaml_mark opened, closed;
};

/* Set err to "NAME:LINE:COLUMN: WHAT (HINT)"; DT_EFORMAT. */
int dt_yaml_fail(const char *name, struct dt_str text,
                 const struct dt_yaml_fault *fault, struct dt_err *err);

/* The same of a byte that no YAML has, or that is not UTF-8. */
int dt_yaml_fail_byte(const char *name, struct dt_str text, size_t byte,
                      const char *what, struct dt_err *err);

#endif
