#include "pdf/standard.h"

#include "pdf/syntax.h"

const struct pdf_standard_row pdf_standard_table[PDF_STANDARD_COUNT] = {
    [PDF_UA_1] = {"ua-1", "PDF/UA-1", FAMILY_ACCESS, true, "1", NULL},
    [PDF_A_2A] = {"a-2a", "PDF/A-2a", FAMILY_ARCHIVE, true, "2", "A"},
    [PDF_A_2U] = {"a-2u", "PDF/A-2u", FAMILY_ARCHIVE, true, "2", "U"},
    [PDF_A_2B] = {"a-2b", "PDF/A-2b", FAMILY_ARCHIVE, true, "2", "B"},
    [PDF_A_3A] = {"a-3a", "PDF/A-3a", FAMILY_ARCHIVE, false, "3", "A"},
    [PDF_UA_2] = {"ua-2", "PDF/UA-2", FAMILY_ACCESS, false, "2", NULL},
    [PDF_A_4] = {"a-4", "PDF/A-4", FAMILY_ARCHIVE, false, "4", NULL},
    [PDF_A_4F] = {"a-4f", "PDF/A-4f", FAMILY_ARCHIVE, false, "4", "F"},
    [PDF_WT_1A] = {"wt-1a", "WTPDF 1.0, accessibility", FAMILY_ACCESS, false, NULL, NULL},
    [PDF_WT_1R] = {"wt-1r", "WTPDF 1.0, reuse", FAMILY_REUSE, false, NULL, NULL},
};

bool pdf_standard_find(struct str name, enum pdf_standard *standard) {
  for (int i = 0; i < PDF_STANDARD_COUNT; i++) {
    if (!str_equal(name, str_from(pdf_standard_table[i].name))) continue;
    *standard = (enum pdf_standard)i;
    return true;
  }
  return false;
}

bool pdf_standards_conflict(unsigned standards, enum pdf_standard *first, enum pdf_standard *second) {
  for (int i = 0; i < PDF_STANDARD_COUNT; i++) {
    for (int j = i + 1; j < PDF_STANDARD_COUNT; j++) {
      bool both = (standards & PDF_STANDARD(i)) != 0 && (standards & PDF_STANDARD(j)) != 0;
      if (!both || pdf_standard_table[i].family != pdf_standard_table[j].family) continue;
      *first = (enum pdf_standard)i;
      *second = (enum pdf_standard)j;
      return true;
    }
  }
  return false;
}

bool pdf_standards_need_profile(unsigned standards) {
  for (int i = 0; i < PDF_STANDARD_COUNT; i++)
    if ((standards & PDF_STANDARD(i)) != 0 && pdf_standard_table[i].family == FAMILY_ARCHIVE) return true;
  return false;
}

/* --- identification (ISO 14289-1, 5; ISO 19005-2, 6.6.4) --------------------------------------------------------- */

static const struct {
  const char *prefix, *address;
} namespaces[] = {
    [FAMILY_ACCESS] = {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
    [FAMILY_ARCHIVE] = {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
};

static void append_claim(const struct pdf_standard_row *row, struct buffer *out) {
  const char *prefix = namespaces[row->family].prefix;
  buffer_append_format(out, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n<%s:part>%s</%s:part>\n", prefix,
                       namespaces[row->family].address, prefix, row->part, prefix);
  if (row->conformance != NULL)
    buffer_append_format(out, "<%s:conformance>%s</%s:conformance>\n", prefix, row->conformance, prefix);
  syntax_append_literal(out, "</rdf:Description>\n");
}

/* PDF/A-2 knows its own identification and not PDF/UA's, so the file has to explain it (ISO 19005-2, 6.6.2.3). */
static const char explained_names[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file meets</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

void standard_append_claims(unsigned standards, struct buffer *out) {
  bool families[FAMILY_REUSE + 1] = {false};
  for (int i = 0; i < PDF_STANDARD_COUNT; i++) {
    const struct pdf_standard_row *row = &pdf_standard_table[i];
    if ((standards & PDF_STANDARD(i)) == 0 || !row->built) continue;
    append_claim(row, out);
    families[row->family] = true;
  }
  if (families[FAMILY_ACCESS] && families[FAMILY_ARCHIVE]) syntax_append_literal(out, explained_names);
}
