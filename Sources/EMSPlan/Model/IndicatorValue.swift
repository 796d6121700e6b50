/// One figure of a bureau's books.
public struct IndicatorValue: Hashable, Sendable {
  /// The year that it is of; nil when the table gives none.
  public var year: Int?
  public var number: Double

  public init(year: Int?, number: Double) {
    self.year = year
    self.number = number
  }
}

/// One row of a long table of indicators, before a profile says what its name means.
public struct IndicatorRow: Hashable, Sendable {
  /// What the table calls the indicator.
  public var name: String
  public var number: Double
  /// Whether the cell wrote a per cent sign.
  public var isPercent: Bool
  public var year: Int?
  /// The file and place, for messages.
  var file: String
  var place: InputProblem.Place
}
