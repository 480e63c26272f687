#include "release/card.h"

#include <inttypes.h>

enum { LISTED_MOST = 100 }; /* licences, before the others are only counted */

int dt_card_count(struct dt_card *card, const struct dt_facts *facts,
                  struct dt_err *err)
{
    int rc = dt_tally_new(&card->open, err);

    if (rc == DT_OK)
        rc = dt_tally_new(&card->withheld, err);
    for (size_t i = 0; rc == DT_OK && i < dt_facts_articles(facts); i++) {
        const struct dt_source *source;
        struct dt_fact fact;

        dt_facts_get(facts, i, &fact);
        source = dt_corpus_source(card->corpus, DT_STR(fact.id));
        if (!source)
            return DT_FAIL(err, DT_EMISMATCH,
                           "%.100s: an article that no source has", fact.id);
        rc = dt_tally_add(fact.open ? card->open : card->withheld,
                          DT_STR(source->licence), err);
        card->other_licence += fact.open && strcmp(source->licence,
                                                   card->corpus->licence) != 0;
    }
    return rc;
}

void dt_card_release(struct dt_card *card)
{
    dt_tally_free(card->open);
    dt_tally_free(card->withheld);
}

/* Indented, so that it is a list to whoever reads Markdown, too. */
static void add_licences(struct dt_tally *tally, struct dt_buf *out)
{
    const size_t count = dt_tally_count(tally);
    const struct dt_tally_item *items = dt_tally_sort(tally,
                                                      DT_TALLY_MOST_FIRST);
    uint64_t left = 0;

    for (size_t i = 0; i < count; i++)
        if (i < LISTED_MOST)
            dt_buf_addf(out, "    %8" PRIu64 "  %s\n", items[i].count,
                        items[i].text.ptr);
        else
            left += items[i].count;
    if (left)
        dt_buf_addf(out, "    %8" PRIu64 "  under %zu more\n", left,
                    count - LISTED_MOST);
}

/* The same words in both files. */
static void add_rights(const struct dt_card *card, struct dt_buf *out)
{
    dt_buf_addf(out,
                "That is the licence of the curators' work: the records, the "
                "positions of the\nstatements, what they wrote of people and "
                "sources.%s\n\n"
                "Each text, with all that statements quote of it, has the "
                "licence that its record\nsays: an SPDX expression "
                "(provenance/articles.jsonl, rights).\n\n",
                card->other_licence ? " It is not that of the texts." : "");
    if (dt_tally_count(card->open)) {
        dt_buf_adds(out, "Texts in this release, by their licence:\n\n");
        add_licences(card->open, out);
        dt_buf_addc(out, '\n');
    }
    if (dt_tally_count(card->withheld)) {
        dt_buf_adds(out, "Texts that are withheld, and so not in it:\n\n");
        add_licences(card->withheld, out);
        dt_buf_addc(out, '\n');
    }
}

static void add_contents(const struct dt_card *card, struct dt_buf *out)
{
    dt_buf_addf(out,
                "## What is in it\n\n"
                "| file | holds |\n|---|---|\n"
                "| `articles/` | %" PRIu64 " text%s of %" PRIu64
                " article%s; no other may be published |\n"
                "| `statements.jsonl` | %" PRIu64
                " statement%s: who said what, in which article, at which "
                "bytes |\n"
                "| `people.yaml` | who speaks, under which names, in which "
                "offices |\n"
                "| `provenance/` | where every text came from: articles, "
                "snapshots, copies, redirected ids |\n"
                "| `schema/` | a JSON Schema for each kind of line |\n"
                "| `corpus.yaml`, `sources.yaml`; if there are any, "
                "`decisions.yaml` and `rules/` | what the curators chose |\n"
                "\n",
                card->texts, DT_S(card->texts), card->articles,
                DT_S(card->articles), card->statements, DT_S(card->statements));
    if (card->corpus->shards > 1)
        dt_buf_addf(out,
                    "This corpus is large: `X.jsonl` is a folder `X/` of %u "
                    "such files.\n\n",
                    card->corpus->shards);
}

static void add_loading(const struct dt_card *card, struct dt_buf *out)
{
    bool folder = card->corpus->shards > 1;
    const char *files = folder ? "statements/**/*" : "statements";
    const char *in_r = folder ? "list.files('statements', '[.]jsonl$', "
                                "full.names = TRUE, recursive = TRUE)"
                              : "'statements.jsonl'";

    dt_buf_adds(out, "## Load it\n\nFrom this folder:\n\n");
    dt_buf_addf(out,
                "```sql\n-- DuckDB\nSELECT speaker, said_on, text FROM "
                "read_json('%s.jsonl');\n```\n\n",
                files);
    dt_buf_addf(out,
                "```python\nimport glob, json\nstatements = [json.loads(line) "
                "for f in glob.glob('%s.jsonl', recursive=True)\n"
                "              for line in open(f, encoding='utf-8')]\n"
                "```\n\n",
                files);
    dt_buf_addf(out,
                "```r\nfiles <- %s\nstatements <- "
                "do.call(rbind, lapply(files, function(f) "
                "jsonlite::stream_in(file(f))))\n```\n\n",
                in_r);
    dt_buf_adds(out,
                "Offsets are bytes of the UTF-8 text, `[start, end)`. Dates "
                "are EDTF (ISO 8601-2):\n`XXXX-06-11` is 11 June of a year "
                "the article does not say. `null` is unknown.\n\n");
}

void dt_card_readme(const struct dt_card *card, struct dt_buf *out)
{
    const struct dt_corpus *corpus = card->corpus;
    const struct dt_bag_info *info = card->info;
    const char *title = corpus->title ? corpus->title : corpus->name;

    dt_buf_addf(out, "# %s\n\n", title);
    if (corpus->description)
        dt_buf_addf(out, "%s\n\n", corpus->description);
    dt_buf_addf(out, "Release %s of %s, of the commit of %s.\n\n",
                info->version, corpus->name, info->date);
    add_contents(card, out);
    dt_buf_addf(out, "## Licences\n\nThe corpus: %s (see `LICENSE`).\n\n",
                corpus->licence);
    add_rights(card, out);
    add_loading(card, out);
    dt_buf_addf(out,
                "## Verify it\n\n"
                "The archive, or the folder it was unpacked to:\n\n"
                "    dictum verify %s-%s.tar.zst\n\n"
                "Without dictum, in the folder above this one: "
                "`sha256sum -c manifest-sha256.txt`, or any BagIt tool.\n"
                "The lines of all manifests are leaves of one Merkle tree "
                "(RFC 9162):\n\n"
                "    tree size  %" PRIu64 "\n    root       %s\n"
                "    commit     %s\n\n",
                info->name, info->version, info->tree_size, info->root,
                info->commit);
    dt_buf_addf(out,
                "## Cite it\n\n"
                "> %s. Release %s, %.4s. Corpus `%s`, Merkle root "
                "`%.16s`.\n\n"
                "One statement: its id, this release's version, and the "
                "article's URL.\n",
                title, info->version, info->date, info->name, info->root);
}

void dt_card_licence(const struct dt_card *card, struct dt_buf *out)
{
    const char *licence = card->corpus->licence;

    /* Whoever reads that line takes it for the licence of all that is here. */
    dt_buf_addf(out, "%s: %s\n\n",
                card->other_licence ? "The corpus" : "SPDX-License-Identifier",
                licence);
    add_rights(card, out);
    if (strcmp(licence, "CC0-1.0") == 0)
        dt_buf_adds(
            out,
            "Of the curators' work:\n\n"
            "Creative Commons CC0 1.0 Universal\n\n"
            "The person who associated a work with this deed has dedicated "
            "the work to the\npublic domain by waiving all of his or her "
            "rights to the work worldwide under\ncopyright law, including all "
            "related and neighboring rights, to the extent\nallowed by law. "
            "You can copy, modify, distribute and perform the work, even for\n"
            "commercial purposes, all without asking permission.\n\n"
            "The legal code: "
            "https://creativecommons.org/publicdomain/zero/1.0/legalcode\n");
    else
        dt_buf_adds(out, "The licences that SPDX lists are at "
                         "https://spdx.org/licenses/.\n");
}
