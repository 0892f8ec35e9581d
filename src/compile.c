#include "compile.h"

#include <time.h>

#include "base/tree.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "report/report.h"
#include "resolve/resolved.h"
#include "style/profile.h"

const char *const stage_names[STAGE_COUNT] = {"read", "style", "resolve", "text", "layout", "pdf"};

/* Times are measured only, never an input. */
static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

struct road {
  struct compiler *compiler;
  struct diagnostics *diagnostics;
  struct arena *arena;
  const struct compile_options *options;
  struct compile_result *result;
  struct arena *model; /* of `report`, which dies when it is resolved: its texts do not lie there */
  struct report *report;
  const struct style *style;
  const struct language_pack *language;
  const struct color_profile *profile; /* NULL: no standard asks for one */
  struct resolved *resolved;
  int64_t started;
};

static void stage_done(struct road *road, enum stage stage) {
  int64_t time = now();
  road->result->nanoseconds[stage] = time - road->started;
  road->result->arena_bytes[stage] = arena_used(road->arena) + (road->model == NULL ? 0 : arena_used(road->model));
  road->started = time;
}

static struct pdf_metadata metadata_of(const struct road *road) {
  const struct resolved *resolved = road->resolved;
  const struct color_profile *profile = road->profile;
  return (struct pdf_metadata){
      .title = resolved->title,
      .author = resolved->author,
      .subject = resolved->subject,
      .keywords = resolved->keywords,
      .language = resolved->language,
      .producer = STR("rapporteur " RAPPORTEUR_VERSION),
      .has_date = resolved->date.given,
      .year = resolved->date.year,
      .month = resolved->date.month,
      .day = resolved->date.day,
      .has_epoch = road->options->has_epoch,
      .epoch = road->options->epoch,
      .right_to_left = resolved->direction == DIRECTION_RIGHT_TO_LEFT,
      .standards = road->options->standards,
      .profile = profile == NULL ? (struct str){0} : profile->bytes,
      .condition = profile == NULL ? (struct str){0} : profile->condition,
  };
}

static const struct pdf_bookmark *bookmarks_of(const struct road *road) {
  const struct resolved *resolved = road->resolved;
  struct pdf_bookmark *bookmarks = arena_new_array(road->arena, struct pdf_bookmark, resolved->bookmark_count);
  for (size_t i = 0; i < resolved->bookmark_count; i++) {
    const struct bookmark *from = &resolved->bookmarks[i];
    bookmarks[i] = (struct pdf_bookmark){from->title, from->level, from->anchor->index};
  }
  return bookmarks;
}

/* Where files may lie that the report names. */
static struct file_tree tree_of(const struct road *road) {
  const struct compile_options *options = road->options;
  return file_tree_create(road->arena, options->folder, options->allowed_folders, options->allowed_folder_count);
}

/* Files of rows; the report is whole then. */
static void read_tables(struct road *road) {
  if (road->report == NULL || road->report->table_count == 0) return;
  struct file_tree tree = tree_of(road);
  report_read_tables(road->diagnostics, road->model, road->report, road->options->folder, &tree);
}

static void read_report(struct road *road) {
  uint32_t file = diagnostics_add_file(road->diagnostics, road->options->path, road->options->bytes);
  struct arena *nodes = arena_create(); /* as large as the model, which holds nothing of them */
  struct yaml_document document = yaml_parse(road->diagnostics, nodes, file, &yaml_default_limits);
  if (road->options->dump == DUMP_YAML) yaml_dump(road->diagnostics, &document, &road->result->dump);
  road->report = report_load(road->diagnostics, road->model, &document);
  arena_destroy(nodes);
  read_tables(road);
  if (road->report != NULL && road->options->dump == DUMP_MODEL)
    report_dump(road->diagnostics, road->report, &road->result->dump);
  stage_done(road, STAGE_READ);
}

/* A style that a report names by a path lies in the report's tree or beside the program's own. */
static bool may_read(struct road *road, struct str path, struct place place) {
  const struct compile_options *options = road->options;
  size_t count = options->allowed_folder_count;
  struct str *allowed = arena_new_array(road->arena, struct str, count + 1);
  for (size_t i = 0; i < count; i++)
    allowed[i] = options->allowed_folders[i];
  allowed[count] = road->compiler->styles_folder;
  struct file_tree tree = file_tree_create(road->arena, options->folder, allowed, count + 1);
  if (file_tree_holds(&tree, path)) return true;
  struct message *message = diagnose(road->diagnostics, place, E_OUTSIDE_TREE,
                                     "the file `%.*s` lies outside the report's folder", STR_ARG(path));
  message_hint(road->diagnostics, message, "move it there, or allow its folder with --allow-path");
  return false;
}

/* The option wins over the report's own style; a report without one gets the default. */
static void read_style(struct road *road) {
  const struct compiler *compiler = road->compiler;
  const struct source_text *own = &road->report->style;
  bool given = road->options->style.length > 0;
  struct str name = given ? road->options->style : own->bytes;
  struct place place = given ? (struct place){0} : source_text_place(own, 0, own->bytes.length);
  if (!given && style_is_path(name)) {
    name = path_join(road->arena, road->options->folder, name);
    if (!may_read(road, name, place)) return;
  }
  road->style =
      style_load(road->diagnostics, road->arena, compiler->styles_folder, compiler->fonts_folder, name, place);
  if (road->style == NULL) return;
  const struct source_text *tag = &road->report->language;
  struct str language = tag->bytes.length > 0 ? tag->bytes : STR("en");
  road->language = language_load(road->diagnostics, road->arena, road->style->labels_folder, language,
                                 source_text_place(tag, 0, tag->bytes.length));
  if (road->language != NULL)
    road->language = style_localize(road->diagnostics, road->arena, road->style, road->language);
}

/* Read once for all reports; each that lacks it is told. */
static void read_profile(struct road *road) {
  struct compiler *compiler = road->compiler;
  if (!pdf_standards_need_profile(road->options->standards)) return;
  if (compiler->profile == NULL)
    compiler->profile = profile_load(road->diagnostics, compiler->arena, compiler->styles_folder, STR("srgb"));
  road->profile = compiler->profile;
}

static void read_registries(struct road *road, struct registry *registry) {
  if (road->report->registry_count == 0) return;
  struct file_tree tree = tree_of(road);
  report_read_registries(road->diagnostics, road->arena, road->report, road->options->folder, &tree, registry);
}

static void resolve(struct road *road) {
  struct registry registry = registry_create(road->arena);
  registry_load_style(road->diagnostics, road->arena, road->style, &registry);
  read_registries(road, &registry);
  road->resolved = resolve_report(road->diagnostics, road->arena, road->report, road->style, road->language, &registry);
  if (road->options->dump == DUMP_RESOLVED) resolved_dump(road->resolved, &road->result->dump);
  if (road->options->dump == DUMP_TEXT) resolved_text(road->resolved, &road->result->dump);
  road->result->clusters_resolved = road->resolved->cluster_count;
  stage_done(road, STAGE_RESOLVE);
}

static void drop_model(struct road *road) {
  arena_destroy(road->model);
  road->model = NULL;
  road->report = NULL;
}

static void check_text(struct road *road) {
  text_use_language(road->compiler->text, road->language);
  for (size_t i = 0; i < road->resolved->pack_count; i++)
    text_use_language(road->compiler->text, road->resolved->packs[i]);
  layout_check_text(road->diagnostics, road->compiler->text, road->resolved, road->style);
  stage_done(road, STAGE_TEXT);
}

static void dump_page(void *context, const struct page *page, const struct structure *structure) {
  page_dump(page, structure, context);
}

static void ignore_page(void *context, const struct page *page, const struct structure *structure) {
  (void)context, (void)page, (void)structure;
}

static struct page_sink sink_of(struct road *road, struct pdf *pdf) {
  if (road->options->dump == DUMP_PAGES) return (struct page_sink){dump_page, &road->result->dump};
  return pdf == NULL ? (struct page_sink){ignore_page, NULL} : pdf_sink(pdf);
}

/* A difference between what resolve handed over and what stands on pages is the program's fault, never the author's. */
static bool nothing_lost(const struct compile_result *result) {
  return result->clusters_resolved == result->clusters_placed;
}

static bool lay_out(struct road *road, struct pdf *pdf, struct layout_result *laid_out) {
  struct page_sink sink = sink_of(road, pdf);
  bool done =
      layout_report(road->diagnostics, road->arena, road->compiler->text, road->resolved, road->style, &sink, laid_out);
  road->result->pages = laid_out->page_count;
  road->result->clusters_placed = laid_out->cluster_count;
  stage_done(road, STAGE_LAYOUT);
  if (road->options->dump == DUMP_PAGES)
    buffer_append_format(&road->result->dump, "characters: %zu resolved, %zu placed\n", road->result->clusters_resolved,
                         road->result->clusters_placed);
  return done && road->diagnostics->error_count == 0;
}

static int finish_pdf(struct road *road, struct pdf *pdf, const struct layout_result *laid_out) {
  struct pdf_metadata metadata = metadata_of(road);
  int error = pdf_finish(pdf, &laid_out->structure, laid_out->destinations, laid_out->destination_count,
                         bookmarks_of(road), road->resolved->bookmark_count, &metadata);
  stage_done(road, STAGE_PDF);
  return error;
}

static enum compile_status output_status(int error) {
  if (error == 0) return COMPILE_DONE;
  return error == PDF_FAULT ? COMPILE_FAULT : COMPILE_OUTPUT_FAILED;
}

static enum compile_status paginate(struct road *road, pdf_write write, void *context) {
  bool wanted = !road->options->check_only && road->options->dump == DUMP_NONE;
  struct pdf *pdf = wanted ? pdf_create(road->arena, write, context) : NULL;
  struct layout_result laid_out = {0};
  enum compile_status status = COMPILE_REFUSED;
  if (lay_out(road, pdf, &laid_out)) {
    status = nothing_lost(road->result) ? COMPILE_DONE : COMPILE_FAULT;
    if (status == COMPILE_DONE && wanted) {
      road->result->error = finish_pdf(road, pdf, &laid_out);
      status = output_status(road->result->error);
    }
  }
  if (pdf != NULL) pdf_destroy(pdf);
  return status;
}

void compile_report(struct compiler *compiler, struct diagnostics *diagnostics, struct arena *arena,
                    const struct compile_options *options, pdf_write write, void *context,
                    struct compile_result *result) {
  struct road road = {compiler, diagnostics, arena, options, result, .model = arena_create(), .started = now()};
  result->status = COMPILE_REFUSED;
  read_report(&road);
  if (road.report != NULL) {
    read_style(&road);
    read_profile(&road);
    stage_done(&road, STAGE_STYLE);
  }
  if (road.style != NULL && road.language != NULL) resolve(&road);
  drop_model(&road);
  if (road.resolved == NULL) return;
  check_text(&road);
  if (diagnostics->error_count > 0) return;
  result->status = paginate(&road, write, context);
}
