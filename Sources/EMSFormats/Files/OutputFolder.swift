import EMSModel
import Foundation

/// A folder of output files that appears whole or not at all.
///
/// Files go to a hidden folder beside the target. `commit` puts it in place by one rename; an older folder is swapped
/// out by the same rename and only then removed. Files in it that are not EMSPlan's are kept.
///
/// Several threads may write files at once; `commit` and `discard` are for one thread, after all of them.
public final class OutputFolder: Sendable {
  private let path: OutputPath
  private let work: String
  private let overwrites: Bool
  private let ownNames: OutputNames
  private let lock = NSLock()
  /// Behind `lock`.
  nonisolated(unsafe) private var written: Set<String> = []
  private let madeParents: [String]
  /// Of the one thread that ends the folder.
  nonisolated(unsafe) private var isFinished = false

  /// Begins the folder, making missing folders above it.
  ///
  /// - Parameter ownNames: the names that a run of this kind may write; of an older folder these are replaced or
  ///   removed, and all others kept.
  /// - Throws: `OutputError` where the folder exists and `overwrite` is false, is a file, or cannot be written.
  public init(_ name: String, overwrite: Bool, ownNames: OutputNames) throws(OutputError) {
    let path = OutputPath(name)
    switch path.kind {
    case .nothing: break
    case .folder: if !overwrite { throw OutputError(path: name, reason: .exists) }
    case .file, .device: throw OutputError(path: name, reason: .notAFolder)
    }
    self.path = path
    overwrites = overwrite
    self.ownNames = ownNames
    let work = path.temporarySibling
    self.work = work
    for leftover in LeftoverOutput.all(in: path.parent, of: path.lastName) { leftover.remove(ownNames: ownNames) }
    madeParents = try path.makeParents()
    try UnfinishedOutputs.begin(work) { () throws(OutputError) in
      guard mkdir(work, 0o777) == 0 else { throw OutputError(path: name, errno: errno) }
    }
  }

  deinit { discard() }

  /// Writes a whole file.
  public func write(_ bytes: [UInt8], to fileName: String) throws(OutputError) {
    let name = "\(path.name)/\(fileName)"
    var file = try WholeFile(creating: "\(work)/\(fileName)", for: name)
    try file.append(bytes)
    try file.finish()
    note(fileName)
  }

  /// Writes a whole file piece by piece.
  package func write(
    pieces fileName: String, by body: (_ append: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var file = try WholeFile(creating: "\(work)/\(fileName)", for: "\(path.name)/\(fileName)")
    try body { try file.append($0) }
    try file.finish()
    note(fileName)
  }

  /// Lets a library write a file itself, at the path that `body` is given.
  public func write(to fileName: String, by body: (_ path: String) throws -> Void) throws {
    let path = "\(work)/\(fileName)"
    do {
      try body(path)
    } catch let error as OutputError {
      try checkRoom(for: fileName)
      throw error
    }
    note(fileName)
    var file = try WholeFile(existing: path, for: "\(self.path.name)/\(fileName)")
    try file.finish()
  }

  static let probePrefix = ".room-for-"

  /// A library does not always say that the disk is full, or that it may open or write no more; a file of our own does.
  private func checkRoom(for fileName: String) throws(OutputError) {
    var limit = rlimit()
    let size = UInt(OpenFile.size(of: "\(work)/\(fileName)") ?? 0)
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
      let resource = RLIMIT_FSIZE
    #endif
    if getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt(Int.max), size + (1 << 16) > UInt(limit.rlim_cur) {
      throw OutputError(path: "\(path.name)/\(fileName)", reason: .fileSizeLimit)
    }
    let probe = "\(work)/\(Self.probePrefix)\(fileName)"
    defer { unlink(probe) }
    var file = try WholeFile(creating: probe, for: "\(path.name)/\(fileName)")
    try file.append([UInt8](repeating: 0, count: 1 << 20))
    try file.finish()
  }

  /// The names written so far, sorted.
  public var fileNames: [String] { lock.withLock { written.sorted() } }

  private func note(_ fileName: String) {
    lock.withLock { _ = written.insert(fileName) }
  }

  /// Puts the folder in its place.
  ///
  /// - Returns: the names found in an older folder that EMSPlan did not write, which were kept, sorted.
  /// - Throws: `OutputError`, with `exists` where overwriting was not asked for and something has appeared since.
  public func commit() throws(OutputError) -> [String] {
    let (kept, failure) = try UnfinishedOutputs.finish(work) { () throws(OutputError) -> ([String], OutputError?) in
      guard overwrites, path.kind == .folder else {
        try path.place(work)
        return ([], nil)
      }
      try path.exchange(work)
      // The old folder now has the temporary name. What is not ours goes back; only when all of it has is the rest removed.
      let foreign = try foreignNames()
      for name in foreign where rename("\(work)/\(name)", "\(path.target)/\(name)") != 0 {
        return (foreign, OutputError(path: "\(work)/\(name)", errno: errno))
      }
      try? FileManager.default.removeItem(atPath: work)
      return (foreign, nil)
    }
    isFinished = true
    path.synchroniseParent()
    if let failure { throw failure }
    return kept
  }

  /// Removes what was written; called when the object goes without a commit.
  public func discard() {
    guard !isFinished else { return }
    isFinished = true
    UnfinishedOutputs.abandon(work)
    // rmdir spares a folder that someone has put something into.
    for folder in madeParents.reversed() { rmdir(folder) }
  }

  private func foreignNames() throws(OutputError) -> [String] {
    let written = fileNames
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: work)
      return names.filter { !ownNames.contains($0) && !written.contains($0) }.sorted()
    } catch { throw OutputError(path: path.name, reason: .notPermitted) }
  }
}
