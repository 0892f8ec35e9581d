#include "base/utf8.h"
#include "diagnostic/lines.h"
#include "diagnostic/render.h"

static void append_code_point(struct buffer *out, uint32_t code_point) {
  char bytes[4];
  if (code_point == '"' || code_point == '\\') buffer_append_byte(out, '\\');
  if (code_point < 0x20 || code_point == 0x7F) {
    buffer_append_format(out, "\\u%04x", (unsigned)code_point);
    return;
  }
  buffer_append(out, (struct str){bytes, utf8_encode(code_point == UTF8_INVALID ? 0xFFFD : code_point, bytes)});
}

static void append_string(struct buffer *out, struct str text) {
  buffer_append_byte(out, '"');
  for (size_t at = 0; at < text.length;) {
    if (text.at[at] == '\n')
      at++, buffer_append(out, STR("\\n"));
    else if (text.at[at] == '\t')
      at++, buffer_append(out, STR("\\t"));
    else
      append_code_point(out, utf8_next(text, &at));
  }
  buffer_append_byte(out, '"');
}

static void append_member(struct buffer *out, const char *name, struct str text) {
  buffer_append_format(out, ",\"%s\":", name);
  append_string(out, text);
}

static void append_place(struct diagnostics *diagnostics, struct place place, struct buffer *out) {
  const struct source_file *file = diagnostics_file(diagnostics, place.file);
  if (!file) {
    buffer_append(out, STR(",\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,"
                           "\"offset\":null,\"length\":null"));
    return;
  }
  struct place text = place_without_tail(diagnostics, place);
  struct position start = diagnostics_position(diagnostics, place.file, text.offset);
  struct position end = diagnostics_position(diagnostics, place.file, text.offset + text.length);
  append_member(out, "file", file->path);
  buffer_append_format(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u,\"offset\":%u,\"length\":%u",
                       start.line, start.column, end.line, end.column, text.offset, text.length);
}

static struct str hint_and_help(struct arena *arena, const struct message *message) {
  if (message->help.length == 0) return message->hint;
  if (message->hint.length == 0) return message->help;
  return str_format(arena, "%.*s\n%.*s", STR_ARG(message->hint), STR_ARG(message->help));
}

static void append_related(struct diagnostics *diagnostics, const struct message *message, struct buffer *out) {
  for (size_t i = 0; i < message->related.count; i++) {
    const struct related_place *related = &message->related.at[i];
    buffer_append(out, i == 0 ? STR(",\"related\":[{\"message\":") : STR(",{\"message\":"));
    append_string(out, related->note);
    append_place(diagnostics, related->place, out);
    buffer_append_byte(out, '}');
  }
  if (message->related.count > 0) buffer_append_byte(out, ']');
}

static void append_fix(const struct message *message, struct buffer *out) {
  if (!message->fix.given) return;
  buffer_append_format(out, ",\"fix\":{\"offset\":%u,\"length\":%u", message->fix.offset, message->fix.length);
  append_member(out, "text", message->fix.text);
  buffer_append_byte(out, '}');
}

void render_json(struct diagnostics *diagnostics, const struct message *message, struct buffer *out) {
  buffer_append_format(out, "{\"code\":\"%s\",\"severity\":\"%s\"", code_table[message->code].code,
                       message->error ? "error" : "warning");
  append_member(out, "message", message->text);
  append_place(diagnostics, message->place, out);
  append_member(out, "hint", hint_and_help(diagnostics->arena, message));
  append_related(diagnostics, message, out);
  append_fix(message, out);
  buffer_append(out, STR("}\n"));
}

void render_json_note(struct str text, struct buffer *out) {
  buffer_append(out, STR("{\"code\":null,\"severity\":\"note\""));
  append_member(out, "message", text);
  buffer_append(out, STR(",\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,"
                         "\"offset\":null,\"length\":null,\"hint\":\"\"}\n"));
}
