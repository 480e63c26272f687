#include "manifest/field.h"

#define END                                          \
    {                                                \
        NULL, DT_FIELD_TEXT, false, NULL, NULL, NULL \
    }
#define FIELD(name, type, help)             \
    {                                       \
        name, type, false, help, NULL, NULL \
    }
#define MAYBE(name, type, help)            \
    {                                      \
        name, type, true, help, NULL, NULL \
    }
#define CHOICE(name, choices, help)                       \
    {                                                     \
        name, DT_FIELD_CHOICE, false, help, choices, NULL \
    }
#define OBJECT(name, members, help)                       \
    {                                                     \
        name, DT_FIELD_OBJECT, false, help, NULL, members \
    }
#define MAYBE_OBJECT(name, members, help)                \
    {                                                    \
        name, DT_FIELD_OBJECT, true, help, NULL, members \
    }
#define SEAL                                                              \
    FIELD("seal", DT_FIELD_SEAL,                                          \
          "first 16 hex digits of the SHA-256 of this line without this " \
          "member")

static const struct dt_field event[] = {
    MAYBE("date", DT_FIELD_DATE, "day of the event (EDTF)"),
    MAYBE("name", DT_FIELD_TEXT, "name of the event"),
    MAYBE("place", DT_FIELD_TEXT, "where it was held"),
    END,
};

static const struct dt_field rights[] = {
    FIELD("licence", DT_FIELD_TEXT, "SPDX licence expression"),
    CHOICE("text", "open|withheld", "whether the text may be published"),
    END,
};

static const struct dt_field article_statements[] = {
    FIELD("count", DT_FIELD_COUNT, "statements taken from the article"),
    FIELD("sha256", DT_FIELD_SHA256,
          "SHA-256 of their lines in the files' order, each with its LF"),
    END,
};

static const struct dt_field article_text[] = {
    FIELD("bytes", DT_FIELD_COUNT, "length of the text file"),
    FIELD("fold_sha256", DT_FIELD_SHA256, "SHA-256 of the fold"),
    FIELD("headings", DT_FIELD_SPANS, "paragraphs that are headings"),
    FIELD("paragraphs", DT_FIELD_COUNT, "paragraphs, headings and items"),
    FIELD("pull_quotes", DT_FIELD_SPANS,
          "paragraphs that repeat the body in display type"),
    FIELD("sha256", DT_FIELD_SHA256, "SHA-256 of the text file"),
    END,
};

static const struct dt_field articles[] = {
    FIELD("byline", DT_FIELD_TEXTS, "names of the authors"),
    FIELD("charset", DT_FIELD_TEXT, "encoding of the snapshot"),
    MAYBE("description", DT_FIELD_TEXT, "standfirst or introduction"),
    MAYBE("duplicate_of", DT_FIELD_TEXT, "id of the article it copies"),
    MAYBE_OBJECT("event", event, "the occasion"),
    FIELD("id", DT_FIELD_TEXT, "curator's slug, or a- and 16 hex digits"),
    {"kind", DT_FIELD_CHOICE, true, "form of the article",
     "transcript|report|opinion|release|interview|post", NULL},
    MAYBE("language", DT_FIELD_TEXT, "BCP 47 tag"),
    FIELD("media_type", DT_FIELD_TEXT, "media type of the snapshot"),
    FIELD("profile", DT_FIELD_TEXT, "normalisation profile"),
    MAYBE("published", DT_FIELD_DATE, "date of publication (EDTF)"),
    MAYBE("publisher", DT_FIELD_TEXT, "who published it"),
    OBJECT("rights", rights, "what may be done with the text"),
    SEAL,
    FIELD("snapshot", DT_FIELD_SHA256, "the bytes it was made from"),
    MAYBE("speaker", DT_FIELD_TEXT, "person whose words the article is"),
    OBJECT("statements", article_statements, "what was taken from it"),
    MAYBE("syndicated_from", DT_FIELD_TEXT, "who published it first"),
    OBJECT("text", article_text, "the normalised text"),
    MAYBE("title", DT_FIELD_TEXT, "title without the site's name"),
    FIELD("tool", DT_FIELD_TEXT, "program and version that made the text"),
    MAYBE("url", DT_FIELD_TEXT, "where it was published"),
    END,
};

static const struct dt_field duplicates[] = {
    FIELD("a", DT_FIELD_TEXT, "article id, the smaller one"),
    FIELD("b", DT_FIELD_TEXT, "article id, the larger one"),
    FIELD("containment", DT_FIELD_MILLE, "share of the smaller in the other"),
    FIELD("jaccard", DT_FIELD_MILLE, "shared of all shingles"),
    CHOICE("relation", "same|near|contains", "how they are alike"),
    SEAL,
    END,
};

static const struct dt_field redirects[] = {
    FIELD("id", DT_FIELD_TEXT, "an id that was released"),
    MAYBE("note", DT_FIELD_TEXT, "why, for a reader"),
    CHOICE("reason", "corrected|merged|retracted|re-attributed|removed", "why"),
    MAYBE("release", DT_FIELD_VERSION, "version in which it took effect"),
    SEAL,
    MAYBE("to", DT_FIELD_TEXT, "the id to use now; null is a tombstone"),
    END,
};

static const struct dt_field http[] = {
    MAYBE("etag", DT_FIELD_TEXT, "ETag of the response"),
    MAYBE("last_modified", DT_FIELD_TEXT, "Last-Modified of the response"),
    FIELD("status", DT_FIELD_COUNT, "HTTP status"),
    END,
};

static const struct dt_field snapshots[] = {
    FIELD("bytes", DT_FIELD_COUNT, "length of the snapshot"),
    MAYBE("file", DT_FIELD_TEXT, "path in the corpus, when git tracks it"),
    MAYBE_OBJECT("http", http, "how the server answered"),
    FIELD("id", DT_FIELD_SHA256, "SHA-256 of the bytes"),
    FIELD("media_type", DT_FIELD_TEXT, "what the bytes are"),
    MAYBE("retrieved", DT_FIELD_TIME, "when they were fetched"),
    SEAL,
    FIELD("source", DT_FIELD_TEXT, "id of the source"),
    MAYBE("url", DT_FIELD_TEXT, "where they were fetched"),
    MAYBE("warc", DT_FIELD_TEXT, "WARC file and record that hold them"),
    END,
};

static const struct dt_field cue[] = {
    FIELD("span", DT_FIELD_SPAN, "where the verb stands"),
    FIELD("verb", DT_FIELD_TEXT, "the reporting verb as printed"),
    END,
};

static const struct dt_field part[] = {
    CHOICE("op", "same|changed|inserted|deleted", "what the quotation did"),
    FIELD("quote", DT_FIELD_SPAN, "in the statement's text"),
    FIELD("source", DT_FIELD_SPAN, "in the transcript's text"),
    END,
};

static const struct dt_field fidelity[] = {
    FIELD("against", DT_FIELD_TEXT, "id of the transcript"),
    {"parts", DT_FIELD_OBJECTS, false, "what stands where", NULL, part},
    CHOICE("verdict",
           "verbatim|bracketed|elided|stitched|altered|found-elsewhere|"
           "not-found",
           "whether it is what was said"),
    FIELD("word_error", DT_FIELD_MILLE, "words changed, per mille"),
    END,
};

static const struct dt_field statements[] = {
    FIELD("article", DT_FIELD_TEXT, "id of the article"),
    MAYBE("commitment", DT_FIELD_SHA256,
          "HMAC-SHA-256 that commits to a withheld text"),
    FIELD("confidence", DT_FIELD_MILLE, "of the attribution"),
    MAYBE_OBJECT("cue", cue, "what attributes it"),
    MAYBE_OBJECT("event", event, "the occasion"),
    MAYBE_OBJECT("fidelity", fidelity, "held against the transcript"),
    FIELD("id", DT_FIELD_TEXT, "s- and 16 hex digits"),
    CHOICE("mode", "speech|authored|direct|mixed|indirect", "how it is given"),
    MAYBE("office", DT_FIELD_TEXT, "office held on that date"),
    MAYBE("said_on", DT_FIELD_DATE, "when it was said (EDTF)"),
    MAYBE("same_as", DT_FIELD_TEXT, "id of the first attestation"),
    SEAL,
    FIELD("spans", DT_FIELD_SPANS, "byte offsets in the article's text"),
    MAYBE("speaker", DT_FIELD_TEXT, "person id; null: not resolved"),
    MAYBE("speaker_name", DT_FIELD_TEXT, "as printed"),
    MAYBE("text", DT_FIELD_TEXT,
          "the spans joined by single spaces; null when withheld"),
    END,
};

static const struct dt_field zstd[] = {
    FIELD("level", DT_FIELD_COUNT, "compression level"),
    FIELD("library", DT_FIELD_TEXT, "version of libzstd"),
    END,
};

static const struct dt_field archive[] = {
    FIELD("bytes", DT_FIELD_COUNT, "length of the archive"),
    FIELD("name", DT_FIELD_TEXT, "file name of the archive"),
    FIELD("sha256", DT_FIELD_SHA256, "of the archive"),
    FIELD("tar_sha256", DT_FIELD_SHA256, "of the archive, uncompressed"),
    OBJECT("zstd", zstd, "how it was compressed"),
    END,
};

static const struct dt_field releases[] = {
    OBJECT("archive", archive, "the file"),
    FIELD("commit", DT_FIELD_COMMIT, "commit that the release was made from"),
    FIELD("released", DT_FIELD_TIME, "time of that commit"),
    FIELD("root", DT_FIELD_SHA256, "RFC 9162 tree hash over the lines"),
    SEAL,
    FIELD("tree_size", DT_FIELD_COUNT, "lines under that root"),
    FIELD("version", DT_FIELD_VERSION, "semantic version"),
    END,
};

const struct dt_field *dt_record_fields(enum dt_records kind)
{
    static const struct dt_field *const tables[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = articles,     [DT_DUPLICATES] = duplicates,
        [DT_REDIRECTS] = redirects,   [DT_SNAPSHOTS] = snapshots,
        [DT_STATEMENTS] = statements, [DT_RELEASES] = releases,
    };

    return tables[kind];
}
