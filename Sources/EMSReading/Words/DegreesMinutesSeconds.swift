import EMSFormats

/// Angles as surveyors write them: `122°05′30″E`, `46度4分30秒`, `北纬46°4.5'`, `１２２°５′`, `122:05:30`, `E122.05`.
enum DegreesMinutesSeconds {
  /// The coordinate that a letter or 东经, 北纬 names.
  enum Axis: Hashable, Sendable {
    case longitude, latitude
  }

  private nonisolated(unsafe) static let parted = /([0-9]{1,3})[:-]([0-9]{1,2})[:-]([0-9]{1,2}(?:\.[0-9]+)?)/

  /// The angle in degrees; nil when the text is anything else.
  static func read(_ text: String) -> Double? { angle(text)?.degrees }

  /// The marks that keyboards and programs have for those of an angle: ˚ and ʹ, deg and min.
  private static func withOneMark(_ text: String) -> String {
    // Nearly all angles have none of these.
    guard text.unicodeScalars.contains(where: { otherMarks[$0] != nil || $0 == "g" || $0 == "G" }) else { return text }
    let marked = text.unicodeScalars.reduce(into: "") { $0 += otherMarks[$1] ?? String($1) }
    return markWords.reduce(marked) { $0.replacing($1.0, with: $1.1) }
  }

  private static let otherMarks: [Unicode.Scalar: String] = [
    "˚": "°", "∘": "°", "ʹ": "'", "ˈ": "'", "ʺ": "\"", "ˮ": "\"", "‴": "\"",
  ]
  private nonisolated(unsafe) static let markWords: [(Regex<Substring>, String)] = [
    (/deg(?:rees?|s)?\.?/.ignoresCase(), "°"), (/min(?:utes?|s)?\.?/.ignoresCase(), "'"),
    (/sec(?:onds?|s)?\.?/.ignoresCase(), "\""),
  ]

  /// The angle, and which coordinate its letters say that it is; seconds of 60 carry.
  static func angle(_ text: String) -> (degrees: Double, axis: Axis?)? {
    let text = withOneMark(WrittenNumber.plain(text).trimmingSpaces)
    if let parts = text.wholeMatch(of: parted) {
      guard let degrees = Double(parts.1), let minutes = Double(parts.2), let seconds = Double(parts.3), minutes < 60,
        seconds <= 60
      else { return nil }
      return (degrees + minutes / 60 + seconds / 3600, nil)
    }
    let hasMark = text.contains { "°º度dD".contains($0) }
    let hasLetter = text.contains { "NSEWnsew东西南北".contains($0) }
    let groups = text.split(separator: " ").count
    guard hasMark || hasLetter || (2...3).contains(groups) else { return nil }
    var numbers: [Double] = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber || character == "." || character == "," && hasMark {
        digits.append(character == "," ? "." : character)
        continue
      }
      if !digits.isEmpty {
        guard let number = Double(digits) else { return nil }
        numbers.append(number)
        digits = ""
      }
      guard " °º度分秒′″'\"’‘”“`´dDmMsSNEWnew东西南北经纬:-".contains(character) else { return nil }
    }
    guard (1...3).contains(numbers.count), numbers.count < 2 || numbers[1] < 60, numbers.count < 3 || numbers[2] <= 60
    else { return nil }
    // Only the last part has decimals.
    guard numbers.dropLast().allSatisfy({ $0 == $0.rounded() }) else { return nil }
    let degrees = numbers.reversed().reduce(0) { $0 / 60 + $1 }
    let letters = Set(text.lowercased().filter { "nsew东西南北".contains($0) })
    // An s at the end may stand for seconds as for the south.
    let lower = text.lowercased()
    let isSouth = letters == ["s"] && (lower.hasPrefix("s") || lower.hasSuffix("s") && !lower.contains("d"))
    let isLatitude = isSouth || letters.contains { "n南北".contains($0) }
    let isLongitude = letters.contains { "ew东西".contains($0) }
    if isLatitude && isLongitude { return nil }
    // N-1.35 is south: the letter names the axis, and the sign goes before it.
    let isSigned = text.prefix { !$0.isNumber }.contains("-")
    let isNegative = isSigned || isSouth || letters.contains { "w南西".contains($0) }
    return (isNegative ? -degrees : degrees, isLatitude ? .latitude : isLongitude ? .longitude : nil)
  }
}
