/* Messages as values. A stage adds what it finds and goes on; nothing is printed here. Messages come out sorted by
 * file and place, each once. The context of one report; not shared between threads. */
#ifndef DIAGNOSTIC_DIAGNOSTIC_H
#define DIAGNOSTIC_DIAGNOSTIC_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "diagnostic/codes.h"
#include "diagnostic/place.h"

/* Lines end in LF, CR LF or CR, as in YAML. A byte-order mark at the start is no column. */
struct source_file {
  struct str path; /* as messages show it */
  struct str bytes;
  const uint32_t *line_starts; /* made when first needed */
  uint32_t line_count;
  struct {
    uint32_t offset, line, column;
  } latest; /* the position asked for last, so that many in one long line are not counted from its start each time */
};

struct related_place {
  struct place place;
  struct str note; /* "first defined here" */
};

struct message {
  enum code code;
  bool error; /* after --strict, --deny */
  bool silenced;
  struct place place;
  struct str text; /* one sentence, no full stop, no code */
  struct str hint; /* printed behind the marks: "did you mean `agenda`?" */
  struct str help; /* further lines: the very line as it should be written; may hold line ends */
  VECTOR(struct related_place) related;
  struct {
    bool given;
    uint32_t offset, length;
    struct str text;
  } fix;
  size_t serial;
};

/* A denied warning is an error even where it is allowed; an allowed one is silenced also when strict. */
struct diagnostic_options {
  bool strict;
  size_t max_errors; /* of errors and as many of warnings; 0: no limit */
  bool allowed[CODE_COUNT], denied[CODE_COUNT];
};

/* Where warnings of one code are silenced, sorted by file and offset. `reach` is the furthest end of all places of the
 * same file up to here. */
struct allowed_place {
  struct place place;
  uint32_t reach;
};

struct diagnostics {
  struct arena *arena;
  struct diagnostic_options options;
  VECTOR(struct source_file) files; /* index + 1 is place.file */
  VECTOR(struct message *) messages;
  struct map seen; /* messages by code and place */
  VECTOR(struct allowed_place) allowed_places[CODE_COUNT];
  size_t error_count; /* not silenced */
};

struct diagnostics *diagnostics_create(struct arena *arena, const struct diagnostic_options *options);
uint32_t diagnostics_add_file(struct diagnostics *diagnostics, struct str path, struct str bytes);
const struct source_file *diagnostics_file(const struct diagnostics *diagnostics, uint32_t file);

/* A part of a text: its way back in the arena, its bytes the file's or a copy, which live as long as the diagnostics.
 */
struct source_text diagnostics_keep_text(const struct diagnostics *diagnostics, struct arena *arena,
                                         const struct source_text *text, size_t from, size_t to);

/* Adds a message; a second one of the same code and place changes nothing (the first is returned); of messages about no
 * file the text counts too. The text says what was found in the author's words. Never NULL. */
struct message *diagnose(struct diagnostics *diagnostics, struct place place, enum code code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void message_hint(struct diagnostics *diagnostics, struct message *message, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Further lines; each call adds its own below those there are. */
void message_help(struct diagnostics *diagnostics, struct message *message, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void message_relate(struct diagnostics *diagnostics, struct message *message, struct place place, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));
void message_fix(struct message *message, struct place place, struct str text);

/* Warnings of `code` inside `place` are silenced, also those added before; file 0 with a code: everywhere (`allow:`,
 * --allow). Errors stay. */
void diagnostics_allow(struct diagnostics *diagnostics, enum code code, struct place place);

struct position {
  uint32_t line, column; /* from 1; a column is a code point */
};
struct position diagnostics_position(struct diagnostics *diagnostics, uint32_t file, uint32_t offset);

enum message_form { MESSAGES_TEXT, MESSAGES_JSON };
/* All messages, sorted, capped at max_errors (what was left out is said in a line of its own), silenced ones only
 * counted in a last line. Text form as the command line's contract shows it; control characters never reach a terminal.
 * JSON: one object a line; "hint" holds the hint and the help, one line each; where there is no file "file" and all of
 * the place are null; the counting lines have "severity":"note" and "code":null. */
void diagnostics_render(struct diagnostics *diagnostics, enum message_form form, bool color, struct buffer *out);

/* The nearest of `count` names within two edits (one for names under four letters), the first of several as near, else
 * the empty str. */
struct str diagnostics_nearest(struct str word, const struct str *names, size_t count);

#endif
