import EMSModel

/// Whether the codes of villages are of the townships in which they count: the first nine digits of twelve are the
/// township's, in the codes that statistics gives places in China.
struct CodesOfTowns {
  /// So many villages of one code tell its township where the townships have no codes of their own.
  private static let fewest = 4

  private let townships: [Township]
  /// The ids of the townships that have a code, by its nine digits.
  private let idOfCode: [Substring: String]

  init(_ townships: [Township]) {
    self.townships = townships
    let codes = townships.compactMap { township in Self.code(township.id).map { ($0, township.id) } }
    idOfCode = Dictionary(codes, uniquingKeysWith: { first, _ in first })
  }

  /// The nine digits of the township in a code of nine or twelve; nil for another text, and for the code of a county.
  private static func code(_ text: String) -> Substring? {
    let digits = text.utf8
    guard digits.count == 9 || digits.count == 12, digits.first != 0x30, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    let code = text.prefix(9)
    return code.hasSuffix("000") ? nil : code
  }

  /// Warns of the villages whose code is of another township than the one in which they count.
  func check(_ settlements: [Settlement], rows: [Int], of reader: InputReader, _ findings: inout Findings) {
    var places: [Substring: [Int]] = [:]
    for (at, settlement) in settlements.enumerated()
    where settlement.id.utf8.count == 12 && settlement.townshipID != nil {
      if let code = Self.code(settlement.id) { places[code, default: []].append(at) }
    }
    let names = Dictionary(townships.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let all = places.values.reduce(0) { $0 + $1.count }
    let known = places.reduce(0) { $0 + (idOfCode[$1.key] == nil ? 0 : $1.value.count) }
    var wrong: [(at: Int, township: String)] = []
    for (code, places) in places {
      if let own = idOfCode[code] ?? mostOf(places, settlements) {
        wrong += places.filter { settlements[$0].townshipID != own }.map { ($0, names[own] ?? own) }
      } else if 4 * known >= 3 * all {
        // Codes of which most are unknown are of another edition; a few are of towns elsewhere.
        wrong += places.map { ($0, String(code)) }
      }
    }
    guard !wrong.isEmpty else { return }
    wrong.sort { $0.at < $1.at }
    let examples = wrong.prefix(5).map { at, own in
      let settlement = settlements[at]
      let there = settlement.townshipID.flatMap { names[$0] } ?? settlement.townshipID ?? ""
      return Phrase(
        "\(settlement.name) (\(settlement.id)) is of \(own) and counts to \(there)",
        "\(settlement.name)（\(settlement.id)）属\(own)，计入\(there)")
    }
    let more = wrong.count > examples.count
    findings.note(
      .warning,
      wrong.count.of(
        "settlement has the code of another township than the one in which it counts",
        "settlements have codes of other townships than those in which they count")
        + ": \(examples.map(\.english).joined(separator: "; "))\(more ? "; …" : ""). Check the place, the code and the township of the row",
      "\(wrong.count) 个村居的编码属于其他乡镇：\(examples.map(\.chinese).joined(separator: "；"))\(more ? "等" : "")。请核对位置、编码和所填乡镇",
      at: reader.rows(wrong.map { rows[$0.at] }))
  }

  /// The township of nearly all places of one code; nil where there is none.
  private func mostOf(_ places: [Int], _ settlements: [Settlement]) -> String? {
    // Where townships have codes, an unknown one is of another edition, or of another county.
    guard idOfCode.isEmpty, places.count >= Self.fewest else { return nil }
    let counts = places.reduce(into: [String: Int]()) { counts, at in
      if let id = settlements[at].townshipID { counts[id, default: 0] += 1 }
    }
    return counts.first { 4 * $0.value >= 3 * places.count }?.key
  }
}
