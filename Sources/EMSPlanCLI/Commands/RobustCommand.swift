import ArgumentParser
import EMSPlan
import Foundation

struct RobustCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "robust",
    abstract: "How sure each proposed site is, and what it depends on.",
    discussion: """
      What a plan rests on is never exact: places known only to a seat, people spread by a method, speeds. Scenarios of \
      all that are drawn, the siting is solved anew in each, and every site is told in how many of them it is right. \
      What may be off, and by how much, stands under uncertainty: in the plan; what it does not name is drawn by the \
      tool's defaults, which the output calls so.

      A site is sure (no regret) when the best choice has it in at least nine of ten scenarios. For the others the output \
      names the site that takes their place and what decides between the two. The plan is held against the choices that \
      are best on average, in the worst tenth of scenarios and by greatest regret, each with its bound.

      Writes into the folder, whole or not at all:
        robust.csv   one row per site: in how many scenarios it is right, the 95 % interval, rival, what decides
        robust.json  everything: choices with bounds, spreads, regret, which source of error matters most

      and where people or ambulances travel by road, which roads matter: whom it puts out of the standard or out of reach,
      and how much later the others, when a road is closed, one by one and the worst ten two by two:
        road-closures.csv, road-closures.geojson

      EXAMPLE
        emsplan robust GeoData/xingan/plan.yaml -o out/robust
        emsplan robust plan.yaml --scenarios 500 --seed 7 -o out/robust

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Argument(
    help: ArgumentHelp("The plan file.", valueName: "plan.yaml"), completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: ArgumentHelp("How many scenarios to draw, 10 to 10000 (default: the plan's, or 200).", valueName: "n"))
  var scenarios: Int?

  @Option(help: ArgumentHelp("Seeds the draws (default: the plan's, or 1).", valueName: "n"))
  var seed: UInt64?

  @Flag(help: "Allow the plan to name files outside its own folder.")
  var allowOutside = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    if let scenarios, !(10...10_000).contains(scenarios) {
      throw ValidationError("--scenarios must lie between 10 and 10000.", "--scenarios 应在 10 至 10000 之间。")
    }
  }

  func run() async throws {
    try await global.reportingErrors {
      TerminalInterrupt.install()
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: RobustRun.fileNames)
      let steps = TerminalSteps(language: global.language, isQuiet: global.quiet)
      defer { steps.finish() }
      let run = try RobustRun(
        of: URL(fileURLWithPath: plan), scenarios: scenarios, seed: seed,
        options: PlanRun.Options(
          language: global.language, threads: global.threads, allowOutside: allowOutside,
          onStep: { step, atMost in steps.begin(step, atMost: atMost) }))
      steps.finish()
      global.report(run.area.notes, withDerivations: true)
      try run.write(to: folder)
      _ = try folder.commit()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(RobustOutput.value(of: run.robustness, area: run.area)))
      } else if !global.quiet {
        let words = RobustLines(
          robustness: run.robustness, language: global.language,
          words: { run.profile.inItsTerms($0, of: run.area) })
        for line in words.lines(style: .of(STDOUT_FILENO)) { try StandardOutput.print(line) }
        try StandardOutput.print(global.language == .chinese ? "已写入 \(output)" : "wrote \(output)")
      }
    }
  }
}
