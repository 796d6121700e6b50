import EMSPlan
import Foundation

/// The three streams that a process is started with, any of which may be closed or full, and the files that it may open.
enum StandardStreams {
  /// With fewer files the system's own libraries stop the process without a word.
  private static let leastFiles: rlim_t = 32
  private static let wantedFiles: rlim_t = 4096

  /// Gives closed streams a place that can't be used, so that no file of ours takes their number and is written into;
  /// takes as many open files as the process may have.
  ///
  /// - Returns: the files that may be open where they are too few for any command; nil where they are enough.
  static func reserve() -> Int? {
    // A reader that has gone is an error of the write, and so is a file that grows beyond the limit: neither ends the
    // process with a file half-written.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for (stream, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(stream, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is taken: streams below this one are open by now.
      _ = open("/dev/null", mode)
    }
    StandardError.reserve()
    // No file that is read may make this process reach a network or another program.
    ProcessGuard.confine()
    // Grids that a user has fetched would make one input give two results.
    setenv("PROJ_SKIP_READ_USER_WRITABLE_DIRECTORY", "YES", 1)
    var limit = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return nil }
    if limit.rlim_cur < wantedFiles, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, wantedFiles)
      setrlimit(resource, &limit)
    }
    return limit.rlim_cur < leastFiles ? Int(limit.rlim_cur) : nil
  }

  /// Says that no command can work with so few files.
  static func tooFew(_ files: Int) -> CommandFailure {
    CommandFailure(
      status: .unavailable,
      english: "this process may open \(files) files, and needs \(leastFiles). Allow more: ulimit -n 1024",
      chinese: "本进程最多可打开 \(files) 个文件，而至少需要 \(leastFiles) 个。请放宽：ulimit -n 1024")
  }
}
