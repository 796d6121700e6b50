import EMSModel

/// How a batch is run; none of it changes a byte of the outputs, but the language.
public struct BatchOptions: Sendable {
  /// What to do with a batch that stands in the output folder already.
  public enum Existing: Sendable {
    case refuse
    /// Keep the runs that are finished and whose inputs, settings and tool are the same.
    /// - Throws from the run: ``BatchRunsLeft`` where a finished run is not of this manifest or shard.
    case resume
    case replace
    /// As `resume`, and remove the runs that the manifest no longer has.
    case prune
  }

  /// How many plans run at a time.
  public var jobs: Int
  public var existing: Existing
  /// Whether to start no more runs after one has failed.
  public var failFast: Bool
  /// nil runs all.
  public var shard: BatchShard?
  /// Of the summary.
  public var language: Language

  public init(
    jobs: Int = 1, existing: Existing = .refuse, failFast: Bool = false, shard: BatchShard? = nil,
    language: Language = .english
  ) {
    self.jobs = jobs
    self.existing = existing
    self.failFast = failFast
    self.shard = shard
    self.language = language
  }
}
