extension LayerReader {
  /// The id and name of each row; nil, with a problem, where the id is empty or already another row's.
  ///
  /// Where a layer has no column of ids its names serve, with the township before those that several rows have; where it
  /// has no names, its ids do.
  func identities(_ findings: inout Findings) -> [(id: String, name: String)?] {
    var rowOfID: [String: Int] = [:]
    rowOfID.reserveCapacity(table.rowCount)
    let sharedNames = sharedNames
    return (0..<table.rowCount).map { row in
      guard var id = text(row, .id) else {
        complain(
          row, .id, rule: "empty id", value: nil, Phrase("the id is empty", "编码为空"),
          Phrase("Give each row an id of its own", "请为每行填写唯一编码"), &findings)
        return nil
      }
      if sharedNames.contains(id), let township = text(row, .township) { id = "\(township)/\(id)" }
      if let first = rowOfID.updateValue(row, forKey: id) {
        rowOfID[id] = first
        let number = rows([first])
        complain(
          row, .id, rule: "duplicate id", value: id,
          Phrase("the id \(id) is already that of \(number.english)", "编码 \(id) 与 \(number.chinese)重复"),
          Phrase("Give each row an id of its own", "请为每行填写唯一编码"), &findings)
        return nil
      }
      return (id, text(row, .name) ?? id)
    }
  }

  /// The names that several rows have, where names serve as ids; empty where there is a column of ids.
  private var sharedNames: Set<String> {
    guard column(.id) == column(.name), has(.township) else { return [] }
    var seen: Set<String> = []
    return Set((0..<table.rowCount).compactMap { text($0, .name) }.filter { !seen.insert($0).inserted })
  }

  /// A word of a fixed list, such as a precision or an origin; `standard` where the cell is empty.
  func word<Word: RawRepresentable & CaseIterable>(
    _ row: Int, _ field: Field, standard: Word, _ findings: inout Findings
  ) -> Word where Word.RawValue == String {
    guard let text = text(row, field) else { return standard }
    if let word = Word(rawValue: text.lowercased()) { return word }
    let list = Word.allCases.map(\.rawValue).joined(separator: ", ")
    complain(
      row, field, rule: "word", value: text,
      Phrase("“\(text)” is not one of \(list)", "“\(text)”不在可选值之列：\(list)"),
      Phrase("Use one of these words", "请使用其中之一"), &findings)
    return standard
  }
}

/// Finds a county or township by what another file calls it: its id, or its name where that is unique.
struct ReferenceIndex {
  enum Match: Hashable {
    case found(String)
    /// The file has it, but without a place, so that nothing can be said to lie in it.
    case leftOut
    case unknown
  }

  private var idOfReference: [String: String] = [:]
  private var leftOut: Set<String> = []

  init(_ elements: [(id: String, name: String)], leftOut: [(id: String, name: String)] = []) {
    var ambiguous: Set<String> = []
    for element in elements where idOfReference.updateValue(element.id, forKey: element.name) != nil {
      ambiguous.insert(element.name)
    }
    for name in ambiguous { idOfReference[name] = nil }
    for element in elements { idOfReference[element.id] = element.id }
    self.leftOut = Set(leftOut.flatMap { [$0.id, $0.name] })
  }

  func match(_ reference: String) -> Match {
    if let id = idOfReference[reference] { return .found(id) }
    return leftOut.contains(reference) ? .leftOut : .unknown
  }
}
