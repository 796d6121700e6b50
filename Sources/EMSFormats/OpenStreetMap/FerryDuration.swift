/// A ferry's `duration` (OpenStreetMap wiki, "Key:duration").
package enum FerryDuration {
  /// How long a way with these tags takes; nil for one that is no ferry, or says no time that is read.
  package static func of(_ tags: [String: String]) -> Duration? {
    OpenStreetMapTags.isFerry(tags) ? tags["duration"].flatMap(read) : nil
  }

  /// `mm`, `hh:mm`, `hh:mm:ss`, `20 min`, `1 h 30 min`, `1h30`, `30'`, or ISO 8601 (`PT1H30M`, `P1DT2H`); nil for anything else, and for zero.
  package static func read(_ text: String) -> Duration? {
    let text = text.lowercased().filter { !$0.isWhitespace }
    let seconds = text.hasPrefix("p") ? iso(text.dropFirst()) : clock(text) ?? worded(text)
    return seconds.flatMap { $0 > 0 ? .seconds($0) : nil }
  }

  /// No ferry takes longer than this many of any unit.
  private static let most = 10_000

  private static func clock(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, numbers.allSatisfy({ (0...most).contains($0) }) else { return nil }
    switch numbers.count {
    case 1: return numbers[0] * 60
    case 2: return numbers[0] * 3600 + numbers[1] * 60
    case 3: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    default: return nil
    }
  }

  /// One or more numbers, each with its unit: `1.5 h`, `1 h 30 min`, `30分钟`.
  private static func worded(_ text: String) -> Int? {
    var (total, rest, last) = (0.0, Substring(text), 0.0)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), number <= Double(most) else { return nil }
      // 1h30: what follows hours are minutes.
      if rest.isEmpty, last == 3600 { return Int(exactly: (total + number * 60).rounded()) }
      guard let unit = units.first(where: { rest.hasPrefix($0.0) }) else { return nil }
      last = unit.1
      total += number * last
      rest = rest.dropFirst(unit.0.count)
    }
    return text.isEmpty ? nil : Int(exactly: total.rounded())
  }

  /// The longer words of a beginning first.
  private static let units: [(String, Double)] = [
    ("minutes", 60), ("minute", 60), ("mins", 60), ("min", 60), ("hours", 3600), ("hour", 3600), ("hrs", 3600),
    ("hr", 3600),
    ("h", 3600), ("m", 60), ("'", 60), ("′", 60), ("分钟", 60), ("分", 60), ("小时", 3600), ("时", 3600),
  ]

  private static func iso(_ text: Substring) -> Int? {
    var (total, isTime, digits) = (0, false, "")
    for character in text {
      if character.isASCII && character.isNumber {
        digits.append(character)
        continue
      }
      if character == "t", digits.isEmpty, !isTime {
        isTime = true
        continue
      }
      let units: [Character: Int] = isTime ? ["h": 3600, "m": 60, "s": 1] : ["d": 86_400]
      guard let number = Int(digits), (0...most).contains(number), let unit = units[character] else { return nil }
      total += number * unit
      digits = ""
    }
    return digits.isEmpty ? total : nil
  }
}
