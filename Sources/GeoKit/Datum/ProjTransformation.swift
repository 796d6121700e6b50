import CProj

/// One PROJ transformation between a system, of the EPSG registry or spelt out, and WGS 84, with the context it lives in.
///
/// Not for sharing between threads: each worker makes its own, once (making one costs up to 70 ms).
public final class ProjTransformation {
  /// Geodetic systems whose parameters to CGCS2000 are not public: Beijing 54, Xi'an 80, New Beijing.
  private static let secretDatums: Set<Int> = [4214, 4610, 4555]

  /// In the EPSG registry; nil for a system that is spelt out.
  public let code: Int?
  /// The system's own name.
  public let name: String
  /// Whether its coordinates are metres on a plane rather than degrees.
  public let isProjected: Bool
  private let context: ProjContext
  private let transformation: OpaquePointer
  /// What PROJ leaves undone where it brings a projected system to its own degrees: those of another unit, counted from
  /// another meridian than Greenwich.
  private let ownDegrees: (unit: Double, meridian: Double)

  /// Whether PROJ finds its database, which most systems and every one of the EPSG registry need.
  package static let databaseIsThere = (try? ProjContext()) != nil

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
    transformation = try Self.toWGS84(
      system, on: base == 4490 ? geodetic : nil, context, orElse: .onlyBallpark(code, name: name))
    self.code = code
    self.name = name
    self.isProjected = kind == PJ_TYPE_PROJECTED_CRS
    self.context = context
    ownDegrees = (1, 0)
  }

  /// The way from a system to longitude and latitude in degrees on WGS 84.
  ///
  /// - Parameters:
  ///   - own: the geodetic system of one whose datum is taken for that of WGS 84; nil for one on another datum.
  ///   - ballpark: where PROJ has no transformation but a guess.
  private static func toWGS84(
    _ system: OpaquePointer, on own: OpaquePointer?, _ context: ProjContext, orElse ballpark: DatumError
  ) throws(DatumError) -> OpaquePointer {
    let world =
      own != nil
      ? nil
      : try context.owned(
        proj_create_from_database(context.handle, "EPSG", "4326", PJ_CATEGORY_CRS, 0, nil),
        or: { .unavailable(reason: $0) })
    defer { proj_destroy(world) }
    let created = "ALLOW_BALLPARK=NO".withCString { option in
      var options: [UnsafePointer<CChar>?] = [option, nil]
      return proj_create_crs_to_crs_from_pj(context.handle, system, own ?? world, nil, &options)
    }
    let raw = try context.owned(created, or: { _ in ballpark })
    defer { proj_destroy(raw) }
    return try context.owned(
      proj_normalize_for_visualization(context.handle, raw), or: { .unavailable(reason: $0) })
  }

  /// A system that a file spells out as well-known text, of any version.
  ///
  /// A system on the datum of WGS 84 or CGCS2000 is brought to WGS 84 by undoing its projection, unit and meridian; one
  /// on another datum only where PROJ has a transformation that is no guess.
  /// - Throws: ``DatumError/unusableText(name:_:)``.
  public init(wellKnownText text: String) throws(DatumError) {
    let context = try ProjContext()
    let title = Datum.wellKnownText(text).name
    let given = try context.owned(
      proj_create(context.handle, text), or: { .unusableText(name: title, .unreadable($0)) })
    defer { proj_destroy(given) }
    // Of a place and a height the place alone counts.
    let isCompound = proj_get_type(given) == PJ_TYPE_COMPOUND_CRS
    let system =
      isCompound
      ? try context.owned(
        proj_crs_get_sub_crs(context.handle, given, 0), or: { .unusableText(name: title, .unreadable($0)) })
      : given
    defer { if isCompound { proj_destroy(system) } }
    let geodetic = try context.owned(
      proj_crs_get_geodetic_crs(context.handle, system), or: { _ in .unusableText(name: title, .kind) })
    defer { proj_destroy(geodetic) }
    let datum = Self.datumName(of: geodetic, context)
    if ["beijing", "xian", "xi'an", "北京", "西安"].contains(where: { datum.contains($0) }) {
      throw .unusableText(name: title, .secretDatum)
    }
    let isWorld = Self.isOfWGS84(datum, geodetic, context)
    transformation = try Self.toWGS84(
      system, on: isWorld ? geodetic : nil, context, orElse: .unusableText(name: title, .ballpark))
    code = nil
    name = title
    isProjected = Self.isPlane(system, context)
    ownDegrees = isWorld ? Self.degrees(of: geodetic, context) : (1, 0)
    self.context = context
  }

  /// Whether the system, or the one inside a bound one, is projected.
  private static func isPlane(_ system: OpaquePointer, _ context: ProjContext) -> Bool {
    guard proj_get_type(system) == PJ_TYPE_BOUND_CRS, let inner = proj_get_source_crs(context.handle, system) else {
      return proj_get_type(system) == PJ_TYPE_PROJECTED_CRS
    }
    defer { proj_destroy(inner) }
    return proj_get_type(inner) == PJ_TYPE_PROJECTED_CRS
  }

  private static func datumName(of geodetic: OpaquePointer, _ context: ProjContext) -> String {
    guard let datum = proj_crs_get_datum_forced(context.handle, geodetic) else { return "" }
    defer { proj_destroy(datum) }
    return (proj_get_name(datum).map { String(cString: $0) } ?? "").lowercased()
  }

  /// Whether the datum is that of WGS 84 or CGCS2000, by its name and its ellipsoid.
  private static func isOfWGS84(_ datum: String, _ geodetic: OpaquePointer, _ context: ProjContext) -> Bool {
    let words = ["wgs_1984", "wgs 1984", "wgs84", "world geodetic system 1984", "china_2000", "china 2000", "cgcs2000"]
    guard words.contains(where: { datum.contains($0) }),
      let ellipsoid = proj_get_ellipsoid(context.handle, geodetic)
    else { return false }
    defer { proj_destroy(ellipsoid) }
    var (axis, flattening) = (0.0, 0.0)
    proj_ellipsoid_get_parameters(context.handle, ellipsoid, &axis, nil, nil, &flattening)
    return axis == 6_378_137 && abs(flattening - 298.2572) < 1e-3
  }

  /// The unit of the system's angles in degrees, and its meridian's longitude from Greenwich.
  private static func degrees(of geodetic: OpaquePointer, _ context: ProjContext) -> (unit: Double, meridian: Double) {
    var unit = 1.0
    if let system = proj_crs_get_coordinate_system(context.handle, geodetic) {
      defer { proj_destroy(system) }
      var radians = 0.0
      if proj_cs_get_axis_info(context.handle, system, 0, nil, nil, nil, &radians, nil, nil, nil) != 0, radians > 0 {
        unit = radians * 180 / .pi
        // Texts write the degree with fourteen digits.
        if abs(unit - 1) < 1e-12 { unit = 1 }
      }
    }
    var meridian = 0.0
    if let prime = proj_get_prime_meridian(context.handle, geodetic) {
      defer { proj_destroy(prime) }
      var (longitude, radians) = (0.0, 0.0)
      if proj_prime_meridian_get_parameters(context.handle, prime, &longitude, &radians, nil) != 0 {
        meridian = longitude * radians * 180 / .pi
      }
    }
    return (unit, meridian)
  }

  deinit { proj_destroy(transformation) }

  /// Brings a coordinate to WGS 84.
  ///
  /// - Parameters x, y: easting and northing in metres, or longitude and latitude in degrees, whatever axis order the
  ///   registry gives the system (its Gauss–Krüger zones put northing first).
  public func toWGS84(x: Double, y: Double) throws(DatumError) -> Coordinate {
    let (longitude, latitude) = try transformed(x, y, PJ_FWD)
    let (unit, meridian) = ownDegrees
    return Coordinate(longitude: longitude * unit + meridian, latitude: latitude * unit)
  }

  /// Brings a WGS 84 coordinate to easting and northing, or longitude and latitude, of the system.
  public func fromWGS84(_ coordinate: Coordinate) throws(DatumError) -> (x: Double, y: Double) {
    let (unit, meridian) = ownDegrees
    return try transformed((coordinate.longitude - meridian) / unit, coordinate.latitude / unit, PJ_INV)
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
    guard proj_context_get_database_path(handle) != nil else {
      throw .unavailable(reason: "its database proj.db is not found")
    }
  }

  deinit { proj_context_destroy(handle) }

  /// The handle that PROJ gave, or the error made of what it logged.
  func owned(_ created: OpaquePointer?, or error: (String) -> DatumError) throws(DatumError) -> OpaquePointer {
    guard let created else { throw error(log.message.isEmpty ? "PROJ gives no reason" : log.message) }
    return created
  }
}
