/*
 * participle.h - a reporting verb that tells what was said to its noun, not
 * what that says: Voss, asked whether it was safe, shrugged.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_PARTICIPLE_H
#define DT_STATEMENT_PARTICIPLE_H

#include "statement/cue_scan.h"

/*
 * Whether the verb at token i is such a participle: right behind a noun and a
 * comma, of a verb that has a person as its object but none behind it, and
 * before the comma and the verb of what the noun does itself.
 */
bool dt_participle_is_asked(const struct dt_cue_scan *s, size_t i);

/*
 * Whether the sentence that begins at token i begins with what its subject
 * does not do: asked whether she would go, a spokesman said; when she came,
 * Voss said. And whether the comma at token i ends that, before the subject.
 */
bool dt_participle_opens_aside(const struct dt_cue_scan *s, size_t i);
bool dt_participle_ends_aside(const struct dt_cue_scan *s, size_t i);

/*
 * Of pledged delegates, 20 reported cases: the participle at token i belongs
 * to the noun behind it.
 */
bool dt_participle_is_adjective(const struct dt_cue_scan *s, size_t i);

/*
 * A group opposing the plan: the gerund at token i tells which group it is,
 * the mention that its phrase ends before; not: with critics opposing it.
 */
bool dt_participle_is_reduced(const struct dt_cue_scan *s, size_t i,
                              uint32_t mention);

/*
 * A firm called Marsh & Daughters: the participle at token i gives the name of
 * the mention before it; not: a resident called Voss a fool.
 */
bool dt_participle_is_naming(const struct dt_cue_scan *s, size_t i,
                             uint32_t mention);

#endif
