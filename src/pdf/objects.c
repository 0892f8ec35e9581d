#include "pdf/objects.h"

#include <errno.h>
#include <string.h>

#include "base/vector.h"
#include "pdf/haru.h"
#include "pdf/output.h"
#include "pdf/syntax.h"

enum {
  GROUP_OBJECTS = 200,      /* most objects of an object stream; their index fits a byte */
  GROUP_BYTES = 128 * 1024, /* and where it is closed earlier: readers unpack it whole for one object */
  STREAM_LEVEL = 6,
  MANY_OBJECTS = 20000, /* some hundreds of pages: from here on speed counts for more than a tenth of the size */
  MANY_OBJECTS_LEVEL = 1,
  TABLE_ROW = 6,         /* type, offset or object stream, index */
  ENTRY_IN_STREAM = 'c', /* beside libharu's 'n' and 'f' */
};

struct object_range {
  uint32_t first, count;
  struct object_writer writer;
};

struct objects {
  HPDF_Doc document;
  HPDF_Dict shared; /* stands in every slot that is ours */
  HPDF_Stream stream;
  struct arena *arena;
  struct deflater *deflater;
  VECTOR(struct object_range) ranges; /* by id, without gaps behind libharu's own */
  size_t range;                       /* where the last look-up ended */
  struct object_range own_ranges[OBJECT_OWN_COUNT];
  uint32_t next_id;
  uint32_t own[OBJECT_OWN_COUNT];
  int error;

  uint32_t current;      /* the id being written */
  struct buffer *target; /* of libharu's stream; NULL: the file */
  struct buffer body, row;
  struct output output;

  struct buffer group, group_index; /* the object stream being filled */
  uint32_t group_count, group_serial;
  VECTOR(uint32_t) group_offsets; /* of those in the file */
  struct str group_bytes;
  uint32_t group_first; /* where its objects begin */
  char identity[33];
};

void objects_fail(struct objects *objects, int error) {
  if (objects->error == 0) objects->error = error;
}

int objects_error(const struct objects *objects) {
  return objects->error;
}

static bool checked(struct objects *objects, HPDF_STATUS status) {
  if (status == HPDF_OK) return objects->error == 0;
  objects_fail(objects, status == HPDF_FAILD_TO_ALLOC_MEM ? ENOMEM : PDF_FAULT);
  return false;
}

/* libharu grows lists by a fixed step, which copies n²/step items; a step as large as the list doubles it. */
static void let_list_double(HPDF_List list) {
  if (list->items_per_block < list->block_siz) list->items_per_block = list->block_siz;
}

static uint32_t slot_count(const struct objects *objects) {
  return objects->document->xref->entries->count;
}

static HPDF_XrefEntry slot(struct objects *objects, uint32_t id) {
  HPDF_XrefEntry entry = id < slot_count(objects) ? HPDF_Xref_GetEntry(objects->document->xref, id) : NULL;
  if (entry == NULL) objects_fail(objects, PDF_FAULT);
  return entry;
}

/* libharu would free the shared dictionary once a slot. */
static void empty_shared_slots(struct objects *objects) {
  for (uint32_t id = 0; id < slot_count(objects); id++) {
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(objects->document->xref, id);
    if (entry != NULL && entry->obj == objects->shared) entry->obj = NULL;
  }
}

/* Slots come into being just before they are written. When a slot cannot be made libharu frees the object that was to
 * stand in it. */
static bool add_slots(struct objects *objects, uint32_t last_id) {
  while (slot_count(objects) <= last_id) {
    objects->shared->header.obj_id = 0;
    let_list_double(objects->document->xref->entries);
    if (checked(objects, HPDF_Xref_Add(objects->document->xref, objects->shared))) continue;
    empty_shared_slots(objects);
    objects->shared = NULL;
    return false;
  }
  return true;
}

static bool holds(const struct object_range *range, uint32_t id) {
  return id >= range->first && id - range->first < range->count;
}

static const struct object_range *find_range(struct objects *objects, uint32_t id) {
  for (int i = 0; i < OBJECT_OWN_COUNT; i++)
    if (holds(&objects->own_ranges[i], id)) return &objects->own_ranges[i];
  size_t low = 0, high = objects->ranges.count;
  if (objects->range < high && holds(&objects->ranges.at[objects->range], id))
    return &objects->ranges.at[objects->range];
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    *(objects->ranges.at[middle].first <= id ? &low : &high) = middle;
  }
  objects->range = low;
  return low < high && holds(&objects->ranges.at[low], id) ? &objects->ranges.at[low] : NULL;
}

/* libharu's hook between << and >>. */
static HPDF_STATUS write_body(HPDF_Dict dictionary, HPDF_Stream stream) {
  struct objects *objects = dictionary->attr;
  const struct object_range *range = find_range(objects, objects->current);
  if (range == NULL) return HPDF_INVALID_OBJECT;
  uint32_t index = objects->current - range->first;
  objects->body.length = 0;
  range->writer.body(range->writer.context, index, &objects->body);
  if (range->writer.stream != NULL) {
    syntax_append_literal(&objects->body, "/Length ");
    buffer_append_unsigned(&objects->body, range->writer.stream(range->writer.context, index).length);
  }
  return HPDF_Stream_Write(stream, (const HPDF_BYTE *)buffer_str(&objects->body).at, (HPDF_UINT)objects->body.length);
}

/* And the one behind >>. */
static HPDF_STATUS write_data(HPDF_Dict dictionary) {
  struct objects *objects = dictionary->attr;
  const struct object_range *range = find_range(objects, objects->current);
  if (range == NULL) return HPDF_INVALID_OBJECT;
  if (range->writer.stream == NULL) return HPDF_OK;
  pdf_output_append(&objects->output, STR("\nstream\r\n"));
  pdf_output_append(&objects->output, range->writer.stream(range->writer.context, objects->current - range->first));
  pdf_output_append(&objects->output, STR("\nendstream"));
  return objects->output.error == 0 ? HPDF_OK : HPDF_FILE_IO_ERROR;
}

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT count) {
  struct objects *objects = stream->attr;
  struct str taken = {(const char *)bytes, count};
  if (objects->target != NULL)
    buffer_append(objects->target, taken);
  else
    pdf_output_append(&objects->output, taken);
  return objects->output.error == 0 ? HPDF_OK : HPDF_FILE_IO_ERROR;
}

static void adopt(struct objects *objects, HPDF_Dict dictionary) {
  dictionary->before_write_fn = NULL;
  dictionary->write_fn = write_body;
  dictionary->after_write_fn = write_data;
  dictionary->attr = objects;
}

static uint32_t dictionary_id(HPDF_Dict dictionary) {
  return dictionary->header.obj_id & 0x00FFFFFF;
}

/* The catalog's Pages, the pages' Kids and the information's Producer are written by our own bodies. */
static bool adopt_own(struct objects *objects) {
  HPDF_Doc document = objects->document;
  if (document->catalog == NULL || document->root_pages == NULL || document->info == NULL) return false;
  const struct {
    HPDF_Dict dictionary;
    const char *keys[2];
  } own[OBJECT_OWN_COUNT] = {{document->catalog, {"Pages", NULL}},
                             {document->root_pages, {"Kids", "Count"}},
                             {document->info, {"Producer", NULL}}};
  for (int i = 0; i < OBJECT_OWN_COUNT; i++) {
    objects->own[i] = dictionary_id(own[i].dictionary);
    if (objects->own[i] == 0 || objects->own[i] >= objects->next_id) return false;
    for (int k = 0; k < 2 && own[i].keys[k] != NULL; k++)
      if (HPDF_Dict_RemoveElement(own[i].dictionary, own[i].keys[k]) != HPDF_OK) return false;
    adopt(objects, own[i].dictionary);
  }
  return objects->next_id == OBJECT_OWN_COUNT + 1;
}

static int open_document(struct objects *objects) {
  if (strncmp(HPDF_GetVersion(), HARU_VERSION, strlen(HARU_VERSION)) != 0) return PDF_FAULT;
  objects->document = HPDF_NewEx(NULL, NULL, NULL, 0, NULL);
  if (objects->document == NULL) return ENOMEM;
  objects->document->pdf_version = HPDF_VER_17;
  objects->next_id = slot_count(objects);
  objects->shared = HPDF_Dict_New(objects->document->mmgr);
  objects->stream = HPDF_CallbackWriter_New(objects->document->mmgr, take_bytes, objects);
  if (objects->shared == NULL || objects->stream == NULL) return ENOMEM;
  adopt(objects, objects->shared);
  if (adopt_own(objects)) return 0;
  return HPDF_GetError(objects->document) == HPDF_FAILD_TO_ALLOC_MEM ? ENOMEM : PDF_FAULT;
}

struct objects *objects_open(struct arena *arena, struct deflater *deflater) {
  struct objects *objects = arena_new(arena, struct objects);
  objects->arena = arena;
  objects->deflater = deflater;
  int error = open_document(objects);
  if (error != 0) objects_fail(objects, error);
  return objects;
}

void objects_close(struct objects *objects) {
  if (objects->document != NULL) {
    if (objects->stream != NULL) HPDF_Stream_Free(objects->stream);
    if (objects->shared != NULL) {
      empty_shared_slots(objects);
      objects->shared->header.obj_id = 0;
      HPDF_Dict_Free(objects->shared);
    }
    HPDF_Free(objects->document);
  }
  buffer_free(&objects->body);
  buffer_free(&objects->row);
  buffer_free(&objects->group);
  buffer_free(&objects->group_index);
  pdf_output_free(&objects->output);
  *objects = (struct objects){.error = objects->error};
}

uint32_t objects_own(struct objects *objects, enum object_own which, const struct object_writer *writer) {
  objects->own_ranges[which] = (struct object_range){objects->own[which], 1, *writer};
  return objects->own[which];
}

static bool continues_range(const struct object_range *range, const struct object_writer *writer) {
  return range->writer.body == writer->body && range->writer.context == writer->context;
}

uint32_t objects_reserve(struct objects *objects, uint32_t count, const struct object_writer *writer) {
  if (objects->error == 0 && count > HPDF_LIMIT_MAX_XREF_ELEMENT - objects->next_id)
    objects_fail(objects, PDF_TOO_LARGE);
  if (objects->error != 0 || count == 0) return objects->next_id;
  size_t ranges = objects->ranges.count;
  if (ranges > 0 && continues_range(&objects->ranges.at[ranges - 1], writer))
    objects->ranges.at[ranges - 1].count += count;
  else
    vector_push(objects->arena, &objects->ranges, (struct object_range){objects->next_id, count, *writer});
  objects->next_id += count;
  return objects->next_id - count;
}

void objects_begin(struct objects *objects, pdf_write write, void *context) {
  pdf_output_begin(&objects->output, write, context);
  pdf_output_append(&objects->output, STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
}

/* `object` is the slot's, or the shared one while the slot is not there yet. Returns where it stands. */
static uint32_t write_in_file(struct objects *objects, uint32_t id, void *object) {
  uint32_t offset = (uint32_t)objects->output.position;
  char head[SYNTAX_NUMBER_ROOM];
  objects->current = id;
  objects->target = NULL;
  pdf_output_append(&objects->output, (struct str){head, (size_t)(syntax_write_integer(head, id) - head)});
  pdf_output_append(&objects->output, STR(" 0 obj\n"));
  HPDF_STATUS status = HPDF_Obj_WriteValue(object, objects->stream, NULL);
  pdf_output_append(&objects->output, STR("\nendobj\n"));
  if (objects->output.error != 0) objects_fail(objects, objects->output.error);
  checked(objects, status);
  return offset;
}

void objects_write_stream(struct objects *objects, uint32_t id) {
  if (objects->error != 0 || !add_slots(objects, id)) return;
  HPDF_XrefEntry entry = slot(objects, id);
  if (entry != NULL) entry->byte_offset = write_in_file(objects, id, entry->obj);
}

static void group_body(void *context, uint32_t index, struct buffer *out) {
  struct objects *objects = context;
  (void)index;
  buffer_append_format(out, "/Type/ObjStm/N %u/First %u/Filter/FlateDecode", objects->group_count,
                       objects->group_first);
}

static struct str group_stream(void *context, uint32_t index) {
  (void)index;
  return ((struct objects *)context)->group_bytes;
}

/* The object stream's slot is filled at the end: slots come in the order of ids, and its id is behind all others. */
static void close_group(struct objects *objects) {
  if (objects->group_count == 0 || objects->error != 0) return;
  struct buffer packed = {0};
  objects->group_first = (uint32_t)objects->group_index.length;
  buffer_append(&objects->group_index, buffer_str(&objects->group));
  int level = objects->next_id > MANY_OBJECTS ? MANY_OBJECTS_LEVEL : STREAM_LEVEL;
  if (!deflate_append(objects->deflater, level, buffer_str(&objects->group_index), &packed))
    objects_fail(objects, ENOMEM);
  objects->group_bytes = buffer_str(&packed);
  struct object_writer writer = {.body = group_body, .stream = group_stream, .context = objects};
  uint32_t id = objects_reserve(objects, 1, &writer);
  if (objects->error == 0)
    vector_push(objects->arena, &objects->group_offsets, write_in_file(objects, id, objects->shared));
  buffer_free(&packed);
  objects->group.length = objects->group_index.length = 0;
  objects->group_count = 0;
  objects->group_serial++;
}

static void write_grouped_object(struct objects *objects, uint32_t id, HPDF_XrefEntry entry) {
  buffer_append_unsigned(&objects->group_index, id);
  buffer_append_byte(&objects->group_index, ' ');
  buffer_append_unsigned(&objects->group_index, objects->group.length);
  buffer_append_byte(&objects->group_index, ' ');
  objects->current = id;
  objects->target = &objects->group;
  checked(objects, HPDF_Obj_WriteValue(entry->obj, objects->stream, NULL));
  buffer_append_byte(&objects->group, '\n');
  entry->entry_typ = ENTRY_IN_STREAM;
  entry->byte_offset = objects->group_serial;
  entry->gen_no = (HPDF_UINT16)objects->group_count++;
  if (objects->group_count == GROUP_OBJECTS || objects->group.length >= GROUP_BYTES) close_group(objects);
}

static void write_object(struct objects *objects, uint32_t id) {
  if (!add_slots(objects, id)) return;
  HPDF_XrefEntry entry = slot(objects, id);
  const struct object_range *range = find_range(objects, id);
  if (entry == NULL || range == NULL)
    objects_fail(objects, PDF_FAULT);
  else if (range->writer.stream == NULL)
    write_grouped_object(objects, id, entry);
  else if (entry->byte_offset == 0)
    entry->byte_offset = write_in_file(objects, id, entry->obj);
}

static void append_row(struct buffer *row, unsigned type, uint32_t value, unsigned index) {
  char bytes[TABLE_ROW] = {(char)type,         (char)(value >> 24), (char)(value >> 16),
                           (char)(value >> 8), (char)value,         (char)index};
  buffer_append(row, (struct str){bytes, sizeof bytes});
}

/* Rows as PNG's "up" predictor wants them: each byte less the one above it (RFC 2083, 6.4). */
static void append_predicted(struct buffer *table, const struct buffer *row, unsigned char above[TABLE_ROW]) {
  buffer_append_byte(table, 2);
  for (int i = 0; i < TABLE_ROW; i++) {
    unsigned char byte = (unsigned char)row->at[i];
    buffer_append_byte(table, (char)(unsigned char)(byte - above[i]));
    above[i] = byte;
  }
}

static void table_row(struct objects *objects, uint32_t id, uint32_t first_group, uint32_t table_id,
                      uint32_t table_offset) {
  objects->row.length = 0;
  if (id == 0) {
    append_row(&objects->row, 0, 0, 0);
  } else if (id == table_id) {
    append_row(&objects->row, 1, table_offset, 0);
  } else if (id >= first_group) {
    append_row(&objects->row, 1, objects->group_offsets.at[id - first_group], 0);
  } else {
    HPDF_XrefEntry entry = slot(objects, id);
    if (entry == NULL) return;
    bool grouped = entry->entry_typ == ENTRY_IN_STREAM;
    append_row(&objects->row, grouped ? 2 : 1, grouped ? first_group + entry->byte_offset : entry->byte_offset,
               grouped ? entry->gen_no : 0);
  }
}

static void table_body(void *context, uint32_t index, struct buffer *out) {
  struct objects *objects = context;
  (void)index;
  buffer_append_format(out, "/Type/XRef/Size %u/W[1 4 1]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]", objects->next_id,
                       objects->own[OBJECT_CATALOG], objects->own[OBJECT_INFO], objects->identity, objects->identity);
  buffer_append_format(out, "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>", TABLE_ROW);
}

static void take_identity(struct objects *objects) {
  unsigned char bytes[16];
  struct fingerprint fingerprint = objects->output.fingerprint;
  fingerprint_add(&fingerprint, (struct str){objects->output.piece, objects->output.held});
  fingerprint_end(&fingerprint, bytes);
  for (int i = 0; i < 16; i++) {
    objects->identity[2 * i] = "0123456789ABCDEF"[bytes[i] >> 4];
    objects->identity[2 * i + 1] = "0123456789ABCDEF"[bytes[i] & 15];
  }
}

static void write_table(struct objects *objects, uint32_t first_group) {
  struct object_writer writer = {.body = table_body, .stream = group_stream, .context = objects};
  uint32_t id = objects_reserve(objects, 1, &writer), offset = (uint32_t)objects->output.position;
  struct buffer table = {0}, packed = {0};
  unsigned char above[TABLE_ROW] = {0};
  buffer_reserve(&table, (size_t)objects->next_id * (TABLE_ROW + 1));
  for (uint32_t i = 0; i < objects->next_id && objects->error == 0; i++) {
    table_row(objects, i, first_group, id, offset);
    append_predicted(&table, &objects->row, above);
  }
  if (!deflate_append(objects->deflater, STREAM_LEVEL, buffer_str(&table), &packed)) objects_fail(objects, ENOMEM);
  buffer_free(&table);
  objects->group_bytes = buffer_str(&packed);
  take_identity(objects);
  if (objects->error == 0) write_in_file(objects, id, objects->shared);
  buffer_free(&packed);
  objects->body.length = 0;
  buffer_append_format(&objects->body, "startxref\n%u\n%%%%EOF\n", offset);
  pdf_output_append(&objects->output, buffer_str(&objects->body));
}

void objects_write_rest(struct objects *objects) {
  uint32_t end = objects->next_id;
  for (uint32_t id = 1; id < end && objects->error == 0; id++)
    write_object(objects, id);
  close_group(objects);
  if (objects->error == 0) write_table(objects, end);
  pdf_output_flush(&objects->output);
  if (objects->output.error != 0) objects_fail(objects, objects->output.error);
}

struct str objects_identity(const struct objects *objects) {
  return str_from(objects->identity);
}
