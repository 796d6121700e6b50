import Foundation

/// The folder of a batch: one folder per run, one record per run, and the summary over all.
///
/// Only one process has it at a time; the system lets go of it however that process ends.
final class BatchFolder {
  /// The files that stand over all runs; they are there only when every run has been tried.
  static let summaryFiles = ["summary.csv", "counties.geojson", "report.html"]

  let url: URL
  private let descriptor: Int32

  var runs: URL { url.appendingPathComponent("runs", isDirectory: true) }
  private var records: URL { url.appendingPathComponent("records", isDirectory: true) }
  var description: URL { url.appendingPathComponent("batch.json") }

  func runFolder(_ id: String) -> URL { runs.appendingPathComponent(id, isDirectory: true) }
  func record(_ id: String) -> URL { records.appendingPathComponent(id + ".json") }
  func counties(_ id: String) -> URL { records.appendingPathComponent(id + ".counties.geojson") }

  /// Takes the folder, making it where it is missing.
  ///
  /// - Throws: `OutputError` where it holds anything and neither resuming nor replacing was asked for, holds something
  ///   that is no batch, or is in use by another process.
  init(_ url: URL, existing: BatchOptions.Existing) throws {
    self.url = url
    let name = url.relativePath
    _ = try OutputPath(url.path).makeParents()
    guard mkdir(url.path, 0o777) == 0 || errno == EEXIST else { throw OutputError(path: name, errno: errno) }
    descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path: name, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw OutputError(path: name, reason: .inUse)
    }
    let content = try Set(FileManager.default.contentsOfDirectory(atPath: url.path)).filter { !Self.isUnfinished($0) }
    if !content.isEmpty {
      guard existing != .refuse else { throw OutputError(path: name, reason: .exists) }
      guard content.contains("batch.json") || content.isSubset(of: ["runs", "records"]) else {
        throw OutputError(path: name, reason: .notABatch)
      }
    }
    try removeUnfinished()
    if existing == .replace {
      for part in [runs, records, description] { try Self.remove(part) }
    }
    for part in Self.summaryFiles { try Self.remove(url.appendingPathComponent(part)) }
    for part in [runs, records] where mkdir(part.path, 0o777) != 0 && errno != EEXIST {
      throw OutputError(path: name, errno: errno)
    }
  }

  /// Takes a batch to read from it; several may, but none while it is written.
  init(reading url: URL) throws {
    self.url = url
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

  /// Removes runs and records that the batch does not have.
  func keepOnly(_ ids: Set<String>) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: runs.path) where !ids.contains(name) {
      try Self.remove(runs.appendingPathComponent(name))
    }
    let names = Set(ids.flatMap { [$0 + ".json", $0 + ".counties.geojson"] })
    for name in try FileManager.default.contentsOfDirectory(atPath: records.path) where !names.contains(name) {
      try Self.remove(records.appendingPathComponent(name))
    }
  }

  /// Removes what a run left here, its record first, so that no record stands without its run.
  func forget(_ id: String) throws {
    for part in [record(id), counties(id), runFolder(id)] { try Self.remove(part) }
  }

  /// Removes the temporary places that a killed run left behind.
  private func removeUnfinished() throws {
    for folder in [url, runs, records] {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { continue }
      for name in names where Self.isUnfinished(name) { try Self.remove(folder.appendingPathComponent(name)) }
    }
  }

  private static func isUnfinished(_ name: String) -> Bool { name.hasPrefix(".") && name.contains(".unfinished-") }

  /// Removes a file or folder; it is out of sight at once, so that a kill in between leaves no half of a run.
  private static func remove(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    var going = url
    if !isUnfinished(url.lastPathComponent) {
      going = URL(fileURLWithPath: OutputPath(url.path).temporarySibling)
      guard rename(url.path, going.path) == 0 else { throw OutputError(path: url.relativePath, errno: errno) }
    }
    do {
      try FileManager.default.removeItem(at: going)
    } catch let error as NSError {
      let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
      throw OutputError(path: url.relativePath, errno: Int32(cause?.code ?? Int(EIO)))
    }
  }
}
