import ArgumentParser
import EMSPlan
import Foundation

/// `emsplan batch` and `emsplan batch merge`.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Many plans and parameter sweeps, resumable and divisible; a summary over all.",
    subcommands: [BatchRunCommand.self, BatchMergeCommand.self],
    defaultSubcommand: BatchRunCommand.self)
}

/// What a batch does when a plan has failed.
enum AfterFailure: String, EnumerableFlag {
  case keepGoing, failFast
}

struct BatchRunCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs every plan of a manifest.",
    discussion: """
      The manifest is YAML (plans, and values of their keys to sweep over) or a CSV table (columns plan, name, and one \
      for each key that is set; values joined by | are swept over). Each run has a folder of its own; a plan that \
      fails is listed and stops no other. A batch that was stopped goes on with --resume: nothing that is finished is \
      repeated, nothing that is not whole is trusted, nothing that is finished is removed: where the manifest has lost \
      runs, --resume refuses until --prune says that they may go. Files of your own among the runs stay.

      EXAMPLES
        emsplan batch counties.csv -o out --jobs 2
        emsplan batch counties.csv -o out --resume
        emsplan batch counties.csv -o shard-1 --shard 1/3

      EXIT STATUS
        0 every plan done; 65 bad data in a plan; 66 input missing; 70 our fault; 73 cannot write; 130 interrupted
      """)

  @Argument(help: ArgumentHelp("The manifest, YAML or CSV.", valueName: "manifest"))
  var manifest: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder of the batch.", valueName: "folder"))
  var output: String

  @Option(help: "How many plans run at a time (default: all cores).")
  var jobs: Int?

  @Flag(help: "Keep what an earlier batch in the folder finished.")
  var resume = false

  @Flag(help: "With --resume, remove finished runs that the manifest no longer has; they are listed.")
  var prune = false

  @Flag(help: "Whether to go on after a plan has failed (default: keep going).")
  var afterFailure: AfterFailure = .keepGoing

  @Option(
    help: ArgumentHelp("Run only the i-th of n parts of equal expected work.", valueName: "i/n"))
  var shard: String?

  @Flag(help: "Allow the plans to name files outside their own folders.")
  var allowOutside = false

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.", "--jobs 至少为 1。") }
    if let shard, BatchShard(shard) == nil {
      throw ValidationError("--shard \(shard) is not i/n with 1 <= i <= n.", "--shard \(shard) 应写成 i/n，且 1 ≤ i ≤ n。")
    }
    if prune && !resume { throw ValidationError("--prune goes with --resume.", "--prune 须与 --resume 同用。") }
    if resume && global.overwrite {
      throw ValidationError("--resume keeps and --overwrite replaces: choose one.", "--resume 保留、--overwrite 替换：只能选一个。")
    }
  }

  func run() async throws {
    try await global.reportingErrors {
      TerminalInterrupt.install()
      let cores = ProcessInfo.processInfo.activeProcessorCount
      let jobs = jobs ?? global.threads ?? cores
      let manifest = try BatchManifest.read(at: URL(fileURLWithPath: manifest))
      var runOptions = PlanRun.Options(
        language: global.language, threads: global.threads ?? max(1, cores / jobs), allowOutside: allowOutside)
      runOptions.chosenLanguage = global.chosenLanguage
      let runner = PlanBatchRunner(version: EMSPlanCommand.configuration.version, options: runOptions)
      let options = BatchOptions(
        jobs: jobs, existing: resume ? (prune ? .prune : .resume) : global.overwrite ? .replace : .refuse,
        failFast: afterFailure == .failFast, shard: shard.flatMap { BatchShard($0) },
        language: global.language)
      let line = TerminalProgress(
        global.language == .chinese ? "批量规划" : "plans", language: global.language,
        isQuiet: global.quiet)
      let report = try BatchRun.run(
        manifest, into: URL(fileURLWithPath: output), options: options, runner: runner
      ) { progress in
        line.show(done: Int(progress.shareOfWork * 1000), of: 1000)
      }
      line.finish()
      try BatchReportLines(report: report, folder: output, global: global).print()
    }
  }
}

struct BatchMergeCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the shards of a batch together, as if one machine had run it.",
    discussion: """
      Refuses shards of different manifests, of different versions of the tool, of inputs that changed in between, and \
      shards that are missing or not finished. The result has the bytes of a batch that one machine has run.

      EXAMPLE
        emsplan batch merge shard-1 shard-2 shard-3 -o out
      """)

  @Argument(help: ArgumentHelp("The folders of all shards.", valueName: "shard"))
  var shards: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of the whole batch.", valueName: "folder"))
  var output: String

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func run() async throws {
    try await global.reportingErrors {
      TerminalInterrupt.install()
      let report = try BatchMerge.merge(
        shards.map { URL(fileURLWithPath: $0) }, into: URL(fileURLWithPath: output),
        overwrite: global.overwrite,
        language: global.language)
      try BatchReportLines(report: report, folder: output, global: global).print()
    }
  }
}

extension BatchRunsLeft: CommandError {
  var status: ExitStatus { .cannotWrite }
  func lines(in language: Language) -> [String] { [text[language]] }
}

extension BatchMergeProblems: CommandError {
  var status: ExitStatus { .badData }
}
