import EMSModel
import GeoKit

/// Boundaries, places and facilities of an OpenStreetMap extract.
public struct OpenStreetMapPlaces: Sendable {
  /// An administrative area.
  public struct Boundary: Sendable {
    /// `r` or `w` and the number of the relation or way.
    public var id: String
    public var name: String
    /// All names that it bears, in whatever language.
    public var names: Set<String>
    /// The `admin_level`.
    public var level: Int
    public var shape: MultiPolygon
    public var population: String?
  }

  /// A boundary of which the extract lacks a part.
  public struct Cut: Sendable {
    public var name: String
    public var level: Int
    /// Its corners that are there.
    public var corners: [Coordinate]
  }

  /// A town, village or facility.
  public struct Place: Sendable {
    /// `n`, `w` or `r` and the number of the element.
    public var id: String
    public var name: String
    /// The value of `place`, or what is given there.
    public var kind: String
    public var location: Coordinate
    public var tags: [String: String]

    /// The tag that says that nothing is there any more, or not yet, such as `disused=yes` or `disused:amenity=clinic`; nil
    /// where none does.
    public var closedTag: String? { OpenStreetMapPlaces.closedTag(tags) }
  }

  /// Ascending by level and id; those alone whose outline is whole.
  public private(set) var boundaries: [Boundary] = []
  /// The boundaries that the extract cuts, by level and name.
  public private(set) var cut: [Cut] = []
  /// The settlements, ascending by id.
  public private(set) var settlements: [Place] = []
  /// Where care is given, ascending by id; one that is drawn twice, as a point and as an area, once.
  public private(set) var facilities: [Place] = []

  /// The values of `place` where people live.
  static let inhabited: Set<String> = ["city", "town", "village", "hamlet", "isolated_dwelling"]
  private static let amenities: Set<String> = ["hospital", "clinic", "doctors", "health_post"]
  private static let healthcare: Set<String> = [
    "hospital", "clinic", "doctor", "centre", "health_centre", "health_post", "community_health_worker", "nurse",
    "midwife", "birthing_centre",
  ]
  /// A point this near to an area of the same name is the same facility.
  private static let sameFacility = Distance.metres(250)

  /// What care the tags say is given, in the words of a column of tiers; nil for none.
  static func care(_ tags: [String: String]) -> String? {
    if tags["emergency"] == "ambulance_station" { return "ambulance station" }
    // A health post or centre is often tagged as a clinic, too: what says more goes first.
    if let word = tags["healthcare"], healthcare.contains(word), word != "clinic" || tags["amenity"] == nil {
      return word
    }
    if let word = tags["amenity"], amenities.contains(word) { return word }
    return nil
  }

  /// Stages of a thing's life in which it does not serve, as prefixes of its keys or as keys of their own.
  private static let stages = [
    "abandoned", "closed", "construction", "demolished", "destroyed", "disused", "planned", "proposed", "razed",
    "removed",
    "ruins", "was",
  ]

  /// The tag by which a facility is not open; nil where none says so. A former use (`disused:amenity=clinic`) says nothing
  /// beside a present one of the same key.
  static func closedTag(_ tags: [String: String]) -> String? {
    for stage in stages {
      if tags[stage] == "yes" { return "\(stage)=yes" }
      for key in ["amenity", "healthcare", "emergency"] where tags[key] == nil {
        if let value = tags["\(stage):\(key)"] { return "\(stage):\(key)=\(value)" }
      }
    }
    return ["closed", "off"].contains(tags["opening_hours"]) ? tags["opening_hours"].map { "opening_hours=\($0)" } : nil
  }

  /// - Throws: ``OpenStreetMapError`` when the bytes are not a whole extract.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) throws(OpenStreetMapError) {
    let elements = try OpenStreetMapElements(bytes)
    var areas: [Place] = []
    let members = Set(elements.relations.flatMap { $0.ways.map(\.identifier) })
    for relation in elements.relations {
      let ways = relation.ways.map { (elements.ways[$0.identifier]?.nodes, $0.isInner) }
      let corners = ways.flatMap { $0.0 ?? [] }.compactMap { elements.nodes[$0]?.coordinate }
      let shape = RingJoining(ways).shape(elements.nodes)
      add("r\(relation.identifier)", relation.tags, shape, corners: corners, &areas)
    }
    for way in elements.ways.values.sorted(by: { $0.identifier < $1.identifier })
    where OpenStreetMapElements.isWanted(way.tags) {
      // A way of a relation bounds what the relation says, though it bears its tags, too.
      let isPart = members.contains(way.identifier) && Self.care(way.tags) == nil
      guard !isPart, way.nodes.count > 3, way.nodes.first == way.nodes.last else { continue }
      let shape = RingJoining([(way.nodes, false)]).shape(elements.nodes)
      add("w\(way.identifier)", way.tags, shape, corners: [], &areas)
    }
    for node in elements.nodes.values.sorted(by: { $0.identifier < $1.identifier }) {
      let place = node.coordinate
      if let kind = node.tags["place"], Self.inhabited.contains(kind), let name = node.tags["name"] {
        settlements.append(
          Place(id: "n\(node.identifier)", name: name, kind: kind, location: place, tags: node.tags))
      }
      if let kind = Self.care(node.tags) {
        let name = node.tags["name"] ?? ""
        let isDrawn = areas.contains { area in
          (area.name == name || name.isEmpty) && area.kind == kind
            && Geodesic.distance(area.location, place) <= Self.sameFacility
        }
        if isDrawn { continue }
        facilities.append(
          Place(id: "n\(node.identifier)", name: name, kind: kind, location: place, tags: node.tags))
      }
    }
    facilities = (facilities + areas).sorted { $0.id < $1.id }
    settlements.sort { $0.id < $1.id }
    boundaries.sort { ($0.level, $0.id) < ($1.level, $1.id) }
    cut.sort { ($0.level, $0.name) < ($1.level, $1.name) }
  }

  private mutating func add(
    _ id: String, _ tags: [String: String], _ shape: (polygons: MultiPolygon, isWhole: Bool), corners: [Coordinate],
    _ areas: inout [Place]
  ) {
    if tags["boundary"] == "administrative", let level = tags["admin_level"].flatMap({ Int($0) }) {
      let name = tags["name"] ?? id
      let isWhole = shape.isWhole && !shape.polygons.isEmpty
      if isWhole {
        boundaries.append(
          Boundary(
            id: id, name: name, names: Set(tags.filter { $0.key.contains("name") }.values), level: level,
            shape: shape.polygons, population: tags["population"]))
      } else {
        cut.append(Cut(name: name, level: level, corners: corners))
      }
    }
    if let kind = Self.care(tags), let middle = shape.polygons.middle {
      areas.append(Place(id: id, name: tags["name"] ?? "", kind: kind, location: middle, tags: tags))
    }
  }
}

extension OpenStreetMapElements.Node {
  fileprivate var coordinate: Coordinate {
    Coordinate(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
  }
}

extension MultiPolygon {
  /// The mean of the corners of its first shell: good for a building.
  fileprivate var middle: Coordinate? {
    guard let corners = polygons.first?.shell.coordinates.dropLast(), !corners.isEmpty else { return nil }
    let count = Double(corners.count)
    return Coordinate(
      longitude: corners.reduce(0) { $0 + $1.longitude } / count,
      latitude: corners.reduce(0) { $0 + $1.latitude } / count)
  }
}

/// The ways around an area, joined end to end into rings.
struct RingJoining {
  /// Closed rings of nodes; the first equals the last.
  private(set) var shells: [[Int64]] = []
  private(set) var holes: [[Int64]] = []
  /// Whether every way is there and every ring closes.
  private(set) var isWhole = true

  /// - Parameter ways: the nodes of each way, nil where the extract lacks it, and whether it bounds a hole.
  init(_ ways: [(nodes: [Int64]?, isInner: Bool)]) {
    isWhole = !ways.isEmpty && ways.allSatisfy { $0.nodes != nil }
    shells = rings(ways.filter { !$0.isInner }.compactMap(\.nodes))
    holes = rings(ways.filter(\.isInner).compactMap(\.nodes))
  }

  private mutating func rings(_ ways: [[Int64]]) -> [[Int64]] {
    var rings: [[Int64]] = []
    var ofEnd: [Int64: [Int]] = [:]
    for (index, way) in ways.enumerated() where way.count > 1 && way.first != way.last {
      for end in [way.first, way.last].compactMap({ $0 }) { ofEnd[end, default: []].append(index) }
    }
    var isUsed = [Bool](repeating: false, count: ways.count)
    for start in ways.indices where !isUsed[start] && ways[start].count > 1 {
      isUsed[start] = true
      var ring = ways[start]
      while ring.first != ring.last, let end = ring.last, let next = ofEnd[end]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        ring += ways[next].first == end ? ways[next].dropFirst() : ways[next].reversed().dropFirst()
      }
      if ring.first == ring.last, ring.count > 3 { rings.append(ring) } else { isWhole = false }
    }
    return rings
  }

  /// The polygons of the rings, each hole in the smallest shell around it.
  func shape(_ nodes: [Int64: OpenStreetMapElements.Node]) -> (polygons: MultiPolygon, isWhole: Bool) {
    var isWhole = isWhole
    func ring(_ ids: [Int64], counterClockwise: Bool) -> Ring? {
      let corners = ids.compactMap { nodes[$0]?.coordinate }
      guard corners.count == ids.count else {
        isWhole = false
        return nil
      }
      var twiceArea = 0.0
      for (a, b) in zip(corners, corners.dropFirst()) {
        twiceArea += a.longitude * b.latitude - b.longitude * a.latitude
      }
      return Ring((twiceArea > 0) == counterClockwise ? corners : corners.reversed())
    }
    var polygons = shells.compactMap { ring($0, counterClockwise: true).map { Polygon(shell: $0) } }
      .sorted { abs(Geodesic.area(of: $0.shell).squareMetres) < abs(Geodesic.area(of: $1.shell).squareMetres) }
    for hole in holes.compactMap({ ring($0, counterClockwise: false) }) {
      guard let around = polygons.firstIndex(where: { $0.shell.surrounds(hole) }) else {
        isWhole = false
        continue
      }
      polygons[around].holes.append(hole)
    }
    return (MultiPolygon(polygons.reversed()), isWhole)
  }
}

extension Ring {
  /// Whether most corners of another ring lie inside; some may lie on this one.
  fileprivate func surrounds(_ other: Ring) -> Bool {
    other.coordinates.count { surrounds($0) } * 2 > other.coordinates.count
  }

  /// Whether a place lies inside, by the crossings of its parallel.
  fileprivate func surrounds(_ point: Coordinate) -> Bool {
    var isInside = false
    for (a, b) in zip(coordinates, coordinates.dropFirst())
    where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
      let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
      if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
    }
    return isInside
  }
}
