/* The catalog (ISO 32000-1, 7.7.2), the information dictionary (14.3.3) and the same facts as XMP (ISO 16684-1). The
 * two must agree, so both are made from the same fields, one row each. What the file claims to meet stands
 * in XMP; the output intent that archives ask for is here too. */
#include <errno.h>
#include <string.h>

#include "pdf/document.h"
#include "pdf/syntax.h"

struct moment {
  bool known;
  int64_t year;
  unsigned month, day, hour, minute, second;
};

/* Days since 1970-01-01 to a date of the Gregorian calendar: the year is made to begin in March, so that a leap day is
 * its last, and eras of 400 years have 146,097 days each. */
static void set_date(struct moment *moment, int64_t days) {
  int64_t since = days + 719468; /* from 0000-03-01 */
  int64_t era = (since >= 0 ? since : since - 146096) / 146097;
  int64_t day_of_era = since - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month = (5 * day_of_year + 2) / 153; /* from March */
  moment->day = (unsigned)(day_of_year - (153 * month + 2) / 5 + 1);
  moment->month = (unsigned)(month < 10 ? month + 3 : month - 9);
  moment->year = year_of_era + era * 400 + (moment->month <= 2);
}

static struct moment moment_of(const struct pdf_metadata *metadata) {
  struct moment moment = {0};
  if (metadata->has_date) {
    moment = (struct moment){.year = metadata->year, .month = metadata->month, .day = metadata->day};
  } else if (metadata->has_epoch) {
    int64_t days = metadata->epoch / 86400, rest = metadata->epoch % 86400;
    if (rest < 0) {
      rest += 86400;
      days--;
    }
    set_date(&moment, days);
    moment.hour = (unsigned)(rest / 3600);
    moment.minute = (unsigned)(rest / 60 % 60);
    moment.second = (unsigned)(rest % 60);
  }
  moment.known = moment.year >= 1 && moment.year <= 9999 && moment.month > 0;
  return moment;
}

/* --- information ------------------------------------------------------------------------------------------------ */

static void append_information(const char *key, struct str text, struct buffer *out) {
  if (text.length == 0) return;
  syntax_append_literal(out, key);
  syntax_append_text(out, text);
}

static void information_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf_metadata *metadata = ((const struct pdf *)context)->metadata;
  (void)index;
  append_information("/Title", metadata->title, out);
  append_information("/Author", metadata->author, out);
  append_information("/Subject", metadata->subject, out);
  append_information("/Keywords", metadata->keywords, out);
  append_information("/Producer", metadata->producer, out);
  struct moment m = moment_of(metadata);
  static const char *const keys[] = {"/CreationDate", "/ModDate"};
  for (int i = 0; i < 2 && m.known; i++)
    buffer_append_format(out, "%s(D:%04d%02u%02u%02u%02u%02uZ)", keys[i], (int)m.year, m.month, m.day, m.hour, m.minute,
                         m.second);
}

/* --- XMP ------------------------------------------------------------------------------------------------------- */

/* Characters that XML 1.0 has no way to write are left out. */
static void append_xml(struct buffer *out, struct str text) {
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (c == '&')
      buffer_append(out, STR("&amp;"));
    else if (c == '<')
      buffer_append(out, STR("&lt;"));
    else if (c == '>')
      buffer_append(out, STR("&gt;"));
    else if ((unsigned char)c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
      buffer_append_byte(out, c);
  }
}

static void append_simple(struct buffer *out, const char *name, struct str text) {
  if (text.length == 0) return;
  buffer_append_format(out, "<%s>", name);
  append_xml(out, text);
  buffer_append_format(out, "</%s>\n", name);
}

static void append_listed(struct buffer *out, const char *name, const char *container, const char *item,
                          struct str text) {
  if (text.length == 0) return;
  buffer_append_format(out, "<%s><rdf:%s><rdf:li%s>", name, container, item);
  append_xml(out, text);
  buffer_append_format(out, "</rdf:li></rdf:%s></%s>\n", container, name);
}

static void append_moment(struct buffer *out, const char *name, const struct moment *m) {
  if (m->known)
    buffer_append_format(out, "<%s>%04d-%02u-%02uT%02u:%02u:%02uZ</%s>\n", name, (int)m->year, m->month, m->day,
                         m->hour, m->minute, m->second, name);
}

static void append_properties(const struct pdf_metadata *metadata, struct buffer *out) {
  static const char default_language[] = " xml:lang=\"x-default\"";
  struct moment moment = moment_of(metadata);
  append_simple(out, "dc:format", STR("application/pdf"));
  append_listed(out, "dc:title", "Alt", default_language, metadata->title);
  append_listed(out, "dc:creator", "Seq", "", metadata->author);
  append_listed(out, "dc:description", "Alt", default_language, metadata->subject);
  append_listed(out, "dc:language", "Bag", "", metadata->language);
  append_simple(out, "pdf:Keywords", metadata->keywords);
  append_simple(out, "pdf:Producer", metadata->producer);
  append_moment(out, "xmp:CreateDate", &moment);
  append_moment(out, "xmp:ModifyDate", &moment);
  append_moment(out, "xmp:MetadataDate", &moment);
}

static void make_xmp(const struct pdf_metadata *metadata, struct buffer *out) {
  syntax_append_literal(out,
                        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
  append_properties(metadata, out);
  syntax_append_literal(out, "</rdf:Description>\n");
  standard_append_claims(metadata->standards, out);
  syntax_append_literal(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void xmp_body(void *context, uint32_t index, struct buffer *out) {
  (void)context, (void)index;
  syntax_append_literal(out, "/Type/Metadata/Subtype/XML");
}

static struct str xmp_stream(void *context, uint32_t index) {
  (void)index;
  return buffer_str(&((const struct pdf *)context)->xmp);
}

/* --- output intent (ISO 32000-1, 14.11.5) ------------------------------------------------------------------------ */

enum { PROFILE_LEVEL = 6 }; /* the compressor of pages */

static void profile_body(void *context, uint32_t index, struct buffer *out) {
  (void)context, (void)index;
  syntax_append_literal(out, "/N 3/Filter/FlateDecode");
}

static struct str profile_stream(void *context, uint32_t index) {
  (void)index;
  return buffer_str(&((const struct pdf *)context)->profile);
}

static bool has_output_intent(const struct pdf *pdf) {
  return pdf_standards_need_profile(pdf->metadata->standards);
}

static void make_profile(struct pdf *pdf) {
  if (pdf->metadata->profile.length == 0) {
    objects_fail(pdf->objects, PDF_FAULT);
  } else if (!deflate_append(&pdf->deflater, PROFILE_LEVEL, pdf->metadata->profile, &pdf->profile)) {
    objects_fail(pdf->objects, ENOMEM);
  }
  pdf->profile_stream = objects_reserve(
      pdf->objects, 1, &(struct object_writer){.body = profile_body, .stream = profile_stream, .context = pdf});
}

static void append_output_intent(const struct pdf *pdf, struct buffer *out) {
  if (!has_output_intent(pdf)) return;
  syntax_append_literal(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1");
  append_information("/OutputConditionIdentifier", pdf->metadata->condition, out);
  append_information("/Info", pdf->metadata->condition, out);
  syntax_append_key_reference(out, "DestOutputProfile", pdf->profile_stream);
  syntax_append_literal(out, ">>]");
}

/* --- catalog --------------------------------------------------------------------------------------------------- */

/* libharu writes Type. */
static void catalog_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  (void)index;
  syntax_append_key_reference(out, "Pages", pdf->root_page_node);
  syntax_append_literal(out, "/MarkInfo<</Marked true>>");
  syntax_append_key_reference(out, "StructTreeRoot", pdf->tags.root_id);
  syntax_append_key_reference(out, "Metadata", pdf->metadata_stream);
  append_information("/Lang", pdf->metadata->language, out);
  append_output_intent(pdf, out);
  syntax_append_literal(out, "/ViewerPreferences<</DisplayDocTitle true");
  if (pdf->metadata->right_to_left) syntax_append_literal(out, "/Direction/R2L");
  syntax_append_literal(out, ">>");
  navigation_append_catalog(pdf, out);
}

void metadata_finish(struct pdf *pdf) {
  make_xmp(pdf->metadata, &pdf->xmp);
  if (has_output_intent(pdf)) make_profile(pdf);
  pdf->metadata_stream =
      objects_reserve(pdf->objects, 1, &(struct object_writer){.body = xmp_body, .stream = xmp_stream, .context = pdf});
  objects_own(pdf->objects, OBJECT_CATALOG, &(struct object_writer){.body = catalog_body, .context = pdf});
  objects_own(pdf->objects, OBJECT_INFO, &(struct object_writer){.body = information_body, .context = pdf});
}
