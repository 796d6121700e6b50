/// A rule at a junction, or along roads between two: from one road to another one may not go, or must.
public struct TurnRestriction: Equatable, Sendable {
  /// What it says.
  public enum Kind: Sendable {
    /// From the first road never to the last, by this way.
    case forbidden
    /// From the first road to the last only, by this way.
    case mandatory
  }

  /// The identifier of the line that one comes from.
  public var from: Int64
  /// The junction, an index of a point; -1 where lines lie between.
  public var viaPoint: Int32
  /// The identifiers of the lines between, where there are any.
  public var viaLines: [Int64]
  /// The identifier of the line that one goes to.
  public var to: Int64
  /// Index into ``RoadLines/attributeSets``: what it says and to whom.
  public var attributes: Int32

  public init(from: Int64, viaPoint: Int32, viaLines: [Int64] = [], to: Int64, attributes: Int32) {
    self.from = from
    self.viaPoint = viaPoint
    self.viaLines = viaLines
    self.to = to
    self.attributes = attributes
  }
}
