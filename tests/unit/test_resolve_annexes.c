/* Annexes: their numbers, what counts anew in them, how they are cited from in and outside. */
#include "resolve_fixture.h"

#define BASE "style: base\ndocument: {title: T}\n"

static void a_lone_annex_has_no_number(void) {
  CHECK_TEXT(BASE "body: \"[[a]].\"\nannexes: {section: List, id: a, body: Text.}\n",
             "T\nAnnex.\nAnnex \nList\nText.\n");
  CHECK_DUMP(BASE "body: Text.\nannexes: {section: List, body: Text.}\n", "bookmark 1 Annex\xC2\xA0– List -> #annex.1");
}

static void several_are_counted(void) {
  CHECK_TEXT(BASE "body: \"[[a]], [[b]]: [[b.title]].\"\nannexes:\n  - {section: List, id: a, body: Text.}\n"
                  "  - {section: Terms, id: b, body: Text.}\n",
             "T\nAnnex\xC2\xA0"
             "1, Annex\xC2\xA0"
             "2: Terms.\nAnnex\xC2\xA0"
             "1 \nList\nText.\nAnnex\xC2\xA0"
             "2 \nTerms\nText.\n");
}

static void the_heading_is_one_element(void) {
  CHECK_DUMP(BASE "body: Text.\nannexes:\n  - {section: List, body: Text.}\n  - {section: Terms, body: Text.}\n",
             "  page-break none\n  section\n    heading-1 #annex.1\n      none keep annex-label \"Annex\xC2\xA0"
             "1\" \" \"\n      none keep annex-title \"List\"\n    paragraph paragraph \"Text.\"\n  page-break none\n");
}

/* Sections in an annex look as those of the body do, one level of the outline further in. */
static void sections_count_from_one(void) {
  const char *yaml =
      BASE "body: [{section: One, body: Text.}, {section: Two, body: Text.}]\n"
           "annexes: {section: List, body: [{section: In it, body: [{section: Deeper, body: Text.}]}]}\n";
  CHECK_DUMP(yaml, "heading-2 #annex.1.section.1 heading-1 [\"1\"] \"In it\"");
  CHECK_DUMP(yaml, "heading-3 #annex.1.section.1.1 heading-2 [\"1.1\"] \"Deeper\"");
  CHECK_DUMP(yaml, "bookmark 2 1 In it");
}

static void paragraphs_count_anew(void) {
  CHECK_TEXT(BASE "body: [{section: One, paragraphs: continuous, body: [a, b]}]\n"
                  "annexes:\n  - {section: X, paragraphs: continuous, body: [c, d]}\n"
                  "  - {section: Y, paragraphs: continuous, body: [e]}\n",
             "T\n1 One\n1 a\n2 b\nAnnex\xC2\xA0"
             "1 \nX\n1 c\n2 d\nAnnex\xC2\xA0"
             "2 \nY\n1 e\n");
}

static void citations_say_which_annex(void) {
  const char *yaml = BASE
      "body: [{section: One, id: one, body: \"[[in]] and [[para]]\"}]\nannexes:\n"
      "  - section: X\n    body: [{section: In, id: in, paragraphs: numbered, body: \"[[in]], [[one]] {#para}\"}]\n"
      "  - {section: Y, body: \"[[in]].\"}\n";
  CHECK_DUMP(yaml, "\"Section\xC2\xA0"
                   "1 of Annex\xC2\xA0"
                   "1\"{ -> #in} \" and \" \"paragraph\xC2\xA0"
                   "1.1 of Annex\xC2\xA0"
                   "1\"{ -> #para}");
  CHECK_DUMP(yaml, "[\"1.1\"] \"Section\xC2\xA0"
                   "1\"{ -> #in}");
}

static void tables_go_on(void) {
  CHECK_DUMP(BASE "body: [{table: A, rows: [[a, b]]}]\nannexes: {section: X, body: [{table: B, rows: [[a, b]]}]}\n",
             "table-caption \"Table\xC2\xA0"
             "2\xC2\xA0– \" \"B\"");
}

static void own_numbers_stand_beside_the_count(void) {
  CHECK_TEXT(BASE
             "body: \"[[b]]\"\nannexes:\n  - {section: X, body: a}\n  - {section: Y, id: b, number: 1bis, body: a}\n"
             "  - {section: Z, number: none, body: a}\n  - {section: V, body: a}\n",
             "T\nAnnex\xC2\xA0"
             "1bis\nAnnex\xC2\xA0"
             "1 \nX\na\nAnnex\xC2\xA0"
             "1bis \nY\na\nZ\na\nAnnex\xC2\xA0"
             "2 \nV\na\n");
}

int main(void) {
  RUN(a_lone_annex_has_no_number);
  RUN(several_are_counted);
  RUN(the_heading_is_one_element);
  RUN(sections_count_from_one);
  RUN(paragraphs_count_anew);
  RUN(citations_say_which_annex);
  RUN(tables_go_on);
  RUN(own_numbers_stand_beside_the_count);
  return check_report();
}
