/*
 * utf8_x86.h - UTF-8 checked by registers of 32 or 64 bytes.
 *
 * Layer   base. For utf8.c alone, whose loop says what is valid.
 * Rule    J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction
 *         Per Byte", 2021: three tables, by the halves of two neighbouring
 *         bytes, tell each fault that two bytes can have, and the third and
 *         fourth bytes of a character must be where it says.
 */
#ifndef DT_BASE_UTF8_X86_H
#define DT_BASE_UTF8_X86_H

#include <stddef.h>

#include "base/str.h"

/*
 * Where a character starts up to which the text is valid: less than 128 bytes
 * before the first that is not, or the end. 0 without AVX2.
 */
size_t dt_utf8_valid_x86(struct dt_str text);

#endif
