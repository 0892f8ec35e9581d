/* The road: one report's bytes in, one PDF's bytes out, as one function that reads like the picture in README.md. */
#ifndef COMPILE_H
#define COMPILE_H

#include "diagnostic/diagnostic.h"

enum dump { DUMP_NONE, DUMP_YAML, DUMP_MODEL, DUMP_RESOLVED, DUMP_PAGES, DUMP_TEXT };

/* What outlives one report: fonts, shaped words, where the program's data lie. */
struct compiler {
  struct str styles_folder, fonts_folder;
  struct arena *arena;
  struct text_engine *text;
};

struct compile_options {
  struct str path;                   /* as named on the command line; "-" for standard input */
  struct str folder;                 /* what relative names in the report are relative to */
  struct str bytes;                  /* the report */
  const struct str *allowed_folders; /* --allow-path */
  size_t allowed_folder_count;
  struct str style; /* --style, overrides the report's; empty: none */
  bool check_only;  /* everything but the PDF */
  enum dump dump;
  bool has_epoch;
  int64_t epoch;
};

enum stage { STAGE_READ, STAGE_STYLE, STAGE_RESOLVE, STAGE_TEXT, STAGE_LAYOUT, STAGE_PDF, STAGE_COUNT };
extern const char *const stage_names[STAGE_COUNT];

enum compile_status { COMPILE_DONE = 0, COMPILE_REFUSED = 1, COMPILE_OUTPUT_FAILED = 3, COMPILE_FAULT = 4 };

struct compile_result {
  enum compile_status status;
  int error; /* of the output */
  uint32_t pages;
  size_t clusters_resolved, clusters_placed;
  int64_t nanoseconds[STAGE_COUNT];
  size_t arena_bytes[STAGE_COUNT]; /* held by the report's arena when the stage ended */
  struct buffer dump;
};

/* Bytes go to `write` while pages are made; they are worth something only when the status is COMPILE_DONE. Messages are
 * in `diagnostics`; all other memory is the arena's. */
void compile_report(struct compiler *compiler, struct diagnostics *diagnostics, struct arena *arena,
                    const struct compile_options *options, int (*write)(void *context, struct str bytes), void *context,
                    struct compile_result *result);

#endif
