/* Pages to a tagged PDF 1.7 through libharu: its objects, references and writer; page contents, fonts and streams are
 * made here. Nothing depends on clock, locale or environment. Knows no report and no style. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/file.h"
#include "diagnostic/diagnostic.h"
#include "layout/page.h"
#include "pdf/standard.h"

struct pdf;

struct pdf_bookmark {
  struct str title;
  uint8_t level;
  uint32_t destination;
};

struct pdf_metadata {
  struct str title, author, subject, keywords, language, producer;
  unsigned standards;            /* a set of enum pdf_standard, free of conflicts: what the file says that it meets */
  struct str profile, condition; /* ICC profile for RGB, and what it describes; needed where a standard needs one */
  bool has_date;
  int16_t year;
  uint8_t month, day;
  int64_t epoch;
  bool has_epoch; /* SOURCE_DATE_EPOCH, when there is no date */
  bool right_to_left;
};

/* Bytes go to `write` in pieces of at most a mebibyte, the contents of pages as they come; it returns 0 or an errno,
 * which ends the writing. They are a PDF only when pdf_finish has returned 0. */
typedef int (*pdf_write)(void *context, struct str bytes);
struct pdf *pdf_create(struct arena *arena, pdf_write write, void *context);
/* The sink for layout: makes and compresses a page's contents. A page's items stand in reading order, a line's runs in
 * that of their characters; an item's baseline is that of its line, a run's rise is added here. */
struct page_sink pdf_sink(struct pdf *pdf);

/* Structure, fonts, bookmarks, destinations, metadata. Returns 0, an errno, or PDF_TOO_LARGE (over 2 GiB or 8,388,607
 * objects) / PDF_FAULT (a page that never came or came twice, a font that cannot be subset, another libharu). To be
 * called once. */
enum { PDF_TOO_LARGE = -11, PDF_FAULT = -12 };
int pdf_finish(struct pdf *pdf, const struct structure *structure, const struct destination *destinations,
               size_t destination_count, const struct pdf_bookmark *bookmarks, size_t bookmark_count,
               const struct pdf_metadata *metadata);
/* The file identifier in hex (of the bytes written), after pdf_finish; lives as long as `pdf`. */
struct str pdf_identity(const struct pdf *pdf);
/* Frees what is not the arena's; NULL is allowed. */
void pdf_destroy(struct pdf *pdf);

#endif
