/* Where a report's bytes go: a file that is replaced whole or not at all, a pipe or device, or nowhere. While a
 * temporary file exists SIGINT, SIGTERM and SIGHUP wait: they end the writing, and then the program, once the file is
 * gone. When memory is out the temporary file goes too. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <signal.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/str.h"
#include "diagnostic/diagnostic.h"

struct output {
  struct arena *arena;
  struct str path;            /* "-": standard output */
  struct file_writer *writer; /* NULL until the first bytes come */
  int descriptor;             /* of a pipe or device, -1 none */
  struct buffer held;         /* for a pipe or device, until all went well: what is written there stays */
  bool opened;
  int error;
  sigset_t ending, outer; /* signals that wait, and those that were blocked before */
};

/* Once, at start: signals and the end for lack of memory. */
void output_prepare_process(void);
/* How the last words of a program without memory, or at a fault, are to be written. */
void output_set_last_form(enum message_form form);

struct output output_create(struct arena *arena, struct str path);
/* For compile_report; the context is a struct output. 0 or an errno. */
int output_append(void *context, struct str bytes);
/* Whole new bytes in place when `commit` and all went well, else everything as it was. 0 or the first error. A signal
 * that came meanwhile ends the program here. */
int output_close(struct output *output, bool commit);

#endif
