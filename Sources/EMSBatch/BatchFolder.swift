import EMSFormats
import Foundation

/// The folder of a batch: one folder per run, one record per run, and the summary over all.
///
/// Only one process has it at a time; the system lets go of it however that process ends.
final class BatchFolder {
  /// The files that stand over all runs; they are there only when every run has been tried.
  static let summaryFiles = [
    "summary.csv", "scenarios.csv", "scenarios.json", "inputs.csv", "counties.geojson", "report.html",
  ]

  let url: URL
  private let existing: BatchOptions.Existing
  private let ownNames: OutputNames
  private let descriptor: Int32

  var runs: URL { url.appendingPathComponent("runs", isDirectory: true) }
  private var records: URL { url.appendingPathComponent("records", isDirectory: true) }
  var description: URL { url.appendingPathComponent("batch.json") }

  func runFolder(_ id: String) -> URL { runs.appendingPathComponent(id, isDirectory: true) }
  func account(_ id: String) -> URL { runFolder(id).appendingPathComponent("inputs.csv") }
  func record(_ id: String) -> URL { records.appendingPathComponent(id + ".json") }
  func counties(_ id: String) -> URL { records.appendingPathComponent(id + ".counties.geojson") }

  /// Takes the folder, making it where it is missing; changes nothing in it before `begin`.
  ///
  /// - Parameter ownNames: the names of the files that runs write; what has another name in a run's folder is the user's.
  /// - Throws: `OutputError` where it holds anything and neither resuming nor replacing was asked for, holds something
  ///   that is no batch, keeps its runs behind a link, or is in use by another process.
  init(_ url: URL, existing: BatchOptions.Existing, ownNames: OutputNames = []) throws {
    self.url = url
    self.existing = existing
    self.ownNames = ownNames
    let name = url.relativePath
    _ = try OutputPath(url.path).makeParents()
    guard mkdir(url.path, 0o777) == 0 || errno == EEXIST else { throw OutputError(path: name, errno: errno) }
    descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path: name, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw OutputError(path: name, reason: .inUse)
    }
    let content = try Set(FileManager.default.contentsOfDirectory(atPath: url.path))
      .filter { !LeftoverOutput.isTemporary($0) }
    if !content.isEmpty {
      guard existing != .refuse else { throw OutputError(path: name, reason: .exists) }
      guard content.contains("batch.json") || content.isSubset(of: ["runs", "records"]) else {
        throw OutputError(path: name, reason: .notABatch)
      }
    }
    try refuseLinks()
    if existing == .replace, let foreign = try foreignItem() {
      throw OutputError(path: foreign, reason: .notOfTheBatch)
    }
  }

  /// Makes the folder ready for runs: what an older batch keeps over all runs goes, and all of it where it is replaced.
  func begin() throws {
    try removeUnfinished()
    if existing == .replace {
      for part in [runs, records, description] { try Self.remove(part) }
    }
    for part in Self.summaryFiles { try Self.remove(url.appendingPathComponent(part)) }
    for part in [runs, records] where mkdir(part.path, 0o777) != 0 && errno != EEXIST {
      throw OutputError(path: url.relativePath, errno: errno)
    }
  }

  /// Takes a batch to read from it; several may, but none while it is written.
  init(reading url: URL) throws {
    self.url = url
    existing = .refuse
    ownNames = []
    descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path: url.relativePath, errno: errno) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { throw OutputError(path: url.relativePath, reason: .inUse) }
  }

  /// Lets others take the batch: a thread that is done may still hold the folder for a moment.
  func giveBack() {
    // Closing alone would leave the lock to a child process that is just being started.
    flock(descriptor, LOCK_UN)
  }

  deinit {
    giveBack()
    close(descriptor)
  }

  /// The ids of the finished runs that are recorded here.
  func finishedRuns() throws -> Set<String> {
    Set(try recordedIDs().filter { BatchRecord(at: record($0))?.failure == nil })
  }

  /// The ids of all runs with a whole record.
  private func recordedIDs() throws -> [String] {
    try Self.names(in: records).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
      .filter { BatchRecord(at: record($0))?.id == $0 }
  }

  /// Removes the records of failed runs that are not among these.
  func forgetFailures(except ids: Set<String>) throws {
    for id in try recordedIDs() where !ids.contains(id) && BatchRecord(at: record(id))?.failure != nil {
      try forget(id)
    }
  }

  /// Removes what a run left here, its record first, so that no record stands without its run; files of other names
  /// that lie in its folder stay.
  func forget(_ id: String) throws {
    let listed = BatchRecord(at: record(id))?.outputs.map(\.file) ?? []
    for part in [record(id), counties(id)] { try Self.remove(part) }
    let own = ownNames.union(OutputNames(listed))
    let names = try Self.names(in: runFolder(id))
    if names.allSatisfy(own.contains) { return try Self.remove(runFolder(id)) }
    for name in names where own.contains(name) { try Self.remove(runFolder(id).appendingPathComponent(name)) }
  }

  /// The path of the first thing, by name, that no batch put here; nil when all of it is the batch's own.
  func foreignItem() throws -> String? {
    let own = Set(["batch.json", "runs", "records"] + Self.summaryFiles)
    func first(in folder: URL, _ isOwn: (String) -> Bool) throws -> String? {
      try Self.names(in: folder).first { !LeftoverOutput.isTemporary($0) && !isOwn($0) }
        .map { folder.appendingPathComponent($0).relativePath }
    }
    if let foreign = try first(in: url, own.contains) { return foreign }
    let ids = Set(try recordedIDs())
    let recordNames = Set(ids.flatMap { [record($0).lastPathComponent, counties($0).lastPathComponent] })
    if let foreign = try first(in: records, recordNames.contains) { return foreign }
    for id in try Self.names(in: runs) where !LeftoverOutput.isTemporary(id) {
      let listed = Set(BatchRecord(at: record(id))?.outputs.map(\.file) ?? [])
      // A run without a record was killed between its folder and its record.
      if let foreign = try first(in: runFolder(id), { ownNames.contains($0) || listed.contains($0) }) { return foreign }
      if !ids.contains(id), try Self.names(in: runFolder(id)).isEmpty { return runFolder(id).relativePath }
    }
    return nil
  }

  /// A link could lead out of the batch, and what it leads to is not ours to write or remove.
  private func refuseLinks() throws {
    let runFolders = try Self.names(in: runs).map(runFolder)
    for part in [runs, records, description] + runFolders where Self.isLink(part) {
      throw OutputError(path: part.relativePath, reason: .isLink)
    }
  }

  static func isLink(_ url: URL) -> Bool {
    var information = stat()
    return lstat(url.path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in a folder, sorted; none where there is no such folder.
  private static func names(in folder: URL) throws -> [String] {
    var information = stat()
    guard lstat(folder.path, &information) == 0 else { return [] }
    guard information.st_mode & S_IFMT == S_IFDIR else { return isLink(folder) ? [] : [folder.lastPathComponent] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Removes the temporary places that killed runs left behind: nobody works on them, since the batch is ours alone.
  private func removeUnfinished() throws {
    for folder in [url, runs, records] {
      for name in try Self.names(in: folder) where LeftoverOutput.isTemporary(name) {
        LeftoverOutput(path: folder.path + "/" + name).remove(ownNames: ownNames)
      }
    }
  }

  /// Removes a file or folder; it is out of sight at once, so that a kill in between leaves no half of a run.
  private static func remove(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    let going = URL(fileURLWithPath: OutputPath(url.path).temporarySibling)
    guard rename(url.path, going.path) == 0 else { throw OutputError(path: url.relativePath, errno: errno) }
    do {
      try FileManager.default.removeItem(at: going)
    } catch let error as NSError {
      let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
      throw OutputError(path: url.relativePath, errno: Int32(cause?.code ?? Int(EIO)))
    }
  }
}
