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
  /// A system that a file spells out as well-known text and that no code stands for.
  case wellKnownText(String)

  /// Reads `wgs84`, `cgcs2000`, `gcj02`, `bd09`, `epsg:N`, their usual spellings, OGC URNs and addresses, and the well-known text
  /// of a system; nil for anything else.
  public init?(name: String) {
    let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch word {
    case "wgs84", "crs84", "urnogcdefcrsogc13crs84", "urnogcdefcrsogccrs84", "wgs1984": self = .wgs84
    case "cgcs2000", "国家2000", "2000国家大地坐标系": self = .cgcs2000
    case "gcj02", "gcj", "火星坐标", "高德", "amap": self = .gcj02
    case "bd09", "bd09ll", "百度", "baidu": self = .bd09
    default:
      let lower = name.lowercased()
      let isText = ["GEOGCS[", "PROJCS[", "GEOGCRS[", "GEODCRS[", "PROJCRS[", "BOUNDCRS[", "COMPD_CS[", "COMPOUNDCRS["]
      if isText.contains(where: { name.hasPrefix($0) }) {
        self = .wellKnownText(name)
        return
      }
      // epsg:4490, urn:ogc:def:crs:EPSG::4490, http://www.opengis.net/def/crs/EPSG/0/4490 and …/gml/srs/epsg.xml#4490.
      let parts = lower.split { ":/#".contains($0) }
      if lower.contains("ogc"), parts.last == "crs84" {
        self = .wgs84
        return
      }
      // …/ref/epsg/4490/proj4/ names the form behind the code.
      let last =
        ["proj4", "ogcwkt", "esriwkt", "json", "xml"].contains(parts.last) ? parts.dropLast().last : parts.last
      guard lower.contains("epsg"), let code = last.flatMap({ Int($0) }), code > 0 else { return nil }
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
    case .wellKnownText(let text): "“\(Self.title(of: text))”"
    }
  }

  /// What a well-known text calls its system: its first word in quotes.
  private static func title(of text: String) -> Substring {
    let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 1 ? parts[1] : text.prefix(40)
  }
}
