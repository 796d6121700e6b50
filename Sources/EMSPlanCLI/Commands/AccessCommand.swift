import ArgumentParser
import EMSPlan
import Foundation

/// `emsplan access`: how well each settlement is served, people and supply considered.
struct AccessCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Accessibility of each settlement: E2SFCA ratio, nearest facility, facilities within reach.",
    discussion: """
      id,supply_ratio,nearest_min,facilities_within,nearest_k_mean_min. The ratio is supply for each person by the \
      enhanced two-step floating catchment area (Luo and Qi 2009), with bands of 10, 20 and 30 minutes and weights \
      1, 0.68 and 0.22 unless others are given. The supply of a facility is its beds where every facility has them, \
      and 1 otherwise. Settlements need their population.

      EXAMPLE
        emsplan access --facilities hospitals.csv --settlements villages.csv --roads andorra.osm.pbf -o access.csv

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Option(help: ArgumentHelp("Limits of the bands, minutes, ascending.", valueName: "minutes,…"))
  var bands: NumberList = NumberList(numbers: [10, 20, 30])

  @Option(help: ArgumentHelp("Weight of each band.", valueName: "weights"))
  var weights: NumberList = NumberList(numbers: [1, 0.68, 0.22])

  @Option(help: ArgumentHelp("How many nearest facilities nearest_k_mean_min averages.", valueName: "k"))
  var nearest = 3

  @Option(name: .shortAndLong, help: ArgumentHelp("The CSV file to write (default: stdout).", valueName: "file"))
  var output: String?

  @OptionGroup var journeys: JourneyOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { output.map { [$0] } ?? [] }

  func validate() throws {
    try journeys.check()
    guard bands.numbers.count == weights.numbers.count else {
      throw ValidationError("--weights needs as many weights as --bands has limits.", "--weights 的个数应与 --bands 的档数相同。")
    }
    guard zip(bands.numbers, bands.numbers.dropFirst()).allSatisfy({ $0 < $1 }), bands.numbers.allSatisfy({ $0 > 0 })
    else { throw ValidationError("--bands must be above zero and ascend.", "--bands 应大于 0 并依次递增。") }
    guard weights.numbers.allSatisfy({ $0 >= 0 }) else {
      throw ValidationError("--weights must be zero or more.", "--weights 不能小于 0。")
    }
    guard nearest >= 1 else { throw ValidationError("--nearest must be at least 1.", "--nearest 至少为 1。") }
  }

  func run() async throws {
    let remedies = journeys.remedies()
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let file = try output.map { try OutputFile($0, overwrite: global.overwrite, inputs: journeys.files) }
      let read = try journeys.read(
        unused: Set<Field>.staffing(for: journeys.travel.mode).subtracting([.beds]), global, remedies)
      let (model, facilities, settlements) = (read.model, read.facilities, read.settlements)
      guard settlements.contains(where: { $0.population != nil }) else {
        throw CommandFailure(
          status: .badData,
          english: "\(read.settlementFile): no settlement has a population, which the ratio needs",
          chinese: "\(read.settlementFile)：没有人口数据，无法计算可达性")
      }
      let bands = zip(self.bands.numbers, weights.numbers).map {
        FloatingCatchment.Band(limit: .seconds($0 * 60), weight: $1)
      }
      let places = settlements.map(\.location)
      let limit = bands.last?.limit ?? .zero
      let times = try model.times(from: facilities.map(\.location), to: places, within: limit)
      let near = try model.nearest(of: facilities.map(\.location), to: places)
      let beds = facilities.compactMap(\.beds)
      let supply =
        beds.count == facilities.count ? beds.map(Double.init) : [Double](repeating: 1, count: facilities.count)
      let ratios = FloatingCatchment(
        supply: supply, people: settlements.map(\.population), times: times, bands: bands
      ).ratios
      var table = CSVWriter(
        columns: ["id", "supply_ratio", "nearest_min", "facilities_within", "nearest_k_mean_min"], for: .program)
      for (index, settlement) in settlements.enumerated() {
        let quickest = times[index].map { $0.time / .seconds(60) }.sorted().prefix(nearest)
        let mean = quickest.count == nearest ? quickest.reduce(0, +) / Double(nearest) : nil
        table.append([
          .text(settlement.id), .decimal(ratios[index], places: 9),
          .optional(near[index].map { $0.time / .seconds(60) }, places: 8),
          .whole(times[index].count), .optional(mean, places: 8),
        ])
      }
      let bytes = table.takeBytes()
      if let file {
        try file.append(bytes)
        try file.commit()
      } else if !global.json {
        try StandardOutput.write(bytes)
      }
      let without = times.count { $0.isEmpty }
      if global.json {
        let result: PropertyValue = [
          "settlements": .whole(settlements.count), "without_facility": .whole(without),
          "supply": beds.count == facilities.count ? "beds" : "one for each facility",
        ]
        try StandardOutput.write(JSONWriter.indented(result))
      } else if let output, !global.quiet {
        try StandardOutput.print(
          global.language == .chinese
            ? "村居 \(settlements.count) 个，其中 \(without) 个在时限内没有设施；已写入 \(output)"
            : "\(settlements.count.of("settlement", "settlements")), \(without) without a facility within the limit; wrote \(output)"
        )
      }
    }
  }
}

/// Numbers separated by commas.
struct NumberList: ExpressibleByArgument {
  var numbers: [Double]

  init(numbers: [Double]) { self.numbers = numbers }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = parts.compactMap { Double($0) }
    if numbers.isEmpty || numbers.count != parts.count || !numbers.allSatisfy(\.isFinite) { return nil }
  }

  var defaultValueDescription: String { numbers.map { String($0) }.joined(separator: ",") }
}
