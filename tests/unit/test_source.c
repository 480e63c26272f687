#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "source/source.h"

static char root[] = "/tmp/dictum-source-XXXXXX";
static struct dt_err err;
static struct dt_corpus *corpus;

static void write_file(const char *name, const char *text)
{
    char path[256];

    (void)snprintf(path, sizeof path, "%s/corpus/town/%s", root, name);
    cr_assert(zero(int, dt_file_write(path, text, strlen(text), &err)), "%s",
              err.msg);
}

#define CONFIG "name: town\ntitle: A town\nlicence: CC0-1.0\n"
#define RIGHTS "    rights: {licence: CC0-1.0, text: open}\n"
#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void set_up(void)
{
    char path[256];

    cr_assert(mkdtemp(root) != NULL);
    (void)snprintf(path, sizeof path, "%s/corpus/town", root);
    cr_assert(zero(int, dt_file_mkdirs(path, &err)), "%s", err.msg);
    write_file("corpus.yaml", CONFIG);
    write_file("people.yaml", "people:\n  - {id: ann-lee, name: Ann Lee}\n");
    write_file("sources.yaml", "sources: []\n");
}

static void tear_down(void)
{
    dt_corpus_free(corpus);
    corpus = NULL;
    (void)dt_file_remove_tree(root, &err);
}

TestSuite(source, .init = set_up, .fini = tear_down);

static int load(void)
{
    dt_corpus_free(corpus);
    corpus = NULL;
    return dt_corpus_load(root, NULL, &corpus, &err);
}

static void expect_refused(const char *file, const char *text,
                           const char *message)
{
    write_file(file, text);
    cr_expect(eq(int, load(), DT_EFORMAT), "%s", text);
    cr_expect(strstr(err.msg, message) != NULL, "got: %s", err.msg);
}

Test(source, an_empty_corpus_has_its_defaults)
{
    struct dt_buf path = DT_BUF_INIT(4096);

    cr_assert(zero(int, load()), "%s", err.msg);
    cr_expect(eq(str, corpus->name, "town"));
    cr_expect(eq(uint, corpus->shards, 1));
    cr_expect(eq(str, (char *)corpus->profile, "text-1"));
    cr_expect(not(corpus->texts_in_store));
    cr_expect(eq(sz, corpus->source_count, 0));
    cr_expect(eq(sz, corpus->people->count, 1));
    dt_corpus_manifest_path(corpus, "articles.jsonl", &path);
    cr_expect(strstr(path.ptr, "/manifests/town/articles.jsonl") != NULL);
    dt_buf_release(&path);
}

Test(source, reads_every_field_of_the_config)
{
    write_file("corpus.yaml",
               CONFIG "description: >\n  Two\n  lines\nlanguage: en-GB\n"
                      "profile: text-1\nshards: 256\ntexts: store\n"
                      "maintainers:\n  - {name: A, email: a@example.org}\n");
    cr_assert(zero(int, load()), "%s", err.msg);
    cr_expect(eq(str, (char *)corpus->description, "Two lines"));
    cr_expect(eq(uint, corpus->shards, 256));
    cr_expect(corpus->texts_in_store);
    cr_assert(eq(sz, corpus->maintainer_count, 1));
    cr_expect(eq(str, (char *)corpus->maintainers[0].email, "a@example.org"));
}

Test(source, reads_every_field_of_a_source)
{
    struct dt_buf key = DT_BUF_INIT(4096);
    const struct dt_source *s;

    write_file("sources.yaml",
               "sources:\n"
               "  - id: speech\n"
               "    snapshot: " SHA "\n"
               "    rights: {licence: CC-BY-4.0 OR (MIT AND CC0-1.0), text: "
               "withheld}\n"
               "  - url: https://example.org/a?b=1#c\n"
               "    retrieved: 2025-06-11T09:30:00Z\n"
               "    warc: crawl.warc.gz:1234+56\n"
               "    media_type: text/html\n"
               "    charset: windows-1252\n"
               "    kind: interview\n"
               "    title: A \"title\"\n"
               "    byline: [One Writer, Two Writer]\n"
               "    publisher: The Herald\n"
               "    published: XXXX-06-11\n"
               "    language: en\n"
               "    description: About it\n"
               "    speaker: ann-lee\n"
               "    event: {name: Fair, date: 2025-06, place: Hall}\n"
               "    syndicated_from: Wire\n"
               "    note: not for the build\n" RIGHTS);
    cr_assert(zero(int, load()), "%s", err.msg);
    cr_assert(eq(sz, corpus->source_count, 2));
    /* sha256sum of https://example.org/a?b=1#c begins so */
    s = dt_corpus_source(corpus, DT_STR("a-53a0874c38024cd3"));
    cr_assert(s != NULL, "%s", corpus->sources[0].id);
    cr_expect(eq(uint, s->line, 5));
    dt_source_key(s, &key);
    cr_expect(
        eq(str, key.ptr,
           "{\"byline\":[\"One Writer\",\"Two Writer\"],\"charset\":"
           "\"windows-1252\",\"description\":\"About "
           "it\",\"event\":{\"date\":\"2025-06\",\"name\":\"Fair\",\"place\":"
           "\"Hall\"},\"id\":\"a-53a0874c38024cd3\",\"kind\":\"interview\","
           "\"language\":\"en\",\"licence\":\"CC0-1.0\",\"media_type\":"
           "\"text/html\",\"published\":\"XXXX-06-11\",\"publisher\":\"The "
           "Herald\",\"speaker\":\"ann-lee\",\"syndicated_from\":\"Wire\","
           "\"text\":\"open\",\"title\":\"A \\\"title\\\"\",\"url\":"
           "\"https://example.org/a?b=1#c\"}"));
    dt_buf_release(&key);
    cr_expect(eq(str, (char *)s->warc, "crawl.warc.gz:1234+56"));
    cr_expect(eq(str, (char *)s->retrieved, "2025-06-11T09:30:00Z"));
    s = dt_corpus_source(corpus, DT_STR("speech"));
    cr_assert(s != NULL);
    cr_expect(s->withheld);
    cr_expect(s->url == NULL && s->byline_count == 0);
    cr_expect(dt_corpus_source(corpus, DT_STR("none")) == NULL);
}

#define SOURCE "sources:\n  - id: a\n    snapshot: " SHA "\n" RIGHTS

Test(source, refuses_a_source_with_its_line)
{
    expect_refused(
        "sources.yaml", SOURCE "    titel: x\n",
        "town/sources.yaml:5:5: unknown key 'titel' in a source (did you mean "
        "'title'?)");
    expect_refused("sources.yaml", SOURCE "    colour: x\n",
                   ":5:5: unknown key 'colour' in a source");
    expect_refused("sources.yaml", SOURCE "    title: [x]\n",
                   ":5:12: 'title' must be a text");
    expect_refused("sources.yaml", SOURCE "    title: \"\"\n",
                   ":5:12: 'title' must not be empty");
    expect_refused("sources.yaml", SOURCE "    kind: speech\n",
                   ":5:11: 'kind' must be transcript");
    expect_refused("sources.yaml", SOURCE "    url: ftp://x\n",
                   ":5:10: 'url' must be");
    expect_refused("sources.yaml", SOURCE "    published: 2023-02-29\n",
                   ":5:16: 'published' is a day that is in no calendar");
    expect_refused("sources.yaml", SOURCE "    retrieved: 2023-02-28\n",
                   ":5:16: 'retrieved' must be");
    expect_refused("sources.yaml", SOURCE "    warc: crawl.warc.gz\n",
                   ":5:11: 'warc' must be");
    expect_refused("sources.yaml", SOURCE "    warc: a/crawl.warc:1\n",
                   ":5:11: 'warc' must be");
    expect_refused("sources.yaml", SOURCE "    language: english\n",
                   ":5:15: 'language' is no");
    expect_refused("sources.yaml", SOURCE "    speaker: bob\n",
                   ":5:14: 'speaker' 'bob' is not in people.yaml");
    expect_refused("sources.yaml", SOURCE "    event: Fair\n",
                   ":5:12: an event must be");
    expect_refused("sources.yaml",
                   SOURCE "  - id: a\n    url: http://x\n" RIGHTS,
                   ":5: the id 'a' stands twice (see line 2)");
    expect_refused("sources.yaml",
                   "sources:\n  - url: http://x\n" RIGHTS
                   "  - url: http://x\n" RIGHTS,
                   ":4: the url http://x stands twice (see line 2)");
    expect_refused(
        "sources.yaml", "sources:\n  - id: a\n" RIGHTS,
        ":2: a source needs 'url:' or 'snapshot:' (url: is where it was "
        "published; dictum add FILE writes the entry of a file)");
    expect_refused("sources.yaml", "sources:\n  - snapshot: " SHA "\n" RIGHTS,
                   ":2: a source without 'url:' needs 'id:'");
    expect_refused("sources.yaml", "sources:\n  - url: http://x\n",
                   ":2:5: a source needs 'rights:'");
    expect_refused("sources.yaml",
                   "sources:\n  - url: http://x\n    rights: {text: open}\n",
                   ":3:13: rights needs 'licence:'");
    expect_refused("sources.yaml", "sources:\n  - id: s-0123456789abcdef\n",
                   ":2:9: 'id' looks like the id of a statement");
    expect_refused(
        "sources.yaml", "source: []\n",
        ":1:1: unknown key 'source' in sources.yaml (did you mean 'sources'?)");
}

Test(source, refuses_an_alias_bomb_at_its_first_line)
{
    expect_refused("sources.yaml",
                   "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\n"
                   "c: &c [*b, *b, *b, *b]\nsources: *c\n",
                   "sources.yaml:1:4: anchors and aliases");
}

Test(source, checks_where_redirects_lead)
{
#define MORE SOURCE "redirects:\n"
    write_file("sources.yaml",
               MORE "  - {id: x, to: y, reason: merged, release: 0.2.0}\n"
                    "  - {id: y, to: a, reason: corrected, note: Why}\n"
                    "  - {id: gone, to: null, reason: retracted}\n"
                    "  - {id: s-0000000000000000, to: s-0000000000000001, "
                    "reason: re-attributed}\n");
    cr_assert(zero(int, load()), "%s", err.msg);
    cr_assert(eq(sz, corpus->redirect_count, 4));
    cr_expect(eq(str, (char *)corpus->redirects[0].id, "gone"));
    cr_expect(corpus->redirects[0].to == NULL);
    expect_refused(
        "sources.yaml", MORE "  - {id: x, to: x, reason: merged}\n",
        ":6: the redirect of 'x' comes back to itself: x, x (let one");
    expect_refused("sources.yaml",
                   MORE "  - {id: x, to: y, reason: merged}\n"
                        "  - {id: y, to: z, reason: merged}\n"
                        "  - {id: z, to: y, reason: merged}\n",
                   ":7: the redirect of 'y' comes back to itself: y, z (line "
                   "8), y (let one");
    expect_refused("sources.yaml", MORE "  - {id: x, to: b, reason: merged}\n",
                   ":6: 'x' is redirected to 'b', which is no source here");
    expect_refused("sources.yaml", MORE "  - {id: a, reason: removed}\n",
                   ":6: 'a' leads nowhere, and is a source here");
    expect_refused("sources.yaml", MORE "  - {id: x, reason: lost}\n",
                   ":6:21: 'reason' must be");
    expect_refused("sources.yaml",
                   MORE "  - {id: x, to: a, reason: merged}\n"
                        "  - {id: x, to: a, reason: merged}\n",
                   ":7: the id 'x' stands twice (see line 6)");
}

Test(source, redirects_statements_with_their_article)
{
    const struct dt_redirect *r;

    write_file("sources.yaml",
               MORE "  - id: x\n"
                    "    to: a\n"
                    "    reason: merged\n"
                    "    note: Why\n"
                    "    release: 0.2.0\n"
                    "    statements:\n"
                    "      - s-0000000000000003\n"
                    "      - s-0000000000000001: s-0000000000000002\n"
                    "      - s-0000000000000004: null\n"
                    "  - {id: y, reason: removed, statements: "
                    "[s-0000000000000000]}\n");
    cr_assert(zero(int, load()), "%s", err.msg);
    cr_assert(eq(sz, corpus->redirect_count, 6));
    r = corpus->redirects;
    cr_expect(eq(str, (char *)r[0].id, "s-0000000000000000"));
    cr_expect(r[0].to == NULL, "a tombstone is one of its statements too");
    cr_expect(eq(str, (char *)r[0].reason, "removed"));
    cr_expect(eq(str, (char *)r[1].to, "s-0000000000000002"));
    cr_expect(eq(str, (char *)r[1].reason, "merged"));
    cr_expect(eq(str, (char *)r[1].note, "Why"));
    cr_expect(eq(str, (char *)r[1].release, "0.2.0"));
    cr_expect(eq(u32, r[1].line, 13), "for messages: its own line");
    cr_expect(eq(str, (char *)r[2].to, "a"), "where its article went");
    cr_expect(r[3].to == NULL);
    cr_expect(eq(str, (char *)r[4].id, "x"));
    expect_refused("sources.yaml",
                   MORE "  - {id: x, reason: removed, statements: [y]}\n",
                   ":6:43: this item must be the id of a statement");
    expect_refused("sources.yaml",
                   MORE "  - {id: x, reason: removed, statements: "
                        "[s-0000000000000000: s-1]}\n",
                   ":6:63: 's-0000000000000000' must lead to the id of a");
    expect_refused("sources.yaml",
                   MORE "  - {id: x, reason: removed, statements: s-1}\n",
                   ":6:42: 'statements' must be a list");
    expect_refused("sources.yaml",
                   MORE "  - {id: s-0000000000000000, reason: removed, "
                        "statements: [s-0000000000000001]}\n",
                   ":6:59: 'statements' are those of an article");
    expect_refused("sources.yaml",
                   MORE "  - {id: x, reason: removed, statements: "
                        "[s-0000000000000001]}\n"
                        "  - {id: s-0000000000000001, reason: removed}\n",
                   ":7: the id 's-0000000000000001' stands twice (see line 6)");
}

Test(source, refuses_a_config_with_its_line)
{
    expect_refused("corpus.yaml", "title: x\nlicence: MIT\n",
                   "corpus.yaml:1:1: corpus.yaml needs 'name:'");
    expect_refused("corpus.yaml", "name: city\ntitle: x\nlicence: MIT\n",
                   ":1:7: 'name' is not the name of the corpus's folder");
    expect_refused("corpus.yaml", CONFIG "shards: 2\n",
                   ":4:9: 'shards' must be");
    expect_refused("corpus.yaml", CONFIG "profile: text-2\n",
                   ":4:10: 'profile'");
    expect_refused("corpus.yaml", CONFIG "texts: disk\n", ":4:8: 'texts' must");
    expect_refused("corpus.yaml", "name: town\ntitle: x\nlicence: My own\n",
                   ":3:10: 'licence' 'My' is not on SPDX's list");
}

Test(source, names_the_corpus_that_is_meant)
{
    char path[256];

    cr_expect(eq(int, dt_corpus_load(root, "city", &corpus, &err), DT_EUSAGE));
    cr_expect(strstr(err.msg, "city: no such corpus (there is: town)") != NULL,
              "got: %s", err.msg);
    (void)snprintf(path, sizeof path, "%s/corpus/hamlet", root);
    cr_assert(zero(int, dt_file_mkdirs(path, &err)));
    cr_expect(zero(int, load()), "a folder without corpus.yaml is none");
    write_file("../hamlet/corpus.yaml", CONFIG);
    cr_expect(eq(int, load(), DT_EUSAGE));
    cr_expect(strstr(err.msg, "hamlet, town") != NULL, "got: %s", err.msg);
    cr_expect(
        eq(int, dt_corpus_load("/no/such", NULL, &corpus, &err), DT_EUSAGE));
    cr_expect(
        eq(int, dt_corpus_load(root, "../town", &corpus, &err), DT_EUSAGE));
}

Test(source, a_missing_file_is_named)
{
    char path[256];

    (void)snprintf(path, sizeof path, "%s/corpus/town/people.yaml", root);
    cr_assert(zero(int, dt_file_remove_tree(path, &err)));
    cr_expect(eq(int, load(), DT_EIO));
    cr_expect(strstr(err.msg, "people.yaml") != NULL, "got: %s", err.msg);
}

Test(source, kinds_and_slugs)
{
    for (int k = DT_KIND_TRANSCRIPT; k <= DT_KIND_POST; k++)
        cr_expect(eq(int, (int)dt_kind_from(DT_STR(dt_kind_name(k))), k));
    cr_expect(eq(int, (int)dt_kind_from(DT_STR("x")), DT_KIND_UNKNOWN));
    cr_expect(dt_source_is_slug(DT_STR("a1-b")));
    cr_expect(not(dt_source_is_slug(DT_STR(""))));
    cr_expect(not(dt_source_is_slug(DT_STR("-a"))));
    cr_expect(not(dt_source_is_slug(DT_STR("a-"))));
    cr_expect(not(dt_source_is_slug(DT_STR("a--b"))));
    cr_expect(not(dt_source_is_slug(DT_STR("A"))));
    cr_expect(not(dt_source_is_slug(DT_STR("a/b"))));
}
