/// What can go wrong while shapes are computed.
public enum GeoKitError: Error, Hashable, Sendable {
  /// The geometry library refused an operation; `message` is the library's own.
  case geos(operation: String, message: String)
  /// A coordinate is not finite, or lies so far from a frame's centre that the frame cannot show it.
  case outsideFrame(Coordinate)
  /// Two shapes of different frames were combined; the centres of the frames are given.
  case differentFrames(Coordinate, Coordinate)
  /// A value that has to be positive and finite is not.
  case notPositive(parameter: String, value: Double)
  /// A shape that is still not valid after it was repaired.
  case notRepaired(GeometryProblem)
}

extension GeoKitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .geos(let operation, let message):
      "geometry operation \(operation) failed: \(message)"
    case .outsideFrame(let coordinate):
      "(\(coordinate.longitude), \(coordinate.latitude)) cannot be shown in the local frame"
    case .differentFrames(let a, let b):
      "shapes of different frames, centred on (\(a.longitude), \(a.latitude)) and (\(b.longitude), \(b.latitude))"
    case .notPositive(let parameter, let value):
      "\(parameter) must be positive and finite, and is \(value)"
    case .notRepaired(let problem):
      "it is still not valid after a repair (\(problem.kind))"
    }
  }
}
