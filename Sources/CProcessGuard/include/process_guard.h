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

#endif
