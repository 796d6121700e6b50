import EMSFormats
import EMSModel

/// Finds a county or township by what another file calls it: its id; its name, where that is unique; or its name but for
/// spaces, 人民政府 and an ending such as 镇 that one of the two leaves out, where only one has it.
struct ReferenceIndex {
  enum Match: Hashable {
    /// - Parameter isAsWritten: whether the two are written alike.
    case found(String, isAsWritten: Bool)
    /// The file has it, but without a place, so that nothing can be said to lie in it.
    case leftOut
    case unknown
  }

  private var idOfReference: [String: String] = [:]
  /// The ids of all that are called so, by names without what may be left out.
  private var idsOfName: [String: Set<String>] = [:]
  private var idsOfStem: [String: Set<String>] = [:]
  private var leftOut: Set<String> = []

  init(_ elements: [(id: String, name: String)], leftOut: [(id: String, name: String)] = []) {
    var ambiguous: Set<String> = []
    for element in elements where idOfReference.updateValue(element.id, forKey: element.name) != nil {
      ambiguous.insert(element.name)
    }
    for name in ambiguous { idOfReference[name] = nil }
    for element in elements { idOfReference[element.id] = element.id }
    for element in elements {
      let name = Self.plain(element.name)
      idsOfName[name, default: []].insert(element.id)
      if let stem = Self.stem(of: name) { idsOfStem[stem, default: []].insert(element.id) }
    }
    self.leftOut = Set(leftOut.flatMap { [$0.id, $0.name] })
  }

  func match(_ reference: String) -> Match {
    if let id = idOfReference[reference] { return .found(id, isAsWritten: true) }
    if leftOut.contains(reference) { return .leftOut }
    let name = Self.plain(reference)
    // 城关镇 is not 城关街道: an ending may be left out, never be another.
    let stem = Self.stem(of: name)
    let found = (idsOfName[name] ?? []).union(
      stem.flatMap { idsOfName[$0] } ?? (stem == nil ? idsOfStem[name] ?? [] : []))
    guard found.count == 1, let id = found.first else { return .unknown }
    return .found(id, isAsWritten: false)
  }

  private static func plain(_ name: String) -> String {
    var name = FieldSynonyms.withoutAccents(HalfWidth.compact(name)).filter { $0.isLetter || $0.isNumber }
    for ending in ["人民政府", "政府", "办事处"] where name.hasSuffix(ending) && name.count > ending.count + 1 {
      name = String(name.dropLast(ending.count))
    }
    return name
  }

  private static let endings = [
    "民族乡", "自治县", "自治旗", "街道", "苏木", "镇", "乡", "县", "旗", "区", "市", "subdistrict", "subcounty", "township", "town",
    "ward", "commune", "district", "county",
  ]

  /// A name without its ending; nil where it has none, or too little is left to tell it by.
  private static func stem(of name: String) -> String? {
    guard let ending = endings.first(where: { name.hasSuffix($0) }) else { return nil }
    let stem = name.dropLast(ending.count)
    return stem.count < 2 ? nil : String(stem)
  }
}
