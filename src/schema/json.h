/* Indented JSON, member by member, into a buffer. It knows nothing of what it writes. What is opened `flat` stands on
 * one line with all that is in it. A name is NULL for the outermost value and for what stands in a list. Internal to
 * src/schema. */
#ifndef SCHEMA_JSON_H
#define SCHEMA_JSON_H

#include "base/buffer.h"

struct json {
  struct buffer *out;
  unsigned depth;
  unsigned flat_depth; /* of the outermost flat value that is open; 0: none */
  bool begun;          /* something stands in the open value */
};

/* `bracket` is { or [; json_close gets the same. */
void json_open(struct json *json, const char *name, char bracket);
void json_open_flat(struct json *json, const char *name, char bracket);
void json_close(struct json *json, char bracket);
void json_text(struct json *json, const char *name, struct str text);
void json_integer(struct json *json, const char *name, int64_t value);
void json_truth(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);

#endif
