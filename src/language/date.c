/* Dates in words, by the pack's forms. */
#include "language/internal.h"

static struct str day_text(struct arena *arena, const struct language_pack *pack, unsigned day) {
  if (day == 1 && pack->first_day.length > 0) return pack->first_day;
  return str_format(arena, "%u", day);
}

static struct str month_text(const struct language_pack *pack, unsigned month) {
  return month >= 1 && month <= 12 ? pack->months[month - 1] : (struct str){"", 0};
}

static struct str fill_dates(struct arena *arena, const struct language_pack *pack, struct str form,
                             const struct schema_date *from, const struct schema_date *to) {
  struct form_value values[] = {
      {STR("day"), day_text(arena, pack, from->day)},
      {STR("month"), month_text(pack, from->month)},
      {STR("year"), str_format(arena, "%d", from->year)},
      {STR("to-day"), day_text(arena, pack, to->day)},
      {STR("to-month"), month_text(pack, to->month)},
      {STR("to-year"), str_format(arena, "%d", to->year)},
      {{NULL, 0}, {NULL, 0}},
  };
  return fill_values(arena, form, values);
}

struct str language_date(struct arena *arena, const struct language_pack *pack, const struct schema_date *date) {
  if (!date->given) return (struct str){"", 0};
  return fill_dates(arena, pack, pack->date_form, date, date);
}

struct str language_date_range(struct arena *arena, const struct language_pack *pack, const struct schema_date *from,
                               const struct schema_date *to) {
  if (!from->given) return language_date(arena, pack, to);
  if (!to->given) return language_date(arena, pack, from);
  if (from->year != to->year) return fill_dates(arena, pack, pack->range_form, from, to);
  if (from->month != to->month) return fill_dates(arena, pack, pack->range_form_same_year, from, to);
  if (from->day != to->day) return fill_dates(arena, pack, pack->range_form_same_month, from, to);
  return language_date(arena, pack, from);
}
