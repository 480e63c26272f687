/*
 * ascii.h - what a character of ASCII is, in every locale.
 *
 * Layer   base. Bytes of other characters are none of these.
 */
#ifndef DT_BASE_ASCII_H
#define DT_BASE_ASCII_H

#include <stdbool.h>

static inline bool dt_ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool dt_ascii_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool dt_ascii_is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static inline bool dt_ascii_is_alnum(char c)
{
    return dt_ascii_is_digit(c) || dt_ascii_is_letter(c);
}

/* As isspace() in the C locale. */
static inline bool dt_ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* "ASCII whitespace" of the WHATWG's standards: no vertical tab. */
static inline bool dt_ascii_is_web_space(char c)
{
    return dt_ascii_is_space(c) && c != '\v';
}

#endif
