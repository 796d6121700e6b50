/// Where the maps of China are shifted: the mainland, Hainan, Hong Kong and Macau, with the coastal waters.
///
/// On land the border is the one that Tianditu draws, simplified to 0.005 degrees (about 500 m); at sea a coarse line
/// runs outside the coast, with the Paracel Islands inside it. Taiwan and Penghu lie outside: web maps show them
/// unshifted. Hong Kong and Macau lie inside: 高德, 腾讯 and 百度 shift them.
public enum ChinaBorder {
  /// Whether a WGS 84 coordinate lies inside.
  public static func contains(_ coordinate: Coordinate) -> Bool {
    edges.position(of: SIMD2(coordinate.longitude, coordinate.latitude), in: border.points)
      != .outside
  }

  /// Whether a shifted coordinate can come from inside: within 0.05 degrees of the border's box.
  static func mayContain(_ coordinate: Coordinate) -> Bool {
    guard let box = edges.whole else { return false }
    return coordinate.longitude > box.low.x - 0.05 && coordinate.longitude < box.high.x + 0.05
      && coordinate.latitude > box.low.y - 0.05 && coordinate.latitude < box.high.y + 0.05
  }

  /// One closed ring in degrees.
  private static let border: PlanarPolygons = {
    let corners = decoded(ChinaBorderLine.encoded)
    let ring = corners + corners.prefix(1)
    return PlanarPolygons(points: ring, ringEnds: [ring.count], polygonEnds: [1])
  }()
  private static let edges = EdgeHierarchy(border)

  /// Reads Google's encoded polyline format with four decimals, latitude first.
  private static func decoded(_ text: String) -> [SIMD2<Double>] {
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
      return SIMD2(Double(longitude) / 1e4, Double(latitude) / 1e4)
    }
  }
}
