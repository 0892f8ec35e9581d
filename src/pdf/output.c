#include "pdf/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Offsets in libharu's table and in many readers have 31 bits. */
static const uint64_t largest_file = INT32_MAX;

void pdf_output_begin(struct output *output, pdf_write write, void *context) {
  *output = (struct output){
      .write = write, .context = context, .piece = base_allocate(OUTPUT_PIECE), .fingerprint = fingerprint_begin()};
}

void pdf_output_flush(struct output *output) {
  if (output->held == 0 || output->error != 0) return;
  struct str bytes = {output->piece, output->held};
  fingerprint_add(&output->fingerprint, bytes);
  output->error = output->write(output->context, bytes);
  output->held = 0;
}

void pdf_output_append(struct output *output, struct str bytes) {
  if (output->error == 0 && bytes.length > largest_file - output->position) output->error = PDF_TOO_LARGE;
  while (bytes.length > 0 && output->error == 0) {
    size_t room = OUTPUT_PIECE - output->held, taken = bytes.length < room ? bytes.length : room;
    memcpy(output->piece + output->held, bytes.at, taken);
    output->held += taken;
    output->position += taken;
    bytes = str_slice(bytes, taken, bytes.length);
    if (output->held == OUTPUT_PIECE) pdf_output_flush(output);
  }
}

void pdf_output_free(struct output *output) {
  free(output->piece);
  *output = (struct output){0};
}
