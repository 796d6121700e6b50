/// A ferry's `duration` (OpenStreetMap wiki, "Key:duration").
package enum FerryDuration {
  /// `mm`, `hh:mm`, `hh:mm:ss`, `20 min`, `1 h`, or ISO 8601 (`PT1H30M`, `P1DT2H`); nil for anything else, and for zero.
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

  private static func worded(_ text: String) -> Int? {
    for (unit, seconds) in [("minutes", 60), ("mins", 60), ("min", 60), ("hours", 3600), ("hour", 3600), ("h", 3600)]
    where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count)), (0...most).contains(number) else { return nil }
      return number * seconds
    }
    return nil
  }

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
