/* Abbreviations in texts: where they stand as words, and where they do not. */
#include "resolve_fixture.h"

#define BASE                                                                                                           \
  "style: base\ndocument: {title: T}\nabbreviations: {WG: Working group, WG A: Working group A, e.g.: for example}\n"

static void words_alone_are_spoken(void) {
  CHECK_DUMP(BASE "body: \"WG, WGs and WG-5; a WG\"\n",
             "paragraph \"WG\"{ expansion=1} \", WGs and \" \"WG\"{ expansion=1} \"-5; a \" \"WG\"{ expansion=1}\n");
  CHECK_DUMP(BASE "body: AWG, eWG, \xC3\xA9WG, WG\xCC\x81.\n", "paragraph \"AWG, eWG, \xC3\xA9WG, W\xC7\xB4.\"\n");
}

static void the_longest_wins(void) {
  CHECK_DUMP(BASE "body: The WG A and WG AB.\n",
             "\"The \" \"WG A\"{ expansion=2} \" and \" \"WG\"{ expansion=1} \" AB.\"\n");
}

static void signs_may_end_them(void) {
  CHECK_DUMP(BASE "body: So, e.g. here, e.g.here.\n",
             "\"So, \" \"e.g.\"{ expansion=3} \" here, \" \"e.g.\"{ expansion=3} \"here.\"\n");
}

static void han_parts_words(void) {
  CHECK_DUMP(BASE "body: WG\xE4\xBC\x9A\xE8\xAE\xAE.\n",
             "paragraph \"WG\"{ expansion=1} \"\xE4\xBC\x9A\xE8\xAE\xAE.\"\n");
}

static void other_languages_and_code_are_left(void) {
  CHECK_DUMP(BASE "body: \"`WG` [WG]{lang=fr} *WG*\"\n",
             "\"WG\"{c} \" \" \"WG\"{ lang=fr} \" \" \"WG\"{i expansion=1}\n");
}

static void links_stay_whole(void) {
  CHECK_DUMP(BASE "body: \"[the WG here](https://example.org)\"\n",
             "\"the \"{ -> https://example.org} \"WG\"{ expansion=1 -> https://example.org} \" here\"{ -> "
             "https://example.org}\n");
}

static void the_text_is_as_it_was(void) {
  struct fixture fixture = fixture_open(STR(BASE "body: [{section: The WG, body: \"A WG A.\"}]\n"));
  CHECK_STR(buffer_str(&fixture.text), STR("T\n1 The WG\nA WG A.\n"));
  CHECK(fixture_dumps(&fixture, "expansion 1 Working group\n"));
  CHECK_INT(fixture_messages(&fixture, W_UNUSED_ABBREVIATION), 1);
  fixture_close(&fixture);
}

int main(void) {
  RUN(words_alone_are_spoken);
  RUN(the_longest_wins);
  RUN(signs_may_end_them);
  RUN(han_parts_words);
  RUN(other_languages_and_code_are_left);
  RUN(links_stay_whole);
  RUN(the_text_is_as_it_was);
  return check_report();
}
