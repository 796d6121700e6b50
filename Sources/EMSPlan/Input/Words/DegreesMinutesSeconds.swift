/// Angles as surveyors write them: `122°05′30″E`, `46度4分30秒`, `北纬46°4.5'`, `１２２°５′`, `122:05:30`, `122-05-30`.
enum DegreesMinutesSeconds {
  /// The angle in degrees; nil when the text is anything else.
  static func read(_ text: String) -> Double? {
    let text = HalfWidth.of(text)
    if let parts = text.wholeMatch(of: /([0-9]{1,3})[:-]([0-9]{1,2})[:-]([0-9]{1,2}(?:\.[0-9]+)?)/) {
      guard let degrees = Double(parts.1), let minutes = Double(parts.2), let seconds = Double(parts.3), minutes < 60,
        seconds < 60
      else { return nil }
      return degrees + minutes / 60 + seconds / 3600
    }
    guard text.contains(where: { "°º度".contains($0) }) else { return nil }
    var numbers: [Double] = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber || character == "." {
        digits.append(character)
        continue
      }
      if !digits.isEmpty {
        guard let number = Double(digits) else { return nil }
        numbers.append(number)
        digits = ""
      }
      guard " °º度分秒′″'\"’”NSEWnsew东西南北经纬-".contains(character) else { return nil }
    }
    guard (1...3).contains(numbers.count), numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    let degrees = numbers.reversed().reduce(0) { $0 / 60 + $1 }
    return text.contains { "SWsw南西-".contains($0) } ? -degrees : degrees
  }
}
