/// One figure of a bureau's books.
public struct IndicatorValue: Hashable, Sendable {
  /// The year that it is of; nil when the table gives none.
  public var year: Int?
  /// As the table gives it, in the unit of its indicator.
  public var number: Double
  /// Whether the table wrote a per cent sign where a plain number or a share may stand.
  public var isPercent: Bool

  public init(year: Int?, number: Double, isPercent: Bool = false) {
    self.year = year
    self.number = number
    self.isPercent = isPercent
  }
}

/// One figure of a table of indicators, before a profile says what its name means: a row of a long one, or a cell of a
/// wide one under a header that no field has.
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
  /// Whether the name is the header of a column, which may hold anything.
  package var isColumn: Bool
  /// What the file calls the columns of the name and of the figure, for messages.
  package var nameHeader: String
  package var valueHeader: String

  /// - Parameter headers: of the name and of the figure; the same where the name is the header of a column.
  package init(
    name: String, number: Double, isPercent: Bool, year: Int?, file: String, place: InputProblem.Place,
    headers: (name: String, value: String), isColumn: Bool = false
  ) {
    self.name = name
    self.number = number
    self.isPercent = isPercent
    self.year = year
    self.file = file
    self.place = place
    self.isColumn = isColumn
    (nameHeader, valueHeader) = headers
  }
}
