/*
 * scan.h - read a line whose members are all where its kind has them.
 *
 * Layer   manifest, private to record.c and to the tests that compare both
 *         ways.
 *
 * The canonical form of a record leaves little open: which members come, in
 * which order and how each key is spelled stands in the table of field.h. So
 * nearly every line can be read by comparing keys and looking at the values
 * once. What is taken is what dt_json_parse() and the check of members take,
 * with the same tokens; what is not taken may still be good, and is for these
 * to judge and to put into words.
 */
#ifndef DT_MANIFEST_SCAN_H
#define DT_MANIFEST_SCAN_H

#include "manifest/record.h"

/*
 * Fill doc as dt_json_parse() does; member[i] receives the token of the value
 * of the i-th member. False when the line is not taken; doc is then for
 * dt_json_parse(). Uses only the tokens that doc has room for.
 */
bool dt_scan_record(enum dt_records kind, struct dt_str line,
                    struct dt_json_doc *doc,
                    uint32_t member[DT_RECORD_MEMBERS]);

/*
 * The slow way, which every line can go: dt_json_parse(), then the members
 * one by one. DT_EFORMAT says what is wrong. In record.c.
 */
int dt_scan_any(enum dt_records kind, struct dt_str line,
                struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS],
                struct dt_err *err);

#endif
