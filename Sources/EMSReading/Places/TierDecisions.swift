import EMSModel

/// The tiers of a list of facilities, and how each was decided: by the plan's mapping, by a column, or by the name.
struct TierDecisions {
  /// What decided a tier.
  enum Basis: String, Hashable {
    case mapping
    case column
    case name
  }

  /// Facilities of one tier that one word decided.
  struct Group: Hashable {
    var basis: Basis
    /// The word of the column or mapping; nil where the name decided.
    var word: String?
    var meaning: TierWords.Meaning
  }

  /// The meanings that the plan states, by word as words are compared.
  private let mapping: [String: TierWords.Meaning]
  /// The cities that are counties, whose emergency centres are none of a league.
  private let countyCities: Set<String>
  /// The rows of each group.
  private(set) var rows: [Group: [Int]] = [:]
  /// The rows of which nothing says a tier, by the first word of their columns; empty where there is none.
  private(set) var unknown: [String: [Int]] = [:]

  /// - Parameters:
  ///   - mapping: the plan's words and what they mean, a tier's name or `ignore` each.
  ///   - countyCities: the cities that the plan's files name as counties.
  init(mapping: [String: String], countyCities: Set<String> = []) {
    self.countyCities = countyCities
    self.mapping = mapping.reduce(into: [:]) { result, entry in
      result[TierWords.key(of: entry.key)] = TierWords.Meaning(word: entry.value)
    }
  }

  /// Keeps a row with what decided its tier, or, where that is nil, with the first word of its columns.
  mutating func keep(_ row: Int, in group: Group?, cells: [String]) {
    if let group {
      rows[group, default: []].append(row)
    } else {
      unknown[cells.first ?? "", default: []].append(row)
    }
  }

  /// What decides the tier of a row; nil where nothing says one.
  ///
  /// - Parameter cells: what its columns of tiers hold, the surest first.
  func group(cells: [String], name: String?) -> Group? {
    for cell in cells {
      if let meaning = mapping[TierWords.key(of: cell)] { return Group(basis: .mapping, word: cell, meaning: meaning) }
      if ChineseTierWords.namesEmergencyServiceAlone(cell), let own = name.flatMap(emergencyTier) {
        return Group(basis: .name, word: nil, meaning: own)
      }
      if let meaning = TierWords.meaning(of: cell) { return Group(basis: .column, word: cell, meaning: meaning) }
    }
    guard let name else { return nil }
    if let (word, meaning) = mapped(name: TierWords.key(of: name)) {
      return Group(basis: .mapping, word: word, meaning: meaning)
    }
    return TierWords.meaning(ofName: name, countyCities: countyCities).map {
      Group(basis: .name, word: nil, meaning: $0)
    }
  }

  /// The tier that a name says where it is one of emergency services alone; the plan's own words go before.
  private func emergencyTier(_ name: String) -> TierWords.Meaning? {
    guard mapped(name: TierWords.key(of: name)) == nil,
      let meaning = TierWords.meaning(ofName: name, countyCities: countyCities),
      [.leagueEmergencyCentre, .countyEmergencyCentre, .emergencySubCentre, .dispatchCentre]
        .contains(where: { meaning == .tier($0) })
    else { return nil }
    return meaning
  }

  /// The longest word of the mapping that stands in a name, the first of several by order.
  private func mapped(name: String) -> (String, TierWords.Meaning)? {
    mapping.filter { !$0.key.isEmpty && name.contains($0.key) }
      .max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }
      .map { ($0.key, $0.value) }
  }

  /// The groups in a stable order: how they were decided, then tier, then word.
  var groups: [(group: Group, rows: [Int])] {
    rows.map { (group: $0.key, rows: $0.value) }.sorted {
      ($0.group.basis.rawValue, $0.group.meaning.word, $0.group.word ?? "")
        < ($1.group.basis.rawValue, $1.group.meaning.word, $1.group.word ?? "")
    }
  }
}
