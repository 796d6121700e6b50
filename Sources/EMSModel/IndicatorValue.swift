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
  package var file: String
  package var place: InputProblem.Place

  package init(
    name: String, number: Double, isPercent: Bool, year: Int?, file: String, place: InputProblem.Place
  ) {
    self.name = name
    self.number = number
    self.isPercent = isPercent
    self.year = year
    self.file = file
    self.place = place
  }
}
