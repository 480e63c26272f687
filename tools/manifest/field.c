#include "manifest/field.h"

#define ANY(name, type, nullable, help, choices, members)              \
    {                                                                  \
        name, "\"" name "\":", sizeof(name) + 2, type, nullable, help, \
            choices, members                                           \
    }
#define END                                                   \
    {                                                         \
        NULL, NULL, 0, DT_FIELD_TEXT, false, NULL, NULL, NULL \
    }
#define FIELD(name, type, help) ANY(name, type, false, help, NULL, NULL)
#define MAYBE(name, type, help) ANY(name, type, true, help, NULL, NULL)
#define CHOICE(name, choices, help) \
    ANY(name, DT_FIELD_CHOICE, false, help, choices, NULL)
#define OBJECT(name, members, help) \
    ANY(name, DT_FIELD_OBJECT, false, help, NULL, members)
#define MAYBE_OBJECT(name, members, help) \
    ANY(name, DT_FIELD_OBJECT, true, help, NULL, members)
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
    [DT_ARTICLE_BYLINE] = FIELD("byline", DT_FIELD_TEXTS,
                                "names of the authors"),
    [DT_ARTICLE_CHARSET] = MAYBE("charset", DT_FIELD_TEXT,
                                 "encoding of the snapshot; null for a PDF"),
    [DT_ARTICLE_DESCRIPTION] = MAYBE("description", DT_FIELD_TEXT,
                                     "standfirst or introduction"),
    [DT_ARTICLE_DUPLICATE_OF] = MAYBE("duplicate_of", DT_FIELD_SLUG,
                                      "id of the article it copies"),
    [DT_ARTICLE_EVENT] = MAYBE_OBJECT("event", event, "the occasion"),
    [DT_ARTICLE_ID] = FIELD("id", DT_FIELD_SLUG,
                            "curator's slug, or a- and 16 hex digits"),
    [DT_ARTICLE_KIND] =
        ANY("kind", DT_FIELD_CHOICE, true, "form of the article",
            "transcript|report|opinion|release|interview|post", NULL),
    [DT_ARTICLE_LANGUAGE] = MAYBE("language", DT_FIELD_TEXT, "BCP 47 tag"),
    [DT_ARTICLE_MEDIA_TYPE] = FIELD("media_type", DT_FIELD_TEXT,
                                    "media type of the snapshot"),
    [DT_ARTICLE_PROFILE] = FIELD("profile", DT_FIELD_TEXT,
                                 "normalisation profile"),
    [DT_ARTICLE_PUBLISHED] = MAYBE("published", DT_FIELD_DATE,
                                   "date of publication (EDTF)"),
    [DT_ARTICLE_PUBLISHER] = MAYBE("publisher", DT_FIELD_TEXT,
                                   "who published it"),
    [DT_ARTICLE_RIGHTS] = OBJECT("rights", rights,
                                 "what may be done with the text"),
    [DT_ARTICLE_SEAL] = SEAL,
    [DT_ARTICLE_SNAPSHOT] = FIELD("snapshot", DT_FIELD_SHA256,
                                  "the bytes it was made from"),
    [DT_ARTICLE_SPEAKER] = MAYBE("speaker", DT_FIELD_SLUG,
                                 "person whose words the article is"),
    [DT_ARTICLE_STATEMENTS] = OBJECT("statements", article_statements,
                                     "what was taken from it"),
    [DT_ARTICLE_SYNDICATED_FROM] = MAYBE("syndicated_from", DT_FIELD_TEXT,
                                         "who published it first"),
    [DT_ARTICLE_TEXT] = OBJECT("text", article_text, "the normalised text"),
    [DT_ARTICLE_TITLE] = MAYBE("title", DT_FIELD_TEXT,
                               "title without the site's name"),
    [DT_ARTICLE_TOOL] = FIELD("tool", DT_FIELD_TEXT,
                              "program and version that made the text"),
    [DT_ARTICLE_URL] = MAYBE("url", DT_FIELD_TEXT, "where it was published"),
    [DT_ARTICLE_MEMBERS] = END,
};

static const struct dt_field duplicates[] = {
    [DT_DUPLICATE_A] = FIELD("a", DT_FIELD_SLUG,
                             "article id, the smaller one; of a revision that "
                             "of the earlier version"),
    [DT_DUPLICATE_B] = FIELD("b", DT_FIELD_SLUG, "article id, the other one"),
    [DT_DUPLICATE_CONTAINMENT] =
        MAYBE("containment", DT_FIELD_MILLE,
              "share of the smaller in the other; null where it is decided"),
    [DT_DUPLICATE_JACCARD] =
        MAYBE("jaccard", DT_FIELD_MILLE,
              "shared of all shingles; null where it is decided"),
    [DT_DUPLICATE_RELATION] =
        CHOICE("relation", "same|near|contains|revision|decided",
               "how they are alike; revision: versions of one story by one "
               "publisher, no copies; decided: copies, says a curator"),
    [DT_DUPLICATE_SEAL] = SEAL,
    [DT_DUPLICATE_MEMBERS] = END,
};

static const struct dt_field redirects[] = {
    [DT_REDIRECT_ID] = FIELD("id", DT_FIELD_SLUG, "an id that was released"),
    [DT_REDIRECT_NOTE] = MAYBE("note", DT_FIELD_TEXT, "why, for a reader"),
    [DT_REDIRECT_REASON] = CHOICE(
        "reason", "corrected|merged|retracted|re-attributed|removed", "why"),
    [DT_REDIRECT_RELEASE] = MAYBE("release", DT_FIELD_VERSION,
                                  "version in which it took effect"),
    [DT_REDIRECT_SEAL] = SEAL,
    [DT_REDIRECT_TO] = MAYBE("to", DT_FIELD_SLUG,
                             "the id to use now; null is a tombstone"),
    [DT_REDIRECT_MEMBERS] = END,
};

static const struct dt_field http[] = {
    MAYBE("etag", DT_FIELD_TEXT, "ETag of the response"),
    MAYBE("last_modified", DT_FIELD_TEXT, "Last-Modified of the response"),
    MAYBE("memento", DT_FIELD_TIME, "when an archive took what it gave"),
    FIELD("status", DT_FIELD_COUNT, "HTTP status"),
    MAYBE("url", DT_FIELD_TEXT, "where it came from, if not from the url"),
    END,
};

static const struct dt_field snapshots[] = {
    [DT_SNAPSHOT_BYTES] = FIELD("bytes", DT_FIELD_COUNT,
                                "length of the snapshot"),
    [DT_SNAPSHOT_FILE] = MAYBE("file", DT_FIELD_TEXT,
                               "path in the corpus, when git tracks it"),
    [DT_SNAPSHOT_HTTP] = MAYBE_OBJECT("http", http, "how the server answered"),
    [DT_SNAPSHOT_ID] = FIELD("id", DT_FIELD_SHA256, "SHA-256 of the bytes"),
    [DT_SNAPSHOT_MEDIA_TYPE] = FIELD("media_type", DT_FIELD_TEXT,
                                     "what the bytes are"),
    [DT_SNAPSHOT_RETRIEVED] = MAYBE("retrieved", DT_FIELD_TIME,
                                    "when they were fetched"),
    [DT_SNAPSHOT_SEAL] = SEAL,
    [DT_SNAPSHOT_SOURCE] = FIELD("source", DT_FIELD_SLUG, "id of the source"),
    [DT_SNAPSHOT_URL] = MAYBE("url", DT_FIELD_TEXT, "where they were fetched"),
    [DT_SNAPSHOT_WARC] = MAYBE("warc", DT_FIELD_TEXT,
                               "WARC file and record that hold them"),
    [DT_SNAPSHOT_MEMBERS] = END,
};

static const struct dt_field cue[] = {
    FIELD("span", DT_FIELD_SPAN, "where the verb stands"),
    FIELD("verb", DT_FIELD_TEXT, "the reporting verb as printed"),
    END,
};

static const struct dt_field part[] = {
    CHOICE("op", "equal|replace|insert|delete|bracket|gap",
           "what the quotation did"),
    FIELD("quote", DT_FIELD_SPAN, "bytes of the article's text"),
    FIELD("source", DT_FIELD_SPAN, "bytes of the transcript's text"),
    END,
};

static const struct dt_field fidelity[] = {
    MAYBE("against", DT_FIELD_SLUG, "id of the article that has the words"),
    FIELD("changed", DT_FIELD_TEXTS,
          "what kinds of words were changed: negation, number, modal, subject"),
    ANY("parts", DT_FIELD_OBJECTS, false, "what stands where", NULL, part),
    MAYBE("searched", DT_FIELD_COUNT,
          "of what the speaker's own lack, how many: transcripts and texts in "
          "its language; null: one of them has it"),
    CHOICE("verdict",
           "verbatim|bracketed|elided|stitched|altered|found-elsewhere|"
           "not-found",
           "whether it is what was said"),
    MAYBE("word_error", DT_FIELD_MILLE,
          "edits per thousand words; null: not found"),
    END,
};

static const struct dt_field statements[] = {
    [DT_STATEMENT_ARTICLE] = FIELD("article", DT_FIELD_SLUG,
                                   "id of the article"),
    [DT_STATEMENT_CANDIDATES] =
        FIELD("candidates", DT_FIELD_SLUGS,
              "person ids, one of whom an unresolved name means"),
    [DT_STATEMENT_COMMITMENT] =
        MAYBE("commitment", DT_FIELD_SHA256,
              "HMAC-SHA-256 that commits to a withheld text"),
    [DT_STATEMENT_CONFIDENCE] = FIELD("confidence", DT_FIELD_MILLE,
                                      "of the attribution"),
    [DT_STATEMENT_CUE] = MAYBE_OBJECT("cue", cue, "what attributes it"),
    [DT_STATEMENT_EVENT] = MAYBE_OBJECT("event", event, "the occasion"),
    [DT_STATEMENT_FIDELITY] = MAYBE_OBJECT("fidelity", fidelity,
                                           "held against the transcript"),
    [DT_STATEMENT_ID] = FIELD("id", DT_FIELD_STATEMENT_ID,
                              "s- and 16 hex digits"),
    [DT_STATEMENT_MODE] = CHOICE(
        "mode", "speech|authored|direct|mixed|indirect", "how it is given"),
    [DT_STATEMENT_OFFICE] = MAYBE("office", DT_FIELD_TEXT,
                                  "office held on that date"),
    [DT_STATEMENT_RULE] = FIELD("rule", DT_FIELD_RULE,
                                "name of the rule that attributed it"),
    [DT_STATEMENT_SAID_AT] = MAYBE("said_at", DT_FIELD_TEXT,
                                   "where it was said, as printed"),
    [DT_STATEMENT_SAID_AT_FROM] =
        MAYBE("said_at_from", DT_FIELD_SPAN,
              "where the text names the place; null: the event's"),
    [DT_STATEMENT_SAID_ON] = MAYBE("said_on", DT_FIELD_DATE,
                                   "when it was said (EDTF)"),
    [DT_STATEMENT_SAID_ON_FROM] =
        MAYBE("said_on_from", DT_FIELD_SPAN,
              "the words that gave the date; null: the event, or publication "
              "for what is no quotation"),
    [DT_STATEMENT_SAME_AS] = MAYBE("same_as", DT_FIELD_STATEMENT_ID,
                                   "id of the first attestation"),
    [DT_STATEMENT_SEAL] = SEAL,
    [DT_STATEMENT_SPANS] = FIELD("spans", DT_FIELD_SPANS,
                                 "byte offsets in the article's text"),
    [DT_STATEMENT_SPEAKER] = MAYBE("speaker", DT_FIELD_SLUG,
                                   "person id; null: not resolved"),
    [DT_STATEMENT_SPEAKER_NAME] = MAYBE("speaker_name", DT_FIELD_TEXT,
                                        "as printed"),
    [DT_STATEMENT_TEXT] =
        MAYBE("text", DT_FIELD_TEXT,
              "the spans joined by single spaces; null when withheld"),
    [DT_STATEMENT_MEMBERS] = END,
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
    [DT_RELEASE_ARCHIVE] = OBJECT("archive", archive, "the file"),
    [DT_RELEASE_COMMIT] = FIELD("commit", DT_FIELD_COMMIT,
                                "commit that the release was made from"),
    [DT_RELEASE_RELEASED] = FIELD("released", DT_FIELD_TIME,
                                  "time of that commit"),
    [DT_RELEASE_ROOT] = FIELD("root", DT_FIELD_SHA256,
                              "RFC 9162 tree hash over the lines"),
    [DT_RELEASE_SEAL] = SEAL,
    [DT_RELEASE_TREE_SIZE] = FIELD("tree_size", DT_FIELD_COUNT,
                                   "lines under that root"),
    [DT_RELEASE_VERSION] = FIELD("version", DT_FIELD_VERSION,
                                 "semantic version"),
    [DT_RELEASE_MEMBERS] = END,
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
