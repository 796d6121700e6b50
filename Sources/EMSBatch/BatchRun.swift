import EMSFormats
import Foundation

/// Many plans, each into a folder of its own, and a summary over all.
///
/// ```
/// DIR/batch.json            what the batch is of
/// DIR/runs/ID/              the outputs of one plan
/// DIR/records/ID.json       what the run read and wrote; written last
/// DIR/summary.csv, counties.geojson, report.html
/// ```
public enum BatchRun {
  /// Runs every plan of the manifest, or of one shard of it.
  ///
  /// A plan that fails is recorded and stops no other. The bytes in the folder depend neither on the number of jobs
  /// nor on how often the batch was stopped and resumed.
  ///
  /// - Parameter report: told after every run; calls come one at a time, from any thread.
  /// - Throws: `OutputError` where the folder cannot be taken or written; ``BatchRunsLeft``.
  public static func run(
    _ manifest: BatchManifest, into output: URL, options: BatchOptions, runner: some BatchRunner,
    report: @escaping @Sendable (BatchProgress) -> Void = { _ in }
  ) throws -> BatchReport {
    let jobs = BatchJob.jobs(of: manifest, runner: runner)
    var description = BatchDescription(manifest, identity: runner.identity)
    var mine = jobs
    if let shard = options.shard {
      mine = shard.indices(of: jobs.map(\.work)).map { jobs[$0] }
      description.shard = .init(index: shard.index, count: shard.count)
      description.shardRuns = mine.map(\.item.id)
    }
    let folder = try BatchFolder(output, existing: options.existing, ownNames: runner.fileNames)
    defer { folder.giveBack() }
    let ids = Set(mine.map(\.item.id))
    let left = options.existing == .replace ? [] : try folder.finishedRuns().subtracting(ids).sorted()
    guard left.isEmpty || options.existing == .prune else {
      throw BatchRunsLeft(folder: output.relativePath, ids: left)
    }
    for id in left { try folder.forget(id) }
    try folder.forgetFailures(except: ids)
    try folder.begin()
    try OutputFile.write(description.bytes(), to: folder.description.path, overwrite: true)
    let pool = BatchPool(jobs: mine, folder: folder, options: options, runner: runner, report: report)
    var result = try pool.run()
    result.pruned = left
    if result.notRun == 0 { try BatchSummary(description, language: options.language).write(into: folder) }
    return result
  }
}
