import EMSModel
import GeoKit
import TravelNetwork

/// Which roads matter to one kind of journey: the roads that people's quickest journeys pass, closed one by one, and ten of
/// the worst two by two.
///
/// Every closure is a search of its own on the roads without it, so the times are those of a plan that lists the road as
/// closed. It is asked for those alone whose quickest journey passes the road: the others' journeys stay as they are.
public struct RoadClosures: Sendable {
  /// Whose journeys are looked at.
  public enum Purpose: String, Sendable {
    /// Ambulances, from the stations of today and those proposed.
    case emergency
    /// People on their way to the nearest care, today's and what is proposed, outside subdistricts.
    case serviceCircle = "service_circle"

    public var name: Phrase {
      switch self {
      case .emergency: Phrase("ambulances", "救护车到达")
      case .serviceCircle: Phrase("people on their way to care", "群众就医")
      }
    }
  }

  public let purpose: Purpose
  /// Within what people should be reached; nil where the plan sets no time.
  public let limit: Duration?
  /// Roads that anybody's quickest journey passes.
  public let used: Int
  /// Of those, how many were closed: those that most people pass.
  public let tried: Int
  /// As many people pass one of the others at most; nil where all were tried.
  public let mostPeopleUntried: Int?
  /// Those that change something for somebody; the worst first.
  public let closures: [RoadClosure]
  /// Two of the worst ten at once that harm different settlements (``distinct``); the worst first.
  public let pairs: [RoadClosure]

  /// Without those that put out or delay the very settlements that a worse one does, as all roads on the way to a valley do.
  public var distinct: [RoadClosure] { Self.distinct(closures, \.harmed) }

  private static func distinct<Item>(_ ranked: [Item], _ harmed: (Item) -> [Int]) -> [Item] {
    var seen: Set<[Int]> = []
    return ranked.filter { seen.insert(harmed($0)).inserted }
  }

  private static let worst = 10

  /// How many roads are closed: by the size of the network, not by the clock.
  private static func mostTried(_ lines: RoadLines) -> Int {
    min(max(40_000_000 / max(lines.points.count, 1), 40), 400)
  }

  /// For every kind of journey that goes by road; none where people have nowhere to go.
  ///
  /// - Parameter sites: what the plan adds.
  package static func all(
    of travel: PlanTravel, in area: PlanningArea, adding sites: [SiteService: [CandidateSite]], threads: Int?
  ) -> [RoadClosures] {
    guard let roads = travel.roads else { return [] }
    func added(_ services: [SiteService]) -> [CandidateSite] { services.flatMap { sites[$0] ?? [] } }
    let stations = area.stations(with: added([.countySubCentre, .emergencySubCentre])).map(\.location)
    let caring =
      area.caring.filter { $0.precision != .countySeat }.map(\.location)
      + added(SiteService.allCases.filter(\.givesCare)).map(\.location)
    let country = area.settlements.filter { !area.isInSubdistrict($0) }
    let tasks: [(Purpose, any TravelModel, [Coordinate], [Settlement], Duration?)] = [
      (.emergency, travel.emergency, stations, area.settlements, travel.emergencyLimit),
      (.serviceCircle, travel.serviceCircle, caring, country, travel.serviceCircleLimit),
    ]
    return tasks.compactMap { purpose, model, facilities, settlements, limit in
      guard let road = model.withoutStations as? RoadTravel, !facilities.isEmpty, !settlements.isEmpty else {
        return nil
      }
      return RoadClosures(
        for: purpose, by: road, from: model as? StationTravel, on: roads, of: facilities, to: settlements,
        within: limit, threads: threads)
    }
  }

  init(
    for purpose: Purpose, by travel: RoadTravel, from stations: StationTravel? = nil, on roads: PlanRoads,
    of facilities: [Coordinate], to settlements: [Settlement], within limit: Duration?, threads: Int? = nil
  ) {
    let places = settlements.map(\.location)
    @Sendable func times(_ travel: RoadTravel, to places: [Coordinate]) -> [Duration?] {
      let journeys = stations?.with(model: travel).journeys(of: facilities, to: places)
      return (journeys ?? travel.journeys(of: facilities, to: places)).map { $0?.time }
    }
    let before = times(travel, to: places)
    let found = travel.router.roadsUsed(
      in: roads.lines, of: facilities, to: places, turnouts: stations?.turnouts(of: facilities))
    let using = found.map { road in
      road.places.reduce(into: Headcount.zero) { $0.add(settlements[$1]) }
    }
    let order = found.indices.sorted {
      (using[$1].people, using[$1].settlements, $0) < (using[$0].people, using[$0].settlements, $1)
    }
    let tried = order.prefix(Self.mostTried(roads.lines))
    let numbers = Dictionary(uniqueKeysWithValues: tried.map { (found[$0].identifier, $0) })
    var lines: [Int: [Int]] = [:]
    for line in 0..<roads.lines.count {
      if let number = numbers[roads.lines.identifiers[line]] { lines[number, default: []].append(line) }
    }
    let closable = roads.closable(Set(numbers.keys), for: travel)
    @Sendable func closure(_ closed: [(used: RoadUsed, road: RoadClosure.Road)]) -> RoadClosure {
      let passing = Set(closed.flatMap(\.used.places)).sorted()
      var after = before
      let identifiers = closed.map(\.used.identifier)
      let rest =
        closable.router(closing: identifiers).map { RoadTravel(travel, on: $0) }
        ?? roads.travel(travel, closing: identifiers)
      let found = rest.map { times($0, to: passing.map { places[$0] }) }
      for (index, place) in passing.enumerated() { after[place] = found.flatMap { $0[index] } }
      return RoadClosure(of: closed.map(\.road), settlements: settlements, before: before, after: after, limit: limit)
    }
    let candidates = tried.map { number in
      (
        used: found[number],
        road: RoadClosure.Road(
          found[number], of: roads.lines, lines: lines[number] ?? [], using: using[number])
      )
    }
    let singles = parallelMap(candidates.count, threads: threads) { closure([candidates[$0]]) }
    let ranked = singles.indices.filter { singles[$0].matters }.sorted { singles[$0].isWorse(than: singles[$1]) }
    let worst = Self.distinct(ranked) { singles[$0].harmed }.prefix(Self.worst)
    let couples = worst.indices.flatMap { a in
      worst.indices.filter { $0 > a }.map { [candidates[worst[a]], candidates[worst[$0]]] }
    }
    self.purpose = purpose
    self.limit = limit
    used = found.count
    self.tried = tried.count
    mostPeopleUntried = order.count > tried.count ? using[order[tried.count]].people : nil
    closures = ranked.map { singles[$0] }
    pairs = parallelMap(couples.count, threads: threads) { closure(couples[$0]) }.sorted { $0.isWorse(than: $1) }
  }
}

extension RoadClosure.Road {
  fileprivate init(_ used: RoadUsed, of roads: RoadLines, lines: [Int], using: Headcount) {
    let tags = lines.map { roads.attributeSets[Int(roads.attributes[$0])] }
    var metres = 0.0
    var courses: [[Coordinate]] = []
    for line in lines {
      let points = roads.points[Int(roads.firstPoint[line])..<Int(roads.firstPoint[line + 1])].map(Int.init)
      for (a, b) in zip(points, points.dropFirst()) {
        metres += LocalMetric.metres(
          roads.longitudes[a], roads.latitudes[a], roads.longitudes[b], roads.latitudes[b])
      }
      courses.append(
        points.map {
          Coordinate(longitude: Double(roads.longitudes[$0]) / 1e7, latitude: Double(roads.latitudes[$0]) / 1e7)
        })
    }
    self.init(
      // Words of a layer's field are numbers below zero.
      identifier: used.identifier < 0 ? nil : used.identifier,
      roadClass: tags.lazy.compactMap { $0["highway"] ?? $0["route"] }.first,
      isBridge: tags.contains { ($0["bridge"] ?? "no") != "no" }, length: .metres(metres), courses: courses,
      using: using)
  }
}
