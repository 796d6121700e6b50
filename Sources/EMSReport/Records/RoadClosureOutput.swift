import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// Which roads matter, as files.
enum RoadClosureOutput {
  private static let columns = [
    "purpose", "rank", "road_id", "second_road_id", "class", "bridge", "length_km", "lon", "lat", "people_using",
    "settlements_using", "people_lost", "settlements_lost", "people_unreached", "settlements_unreached",
    "people_delayed", "settlements_delayed", "person_minutes_added", "longest_delay_min",
  ]

  /// Writes road-closures.csv and road-closures.geojson.
  static func write(_ all: [RoadClosures], to folder: OutputFolder) throws {
    let rows = all.flatMap { closures in
      [closures.closures, closures.pairs].flatMap { list in
        list.enumerated().map { (closures.purpose, $0.offset + 1, $0.element) }
      }
    }
    var table = CSVWriter(columns: columns, for: .program)
    for (purpose, rank, closure) in rows { table.append(values(purpose, rank, closure)) }
    try folder.write(table.takeBytes(), to: "road-closures.csv")
    let features = rows.flatMap { purpose, rank, closure in
      let properties = zip(columns, values(purpose, rank, closure)).filter { !["lon", "lat"].contains($0.0) }
        .map { PropertyValue.Member($0, $1) }
      return closure.roads.flatMap(\.courses).map { GeoJSONFeature(geometry: .line($0), properties: properties) }
    }
    try folder.write(GeoJSONWriter.bytes(name: "road-closures", features: features), to: "road-closures.geojson")
  }

  /// Figures of one kind of journey for programs; the roads themselves are in the table.
  static func value(of closures: RoadClosures) -> PropertyValue {
    [
      "purpose": .text(closures.purpose.rawValue), "limit_min": .minutes(closures.limit),
      "roads_used": .whole(closures.used), "roads_tried": .whole(closures.tried),
      "most_people_untried": .optional(closures.mostPeopleUntried),
      "roads_that_matter": .whole(closures.closures.count),
    ]
  }

  private static func values(
    _ purpose: RoadClosures.Purpose, _ rank: Int, _ closure: RoadClosure
  ) -> [PropertyValue] {
    let first = closure.roads.first
    let second = closure.roads.dropFirst().first
    // Of a pair only what it changes: each of the two has a row of its own.
    let road = second == nil ? first : nil
    let middle = road?.courses.first.flatMap { $0.isEmpty ? nil : $0[$0.count / 2] }
    return [
      .text(purpose.rawValue), .whole(rank), identifier(first), identifier(second), .optional(road?.roadClass),
      .optional(road?.isBridge), .optional(road?.length.kilometres, places: 3),
      .optional(middle?.longitude, places: 7), .optional(middle?.latitude, places: 7),
      .optional(road?.using.knownPeople), .optional(road?.using.settlements),
      .optional(closure.lost?.knownPeople), .optional(closure.lost?.settlements),
      .optional(closure.unreached.knownPeople), .whole(closure.unreached.settlements),
      .optional(closure.delayed.knownPeople), .whole(closure.delayed.settlements),
      closure.delayed.knownPeople == nil ? .null : .decimal(closure.personMinutes, places: 1),
      .minutes(closure.longestDelay),
    ]
  }

  private static func identifier(_ road: RoadClosure.Road?) -> PropertyValue {
    .optional(road?.identifier.flatMap { Int(exactly: $0) })
  }
}
