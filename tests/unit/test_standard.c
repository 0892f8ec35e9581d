/* The table of standards: names, what goes together, what is claimed in XMP. */
#include "check.h"
#include "pdf/standard.h"

static struct buffer claims;

static const char *claimed(unsigned standards) {
  claims.length = 0;
  standard_append_claims(standards, &claims);
  buffer_append_byte(&claims, '\0');
  return buffer_str(&claims).at;
}

static bool contains(const char *text, const char *words) {
  return str_find(str_from(text), str_from(words), 0) != SIZE_MAX;
}

static void test_names(void) {
  for (int i = 0; i < PDF_STANDARD_COUNT; i++) {
    enum pdf_standard standard;
    CHECK(pdf_standard_find(str_from(pdf_standard_table[i].name), &standard) && (int)standard == i);
    CHECK(!pdf_standard_find(str_from(pdf_standard_table[i].title), &standard));
  }
  enum pdf_standard standard;
  CHECK(!pdf_standard_find(STR(""), &standard) && !pdf_standard_find(STR("A-2A"), &standard));
}

static void test_conflicts(void) {
  enum pdf_standard first, second;
  CHECK(!pdf_standards_conflict(0, &first, &second));
  CHECK(!pdf_standards_conflict(PDF_STANDARDS_DEFAULT, &first, &second));
  CHECK(!pdf_standards_conflict(PDF_STANDARD(PDF_WT_1R) | PDF_STANDARD(PDF_WT_1A), &first, &second));
  CHECK(pdf_standards_conflict(PDF_STANDARD(PDF_A_2B) | PDF_STANDARDS_DEFAULT, &first, &second));
  CHECK_INT(first, PDF_A_2A);
  CHECK_INT(second, PDF_A_2B);
  CHECK(pdf_standards_conflict(PDF_STANDARD(PDF_UA_1) | PDF_STANDARD(PDF_UA_2), &first, &second));
  CHECK_INT(first, PDF_UA_1);
}

static void test_profile(void) {
  CHECK(!pdf_standards_need_profile(0));
  CHECK(!pdf_standards_need_profile(PDF_STANDARD(PDF_UA_1)));
  CHECK(pdf_standards_need_profile(PDF_STANDARD(PDF_A_2B)));
  CHECK(pdf_standards_need_profile(PDF_STANDARDS_DEFAULT));
}

static void test_claims(void) {
  CHECK_STR(str_from(claimed(0)), STR(""));
  const char *access = claimed(PDF_STANDARD(PDF_UA_1));
  CHECK(contains(access, "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n<pdfuaid:part>1</pdfuaid:part>\n</rdf"));
  CHECK(!contains(access, "conformance") && !contains(access, "pdfaid") && !contains(access, "pdfaExtension"));
  const char *archive = claimed(PDF_STANDARD(PDF_A_2U));
  CHECK(contains(archive, "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"));
  CHECK(!contains(archive, "pdfuaid"));
  const char *both = claimed(PDF_STANDARDS_DEFAULT);
  CHECK(contains(both, "<pdfuaid:part>1<") && contains(both, "<pdfaid:conformance>A<"));
  CHECK(contains(both, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"));
}

/* What is not built must not be claimed, whoever asks. */
static void test_no_claim_of_what_is_not_built(void) {
  for (int i = 0; i < PDF_STANDARD_COUNT; i++)
    CHECK((claimed(PDF_STANDARD(i))[0] != 0) == pdf_standard_table[i].built);
}

int main(void) {
  RUN(test_names);
  RUN(test_conflicts);
  RUN(test_profile);
  RUN(test_claims);
  RUN(test_no_claim_of_what_is_not_built);
  buffer_free(&claims);
  return check_report();
}
