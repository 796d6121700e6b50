import ArgumentParser
import EMSPlan
import Foundation
import TravelNetwork

/// `emsplan travel-times`: the nearest facility for every settlement, or every pair.
struct TravelTimesCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "travel-times",
    abstract: "The nearest facility for every settlement, or the full matrix, as CSV.",
    discussion: """
      Nearest: settlement_id,facility_id,travel_min,road_km,access_start_min,access_end_min. The time is the whole \
      journey: turnout, from its start to the road, the road, from the road to its end. With --matrix: \
      facility_id,settlement_id,travel_min. A settlement that is not reached has empty cells.

      EXAMPLE
        emsplan travel-times --facilities hospitals.csv --settlements villages.csv --roads andorra.osm.pbf \\
          --mode ambulance -o times.csv

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Flag(help: "Every pair of facility and settlement.")
  var matrix = false

  @Option(help: ArgumentHelp("Leave out what takes longer.", valueName: "minutes"))
  var maxMinutes: Double?

  @Option(name: .shortAndLong, help: ArgumentHelp("The CSV file to write (default: stdout).", valueName: "file"))
  var output: String?

  @OptionGroup var journeys: JourneyOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { output.map { [$0] } ?? [] }

  func validate() throws {
    try journeys.check()
    if let maxMinutes, !(maxMinutes >= 0 && maxMinutes <= 3000) {
      throw ValidationError("--max-minutes must lie between 0 and 3000.", "--max-minutes 应在 0 至 3000 之间。")
    }
  }

  func run() async throws {
    let remedies = journeys.remedies()
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let file = try output.map { try OutputFile($0, overwrite: global.overwrite, inputs: journeys.files) }
      let read = try journeys.read(
        unused: Set<Field>.staffing(for: journeys.travel.mode).union([.population, .urban]), global, remedies)
      let (model, facilities, settlements) = (read.model, read.facilities, read.settlements)
      let limit = maxMinutes.map { Duration.seconds($0 * 60) }
      let reached =
        try matrix
        ? everyPair(model, facilities, settlements, limit, in: read.settlementFile, to: file)
        : nearest(model, facilities, settlements, limit, to: file)
      try file?.commit()
      let unreached = settlements.count - reached
      if global.json {
        let result: PropertyValue = [
          "model": .text(model.name), "mode": .text(model.mode.rawValue), "facilities": .whole(facilities.count),
          "settlements": .whole(settlements.count), "unreached": .whole(unreached),
        ]
        try StandardOutput.write(JSONWriter.indented(result))
      } else if let output, !global.quiet {
        try StandardOutput.print(
          global.language == .chinese
            ? "村居 \(settlements.count) 个，其中 \(unreached) 个无法到达；已写入 \(output)"
            : "\(settlements.count.of("settlement", "settlements")), \(unreached) not reached; wrote \(output)")
      }
    }
  }

  /// Minutes to the tenth of a millisecond in which roads count.
  private func minutes(_ time: Duration?) -> PropertyValue {
    .optional(time.map { $0 / .seconds(60) }, places: 8)
  }

  private func nearest(
    _ model: any TravelModel, _ facilities: [Facility], _ settlements: [Settlement], _ limit: Duration?,
    to file: OutputFile?
  ) throws -> Int {
    var table = CSVWriter(
      columns: ["settlement_id", "facility_id", "travel_min", "road_km", "access_start_min", "access_end_min"],
      for: .program)
    let (starts, ends) = (facilities.map(\.location), settlements.map(\.location))
    var reached = 0
    let stations = (model as? StationTravel)?.journeys(of: starts, to: ends, within: limit)
    if let journeys = stations ?? (model as? RoadTravel)?.journeys(of: starts, to: ends, within: limit) {
      for (settlement, journey) in zip(settlements, journeys) {
        if journey != nil { reached += 1 }
        table.append([
          .text(settlement.id), .optional(journey.map { facilities[$0.facility].id }), minutes(journey?.time),
          .kilometres(journey?.roadLength), minutes(journey?.startAccess), minutes(journey?.endAccess),
        ])
      }
    } else {
      for (settlement, found) in zip(settlements, try model.nearest(of: starts, to: ends)) {
        let nearest = found.flatMap { found in limit.map { found.time <= $0 } ?? true ? found : nil }
        if nearest != nil { reached += 1 }
        table.append([
          .text(settlement.id), .optional(nearest.map { facilities[$0.facility].id }), minutes(nearest?.time), .null,
          .null, .null,
        ])
      }
    }
    try write(table.takeBytes(), to: file)
    return reached
  }

  /// Writes a part of the table to the file, or to standard output where that isn't for the result as JSON.
  private func write(_ bytes: [UInt8], to file: OutputFile?) throws {
    if let file {
      try file.append(bytes)
    } else if !global.json {
      try StandardOutput.write(bytes)
    }
  }

  /// What a pair takes while the times of all are known.
  private static let bytesOfPair = 40

  private func everyPair(
    _ model: any TravelModel, _ facilities: [Facility], _ settlements: [Settlement], _ limit: Duration?,
    in name: String, to file: OutputFile?
  ) throws -> Int {
    try MemoryLimit.require(
      pairs: facilities.count * settlements.count, of: Self.bytesOfPair, for: name,
      remedy: Phrase("Ask for the nearest, without --matrix, or give fewer places", "请去掉 --matrix 只求最近的机构，或减少地点"))
    var table = CSVWriter(columns: ["facility_id", "settlement_id", "travel_min"], for: .program)
    let times = try model.times(
      from: facilities.map(\.location), to: settlements.map(\.location), within: limit ?? .seconds(200_000))
    var next = [Int](repeating: 0, count: settlements.count)
    for (number, facility) in facilities.enumerated() {
      for (index, settlement) in settlements.enumerated() {
        var time: Duration?
        if next[index] < times[index].count, times[index][next[index]].facility == number {
          time = times[index][next[index]].time
          next[index] += 1
        }
        table.append([.text(facility.id), .text(settlement.id), minutes(time)])
      }
      try write(table.takeBytes(), to: file)
    }
    return times.count { !$0.isEmpty }
  }
}
