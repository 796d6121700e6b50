// What can be done about libraries that read files of strangers, in the process itself: signal handlers may only call
// what POSIX calls async-signal-safe, and Swift promises that of nothing, so this is C.
#define _GNU_SOURCE
#include "process_guard.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static int message_descriptor = STDERR_FILENO;
static int exit_status = 70;

static _Thread_local const char *volatile reading;
static _Thread_local volatile size_t message_length;
// A stack that overflows leaves the handler none to run on. Frames of signals with AVX-512 take some 4 KB.
static _Thread_local char handler_stack[1 << 15];
static _Thread_local int has_handler_stack;

static void end(int number) {
  const char *bytes = reading;
  if (bytes) {
    size_t left = message_length;
    while (left > 0) {
      ssize_t written = write(message_descriptor, bytes, left);
      if (written <= 0) break;
      bytes += written;
      left -= (size_t)written;
    }
    _exit(exit_status);
  }
  // Not of a file: the instruction is tried again and ends the process as it would have.
  signal(number, SIG_DFL);
}

int process_guard_install(int descriptor, int status) {
  message_descriptor = descriptor;
  exit_status = status;
  const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  struct sigaction action = {0};
  action.sa_handler = end;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++)
    if (sigaction(numbers[index], &action, NULL) != 0) return -1;
  return 0;
}

struct process_guard_message process_guard_read(struct process_guard_message message) {
  if (message.bytes && !has_handler_stack) {
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    has_handler_stack = sigaltstack(&stack, NULL) == 0;
  }
  struct process_guard_message before = {reading, message_length};
  // A crash between the lines finds no message rather than half of one.
  reading = NULL;
  message_length = message.length;
  reading = message.bytes;
  return before;
}

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define REFUSE(call) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

int process_guard_confine(void) {
  struct sock_filter steps[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    // Calls of another architecture have other numbers.
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
    // And so do those of x32.
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
    REFUSE(SYS_socket),
    REFUSE(SYS_socketpair),
    REFUSE(SYS_execve),
    REFUSE(SYS_execveat),
    REFUSE(SYS_ptrace),
    // Work handed to a ring of the kernel's is not seen here.
    REFUSE(425 /* io_uring_setup */),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = {.len = sizeof steps / sizeof *steps, .filter = steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0 ? 0 : -1;
}

// Landlock, as linux/landlock.h of a later kernel than Debian 12's has it.
#define WRITE_FILE (1ULL << 1)
#define REMOVE_DIR (1ULL << 4)
#define REMOVE_FILE (1ULL << 5)
// Devices, folders, files, sockets, pipes, blocks and links.
#define MAKE_ANY (0x7fULL << 6)
// Between folders: a system that does not know this right allows it nowhere.
#define MOVE_BETWEEN (1ULL << 13)
#define TRUNCATE (1ULL << 14)

struct ruleset {
  uint64_t handled;
};

struct beneath {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

static int restrict_writing(int rules, uint64_t rights, const char *const *places, size_t count) {
  for (size_t index = 0; index < count; index++) {
    int place = open(places[index], O_PATH | O_CLOEXEC);
    if (place < 0) continue;
    struct stat information;
    int failed = fstat(place, &information) != 0;
    struct beneath rule = {.allowed = rights, .parent = place};
    if (!S_ISDIR(information.st_mode)) rule.allowed &= WRITE_FILE | TRUNCATE;
    failed = failed || syscall(445 /* landlock_add_rule */, rules, 1 /* beneath a path */, &rule, 0) != 0;
    int reason = errno;
    close(place);
    errno = reason;
    if (failed) return -1;
  }
  return (int)syscall(446 /* landlock_restrict_self */, rules, 0);
}

int process_guard_landlock_version(void) {
  return (int)syscall(444 /* landlock_create_ruleset */, NULL, 0, 1 /* which version */);
}

int process_guard_write_only(const char *const *places, size_t count) {
  int version = process_guard_landlock_version();
  if (version < 0) return -1;
  if (version < 2) {
    errno = ENOSYS;
    return -1;
  }
  uint64_t rights = WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_ANY | MOVE_BETWEEN | (version < 3 ? 0 : TRUNCATE);
  struct ruleset ruleset = {rights};
  int rules = (int)syscall(444, &ruleset, sizeof ruleset, 0);
  if (rules < 0) return -1;
  int result = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? restrict_writing(rules, rights, places, count) : -1;
  int reason = errno;
  close(rules);
  errno = reason;
  return result;
}

#else

int process_guard_confine(void) {
  errno = ENOSYS;
  return -1;
}

int process_guard_landlock_version(void) {
  errno = ENOSYS;
  return -1;
}

int process_guard_write_only(const char *const *places, size_t count) {
  (void)places;
  (void)count;
  errno = ENOSYS;
  return -1;
}

#endif
