import Foundation

/// The temporary files and folders of outputs that are not finished, so that an interrupted run leaves none behind.
public enum UnfinishedOutputs {
  private static let lock = NSLock()
  /// Each temporary place with a descriptor that holds its lock, by which other processes see that somebody works on
  /// it; -1 where the disk has no locks.
  nonisolated(unsafe) private static var paths: [String: Int32] = [:]

  /// Makes a temporary place by `create` and remembers it.
  ///
  /// - Parameter locks: whether to hold its lock; no, where another part of the program does.
  package static func begin(_ path: String, locks: Bool = true, _ create: () throws(OutputError) -> Void)
    throws(OutputError)
  {
    lock.lock()
    defer { lock.unlock() }
    try create()
    let descriptor = locks ? open(path, O_RDONLY | O_CLOEXEC) : -1
    if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
    paths[path] = descriptor
  }

  /// Moves a temporary place to where it belongs, undisturbed by an interrupt, and forgets it.
  package static func finish<Value>(_ path: String, _ move: () throws(OutputError) -> Value) throws(OutputError)
    -> Value
  {
    lock.lock()
    defer { lock.unlock() }
    let value = try move()
    _ = forget(path)
    return value
  }

  /// Removes a temporary place and forgets it.
  package static func abandon(_ path: String) {
    lock.lock()
    defer { lock.unlock() }
    guard forget(path) else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Whether it was remembered.
  private static func forget(_ path: String) -> Bool {
    guard let descriptor = paths.removeValue(forKey: path) else { return false }
    if descriptor >= 0 { close(descriptor) }
    return true
  }

  /// Removes every temporary place and ends the process with the exit code; what is being moved is moved first.
  ///
  /// The command line calls this when it is interrupted, not from a signal handler but from a queue.
  public static func removeAllAndExit(_ code: Int32) -> Never {
    lock.lock()
    for path in paths.keys {
      // Out of the way first: a thread that goes on writing files into the folder would keep it from being removed.
      let aside = path + "-interrupted"
      try? FileManager.default.removeItem(atPath: rename(path, aside) == 0 ? aside : path)
    }
    // The lock stays held: no other thread may begin an output while the process ends.
    exit(code)
  }
}
