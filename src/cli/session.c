#include "cli/session.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/number.h"

/* The last second of the year 9999, past which a date has no four-digit year. */
static const uint64_t last_epoch = 253402300799;

static struct str real_folder(struct arena *arena, struct str path) {
  char *found = realpath(str_copy(arena, path).at, NULL);
  struct str real = str_copy(arena, found == NULL ? path : str_from(found));
  free(found);
  return real;
}

static struct str program_folder(struct arena *arena) {
  char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0 || (size_t)size == sizeof path) return STR("");
  return path_folder(arena, (struct str){path, (size_t)size});
}

/* From the program's own folder: installed; built beside the sources; built by a preset, one folder further down. */
static const char *const data_places[] = {"../share/rapporteur", "..", "../.."};

bool session_find_data(struct session *session) {
  struct str program = program_folder(session->arena);
  for (size_t i = 0; i < sizeof data_places / sizeof *data_places; i++) {
    struct str data = real_folder(session->arena, path_join(session->arena, program, str_from(data_places[i])));
    session->styles_folder = path_join(session->arena, data, STR("styles"));
    session->fonts_folder = path_join(session->arena, data, STR("fonts"));
    if (file_is_folder(session->styles_folder) && file_is_folder(session->fonts_folder)) return true;
  }
  struct message *message = diagnose(session->diagnostics, (struct place){0}, E_DATA_NOT_FOUND,
                                     "the folders with the styles and fonts are missing");
  message_help(session->diagnostics, message, "looked for beside %.*s; install the program again", STR_ARG(program));
  return false;
}

bool session_read_epoch(struct session *session) {
  struct str value = str_from(getenv("SOURCE_DATE_EPOCH"));
  uint64_t seconds;
  if (value.length == 0) return true;
  if (!number_parse(value, last_epoch, &seconds)) {
    diagnose(session->diagnostics, (struct place){0}, E_EPOCH_WRONG,
             "SOURCE_DATE_EPOCH is `%.*s`, which is not a whole number of seconds since 1970", STR_ARG(value));
    return false;
  }
  session->has_epoch = true;
  session->epoch = (int64_t)seconds;
  return true;
}

bool session_color(const struct session *session) {
  if (session->arguments.color != COLOR_AUTO) return session->arguments.color == COLOR_ALWAYS;
  return isatty(STDERR_FILENO) && str_from(getenv("NO_COLOR")).length == 0;
}

int write_whole(int descriptor, struct str bytes) {
  while (bytes.length > 0) {
    ssize_t done = write(descriptor, bytes.at, bytes.length);
    if (done >= 0) {
      bytes = str_slice(bytes, (size_t)done, bytes.length);
    } else if (errno == EAGAIN) {
      /* Whoever gave us this descriptor made it non-blocking; wait until it takes more. */
      poll(&(struct pollfd){.fd = descriptor, .events = POLLOUT}, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void session_show(const struct session *session, struct diagnostics *diagnostics) {
  struct buffer out = {0};
  diagnostics_render(diagnostics, (enum message_form)session->arguments.messages, session_color(session), &out);
  /* When even this fails there is nobody left to tell; the exit status still says it. */
  (void)write_whole(STDERR_FILENO, buffer_str(&out));
  buffer_free(&out);
}

enum status session_print(struct session *session, struct str bytes) {
  int error = write_whole(STDOUT_FILENO, bytes);
  if (error == 0) return STATUS_DONE;
  diagnose(session->diagnostics, (struct place){0}, E_OUTPUT_UNWRITABLE, "cannot write to standard output: %s",
           file_error_text(error));
  return STATUS_IO;
}
