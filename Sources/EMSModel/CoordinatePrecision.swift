/// How well the place of a facility or settlement is known.
public enum CoordinatePrecision: String, Codable, Hashable, Sendable, CaseIterable {
  /// The building or the village itself.
  case exact
  /// Known only to the seat of its township.
  case townshipSeat = "township_seat"
  /// Known only to the seat of its county: too coarse for a 15-minute service area.
  case countySeat = "county_seat"
}
