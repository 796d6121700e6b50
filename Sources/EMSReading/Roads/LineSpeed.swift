import EMSFormats

/// What a cell of a line layer says of the speed that is driven.
enum LineSpeed: Equatable {
  /// - Parameter isSlang: whether the unit is 码 or 迈, yards and miles by the dictionary and km/h in everybody's mouth.
  case kilometresPerHour(Double, isSlang: Bool)
  /// Words for no figure.
  case unsaid
  case zero
  /// A figure that no road has.
  case implausible
  /// More than one figure: a range, or one for each lane, direction or kind of vehicle.
  case several
  case unread

  /// Kilometres per hour beyond which no road is driven.
  private static let most = 200.0

  init(_ text: String) {
    var plain = HalfWidth.compact(text)
    if Double(plain) == 0 {
      self = .zero
      return
    }
    if WrittenNumber.read(text, style: .point) == .unknown || Self.noLimit.contains(plain) {
      self = .unsaid
      return
    }
    // 60(km/h): a unit in brackets is a unit.
    if plain.hasSuffix(")"), let bracket = plain.firstIndex(of: "(") {
      let inner = plain[plain.index(after: bracket)...].dropLast()
      if !inner.contains(where: \.isNumber), Self.inOtherUnits("1" + inner) != nil || PostedSpeed("1" + inner) != nil {
        plain = String(plain[..<bracket] + inner)
      }
    }
    for word in Self.beforeFigures where plain.hasPrefix(word) && plain.count > word.count {
      plain = String(plain.dropFirst(word.count))
    }
    switch PostedSpeed(plain) {
    case .limit(let speed)?: self = speed <= Self.most ? .kilometresPerHour(speed, isSlang: false) : .implausible
    case .unlimited?: self = .unsaid
    case nil:
      if let (speed, isSlang) = Self.inOtherUnits(plain) {
        self = speed <= Self.most ? .kilometresPerHour(speed, isSlang: isSlang) : .implausible
      } else if Double(plain) != nil {
        self = .implausible
      } else {
        let parts = plain.split { !Self.isOfFigure($0) }
        self = parts.count { $0.contains(where: \.isNumber) } > 1 ? .several : .unread
      }
    }
  }

  /// `none` and its like; those of nobody who knows are ``WrittenNumber``'s.
  private static let noLimit: Set<String> = [
    "none", "signals", "variable", "不限速", "无限速", "未限速", "不限", "无限制", "没有限速", "nolimit", "unlimited",
  ]

  /// What may stand before the figure of a limit and takes nothing from it.
  private static let beforeFigures = ["最高", "限速", "限制速度", "设计速度", "时速", "每小时", "≤", "<=", "不超过", "不大于", "≦"]

  private static let units: [(word: String, kilometresPerHour: Double, isSlang: Bool)] = [
    ("公里/小时", 1, false), ("千米/小时", 1, false), ("公里/时", 1, false), ("km/h", 1, false), ("km/小时", 1, false),
    ("km/时", 1, false), ("公里/h", 1, false), ("千米/h", 1, false), ("kmph", 1, false),
    ("kms", 1, false), ("km", 1, false), ("公里", 1, false), ("千米", 1, false), ("码", 1, true), ("迈", 1, true),
    ("m/s", 3.6, false), ("米/秒", 3.6, false), ("", 1, false),
  ]

  private static func inOtherUnits(_ plain: some StringProtocol) -> (Double, Bool)? {
    for (word, factor, isSlang) in units where plain.hasSuffix(word) {
      let digits = String(plain.dropLast(word.count))
      let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
      if let value = isPlain ? Double(digits) : chineseNumber(digits), value > 0 { return (value * factor, isSlang) }
    }
    return nil
  }

  /// Whole numbers below 200 as they are spoken: 四十, 一百二十, 一百零五.
  private static func chineseNumber(_ text: String) -> Double? {
    let digits: [Character: Int] = [
      "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    var (rest, total) = (Substring(text), 0)
    if rest.hasPrefix("一百") {
      rest = rest.dropFirst(2)
      total = 100
      // 一百二 is 120 in speech, and nothing in writing.
      guard rest.isEmpty || rest.contains("十") || rest.hasPrefix("零") else { return nil }
    }
    if total > 0, rest.hasPrefix("零") {
      rest = rest.dropFirst()
      guard rest.count == 1 else { return nil }
    } else if let ten = rest.firstIndex(of: "十") {
      let before = rest[..<ten]
      guard before.isEmpty && total == 0 || before.count == 1 else { return nil }
      guard let tens = before.isEmpty ? 1 : before.first.flatMap({ digits[$0] }) else { return nil }
      total += tens * 10
      rest = rest[rest.index(after: ten)...]
    }
    if rest.isEmpty { return total > 0 ? Double(total) : nil }
    guard rest.count == 1, let one = rest.first.flatMap({ digits[$0] }) else { return nil }
    return Double(total + one)
  }

  private static func isOfFigure(_ character: Character) -> Bool {
    character.isNumber || ".两零".contains(character)
  }
}
