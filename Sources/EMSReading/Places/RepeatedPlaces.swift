import EMSModel
import GeoKit

/// Rows that are one place listed twice, and points at which too many places stand to be their own.
struct RepeatedPlaces {
  /// Two rows of one name are one place within this distance.
  private static let samePlace = Distance.metres(10)
  /// So many places of different names at exactly one point are no finding of anyone's: a geocoder gives the point that
  /// it gives for what it did not find.
  private static let crowd = 5
  /// So are fewer, where they are this share of a list.
  private static let smallCrowd = (names: 3, share: 0.2)

  /// A place of a list.
  struct Place {
    var name: String
    var location: Coordinate
    var isExact: Bool
    /// nil when unknown, and for facilities.
    var people: Int?
  }

  private let places: [Place]

  init(_ places: [Place]) { self.places = places }

  /// Warns of both kinds.
  ///
  /// - Parameters:
  ///   - rows: the row of each place.
  ///   - what: what the places are, one and many, and in Chinese.
  func check(
    _ reader: InputReader, rows: [Int], _ what: (one: String, many: String, chinese: String), _ findings: inout Findings
  ) {
    let twice = repeated
    if !twice.isEmpty {
      let people = twice.compactMap { places[$0].people }.reduce(0, +)
      let counted = people > 0 ? "; their \(NumberText.grouped(people)) people count again" : ""
      findings.note(
        .warning,
        twice.count.of("\(what.one) has", "\(what.many) have")
          + " the name and place of another row\(counted): \(Self.names(twice.map { places[$0].name }))",
        "\(twice.count) \(what.chinese)与另一行同名同地\(people > 0 ? "，其 \(NumberText.grouped(people)) 人重复计算" : "")：\(Self.names(twice.map { places[$0].name }))",
        at: reader.rows(twice.map { rows[$0] }))
    }
    for (point, members) in crowds {
      let at = "\(point.longitude), \(point.latitude)"
      findings.note(
        .warning,
        "\(members.count.of(what.one, what.many)) of different names stand at exactly \(at): perhaps a default place of whoever located them; nothing was moved",
        "\(members.count) \(what.chinese)名称不同而坐标同为 \(at)，可能是定位时的默认位置；未作改动",
        at: reader.rows(members.map { rows[$0] }))
    }
  }

  /// The places that an earlier one by name, longitude and latitude is.
  private var repeated: [Int] {
    let ofName = Dictionary(grouping: places.indices, by: { places[$0].name })
    var found: [Int] = []
    for members in ofName.values where members.count > 1 {
      let order = members.sorted {
        let (a, b) = (places[$0].location, places[$1].location)
        return (a.longitude, a.latitude, $0) < (b.longitude, b.latitude, $1)
      }
      for (number, place) in order.enumerated() {
        let own = places[place].location
        // Neighbours in longitude; 10 m are never more than 0.01° away from the poles.
        let isRepeated = order[..<number].reversed().lazy
          .prefix { own.longitude - places[$0].location.longitude < 0.01 }
          .contains { Geodesic.distance(places[$0].location, own) <= Self.samePlace }
        if isRepeated { found.append(place) }
      }
    }
    return found.sorted()
  }

  /// The crowded points, the fullest first.
  private var crowds: [(point: Coordinate, members: [Int])] {
    let order = places.indices.filter { places[$0].isExact }.sorted {
      let (a, b) = (places[$0].location, places[$1].location)
      return (a.longitude, a.latitude, $0) < (b.longitude, b.latitude, $1)
    }
    var found: [(point: Coordinate, members: [Int])] = []
    var start = 0
    while start < order.count {
      let point = places[order[start]].location
      let end = order[start...].firstIndex { places[$0].location != point } ?? order.count
      defer { start = end }
      // Nearly all places stand alone.
      if end - start < Self.smallCrowd.names { continue }
      let members = Array(order[start..<end])
      let names = Set(members.map { places[$0].name }).count
      if names >= Self.crowd
        || names >= Self.smallCrowd.names && Double(members.count) >= Self.smallCrowd.share * Double(places.count)
      {
        found.append((point, members))
      }
    }
    return found.sorted {
      ($1.members.count, $0.point.longitude, $0.point.latitude)
        < ($0.members.count, $1.point.longitude, $1.point.latitude)
    }
  }

  /// The first names by order, and how many more.
  static func names(_ names: [String]) -> String {
    let sorted = Set(names).sorted()
    return sorted.prefix(3).joined(separator: ", ") + (sorted.count > 3 ? " …" : "")
  }
}
