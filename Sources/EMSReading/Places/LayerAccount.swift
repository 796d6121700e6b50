import EMSFormats
import EMSModel
import GeoKit

/// The account of one layer while it is read.
struct LayerAccount {
  private let input: String
  private let file: String
  private let hasPeople: Bool
  /// File, layer and header of the columns of people, as estimates in them are counted.
  private let peopleColumns: Set<[String]>

  /// - Parameter input: what the layer is read as, by the plan's key.
  init(of reader: InputReader, as input: String, _ findings: inout Findings) {
    for part in reader.parts {
      // What several sources have together stands under the names of all.
      let account = LayerAccount(input: input, file: part.layer.file, hasPeople: false, peopleColumns: [])
      account.tell(part, &findings)
    }
    self.init(
      input: input, file: reader.file, hasPeople: reader.has(.population) || input == "settlements",
      peopleColumns: Set(reader.parts.map { [$0.layer.file, $0.layer.layer ?? "", $0.header(.population)] }))
  }

  private init(input: String, file: String, hasPeople: Bool, peopleColumns: Set<[String]>) {
    self.input = input
    self.file = file
    self.hasPeople = hasPeople
    self.peopleColumns = peopleColumns
  }

  /// Adds what one source holds and how its columns were taken.
  private func tell(_ reader: LayerReader, _ findings: inout Findings) {
    let filtered = reader.table as? FilteredTable
    let there = filtered?.whole.rowCount ?? reader.table.rowCount
    let passedOver = reader.table.passedOver
    add(.rowsThere, count: there + passedOver.count, &findings)
    for kind in PassedRow.Kind.allCases {
      leaveOut(passedOver.count { $0.kind == kind }, PassedRow.reason(kind), &findings)
    }
    if let text = reader.layer.rowsWhere {
      leaveOut(there - reader.table.rowCount, Phrase("not \(text)", "不符合 \(text)"), &findings)
    }
    let datum = reader.layer.crs != nil ? Phrase("declared by the plan", "方案声明") : reader.declaresCRS
    add(
      .datum,
      value: Phrase(
        "\(reader.converter.source.name), \(datum.english)", "\(reader.converter.source.name)，\(datum.chinese)"),
      &findings)
    if let encoding = reader.table.textEncoding {
      let isDeclared = reader.layer.encoding != nil
      add(
        .encoding,
        value: Phrase(
          "\(encoding), \(isDeclared ? "declared by the plan" : "as the file has it")",
          "\(encoding)，\(isDeclared ? "方案声明" : "按文件判断")"), &findings)
    }
    for (field, header) in reader.columnsTaken {
      add(.column, field: field.rawValue, value: Phrase(header, header), &findings)
    }
    for (field, header) in reader.rivalColumns {
      add(.rivalColumn, field: field.rawValue, value: Phrase(header, header), &findings)
    }
    for field in Field.allCases where reader.has(field) {
      if let style = reader.numberStyle(field) { add(.numbers, field: field.rawValue, value: style, &findings) }
    }
    for column in reader.columnsNotRead {
      let header = reader.table.columns[column]
      add(.columnNotRead, value: Phrase(header, header), &findings)
    }
  }

  func add(
    _ item: InputAccount.Item, field: String? = nil, value: Phrase? = nil, count: Int? = nil, _ findings: inout Findings
  ) {
    findings.account.add(
      InputAccount.Entry(input: input, file: file, item: item, field: field, value: value, count: count))
  }

  /// Rows that were left out for a reason; nothing where there are none.
  func leaveOut(_ count: Int, _ why: Phrase, _ findings: inout Findings) {
    if count > 0 { add(.rowsLeftOut, value: why, count: count, &findings) }
  }

  /// How many figures of people call themselves estimates.
  func approximateFigures(_ findings: Findings) -> Int {
    peopleColumns.reduce(0) { $0 + (findings.approximate[$1] ?? 0) }
  }

  /// The people of the rows that were read; nothing where the layer has no column of them.
  func addPeople(_ people: [Int?], _ findings: inout Findings) {
    if !hasPeople { return }
    for column in peopleColumns.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      tellWords(findings.wordedPeople[column] ?? [], column[0], column[2], &findings)
    }
    add(.people, count: people.compactMap { $0 }.reduce(0, +), &findings)
    let about = approximateFigures(findings)
    if about > 0 {
      add(.approximate, field: Field.population.rawValue, count: about, &findings)
    }
    let unknown = people.count { $0 == nil }
    if unknown > 0 { add(.peopleUnknown, count: unknown, &findings) }
  }
}

extension LayerAccount {
  /// Tells of the cells of people that say more than a figure how they were read, and adds them to the account.
  fileprivate func tellWords(
    _ cells: [Findings.WordedPeople], _ file: String, _ header: String, _ findings: inout Findings
  ) {
    func tell(
      _ cells: [Findings.WordedPeople], _ verb: (one: String, many: String), _ what: Phrase, _ value: Phrase
    ) {
      if cells.isEmpty { return }
      let texts = cells.map { cell in cell.text + (cell.read.map { " → \(NumberText.grouped($0))" } ?? "") }
      let list = (cells.allSatisfy(\.isPlaceholder) ? Set(texts).sorted() : texts).shortList
      let rows = RowList.text(cells.map(\.place))
      findings.note(
        .warning,
        "\(cells.count.of("cell", "cells")) of \(header) \(cells.count == 1 ? verb.one : verb.many) \(what.english): \(list.english)",
        "\(header) 列有 \(cells.count) 格\(what.chinese)：\(list.chinese)",
        at: Phrase("\(file), \(rows.english)", "\(file)，\(rows.chinese)"))
      add(
        .words, field: Field.population.rawValue,
        value: Phrase("\(value.english) in \(header)", "\(header)中\(value.chinese)"), count: cells.count, &findings)
    }
    tell(
      cells.filter { $0.read != nil }, ("says", "say"),
      Phrase(
        "more of the people than a figure; who lives there goes before who is registered, people before households, the whole before a part",
        "除人口数外另有说明：常住优先于户籍，人口优先于户数，总数优先于其中一部分"),
      Phrase("the people, of more figures or words", "带说明的数取人口数"))
    tell(
      cells.filter { $0.read == nil && !$0.isWithoutFigure && !$0.isPlaceholder }, ("holds", "hold"),
      Phrase(
        "figures of which nothing says which the people are; they count as unknown, until one figure is written",
        "有多个数或含义不明的数，无法判断哪个是人口数，视为不明；请只填写一个数"),
      Phrase("figures that nothing decides as unknown", "无法判断的数视为不明"))
    let placeholders = cells.filter(\.isPlaceholder)
    tell(
      placeholders, ("holds", "hold"),
      Phrase(
        "a figure that stands for unknown (-999 in several rows, or 9999 in several rows and far more often than figures beside it; 2147483647 and other limits of programs; 0 in lists of OpenStreetMap and GeoNames), and \(placeholders.count == 1 ? "counts" : "count") as unknown",
        "为表示不明的数（多行同为 -999，或多行同为 9999 且远多于相近的数；2147483647 等程序极值；OpenStreetMap、GeoNames 列表中的 0），视为不明"),
      Phrase("figures that stand for unknown", "表示不明的数视为不明"))
    let without = cells.filter(\.isWithoutFigure)
    tell(
      without, ("holds", "hold"),
      Phrase("no figure and \(without.count == 1 ? "counts" : "count") as unknown", "没有数值，视为不明"),
      Phrase("words without a figure as unknown", "没有数值的内容视为不明"))
  }
}

extension LayerReader {
  /// Who declares the datum where the plan does not.
  fileprivate var declaresCRS: Phrase {
    if table.declaredCRS != nil { return Phrase("declared by the file", "文件声明") }
    if let said = datumSaid, Datum(name: said.name) == converter.source {
      return Phrase("declared by \(said.who.english)", "\(said.who.chinese)声明")
    }
    return Phrase("taken, for nothing declares one", "无声明，按此处理")
  }

  /// The fields and the headers of the columns that are taken for them.
  fileprivate var columnsTaken: [(Field, String)] {
    Field.allCases.flatMap { field -> [(Field, String)] in
      // Shapes say where rows are, whatever columns say beside them.
      if table.hasShapes, field == .longitude || field == .latitude { return [] }
      if let pair, field == .longitude || field == .latitude { return [(field, table.columns[pair.column])] }
      if let angles = angles[field] { return angles.all.map { (field, table.columns[$0]) } }
      return column(field).map { [(field, table.columns[$0])] } ?? []
    }
  }

  /// The columns that could serve a field for which another was taken.
  fileprivate var rivalColumns: [(Field, String)] {
    let taken = Set(Field.allCases.compactMap { column($0) }).union(angles.values.flatMap(\.all))
    let said = readings.flatMap { reading in reading.rivals.map { (reading.field, $0) } }
    return said
      + Field.allCases.flatMap { field -> [(Field, String)] in
        guard let own = column(field), !readings.contains(where: { $0.field == field }) else { return [] }
        // A facility's tier is the first word that is one, of all columns that may hold it.
        if field == .tier, layer.columns[.tier] == nil { return [] }
        let headers = Set(field.headers)
        return table.columns.indices.filter { $0 != own && !taken.contains($0) && headers.contains(self.headers[$0]) }
          .map { (field, table.columns[$0]) }
      }
  }

  /// The columns with a header that serve no field and could serve none.
  var columnsNotRead: [Int] {
    let others = Set((rivalColumns + columnsTaken).map(\.1))
    return table.columns.indices.filter { !table.columns[$0].isEmpty && !others.contains(table.columns[$0]) }
  }
}
