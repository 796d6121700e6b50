import EMSModel
import GeoKit

/// What the sizes of coordinates in metres tell of the map grid that nobody declared, for a message: it is never taken.
enum MapGridGuess {
  /// The systems whose own signs a coordinate bears: the number of a zone before its easting, or the sizes of the projection
  /// of maps on the web. An easting of zone 13 may be either; where one of the two lies in China, the other is none.
  private static func systems(for point: Coordinate) -> [System] {
    var systems: [System] = []
    if let code = GaussKruegerZone.epsg(ofNumberIn: point), let zone = GaussKruegerZone(epsg: code) {
      var changes: GaussKruegerZone.Changes = []
      let place = zone.normalised(point, &changes).flatMap { inWGS84($0, code) }
      systems.append(
        (
          ofNumberedZones,
          Phrase(
            "CGCS2000 Gauss–Krüger \(zone.name.english), crs: cgcs2000-gk or epsg:\(code)",
            "CGCS2000 高斯－克吕格\(zone.name.chinese)，crs: cgcs2000-gk 或 epsg:\(code)"),
          place.map(ChinaBorder.contains) ?? false
        ))
    }
    // Eastings of UTM and of zones without a number are smaller.
    if (1.2e6...edgeOfWeb).contains(abs(point.longitude)), abs(point.latitude) <= edgeOfWeb, !mayLackNumber(point) {
      systems.append(
        (
          "epsg:3857", Phrase("Web Mercator, crs: epsg:3857", "Web 墨卡托，crs: epsg:3857"),
          inWGS84(point, 3857).map(ChinaBorder.contains) ?? false
        ))
    }
    let inChina = systems.filter(\.isInChina)
    return inChina.isEmpty ? systems : inChina
  }

  /// The system that a draft may declare, by what the coordinate bears; nil where several are possible, or where the sizes
  /// alone speak for one.
  static func onlySystem(for point: Coordinate) -> String? {
    let systems = systems(for: point)
    guard systems.count == 1, let one = systems.first, one.isInChina || one.crs == ofNumberedZones else { return nil }
    return one.crs
  }

  private typealias System = (crs: String, words: Phrase, isInChina: Bool)
  private static let ofNumberedZones = "cgcs2000-gk"

  /// Whether a coordinate may be one of UTM, or of a zone whose number its easting leaves out, in either order.
  private static func mayLackNumber(_ point: Coordinate) -> Bool {
    (1e5...9e5).contains(min(point.longitude, point.latitude))
      && (1.5e6...6.5e6).contains(max(point.longitude, point.latitude))
  }

  /// Half of the earth's girth.
  private static let edgeOfWeb = 20_037_508.35

  private static func inWGS84(_ point: Coordinate, _ code: Int) -> Coordinate? {
    try? DatumConverter(from: .epsg(code)).toWGS84(point)
  }

  /// What to do about coordinates in metres: to declare their system, which may be one of those that the sizes allow.
  ///
  /// - Parameter point: the first and the second number of the file.
  static func remedy(for point: Coordinate) -> Phrase {
    var guesses = systems(for: point).map(\.words)
    if mayLackNumber(point) {
      guesses.insert(
        Phrase(
          "a Gauss–Krüger or UTM zone whose number the eastings leave out: ask for its central meridian; crs: epsg:4534 to 4554 (3°, 75° to 135°), epsg:4502 to 4512 (6°, 75° to 135°), epsg:32643 to 32653 (UTM)",
          "高斯－克吕格或 UTM 投影，东坐标不含带号：请询问中央经线；crs: epsg:4534–4554（3°带，75°–135°）、epsg:4502–4512（6°带，75°–135°）、epsg:32643–32653（UTM）"
        ), at: 0)
    }
    let none = Phrase("their sizes do not tell which", "由数值无法判断是哪一种")
    let told =
      guesses.isEmpty
      ? none
      : Phrase(
        "by their sizes they may be " + guesses.map(\.english).joined(separator: "; or "),
        "按数值可能是" + guesses.map(\.chinese).joined(separator: "；或"))
    return Phrase(
      "Declare their system, crs: epsg:N (\(told.english))", "请声明坐标系，crs: epsg:N（\(told.chinese)）")
  }
}
