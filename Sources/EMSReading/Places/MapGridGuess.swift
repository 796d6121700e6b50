import EMSModel
import GeoKit

/// What the sizes of coordinates in metres tell of the map grid that nobody declared, for a message: it is never taken.
enum MapGridGuess {
  /// What to do about coordinates in metres: to declare their system, which may be one of those that the sizes allow.
  ///
  /// - Parameter point: the first and the second number of the file.
  static func remedy(for point: Coordinate) -> Phrase {
    var guesses: [Phrase] = []
    if let code = GaussKruegerZone.epsg(ofNumberIn: point), let zone = GaussKruegerZone(epsg: code) {
      guesses.append(
        Phrase(
          "CGCS2000 Gauss–Krüger \(zone.name.english), crs: cgcs2000-gk or epsg:\(code)",
          "CGCS2000 高斯－克吕格\(zone.name.chinese)，crs: cgcs2000-gk 或 epsg:\(code)"))
    }
    let (low, high) = (min(point.longitude, point.latitude), max(point.longitude, point.latitude))
    if (1e5...9e5).contains(low), (1.5e6...6.5e6).contains(high) {
      guesses.append(
        Phrase(
          "a Gauss–Krüger or UTM zone whose number the eastings leave out: ask for its central meridian; crs: epsg:4534 to 4554 (3°, 75° to 135°), epsg:4502 to 4512 (6°, 75° to 135°), epsg:32643 to 32653 (UTM)",
          "高斯－克吕格或 UTM 投影，东坐标不含带号：请询问中央经线；crs: epsg:4534–4554（3°带，75°–135°）、epsg:4502–4512（6°带，75°–135°）、epsg:32643–32653（UTM）"
        ))
    }
    // China's box in the projection of maps on the web.
    if (8.1e6...15.1e6).contains(abs(point.longitude)), (3e5...7.1e6).contains(abs(point.latitude)) {
      guesses.append(Phrase("Web Mercator, crs: epsg:3857", "Web 墨卡托，crs: epsg:3857"))
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
