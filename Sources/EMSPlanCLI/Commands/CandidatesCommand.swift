import ArgumentParser
import EMSPlan
import Foundation
import GeoKit
import TravelNetwork

/// `emsplan candidates`: every cell a candidate.
struct CandidatesCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidates",
    abstract: "For each cell the people that a unit there would reach in time, and the best cells.",
    discussion: """
      Each cell stands for a unit at its middle: how many people journeys by --roads, over --friction or --land-cover, or \
      both reach from there within --minutes, and how many of them no facility reaches today. Exact for the middle of each \
      cell, as travel-times would give them. The best cells are ranked by \
      the people gained, no two nearer than --spacing-km; each counts by itself: what one gains another may gain, too. \
      candidates.csv (id,lon,lat,people_within,people_gained) is a list of candidates for plans.

      Files: candidates.csv, candidates.geojson; with GDAL people-within.tif (bands people_within and people_gained, -1 \
      where no journey can begin).

      EXAMPLE
        emsplan candidates --facilities stations.csv --settlements villages.csv --roads county.osm.pbf --mode ambulance \\
          --minutes 30 -o candidates
      """)

  @Option(help: ArgumentHelp("Within what people should be reached.", valueName: "minutes"))
  var minutes = 30.0

  @Option(help: ArgumentHelp("The side of a cell.", valueName: "metres"))
  var cell = 500.0

  @Option(help: ArgumentHelp("The least distance between two candidates.", valueName: "km"))
  var spacingKm = 3.0

  @Option(help: "How many candidates at most.")
  var count = 100

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var travel: TravelOptions
  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup(title: "Settlements") var settlements: SettlementOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try inputs.check([facilities, settlements], needed: [facilities, settlements])
    if travel.straightLine || travel.roads == nil && !travel.isOnGround {
      throw ValidationError(
        "candidates travels by --roads, over --friction or --land-cover, or both.",
        "candidates 须给出 --roads，或 --friction、--land-cover，或两者兼有。")
    }
    for (name, value, range) in [
      ("--minutes", minutes, 0.1...1440), ("--cell", cell, 10...100_000), ("--spacing-km", spacingKm, 0...1000),
      ("--count", Double(count), 1...100_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "\(name) must lie between \(range.lowerBound) and \(range.upperBound).",
        "\(name) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间。")
    }
  }

  func run() async throws {
    let remedies = OptionRemedies([self.facilities, self.settlements])
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let names: OutputNames = ["candidates.csv", "candidates.geojson", "people-within.tif"]
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: names)
      do {
        let files = try inputs.files(
          facilities, settlements: settlements, unused: Set<Field>.staffing(for: travel.mode).union([.urban]))
        try inputs.require(files.facilities != nil, "facilities")
        try inputs.require(files.settlements != nil, "settlements")
        let area = try files.read()
        let (way, notes) = try travel.model()
        let model = StationTravel.model(way, from: area.facilities)
        global.report(area.notes, remedies, ofTravel: notes)
        global.report(try NoUsableRoads.check(model, area.facilities, area.settlements))
        let best = try BestCells(
          model, facilities: area.facilities.map(\.location), settlements: area.settlements,
          within: .seconds(minutes * 60), cell: .metres(cell), spacing: .kilometres(spacingKm), count: count)
        try write(best, notes: area.notes + notes, to: folder)
        _ = try folder.commit()
        try report(best)
      } catch {
        folder.discard()
        throw error
      }
    }
  }

  private func write(_ best: BestCells, notes: [Note], to folder: OutputFolder) throws {
    let names = ["id", "lon", "lat", "people_within", "people_gained"]
    var table = CSVWriter(columns: names, for: .program)
    var features: [GeoJSONFeature] = []
    for (number, site) in best.sites.enumerated() {
      let id = "cell-\(number + 1)"
      table.append([
        .text(id), .decimal(site.place.longitude, places: 7), .decimal(site.place.latitude, places: 7),
        .whole(site.people), .whole(site.gained),
      ])
      features.append(
        GeoJSONFeature(
          id: id, geometry: .point(site.place),
          properties: [
            .init("rank", .whole(number + 1)), .init("people_within", .whole(site.people)),
            .init("people_gained", .whole(site.gained)),
          ]))
    }
    try folder.write(table.takeBytes(), to: "candidates.csv")
    try folder.write(
      GeoJSONWriter.bytes(name: "candidates", notes: notes, features: features), to: "candidates.geojson")
    #if GDAL
      func band(_ name: String, _ value: ((people: Int, gained: Int)) -> Int) -> GeoTIFF.Band {
        GeoTIFF.Band(name: name, values: best.cells.map { cell in cell.map { Int32(clamping: value($0)) } })
      }
      try folder.write(to: "people-within.tif") { path in
        try GeoTIFF.write(
          [band("people_within") { $0.people }, band("people_gained") { $0.gained }], on: best.frame, to: path,
          as: "people-within.tif")
      }
    #endif
  }

  private func report(_ best: BestCells) throws {
    if global.json {
      let result: PropertyValue = [
        "cells": .whole(best.frame.count), "cells_with_roads": .whole(best.cells.count { $0 != nil }),
        "people_unreached": .whole(best.unreached), "settlements_of_unknown_people": .whole(best.unknown),
        "candidates": .list(
          best.sites.map {
            [
              "lon": .decimal($0.place.longitude, places: 7), "lat": .decimal($0.place.latitude, places: 7),
              "people_within": .whole($0.people), "people_gained": .whole($0.gained),
            ]
          }),
      ]
      try StandardOutput.write(JSONWriter.indented(result))
    } else if !global.quiet {
      let isChinese = global.language == .chinese
      let (cells, sites) = (best.frame.count, best.sites.count)
      let most = best.sites.first?.gained ?? 0
      try StandardOutput.print(
        isChinese
          ? "单元 \(cells) 个；\(NumberText.plain(minutes)) 分钟内未覆盖 \(best.unreached) 人；候选点 \(sites) 个，最多新增 \(most) 人；已写入 \(output)"
          : "\(cells) cells; \(best.unreached) people beyond \(NumberText.plain(minutes)) minutes today; \(sites) candidates, the best gains \(most) people; wrote \(output)"
      )
      if best.unknown > 0 {
        try StandardOutput.print(
          isChinese ? "\(best.unknown) 个村居人口未知，未计入" : "\(best.unknown) settlements of unknown people count for nobody")
      }
    }
  }
}
