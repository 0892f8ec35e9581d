#include "diagnostic/codes.h"

/* A row whose letter is another, whose number has not four digits or stands twice, or that says nothing, does not
 * compile. */
enum { LETTER_E, LETTER_W };
#define CODE(letter, number, name, title, explanation, example, cure)                                                  \
  _Static_assert(LETTER_##letter <= LETTER_W, "E or W");                                                               \
  _Static_assert(sizeof(#number) == 5, "four digits");                                                                 \
  _Static_assert(sizeof(title) > 1 && sizeof(explanation) > 1, "title and explanation");                               \
  enum { CODE_NUMBER_##number };
#include "diagnostic/codes/all.def"
#undef CODE

#define CODE(letter, number, name, title, explanation, example, cure)                                                  \
  {#letter #number, title, explanation, example, cure},
const struct code_entry code_table[CODE_COUNT] = {
#include "diagnostic/codes/all.def"
};
#undef CODE

bool code_is_warning(enum code code) {
  return code_table[code].code[0] == 'W';
}

bool code_find(struct str name, enum code *code) {
  for (size_t i = 0; i < CODE_COUNT; i++) {
    if (!str_equal(name, str_from(code_table[i].code))) continue;
    *code = (enum code)i;
    return true;
  }
  return false;
}
