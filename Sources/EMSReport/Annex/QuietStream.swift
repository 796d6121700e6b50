#if Paper
  import Foundation

  /// Keeps a library's own words off standard error.
  enum QuietStream {
    /// One piece of work at a time: the stream belongs to the whole process.
    private static let lock = NSLock()

    /// Does a piece of work while what is written to the stream goes nowhere.
    ///
    /// - Returns: what the work returns; nil, and the work not done, where no more files may be opened.
    static func during<Result>(_ work: () -> Result) -> Result? {
      lock.lock()
      defer { lock.unlock() }
      // Under the lock: what is kept must be the stream itself, not the nowhere of another thread's work.
      let kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer {
        for descriptor in [kept, nowhere] where descriptor >= 0 { close(descriptor) }
      }
      guard kept >= 0, nowhere >= 0 else { return nil }
      dup2(nowhere, STDERR_FILENO)
      defer { dup2(kept, STDERR_FILENO) }
      return work()
    }
  }
#endif
