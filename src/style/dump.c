/* A computed style as text: one value a line, lengths in points. */
#include <string.h>

#include "style/internal.h"

static void dump_length(struct buffer *out, length value) {
  int64_t thousandths = ((int64_t)value * 1000 + (value < 0 ? -LENGTH_POINT / 2 : LENGTH_POINT / 2)) / LENGTH_POINT;
  if (thousandths < 0) buffer_append(out, STR("-"));
  if (thousandths < 0) thousandths = -thousandths;
  buffer_append_format(out, "%lld.%03lld pt", (long long)(thousandths / 1000), (long long)(thousandths % 1000));
}

static long long read_integer(const void *at, size_t size) {
  uint8_t byte;
  int32_t word;
  memcpy(size == 1 ? (void *)&byte : (void *)&word, at, size);
  return size == 1 ? byte : word;
}

static void dump_setting(struct buffer *out, const struct setting *setting, const void *computed) {
  const void *at = (const char *)computed + setting->to;
  buffer_append_format(out, "%s: ", setting->key);
  switch (setting->type) {
  case SETTING_LENGTH:
  case SETTING_OFFSET: dump_length(out, *(const length *)at); break;
  case SETTING_TRUTH: buffer_append(out, *(const bool *)at ? STR("true") : STR("false")); break;
  case SETTING_COLOR: buffer_append_format(out, "#%06x", *(const uint32_t *)at); break;
  case SETTING_COUNT:
  case SETTING_CHOICE: buffer_append_format(out, "%lld", read_integer(at, setting->to_size)); break;
  case SETTING_NAME:
  case SETTING_FAMILY:
  case SETTING_FORM: buffer_append(out, *(const struct str *)at); break;
  }
  buffer_append(out, STR("\n"));
}

static void dump_lines(struct buffer *out, const char *what, const struct form_lines *lines) {
  for (size_t i = 0; i < lines->count; i++) {
    struct str style = style_block_name(lines->at[i].style);
    buffer_append_format(out, "%s: %.*s%s \"%.*s\"\n", what, STR_ARG(style),
                         lines->at[i].weight == WEIGHT_BOLD ? " bold" : "", STR_ARG(lines->at[i].form));
  }
}

static void dump_part(struct buffer *out, const struct first_page_part *part) {
  if (part->kind == FIRST_RULE) {
    buffer_append(out, STR("first-page rule: "));
    dump_length(out, part->thickness);
    buffer_append(out, STR("\n"));
  }
  dump_lines(out, "first-page start", &part->start);
  dump_lines(out, "first-page end", &part->end);
  dump_lines(out, "first-page", &part->lines);
}

void style_dump(const struct style *style, struct buffer *out) {
  buffer_append_format(out, "style: %.*s\n", STR_ARG(style->name));
  for (size_t i = 0; i < style_setting_count; i++)
    dump_setting(out, &style_settings[i], style);
  for (size_t i = 0; i < 6; i++)
    buffer_append_format(out, "numbering.sections %zu: %.*s\n", i + 1, STR_ARG(style->section_number_form[i]));
  for (size_t i = 0; i < 3; i++)
    buffer_append_format(out, "lists.markers %zu: %d\n", i + 1, (int)style->list_markers[i]);
  for (size_t i = 0; i < style->first_page_count; i++)
    dump_part(out, &style->first_page[i]);
  dump_lines(out, "head first", &style->head_first);
  dump_lines(out, "head odd", &style->head_odd);
  dump_lines(out, "head even", &style->head_even);
  dump_lines(out, "foot first", &style->foot_first);
  dump_lines(out, "foot odd", &style->foot_odd);
  dump_lines(out, "foot even", &style->foot_even);
  for (size_t i = 0; i < style->wanted.count; i++)
    buffer_append_format(out, "wanted: %.*s\n", STR_ARG(style->wanted.at[i]));
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++) {
    buffer_append_format(out, "\n%.*s\n", STR_ARG(style->blocks[i].name));
    for (size_t j = 0; j < block_setting_count; j++)
      dump_setting(out, &block_settings[j], &style->blocks[i]);
  }
}
