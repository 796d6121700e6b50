/// Which facility or settlement a site, or what serves a village, is.
///
/// Facilities and settlements are numbered by lists of their own, so that one text may be the id of one of each.
public enum PlaceID: Hashable, Sendable {
  case facility(String)
  case settlement(String)

  /// The id as its own list has it.
  public var text: String {
    switch self {
    case .facility(let id), .settlement(let id): id
    }
  }

  /// The word that names the list in files.
  public var kind: String {
    switch self {
    case .facility: "facility"
    case .settlement: "settlement"
    }
  }
}

extension PlaceID: Comparable {
  /// By the text, a facility before the settlement of the same.
  public static func < (a: PlaceID, b: PlaceID) -> Bool { (a.text, a.kind) < (b.text, b.kind) }
}
