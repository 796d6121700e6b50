/// Where a journey may leave a road or join it, beside the junctions with other roads.
public enum RoadAccess: Hashable, Sendable {
  case anywhere
  /// At its ends alone: a ramp, a bridge, a tunnel. It matters where no other road meets the end.
  case ends
  /// Nowhere: a motorway, a ferry.
  case nowhere
}

/// How one mode of travel uses a road: the speed in each direction, nil where it may not go.
public struct RoadTraversal: Hashable, Sendable {
  /// A speed in metres per second, always above zero and finite.
  public struct Speed: Hashable, Sendable {
    /// Above zero and finite.
    public let metresPerSecond: Double

    /// Nil unless the speed is above zero and finite.
    public init?(metresPerSecond: Double) {
      guard metresPerSecond > 0, metresPerSecond.isFinite else { return nil }
      self.metresPerSecond = metresPerSecond
    }

    /// Nil unless the speed is above zero and finite.
    public init?(kilometresPerHour: Double) {
      self.init(metresPerSecond: kilometresPerHour / 3.6)
    }

    /// The same in km/h.
    public var kilometresPerHour: Double { metresPerSecond * 3.6 }
  }

  /// In the order of the line's points.
  public var forward: Speed?
  /// Against the order of the line's points.
  public var backward: Speed?
  /// The time for the whole line where that is known instead of a speed (a ferry's timetable).
  public var duration: Duration?
  /// Where a journey may leave or join the road.
  public var access: RoadAccess

  public init(forward: Speed?, backward: Speed?, duration: Duration? = nil, access: RoadAccess = .anywhere) {
    self.forward = forward
    self.backward = backward
    self.duration = duration
    self.access = access
  }

  /// Metres per second of what keeps a timetable: below the quickest ferries' 80 km/h, and above 0.2 km/h, a crossing of
  /// 200 m with an hour's wait. Durations that mean another speed are not used.
  public static let timetableSpeeds = 0.2 / 3.6...80 / 3.6

  /// A road that the mode may not use.
  public static let closed = RoadTraversal(forward: nil, backward: nil)

  /// Whether the mode may use the road in neither direction.
  public var isClosed: Bool { forward == nil && backward == nil }
}
