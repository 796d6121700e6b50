/// Something that keeps a shape from being valid (OGC Simple Features, section 6.1.11), and where it is.
public struct GeometryProblem: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A longitude or latitude is infinite or not a number.
    case nonFinite
    /// A longitude is beyond ±180° or a latitude beyond ±90°.
    case outOfRange
    /// The last corner of a ring is not its first.
    case ringNotClosed
    /// A ring has fewer than three different corners.
    case tooFewPoints(Int)
    /// A ring has corners but encloses nothing.
    case noArea
    /// A ring crosses or touches itself.
    case selfIntersection
    /// Two rings of one polygon cross.
    case ringsCross
    /// A hole lies outside its shell.
    case holeOutsideShell
    /// A hole lies inside another hole.
    case nestedHoles
    /// Two rings of one polygon have the same corners.
    case duplicateRings
    /// Two polygons of the shape share ground.
    case polygonsOverlap
    /// Rings touch in a way that cuts the inside of a polygon in two, or share a piece of line.
    case interiorNotConnected
  }

  /// What is wrong.
  public var kind: Kind
  /// The polygon, counted from 0.
  public var polygon: Int
  /// The ring of the polygon: 0 is the shell, 1 the first hole.
  public var ring: Int
  /// The corner of the ring at or after which the problem is, counted from 0; nil when it concerns the whole ring.
  public var vertex: Int?
  /// Where the problem is; nil when the ring has no coordinates.
  public var coordinate: Coordinate?

  public init(kind: Kind, polygon: Int, ring: Int, vertex: Int? = nil, coordinate: Coordinate? = nil) {
    self.kind = kind
    self.polygon = polygon
    self.ring = ring
    self.vertex = vertex
    self.coordinate = coordinate
  }

  /// True when `Validity.repaired` can mend it; a coordinate that is not finite or out of range has no repair.
  public var isRepairable: Bool { kind != .nonFinite && kind != .outOfRange }
}

extension GeometryProblem: CustomStringConvertible {
  /// In English, with the place of the fault.
  public var description: String {
    let what =
      switch kind {
      case .nonFinite: "a coordinate is not a finite number"
      case .outOfRange: "a coordinate is out of range"
      case .ringNotClosed: "the ring is not closed"
      case .tooFewPoints(let count): "the ring has \(count) different corners and needs 3"
      case .noArea: "the ring encloses nothing"
      case .selfIntersection: "the ring crosses or touches itself"
      case .ringsCross: "two rings of the polygon cross"
      case .holeOutsideShell: "the hole lies outside its shell"
      case .nestedHoles: "the hole lies inside another hole"
      case .duplicateRings: "two rings of the polygon are the same"
      case .polygonsOverlap: "the polygon overlaps another"
      case .interiorNotConnected: "touching rings cut the polygon in two"
      }
    var text = "polygon \(polygon), ring \(ring)"
    if let vertex { text += ", vertex \(vertex)" }
    text += ": \(what)"
    if let coordinate { text += " at (\(coordinate.longitude), \(coordinate.latitude))" }
    return text
  }
}
