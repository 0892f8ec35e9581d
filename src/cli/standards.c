#include "cli/standards.h"

#include "pdf/standard.h"

/* "ua-1, a-2a, a-2u, a-2b or none" */
static struct str known_names(struct arena *arena) {
  struct str names = {"", 0};
  for (int i = 0; i < PDF_STANDARD_COUNT; i++)
    if (pdf_standard_table[i].built)
      names = str_format(arena, "%.*s%s%s", STR_ARG(names), names.length > 0 ? ", " : "", pdf_standard_table[i].name);
  return str_format(arena, "%.*s or none", STR_ARG(names));
}

/* "PDF/A-2a" is the standard's own name, and what one types who has it from there. */
static struct str plain_name(struct arena *arena, struct str word) {
  char *copy = arena_allocate_raw(arena, word.length + 1);
  for (size_t i = 0; i < word.length; i++)
    copy[i] = word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] - 'A' + 'a') : word.at[i];
  struct str plain = {copy, word.length};
  return str_starts_with(plain, STR("pdf/")) ? str_slice(plain, 4, plain.length) : plain;
}

static void report_unknown(struct diagnostics *diagnostics, struct arena *arena, struct place place, struct str word) {
  struct str names[PDF_STANDARD_COUNT + 1];
  size_t count = 0;
  for (int i = 0; i < PDF_STANDARD_COUNT; i++)
    if (pdf_standard_table[i].built) names[count++] = str_from(pdf_standard_table[i].name);
  names[count++] = STR("none");
  struct message *message = diagnose(diagnostics, place, E_OPTION_VALUE_WRONG, "`--standard` takes %.*s, not `%.*s`",
                                     STR_ARG(known_names(arena)), STR_ARG(word));
  struct str nearest = diagnostics_nearest(plain_name(arena, word), names, count);
  if (nearest.length > 0)
    message_hint(diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_help(diagnostics, message, "several have commas and no spaces between them: --standard ua-1,a-2a");
}

static unsigned read_name(struct diagnostics *diagnostics, struct arena *arena, struct place place, struct str name) {
  enum pdf_standard standard;
  if (!pdf_standard_find(name, &standard)) {
    report_unknown(diagnostics, arena, place, name);
    return 0;
  }
  if (!pdf_standard_table[standard].built)
    diagnose(diagnostics, place, E_NOT_BUILT_YET, "`--standard %.*s` (%s) is not built yet in this version",
             STR_ARG(name), pdf_standard_table[standard].title);
  return PDF_STANDARD(standard);
}

static void report_none_beside(struct diagnostics *diagnostics, struct place place) {
  struct message *message = diagnose(diagnostics, place, E_STANDARDS_CONTRADICT,
                                     "`none` means that the PDF claims no standard, so no other can stand beside it");
  message_help(diagnostics, message, "leave out `none`, or the others");
}

static void check_together(struct diagnostics *diagnostics, struct place place, unsigned standards) {
  enum pdf_standard first, second;
  if (!pdf_standards_conflict(standards, &first, &second)) return;
  const struct pdf_standard_row *one = &pdf_standard_table[first], *other = &pdf_standard_table[second];
  if (!one->built || !other->built) return; /* said already */
  struct message *message = diagnose(diagnostics, place, E_STANDARDS_CONTRADICT,
                                     "a PDF says that it is %s or that it is %s, not both", one->title, other->title);
  message_help(diagnostics, message, "%s holds all that %s asks: name `%s` only", one->title, other->title, one->name);
}

unsigned standards_read(struct diagnostics *diagnostics, struct arena *arena, struct place place, struct str word) {
  unsigned standards = 0;
  bool none = false, others = false;
  for (size_t at = 0; at <= word.length;) {
    size_t comma = str_find(word, STR(","), at), end = comma == SIZE_MAX ? word.length : comma;
    struct str name = str_slice(word, at, end);
    bool is_none = str_equal(name, STR("none"));
    if (!is_none) standards |= read_name(diagnostics, arena, place, name);
    none = none || is_none;
    others = others || !is_none;
    at = end + 1;
  }
  if (none && others) report_none_beside(diagnostics, place);
  check_together(diagnostics, place, standards);
  return standards;
}
