import EMSModel

/// The units that figures of a profile can have.
public enum FigureUnit: String, CaseIterable, Hashable, Sendable {
  case kilometres = "km"
  case minutes = "min"
  case kilometresPerHour = "km/h"
  case people
  case count
  case percent
  /// Differences of two shares (百分点).
  case points = "percentage points"
  case perMille = "per mille"
  case years
  case months
  case days
  /// A number without a unit.
  case factor
  /// So many of one thing for one, or so many, of another.
  case ratio
  /// The same as documents write it, one to so many (1:80).
  case oneTo = "1:n"
  /// The name of a facility.
  case name
  /// A mode of travel.
  case mode
  /// A tier of facilities.
  case tier

  /// Whether a value must be a whole number.
  var isWhole: Bool {
    switch self {
    case .people, .count, .years, .months, .days: true
    default: false
    }
  }

  /// The values that make sense at all.
  var range: ClosedRange<Double> {
    switch self {
    case .percent, .points: 0...100
    case .perMille: 0...1000
    case .factor: 1...10
    case .kilometresPerHour: 0.5...200
    case .kilometres: 0...1000
    default: 0...1_000_000_000
    }
  }

  package func text(_ number: Double, in language: Language) -> String { text([number], in: language) }

  /// A range with its unit, such as `5 to 10 %`.
  func text(from least: Double, to most: Double, in language: Language) -> String {
    Self.digits(least) + (language == .chinese ? "至" : " to ") + text(most, in: language)
  }

  func text(_ numbers: [Double], in language: Language) -> String {
    let digits = numbers.map(Self.digits).joined(separator: language == .chinese ? "、" : ", ")
    func counted(_ one: String) -> String { digits + (numbers == [1] ? " \(one)" : " \(one)s") }
    return switch (self, language) {
    case (.kilometres, .english): digits + " km"
    case (.kilometres, .chinese): digits + "公里"
    case (.minutes, .english): digits + " min"
    case (.minutes, .chinese): digits + "分钟"
    case (.kilometresPerHour, .english): digits + " km/h"
    case (.kilometresPerHour, .chinese): digits + "公里/小时"
    case (.people, .english): digits + " people"
    case (.people, .chinese): digits + "人"
    case (.percent, .english): digits + " %"
    case (.percent, .chinese): digits + "%"
    case (.perMille, _): digits + "‰"
    case (.points, .english): counted("percentage point")
    case (.points, .chinese): digits + "个百分点"
    case (.oneTo, _): "1:" + digits
    case (.years, .english): counted("year")
    case (.years, .chinese): digits + "年"
    case (.months, .english): counted("month")
    case (.months, .chinese): digits + "个月"
    case (.days, .english): counted("day")
    case (.days, .chinese): digits + "天"
    default: digits
    }
  }

  /// A word of a figure as a reader sees it: a tier or a mode by its name, a name of a facility as it is written.
  func word(_ word: String, in language: Language) -> String {
    if self == .mode, language == .chinese, let mode = TravelMode(rawValue: word) { return mode.title.chinese }
    guard self == .tier, let tier = FacilityTier(rawValue: word) else { return word }
    return tier.name[language]
  }

  /// A number without needless decimals.
  private static func digits(_ number: Double) -> String {
    guard number == number.rounded(), abs(number) < 1e15 else { return "\(number)" }
    return NumberText.grouped(Int(number))
  }
}
