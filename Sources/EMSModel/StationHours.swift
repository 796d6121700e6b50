/// When an ambulance is staffed, as a file says it.
public struct StationHours: Hashable, Sendable {
  /// The words of the file.
  public var text: String
  /// Whether somebody is there day and night.
  public var isRoundTheClock: Bool

  public init(_ text: String, isRoundTheClock: Bool) {
    self.text = text
    self.isRoundTheClock = isRoundTheClock
  }
}
