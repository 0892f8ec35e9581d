/* Bytes on their way to the caller: gathered into pieces of at most a mebibyte, counted, fingerprinted. */
#ifndef PDF_OUTPUT_H
#define PDF_OUTPUT_H

#include "pdf/fingerprint.h"
#include "pdf/pdf.h"

enum { OUTPUT_PIECE = 64 << 10 };

struct output {
  pdf_write write;
  void *context;
  char *piece;
  size_t held;
  uint64_t position;              /* of the next byte in the file */
  int error;                      /* the first one; later bytes are dropped */
  struct fingerprint fingerprint; /* of the pieces handed over */
};

void pdf_output_begin(struct output *output, pdf_write write, void *context);
void pdf_output_append(struct output *output, struct str bytes);
void pdf_output_flush(struct output *output);
void pdf_output_free(struct output *output);

#endif
