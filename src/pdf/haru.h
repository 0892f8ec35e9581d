/* libharu's headers, and what is relied on behind its functions: fields of structs that its headers show but that no
 * promise holds in place. Another layout or version must not compile or not start. Included by objects.c only. */
#ifndef PDF_HARU_H
#define PDF_HARU_H

#include <stddef.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>
#include <hpdf_version.h>

#define HARU_VERSION "2.3.0"

_Static_assert(HPDF_VERSION_ID == 20300, "libharu 2.3.0 was measured, no other");
_Static_assert(sizeof(void *) == 8, "offsets below are of 64 bits");

_Static_assert(sizeof(HPDF_Obj_Header) == 8, "object header");
_Static_assert(offsetof(HPDF_Obj_Header, obj_id) == 0, "object header");

_Static_assert(sizeof(HPDF_Dict_Rec) == 96, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, header) == 0, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, before_write_fn) == 32, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, write_fn) == 40, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, after_write_fn) == 48, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, stream) == 64, "dictionary");
_Static_assert(offsetof(HPDF_Dict_Rec, attr) == 88, "dictionary");

_Static_assert(sizeof(HPDF_List_Rec) == 40, "list");
_Static_assert(offsetof(HPDF_List_Rec, block_siz) == 16, "list");
_Static_assert(offsetof(HPDF_List_Rec, items_per_block) == 20, "list");
_Static_assert(offsetof(HPDF_List_Rec, count) == 24, "list");

_Static_assert(sizeof(HPDF_XrefEntry_Rec) == 24, "cross-reference entry");
_Static_assert(offsetof(HPDF_XrefEntry_Rec, byte_offset) == 4, "cross-reference entry");
_Static_assert(offsetof(HPDF_XrefEntry_Rec, gen_no) == 8, "cross-reference entry");
_Static_assert(offsetof(HPDF_XrefEntry_Rec, obj) == 16, "cross-reference entry");
_Static_assert(offsetof(HPDF_Xref_Rec, entries) == 24, "cross-reference table");

_Static_assert(offsetof(HPDF_Stream_Rec, attr) == 80, "stream");

_Static_assert(offsetof(HPDF_Doc_Rec, pdf_version) == 4, "document");
_Static_assert(offsetof(HPDF_Doc_Rec, mmgr) == 8, "document");
_Static_assert(offsetof(HPDF_Doc_Rec, catalog) == 16, "document");
_Static_assert(offsetof(HPDF_Doc_Rec, xref) == 32, "document");
_Static_assert(offsetof(HPDF_Doc_Rec, root_pages) == 40, "document");
_Static_assert(offsetof(HPDF_Doc_Rec, info) == offsetof(HPDF_Doc_Rec, error) + sizeof(HPDF_Error_Rec), "document");
_Static_assert(sizeof(HPDF_UINT) == 4, "libharu's integers");

#endif
