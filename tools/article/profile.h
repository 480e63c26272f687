/*
 * profile.h - the characters of an article's text.
 *
 * Layer   article. What article.h calls the text profile: no control,
 *         zero-width, direction or soft-hyphen characters, every white space
 *         a single space, NFC.
 */
#ifndef DT_ARTICLE_PROFILE_H
#define DT_ARTICLE_PROFILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Append well-formed raw text as one line without space at its ends. Returns
 * DT_OK, or what dt_unicode_nfc() says; out is for the caller to check.
 */
int dt_profile_line(struct dt_str raw, struct dt_buf *out, struct dt_err *err);

/*
 * As dt_profile_line() into an arena; *out is NUL-terminated. scratch is
 * overwritten.
 */
int dt_profile_copy(struct dt_str raw, struct dt_buf *scratch,
                    struct dt_arena *arena, struct dt_str *out,
                    struct dt_err *err);

#endif
