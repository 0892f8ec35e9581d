/* Files: whole reads within limits, and writes that replace the old file whole or not at all. Errors are errno values,
 * 0 for success; FILE_NOT_REGULAR and FILE_TOO_LARGE besides. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

enum { FILE_NOT_REGULAR = -1, FILE_TOO_LARGE = -2 };

/* The whole of a regular file into `arena`, at most `limit` bytes. `path` need not be NUL-terminated. */
int file_read(struct arena *arena, struct str path, size_t limit, struct str *bytes);
/* The same from an open descriptor that may be a pipe. */
int file_read_descriptor(struct arena *arena, int descriptor, size_t limit, struct str *bytes);
/* What an error number means, in words for a user. */
const char *file_error_text(int error);

bool file_exists(struct str path);
bool file_is_folder(struct str path);
/* Folder of a path ("." when it has none), its last part, and a path joined to a folder (an absolute one stays). */
struct str path_folder(struct arena *arena, struct str path);
struct str path_base(struct str path);
struct str path_join(struct arena *arena, struct str folder, struct str path);

/* Whole new bytes at `path` or the old ones: a temporary file in the same folder, fsync, rename, fsync of the folder.
 * After any error the temporary file is gone and file_writer_close returns the first error. */
struct file_writer;
int file_writer_open(struct arena *arena, struct str path, struct file_writer **writer);
/* The temporary file's NUL-terminated name, for a signal handler to remove. */
const char *file_writer_temporary(const struct file_writer *writer);
int file_writer_append(struct file_writer *writer, struct str bytes);
int file_writer_close(struct file_writer *writer, bool commit);

#endif
