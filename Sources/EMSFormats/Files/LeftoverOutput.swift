import Foundation

/// A temporary place that a killed run left behind: the output, or half of it, that was never put in its place.
public struct LeftoverOutput: Hashable, Sendable {
  public let path: String

  package init(path: String) { self.path = path }

  /// The leftovers in a folder, sorted by path; those of runs that still work are none.
  ///
  /// - Parameter target: the file or folder that they were to become; nil for any.
  public static func all(in folder: String, of target: String? = nil) -> [LeftoverOutput] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    let prefix = target.map { ".\($0).unfinished-" }
    return names.sorted().filter { name in
      isTemporary(name) && prefix.map { name.hasPrefix($0) } ?? true
    }.map { LeftoverOutput(path: folder + "/" + $0) }.filter(\.isAbandoned)
  }

  /// Whether a name is one that `OutputPath.temporarySibling` gives.
  package static func isTemporary(_ name: String) -> Bool { writer(of: name) != nil }

  /// The process that made the place, as its name tells; nil for any other name.
  private static func writer(of name: String) -> pid_t? {
    guard name.hasPrefix("."), let mark = name.range(of: ".unfinished-", options: .backwards) else { return nil }
    return name[mark.upperBound...].split(separator: "-").first.flatMap { pid_t($0) }
  }

  /// Whether nobody works on it: its process has ended on this machine, and no process on any holds its lock.
  private var isAbandoned: Bool {
    guard let name = path.split(separator: "/").last, let writer = Self.writer(of: String(name)), writer != getpid(),
      kill(writer, 0) != 0, errno == ESRCH
    else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Removes it, as far as it holds what runs write.
  ///
  /// A run that replaces a folder may be killed before it has given back what was not EMSPlan's; that is spared.
  /// - Parameter ownNames: the names of the files that runs write into folders.
  /// - Returns: whether it is gone.
  @discardableResult
  public func remove(ownNames: OutputNames) -> Bool {
    if unlink(path) == 0 { return true }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
    for name in names where ownNames.contains(name) || isByProduct(name, of: ownNames) { unlink("\(path)/\(name)") }
    return rmdir(path) == 0
  }

  /// Files that libraries put beside the one that they write, and the probe for a full disk.
  private func isByProduct(_ name: String, of ownNames: OutputNames) -> Bool {
    name.hasPrefix(OutputFolder.probePrefix)
      || ["-journal", "-wal", "-shm"].contains {
        name.hasSuffix($0) && ownNames.contains(String(name.dropLast($0.count)))
      }
  }
}
