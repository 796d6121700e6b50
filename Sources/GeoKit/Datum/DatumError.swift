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
  /// A system that a file spells out and that cannot be brought to WGS 84: by its name, and why.
  case unusableText(name: String, Reason)
  /// PROJ itself does not work: its database is missing, for example.
  case unavailable(reason: String)

  /// Why a system that is spelt out is of no use.
  public enum Reason: Hashable, Sendable {
    /// PROJ cannot read it; with its own words.
    case unreadable(String)
    /// Neither geographic nor projected.
    case kind
    /// Beijing 54, Xi'an 80 and their like, whose parameters to CGCS2000 are not public.
    case secretDatum
    /// Its datum is of the user, or one that PROJ can only guess about.
    case ballpark
  }
}
