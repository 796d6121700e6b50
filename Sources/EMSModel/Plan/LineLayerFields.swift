/// How the fields of a line layer are called; nil looks for the usual names.
public struct LineLayerFields: Hashable, Sendable {
  /// The layer of a database; nil takes the first with lines.
  public var layer: String?
  public var roadClass: String?
  /// Kilometres per hour.
  public var speed: String?
  public var oneWay: String?
  /// By which closed roads are named; nil counts the features from 1.
  public var identifier: String?
  /// The datum of the coordinates: `gcj02`, `epsg:N`; nil takes the one that the layer declares.
  public var crs: String?
  /// Whether the datum is that of a layer of barriers, whatever the roads are.
  public var isDatumOfBarriers = false
  /// An end that is no further from another line is a junction with it.
  public var joinTolerance: Double

  /// - Parameter joinTolerance: metres.
  public init(
    layer: String? = nil, roadClass: String? = nil, speed: String? = nil, oneWay: String? = nil,
    identifier: String? = nil, crs: String? = nil, joinTolerance: Double = 1
  ) {
    self.layer = layer
    self.roadClass = roadClass
    self.speed = speed
    self.oneWay = oneWay
    self.identifier = identifier
    self.crs = crs
    self.joinTolerance = joinTolerance
  }
}
