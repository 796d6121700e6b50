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
  private let ownNames: Set<String>
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
  public init(_ name: String, overwrite: Bool, ownNames: Set<String>) throws(OutputError) {
    let path = OutputPath(name)
    switch path.kind {
    case .nothing: break
    case .folder: if !overwrite { throw OutputError(path: name, reason: .exists) }
    case .file, .device: throw OutputError(path: name, reason: .notAFolder)
    }
    self.path = path
    self.ownNames = ownNames
    let work = path.temporarySibling
    self.work = work
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

  /// Writes a layer as `<name>.geojson`, piece by piece.
  public func write(_ layer: PlanLayer, notes: [Note] = []) throws {
    let fileName = "\(layer.name).geojson"
    var file = try WholeFile(creating: "\(work)/\(fileName)", for: "\(path.name)/\(fileName)")
    try GeoJSONWriter.write(name: layer.name, notes: notes, features: layer.features) { try file.append($0) }
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

  /// A library does not always say that the disk is full; a file of our own does.
  private func checkRoom(for fileName: String) throws(OutputError) {
    let probe = "\(work)/.room-for-\(fileName)"
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
  public func commit() throws(OutputError) -> [String] {
    let (kept, failure) = try UnfinishedOutputs.finish(work) { () throws(OutputError) -> ([String], OutputError?) in
      guard path.kind == .folder else {
        guard rename(work, path.target) == 0 else { throw OutputError(path: path.name, errno: errno) }
        return ([], nil)
      }
      let foreign = try foreignNames()
      try swap()
      // The old folder now has the temporary name. What is not ours goes back; only when all of it has is the rest removed.
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
      let names = try FileManager.default.contentsOfDirectory(atPath: path.target)
      return names.filter { !ownNames.contains($0) && !written.contains($0) }.sorted()
    } catch { throw OutputError(path: path.name, reason: .notPermitted) }
  }

  /// Exchanges the finished folder with the old one.
  private func swap() throws(OutputError) {
    #if os(Linux)
      if let exchange = Self.exchange {
        if exchange(AT_FDCWD, work, AT_FDCWD, path.target, Self.exchangeFlag) == 0 { return }
        guard errno == EINVAL || errno == ENOSYS else { throw OutputError(path: path.name, errno: errno) }
      }
    #endif
    // A disk that cannot exchange two names: the old folder steps aside, and back if the new one cannot move in.
    let aside = path.temporarySibling
    guard rename(path.target, aside) == 0 else { throw OutputError(path: path.name, errno: errno) }
    guard rename(work, path.target) == 0 else {
      let failure = errno
      rename(aside, path.target)
      throw OutputError(path: path.name, errno: failure)
    }
    guard rename(aside, work) == 0 else { throw OutputError(path: aside, errno: errno) }
  }

  #if os(Linux)
    private typealias Exchange =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    /// The C library's renameat2, which its header hides from Swift; nil where the library is older than it.
    private static let exchange: Exchange? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Exchange.self) }
    /// RENAME_EXCHANGE of linux/fs.h.
    private static let exchangeFlag: UInt32 = 2
  #endif
}
