/// The reference in which a file gives its coordinates.
public enum Datum: Hashable, Sendable {
  case wgs84
  /// China Geodetic Coordinate System 2000; equal to WGS 84 by decision (they differ by centimetres).
  case cgcs2000
  /// The shifted coordinates of Chinese web maps (高德, 腾讯; 火星坐标).
  case gcj02
  /// The twice shifted coordinates of Baidu maps.
  case bd09
  /// A geographic or projected reference system of the EPSG registry, by its code.
  case epsg(Int)

  /// Reads `wgs84`, `cgcs2000`, `gcj02`, `bd09`, `epsg:N`, their usual spellings, and OGC URNs; nil for anything else.
  public init?(name: String) {
    let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch word {
    case "wgs84", "crs84", "urnogcdefcrsogc13crs84", "urnogcdefcrsogccrs84", "wgs1984": self = .wgs84
    case "cgcs2000", "国家2000", "2000国家大地坐标系": self = .cgcs2000
    case "gcj02", "gcj", "火星坐标", "高德", "amap": self = .gcj02
    case "bd09", "bd09ll", "百度", "baidu": self = .bd09
    default:
      let lower = name.lowercased()
      guard lower.contains("epsg"), let code = lower.split(separator: ":").last.flatMap({ Int($0) }), code > 0 else {
        return nil
      }
      self =
        switch code {
        case 4326: .wgs84
        case 4490: .cgcs2000
        default: .epsg(code)
        }
    }
  }

  /// The name under which a plan declares it.
  public var name: String {
    switch self {
    case .wgs84: "wgs84"
    case .cgcs2000: "cgcs2000"
    case .gcj02: "gcj02"
    case .bd09: "bd09"
    case .epsg(let code): "epsg:\(code)"
    }
  }
}
