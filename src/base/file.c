#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

enum { READ_CHUNK = 256 * 1024, WRITE_CHUNK = 128 * 1024 };

/* Reads on until the end; `room` is a first guess at the size. */
static int read_all(struct arena *arena, int descriptor, size_t limit, size_t room, struct str *bytes) {
  char *at = arena_allocate_raw(arena, room + 1);
  size_t length = 0;
  for (;;) {
    if (length == room) {
      char *grown = arena_allocate_raw(arena, room * 2 + READ_CHUNK + 1);
      memcpy(grown, at, length);
      at = grown;
      room = room * 2 + READ_CHUNK;
    }
    ssize_t got = read(descriptor, at + length, room - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    length += (size_t)got;
    if (length > limit) return FILE_TOO_LARGE;
  }
  at[length] = '\0';
  *bytes = (struct str){at, length};
  return 0;
}

int file_read_descriptor(struct arena *arena, int descriptor, size_t limit, struct str *bytes) {
  return read_all(arena, descriptor, limit, READ_CHUNK, bytes);
}

static int read_opened(struct arena *arena, int descriptor, size_t limit, struct str *bytes) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return errno;
  if (S_ISDIR(status.st_mode)) return EISDIR;
  if (!S_ISREG(status.st_mode)) return FILE_NOT_REGULAR;
  if ((uint64_t)status.st_size > limit) return FILE_TOO_LARGE;
  /* One more than the size, so that the end is met without growing. */
  return read_all(arena, descriptor, limit, (size_t)status.st_size + 1, bytes);
}

int file_read(struct arena *arena, struct str path, size_t limit, struct str *bytes) {
  if (memchr(path.at, '\0', path.length) != NULL) return ENOENT;
  int descriptor = open(str_copy(arena, path).at, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) return errno;
  int error = read_opened(arena, descriptor, limit, bytes);
  close(descriptor);
  return error;
}

static const struct {
  int error;
  const char *text;
} error_texts[] = {
    {FILE_NOT_REGULAR, "it is not an ordinary file"},
    {FILE_TOO_LARGE, "it is larger than is allowed"},
    {ENOENT, "there is no such file"},
    {ENOTDIR, "a part of its path is not a folder"},
    {EACCES, "permission denied"},
    {EPERM, "permission denied"},
    {EISDIR, "it is a folder"},
    {ENOSPC, "the disk is full"},
    {EDQUOT, "the disk quota is used up"},
    {EROFS, "the disk can only be read"},
    {EIO, "the disk reports a fault"},
    {EFBIG, "the file would be larger than the system allows"},
    {EMFILE, "too many files are open"},
    {ENFILE, "too many files are open"},
    {ENAMETOOLONG, "its name is too long"},
    {ELOOP, "its path goes round in a circle of links"},
    {EPIPE, "whoever was reading has stopped"},
    {ENOMEM, "memory is used up"},
};

const char *file_error_text(int error) {
  for (size_t i = 0; i < sizeof error_texts / sizeof *error_texts; i++)
    if (error_texts[i].error == error) return error_texts[i].text;
  return "the system refused it";
}

static bool path_status(struct str path, struct stat *status) {
  char name[4096];
  if (path.length >= sizeof name || path.length == 0) return false;
  memcpy(name, path.at, path.length);
  name[path.length] = '\0';
  return stat(name, status) == 0;
}

bool file_exists(struct str path) {
  struct stat status;
  return path_status(path, &status);
}

bool file_is_folder(struct str path) {
  struct stat status;
  return path_status(path, &status) && S_ISDIR(status.st_mode);
}

/* The offset just after the last slash, 0 when there is none. */
static size_t base_offset(struct str path) {
  size_t at = path.length;
  while (at > 0 && path.at[at - 1] != '/')
    at--;
  return at;
}

struct str path_folder(struct arena *arena, struct str path) {
  size_t at = base_offset(path);
  if (at == 0) return STR(".");
  return str_copy(arena, str_slice(path, 0, at > 1 ? at - 1 : 1));
}

struct str path_base(struct str path) {
  return str_slice(path, base_offset(path), path.length);
}

struct str path_join(struct arena *arena, struct str folder, struct str path) {
  bool alone = folder.length == 0 || str_equal(folder, STR(".")) || str_starts_with(path, STR("/"));
  if (alone) return str_copy(arena, path);
  bool slash = str_ends_with(folder, STR("/"));
  return str_format(arena, "%.*s%s%.*s", STR_ARG(folder), slash ? "" : "/", STR_ARG(path));
}

struct file_writer {
  struct str path, temporary, folder;
  int descriptor;
  int error;
  char *pending;
  size_t pending_length;
};

enum { TEMPORARY_TRIES = 100 };

/* Beside the target, so that the rename stays on one disk. The name is recognisable and names the process. */
static int open_temporary(struct arena *arena, struct file_writer *writer, mode_t mode) {
  for (int try = 0; try < TEMPORARY_TRIES; try++) {
    struct str name = str_format(arena, ".%.*s.%ld-%d.tmp", STR_ARG(path_base(writer->path)), (long)getpid(), try);
    writer->temporary = path_join(arena, writer->folder, name);
    writer->descriptor = open(writer->temporary.at, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (writer->descriptor >= 0) return 0;
    if (errno != EEXIST) return errno;
  }
  return EEXIST;
}

int file_writer_open(struct arena *arena, struct str path, struct file_writer **out) {
  struct file_writer *writer = arena_new(arena, struct file_writer);
  writer->path = str_copy(arena, path);
  writer->folder = path_folder(arena, path);
  struct stat status;
  bool exists = path_status(path, &status);
  if (exists && S_ISDIR(status.st_mode)) return EISDIR;
  if (exists && !S_ISREG(status.st_mode)) return FILE_NOT_REGULAR;
  /* Before there is a file to leave behind. */
  writer->pending = arena_allocate_raw(arena, WRITE_CHUNK);
  int error = open_temporary(arena, writer, 0666);
  if (error != 0) return error;
  /* A file that is replaced keeps its permissions; where that is refused, the new one's own stand. */
  if (exists && fchmod(writer->descriptor, status.st_mode & 07777) != 0) errno = 0;
  *out = writer;
  return 0;
}

const char *file_writer_temporary(const struct file_writer *writer) {
  return writer->temporary.at;
}

static int write_all(int descriptor, struct str bytes) {
  while (bytes.length > 0) {
    ssize_t done = write(descriptor, bytes.at, bytes.length);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return errno;
    bytes = str_slice(bytes, (size_t)done, bytes.length);
  }
  return 0;
}

static void flush(struct file_writer *writer) {
  if (writer->error == 0)
    writer->error = write_all(writer->descriptor, (struct str){writer->pending, writer->pending_length});
  writer->pending_length = 0;
}

int file_writer_append(struct file_writer *writer, struct str bytes) {
  if (bytes.length > WRITE_CHUNK - writer->pending_length) flush(writer);
  if (bytes.length > WRITE_CHUNK) {
    if (writer->error == 0) writer->error = write_all(writer->descriptor, bytes);
  } else if (bytes.length > 0) {
    memcpy(writer->pending + writer->pending_length, bytes.at, bytes.length);
    writer->pending_length += bytes.length;
  }
  return writer->error;
}

static int sync_folder(struct str folder) {
  int descriptor = open(folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int error = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
  close(descriptor);
  return error;
}

static void keep_first(struct file_writer *writer, bool well) {
  if (!well && writer->error == 0) writer->error = errno;
}

int file_writer_close(struct file_writer *writer, bool commit) {
  if (commit) flush(writer);
  if (commit && writer->error == 0) keep_first(writer, fsync(writer->descriptor) == 0);
  keep_first(writer, close(writer->descriptor) == 0);
  bool renamed = false;
  if (commit && writer->error == 0) {
    renamed = rename(writer->temporary.at, writer->path.at) == 0;
    keep_first(writer, renamed);
  }
  if (!renamed) unlink(writer->temporary.at);
  if (renamed && writer->error == 0) writer->error = sync_folder(writer->folder);
  return writer->error;
}
