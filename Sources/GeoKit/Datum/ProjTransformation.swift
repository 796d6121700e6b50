import CProj

/// One PROJ transformation between an EPSG system and WGS 84, with the context it lives in.
///
/// Not for sharing between threads: each worker makes its own, once (making one costs up to 70 ms).
public final class ProjTransformation {
  /// Geodetic systems whose parameters to CGCS2000 are not public: Beijing 54, Xi'an 80, New Beijing.
  private static let secretDatums: Set<Int> = [4214, 4610, 4555]

  public let code: Int
  /// The system's name in the EPSG registry.
  public let name: String
  /// Whether its coordinates are metres on a plane rather than degrees.
  public let isProjected: Bool
  private let context: ProjContext
  private let transformation: OpaquePointer

  /// - Throws: ``DatumError`` where PROJ knows no transformation that deserves the name.
  public init(epsg code: Int) throws(DatumError) {
    let context = try ProjContext()
    let system = try context.owned(
      proj_create_from_database(context.handle, "EPSG", String(code), PJ_CATEGORY_CRS, 0, nil),
      or: { .unknownCode(code, reason: $0) })
    defer { proj_destroy(system) }
    let name = proj_get_name(system).map { String(cString: $0) } ?? "EPSG:\(code)"
    let kind = proj_get_type(system)
    guard kind == PJ_TYPE_GEOGRAPHIC_2D_CRS || kind == PJ_TYPE_PROJECTED_CRS else {
      throw .unsupportedKind(code, name: name)
    }
    let geodetic = try context.owned(
      proj_crs_get_geodetic_crs(context.handle, system), or: { .unknownCode(code, reason: $0) })
    defer { proj_destroy(geodetic) }
    let base = proj_get_id_code(geodetic, 0).flatMap { Int(String(cString: $0)) }
    if let base, Self.secretDatums.contains(base) { throw .noPublicParameters(code, name: name) }

    // WGS 84 and CGCS2000 are equal by decision, so a system on either needs its projection undone and nothing else.
    let world =
      base == 4490
      ? nil
      : try context.owned(
        proj_create_from_database(context.handle, "EPSG", "4326", PJ_CATEGORY_CRS, 0, nil),
        or: { .unavailable(reason: $0) })
    defer { proj_destroy(world) }
    let created = "ALLOW_BALLPARK=NO".withCString { option in
      var options: [UnsafePointer<CChar>?] = [option, nil]
      return proj_create_crs_to_crs_from_pj(context.handle, system, world ?? geodetic, nil, &options)
    }
    let raw = try context.owned(created, or: { _ in .onlyBallpark(code, name: name) })
    defer { proj_destroy(raw) }
    transformation = try context.owned(
      proj_normalize_for_visualization(context.handle, raw), or: { .unavailable(reason: $0) })
    self.code = code
    self.name = name
    self.isProjected = kind == PJ_TYPE_PROJECTED_CRS
    self.context = context
  }

  deinit { proj_destroy(transformation) }

  /// Brings a coordinate to WGS 84.
  ///
  /// - Parameters x, y: easting and northing in metres, or longitude and latitude in degrees, whatever axis order the
  ///   registry gives the system (its Gauss–Krüger zones put northing first).
  public func toWGS84(x: Double, y: Double) throws(DatumError) -> Coordinate {
    let (longitude, latitude) = try transformed(x, y, PJ_FWD)
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// Brings a WGS 84 coordinate to easting and northing, or longitude and latitude, of the system.
  public func fromWGS84(_ coordinate: Coordinate) throws(DatumError) -> (x: Double, y: Double) {
    try transformed(coordinate.longitude, coordinate.latitude, PJ_INV)
  }

  private func transformed(_ x: Double, _ y: Double, _ direction: PJ_DIRECTION) throws(DatumError) -> (Double, Double) {
    proj_errno_reset(transformation)
    let result = proj_trans(transformation, direction, proj_coord(x, y, 0, 0))
    let number = proj_errno(transformation)
    guard number == 0, result.xy.x.isFinite, result.xy.y.isFinite else {
      let reason = proj_context_errno_string(context.handle, number).map { String(cString: $0) } ?? "no result"
      throw .outsideDomain(x: x, y: y, reason: reason)
    }
    return (result.xy.x, result.xy.y)
  }
}

/// A PROJ context that keeps the library's last words, reaches no network, and is destroyed with its owner.
private final class ProjContext {
  /// What PROJ logs; its error numbers alone say little.
  private final class Log {
    var message = ""
  }

  let handle: OpaquePointer
  private let log = Log()

  init() throws(DatumError) {
    guard let handle = proj_context_create() else { throw .unavailable(reason: "PROJ gives no context") }
    self.handle = handle
    proj_context_set_enable_network(handle, 0)
    // The log is unretained: it lives as long as the context, which is destroyed with it.
    proj_log_func(handle, Unmanaged.passUnretained(log).toOpaque()) { box, _, message in
      guard let box, let message else { return }
      Unmanaged<Log>.fromOpaque(box).takeUnretainedValue().message = String(cString: message)
    }
  }

  deinit { proj_context_destroy(handle) }

  /// The handle that PROJ gave, or the error made of what it logged.
  func owned(_ created: OpaquePointer?, or error: (String) -> DatumError) throws(DatumError) -> OpaquePointer {
    guard let created else { throw error(log.message.isEmpty ? "PROJ gives no reason" : log.message) }
    return created
  }
}
