#include "cmd/print_article.h"

#include "article/claim.h"
#include "cmd/print_claims.h"

static void put_spans(struct dt_json *w, const struct dt_article *a,
                      enum dt_block_kind kind)
{
    dt_json_open(w, '[');
    for (size_t i = 0; i < a->block_count; i++) {
        const struct dt_block *b = &a->blocks[i];

        if (b->kind != kind)
            continue;
        dt_json_open(w, '[');
        dt_json_int(w, b->span.start);
        dt_json_int(w, b->span.end);
        dt_json_close(w, ']');
    }
    dt_json_close(w, ']');
}

static void put_event(struct dt_json *w, const struct dt_event *event)
{
    if (!event->name && !event->date && !event->place) {
        dt_json_null(w);
        return;
    }
    dt_json_open(w, '{');
    dt_json_put_text(w, "date", event->date);
    dt_json_put_text(w, "name", event->name);
    dt_json_put_text(w, "place", event->place);
    dt_json_close(w, '}');
}

void dt_print_article(const struct dt_article *article, const char *input,
                      const char *id, struct dt_json *w)
{
    const struct dt_meta *m = &article->meta;

    dt_json_open(w, '{');
    dt_json_key(w, "byline");
    dt_json_open(w, '[');
    for (size_t i = 0; i < m->byline_count; i++)
        dt_json_text(w, m->byline[i]);
    dt_json_close(w, ']');
    dt_json_put_text(w, "charset", article->charset);
    dt_json_put_text(w, "charset_from", article->charset_from);
    dt_print_values(w, m, DT_FIELD_CORRECTION);
    dt_json_put_text(w, "description", m->description);
    dt_print_values(w, m, DT_FIELD_DIAGNOSTIC);
    dt_json_key(w, "disagreements");
    dt_print_disagreements(w, m);
    dt_json_key(w, "event");
    put_event(w, &m->event);
    dt_json_key(w, "evidence");
    dt_print_evidence(w, m);
    dt_json_key(w, "headings");
    put_spans(w, article, DT_BLOCK_HEADING);
    dt_json_put_text(w, "id", id);
    dt_json_put_text(w, "input", input);
    dt_json_put_text(w, "kind", dt_kind_name(m->kind));
    dt_json_put_text(w, "language", m->language);
    dt_json_put_text(w, "media_type", article->media_type);
    dt_json_put_text(w, "modified", m->modified);
    dt_json_put_count(w, "mojibake", article->mojibake);
    dt_json_put_text(w, "not_article", article->not_article);
    dt_json_key(w, "notes");
    put_spans(w, article, DT_BLOCK_NOTE);
    dt_json_put_count(w, "paragraphs", article->block_count);
    dt_json_put_text(w, "published", m->published);
    dt_json_put_text(w, "publisher", m->publisher);
    dt_json_key(w, "pull_quotes");
    put_spans(w, article, DT_BLOCK_PULL_QUOTE);
    dt_json_put_count(w, "replaced", article->replaced);
    dt_print_values(w, m, DT_FIELD_RIGHTS);
    dt_json_put_text(w, "section", dt_claim_chosen(m, DT_FIELD_SECTION));
    dt_json_put_text(w, "speaker_name", m->speaker_name);
    dt_json_put_text(w, "syndicated_from", m->syndicated_from);
    dt_print_values(w, m, DT_FIELD_TAG);
    dt_json_put_str(w, "text", article->text);
    dt_json_put_text(w, "title", m->title);
    dt_json_put_text(w, "url", m->url);
    dt_json_close(w, '}');
}
