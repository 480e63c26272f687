/*
 * export_xml.h - elements and texts of XML 1.0.
 *
 * Layer   release, private to export_tei*.c. What a buffer could not take
 *         shows in dt_buf_check().
 */
#ifndef DT_RELEASE_EXPORT_XML_H
#define DT_RELEASE_EXPORT_XML_H

#include "base/buf.h"

/* Append text escaped; a character that XML cannot have becomes U+FFFD. */
void dt_xml_text(struct dt_buf *out, struct dt_str text);

/* Append ` name="prefix text"`, escaped; nothing for a NULL ptr. */
void dt_xml_attribute(struct dt_buf *out, const char *name, const char *prefix,
                      struct dt_str text);

/* Append <name>text</name>; nothing for a NULL ptr. */
void dt_xml_element(struct dt_buf *out, const char *name, struct dt_str text);

#endif
