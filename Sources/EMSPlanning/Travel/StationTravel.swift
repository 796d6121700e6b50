import EMSModel
import GeoKit
import TravelNetwork

/// Travel of ambulances from stations some of which have a turnout time of their own.
///
/// The time of a journey is that of the model with the station's turnout in the place of the model's. Stations of one
/// turnout are asked about together, and the quickest of all counts (ties: the lowest index).
public struct StationTravel: TravelModel {
  /// With one turnout for all.
  public let model: any TravelModel
  /// Of the places that have one of their own; of several stations at one place the shortest, that of the model included
  /// where one of them has none of its own.
  public let turnouts: [Coordinate: Duration]
  public var name: String { model.name }
  public var mode: TravelMode { model.mode }
  public var direction: TravelDirection { model.direction }
  /// Where a station has none of its own.
  public var turnout: Duration { model.turnout }

  init(_ model: any TravelModel, turnouts: [Coordinate: Duration]) {
    self.model = model
    self.turnouts = turnouts
  }

  /// The model as it is where nobody turns out, or no facility has a turnout of its own.
  public static func model(_ model: any TravelModel, from facilities: [Facility]) -> any TravelModel {
    guard model.mode == .ambulance else { return model }
    struct Kind: Hashable {
      var place: Coordinate
      var tier: FacilityTier?
    }
    let stated = Set(facilities.filter { $0.turnout != nil }.map { Kind(place: $0.location, tier: $0.tier) })
    // Of another tier nobody knows whether it sends ambulances.
    let own = facilities.filter { stated.contains(Kind(place: $0.location, tier: $0.tier)) }
      .map { ($0.location, $0.turnout ?? model.turnout) }
    return own.isEmpty ? model : StationTravel(model, turnouts: Dictionary(own, uniquingKeysWith: min))
  }

  /// Of each facility.
  func turnouts(of facilities: [Coordinate]) -> [Duration] { facilities.map { turnouts[$0] ?? model.turnout } }

  /// The same stations with another model.
  package func with(model: any TravelModel) -> StationTravel { StationTravel(model, turnouts: turnouts) }

  /// The stations of each turnout, by their indices, and how much longer it is than the model's.
  private func groups(_ facilities: [Coordinate]) -> [(extra: Duration, members: [Int])] {
    let turnouts = turnouts(of: facilities)
    return Dictionary(grouping: facilities.indices) { turnouts[$0] - model.turnout }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The best of each group's answers for each place.
  private func quickest<Answer>(
    of facilities: [Coordinate], _ count: Int,
    _ answers: ([Coordinate]) throws -> [Answer?], _ moved: (Answer, Duration, [Int]) -> Answer,
    _ rank: (Answer) -> (Duration, Int)
  ) rethrows -> [Answer?] {
    var best = [Answer?](repeating: nil, count: count)
    for (extra, members) in groups(facilities) {
      for (index, answer) in try answers(members.map { facilities[$0] }).enumerated() {
        guard let answer = answer.map({ moved($0, extra, members) }) else { continue }
        if best[index].map({ rank(answer) < rank($0) }) ?? true { best[index] = answer }
      }
    }
    return best
  }

  public func nearest(of facilities: [Coordinate], to places: [Coordinate]) throws -> [NearestFacility?] {
    try quickest(of: facilities, places.count) {
      try model.nearest(of: $0, to: places)
    } _: { near, extra, members in
      NearestFacility(facility: members[near.facility], time: near.time + extra, distance: near.distance)
    } _: {
      ($0.time, $0.facility)
    }
  }

  public func times(
    from facilities: [Coordinate], to places: [Coordinate], within limit: Duration
  ) throws -> [[TravelTime]] {
    var rows = [[TravelTime]](repeating: [], count: places.count)
    for (extra, members) in groups(facilities) where limit >= extra {
      let times = try model.times(from: members.map { facilities[$0] }, to: places, within: limit - extra)
      for (place, row) in times.enumerated() {
        rows[place] += row.map { TravelTime(facility: members[$0.facility], time: $0.time + extra) }
      }
    }
    return rows.map { $0.sorted { $0.facility < $1.facility } }
  }

  public func serviceAreas(of facilities: [Coordinate], within limit: Duration) throws -> [MultiPolygon] {
    var areas = [MultiPolygon](repeating: MultiPolygon(), count: facilities.count)
    for (extra, members) in groups(facilities) where limit >= extra {
      let own = try model.serviceAreas(of: members.map { facilities[$0] }, within: limit - extra)
      for (member, area) in zip(members, own) { areas[member] = area }
    }
    return areas
  }
}

extension TravelModel {
  /// The model without turnouts of single stations.
  package var withoutStations: any TravelModel { (self as? StationTravel)?.model ?? self }
}

extension StationTravel {
  /// The whole journeys to the quickest facility by road, with their legs; nil where the model goes otherwise.
  public func journeys(
    of facilities: [Coordinate], to places: [Coordinate], within limit: Duration? = nil
  ) -> [RoadJourney?]? {
    guard let roads = model as? RoadTravel else { return nil }
    let found = quickest(of: facilities, places.count) {
      roads.journeys(of: $0, to: places)
    } _: { journey, extra, members in
      var journey = journey
      journey.facility = members[journey.facility]
      journey.time += extra
      return journey
    } _: {
      ($0.time, $0.facility)
    }
    guard let limit else { return found }
    return found.map { $0.flatMap { $0.time <= limit ? $0 : nil } }
  }
}
