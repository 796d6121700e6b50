import EMSFormats
import EMSModel

/// Finds a county or township by what another file calls it: its id; its name, where that is unique; or its name but for
/// spaces, 人民政府 and an ending such as 镇 that one of the two leaves out, where only one has it; or its code in nine digits or
/// in twelve, as statistics writes it; or its id but for case, width and zeros before its number; or its name behind that of
/// what holds it (甲县上河镇), unless that is another county.
struct ReferenceIndex {
  enum Match: Hashable {
    /// - Parameter isAsWritten: whether the two are written alike.
    case found(String, isAsWritten: Bool)
    /// The file has it, but without a place, so that nothing can be said to lie in it.
    case leftOut
    /// More than one is called so, by their ids, ascending.
    case several([String])
    case unknown

    /// Whether it is none, or more than one.
    var isUndecided: Bool {
      switch self {
      case .found, .leftOut: false
      case .several, .unknown: true
      }
    }
  }

  struct Element {
    var id: String
    var name: String
    /// The id of its county; nil for a county, and where nobody says it.
    var county: String?
    /// What its county is called.
    var countyName: String?
  }

  /// What was found before: a list calls few places, each many times.
  private final class Found {
    var matches: [[String?]: Match] = [:]
  }

  private var idOfReference: [String: String] = [:]
  /// The ids of all that are called so, by names as they are written and without what may be left out.
  private var idsAsWritten: [String: Set<String>] = [:]
  private var idsOfName: [String: Set<String>] = [:]
  private var idsOfStem: [String: Set<String>] = [:]
  /// The ids of administrative codes by their twelve digits.
  private var idsOfCode: [String: Set<String>] = [:]
  /// The ids of ids without case, width and zeros before a number.
  private var idsOfKey: [String: Set<String>] = [:]
  /// The ids of names that stand behind that of what holds the place: 上河镇 of 甲县上河镇.
  private var idsOfOwnName: [String: Set<String>] = [:]
  private var countyNames: [String: String] = [:]
  private var counties: [String: String] = [:]
  private var names: [String: String] = [:]
  private var leftOut: Set<String> = []

  private let found = Found()

  /// How many there are to be found.
  let count: Int

  init(_ elements: [(id: String, name: String)], leftOut: [(id: String, name: String)] = []) {
    self.init(elements.map { Element(id: $0.id, name: $0.name) }, leftOut: leftOut)
  }

  init(_ elements: [Element], leftOut: [(id: String, name: String)] = []) {
    count = elements.count
    for element in elements {
      idsAsWritten[element.name, default: []].insert(element.id)
      let name = Self.plain(element.name)
      idsOfName[name, default: []].insert(element.id)
      if let stem = Self.stem(of: name) { idsOfStem[stem, default: []].insert(element.id) }
      if let code = Self.administrativeCode(element.id) { idsOfCode[code, default: []].insert(element.id) }
      if element.id != element.name { idsOfKey[Self.key(ofID: element.id), default: []].insert(element.id) }
      for (_, own) in Self.partings(of: name) { idsOfOwnName[own, default: []].insert(element.id) }
      counties[element.id] = element.county
      countyNames[element.id] = element.countyName.map(Self.plain)
      names[element.id] = element.name
    }
    for (name, ids) in idsAsWritten where ids.count == 1 { idOfReference[name] = ids.first }
    for element in elements { idOfReference[element.id] = element.id }
    self.leftOut = Set(leftOut.flatMap { [$0.id, $0.name] })
  }

  /// - Parameter county: the id of the county in which the place must lie, where the row says it; of several of one name
  ///   it tells which.
  func match(_ reference: String, in county: String? = nil) -> Match {
    if let id = idOfReference[reference] { return .found(id, isAsWritten: true) }
    if leftOut.contains(reference) { return .leftOut }
    if let alike = idsAsWritten[reference] { return one(of: alike, in: county, isAsWritten: true) }
    if let match = found.matches[[reference, county]] { return match }
    let match = matchOtherwise(reference, in: county)
    found.matches[[reference, county]] = match
    return match
  }

  /// The same for what is not written alike.
  private func matchOtherwise(_ reference: String, in county: String?) -> Match {
    if let code = DecimalCodes.whole(reference), case let match = match(code, in: county), !match.isUndecided {
      return asMeant(match)
    }
    if let (own, remark) = Self.withoutBrackets(reference), case let match = match(own, in: county),
      case .found(let id, _) = match
    {
      // T1（上河镇） is that town where both say so, and nobody knows which where they differ.
      guard case .found(let other, _) = self.match(remark, in: county), other != id else { return asMeant(match) }
      return .several([id, other].sorted())
    }
    if let code = Self.administrativeCode(reference), let ids = idsOfCode[code] {
      return one(of: ids, in: county, isAsWritten: false)
    }
    let name = Self.plain(reference)
    let named = ids(ofName: name)
    if !named.isEmpty { return one(of: named, in: county, isAsWritten: false) }
    if let ids = idsOfKey[Self.key(ofID: reference)] { return one(of: ids, in: county, isAsWritten: false) }
    for (holder, own) in Self.partings(of: name) + partings(ofList: reference) where ids(ofName: holder).isEmpty {
      let there = ids(ofName: own).filter { !isInAnother(than: holder, $0) }
      if !there.isEmpty { return one(of: there, in: county, isAsWritten: false) }
    }
    return one(of: idsOfOwnName[name] ?? [], in: county, isAsWritten: false)
  }

  /// A match of what a reference means, which is not as it is written.
  private func asMeant(_ match: Match) -> Match {
    if case .found(let id, _) = match { .found(id, isAsWritten: false) } else { match }
  }

  /// A text without the brackets at its end, and what stands in them; nil for another text.
  private static func withoutBrackets(_ text: String) -> (own: String, remark: String)? {
    let plain = HalfWidth.of(text).trimmingSpaces
    guard plain.hasSuffix(")"), let open = plain.lastIndex(of: "("), open > plain.startIndex else { return nil }
    let (own, remark) = (String(plain[..<open]).trimmingSpaces, String(plain[plain.index(after: open)...].dropLast()))
    return own.isEmpty || remark.isEmpty ? nil : (own, remark)
  }

  /// The ids of all that are called so, but for an ending that one of the two leaves out.
  private func ids(ofName name: String) -> Set<String> {
    // 城关镇 is not 城关街道: an ending may be left out, never be another.
    let stem = Self.stem(of: name)
    return (idsOfName[name] ?? []).union(
      stem.flatMap { idsOfName[$0] } ?? (stem == nil ? idsOfStem[name] ?? [] : []))
  }

  /// The names of a text that signs part, of which one alone is known: Kajiado / Ngong; Ngong, Kajiado. Two that are known
  /// are two places.
  private func partings(ofList reference: String) -> [(holder: String, own: String)] {
    let parts = reference.replacing(" - ", with: "/").split { "/>|,;，；、".contains($0) }.map { Self.plain(String($0)) }
      .filter { !$0.isEmpty }
    let known = parts.indices.filter { !ids(ofName: parts[$0]).isEmpty }
    guard parts.count > 1, known.count == 1, let own = known.first else { return [] }
    return [(parts.indices.filter { $0 != own }.map { parts[$0] }.joined(), parts[own])]
  }

  /// Whether the names before a place's own end in another county than its own.
  private func isInAnother(than holder: String, _ id: String) -> Bool {
    guard let own = countyNames[id], !holder.hasSuffix(own) else { return false }
    return countyNames.values.contains { holder.hasSuffix($0) }
  }

  private func one(of ids: Set<String>, in county: String?, isAsWritten: Bool) -> Match {
    if ids.isEmpty { return .unknown }
    let there = ids.count > 1 ? ids.filter { county != nil && counties[$0] == county } : ids
    if there.count == 1, let id = there.first { return .found(id, isAsWritten: isAsWritten) }
    return .several(ids.sorted())
  }

  /// A code of an administrative place in China by the twelve digits that statistics writes it with: six of a county, nine of
  /// a township, and zeros; nil for another text.
  private static func administrativeCode(_ text: String) -> String? {
    let digits = text.utf8
    guard [6, 9, 12].contains(digits.count), digits.first != 0x30, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return text + String(repeating: "0", count: 12 - digits.count)
  }

  /// What a place is called, and its id where that is another word.
  func title(of id: String) -> String {
    guard let name = names[id], name != id else { return id }
    return "\(name) (\(id))"
  }

  /// The ids of the places that lie in a county.
  func ids(in county: String) -> [String] { counties.keys.filter { counties[$0] == county } }

  /// Every name that ends so.
  func names(endingIn ending: String) -> [String] { names.values.filter { $0.hasSuffix(ending) } }

  /// The id of the county of a place; nil for a county, and where nobody says it.
  func county(of id: String) -> String? { counties[id] }

  /// Says that several are called so, each by its name, id and county; nil where not more than one is.
  func several(called reference: String) -> Phrase? {
    guard case .several(let ids) = match(reference) else { return nil }
    let list = list(ids)
    return Phrase("“\(reference)” may be \(list.english)", "“\(reference)”可指\(list.chinese)")
  }

  private func list(_ ids: [String]) -> Phrase {
    func texts(_ county: (String) -> String) -> [String] {
      ids.map { id in
        "\(names[id] ?? id) (\([id == names[id] ? nil : id, counties[id].map(county)].compactMap { $0 }.joined(separator: ", ")))"
      }
    }
    return Phrase(
      texts { "county \($0)" }.list(upTo: 4).english, texts { "县 \($0)" }.list(upTo: 4).chinese)
  }

  /// An id without case, width, spaces and zeros before its number: t3 of T03.
  private static func key(ofID id: String) -> String {
    let compact = String(HalfWidth.compact(id).drop { "'’‘".contains($0) })
    // Letters may stand before the number, and a sign between the two: T03, T-3.
    let start = compact.firstIndex { $0.isASCII && $0.isNumber } ?? compact.endIndex
    let digits = compact[start...]
    let letters = compact[..<start]
    let before =
      letters.contains(where: \.isLetter)
      ? String(letters.reversed().drop { "-_.#".contains($0) }.reversed()) : String(letters)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return compact }
    let number = digits.drop { $0 == "0" }
    return before + (number.isEmpty ? "0" : String(number))
  }

  /// The ways to part a name into that of what holds the place and its own: 甲县上河镇 into 甲县 and 上河镇.
  ///
  /// - Parameter name: as ``plain(_:)`` leaves it.
  private static func partings(of name: String) -> [(holder: String, own: String)] {
    guard name.count > 3, name.contains(where: { holders.contains($0) }) else { return [] }
    return name.indices.dropFirst().compactMap { index in
      guard holders.contains(name[index]) else { return nil }
      let (holder, own) = (name[...index], String(name[name.index(after: index)...]))
      // 新市镇 is the town 新市, and no 镇 of it.
      return holder.count > 1 && own.count > 1 && !endings.contains(own) ? (String(holder), own) : nil
    }
  }

  private static let holders: Set<Character> = ["省", "市", "盟", "州", "县", "旗", "区"]

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
