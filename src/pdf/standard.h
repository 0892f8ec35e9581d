/* The standards that a PDF can say it meets, and which of them one file can meet together. A set of them is a bit set,
 * PDF_STANDARD(PDF_UA_1) | …; the empty set claims nothing. */
#ifndef PDF_STANDARD_H
#define PDF_STANDARD_H

#include "base/buffer.h"

/* Of one family the stricter ones come first: they hold all that the later ones ask. */
enum pdf_standard {
  PDF_UA_1,
  PDF_A_2A,
  PDF_A_2U,
  PDF_A_2B,
  PDF_A_3A,
  PDF_UA_2,
  PDF_A_4,
  PDF_A_4F,
  PDF_WT_1A,
  PDF_WT_1R,
  PDF_STANDARD_COUNT
};

/* A file has one standard of each family. */
enum pdf_family { FAMILY_ACCESS, FAMILY_ARCHIVE, FAMILY_REUSE };

struct pdf_standard_row {
  const char *name;  /* as --standard has it: "a-2a" */
  const char *title; /* "PDF/A-2a" */
  enum pdf_family family;
  bool built;
  const char *part, *conformance; /* as its identification in XMP has them; NULL: it has none */
};
extern const struct pdf_standard_row pdf_standard_table[PDF_STANDARD_COUNT];

#define PDF_STANDARD(standard) (1u << (standard))
#define PDF_STANDARDS_DEFAULT (PDF_STANDARD(PDF_UA_1) | PDF_STANDARD(PDF_A_2A))

bool pdf_standard_find(struct str name, enum pdf_standard *standard);
/* Whether two of the set exclude each other; these are then the first such two, the stricter one first. */
bool pdf_standards_conflict(unsigned standards, enum pdf_standard *first, enum pdf_standard *second);
/* Whether one of them asks for a colour profile in the file. */
bool pdf_standards_need_profile(unsigned standards);

/* The claims as XMP: a description for each, and what an archive must be told of the names in them. */
void standard_append_claims(unsigned standards, struct buffer *out);

#endif
