/// Why coordinates cannot be brought from one reference to another.
public enum DatumError: Error, Hashable, Sendable {
  /// PROJ does not know the code; with its own words.
  case unknownCode(Int, reason: String)
  /// Not a geographic or projected system of two dimensions.
  case unsupportedKind(Int, name: String)
  /// Beijing 54, Xi'an 80 and their like: the parameters to CGCS2000 are not public, and PROJ would return the input
  /// unchanged.
  case noPublicParameters(Int, name: String)
  /// PROJ has only a ballpark transformation, or none.
  case onlyBallpark(Int, name: String)
  /// The coordinate cannot be transformed; with PROJ's own words.
  case outsideDomain(x: Double, y: Double, reason: String)
  /// PROJ itself does not work: its database is missing, for example.
  case unavailable(reason: String)
}
