/// Where the maps of China are shifted: the mainland, Hainan, Hong Kong and Macau, with the coastal waters.
///
/// On land the border is the one that Tianditu draws, simplified to 0.005 degrees (about 500 m); at sea a coarse line
/// runs outside the coast, with the Paracel Islands inside it. Taiwan and Penghu lie outside: web maps show them
/// unshifted. Hong Kong and Macau lie inside: 高德, 腾讯 and 百度 shift them.
public enum ChinaBorder {
  /// Whether a WGS 84 coordinate lies inside.
  public static func contains(_ coordinate: Coordinate) -> Bool { index.contains(coordinate) }

  /// Whether a shifted coordinate can come from inside: within 0.05 degrees of the border's box.
  static func mayContain(_ coordinate: Coordinate) -> Bool {
    coordinate.longitude > index.west - 0.05 && coordinate.longitude < index.east + 0.05
      && coordinate.latitude > index.south - 0.05 && coordinate.latitude < index.north + 0.05
  }

  private static let index = BandedRing(decoded(ChinaBorderLine.encoded))

  /// Reads Google's encoded polyline format with four decimals, latitude first.
  private static func decoded(_ text: String) -> [Coordinate] {
    var values: [Int] = []
    var value = 0
    var shift = 0
    for byte in text.utf8 {
      let bits = Int(byte) - 63
      value |= (bits & 0x1F) << shift
      shift += 5
      if bits < 0x20 {
        values.append(value & 1 == 0 ? value >> 1 : ~(value >> 1))
        (value, shift) = (0, 0)
      }
    }
    var latitude = 0
    var longitude = 0
    return stride(from: 0, to: values.count - 1, by: 2).map { at in
      latitude += values[at]
      longitude += values[at + 1]
      return Coordinate(longitude: Double(longitude) / 1e4, latitude: Double(latitude) / 1e4)
    }
  }
}

/// A ring whose edges are sorted into bands of latitude, so that a point looks at few of them.
private struct BandedRing: Sendable {
  private static let bandHeight = 0.25

  let west: Double
  let east: Double
  let south: Double
  let north: Double
  private let vertices: [Coordinate]
  /// For each band, the first vertex of every edge that touches it.
  private var bands: [[Int32]]

  init(_ vertices: [Coordinate]) {
    self.vertices = vertices
    west = vertices.map(\.longitude).min() ?? 0
    east = vertices.map(\.longitude).max() ?? 0
    south = vertices.map(\.latitude).min() ?? 0
    north = vertices.map(\.latitude).max() ?? 0
    bands = Array(repeating: [], count: Int((north - south) / Self.bandHeight) + 1)
    for first in vertices.indices {
      let a = vertices[first].latitude
      let b = vertices[(first + 1) % vertices.count].latitude
      for band in self.band(min(a, b))...self.band(max(a, b)) { bands[band].append(Int32(first)) }
    }
  }

  private func band(_ latitude: Double) -> Int { Int((latitude - south) / Self.bandHeight) }

  /// Counts the edges that a ray to the east crosses.
  func contains(_ point: Coordinate) -> Bool {
    guard point.longitude >= west, point.longitude <= east, point.latitude >= south, point.latitude <= north else {
      return false
    }
    var inside = false
    for edge in bands[band(point.latitude)] {
      let a = vertices[Int(edge)]
      let b = vertices[(Int(edge) + 1) % vertices.count]
      if (a.latitude > point.latitude) != (b.latitude > point.latitude) {
        let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
        if point.longitude < a.longitude + share * (b.longitude - a.longitude) { inside.toggle() }
      }
    }
    return inside
  }
}
