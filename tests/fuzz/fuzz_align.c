#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "statement/fidelity.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

/* Parts follow one another in the quotation and stay within both texts. */
static void check_parts(const struct dt_fidelity *f, struct dt_str quote,
                        struct dt_str text)
{
    uint32_t at = 0;

    for (size_t i = 0; i < f->count; i++) {
        const struct dt_fidelity_part *part = &f->parts[i];

        check(part->quote >= at && part->quote <= part->quote_end &&
              part->quote_end <= quote.len);
        check(part->source <= part->source_end && part->source_end <= text.len);
        at = part->quote_end;
    }
}

/* What stands before the first NUL is the quotation. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *nul = size ? memchr(bytes, 0, size) : NULL;
    const struct dt_occasion of = {0, DT_SOME_DAY, DT_SOME_LANGUAGE};
    struct dt_transcripts transcripts = DT_TRANSCRIPTS_INIT;
    struct dt_fidelity f = DT_FIDELITY_INIT;
    struct dt_words words = DT_WORDS_INIT;
    struct dt_judge *judge = NULL;
    struct dt_str quote, text;
    struct dt_err err;

    if (nul == NULL)
        return 0;
    quote = (struct dt_str){bytes, (size_t)(nul - bytes)};
    text = (struct dt_str){nul + 1, size - quote.len - 1};
    if (dt_utf8_valid(quote) < quote.len || dt_utf8_valid(text) < text.len)
        return 0;
    check(dt_words_scan(&words, quote, 0, quote.len, &err) == DT_OK);
    check(dt_transcripts_add(&transcripts, text, of, &err) == DT_OK);
    check(dt_transcripts_seal(&transcripts, &err) == DT_OK);
    check(dt_judge_new(&judge, &err) == DT_OK);
    check(dt_fidelity_judge(judge, &transcripts, &words, of, &f, &err) ==
          DT_OK);
    check_parts(&f, quote, text);
    check(f.count > 0 || f.verdict == DT_VERDICT_NOT_FOUND);
    dt_judge_free(judge);
    dt_fidelity_release(&f);
    dt_words_release(&words);
    dt_transcripts_release(&transcripts);
    return 0;
}
