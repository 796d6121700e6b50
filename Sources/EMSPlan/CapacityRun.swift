import EMSFormats
import EMSModel
import EMSPlanning
import SiteSolver

/// Who finds room in the units that exist, with its tables and its summary.
public struct CapacityRun: Sendable {
  /// What the people of places and townships come to.
  public struct Total: Sendable {
    /// All people that are known.
    public var population = 0
    /// Those who find room within the limit.
    public var covered = 0
    /// Those whom some unit reaches, and none has room for.
    public var refused = 0
    /// Those whom no unit reaches within the limit.
    public var tooFar = 0
    /// Places that count nowhere else.
    public var settlementsOfUnknownPeople = 0

    fileprivate mutating func add(_ people: Int?, _ place: CapacityCoverage.Place) {
      guard let people else {
        settlementsOfUnknownPeople += 1
        return
      }
      population += people
      covered += place.served
      if place.status == .tooFar { tooFar += people } else { refused += people - place.served }
    }
  }

  public let facilities: [Facility]
  public let settlements: [Settlement]
  /// People whom each facility can take; nil where nothing tells, and then it takes nobody.
  public let room: [Int?]
  /// Who goes where, with the proof.
  public let coverage: CapacityCoverage
  /// Of all settlements.
  public let total: Total
  /// By township; nil for settlements that no township is known of.
  public let townships: [(id: String?, name: String?, total: Total)]

  /// - Parameters:
  ///   - room: the people whom a facility can take; nil where nothing tells.
  ///   - limit: how far anybody travels.
  /// - Throws: what the travel model and the solver throw.
  public init(
    of area: PlanningArea, travel: any TravelModel, limit: Duration, order: CapacityCoverage.Order, isDivided: Bool,
    options: SolveOptions, room: (Facility) -> Int?
  ) throws {
    let facilities = area.facilities.sorted { $0.id < $1.id }
    let settlements = area.settlements.sorted { $0.id < $1.id }
    self.facilities = facilities
    self.settlements = settlements
    let rooms = facilities.map(room)
    self.room = rooms
    let times = try travel.times(
      from: facilities.map(\.location), to: settlements.map(\.location), within: limit)
    coverage = try CapacityCoverage(
      people: settlements.map(\.population), room: rooms.map { $0 ?? 0 }, times: times, order: order,
      isDivided: isDivided, options: options)
    var total = Total()
    var byTown: [String?: Total] = [:]
    for (settlement, place) in zip(settlements, coverage.places) {
      total.add(settlement.population, place)
      byTown[settlement.townshipID, default: Total()].add(settlement.population, place)
    }
    self.total = total
    let names = Dictionary(area.townships.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    townships = byTown.map { id, total in (id, id.flatMap { names[$0] }, total) }.sorted {
      ($0.0 == nil ? 1 : 0, $0.0 ?? "") < ($1.0 == nil ? 1 : 0, $1.0 ?? "")
    }
  }

  /// Facilities of which nothing tells what they can take.
  public var ofUnknownRoom: [Facility] { zip(facilities, room).filter { $0.1 == nil }.map(\.0) }

  /// The names that `write` writes.
  public static let fileNames: OutputNames = ["settlements.csv", "townships.csv", "facilities.csv"]

  /// Writes the three tables; the caller commits the folder.
  public func write(to folder: OutputFolder) throws {
    var table = CSVWriter(
      columns: [
        "id", "name", "township_id", "population", "status", "people_served", "facility_id", "travel_min", "nearest_id",
        "nearest_min",
      ], for: .program)
    for (settlement, place) in zip(settlements, coverage.places) {
      table.append([
        .text(settlement.id), .text(settlement.name), .optional(settlement.townshipID),
        .optional(settlement.population),
        .text(place.status.rawValue), settlement.population == nil ? .null : .whole(place.served),
        .optional(place.facility.map { facilities[$0].id }), .minutes(place.time),
        .optional(place.nearest.map { facilities[$0.facility].id }), .minutes(place.nearest?.time),
      ])
    }
    try folder.write(table.takeBytes(), to: "settlements.csv")
    var towns = CSVWriter(
      columns: ["township_id", "name", "population", "covered", "refused", "too_far", "settlements_unknown"],
      for: .program)
    for (id, name, total) in townships {
      towns.append([.optional(id), .optional(name)] + Self.cells(total))
    }
    try folder.write(towns.takeBytes(), to: "townships.csv")
    var units = CSVWriter(
      columns: ["id", "name", "capacity", "people_served", "settlements", "utilisation"], for: .program)
    for (j, facility) in facilities.enumerated() {
      let capacity = room[j]
      units.append([
        .text(facility.id), .text(facility.name), .optional(capacity), .whole(coverage.taken[j]),
        .whole(coverage.placesOf[j]),
        .share(capacity.flatMap { $0 > 0 ? Double(coverage.taken[j]) / Double($0) : nil }),
      ])
    }
    try folder.write(units.takeBytes(), to: "facilities.csv")
  }

  private static func cells(_ total: Total) -> [PropertyValue] {
    [
      .whole(total.population), .whole(total.covered), .whole(total.refused), .whole(total.tooFar),
      .whole(total.settlementsOfUnknownPeople),
    ]
  }

  /// What `--json` prints.
  public var summary: PropertyValue {
    [
      "settlements": .whole(settlements.count), "facilities": .whole(facilities.count),
      "population": .whole(total.population), "covered": .whole(total.covered), "refused": .whole(total.refused),
      "too_far": .whole(total.tooFar), "settlements_unknown": .whole(total.settlementsOfUnknownPeople),
      "capacity": .whole(room.reduce(0) { $0 + ($1 ?? 0) }),
      "facilities_of_unknown_capacity": .list(ofUnknownRoom.map { .text($0.id) }),
      "most_covered_bound": .optional(coverage.mostPeople, places: 3), "proven": .flag(coverage.isProven),
      "townships": .list(
        townships.map { id, name, total in
          [
            "id": .optional(id), "name": .optional(name), "population": .whole(total.population),
            "covered": .whole(total.covered), "refused": .whole(total.refused), "too_far": .whole(total.tooFar),
            "settlements_unknown": .whole(total.settlementsOfUnknownPeople),
          ]
        }),
    ]
  }
}
