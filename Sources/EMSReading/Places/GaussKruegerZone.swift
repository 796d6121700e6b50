import EMSModel
import GeoKit

/// A Gauss–Krüger zone of CGCS2000, and how survey tables write coordinates in it.
///
/// Tables put the northing first or second, and write eastings with the zone's number before them or without. In China
/// the sizes cannot be confused: northings lie between 1,500 and 6,500 km, eastings below 1,000 km or, with a number
/// before them, above 13,000 km.
struct GaussKruegerZone: Hashable {
  /// 13 to 23 for zones of 6°, 25 to 45 for zones of 3°.
  var number: Int
  /// Whether eastings of the EPSG system begin with the zone's number.
  var hasPrefix: Bool

  /// The zone of an EPSG system; nil for any other system.
  init?(epsg code: Int) {
    switch code {
    case 4491...4501: (number, hasPrefix) = (code - 4491 + 13, true)
    case 4502...4512: (number, hasPrefix) = (code - 4502 + 13, false)
    case 4513...4533: (number, hasPrefix) = (code - 4513 + 25, true)
    case 4534...4554: (number, hasPrefix) = (code - 4534 + 25, false)
    default: return nil
    }
  }

  /// The zone of a number, in the EPSG system whose eastings do not begin with it; nil for a number of no zone in China.
  init?(number: Int) {
    guard (13...23).contains(number) || (25...45).contains(number) else { return nil }
    (self.number, hasPrefix) = (number, false)
  }

  /// Whether two systems are zones about one meridian, which differ at most by the numbers before their eastings.
  static func areOfOneMeridian(_ a: Datum?, _ b: Datum?) -> Bool {
    guard case .epsg(let a)? = a, case .epsg(let b)? = b, let one = GaussKruegerZone(epsg: a) else { return false }
    return one.meridian == GaussKruegerZone(epsg: b)?.meridian
  }

  /// How many degrees wide the zone is.
  var width: Int { number > 24 ? 3 : 6 }
  /// The degrees east of its central meridian.
  var meridian: Int { number > 24 ? number * 3 : number * 6 - 3 }
  /// Its EPSG system.
  var epsg: Int {
    switch (number > 24, hasPrefix) {
    case (false, true): 4491 + number - 13
    case (false, false): 4502 + number - 13
    case (true, true): 4513 + number - 25
    case (true, false): 4534 + number - 25
    }
  }

  /// The EPSG system, with numbered eastings, of the zone whose number the coordinate bears; nil when it bears none.
  static func epsg(ofNumberIn point: Coordinate) -> Int? {
    guard let easting = [point.longitude, point.latitude].first(where: { $0 >= 1.3e7 && $0 < 4.6e7 }) else {
      return nil
    }
    switch Int(easting / 1e6) {
    case let number where (13...23).contains(number): return 4491 + number - 13
    case let number where (25...45).contains(number): return 4513 + number - 25
    default: return nil
    }
  }

  var name: Phrase {
    Phrase(
      "zone \(number) (\(width)°, central meridian \(meridian)° E)", "第 \(number) 带（\(width)°带，中央经线 \(meridian)°E）")
  }

  /// What had to be changed to make a coordinate what the EPSG system has.
  struct Changes: OptionSet {
    let rawValue: Int
    static let exchanged = Changes(rawValue: 1)
    static let numberAdded = Changes(rawValue: 2)
    static let numberRemoved = Changes(rawValue: 4)
  }

  /// The coordinate with the easting first and numbered as the system has it; nil when its number is another zone's.
  func normalised(_ point: Coordinate, _ changes: inout Changes) -> Coordinate? {
    var (easting, northing) = (point.longitude, point.latitude)
    if (1.5e6...6.5e6).contains(easting), (0...1e6).contains(northing) || northing >= 1.3e7 {
      (easting, northing) = (northing, easting)
      changes.insert(.exchanged)
    }
    let prefix = Double(number) * 1e6
    if hasPrefix, (0...1e6).contains(easting) {
      easting += prefix
      changes.insert(.numberAdded)
    } else if easting >= 1.3e7 {
      guard Int(easting / 1e6) == number else { return nil }
      if !hasPrefix {
        easting -= prefix
        changes.insert(.numberRemoved)
      }
    }
    return Coordinate(longitude: easting, latitude: northing)
  }
}
