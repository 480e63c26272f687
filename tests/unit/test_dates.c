#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "article/date.h"

struct date_case {
    const char *text, *edtf;
};

static void expect_dates(const struct date_case *cases, size_t count,
                         enum dt_date_order order)
{
    struct dt_date date;

    for (size_t i = 0; i < count; i++) {
        struct dt_str text = DT_STR(cases[i].text);
        bool found = dt_date_find_in(text, 0, order, &date);

        cr_expect(
            eq(str, found ? date.edtf : (char *)"", (char *)cases[i].edtf),
            "%s", cases[i].text);
        cr_expect(not(found && (date.start >= date.end || date.end > text.len)),
                  "%s", cases[i].text);
    }
}

#define EXPECT_DATES(cases, order) \
    expect_dates(cases, sizeof(cases) / sizeof *(cases), order)

Test(dates, months_have_their_names_in_many_languages)
{
    static const struct date_case cases[] = {
        {"Wednesday, 12 May, 2021", "2021-05-12"},
        {"12. Mai 2021", "2021-05-12"},
        {"12 févr. 2021 à 10h", "2021-02-12"},
        {"mayo 12 de 2021", "2021-05-12"},
        {"12 de mai. de 2021", "2021-05-12"},
        {"12 d’abril del 2021", "2021-04-12"},
        {"12 gen 2021", "2021-01-12"},
        {"woensdag 12 mei 2021", "2021-05-12"},
        {"d. 12. maj 2021", "2021-05-12"},
        {"12. toukokuuta 2021", "2021-05-12"},
        {"12 kwietnia 2021", "2021-04-12"},
        {"12. května 2021", "2021-05-12"},
        {"12. svibnja 2021.", "2021-05-12"},
        {"12. маја 2021.", "2021-05-12"},
        {"12 мая 2021г.", "2021-05-12"},
        {"12 ТРАВНЯ 2021", "2021-05-12"},
        {"12 січня 2021", "2021-01-12"},
        {"12 октомври 2021 г.", "2021-10-12"},
        {"12 mai 2021", "2021-05-12"},
        {"2021. máj. 12., szerda", "2021-05-12"},
        {"2021 m. gegužės 12 d.", "2021-05-12"},
        {"2021. gada 12. maijā", "2021-05-12"},
        {"12. detsember 2021", "2021-12-12"},
        {"12 Μαΐου 2021", "2021-05-12"},
        {"12 ΔΕΚΕΜΒΡΙΟΥ 2021", "2021-12-12"},
        {"12 Mayıs 2021 Çarşamba", "2021-05-12"},
        {"12 במאי 2021", "2021-05-12"},
        {"الأربعاء 12 مايو، 2021", "2021-05-12"},
        {"12 تشرين الأول 2021", "2021-10-12"},
        {"12 شباط/فبراير 2021", "2021-02-12"},
        {"12 मई 2021", "2021-05-12"},
        {"12 Agustus 2021", "2021-08-12"},
        {"ngày 12 tháng 5 năm 2021", "2021-05-12"},
        {"Tháng 5 12, 2021", "2021-05-12"},
        {"tháng 5 năm 2021", "2021-05"},
        {"12 tháng 15, 2021", ""},
    };

    EXPECT_DATES(cases, DT_DATE_NO_ORDER);
}

Test(dates, of_numbers_in_east_asia_have_signs_between_them)
{
    static const struct date_case cases[] = {
        {"发布时间：2021年5月12日10:30", "2021-05-12T10:30:00"},
        {"2021 年 5 月 12 號", "2021-05-12"},
        {"２０２１年５月１２日", "2021-05-12"},
        {"2021년 5월 12일 (수)", "2021-05-12"},
        {"2021. 5. 12. 오전", "2021-05-12"},
        {"2021年5月号", "2021-05"},
        {"2021年5月45日", ""},
        {"时间：2021-05-12", "2021-05-12"},
        {"（２０２１／０５／１２）", "2021-05-12"},
    };

    EXPECT_DATES(cases, DT_DATE_NO_ORDER);
}

Test(dates, may_have_the_digits_of_other_scripts)
{
    static const struct date_case cases[] = {
        {"١٢ مايو ٢٠٢١", "2021-05-12"},
        {"١٢/٥/٢٠٢١", "2021-05-12"},
        {"\xE2\x80\x8F١٢\xE2\x80\x8F/٠٥\xE2\x80\x8F/٢٠٢١", "2021-05-12"},
        {"۱۲ مئی ۲۰۲۱", "2021-05-12"},
        {"१२ मई २०२१", "2021-05-12"},
        {"১২ মে ২০২১", "2021-05-12"},
    };
    struct dt_date date;

    EXPECT_DATES(cases, DT_DATE_DAY_FIRST);
    cr_expect(eq(u32, dt_date_count_digits(DT_STR("في ٣٠ 4")), 3));
    cr_expect(eq(u32, dt_date_count_digits(DT_STR("في – مايو، “عام”")), 0));
    /* The bytes are those of the text, not of what it was read as. */
    cr_assert(dt_date_find(DT_STR("في ١٢ مايو ٢٠٢١ ظهرا"), 0, &date));
    cr_expect(eq(sz, date.start, strlen("في ")));
    cr_expect(eq(sz, date.end, strlen("في ١٢ مايو ٢٠٢١")));
}

Test(dates, of_other_calendars_are_unknown)
{
    static const struct date_case cases[] = {
        {"30 رمضان 1442", ""}, {"۲۲ اردیبهشت ۱۴۰۰", ""}, {"1400/02/22", ""},
        {"12/05/2564", ""},    {"令和3年5月12日", ""},   {"110年5月12日", ""},
        {"2564-05-12", ""},
    };

    EXPECT_DATES(cases, DT_DATE_DAY_FIRST);
}

Test(dates, said_from_today_are_none)
{
    static const struct date_case cases[] = {
        {"2 hours ago", ""},  {"vor 3 Tagen", ""}, {"gestern, 14:30 Uhr", ""},
        {"hace 5 meses", ""}, {"3시간 전", ""},    {"5天前", ""},
    };

    EXPECT_DATES(cases, DT_DATE_DAY_FIRST);
}

Test(dates, keep_their_time_and_its_zone)
{
    static const struct date_case cases[] = {
        {"May 12, 2021 2:30 pm", "2021-05-12T14:30:00"},
        {"May 12, 2021, 12:05 a.m.", "2021-05-12T00:05:00"},
        {"2021-05-12 9:14", "2021-05-12T09:14:00"},
        {"12 May 2021 10:00 (GMT+7)", "2021-05-12T10:00:00+07:00"},
        {"12 May 2021 13:00 pm", "2021-05-12"},
        {"12 May 2021 10:00 amber", "2021-05-12T10:00:00"},
    };
    struct dt_date date;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert(
            dt_date_parse(DT_STR(cases[i].text), DT_DATE_NO_ORDER, &date));
        cr_expect(eq(str, date.edtf, (char *)cases[i].edtf), "%s",
                  cases[i].text);
    }
}
