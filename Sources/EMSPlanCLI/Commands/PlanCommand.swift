import ArgumentParser
import EMSPlan
import Foundation

struct PlanCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "The whole job: coverage, gaps, sites with reasons, the emergency chain and the annex tables.",
    discussion: """
      Reads a plan file and the data that it names, works out who is covered today, where the gaps are and which \
      sites close them, and writes the maps (GeoJSON, WGS 84), the annex tables (CSV) and a summary (JSON) into one \
      folder, whole or not at all. Every problem of every file is reported at once.

      annex.xlsx holds the tables to attach (附表1–10), maps.pdf the maps on paper: A3, a sheet for each theme and for \
      each county, the same as SVG and, with --maps png, as pixels at 300 dpi.

      With --compare it is told what changed against another run and why, in sentences and as a map: what went in (files by \
      their SHA-256, keys of the plan, figures of the profile), sites, measures, people beyond by town, villages, scores. \
      They are printed and written as changes.csv and changes.json.

      --add and --remove force and exclude a site for this run, as force: and exclude: of the plan file do; each says \
      what it costs against the best choice.

      EXAMPLE
        emsplan plan GeoData/xingan/plan.yaml -o out/xingan
        emsplan plan variant/plan.yaml -o out/variant --compare out/xingan
        emsplan plan GeoData/xingan/plan.yaml -o out/b --add county_sub_centre:图牧吉镇 --compare out/xingan

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 69 not available in this build; 73 cannot write
      """)

  @Argument(
    help: ArgumentHelp("The plan file.", valueName: "plan.yaml"), completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write; it must not exist.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("The folder of another run; the differences from it are explained.", valueName: "folder"))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "A site that must be chosen in this run, by id or name; SERVICE:SITE where several services could be meant. Repeatable.",
      valueName: "site"))
  var add: [String] = []

  @Option(help: ArgumentHelp("A site that must not be chosen in this run; as --add.", valueName: "site"))
  var remove: [String] = []

  @Flag(help: "Read and check everything, say what would be done, and write nothing.")
  var dryRun = false

  @Flag(help: "Draw scenarios and say how sure each site is (as emsplan robust does); adds robust.csv and robust.json.")
  var robust = false

  @Flag(help: "Write each layer as FlatGeobuf, too.")
  var flatgeobuf = false

  @Flag(help: "Write an annex for each county, too.")
  var perCounty = false

  @Option(
    help: ArgumentHelp(
      "Which maps on paper to draw: a list of pdf, svg and png, or none (default: pdf,svg).", valueName: "formats"))
  var maps: String?

  @Flag(help: "Allow the plan to name files outside its own folder.")
  var allowOutside = false

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func run() async throws {
    try await global.reportingErrors {
      TerminalInterrupt.install()
      let clock = ContinuousClock()
      let start = clock.now
      let steps = TerminalSteps(language: global.language, isQuiet: global.quiet)
      var options = PlanRun.Options(
        language: global.language, threads: global.threads, allowOutside: allowOutside,
        settings: settings, otherRun: compare.map { URL(fileURLWithPath: $0) }, isRobust: robust,
        adding: add, removing: remove
      ) { step, atMost in steps.begin(step, atMost: atMost) }
      options.maps = try mapFormats
      options.chosenLanguage = global.chosenLanguage
      if dryRun { return try preview(options) }
      defer { steps.finish() }
      let result = try PlanRun.run(
        URL(fileURLWithPath: plan), into: output, overwrite: global.overwrite, options: options)
      steps.finish()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(value(of: result.report, result.comparison)))
      } else if !global.quiet {
        let words = PlanSummaryLines(report: result.report, language: global.language)
        try StandardOutput.print(
          styled: words.lines(
            folder: output, files: result.files, leftOut: result.leftOut, elapsed: clock.now - start,
            style: .of(STDOUT_FILENO)))
        if let robustness = result.report.robustness {
          let words = RobustLines(
            robustness: robustness, language: global.language, words: result.report.inItsTerms)
          for line in words.lines(style: .of(STDOUT_FILENO)) { try StandardOutput.print(line) }
        }
        if let comparison = result.comparison {
          let words = ComparisonLines(comparison: comparison, other: compare ?? "", language: global.language)
          for line in words.lines { try StandardOutput.print(line) }
        }
      }
    }
  }

  /// Keys of the plan that the flags set.
  private var settings: [String: String] {
    var settings: [String: String] = [:]
    if flatgeobuf { settings["output.flatgeobuf"] = "true" }
    if perCounty { settings["output.per_county"] = "true" }
    return settings
  }

  /// nil where the option is not given.
  private var mapFormats: Set<OutputChoice.MapFormat>? {
    get throws {
      guard let maps else { return nil }
      let words = maps == "none" ? [] : maps.split(separator: ",", omittingEmptySubsequences: false)
      return Set(
        try words.map { word in
          if let format = OutputChoice.MapFormat(rawValue: String(word)) { return format }
          throw CommandFailure(
            status: .usage, english: "--maps \(maps): “\(word)” is none of pdf, svg, png and none",
            chinese: "--maps \(maps)：“\(word)”不是 pdf、svg、png 或 none")
        })
    }
  }

  private func value(of report: PlanReport, _ comparison: RunComparison?) -> PropertyValue {
    let summary = PlanSummary.value(of: report)
    guard let comparison, case .members(let members) = summary else { return summary }
    return .members(members + [.init("comparison", comparison.value)])
  }

  private func preview(_ options: PlanRun.Options) throws {
    // Begun and given up: a folder that could not be written is an error now, not after the work.
    _ = try OutputFolder(output, overwrite: global.overwrite, ownNames: PlanOutput.fileNames)
    let preview = try PlanPreview(of: URL(fileURLWithPath: plan), options: options)
    let words = PlanPreviewLines(preview: preview, language: global.language)
    if global.json {
      try StandardOutput.write(JSONWriter.indented(words.json))
    } else if !global.quiet {
      try StandardOutput.print(styled: words.lines(folder: output, style: .of(STDOUT_FILENO)))
    }
  }
}
