#ifndef PROCESS_GUARD_H
#define PROCESS_GUARD_H

#include <stddef.h>

/// Some bytes that the caller keeps; NULL for none.
struct process_guard_message {
  const char *bytes;
  size_t length;
};

/// From now on a crash on a thread that has said what it reads (process_guard_read) writes that message to the descriptor
/// and ends the process with the status; other crashes end it as before. 0, or -1 with errno.
int process_guard_install(int descriptor, int status);

/// What a crash on the calling thread writes from now on; returns what it would have written before.
struct process_guard_message process_guard_read(struct process_guard_message message);

/// From now on no thread of the process opens a socket, starts another program or traces one: each fails with EPERM. 0,
/// or -1 with errno where the system can't promise it.
int process_guard_confine(void);

/// The version of the kernel's Landlock, which keeps writing to places; -1 with errno where there is none.
int process_guard_landlock_version(void);

/// From now on the calling thread, and those that it starts, write, make, move and remove nothing but the files named, and
/// what lies beneath the folders named: all else fails with EACCES. Places that are not there are left out. 0, or -1 with
/// errno where the system can't promise it, which takes version 2; before 3 files may be cut short anywhere.
int process_guard_write_only(const char *const *places, size_t count);

#endif
