import EMSModel

/// A share of the usual speed: of a class of road, of a mode, in a region, at some hours, or of all of them.
public struct SpeedFactor: Hashable, Sendable {
  /// 0.7 is 30 % slower; 0 closes the road.
  public var factor: Double
  /// Nil: every mode.
  public var mode: TravelMode?
  /// Nil: every class.
  public var roadClass: String?
  /// The id or the name of a county or township; nil: everywhere.
  public var region: String?
  /// Nil: the whole day.
  public var hours: HoursOfDay?
  /// Where the figure comes from, in the words of the table.
  public var source: String
  /// Whether somebody has held the figure against the source's own text.
  public var isVerified: Bool
  /// The 95 % interval of the factor; nil where the table tells none.
  public var range: ClosedRange<Double>? = nil

  /// Whether it counts for the mode on a class of road, in the regions and at the hour; without an hour the usual day is
  /// meant, of which no hours are told.
  func holds(_ mode: TravelMode, _ roadClass: String, _ regions: Set<String>, _ hour: Int?) -> Bool {
    self.mode.map { $0 == mode } ?? true && self.roadClass.map { $0 == roadClass } ?? true
      && region.map(regions.contains) ?? true && hours.map { hours in hour.map(hours.contains) ?? false } ?? true
  }
}

/// Hours of the day from one until another, which may pass midnight.
public struct HoursOfDay: Hashable, Sendable {
  /// 0 to 23.
  public let from: Int
  /// 1 to 24; not included.
  public let until: Int

  /// Reads `7-9`, `22-6`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-").map { Int($0.filter { !$0.isWhitespace }) }
    guard parts.count == 2, let from = parts[0], let until = parts[1], (0...23).contains(from),
      (1...24).contains(until), from != until
    else { return nil }
    self.from = from
    self.until = until
  }

  /// Whether an hour of the day, 0 to 23, is among them; the last one is not.
  public func contains(_ hour: Int) -> Bool {
    from < until ? (from..<until).contains(hour) : hour >= from || hour < until
  }
}
