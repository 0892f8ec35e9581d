/* The fields that a style's forms may name, in one table: loading, messages ("did you mean") and the reference page
 * come from it. Whoever fills a form (resolve, and layout for the page's own two) gives each field's text by name; an
 * empty text leaves out the stretch in [ ] that holds it, and a line all of whose fields are empty. */
#ifndef STYLE_STYLE_FIELDS_H
#define STYLE_STYLE_FIELDS_H

#include "base/str.h"

struct style_field {
  struct str name;           /* "document.symbol" */
  const char *documentation; /* for authors of styles */
};

/* Where a form stands decides which fields it may name. */
enum form_place {
  FORM_PAGE,   /* first page, running heads and feet: document.…, meeting.…, page, pages, label.NAME */
  FORM_NUMBER, /* numbers of sections, paragraphs, items, actions: n, section, 1 … 6, meeting.number … */
  FORM_SYMBOL, /* document-number and document-full: symbol, revision, addendum, corrigendum, suffix */
  FORM_TITLE,  /* table captions, contributions' titles, entries of reference lists, contents lines */
  FORM_PLACE_COUNT
};

/* The table for a place; label.NAME, which every place may name, is not in it. */
size_t style_fields(enum form_place place, const struct style_field **fields);
/* Whether a field may stand there; label.NAME always may. */
bool style_field_known(enum form_place place, struct str name);

#endif
