/* Characters that a file may not hold: everything is reported, and the rest of the file is still read. */
#include <string.h>

#include "base/utf8.h"
#include "yaml/internal.h"

enum byte_class { BYTE_COMMON, BYTE_LINE_END, BYTE_CONTROL, BYTE_HIGH };

static enum byte_class class_of(unsigned char byte) {
  if (byte >= 0x80) return BYTE_HIGH;
  if (byte == '\n' || byte == '\r') return BYTE_LINE_END;
  return byte < 0x20 && byte != '\t' ? BYTE_CONTROL : byte == 0x7F ? BYTE_CONTROL : BYTE_COMMON;
}

/* Bidirectional controls of the line that is being read: isolates and embeddings that are still open. */
struct bidi_line {
  size_t open[16];
  bool isolate[16];
  size_t count;
};

struct scan {
  struct reader *reader;
  struct str bytes;
  char *copy; /* NULL until the first replacement */
  struct bidi_line bidi;
};

static void replace(struct scan *scan, size_t from, size_t to) {
  if (!scan->copy) scan->copy = (char *)str_copy(scan->reader->arena, scan->bytes).at;
  memset(scan->copy + from, '_', to - from);
}

static struct message *refuse(struct scan *scan, size_t from, size_t to, enum code code, const char *what) {
  struct reader *reader = scan->reader;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), code, "%s", what);
  replace(scan, from, to);
  return message;
}

/* One message for a run of bytes that are no characters; returns its end. */
static size_t refuse_invalid(struct scan *scan, size_t at) {
  struct reader *reader = scan->reader;
  size_t end = at + 1;
  while (end < scan->bytes.length && (unsigned char)scan->bytes.at[end] >= 0x80) {
    size_t next = end;
    if (utf8_next(scan->bytes, &next) != UTF8_INVALID) break;
    end = next;
  }
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, at, end), E_YAML_NOT_UTF8,
               "the byte 0x%02X at offset %zu is not UTF-8", (unsigned)(unsigned char)scan->bytes.at[at], at);
  message_hint(reader->diagnostics, message, "save the file as UTF-8");
  replace(scan, at, end);
  return end;
}

static void refuse_control(struct scan *scan, size_t from, size_t to, uint32_t code_point) {
  struct reader *reader = scan->reader;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_CONTROL_CHARACTER,
                                     "the control character U+%04X stands in the text", (unsigned)code_point);
  message_hint(reader->diagnostics, message, "delete it");
  message_fix(message, reader_place(reader, from, to), STR(""));
  replace(scan, from, to);
}

static void refuse_separator(struct scan *scan, size_t from, size_t to, uint32_t code_point) {
  struct reader *reader = scan->reader;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_LINE_SEPARATOR,
                                     "the invisible line end U+%04X stands in the text", (unsigned)code_point);
  message_hint(reader->diagnostics, message, "put a space or a new line in its place");
  replace(scan, from, to);
}

static void refuse_mark(struct scan *scan, size_t from, size_t to) {
  struct message *message =
      refuse(scan, from, to, E_YAML_BYTE_ORDER_MARK, "an invisible byte-order mark (U+FEFF) stands in the text");
  message_hint(scan->reader->diagnostics, message, "delete it");
  message_fix(message, message->place, STR(""));
}

static void report_unpaired(struct scan *scan, size_t at, const char *cure) {
  struct reader *reader = scan->reader;
  size_t end = at;
  uint32_t code_point = utf8_next(scan->bytes, &end);
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, at, end), E_YAML_BIDI,
               "the invisible direction control U+%04X has no partner in its line", (unsigned)code_point);
  message_hint(reader->diagnostics, message, "%s", cure);
}

static void open_bidi(struct scan *scan, size_t at, bool isolate) {
  struct bidi_line *bidi = &scan->bidi;
  if (bidi->count == sizeof bidi->open / sizeof *bidi->open) {
    report_unpaired(scan, at, "too many are open here; delete it");
    return;
  }
  bidi->open[bidi->count] = at;
  bidi->isolate[bidi->count++] = isolate;
}

static void close_bidi(struct scan *scan, size_t at, bool isolate) {
  struct bidi_line *bidi = &scan->bidi;
  if (bidi->count > 0 && bidi->isolate[bidi->count - 1] == isolate)
    bidi->count--;
  else
    report_unpaired(scan, at, "delete it");
}

static void end_bidi_line(struct scan *scan) {
  for (size_t i = 0; i < scan->bidi.count; i++)
    report_unpaired(scan, scan->bidi.open[i],
                    scan->bidi.isolate[i] ? "delete it, or close it with U+2069"
                                          : "delete it, or close it with U+202C");
  scan->bidi.count = 0;
}

static void read_bidi(struct scan *scan, size_t at, uint32_t code_point) {
  if (code_point == 0x2069)
    close_bidi(scan, at, true);
  else if (code_point == 0x202C)
    close_bidi(scan, at, false);
  else
    open_bidi(scan, at, code_point >= 0x2066);
}

static bool is_bidi(uint32_t code_point) {
  return (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

static size_t read_high(struct scan *scan, size_t at) {
  size_t end = at;
  uint32_t code_point = utf8_next(scan->bytes, &end);
  if (code_point == UTF8_INVALID) return refuse_invalid(scan, at);
  if (code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029)
    refuse_separator(scan, at, end, code_point);
  else if (code_point < 0xA0 || (code_point & 0xFFFE) == 0xFFFE)
    refuse_control(scan, at, end, code_point);
  else if (code_point == 0xFEFF)
    refuse_mark(scan, at, end);
  else if (is_bidi(code_point))
    read_bidi(scan, at, code_point);
  return end;
}

static bool is_utf16(struct str bytes) {
  if (bytes.length < 2) return false;
  const unsigned char *at = (const unsigned char *)bytes.at;
  if ((at[0] == 0xFF && at[1] == 0xFE) || (at[0] == 0xFE && at[1] == 0xFF)) return true;
  return bytes.length >= 4 &&
         ((at[0] == 0 && at[2] == 0 && at[1] && at[3]) || (at[1] == 0 && at[3] == 0 && at[0] && at[2]));
}

/* How files of other kinds begin, as their users know them. */
static const struct {
  struct str beginning;
  const char *kind;
} other_kinds[] = {
    {STR_INIT("%PDF-"), "a PDF"},
    {STR_INIT("PK\x03\x04"), "a word processor's file or a ZIP archive"},
    {STR_INIT("\xD0\xCF\x11\xE0"), "an old word processor's file"},
    {STR_INIT("{\\rtf"), "a rich text file"},
    {STR_INIT("\x89PNG"), "a picture"},
    {STR_INIT("\xFF\xD8\xFF"), "a picture"},
};

/* A stray NUL in a text is reported where it stands; a file with many is of another kind. */
static bool is_binary(struct str bytes) {
  size_t looked_at = bytes.length < 1024 ? bytes.length : 1024, zeros = 0;
  for (size_t i = 0; i < looked_at; i++)
    zeros += bytes.at[i] == '\0';
  return zeros >= 4 && zeros * 32 > looked_at;
}

/* What a file is that is no text, or NULL. */
static const char *other_kind(struct str bytes) {
  for (size_t i = 0; i < sizeof other_kinds / sizeof *other_kinds; i++)
    if (str_starts_with(bytes, other_kinds[i].beginning)) return other_kinds[i].kind;
  return is_binary(bytes) ? "no text" : NULL;
}

static bool is_text(struct reader *reader, struct str bytes) {
  const char *kind = other_kind(bytes);
  if (!kind) return true;
  struct message *message =
      diagnose(reader->diagnostics, (struct place){reader->file, 0, 0}, E_YAML_NOT_TEXT, "the file is %s", kind);
  message_hint(reader->diagnostics, message, "a report is plain text; name the file that was written by hand");
  return false;
}

/* Past bytes from space to tilde, eight at a time: in each byte of the word the highest bit is set when it is above
 * 0x7F, below 0x20, or 0x7F. */
static size_t skip_common(struct str bytes, size_t at) {
  const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
  while (bytes.length - at >= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, bytes.at + at, sizeof word);
    uint64_t low = (word - ones * 0x20) & ~word, deleted = (word ^ (ones * 0x7F)) - ones;
    if ((word | low | deleted) & high) break;
    at += sizeof word;
  }
  return at;
}

static void scan_bytes(struct scan *scan) {
  struct str bytes = scan->bytes;
  for (size_t at = skip_common(bytes, scan->reader->start); at < bytes.length;) {
    enum byte_class class = class_of((unsigned char)bytes.at[at]);
    if (class == BYTE_HIGH)
      scan->reader->ascii = false, at = read_high(scan, at);
    else if (class == BYTE_CONTROL)
      refuse_control(scan, at, at + 1, (unsigned char)bytes.at[at]), at++;
    else if (class == BYTE_LINE_END && scan->bidi.count > 0)
      end_bidi_line(scan), at++;
    else
      at = skip_common(bytes, at + 1);
  }
  end_bidi_line(scan);
}

/* A last line of spaces without a line end, which libyaml reads otherwise than YAML's rules have it. */
static bool ends_in_blank_line(struct str bytes) {
  size_t at = bytes.length;
  while (at > 0 && bytes.at[at - 1] == ' ')
    at--;
  return at < bytes.length && at > 0 && yaml_is_break(bytes.at[at - 1]);
}

bool yaml_check_bytes(struct reader *reader) {
  struct scan scan = {.reader = reader, .bytes = diagnostics_file(reader->diagnostics, reader->file)->bytes};
  reader->bytes = scan.bytes;
  if (scan.bytes.length > reader->limits->file_size) {
    diagnose(reader->diagnostics, (struct place){reader->file, 0, 0}, E_YAML_FILE_SIZE,
             "the file has %zu bytes, more than the %zu that are read", scan.bytes.length, reader->limits->file_size);
    return false;
  }
  if (is_utf16(scan.bytes)) {
    struct message *message = diagnose(reader->diagnostics, (struct place){reader->file, 0, 1}, E_YAML_UTF16,
                                       "the file is in UTF-16, not in UTF-8");
    message_hint(reader->diagnostics, message, "save the file as UTF-8");
    return false;
  }
  if (!is_text(reader, scan.bytes)) return false;
  reader->start = str_starts_with(scan.bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
  reader->ascii = true;
  scan_bytes(&scan);
  if (scan.copy) reader->bytes.at = scan.copy;
  if (ends_in_blank_line(reader->bytes)) reader->bytes = str_join(reader->arena, reader->bytes, STR("\n"));
  return true;
}
