import EMSModel

/// How many of something a plan asks for; nil where it sets no bound.
public struct CountRange: Hashable, Sendable {
  public var minimum: Int?
  public var maximum: Int?

  public init(minimum: Int? = nil, maximum: Int? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether the count keeps both bounds; the bounds themselves do.
  public func contains(_ count: Int) -> Bool { count >= minimum ?? count && count <= maximum ?? count }

  /// Such as `at least 6` and 不少于6.
  public func text(in language: Language) -> String {
    switch (minimum.map(NumberText.grouped), maximum.map(NumberText.grouped)) {
    case (let low?, let high?): low == high ? low : language == .chinese ? "\(low)至\(high)" : "\(low) to \(high)"
    case (let low?, nil): language == .chinese ? "不少于\(low)" : "at least \(low)"
    case (nil, let high?): language == .chinese ? "不超过\(high)" : "at most \(high)"
    case (nil, nil): language == .chinese ? "未定数量" : "no number"
    }
  }
}
