import EMSFormats
import Foundation

/// The threads that work through a batch's runs.
///
/// Threads and not processes, so that what runs share (a road graph, a profile) is held once.
final class BatchPool<Runner: BatchRunner>: @unchecked Sendable {
  /// Geometry and YAML recurse; a thread's usual half megabyte is not enough for the deepest that is let in.
  private let stackSize = 16 << 20

  private let folder: BatchFolder
  private let options: BatchOptions
  private let runner: Runner
  private let report: @Sendable (BatchProgress) -> Void
  private let hashes = InputHashes()

  /// Guards everything below.
  private let lock = NSLock()
  /// The longest last, which is taken first.
  private var waiting: [BatchJob]
  private var progress: BatchProgress
  private var failed: [BatchReport.Failed] = []
  /// The error that stops the batch: the folder cannot be written.
  private var fatal: (any Error)?

  init(
    jobs: [BatchJob], folder: BatchFolder, options: BatchOptions, runner: Runner,
    report: @escaping @Sendable (BatchProgress) -> Void
  ) {
    self.folder = folder
    self.options = options
    self.runner = runner
    self.report = report
    waiting = jobs.sorted { ($0.work, $1.item.id) < ($1.work, $0.item.id) }
    progress = BatchProgress(total: jobs.count)
    progress.work = jobs.reduce(0) { $0 + $1.work }
  }

  func run() throws -> BatchReport {
    let finished = DispatchGroup()
    for _ in 0..<min(max(options.jobs, 1), max(waiting.count, 1)) {
      finished.enter()
      let thread = Thread {
        self.work()
        finished.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    finished.wait()
    if let fatal { throw fatal }
    return BatchReport(
      finished: progress.done - progress.failed, reused: progress.reused, failed: failed.sorted { $0.id < $1.id },
      notRun: progress.total - progress.done)
  }

  private func work() {
    while let job = lock.withLock({ next() }) {
      do {
        let end = try run(job)
        lock.withLock { note(job, end) }
      } catch {
        lock.withLock { fatal = fatal ?? error }
      }
    }
  }

  private func next() -> BatchJob? {
    if fatal != nil || options.failFast && !failed.isEmpty { return nil }
    return waiting.popLast()
  }

  private enum End {
    case finished, reused
    case failed(BatchFailure)
  }

  private func note(_ job: BatchJob, _ end: End) {
    progress.done += 1
    switch end {
    case .finished: progress.workDone += job.work
    case .reused:
      progress.reused += 1
      progress.work -= job.work
    case .failed(let failure):
      progress.failed += 1
      progress.workDone += job.work
      failed.append(BatchReport.Failed(id: job.item.id, failure: failure))
    }
    report(progress)
  }

  /// Runs one plan and records it.
  ///
  /// - Throws: only what stops the whole batch.
  private func run(_ job: BatchJob) throws -> End {
    let id = job.item.id
    let seen = job.inputs.map { hashes.see($0.url) }
    let inputs = zip(job.inputs, seen).map { BatchRecord.Input(file: $0.file, sha256: $1.hash?.hexadecimal) }
    var record = BatchRecord(
      id: id, fingerprint: BatchRecord.fingerprint(of: job.item, identity: runner.identity, inputs: inputs),
      inputs: inputs)
    if options.existing == .resume || options.existing == .prune, let earlier = BatchRecord(at: folder.record(id)),
      earlier.fingerprint == record.fingerprint, earlier.holds(in: folder)
    {
      return .reused
    }
    try folder.forget(id)
    do {
      let outcome = try runner.run(job.item, into: folder.runFolder(id))
      if let changed = zip(job.inputs, seen).first(where: { !$1.isUnchanged }) {
        throw BatchFailure(changed: changed.0.file)
      }
      let counties = try BatchCountyLayer.bytes(of: job.item, counties: outcome.counties)
      try OutputFile.write(counties, to: folder.counties(id).path, overwrite: true)
      record.counties = ContentHash(of: counties).hexadecimal
      record.outputs = try BatchRecord.outputs(outcome.files, in: folder.runFolder(id))
      record.figures = outcome.figures
    } catch {
      try folder.forget(id)
      record.failure = BatchFailure(error)
    }
    try OutputFile.write(record.bytes(), to: folder.record(id).path, overwrite: true)
    return record.failure.map { .failed($0) } ?? .finished
  }
}

extension BatchFailure {
  /// An input that was not, after the run, what it was before.
  fileprivate init(changed file: String) {
    self.init(
      cause: .inputChanged, english: ["\(file) was changed while the run read it. Run the batch again with --resume"],
      chinese: ["\(file) 在读取过程中被修改。请用 --resume 重新运行"])
  }
}
