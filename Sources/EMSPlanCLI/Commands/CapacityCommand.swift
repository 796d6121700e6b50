import ArgumentParser
import EMSPlan
import Foundation
import SiteSolver

/// `emsplan capacity`: who finds room in the units that exist.
struct CapacityCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Who finds room where: people covered, refused and too far, by the capacity of what exists.",
    discussion: """
      Each settlement goes to the nearest unit that still has room, the shortest journeys first; with --order people as \
      many people as can find room together, with the proof. Writes settlements.csv, townships.csv and facilities.csv. \
      A unit's room is --people-each, or its beds times --people-per-bed; a unit without a number of beds takes nobody \
      then, and is named.

      EXAMPLE
        emsplan capacity --facilities hospitals.csv --settlements villages.csv --roads andorra.osm.pbf \\
          --minutes 30 --people-per-bed 200 -o room

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 69 needs a solver; 73 cannot write
      """)

  @Option(help: ArgumentHelp("How far anybody travels.", valueName: "minutes"))
  var minutes: Double
  @Option(help: ArgumentHelp("People whom every unit can take.", valueName: "people"))
  var peopleEach: Int?
  @Option(help: ArgumentHelp("People whom one bed stands for.", valueName: "people"))
  var peoplePerBed: Double?
  @Option(help: "time (the shortest journeys first) or people (the most people together).")
  var order = CapacityCoverage.Order.time
  @Flag(help: "The people of a settlement may go to several units.")
  var divide = false
  @Option(help: ArgumentHelp("Stop --order people after so long with the best found.", valueName: "seconds"))
  var timeLimit: Double?
  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var journeys: JourneyOptions
  @OptionGroup(title: "Townships") var townships: TownshipOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try journeys.check(with: townships)
    if (peopleEach == nil) == (peoplePerBed == nil) {
      throw ValidationError(
        "Give one of --people-each and --people-per-bed.", "--people-each 与 --people-per-bed 须给且只给一个。")
    }
    if let peopleEach, peopleEach < 0 {
      throw ValidationError("--people-each must be zero or more.", "--people-each 不能小于 0。")
    }
    if let peoplePerBed, !(peoplePerBed >= 0 && peoplePerBed <= 1e9) {
      throw ValidationError("--people-per-bed must be zero or more.", "--people-per-bed 不能小于 0。")
    }
    if !(minutes >= 0 && minutes <= 3000) {
      throw ValidationError("--minutes must lie between 0 and 3000.", "--minutes 应在 0 至 3000 之间。")
    }
    if let timeLimit, !(timeLimit >= 0 && timeLimit <= 1e7) {
      throw ValidationError("--time-limit must be zero or more.", "--time-limit 不能小于 0。")
    }
    if timeLimit != nil, order != .people {
      throw ValidationError("--time-limit is for --order people.", "--time-limit 须与 --order people 同用。")
    }
  }

  func run() async throws {
    let remedies = journeys.remedies(with: townships)
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: CapacityRun.fileNames)
      let unused = Set<Field>.staffing(for: journeys.travel.mode).subtracting(peoplePerBed == nil ? [] : [.beds])
      let read = try journeys.read(with: townships, unused: unused, global, remedies)
      let run = try CapacityRun(
        of: read.area, travel: read.model, limit: .seconds(minutes * 60), order: order, isDivided: divide,
        options: SolveOptions(
          timeLimit: timeLimit.map { .seconds($0) },
          threads: global.threads ?? ProcessInfo.processInfo.activeProcessorCount)
      ) { facility in
        if let peopleEach { return peopleEach }
        guard let beds = facility.beds, let peoplePerBed else { return nil }
        return Int(exactly: min((Double(beds) * peoplePerBed).rounded(.down), 1e12))
      }
      try run.write(to: folder)
      _ = try folder.commit()
      tellUnknown(run)
      if global.json {
        try StandardOutput.write(JSONWriter.indented(run.summary))
      } else if !global.quiet {
        for line in lines(run) { try StandardOutput.print(line) }
      }
    }
  }

  private func say(_ english: String, _ chinese: String) -> String { global.language == .chinese ? chinese : english }

  private func tellUnknown(_ run: CapacityRun) {
    let unknown = run.ofUnknownRoom
    if unknown.isEmpty { return }
    let names = unknown.prefix(10).map(\.name).joined(separator: ", ") + (unknown.count > 10 ? " …" : "")
    StandardError.print(
      say(
        "note: the beds of \(unknown.count.of("unit", "units")) are not known; they take nobody: \(names)",
        "提示：\(unknown.count) 个机构床位未知，按不接收计：\(names)"))
  }

  private func lines(_ run: CapacityRun) -> [String] {
    func people(_ count: Int) -> String {
      let share = run.total.population > 0 ? Double(count) / Double(run.total.population) * 100 : 0
      return "\(NumberText.grouped(count)) (\(NumberText.oneDecimal(share)) %)"
    }
    var table = TerminalTable(alignments: [.left, .left])
    table.append([say("people", "人口"), NumberText.grouped(run.total.population)])
    table.append([say("covered", "已覆盖"), people(run.total.covered)])
    table.append([say("refused, no room", "容量不足"), people(run.total.refused)])
    table.append([say("too far", "超出时限"), people(run.total.tooFar)])
    if run.total.settlementsOfUnknownPeople > 0 {
      table.append([
        say("people not known", "人口未知"),
        say(
          run.total.settlementsOfUnknownPeople.of("settlement", "settlements"),
          "\(run.total.settlementsOfUnknownPeople) 个村居"),
      ])
    }
    if let most = run.coverage.mostPeople {
      let proof = run.coverage.isProven ? say("optimal", "最优") : say("not proven", "未证明")
      table.append([say("no more than", "上界"), "\(NumberText.oneDecimal(most)) \(proof)"])
    }
    return table.lines() + [say("wrote \(output)", "已写入 \(output)")]
  }
}

extension CapacityCoverage.Order: ExpressibleByArgument {}
