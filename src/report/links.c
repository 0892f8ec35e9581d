#include <string.h>

#include "report/load.h"
#include "report/markdown.h"

static struct str attribute_text(struct reader *reader, const MD_ATTRIBUTE *attribute) {
  struct arena *arena = reader->prepared.diagnostics->arena;
  struct buffer text = {0};
  for (size_t i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
    struct str part = {attribute->text + attribute->substr_offsets[i],
                       attribute->substr_offsets[i + 1] - attribute->substr_offsets[i]};
    struct str decoded = {"", 0};
    if (attribute->substr_types[i] == MD_TEXT_ENTITY) decoded = entity_decode(arena, part);
    buffer_append(&text, decoded.length > 0 ? decoded : part);
  }
  struct str copy = str_copy(arena, buffer_str(&text));
  buffer_free(&text);
  return copy;
}

/* Where an address or title stands; else the text behind what was read last. */
static struct place attribute_place(const struct reader *reader, const MD_ATTRIBUTE *attribute) {
  uint32_t from;
  if (attribute->size > 0 && markdown_offset_of(reader, attribute->text, &from))
    return prepared_place(&reader->prepared, from, from + attribute->size);
  size_t open = str_find(reader->prepared.text.bytes, STR("["), reader->builder.last);
  if (open == SIZE_MAX) return markdown_whole_place(reader);
  return prepared_place(&reader->prepared, open, open + 1);
}

/* The address without a citation, call or attributes at its end; md4c takes them for a part of a bare one. */
static struct str before_marks(struct str text) {
  const char *filler = memchr(text.at, MARK_FILLER, text.length);
  return filler ? str_slice(text, 0, (size_t)(filler - text.at)) : text;
}

/* "[words](address" and not an address as such. */
static bool is_in_link(const struct reader *reader, const MD_ATTRIBUTE *attribute) {
  uint32_t from;
  return markdown_offset_of(reader, attribute->text, &from) && from >= 2 && attribute->text[-1] == '(' &&
         attribute->text[-2] == ']';
}

static void end_at_mark(struct reader *reader, const MD_ATTRIBUTE *attribute, struct str *target) {
  struct str bare = before_marks(*target);
  if (bare.length == target->length) return;
  *target = bare;
  reader->builder.link_ends_at_mark = true;
  if (!is_in_link(reader, attribute)) return;
  struct message *message = markdown_complain(reader, attribute_place(reader, attribute), E_BAD_CITATION,
                                              "a citation or note call inside an address");
  message_hint(reader->prepared.diagnostics, message, "write the address itself");
}

void markdown_enter_link(struct reader *reader, const MD_SPAN_A_DETAIL *detail) {
  struct str target = attribute_text(reader, &detail->href);
  uint32_t offset;
  reader->emitted += target.length;
  end_at_mark(reader, &detail->href, &target);
  if (!schema_is_address(target))
    schema_refuse_address(reader->prepared.diagnostics, attribute_place(reader, &detail->href), target);
  if (detail->title.size > 0) {
    struct message *message = markdown_complain(reader, attribute_place(reader, &detail->title), E_LINK_TITLE,
                                                "the title of a link is not printed");
    message_hint(reader->prepared.diagnostics, message, "take the words in quotation marks out");
  }
  reader->builder.link = target;
  reader->bare_address = detail->href.size > 0 && !markdown_offset_of(reader, detail->href.text, &offset);
}

void markdown_complete_address(struct reader *reader, struct str text) {
  reader->bare_address = false;
  struct str target = reader->builder.link;
  text = before_marks(text);
  if (!str_starts_with(text, STR("www.")) || !str_starts_with(target, STR("http://"))) return;
  if (str_equal(str_slice(target, 7, target.length), text))
    reader->builder.link = str_join(reader->prepared.diagnostics->arena, STR("https://"), text);
}

void markdown_refuse_image(struct reader *reader) {
  struct str s = reader->prepared.text.bytes;
  size_t from = str_find(s, STR("!["), reader->builder.last);
  struct place place =
      from == SIZE_MAX ? markdown_whole_place(reader) : prepared_place(&reader->prepared, from, from + 2);
  struct message *message = markdown_complain(reader, place, E_MARKDOWN_IMAGE, "an image cannot stand inside a text");
  message_hint(reader->prepared.diagnostics, message, "for an exclamation mark before a link write \\!");
}

void markdown_leave_link(struct reader *reader) {
  reader->builder.link = (struct str){"", 0};
  reader->builder.link_ends_at_mark = reader->bare_address = false;
}
