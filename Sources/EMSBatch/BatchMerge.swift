import EMSFormats
import EMSModel
import Foundation

/// Puts the shards of a batch together; the result has the bytes that one run of the whole would have written.
public enum BatchMerge {
  /// Merges shards, in any order, into a folder that appears whole or not at all.
  ///
  /// - Throws: ``BatchMergeProblems`` with everything that does not fit; `OutputError` where the folder exists and
  ///   `overwrite` is false, or cannot be written.
  public static func merge(_ shards: [URL], into output: URL, overwrite: Bool, language: Language) throws -> BatchReport
  {
    let path = OutputPath(output.path)
    switch path.kind {
    case .nothing: break
    case .folder where overwrite: try checkIsReplaceable(output)
    case .folder: throw OutputError(path: output.relativePath, reason: .exists)
    case .file, .device: throw OutputError(path: output.relativePath, reason: .notAFolder)
    }
    let parts = try BatchMergeParts(shards)
    _ = try path.makeParents()
    let work = path.temporarySibling
    try UnfinishedOutputs.begin(work, locks: false) { () throws(OutputError) in
      guard mkdir(work, 0o777) == 0 else { throw OutputError(path: output.relativePath, errno: errno) }
    }
    defer { UnfinishedOutputs.abandon(work) }
    let report = try fill(URL(fileURLWithPath: work, isDirectory: true), from: parts, language: language)
    try UnfinishedOutputs.finish(work) { () throws(OutputError) in
      guard overwrite, path.kind == .folder else { return try path.place(work) }
      try path.exchange(work)
      try? FileManager.default.removeItem(atPath: work)
    }
    path.synchroniseParent()
    return report
  }

  /// Only a batch is replaced, never a folder that holds other things.
  private static func checkIsReplaceable(_ output: URL) throws {
    guard BatchDescription(at: output.appendingPathComponent("batch.json")) != nil else {
      throw OutputError(path: output.relativePath, reason: .notABatch)
    }
    if let foreign = try BatchFolder(reading: output).foreignItem() {
      throw OutputError(path: foreign, reason: .notOfTheBatch)
    }
  }

  private static func fill(_ work: URL, from parts: BatchMergeParts, language: Language) throws -> BatchReport {
    let folder = try BatchFolder(work, existing: .refuse)
    try folder.begin()
    try OutputFile.write(parts.description.bytes(), to: folder.description.path, overwrite: false)
    var failed: [BatchReport.Failed] = []
    for run in parts.description.runs {
      guard let source = parts.folderOfRun[run.id] else { continue }
      let place = source.appendingPathComponent("records/\(run.id).json")
      guard let record = BatchRecord(at: place) else { continue }
      try copy(place, to: folder.record(run.id))
      if let failure = record.failure {
        failed.append(BatchReport.Failed(id: run.id, failure: failure))
        continue
      }
      try copy(source.appendingPathComponent("records/\(run.id).counties.geojson"), to: folder.counties(run.id))
      try copyRun(record, from: source.appendingPathComponent("runs/\(run.id)"), to: folder.runFolder(run.id))
    }
    try BatchSummary(parts.description, language: language).write(into: folder)
    return BatchReport(
      finished: parts.description.runs.count - failed.count, reused: 0, failed: failed.sorted { $0.id < $1.id },
      notRun: 0)
  }

  /// Copies what the run wrote, and nothing that was laid beside it.
  private static func copyRun(_ record: BatchRecord, from source: URL, to target: URL) throws {
    guard mkdir(target.path, 0o777) == 0 else { throw OutputError(path: target.relativePath, errno: errno) }
    for output in record.outputs {
      try copy(source.appendingPathComponent(output.file), to: target.appendingPathComponent(output.file))
    }
  }

  private static func copy(_ source: URL, to target: URL) throws {
    do {
      try FileManager.default.copyItem(at: source, to: target)
    } catch let error as NSError {
      let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
      throw OutputError(path: target.relativePath, errno: Int32(cause?.code ?? Int(EIO)))
    }
  }
}
