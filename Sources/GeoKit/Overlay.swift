/// Overlay of shapes on the ellipsoid, each call in a local frame chosen from its shapes.
///
/// For many overlays of the same shapes make a `LocalFrame` once and work with `FrameShape`.
public enum Overlay {
  /// The ground in any of the shapes.
  public static func union(_ shapes: [MultiPolygon]) throws(GeoKitError) -> MultiPolygon {
    let frame = LocalFrame(around: shapes)
    var own: [FrameShape] = []
    for shape in shapes { own.append(try frame.shape(of: shape)) }
    return try FrameShape.union(of: own, in: frame).multiPolygon()
  }

  /// The ground of `a` that is not in `b`.
  public static func difference(_ a: MultiPolygon, _ b: MultiPolygon) throws(GeoKitError) -> MultiPolygon {
    let frame = LocalFrame(around: [a, b])
    return try frame.shape(of: a).difference(frame.shape(of: b)).multiPolygon()
  }

  /// The ground in both shapes.
  public static func intersection(_ a: MultiPolygon, _ b: MultiPolygon) throws(GeoKitError) -> MultiPolygon {
    let frame = LocalFrame(around: [a, b])
    return try frame.shape(of: a).intersection(frame.shape(of: b)).multiPolygon()
  }
}
