import EMSFormats
import EMSModel
import GeoKit

/// One input of a plan while it is read: its only source, or several whose rows follow each other.
///
/// Sources are files, sheets and layers, each with columns, datum and style of numbers of its own. They come in the
/// order of their names, so that the order in which a plan lists them does not show.
struct InputReader {
  /// The first source as the plan names it, whose settings of the whole input hold.
  let layer: PlanFile.Layer
  let parts: [LayerReader]
  /// The row of the first row of each part, and behind them the count of all rows.
  private let starts: [Int]

  /// What messages call the input: its file, or the first of its files.
  var file: String {
    let names = parts.map(\.layer.file)
    return names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " … (\(names.count))" : "")
  }

  var rowCount: Int { starts[parts.count] }

  /// Opens every source; nil, with the problems of all of them, when one cannot be read.
  init?(
    _ layer: PlanFile.Layer, of files: InputFiles, fields: [Field], required: [Field], findings: inout Findings
  ) {
    var parts: [(reader: LayerReader, origin: [String])] = []
    var isWhole = true
    for source in layer.sources {
      let isShared = layer.sources.count { $0.file == source.file } > 1
      guard let tables = Self.tables(of: source, isShared, fields: fields, of: files, &findings)
      else {
        isWhole = false
        continue
      }
      for (own, table) in tables {
        let origin = Self.origin(of: table, source, files)
        guard let table = LayerReader.filtered(table, by: own, &findings),
          let part = LayerReader(table, own, fields: fields, required: required, findings: &findings)
        else {
          isWhole = false
          continue
        }
        parts.append((part, origin))
      }
    }
    guard isWhole, !parts.isEmpty else { return nil }
    parts.sort {
      ($0.origin + [$0.reader.layer.rowsWhere ?? ""]).lexicographicallyPrecedes(
        $1.origin + [$1.reader.layer.rowsWhere ?? ""])
    }
    if parts.count > 1 { Self.refuseRowsReadTwice(parts, &findings) }
    self.layer = layer
    self.parts = parts.map(\.reader)
    starts = self.parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.table.rowCount) }
    if rowCount == 0, let filtered = layer.sources.first(where: { $0.rowsWhere != nil }) {
      findings.add(
        InputProblem(
          file: filtered.file, field: "where", value: filtered.rowsWhere,
          Phrase("no row fits the condition", "没有符合条件的行"),
          Phrase("Correct the condition, or leave it out", "请更正条件，或将其删去")), rule: "where fits none")
    }
  }

  /// An input of one source that is open already.
  init(_ part: LayerReader) {
    layer = part.layer
    parts = [part]
    starts = [0, part.table.rowCount]
  }

  /// The table of a source, or those of all its layers where the plan asks for them; nil, with the problems, where they
  /// cannot be read.
  ///
  /// - Parameters:
  ///   - isShared: whether other sources are layers of the same file, so that messages name the layer, too.
  ///   - fields: what may be asked of the rows.
  private static func tables(
    of source: PlanFile.Layer, _ isShared: Bool, fields: [Field], of files: InputFiles, _ findings: inout Findings
  ) -> [(PlanFile.Layer, any SourceTable)]? {
    // Of units and their figures a row of 全市 is no sum of others.
    let ofFigures = fields == PlanFile.indicatorFields
    let ofPoints = PlanFile.areOfPoints(fields)
    do throws(InputProblems) {
      let url = files.url(of: source.file)
      guard source.layer == PlanFile.Layer.allLayers else {
        var own = source
        if isShared, let layer = source.layer { own.file = LayerChoice.label(source.file, layer) }
        let table = try TableFile.open(
          url, as: own.file, encoding: source.encoding, layer: source.layer, ofFigures: ofFigures,
          ofPlaces: fields.contains(.longitude), ofPoints: ofPoints)
        return [(own, table)]
      }
      let (tables, others) = try TableFile.openAll(
        url, as: source.file, encoding: source.encoding, ofFigures: ofFigures, ofPlaces: fields.contains(.longitude),
        ofPoints: ofPoints)
      if !others.isEmpty {
        let list = others.joined(separator: ", ")
        findings.note(
          .warning, "\(source.file): layers that hold other things are not read: \(list)",
          "\(source.file)：内容不同的图层未读取：\(list)")
      }
      return tables.map { table in
        var own = source
        own.file = table.file
        own.layer = table.layer
        return (own, table)
      }
    } catch {
      findings.add(error)
      return nil
    }
  }

  /// The file and the layer in it of which a table is, however the plan comes to name them.
  private static func origin(of table: any SourceTable, _ source: PlanFile.Layer, _ files: InputFiles) -> [String] {
    let isOneOfAll = source.layer == PlanFile.Layer.allLayers
    let layer = table.layer ?? source.layer
    return [
      files.url(of: source.file).standardizedFileURL.path,
      isOneOfAll ? String(table.file.dropFirst(source.file.count)) : layer.map { LayerChoice.label("", $0) } ?? "",
    ]
  }

  /// Refuses sources that share rows, which would count twice.
  private static func refuseRowsReadTwice(
    _ parts: [(reader: LayerReader, origin: [String])], _ findings: inout Findings
  ) {
    var seen: [[String]: Set<Int>] = [:]
    for (part, origin) in parts {
      let rows = Set((part.table as? FilteredTable)?.rows ?? Array(0..<part.table.rowCount))
      let others = seen[origin] ?? []
      seen[origin] = others.union(rows)
      if others.isDisjoint(with: rows) { continue }
      findings.add(
        InputProblem(
          file: part.layer.file, field: "layer", value: part.layer.layer,
          Phrase("the source is listed twice, or two sources share rows", "同一数据源列出了两次，或两个数据源含有相同的行"),
          Phrase("Remove one of the two", "请删去其一")),
        rule: "source twice")
    }
  }

  // MARK: Rows

  /// The part of a row, and the row's number in it.
  private func part(ofRow row: Int) -> Int {
    if parts.count == 1 { return 0 }
    var (low, high) = (0, parts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= row { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// What the part of a row says of it.
  @inline(__always)
  private func at<Value>(_ row: Int, _ body: (borrowing LayerReader, Int) -> Value) -> Value {
    let part = part(ofRow: row)
    // Taken out of the array a reader is copied, which costs more than most of what is asked.
    return parts.withUnsafeBufferPointer { body($0[part], row - starts[part]) }
  }

  /// The file of a row as the plan names it, with the layer where several are read.
  func file(ofRow row: Int) -> String { parts[part(ofRow: row)].layer.file }
  /// Whether the plan refuses the row where it has no place; nil where it does not say.
  func refusesUnlocated(_ row: Int) -> Bool? { parts[part(ofRow: row)].layer.refusesUnlocated }
  func place(ofRow row: Int) -> InputProblem.Place { at(row) { $0.place(ofRow: $1) } }
  func text(_ row: Int, _ field: Field) -> String? { at(row) { $0.text($1, field) } }
  func texts(_ row: Int, _ field: Field) -> [String] { at(row) { $0.texts($1, field) } }
  func number(_ row: Int, _ field: Field) -> NumberCell { at(row) { $0.number($1, field) } }
  /// What stands in lines beside the table of a row.
  func linesBeside(ofRow row: Int) -> [String] { at(row) { part, _ in part.table.linesBeside } }
  /// The headers and cells of the columns that serve no field, those of serial numbers left out.
  func cellsNotRead(_ row: Int) -> [(header: String, cell: NumberCell)] {
    at(row) { part, row in
      part.columnsNotRead.filter { !FieldSynonyms.isSerialNumber(part.table.columns[$0]) }.map {
        (header: part.table.columns[$0], cell: part.number(row, inColumn: $0))
      }
    }
  }
  /// The cells that are filled left of the field's column in columns that serve none.
  func textsNotRead(_ row: Int, leftOf field: Field) -> [String] {
    at(row) { part, row in
      part.columnsNotRead.filter { $0 < part.column(field) ?? 0 }.compactMap { part.table.text(row, $0) }
    }
  }
  func count(_ row: Int, _ field: Field, _ findings: inout Findings) -> Int? {
    at(row) { $0.count($1, field, &findings) }
  }
  /// Whether the column's cells hold two figures, and of what; nil for one figure.
  func pair(_ row: Int, _ field: Field) -> PairedFigures? { at(row) { part, _ in part.pairedFigures[field] } }
  func saysAbout(_ row: Int, _ field: Field) -> Bool { at(row) { $0.saysAbout($1, field) } }
  func share(_ row: Int, _ field: Field, _ findings: inout Findings) -> Double? {
    at(row) { $0.share($1, field, &findings) }
  }
  func reference(
    _ row: Int, _ field: Field, _ known: ReferenceIndex?, in county: String? = nil, _ findings: inout Findings
  ) -> String? {
    at(row) { $0.reference($1, field, known, in: county, &findings) }
  }
  /// How well a row's place is known; exact where the cell is empty.
  func precision(_ row: Int, _ findings: inout Findings) -> CoordinatePrecision {
    at(row) { $0.word($1, .precision, standard: .exact, PrecisionWords.read, &findings) }
  }
  /// Where a row comes from; surveyed where the cell is empty.
  func origin(_ row: Int, _ findings: inout Findings) -> Origin {
    at(row) { $0.word($1, .origin, standard: .surveyed, OriginWords.read, &findings) }
  }
  func yesOrNo(_ row: Int, _ field: Field, _ read: (String) -> Bool?, _ findings: inout Findings) -> Bool? {
    at(row) { $0.yesOrNo($1, field, read, &findings) }
  }
  func polygons(_ row: Int, _ findings: inout Findings) -> MultiPolygon? { at(row) { $0.polygons($1, &findings) } }
  func seat(_ row: Int, _ findings: inout Findings) -> Coordinate? { at(row) { $0.seat($1, &findings) } }
  /// The id of a row; nil where the cell is empty or no column of its source holds ids.
  func id(_ row: Int) -> String? { at(row) { $0.id($1) } }
  /// Everything that a row says, to tell rows of one name apart whatever their order.
  func rowText(_ row: Int) -> String { at(row) { $0.rowText($1) } }

  /// The place of each row in WGS 84; nil where it has none or a wrong one, with the rows that give no coordinates.
  func points(_ findings: inout Findings, missing: inout [Int]) -> [Coordinate?] {
    var points: [Coordinate?] = []
    for (part, start) in zip(parts, starts) {
      var without: [Int] = []
      let own = part.points(&findings, missing: &without)
      // A source without coordinates has none for all its rows.
      points += own + [Coordinate?](repeating: nil, count: part.table.rowCount - own.count)
      missing += without.map { $0 + start }
    }
    return points
  }

  // MARK: Columns

  func has(_ field: Field) -> Bool { parts.contains { $0.has(field) } }

  /// What the files call the field: the first that has it.
  func header(_ field: Field) -> String { (parts.first { $0.has(field) } ?? parts[0]).header(field) }

  /// What the file of a row calls the field.
  func header(ofRow row: Int, _ field: Field) -> String { parts[part(ofRow: row)].header(field) }

  // MARK: Sentences

  /// Adds a problem of one cell, or of a whole row when `field` is nil.
  func complain(
    _ row: Int, _ field: Field?, rule: String, limit: Int = Findings.spelledOut, value: String?, _ what: Phrase,
    _ remedy: Phrase, _ findings: inout Findings
  ) {
    at(row) { $0.complain($1, field, rule: rule, limit: limit, value: value, what, remedy, &findings) }
  }

  /// The files and some of their rows, as a sentence names them.
  func rows(_ rows: [Int]) -> Phrase {
    let phrases = Dictionary(grouping: rows, by: { part(ofRow: $0) }).sorted { $0.key < $1.key }.map { part, rows in
      parts[part].rows(rows.map { $0 - starts[part] })
    }
    let rest = phrases.dropFirst(3).count
    return Phrase(
      phrases.prefix(3).map(\.english).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more files or layers" : ""),
      phrases.prefix(3).map(\.chinese).joined(separator: "；") + (rest > 0 ? "；另有 \(rest) 个文件或图层" : ""))
  }

  /// The problem of an input in which no row has a place.
  var nothingLocated: InputProblem {
    InputProblem(
      file: file, english: "no row has coordinates", chinese: "所有行都没有坐标",
      remedyEnglish: "Fill in the coordinates", remedyChinese: "请填写坐标")
  }
}
