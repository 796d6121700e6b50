import EMSModel
import GeoKit

/// Which county each township lies in while files are read: the one that its file names, or else that whose outline
/// holds it.
struct CountiesOfTownships {
  /// nil where no county is known.
  let index: ReferenceIndex?
  private let names: [String: String]
  private let nameOfCounty: [String: String]
  private let outlined: [County]
  private let locator: PointLocator?

  /// - Parameters:
  ///   - counties: those of the plan's file; nil when it names none: what the townships' file calls them then counts.
  ///   - names: what the townships' file calls the county of each, by the township's id.
  init(_ counties: [County]?, names: [String: String]) {
    self.names = names
    let known = counties?.map { (id: $0.id, name: $0.name) } ?? Set(names.values).sorted().map { (id: $0, name: $0) }
    index = known.isEmpty ? nil : ReferenceIndex(known)
    nameOfCounty = Dictionary(known.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    outlined = (counties ?? []).filter { $0.outline != nil }
    // Outlines that nothing can be done with are told where boundaries are checked.
    locator = outlined.isEmpty ? nil : try? PointLocator(outlined.compactMap(\.outline))
  }

  /// The id of a county that a text names; nil for none.
  func id(_ text: String?) -> String? {
    guard let text, case .found(let id, _)? = index?.match(text) else { return nil }
    return id
  }

  func county(of township: Township) -> String? {
    if let id = township.countyID ?? id(names[township.id]) { return id }
    let place = township.seat ?? RepresentativePoint.of(township.boundary)
    return place.flatMap { locator?.locate($0) }.map { outlined[$0].id }
  }

  /// The townships as references name them; counties are looked for where names repeat.
  func elements(_ townships: [Township]) -> [ReferenceIndex.Element] {
    let counts = Dictionary(townships.map { ($0.name, 1) }, uniquingKeysWith: +)
    return townships.map { township in
      let isRepeated = counts[township.name] ?? 0 > 1
      let county = isRepeated ? county(of: township) : township.countyID ?? id(names[township.id])
      return ReferenceIndex.Element(
        id: township.id, name: township.name, county: county, countyName: county.flatMap { nameOfCounty[$0] })
    }
  }
}
