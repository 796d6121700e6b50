import EMSFormats
import EMSModel

/// The columns that hold one coordinate together: degrees, minutes and perhaps seconds, as in 经度（度）, 经度（分）,
/// 经度（秒）, `lon_deg` and `lon_min`, or 东经 over 度, 分 and 秒.
struct AngleColumns: Hashable, Sendable {
  let degrees: Int
  let minutes: Int
  /// nil where minutes have decimals and nothing follows them.
  let seconds: Int?

  /// nil where the headers do not say so of one column each.
  init?(of field: Field, in columns: [String]) {
    var found: [Part: [Int]] = [:]
    for (index, header) in columns.enumerated() {
      if let part = Self.part(header, of: field) { found[part, default: []].append(index) }
    }
    guard let degrees = found[.degrees], let minutes = found[.minutes], degrees.count == 1, minutes.count == 1,
      found[.seconds]?.count ?? 1 == 1
    else { return nil }
    self.degrees = degrees[0]
    self.minutes = minutes[0]
    seconds = found[.seconds]?[0]
  }

  var all: [Int] { [degrees, minutes] + [seconds].compactMap { $0 } }

  /// The angle in degrees; nil where the parts make none.
  ///
  /// - Parameter parts: degrees, minutes and, where there is a column of them, seconds.
  static func angle(_ parts: [Double]) -> Double? {
    guard parts.count > 1, parts.dropFirst().allSatisfy({ (0..<60).contains($0) || $0 == 60 }), parts[1] < 60,
      parts.dropLast().allSatisfy({ $0 == $0.rounded() })
    else { return nil }
    let size = parts.reversed().reduce(0) { abs($1) + $0 / 60 }
    return parts[0].sign == .minus ? -size : size
  }

  private enum Part { case degrees, minutes, seconds }

  private static let words: [(Part, Set<String>)] = [
    (.degrees, ["度", "°", "deg", "degree", "degrees", "d", "degres", "grados", "graus"]),
    (.minutes, ["分", "′", "'", "min", "minute", "minutes", "m", "mn", "minutos"]),
    (.seconds, ["秒", "″", "\"", "''", "sec", "second", "seconds", "s", "secondes", "segundos"]),
  ]

  /// Which part of the coordinate a header names; nil where it names none.
  private static func part(_ header: String, of field: Field) -> Part? {
    let plain = FieldSynonyms.withoutAccents(WrittenNumber.plain(header).lowercased())
    let compact = plain.filter { $0.isLetter || "°′″'\"".contains($0) }
    let names = field.headers.filter { !["x", "y"].contains($0) }
    for name in names where compact.hasPrefix(name) || compact.hasSuffix(name) {
      let rest = String(compact.hasPrefix(name) ? compact.dropFirst(name.count) : compact.dropLast(name.count))
      if let part = words.first(where: { $0.1.contains(rest) })?.0 { return part }
    }
    return nil
  }
}
