#include "cmd/manual.h"

#include <string.h>

#include "base/version.h"
#include "cmd/cmd.h"

/* roff: a backslash and a hyphen are escaped, a line must not begin with . */
static void roff(struct dt_buf *out, const char *text)
{
    bool line_start = true;

    for (; *text; text++) {
        if (line_start && (*text == '.' || *text == '\''))
            dt_buf_adds(out, "\\&");
        if (*text == '-' || *text == '\\')
            dt_buf_addc(out, '\\');
        dt_buf_addc(out, *text);
        line_start = *text == '\n';
    }
}

static void page_option(const struct dt_option *o, struct dt_buf *out)
{
    dt_buf_adds(out, ".TP\n");
    if (o->letter)
        dt_buf_addf(out, "\\fB\\-%c\\fR, ", o->letter);
    dt_buf_adds(out, "\\fB\\-\\-");
    roff(out, o->name);
    dt_buf_adds(out, "\\fR");
    if (o->value)
        dt_buf_addf(out, " \\fI%s\\fR", o->value);
    dt_buf_addc(out, '\n');
    roff(out, o->help);
    if (o->choices) {
        dt_buf_adds(out, " (");
        roff(out, o->choices);
        dt_buf_addc(out, ')');
    }
    dt_buf_addc(out, '\n');
}

static void page_command(const struct dt_command *c, struct dt_buf *out)
{
    const struct dt_option *o;

    dt_buf_addf(out, ".SS dictum %s ", c->name);
    roff(out, c->synopsis);
    dt_buf_addc(out, '\n');
    roff(out, c->description);
    dt_buf_addc(out, '\n');
    for (o = c->options; o && o->name; o++)
        page_option(o, out);
    for (size_t i = 0; (o = dt_command_common(c, i)); i++)
        if (strcmp(o->name, "help") != 0 && strcmp(o->name, "quiet") != 0)
            page_option(o, out);
    dt_buf_adds(out, ".PP\n.nf\n.RS\n");
    roff(out, c->example);
    dt_buf_adds(out, "\n.RE\n.fi\n");
}

void dt_manual_page(struct dt_buf *out)
{
    dt_buf_adds(out, ".TH DICTUM 1 \"\" \"" DT_TOOL "\" \"dictum\"\n"
                     ".SH NAME\n"
                     "dictum \\- build, verify and publish a corpus of what "
                     "leaders said\n"
                     ".SH SYNOPSIS\n"
                     ".B dictum\n[\\fB\\-C\\fR \\fIDIR\\fR] \\fICOMMAND\\fR "
                     "[\\fIARGUMENT\\fR]...\n"
                     ".SH DESCRIPTION\n"
                     "dictum normalises source articles, finds copies (the "
                     "same, near ones and\nexcerpts), takes the attributed "
                     "statements, records where everything came from in\n"
                     "manifests that git tracks, and packs versioned releases "
                     "that can be checked\noffline.\n"
                     ".PP\n"
                     "Every command takes \\fB\\-\\-help\\fR and "
                     "\\fB\\-\\-quiet\\fR. \\fB\\-C\\fR \\fIDIR\\fR works in "
                     "another folder.\nMachine output goes to stdout, "
                     "people's to stderr.\n"
                     ".SH COMMANDS\n");
    for (size_t i = 0; dt_cmd_table[i]; i++)
        page_command(dt_cmd_table[i], out);
    dt_buf_adds(out, ".SH EXIT STATUS\n"
                     ".TP\n0\nfine\n"
                     ".TP\n1\nthe check ran and found something\n"
                     ".TP\n2\nwrong usage\n"
                     ".TP\n3\nfile, disk or network refused\n"
                     ".TP\n4\nmalformed input\n"
                     ".TP\n5\nnot trusted: hash, signature, rollback or "
                     "expiry\n"
                     ".TP\n6\ninternal error\n"
                     ".SH ENVIRONMENT\n"
                     ".TP\nNO_COLOR\nif it is not empty, no colours\n"
                     ".TP\nSSL_CERT_FILE\ncertificate authorities for https, "
                     "instead of the system's\n"
                     ".TP\nTMPDIR\nwhere files go that are only needed for "
                     "a while (/tmp)\n");
}
