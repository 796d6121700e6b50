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

  /// Writes all bytes.
  ///
  /// - Returns: 0, or the system's error number where not all could be written.
  static func write(_ bytes: [UInt8], to stream: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Foundation.write(stream, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = rest.dropFirst(count)
      }
      return 0
    }
  }
}
