/// How far a batch is, told after every run.
public struct BatchProgress: Sendable {
  public var total: Int
  /// All that are dealt with: finished, reused or failed.
  public var done = 0
  /// Finished before, and kept.
  public var reused = 0
  public var failed = 0
  /// The share of the expected work that is dealt with, without what was reused; 0 to 1.
  public var shareOfWork: Double { work == 0 ? 1 : Double(workDone) / Double(work) }
  var work = 0
  var workDone = 0

  init(total: Int) { self.total = total }
}

/// What became of a batch.
public struct BatchReport: Sendable {
  /// A plan that was not finished.
  public struct Failed: Hashable, Sendable {
    public var id: String
    public var failure: BatchFailure
  }

  public var finished: Int
  /// Those of the finished that an earlier batch had finished.
  public var reused: Int
  /// By id.
  public var failed: [Failed]
  /// Not started, because another had failed.
  public var notRun: Int
  /// The runs of an earlier manifest that were removed, by id.
  public var pruned: [String] = []

  /// 0 when all finished; else the gravest cause: our fault, cannot write, input missing, bad data.
  public var exitCode: Int32 {
    let causes = Set(failed.map(\.failure.cause))
    let gravest: [BatchFailure.Cause] = [.ourFault, .cannotWrite, .inputMissing, .badData, .inputChanged]
    return gravest.first { causes.contains($0) }?.exitCode ?? 0
  }
}
