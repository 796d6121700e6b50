import EMSFormats
import EMSModel
import GeoKit

extension InputReader {
  /// The id and name of each row; nil, with a problem, where the id is another row's or there is neither id nor name.
  ///
  /// Rows without an id, and all rows of a table whose numbers start again in each town, get ids of our own: the name;
  /// with the township, or of townships the county, before it where several rows have it; and with a number after it where that, too, is several
  /// rows'. Such numbers follow what the rows say, not their order, so that a sorted table has the same ids. A row with
  /// neither id nor name is called by its place.
  ///
  /// - Parameters:
  ///   - points: the places of rows of points.
  ///   - mayBeParts: whether rows of one id and name may be parts of one thing, which have one identity.
  ///   - sums: rows that are the sums of others, which need neither.
  func identities(
    at points: [Coordinate?] = [], mayBeParts: Bool = false, sums: Set<Int> = [], _ findings: inout Findings
  ) -> [(id: String, name: String)?] {
    let rows = 0..<rowCount
    var names: [String?] = rows.map { text($0, .name) }
    let hasColumn = parts.contains { $0.hasIDs }
    let numbersRestart = hasColumn && isNumberedAnew
    var ids: [String?] = rows.map { numbersRestart ? nil : id($0) }
    let rounded = refuseRoundedCodes(ids, &findings)
    let given = Set(ids.compactMap { $0 })
    let without = rows.filter { ids[$0] == nil }
    let nameless = without.filter { names[$0] == nil && points.indices.contains($0) && points[$0] != nil }
    for row in nameless { names[row] = points[row].map(PlaceName.text) }
    noteNameless(nameless, &findings)
    let own = OwnIDs(
      names: without.map { names[$0] }, townships: without.map { text($0, .township) ?? text($0, .county) },
      besides: given
    ) { rowText(without[$0]) }
    for (row, id) in zip(without, own.ids) { ids[row] = id }
    noteOwnIDs(own, of: without, numbersRestart: numbersRestart, hasColumn: hasColumn, &findings)

    var rowOfID: [String: Int] = [:]
    rowOfID.reserveCapacity(rowCount)
    return rows.map { row in
      guard let id = ids[row] else {
        if sums.contains(row) { return nil }
        complain(
          row, .id, rule: "empty id", value: nil, Phrase("the row has neither an id nor a name", "编码和名称均为空"),
          Phrase("Fill in one of them, or remove the row", "请填写其一，或删去此行"), &findings)
        return nil
      }
      if let first = rowOfID.updateValue(row, forKey: id) {
        rowOfID[id] = first
        if mayBeParts, let name = names[row], name == names[first] { return (id, name) }
        // The problem of rounded codes stands for these.
        if rounded.contains(id) { return nil }
        let number = self.rows([first])
        complain(
          row, .id, rule: "duplicate id", value: id,
          Phrase("the id \(id) is already that of \(number.english)", "编码 \(id) 与 \(number.chinese)重复"),
          Phrase("Give each row an id of its own", "请为每行填写唯一编码"), &findings)
        return nil
      }
      return (id, names[row] ?? id)
    }
  }

  /// Refuses ids of which a spreadsheet left the first digits alone: they are no codes, though each may be one row's. Those
  /// whose last digits are zeros are such where two rows have the same one and no row of the table has more digits than a
  /// spreadsheet keeps.
  private func refuseRoundedCodes(_ ids: [String?], _ findings: inout Findings) -> Set<String> {
    var seen: Set<String> = []
    var twice = Set(ids.compactMap { $0 }.filter { RoundedCode.maybe($0) && !seen.insert($0).inserted })
    if !twice.isEmpty, ids.contains(where: { $0.map(RoundedCode.keepsAll) ?? false }) { twice = [] }
    let rounded = ids.indices.filter { ids[$0].map { RoundedCode.isOne($0) || twice.contains($0) } ?? false }
    guard let first = rounded.first, let text = ids[first] else { return [] }
    findings.add(
      RoundedCode.problem(
        text, file: file(ofRow: first), place: place(ofRow: first), field: header(.id), repeats: rounded.count - 1),
      rule: "rounded code")
    return Set(rounded.compactMap { ids[$0] })
  }

  private func noteNameless(_ nameless: [Int], _ findings: inout Findings) {
    guard let first = nameless.first else { return }
    let count = nameless.count
    findings.note(
      .assumption,
      "\(file(ofRow: first)): "
        + count.of(
          "row has neither id nor name and is called by its place",
          "rows have neither id nor name and are called by their places"),
      "\(file(ofRow: first))：\(count) 行既无编码也无名称，以坐标代替", at: rows(nameless))
  }

  /// Whether the ids number the rows 1, 2, 3 … and begin again at 1: numbers of the rows within their town or sheet, and
  /// no ids.
  private var isNumberedAnew: Bool {
    var last = 0
    var starts = 0
    var longest = 0
    for row in 0..<rowCount {
      guard let text = id(row) else { continue }
      guard let number = Int(text), number == 1 || number == last + 1 else { return false }
      if number == 1 { starts += 1 }
      longest = max(longest, number)
      last = number
    }
    return starts > 1 && longest > 1
  }

  private func noteOwnIDs(
    _ own: OwnIDs, of without: [Int], numbersRestart: Bool, hasColumn: Bool, _ findings: inout Findings
  ) {
    let header = header(.id)
    if numbersRestart {
      findings.note(
        .assumption,
        "\(file): \(header) starts again at 1 and is no id; rows are told apart by name, and by township where names repeat",
        "\(file)：\(header) 重新从 1 编号，不作编码；各行按名称区分，重名时加乡镇名")
    } else if hasColumn, !without.isEmpty {
      let count = without.count
      findings.note(
        .assumption,
        "\(file): "
          + count.of("row has no id and is known by its name", "rows have no id and are known by their names"),
        "\(file)：\(count) 行没有编码，以名称代替", at: rows(without))
    }
    if !own.numbered.isEmpty {
      let repeated = own.numbered.map { without[$0] }
      findings.note(
        .warning,
        "\(file): " + repeated.count.of("row has", "rows have")
          + " the name of another and no id; a number was put after the names",
        "\(file)：\(repeated.count) 行与其他行同名且没有编码，已在名称后加序号", at: rows(repeated))
    }
  }
}

extension LayerReader {
  /// The id of a row; nil where the cell is empty or no column holds ids.
  func id(_ row: Int) -> String? { hasIDs ? text(row, .id) : nil }

  /// Everything that a row says, to tell rows of one name apart whatever their order.
  func rowText(_ row: Int) -> String {
    var words = table.columns.indices.map { table.text(row, $0) ?? "" }
    if case .point(let place)? = table.shape(ofRow: row) { words.append("\(place.longitude) \(place.latitude)") }
    return words.joined(separator: "\u{1F}")
  }

  /// A word of a fixed list, a precision or an origin; `standard` where the cell is empty.
  ///
  /// - Parameter read: what a cell says; nil where it is not understood, which is a problem.
  func word<Word: RawRepresentable & CaseIterable>(
    _ row: Int, _ field: Field, standard: Word, _ read: (String) -> Word?, _ findings: inout Findings
  ) -> Word where Word.RawValue == String {
    guard let text = text(row, field) else { return standard }
    if let word = read(text) { return word }
    let list = Word.allCases.map(\.rawValue).joined(separator: ", ")
    complain(
      row, field, rule: "word", value: text,
      Phrase("“\(text)” is not one of \(list)", "“\(text)”不在可选值之列：\(list)"),
      Phrase("Use one of these words", "请使用其中之一"), &findings)
    return standard
  }
}

/// Ids for rows that have none, from what they are called.
struct OwnIDs {
  /// nil for a row without a name.
  private(set) var ids: [String?]
  /// Those that are told apart by a number alone, ascending.
  private(set) var numbered: [Int] = []

  /// - Parameters:
  ///   - given: the ids of other rows, which no id of ours may equal.
  ///   - rowText: everything that a row says, asked for where names do not tell rows apart.
  init(names: [String?], townships: [String?], besides given: Set<String>, rowText: (Int) -> String) {
    ids = names
    var shared = Self.repeated(ids, given)
    if shared.isEmpty { return }
    for (at, name) in names.enumerated() {
      if let name, let township = townships[at], shared.contains(name) { ids[at] = "\(township)/\(name)" }
    }
    shared = Self.repeated(ids, given)
    let alike = Dictionary(
      grouping: ids.indices.filter { ids[$0].map(shared.contains) ?? false }, by: { ids[$0] ?? "" })
    var taken = given.union(ids.compactMap { $0 })
    for (id, members) in alike.sorted(by: { $0.key < $1.key }) {
      var number = 1
      for (_, at) in members.map({ (rowText($0), $0) }).sorted(by: <) {
        while taken.contains("\(id)#\(number)") { number += 1 }
        ids[at] = "\(id)#\(number)"
        taken.insert("\(id)#\(number)")
        numbered.append(at)
      }
    }
    numbered.sort()
  }

  private static func repeated(_ ids: [String?], _ given: Set<String>) -> Set<String> {
    var seen = given
    return Set(ids.compactMap { $0 }.filter { !seen.insert($0).inserted })
  }
}

/// What a place without a name is called: its longitude and latitude to about a metre, such as `E122.05123N45.12345`.
enum PlaceName {
  static func text(_ place: Coordinate) -> String {
    func part(_ degrees: Double, _ positive: String, _ negative: String) -> String {
      (degrees < 0 ? negative : positive) + NumberText.decimals(abs(degrees), 5)
    }
    return part(place.longitude, "E", "W") + part(place.latitude, "N", "S")
  }
}

extension RoundedCode {
  /// Says that nothing can be known by such a code.
  static func problem(
    _ text: String, file: String, place: InputProblem.Place, field: String, repeats: Int = 0
  ) -> InputProblem {
    InputProblem(
      file: file, place: place, field: field, value: text,
      Phrase(
        "“\(text)” is a code that a spreadsheet has rounded: its last digits are lost",
        "“\(text)”是被电子表格舍入的编码，末几位已丢失"),
      Phrase(
        "Export the table from its source again; in a spreadsheet, format the column as text or as number without decimals first",
        "请从原始数据重新导出；在电子表格中先将该列设为文本或无小数的数值"), repeats: repeats)
  }
}
