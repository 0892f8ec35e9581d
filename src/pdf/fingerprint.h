/* A 128-bit fingerprint of a stream of bytes: the same bytes give the same one on every machine, however they were cut
 * into pieces. It names contents; it is no defence against someone who wants two files to have one name. */
#ifndef PDF_FINGERPRINT_H
#define PDF_FINGERPRINT_H

#include "base/str.h"

enum { FINGERPRINT_BLOCK = 16 };

struct fingerprint {
  uint64_t lane[2];
  uint64_t length;
  unsigned char pending[FINGERPRINT_BLOCK]; /* the bytes after the last whole block */
};

struct fingerprint fingerprint_begin(void);
void fingerprint_add(struct fingerprint *fingerprint, struct str bytes);
/* Does not change `fingerprint`: more may be added. */
void fingerprint_end(const struct fingerprint *fingerprint, unsigned char out[16]);

#endif
