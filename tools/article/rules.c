#include "article/rules.h"

#include <pthread.h>

#include "article/article.h"
#include "article/rule_table.h"
#include "base/buf.h"
#include "base/utf8.h"

static const char clutter_names[] = {
#include "article/rules/clutter_names.txt.inc"
    0};
static const char doubtful_names[] = {
#include "article/rules/doubtful_names.txt.inc"
    0};
static const char comment_names[] = {
#include "article/rules/comment_names.txt.inc"
    0};
static const char overlay_names[] = {
#include "article/rules/overlay_names.txt.inc"
    0};
static const char body_names[] = {
#include "article/rules/body_names.txt.inc"
    0};
static const char lede_names[] = {
#include "article/rules/lede_names.txt.inc"
    0};
static const char embed_names[] = {
#include "article/rules/embed_names.txt.inc"
    0};
static const char pull_names[] = {
#include "article/rules/pull_names.txt.inc"
    0};
static const char clutter_lines[] = {
#include "article/rules/clutter_lines.txt.inc"
    0};
static const char clutter_starts[] = {
#include "article/rules/clutter_starts.txt.inc"
    0};
static const char clutter_labels[] = {
#include "article/rules/clutter_labels.txt.inc"
    0};
static const char tail_lines[] = {
#include "article/rules/tail_lines.txt.inc"
    0};
static const char tail_starts[] = {
#include "article/rules/tail_starts.txt.inc"
    0};
static const char reference_titles[] = {
#include "article/rules/reference_titles.txt.inc"
    0};
static const char preamble[] = {
#include "article/rules/preamble.txt.inc"
    0};
static const char syndicated[] = {
#include "article/rules/syndicated.txt.inc"
    0};
static const char byline_starts[] = {
#include "article/rules/byline_starts.txt.inc"
    0};
static const char job_words[] = {
#include "article/rules/job_words.txt.inc"
    0};
static const char date_starts[] = {
#include "article/rules/date_starts.txt.inc"
    0};
static const char event_starts[] = {
#include "article/rules/event_starts.txt.inc"
    0};
static const char pronouns[] = {
#include "article/rules/pronouns.txt.inc"
    0};
static const char reporting[] = {
#include "article/rules/reporting.txt.inc"
    0};
static const char note_starts[] = {
#include "article/rules/note_starts.txt.inc"
    0};
static const char turn_titles[] = {
#include "article/rules/turn_titles.txt.inc"
    0};
static const char turn_starts[] = {
#include "article/rules/turn_starts.txt.inc"
    0};
static const char delivery_lines[] = {
#include "article/rules/delivery_lines.txt.inc"
    0};
static const char speech_starts[] = {
#include "article/rules/speech_starts.txt.inc"
    0};
static const char speech_titles[] = {
#include "article/rules/speech_titles.txt.inc"
    0};
static const char speech_labels[] = {
#include "article/rules/speech_labels.txt.inc"
    0};
static const char release_starts[] = {
#include "article/rules/release_starts.txt.inc"
    0};
static const char nobody_words[] = {
#include "article/rules/nobody_words.txt.inc"
    0};
static const char newsroom_words[] = {
#include "article/rules/newsroom_words.txt.inc"
    0};
static const char no_name_words[] = {
#include "article/rules/no_name_words.txt.inc"
    0};
static const char place_words[] = {
#include "article/rules/place_words.txt.inc"
    0};
static const char credit_starts[] = {
#include "article/rules/credit_starts.txt.inc"
    0};
static const char organisation_words[] = {
#include "article/rules/organisation_words.txt.inc"
    0};
static const char author_names[] = {
#include "article/rules/author_names.txt.inc"
    0};
static const char date_names[] = {
#include "article/rules/date_names.txt.inc"
    0};
static const char aside_names[] = {
#include "article/rules/aside_names.txt.inc"
    0};
static const char post_names[] = {
#include "article/rules/post_names.txt.inc"
    0};
static const char notice_starts[] = {
#include "article/rules/notice_starts.txt.inc"
    0};
static const char promotion_phrases[] = {
#include "article/rules/promotion_phrases.txt.inc"
    0};
static const char speaker_names[] = {
#include "article/rules/speaker_names.txt.inc"
    0};
static const char shop_phrases[] = {
#include "article/rules/shop_phrases.txt.inc"
    0};
static const char shelf_names[] = {
#include "article/rules/shelf_names.txt.inc"
    0};
static const char layout_names[] = {
#include "article/rules/layout_names.txt.inc"
    0};
static const char forum_names[] = {
#include "article/rules/forum_names.txt.inc"
    0};
static const char product_names[] = {
#include "article/rules/product_names.txt.inc"
    0};
static const char harmless_names[] = {
#include "article/rules/harmless_names.txt.inc"
    0};
static const char slug_words[] = {
#include "article/rules/slug_words.txt.inc"
    0};
static const char change_starts[] = {
#include "article/rules/change_starts.txt.inc"
    0};
static const char agencies[] = {
#include "article/rules/agencies.txt.inc"
    0};
static const char correction_starts[] = {
#include "article/rules/correction_starts.txt.inc"
    0};
static const char copyright_starts[] = {
#include "article/rules/copyright_starts.txt.inc"
    0};
static const char date_words[] = {
#include "article/rules/date_words.txt.inc"
    0};
static const char syndicated_texts[] = {
#include "article/rules/syndicated_texts.txt.inc"
    0};
static const char source_labels[] = {
#include "article/rules/source_labels.txt.inc"
    0};
static const char syndicated_kin[] = {
#include "article/rules/syndicated_kin.txt.inc"
    0};
static const char months[] = {
#include "article/rules/months.txt.inc"
    0};
static const char error_titles[] = {
#include "article/rules/error_titles.txt.inc"
    0};
static const char consent_phrases[] = {
#include "article/rules/consent_phrases.txt.inc"
    0};
static const char paywall_phrases[] = {
#include "article/rules/paywall_phrases.txt.inc"
    0};
static const char login_titles[] = {
#include "article/rules/login_titles.txt.inc"
    0};
static const char parked_phrases[] = {
#include "article/rules/parked_phrases.txt.inc"
    0};

static const struct {
    const char *name;
    const char *text;
} lists[DT_RULES_COUNT] = {
    [DT_RULES_CLUTTER_NAMES] = {"clutter_names", clutter_names},
    [DT_RULES_DOUBTFUL_NAMES] = {"doubtful_names", doubtful_names},
    [DT_RULES_COMMENT_NAMES] = {"comment_names", comment_names},
    [DT_RULES_OVERLAY_NAMES] = {"overlay_names", overlay_names},
    [DT_RULES_BODY_NAMES] = {"body_names", body_names},
    [DT_RULES_LEDE_NAMES] = {"lede_names", lede_names},
    [DT_RULES_EMBED_NAMES] = {"embed_names", embed_names},
    [DT_RULES_PULL_NAMES] = {"pull_names", pull_names},
    [DT_RULES_CLUTTER_LINES] = {"clutter_lines", clutter_lines},
    [DT_RULES_CLUTTER_STARTS] = {"clutter_starts", clutter_starts},
    [DT_RULES_CLUTTER_LABELS] = {"clutter_labels", clutter_labels},
    [DT_RULES_TAIL_LINES] = {"tail_lines", tail_lines},
    [DT_RULES_TAIL_STARTS] = {"tail_starts", tail_starts},
    [DT_RULES_REFERENCE_TITLES] = {"reference_titles", reference_titles},
    [DT_RULES_PREAMBLE] = {"preamble", preamble},
    [DT_RULES_SYNDICATED] = {"syndicated", syndicated},
    [DT_RULES_SYNDICATED_TEXTS] = {"syndicated_texts", syndicated_texts},
    [DT_RULES_SYNDICATED_KIN] = {"syndicated_kin", syndicated_kin},
    [DT_RULES_BYLINE_STARTS] = {"byline_starts", byline_starts},
    [DT_RULES_JOB_WORDS] = {"job_words", job_words},
    [DT_RULES_DATE_STARTS] = {"date_starts", date_starts},
    [DT_RULES_EVENT_STARTS] = {"event_starts", event_starts},
    [DT_RULES_PRONOUNS] = {"pronouns", pronouns},
    [DT_RULES_REPORTING] = {"reporting", reporting},
    [DT_RULES_NOTE_STARTS] = {"note_starts", note_starts},
    [DT_RULES_TURN_TITLES] = {"turn_titles", turn_titles},
    [DT_RULES_TURN_STARTS] = {"turn_starts", turn_starts},
    [DT_RULES_DELIVERY_LINES] = {"delivery_lines", delivery_lines},
    [DT_RULES_SPEECH_STARTS] = {"speech_starts", speech_starts},
    [DT_RULES_SPEECH_TITLES] = {"speech_titles", speech_titles},
    [DT_RULES_SPEECH_LABELS] = {"speech_labels", speech_labels},
    [DT_RULES_RELEASE_STARTS] = {"release_starts", release_starts},
    [DT_RULES_DATE_WORDS] = {"date_words", date_words},
    [DT_RULES_MONTHS] = {"months", months},
    [DT_RULES_NOBODY_WORDS] = {"nobody_words", nobody_words},
    [DT_RULES_NEWSROOM_WORDS] = {"newsroom_words", newsroom_words},
    [DT_RULES_NO_NAME_WORDS] = {"no_name_words", no_name_words},
    [DT_RULES_PLACE_WORDS] = {"place_words", place_words},
    [DT_RULES_CREDIT_STARTS] = {"credit_starts", credit_starts},
    [DT_RULES_ORGANISATION_WORDS] = {"organisation_words", organisation_words},
    [DT_RULES_AUTHOR_NAMES] = {"author_names", author_names},
    [DT_RULES_DATE_NAMES] = {"date_names", date_names},
    [DT_RULES_ASIDE_NAMES] = {"aside_names", aside_names},
    [DT_RULES_POST_NAMES] = {"post_names", post_names},
    [DT_RULES_LAYOUT_NAMES] = {"layout_names", layout_names},
    [DT_RULES_NOTICE_STARTS] = {"notice_starts", notice_starts},
    [DT_RULES_PROMOTION_PHRASES] = {"promotion_phrases", promotion_phrases},
    [DT_RULES_SPEAKER_NAMES] = {"speaker_names", speaker_names},
    [DT_RULES_SHOP_PHRASES] = {"shop_phrases", shop_phrases},
    [DT_RULES_SHELF_NAMES] = {"shelf_names", shelf_names},
    [DT_RULES_FORUM_NAMES] = {"forum_names", forum_names},
    [DT_RULES_PRODUCT_NAMES] = {"product_names", product_names},
    [DT_RULES_HARMLESS_NAMES] = {"harmless_names", harmless_names},
    [DT_RULES_SLUG_WORDS] = {"slug_words", slug_words},
    [DT_RULES_CHANGE_STARTS] = {"change_starts", change_starts},
    [DT_RULES_AGENCIES] = {"agencies", agencies},
    [DT_RULES_SOURCE_LABELS] = {"source_labels", source_labels},
    [DT_RULES_CORRECTION_STARTS] = {"correction_starts", correction_starts},
    [DT_RULES_COPYRIGHT_STARTS] = {"copyright_starts", copyright_starts},
    [DT_RULES_ERROR_TITLES] = {"error_titles", error_titles},
    [DT_RULES_CONSENT_PHRASES] = {"consent_phrases", consent_phrases},
    [DT_RULES_PAYWALL_PHRASES] = {"paywall_phrases", paywall_phrases},
    [DT_RULES_LOGIN_TITLES] = {"login_titles", login_titles},
    [DT_RULES_PARKED_PHRASES] = {"parked_phrases", parked_phrases},
};

enum { MONTH_LONGEST = 48, BUILT_IN_MOST = 4 * 1024 * 1024 };

static struct dt_rule_table built_in;
static struct dt_err fault; /* why there are no rules, or code 0 */
static pthread_once_t once = PTHREAD_ONCE_INIT;

const char *dt_rules_name(enum dt_rules set)
{
    return lists[set].name;
}

static void load(void)
{
    int rc = DT_OK;

    dt_rule_table_init(&built_in, BUILT_IN_MOST);
    for (int set = 0; rc == DT_OK && set < DT_RULES_COUNT; set++)
        rc = dt_rule_table_load(&built_in, (enum dt_rules)set,
                                DT_STR(lists[set].text), &fault);
}

int dt_rules_load(struct dt_err *err)
{
    (void)pthread_once(&once, load);
    if (fault.code < 0)
        *err = fault;
    return fault.code;
}

const struct dt_rule_table *dt_rules_table(void)
{
    (void)pthread_once(&once, load);
    return &built_in;
}

bool dt_rules_has(enum dt_rules set, struct dt_str fold)
{
    return dt_rule_table_find(dt_rules_table(), set, fold) != NULL;
}

size_t dt_rules_starts(enum dt_rules set, struct dt_str fold)
{
    return dt_rulebook_starts(NULL, set, fold);
}

/* The lower case of a letter of two bytes, Latin or Cyrillic. */
static void lower_pair(unsigned char c[2])
{
    if (c[0] == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E) {
        c[1] = (unsigned char)(c[1] + 0x20);
    } else if ((c[0] == 0xC4 && c[1] < 0xB8) ||
               (c[0] == 0xC5 && c[1] >= 0x8A && c[1] < 0xB8)) {
        c[1] |= 1;
    } else if (c[0] == 0xC5 && (c[1] < 0x89 || c[1] >= 0xB9) && c[1] < 0xBF) {
        c[1] = (unsigned char)(c[1] + (c[1] & 1));
    } else if (c[0] == 0xD0 && c[1] >= 0x90 && c[1] <= 0x9F) {
        c[1] = (unsigned char)(c[1] + 0x20);
    } else if (c[0] == 0xD0 && c[1] >= 0xA0 && c[1] <= 0xAF) {
        c[0] = 0xD1;
        c[1] = (unsigned char)(c[1] - 0x20);
    }
}

/* Whether a word is of Latin letters, or Russian ones, whose case is known. */
static bool is_of_pairs(struct dt_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        if (c >= 0xC6 && c != 0xD1 &&
            !(c == 0xD0 && i + 1 < word.len &&
              (unsigned char)word.ptr[i + 1] >= 0x90))
            return false;
    }
    return true;
}

/* The number of a month's name that is folded, or 0. */
static int month_of(const struct dt_rule_table *rules, struct dt_str fold)
{
    const struct dt_rule *rule = dt_rule_table_find(rules, DT_RULES_MONTHS,
                                                    fold);

    return rule ? rule->number : 0;
}

/* The month of a name in any script. */
static int month_of_script(const struct dt_rule_table *rules,
                           struct dt_str word)
{
    struct dt_buf fold = DT_BUF_INIT(4096);
    struct dt_err ignored;
    int number = 0;

    if (dt_utf8_valid(word) == word.len &&
        dt_article_fold(word, &fold, &ignored) == DT_OK && fold.len)
        number = month_of(rules, dt_buf_str(&fold));
    dt_buf_release(&fold);
    return number;
}

int dt_rules_month(struct dt_str word)
{
    const struct dt_rule_table *rules = dt_rules_table();
    char lower[MONTH_LONGEST];

    if (word.len < 3 || word.len > sizeof lower ||
        word.len > rules->longest[DT_RULES_MONTHS])
        return 0;
    if (!is_of_pairs(word))
        return month_of_script(rules, word);
    for (size_t i = 0; i < word.len; i++) {
        unsigned char pair[2] = {(unsigned char)word.ptr[i], 0};

        if (pair[0] < 0x80 || i + 1 == word.len) {
            lower[i] = (char)(pair[0] >= 'A' && pair[0] <= 'Z' ? pair[0] | 32
                                                               : pair[0]);
            continue;
        }
        pair[1] = (unsigned char)word.ptr[i + 1];
        lower_pair(pair);
        lower[i++] = (char)pair[0];
        lower[i] = (char)pair[1];
    }
    return month_of(rules, (struct dt_str){lower, word.len});
}

enum dt_speech_label dt_rules_speech_label(struct dt_str fold)
{
    const struct dt_rule *rule =
        dt_rule_table_find(dt_rules_table(), DT_RULES_SPEECH_LABELS, fold);

    return rule ? (enum dt_speech_label)rule->number : DT_SPEECH_NO_LABEL;
}
