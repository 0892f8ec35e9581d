/* What one run of the program has: its arguments, its memory, its data folders, and the ways to speak to the user. The
 * statuses are those of the command line's contract. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/options.h"

enum status { STATUS_DONE = 0, STATUS_REFUSED = 1, STATUS_WRONG_USE = 2, STATUS_IO = 3, STATUS_FAULT = 4 };

struct session {
  struct arena *arena; /* of the whole run */
  struct arguments arguments;
  struct diagnostics *diagnostics; /* about no file */
  struct str styles_folder, fonts_folder;
  bool has_epoch;
  int64_t epoch;
};

/* Finds `styles` and `fonts` from where the program's own file lies; false after a message. */
bool session_find_data(struct session *session);
/* SOURCE_DATE_EPOCH, the one variable that counts; false after a message. */
bool session_read_epoch(struct session *session);

bool session_color(const struct session *session);
/* A report's messages, or the command line's own, to standard error in one write. */
void session_show(const struct session *session, struct diagnostics *diagnostics);

/* All bytes to an open descriptor; 0 or an errno. */
int write_whole(int descriptor, struct str bytes);
/* A result to standard output: STATUS_DONE, or STATUS_IO after a message. */
enum status session_print(struct session *session, struct str bytes);

#endif
