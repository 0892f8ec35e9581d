#include "schema/json.h"

static void append_text(struct buffer *out, struct str text) {
  buffer_append_byte(out, '"');
  for (size_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte == '\n') {
      buffer_append(out, STR("\\n"));
    } else if (byte < 0x20 || byte == 0x7F) {
      buffer_append_format(out, "\\u%04x", byte);
    } else {
      if (byte == '"' || byte == '\\') buffer_append_byte(out, '\\');
      buffer_append_byte(out, (char)byte);
    }
  }
  buffer_append_byte(out, '"');
}

static void begin_line(struct json *json) {
  buffer_append_byte(json->out, '\n');
  for (unsigned i = 0; i < json->depth; i++)
    buffer_append(json->out, STR("  "));
}

/* The comma, line and name before a value. */
static void begin_value(struct json *json, const char *name) {
  bool flat = json->flat_depth > 0;
  if (json->begun) buffer_append(json->out, flat ? STR(", ") : STR(","));
  if (json->depth > 0 && !flat) begin_line(json);
  if (name) {
    append_text(json->out, str_from(name));
    buffer_append(json->out, STR(": "));
  }
  json->begun = true;
}

void json_open(struct json *json, const char *name, char bracket) {
  begin_value(json, name);
  buffer_append_byte(json->out, bracket);
  json->depth++;
  json->begun = false;
}

void json_open_flat(struct json *json, const char *name, char bracket) {
  json_open(json, name, bracket);
  if (json->flat_depth == 0) json->flat_depth = json->depth;
}

void json_close(struct json *json, char bracket) {
  bool flat = json->flat_depth > 0;
  if (json->flat_depth == json->depth) json->flat_depth = 0;
  json->depth--;
  if (json->begun && !flat) begin_line(json);
  buffer_append_byte(json->out, bracket == '{' ? '}' : ']');
  json->begun = true;
}

void json_text(struct json *json, const char *name, struct str text) {
  begin_value(json, name);
  append_text(json->out, text);
}

void json_integer(struct json *json, const char *name, int64_t value) {
  begin_value(json, name);
  buffer_append_format(json->out, "%lld", (long long)value);
}

void json_truth(struct json *json, const char *name, bool value) {
  begin_value(json, name);
  buffer_append(json->out, value ? STR("true") : STR("false"));
}

void json_null(struct json *json, const char *name) {
  begin_value(json, name);
  buffer_append(json->out, STR("null"));
}
