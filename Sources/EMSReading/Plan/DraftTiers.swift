import EMSModel

/// What the words of a list of facilities are taken for, to be written as a mapping that its planner confirms.
struct DraftTiers: Sendable {
  /// A word and the facilities that it decides.
  struct Line: Hashable, Sendable {
    /// A word of the column, a part of names, or a whole name.
    var word: String
    /// A tier's name, or `ignore`.
    var tier: String
    var count: Int
    /// A facility that it decides.
    var example: String
    /// Whether nothing says the tier, so that the line leaves the facilities out until somebody knows better.
    var isUnknown = false
  }

  /// What the column itself says, and how many: no guess.
  private(set) var known: [(word: String, tier: String, count: Int)] = []
  /// What was guessed, for the mapping.
  private(set) var lines: [Line] = []

  init() {}

  /// - Parameter cities: the cities that are counties, as files of the folder name them.
  init(_ reader: LayerReader, countyCities cities: Set<String> = []) {
    let own = (0..<reader.table.rowCount).compactMap { reader.text($0, .county) }.filter { $0.hasSuffix("市") }
    let cities = cities.union(own)
    var decisions = TierDecisions(mapping: [:], countyCities: cities)
    var statuses = StatusReading()
    var rows: [(row: Int, cells: [String], name: String)] = []
    for row in 0..<reader.table.rowCount {
      // Whatever is closed is left out before its tier is asked for.
      let status = reader.text(row, .status) ?? reader.text(row, .name).flatMap(StatusWords.notOpen)
      if let status, !statuses.isOpen(status, row: row) { continue }
      let (cells, name) = (reader.texts(row, .tier), reader.text(row, .name) ?? "")
      rows.append((row, cells, name))
      decisions.keep(row, in: decisions.group(cells: cells, name: name), cells: cells)
    }
    let names = Dictionary(rows.map { ($0.row, $0.name) }, uniquingKeysWith: { first, _ in first })
    var guesses: [String: Line] = [:]
    for (group, rows) in decisions.groups {
      if group.basis == .column {
        known.append((group.word ?? "", group.meaning.word, rows.count))
        continue
      }
      for row in rows {
        let name = names[row] ?? ""
        let word = Self.decidingPart(of: name, group.meaning, cities)
        var line = guesses[word] ?? Line(word: word, tier: group.meaning.word, count: 0, example: name)
        line.count += 1
        line.example = min(line.example, name)
        guesses[word] = line
      }
    }
    // Words of the column that names decide elsewhere say nothing by themselves: there the whole name is mapped.
    let decided = Set(rows.filter { decisions.group(cells: $0.cells, name: $0.name) != nil }.flatMap(\.cells))
    for (cell, rows) in decisions.unknown {
      for row in rows {
        let name = names[row] ?? ""
        let word = cell.isEmpty || decided.contains(cell) ? name : cell
        if word.isEmpty { continue }
        var line =
          guesses[word]
          ?? Line(word: word, tier: TierWords.Meaning.ignoredWord, count: 0, example: name, isUnknown: true)
        line.count += 1
        line.example = min(line.example, name)
        guesses[word] = line
      }
    }
    lines = guesses.values.sorted {
      ($0.isUnknown ? 1 : 0, $1.count, $0.word) < ($1.isUnknown ? 1 : 0, $0.count, $1.word)
    }
    dropLinesThatMislead(rows, decisions)
  }

  /// Takes an answer for a word of which nothing says the tier.
  mutating func take(_ word: String, as tier: String) {
    for index in lines.indices where lines[index].word == word && lines[index].isUnknown {
      lines[index].tier = tier
      lines[index].isUnknown = false
    }
  }

  /// A word of one name may stand in another of another tier: such words are left to the rules that read names.
  private mutating func dropLinesThatMislead(
    _ rows: [(row: Int, cells: [String], name: String)], _ decisions: TierDecisions
  ) {
    let unknown = Set(lines.filter(\.isUnknown).map(\.word))
    for _ in 0..<3 {
      let mapping = Dictionary(lines.map { ($0.word, $0.tier) }, uniquingKeysWith: { first, _ in first })
      let mapped = TierDecisions(mapping: mapping)
      var wrong: Set<String> = []
      for (_, cells, name) in rows {
        let before = decisions.group(cells: cells, name: name)
        let after = mapped.group(cells: cells, name: name)
        guard let before, let after, before.meaning != after.meaning, let word = after.word else { continue }
        wrong.formUnion(lines.map(\.word).filter { TierWords.key(of: $0) == TierWords.key(of: word) })
      }
      if wrong.isEmpty { return }
      lines.removeAll { wrong.contains($0.word) && !unknown.contains($0.word) }
    }
  }

  /// The shortest end, or else beginning, of a name that says the tier as the whole name does.
  private static func decidingPart(
    of name: String, _ meaning: TierWords.Meaning, _ cities: Set<String>
  ) -> String {
    let isLatin = name.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    let parts = isLatin ? name.split(separator: " ").map(String.init) : name.map(String.init)
    let separator = isLatin ? " " : ""
    let plain = TierWords.Meaning?.some(meaning)
    for length in 1..<max(2, parts.count) where length < parts.count {
      for part in [parts.suffix(length), parts.prefix(length)] {
        let text = part.joined(separator: separator)
        if text.count > 1, TierWords.meaning(ofName: text, countyCities: cities) == plain { return text }
      }
    }
    return name
  }
}
