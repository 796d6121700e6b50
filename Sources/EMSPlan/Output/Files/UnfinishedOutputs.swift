import Foundation

/// The temporary files and folders of outputs that are not finished, so that an interrupted run leaves none behind.
public enum UnfinishedOutputs {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var paths: Set<String> = []

  /// Makes a temporary place by `create` and remembers it.
  static func begin(_ path: String, _ create: () throws(OutputError) -> Void) throws(OutputError) {
    lock.lock()
    defer { lock.unlock() }
    try create()
    paths.insert(path)
  }

  /// Moves a temporary place to where it belongs, undisturbed by an interrupt, and forgets it.
  static func finish<Value>(_ path: String, _ move: () throws(OutputError) -> Value) throws(OutputError) -> Value {
    lock.lock()
    defer { lock.unlock() }
    let value = try move()
    paths.remove(path)
    return value
  }

  /// Removes a temporary place and forgets it.
  static func abandon(_ path: String) {
    lock.lock()
    defer { lock.unlock() }
    guard paths.remove(path) != nil else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes every temporary place and ends the process with the exit code; what is being moved is moved first.
  ///
  /// The command line calls this when it is interrupted, not from a signal handler but from a queue.
  public static func removeAllAndExit(_ code: Int32) -> Never {
    lock.lock()
    for path in paths {
      // Out of the way first: a thread that goes on writing files into the folder would keep it from being removed.
      let aside = path + "-interrupted"
      try? FileManager.default.removeItem(atPath: rename(path, aside) == 0 ? aside : path)
    }
    // The lock stays held: no other thread may begin an output while the process ends.
    exit(code)
  }
}
