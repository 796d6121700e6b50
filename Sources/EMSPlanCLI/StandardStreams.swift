import Foundation

/// The three streams that a process is started with, any of which may be closed or full.
enum StandardStreams {
  /// Gives closed streams a place that can't be used, so that no file of ours takes their number and is written into.
  static func reserve() {
    for (stream, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(stream, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is taken: streams below this one are open by now.
      _ = open("/dev/null", mode)
    }
  }
}
