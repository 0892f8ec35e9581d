#include "diagnostic/diagnostic.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct diagnostics *diagnostics_create(struct arena *arena, const struct diagnostic_options *options) {
  struct diagnostics *diagnostics = arena_new(arena, struct diagnostics);
  diagnostics->arena = arena;
  diagnostics->seen = map_create(arena);
  if (options)
    diagnostics->options = *options;
  else
    diagnostics->options.max_errors = 50;
  return diagnostics;
}

uint32_t diagnostics_add_file(struct diagnostics *diagnostics, struct str path, struct str bytes) {
  vector_push(diagnostics->arena, &diagnostics->files, (struct source_file){.path = path, .bytes = bytes});
  return (uint32_t)diagnostics->files.count;
}

const struct source_file *diagnostics_file(const struct diagnostics *diagnostics, uint32_t file) {
  return file == 0 || file > diagnostics->files.count ? NULL : &diagnostics->files.at[file - 1];
}

__attribute__((format(printf, 2, 0))) static struct str format_text(struct arena *arena, const char *format,
                                                                    va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length < 0) return (struct str){"", 0};
  char *at = arena_allocate(arena, (size_t)length + 1);
  vsnprintf(at, (size_t)length + 1, format, arguments);
  return (struct str){at, (size_t)length};
}

static bool holds_bytes(const struct source_file *file, struct str bytes) {
  if (file == NULL) return bytes.length == 0;
  uintptr_t start = (uintptr_t)file->bytes.at, at = (uintptr_t)bytes.at;
  return at >= start && at - start <= file->bytes.length && bytes.length <= file->bytes.length - (at - start);
}

struct source_text diagnostics_keep_text(const struct diagnostics *diagnostics, struct arena *arena,
                                         const struct source_text *text, size_t from, size_t to) {
  struct source_text part = source_text_slice(arena, text, from, to);
  if (!holds_bytes(diagnostics_file(diagnostics, text->file), part.bytes))
    part.bytes = str_copy(diagnostics->arena, part.bytes);
  return part;
}

/* Where sorted `allowed` places of one code begin behind (file, offset). */
static size_t allowed_after(const struct allowed_place *allowed, size_t count, uint32_t file, uint32_t offset) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct place *place = &allowed[middle].place;
    if (place->file < file || (place->file == file && place->offset <= offset))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_allowed(const struct diagnostics *diagnostics, enum code code, struct place place) {
  if (diagnostics->options.allowed[code]) return true;
  const struct allowed_place *allowed = diagnostics->allowed_places[code].at;
  size_t after = allowed_after(allowed, diagnostics->allowed_places[code].count, place.file, place.offset);
  if (after == 0 || allowed[after - 1].place.file != place.file) return false;
  return allowed[after - 1].reach >= place.offset + place.length;
}

/* Decides whether a message is an error or silenced, and keeps the count of errors. */
static void judge(struct diagnostics *diagnostics, struct message *message) {
  const struct diagnostic_options *options = &diagnostics->options;
  bool counted = message->error && !message->silenced;
  bool warning = code_is_warning(message->code), denied = options->denied[message->code];
  message->silenced = warning && !denied && is_allowed(diagnostics, message->code, message->place);
  message->error = !warning || denied || options->strict;
  bool counts = message->error && !message->silenced;
  diagnostics->error_count = diagnostics->error_count + counts - counted;
}

static struct str message_key(struct arena *arena, enum code code, struct place place, struct str text) {
  const uint32_t key[4] = {(uint32_t)code, place.file, place.offset, place.length};
  size_t text_length = place.file == 0 ? text.length : 0;
  char *at = arena_allocate_raw(arena, sizeof key + text_length);
  memcpy(at, key, sizeof key);
  if (text_length > 0) memcpy(at + sizeof key, text.at, text_length);
  return (struct str){at, sizeof key + text_length};
}

struct message *diagnose(struct diagnostics *diagnostics, struct place place, enum code code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  struct str text = format_text(diagnostics->arena, format, arguments);
  va_end(arguments);
  struct str key = message_key(diagnostics->arena, code, place, text);
  struct message *message = map_get(&diagnostics->seen, key);
  if (message) return message;
  message = arena_new(diagnostics->arena, struct message);
  message->code = code;
  message->place = place;
  message->text = text;
  message->serial = diagnostics->messages.count;
  map_set(&diagnostics->seen, key, message);
  vector_push(diagnostics->arena, &diagnostics->messages, message);
  judge(diagnostics, message);
  return message;
}

void message_hint(struct diagnostics *diagnostics, struct message *message, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  message->hint = format_text(diagnostics->arena, format, arguments);
  va_end(arguments);
}

void message_help(struct diagnostics *diagnostics, struct message *message, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  struct str help = format_text(diagnostics->arena, format, arguments);
  va_end(arguments);
  bool repeated = str_find(message->help, help, 0) != SIZE_MAX; /* a message that is given twice is one */
  if (message->help.length == 0)
    message->help = help;
  else if (!repeated)
    message->help = str_format(diagnostics->arena, "%.*s\n%.*s", STR_ARG(message->help), STR_ARG(help));
}

void message_relate(struct diagnostics *diagnostics, struct message *message, struct place place, const char *format,
                    ...) {
  va_list arguments;
  va_start(arguments, format);
  struct str note = format_text(diagnostics->arena, format, arguments);
  va_end(arguments);
  for (size_t i = 0; i < message->related.count; i++) {
    const struct related_place *related = &message->related.at[i];
    if (related->place.file == place.file && related->place.offset == place.offset && str_equal(related->note, note))
      return;
  }
  vector_push(diagnostics->arena, &message->related, (struct related_place){place, note});
}

void message_fix(struct message *message, struct place place, struct str text) {
  message->fix.given = true;
  message->fix.offset = place.offset;
  message->fix.length = place.length;
  message->fix.text = text;
}

static void allow_place(struct diagnostics *diagnostics, enum code code, struct place place) {
  size_t count = diagnostics->allowed_places[code].count;
  vector_push(diagnostics->arena, &diagnostics->allowed_places[code], (struct allowed_place){place, 0});
  struct allowed_place *at = diagnostics->allowed_places[code].at;
  size_t index = allowed_after(at, count, place.file, place.offset);
  memmove(at + index + 1, at + index, (count - index) * sizeof *at);
  at[index] = (struct allowed_place){place, 0};
  for (size_t i = index; i <= count; i++) {
    uint32_t end = at[i].place.offset + at[i].place.length;
    bool same_file = i > 0 && at[i - 1].place.file == at[i].place.file;
    at[i].reach = same_file && at[i - 1].reach > end ? at[i - 1].reach : end;
  }
}

void diagnostics_allow(struct diagnostics *diagnostics, enum code code, struct place place) {
  if (!code_is_warning(code)) return;
  if (place.file == 0)
    diagnostics->options.allowed[code] = true;
  else
    allow_place(diagnostics, code, place);
  for (size_t i = 0; i < diagnostics->messages.count; i++)
    if (diagnostics->messages.at[i]->code == code) judge(diagnostics, diagnostics->messages.at[i]);
}

struct str diagnostics_nearest(struct str word, const struct str *names, size_t count) {
  unsigned limit = utf8_count(word) < 4 ? 1 : 2;
  struct str nearest = {"", 0};
  for (size_t i = 0; i < count; i++) {
    unsigned distance = str_distance(word, names[i], limit);
    if (distance > limit || distance >= utf8_count(word)) continue;
    nearest = names[i];
    if (distance == 0) break;
    limit = distance - 1;
  }
  return nearest;
}
