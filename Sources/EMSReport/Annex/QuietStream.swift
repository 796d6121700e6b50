#if Paper
  import Foundation

  /// Keeps a library's own words off standard error.
  struct QuietStream: ~Copyable {
    private let kept: Int32
    private let nowhere: Int32
    /// One piece of work at a time: the stream belongs to the whole process.
    private static let lock = NSLock()

    /// nil where no more files may be opened.
    init?() {
      let kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      guard kept >= 0, nowhere >= 0 else {
        for descriptor in [kept, nowhere] where descriptor >= 0 { close(descriptor) }
        return nil
      }
      (self.kept, self.nowhere) = (kept, nowhere)
    }

    deinit {
      close(kept)
      close(nowhere)
    }

    /// Does a piece of work while what is written to the stream goes nowhere.
    borrowing func during<Result>(_ work: () -> Result) -> Result {
      Self.lock.lock()
      dup2(nowhere, STDERR_FILENO)
      defer {
        dup2(kept, STDERR_FILENO)
        Self.lock.unlock()
      }
      return work()
    }
  }
#endif
