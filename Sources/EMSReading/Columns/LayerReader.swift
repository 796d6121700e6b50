import EMSFormats
import EMSModel
import GeoKit

/// One layer of a plan while it is read: its table, its columns by meaning, and its datum.
struct LayerReader {
  let layer: PlanFile.Layer
  let table: any SourceTable
  let converter: DatumConverter
  private let columns: [Field: Int]
  /// For the fields that tables word in several columns, all of those.
  private let alternatives: [Field: [Int]]
  /// How the numbers of each column of figures are written; none for one of which nothing tells, which is a problem.
  private let styles: [Field: NumberStyle]
  /// The column of both coordinates, where they stand in one.
  let pair: CoordinatePair?
  /// The coordinates of which degrees, minutes and seconds stand in columns of their own.
  let angles: [Field: AngleColumns]
  /// The headers as fields are compared with them, those that were cut made whole.
  let headers: [String]
  /// Whether a column of both coordinates is there and could not be read, which is a problem already.
  let isPairRefused: Bool
  /// The pairs of columns of coordinates of which nothing says which is meant, as a message names them.
  let undecidedPlaces: [String]
  /// The columns of which a cell holds two figures.
  let pairedFigures: [Field: PairedFigures]
  /// The people column, its rivals and its unit; nil where the layer has none.
  let readings: [ColumnReading]
  /// The datum that the table says beside its coordinates, and where; nil where it says none.
  let datumSaid: DatumSaid?
  /// How many people one unit of the column of people stands for.
  private let peopleFactor: Double
  /// The fields whose codes are written as decimals.
  private let decimalCodes: Set<Field>
  /// Whether any cell of the column of people tells a number: where none does, its words are no figures of people.
  private let hasFiguresOfPeople: Bool
  /// What the figures of people, and those of beds, tell together.
  private let figuresTogether: [Field: ColumnFigures]

  /// Opens the layer's file; nil, with the problems found, when it cannot be read.
  ///
  /// - Parameters:
  ///   - fields: what may be asked of the layer.
  ///   - required: the fields without which it is of no use.
  init?(
    _ layer: PlanFile.Layer, of files: InputFiles, fields: [Field], required: [Field], findings: inout Findings
  ) {
    do throws(InputProblems) {
      let table = try TableFile.open(
        files.url(of: layer.file), as: layer.file, encoding: layer.encoding, layer: layer.layer,
        ofPlaces: fields.contains(.longitude), ofPoints: PlanFile.areOfPoints(fields))
      guard let filtered = Self.filtered(table, by: layer, &findings) else { return nil }
      self.init(filtered, layer, fields: fields, required: required, findings: &findings)
    } catch {
      findings.add(error)
      return nil
    }
  }

  /// The rows of a table that the plan's condition lets through; nil, with the problem, where it is none.
  static func filtered(
    _ table: any SourceTable, by layer: PlanFile.Layer, _ findings: inout Findings
  ) -> (any SourceTable)? {
    guard let text = layer.rowsWhere else { return table }
    guard let filter = RowFilter(text) else {
      findings.add(
        InputProblem(
          file: layer.file, field: "where", value: text, Phrase("“\(text)” is no condition", "“\(text)”不是条件"),
          Phrase("Write COLUMN = VALUE, such as status = open", "请写作 列 = 值，如 status = open")), rule: "where")
      return nil
    }
    return filter.rows(of: table, text: text, &findings).map { FilteredTable(whole: table, rows: $0) }
  }

  /// The same for a table that is open already.
  init?(
    _ table: any SourceTable, _ layer: PlanFile.Layer, fields: [Field], required: [Field],
    findings: inout Findings
  ) {
    self.layer = layer
    self.table = table
    let choice = Self.columns(of: table, layer, fields, required, &findings)
    columns = choice.columns
    readings = choice.readings
    angles = choice.angles
    headers = choice.headers
    undecidedPlaces = choice.undecidedPlaces
    let figures = Self.pairedFigures(of: table, columns, &findings)
    pairedFigures = figures
    peopleFactor =
      columns[.population].map { column in
        HeaderMeaning(figures[.population]?.header ?? table.columns[column]).factor
      } ?? 1
    styles = Self.styles(of: table, columns, &findings)
    decimalCodes = Self.decimalCodes(of: table, columns, &findings)
    hasFiguresOfPeople =
      columns[.population].map { column in
        (0..<table.rowCount).contains { row in
          if case .number = table.number(row, column) { return true }
          guard let text = table.text(row, column) else { return false }
          if case .number = WrittenNumber.read(text, style: .point) { return true }
          if case .figure? = PeopleWords.read(text, style: .point, header: table.columns[column]) { return true }
          return false
        }
      } ?? false
    figuresTogether = Self.figuresTogether(of: table, columns, figures, styles, isScaled: peopleFactor > 1, fields)
    let needsPair = fields.contains(.longitude) && !table.hasShapes
    let hasBoth = columns[.longitude] != nil && columns[.latitude] != nil
    let rows = PlaceOwner(ofRows: Self.level(ofRowsWith: fields))
    let problems = findings.problems.count
    pair = needsPair && !hasBoth ? CoordinatePair.find(in: table, ofRows: rows, file: layer.file, &findings) : nil
    isPairRefused = findings.problems.count > problems
    if let note = table.notePassedOver {
      findings.note(.warning, "\(layer.file): \(note.english)", "\(layer.file)：\(note.chinese)")
    }
    for remark in table.remarks {
      findings.note(.warning, "\(table.file): \(remark.english)", "\(table.file)：\(remark.chinese)")
    }
    let headers = choice.headers
    alternatives = [
      .tier: Field.tier.headers.compactMap { header in headers.firstIndex(of: header) }
    ]
    let places = pair.map { [$0.column] } ?? [columns[.longitude], columns[.latitude]].compactMap { $0 }
    let byHeader = DatumSaid.inHeaders(places.map { table.columns[$0] })
    // Shapes are in the datum that their file declares, whatever a column tells of where they come from.
    let mayBeSaid = table.hasShapes ? table.declaredCRS == nil : fields.contains(.longitude)
    let byCells: (said: DatumSaid?, isWrong: Bool) =
      mayBeSaid ? DatumSaid.inColumn(of: table, &findings) : (nil, false)
    // The headers of the columns that are read say it of them; lines say it of all.
    let byLines: (said: DatumSaid?, isWrong: Bool) =
      mayBeSaid && byHeader == nil
      ? DatumSaid.inLines(of: table, isDeclared: layer.crs != nil, &findings) : (nil, false)
    // Degrees lie in no zone, whatever a header says of where they come from.
    let areDegrees =
      Self.firstPlace(of: table, columns).map { max(abs($0.longitude), abs($0.latitude)) <= 360 } ?? false
    let said = [byHeader, byLines.said, byCells.said].compactMap { $0 }.compactMap { one in
      guard areDegrees, let zone = one.zone else { return one }
      findings.note(
        .warning,
        "\(layer.file): \(one.who.english) says \(zone.english), and the figures are degrees; they are not read in that zone",
        "\(layer.file)：\(one.who.chinese)为\(zone.chinese)，而数值为度数，未按该投影带读取")
      return nil
    }
    datumSaid = said.first
    guard !byCells.isWrong, !byLines.isWrong,
      let converter = Self.converter(layer, table, columns, said, &findings)
    else { return nil }
    self.converter = converter
    if layer.crs == nil, table.declaredCRS == nil, datumSaid == nil, table.hasShapes || fields.contains(.longitude) {
      DatumOfScheme.warn(table, &findings)
      DatumSaid.warn(ofUnknownIn: places.map { table.columns[$0] }, of: table, &findings)
    }
    if required.contains(where: {
      columns[$0] == nil && !($0 == .name && columns[.id] != nil && layer.columns[.name] == nil)
    }) {
      return nil
    }
    noteFractions(&findings)
    StatedSums(self).check(&findings)
    RowsOfOnePlace.refuse(in: self, ofPlaces: fields.contains(.longitude), &findings)
    DoubtfulPeople(
      self, isOfVillages: fields.contains(.longitude) && !fields.contains(.status), factor: peopleFactor
    ).check(&findings)
  }

  private static func figuresTogether(
    of table: any SourceTable, _ columns: [Field: Int], _ pairs: [Field: PairedFigures], _ styles: [Field: NumberStyle],
    isScaled: Bool, _ fields: [Field]
  ) -> [Field: ColumnFigures] {
    // Rows of counties and townships may be parts of one.
    let keys = fields.contains(.seatLongitude) ? [columns[.id], columns[.name]].compactMap { $0 } : []
    let group = { (row: Int) in keys.map { table.text(row, $0) ?? "" }.joined(separator: "\u{1F}") }
    return [Field.population, .beds].reduce(into: [:]) { figures, field in
      guard let column = columns[field], let style = styles[field], pairs[field] == nil else { return }
      figures[field] = ColumnFigures(
        field, of: column, in: table, style: style, isScaled: isScaled, group: keys.isEmpty ? nil : group)
    }
  }

  /// Whether the people of some rows have fractions.
  var hasFractionsOfPeople: Bool { figuresTogether[.population]?.rounded != nil }

  /// Says that figures of people have fractions and how they are rounded, and that one of nines alone counts.
  private func noteFractions(_ findings: inout Findings) {
    guard let figures = figuresTogether[.population] else { return }
    let header = header(.population)
    if let rounded = figures.rounded {
      let (sum, people) = (NumberText.plain(figures.total), Int(figures.total.rounded()))
      findings.note(
        .assumption,
        "\(layer.file): the figures of \(header) have fractions of people in \(rounded.count.of("row", "rows")), as sums of a raster's cells have; each is rounded, up where its fraction is among the largest, so that their total stays (\(sum) is \(NumberText.grouped(people)) people)",
        "\(layer.file)：\(header) 列有 \(rounded.count) 行含小数，为栅格汇总值；逐行取整，小数最大者进位，使合计不变（\(sum) 即 \(NumberText.grouped(people)) 人）"
      )
    }
    if let zeros = figures.manyZeros {
      findings.note(
        .warning,
        "\(layer.file): \(NumberText.grouped(zeros)) rows of \(header) say 0, and nobody lives there; leave the cells empty where 0 stands for unknown",
        "\(layer.file)：\(header) 列有 \(NumberText.grouped(zeros)) 行为 0，按无人居住计；如 0 表示不明，请留空")
    }
    if let (row, value) = figures.suspicious {
      let figure = NumberText.plain(value)
      findings.note(
        .warning,
        "\(header) says \(figure), the greatest figure of the table and of nines alone, as lists write what nobody knows; it is counted. Leave the cell empty if it is unknown",
        "\(header) 列的 \(figure) 是全表最大值且全为 9，列表常以此表示不明；现按人数计入，如为不明请留空", at: rows([row]))
    }
  }

  /// The fields of codes that are written as decimals, which is said.
  private static func decimalCodes(
    of table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> Set<Field> {
    var fields: Set<Field> = []
    for field in [Field.id, .county, .township, .urbanArea, .unit] {
      guard let column = columns[field], column != columns[.name], DecimalCodes.are(in: column, of: table) else {
        continue
      }
      fields.insert(field)
      let header = table.columns[column]
      let example = (0..<table.rowCount).lazy.compactMap { table.text($0, column) }.first ?? ""
      let whole = DecimalCodes.whole(example) ?? ""
      findings.note(
        .warning,
        "\(table.file): the codes of \(header) are written as decimals, as programs write numbers, and read without them: “\(example)” is \(whole)",
        "\(table.file)：\(header) 列的编码被写成小数，按整数读取：“\(example)”即 \(whole)")
    }
    return fields
  }

  /// How the columns of figures are written; those of the coordinates first, for their decimals tell of the others.
  private static func styles(
    of table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> [Field: NumberStyle] {
    var styles: [Field: NumberStyle] = [:]
    var hint: NumberStyle?
    let fields = columns.keys.sorted { $0.rawValue < $1.rawValue }
    for quantity in [Field.Quantity.coordinate, .whole, .decimal] {
      for field in fields where field.quantity == quantity {
        guard let column = columns[field] else { continue }
        let isScaled = field == .population && HeaderMeaning(table.columns[column]).factor >= 1000
        switch ColumnStyle(
          of: column, in: table, quantity, hint: quantity == .coordinate ? nil : hint, isScaled: isScaled)
        {
        case .decided(let style):
          styles[field] = style
          if quantity == .coordinate, style == .comma { hint = .comma }
          let hasDecimals = (0..<min(20, table.rowCount)).contains {
            table.writtenText($0, column)?.contains(".") ?? false
          }
          if quantity == .coordinate, style == .point, hasDecimals, hint == nil { hint = .point }
        case .undecided(let row, let text):
          findings.add(
            ColumnStyle.problem(
              file: table.file, place: table.place(ofRow: row), field: table.columns[column], text: text),
            rule: "number style")
        }
      }
    }
    return styles
  }

  // MARK: Columns

  private static func columns(
    of table: any SourceTable, _ layer: PlanFile.Layer, _ fields: [Field], _ required: [Field],
    _ findings: inout Findings
  ) -> (
    columns: [Field: Int], headers: [String], readings: [ColumnReading],
    angles: [Field: AngleColumns], undecidedPlaces: [String]
  ) {
    let (normalised, undecided) = FieldSynonyms.whole(
      table.columns, areCut: table.cutsHeaders, of: fields, holdsNames: { holdsNames($0, in: table) })
    let choice = ColumnChoice(table, headers: normalised)
    let isTable = fields == PlanFile.tableFields
    let isTownships = isTable || fields == PlanFile.townshipFields || fields == PlanFile.countyFields
    let rows = level(ofRowsWith: fields)
    var found: [Field: Int] = [:]
    var readings: [ColumnReading] = []
    for field in fields {
      if let name = layer.columns[field] {
        found[field] =
          table.columns.firstIndex(of: name) ?? normalised.firstIndex(of: FieldSynonyms.normalised(name))
        if let column = found[field] {
          if field == .population { noteNamedProjection(table.columns[column], of: table, &findings) }
        } else {
          findings.add(missing(name, field, table), rule: "named column")
        }
        continue
      }
      let headers = field.headers
      if field == .population {
        var people = choice.people(isEmpty: { !holdsFigures($0, in: table) })
        // People of the built-up area have a field of their own.
        if fields.contains(.urbanPeople) {
          let urban = Field.urbanPeople.headers
          people.parts.removeAll { urban.contains(normalised[$0]) || table.columns[$0] == layer.columns[.urbanPeople] }
        }
        if people.column == nil, people.parts.allSatisfy({ isOfOneSex(table.columns[$0]) }),
          let sum = choice.totalOfSexes()
        {
          people = (sum.total, [], [sum.men, sum.women], [])
          noteTotal(sum, of: table, &findings)
        } else {
          note(people, of: table, &findings)
        }
        if let column = people.column, isOfPostcodes(normalised[column], ofCut: table.columns[column], column, table) {
          people = (nil, [], people.parts + [column], people.empty)
          notePostcodes(table.columns[column], table, &findings)
        }
        found[field] = people.column
        if let column = people.column { noteWhole(normalised[column], ofCut: table.columns[column], table, &findings) }
        readings.append(reading(people, of: table))
        if people.column != nil || !people.parts.isEmpty { continue }
      }
      // The names of what holds the rows are theirs only where nothing else is.
      let others = field == .name ? headers.filter { !choice.isOfLarger($0, than: rows) } : headers
      found[field] = others.lazy.compactMap { normalised.firstIndex(of: $0) }.first
      // The code beside fclass is that of a class in layers of OpenStreetMap.
      if field == .id, normalised.contains("fclass"), let own = normalised.firstIndex(of: "osmid") { found[.id] = own }
      if found[field] == nil, field == .id || field == .name {
        found[field] = choice.idOrName(field, isTownships: isTownships)
      }
      if found[field] == nil, field == .beds {
        found[field] = table.columns.indices.first { PairedFigures.of($0, in: table, field) != nil }
      }
    }
    if layer.columns[.name] == nil, fields.contains(.name) {
      // A table of townships may head their names 乡镇.
      if found[.name] == nil, isTable || fields == PlanFile.townshipFields {
        // Yearbooks head the places of a table 地区.
        let ofYearbooks = isTable && found[.id] == nil ? ["地区", "区域", "行政区", "行政区划", "单位"] : []
        let headers = Field.township.headers + ofYearbooks
        found[.name] = headers.lazy.compactMap { normalised.firstIndex(of: $0) }.first
      }
      let finest = choice.placeNames(of: rows)
      if found[.name].map({ AdministrativeLevel(header: normalised[$0]) != nil }) ?? true, let finest {
        found[.name] = finest
      }
      // Where only larger places have names, none of a known header but the finest is the rows'.
      if found[.name] == nil, let finest = choice.finestNames {
        found[.name] = Field.name.headers.contains(normalised[finest]) ? finest : nil
      }
    }
    for (field, level) in [(Field.county, AdministrativeLevel.county), (.township, .township)]
    where fields.contains(field) && found[field] == nil && layer.columns[field] == nil {
      found[field] = choice.columns(of: level).first { $0 != found[.name] && $0 != found[.id] }
    }
    leaveOutCodesOfBodies(&found, of: table, layer, &findings)
    if found[.name] == nil, found[.id] != nil, layer.columns[.name] == nil, required.contains(.name) {
      noteIDsForNames(of: table, besides: Set(found.values), &findings)
    }
    // A layer whose names are unique needs no ids; ids serve as names where there are none.
    if found[.id] == nil, layer.columns[.id] == nil { found[.id] = found[.name] }
    noteUndecided(undecided, found, of: table, &findings)
    leaveOutOtherWords(&found, of: table, layer, &findings)
    refuseTwins(of: found, in: table, &findings)
    if fields.contains(.longitude), [Field.id, .name, .longitude, .latitude].allSatisfy({ layer.columns[$0] == nil }),
      let problem = SecondTable.problem(numbered: table.columns, file: table.file)
    {
      findings.add(problem, rule: "second table")
    }
    refuseCutTwins(of: found, in: table, layer, &findings)
    let angles = fields.contains(.longitude) && !table.hasShapes ? angleColumns(of: table, layer, &findings) : [:]
    for (field, columns) in angles { found[field] = columns.degrees }
    var undecidedPlaces: [String] = []
    if angles.isEmpty, fields.contains(.longitude), layer.columns[.longitude] == nil, layer.columns[.latitude] == nil,
      !table.hasShapes
    {
      let places = choice.coordinates(declared: layer.crs?.lowercased(), ofRows: rows)
      if let taken = places.taken {
        (found[.longitude], found[.latitude]) = (taken.longitude, taken.latitude)
        noteRivals(of: places, taken.longitude, besides: Set(found.values), in: table, &findings)
      }
      undecidedPlaces = places.undecided.map { "\(table.columns[$0.longitude]) / \(table.columns[$0.latitude])" }
    }
    // Layers of townships and counties often have no people of their own; a table that is joined has something.
    let mayLackPeople = isTable ? found.keys.contains { ![.id, .name, .county].contains($0) } : isTownships
    if fields.contains(.population), !mayLackPeople, found[.population] == nil, !readings.isEmpty,
      layer.columns[.population] == nil, readings.allSatisfy({ $0.rivals.isEmpty })
    {
      noteNoPeople(of: table, besides: Set(found.values), &findings)
    }
    for field in required where found[field] == nil && layer.columns[field] == nil {
      if field == .name, found[.id] != nil { continue }
      findings.add(missing(nil, field, table), rule: "required column")
    }
    exchangeSurveyAxes(&found, of: table, layer, &findings)
    if let column = found[.population] {
      let meaning = HeaderMeaning(table.columns[column])
      if let unit = meaning.unit {
        findings.note(
          .warning,
          "\(table.file): \(table.columns[column]) is in \(unit); its figures are multiplied by \(NumberText.plain(meaning.factor))",
          "\(table.file)：\(table.columns[column]) 的单位为\(unit)，数值乘以 \(NumberText.plain(meaning.factor))")
      }
    }
    return (found, normalised, readings, angles, undecidedPlaces)
  }

  /// Says which column of longitudes was taken among several, and by which rule.
  private static func noteRivals(
    of places: ColumnChoice.Coordinates, _ taken: Int, besides used: Set<Int>, in table: any SourceTable,
    _ findings: inout Findings
  ) {
    // Seats have fields of their own.
    let rivals = places.rivals.filter { !used.contains($0) }
    if rivals.isEmpty { return }
    let header = table.columns[taken]
    let all = [header] + rivals.map { table.columns[$0] }
    let rule = places.owner.map { Phrase(", the place \($0.name.english)", "（\($0.name.chinese)）") } ?? Phrase("", "")
    findings.note(
      .warning,
      "\(table.file): of \(all.joined(separator: ", ")) the column \(header) is taken\(rule.english)",
      "\(table.file)：在 \(all.joined(separator: "、")) 中采用 \(header)\(rule.chinese)")
  }

  /// The level of the rows of which some fields are asked; nil for facilities.
  private static func level(ofRowsWith fields: [Field]) -> AdministrativeLevel? {
    if fields == PlanFile.countyFields { return .county }
    if fields == PlanFile.tableFields || fields == PlanFile.townshipFields { return .township }
    return fields.contains(.status) ? nil : .village
  }

  /// Whether a column of texts holds names, which bear no digit, or ids, which all do; nil where it is neither.
  private static func holdsNames(_ column: Int, in table: any SourceTable) -> Bool? {
    var withDigits = 0
    var without = 0
    for row in 0..<min(table.rowCount, 1000) {
      guard let text = table.text(row, column) else { continue }
      if text.contains(where: \.isNumber) { withDigits += 1 } else { without += 1 }
    }
    return withDigits == 0 && without > 0 ? true : without == 0 && withDigits > 0 ? false : nil
  }

  /// Says which columns may be what dBASE left of the headers of several fields, and are not read.
  private static func noteUndecided(
    _ undecided: [(column: Int, fields: [Field])], _ found: [Field: Int], of table: any SourceTable,
    _ findings: inout Findings
  ) {
    for (column, fields) in undecided where fields.contains(where: { found[$0] == nil }) {
      let header = table.columns[column]
      let list = fields.map(\.rawValue)
      findings.note(
        .warning,
        "\(table.file): \(header) may be what dBASE left of a header of the \(list.joined(separator: " or the ")), and is not read; name it in the plan (\(list[0]): \(header))",
        "\(table.file)：\(header) 可能是被 dBASE 截断的 \(list.joined(separator: " 或 ")) 列名，未读取；请在方案中指明（\(list[0]): \(header)）")
    }
  }

  /// Leaves out a column of codes that is of the legal body, or of a scheme, where rows of different names share one: it
  /// tells no rows apart, which is said.
  private static func leaveOutCodesOfBodies(
    _ found: inout [Field: Int], of table: any SourceTable, _ layer: PlanFile.Layer, _ findings: inout Findings
  ) {
    guard layer.columns[.id] == nil, let column = found[.id], let names = found[.name], names != column else { return }
    let header = FieldSynonyms.normalised(table.columns[column])
    let isOfBody = ["组织机构代码", "统一社会信用代码", "社会信用代码"].contains(header)
    guard isOfBody || !Field.id.headers.contains(header) && FieldSynonyms.isIDOrName(header) else {
      return
    }
    var first: [String: Int] = [:]
    var seen: Set<String> = []
    var twin: (Int, Int)?
    for row in 0..<table.rowCount {
      guard let name = table.text(row, names), seen.insert(name).inserted else { return }
      guard let code = table.text(row, column), !RoundedCode.isOne(code), !RoundedCode.maybe(code) else { continue }
      if let other = first.updateValue(row, forKey: code) {
        first[code] = other
        twin = twin ?? (other, row)
      }
    }
    guard let twin else { return }
    found[.id] = nil
    let rows = RowList.text([table.place(ofRow: twin.0), table.place(ofRow: twin.1)])
    findings.note(
      .warning,
      "\(table.file): rows of different names share a \(table.columns[column]) (\(rows.english)), so it is no id; they are told apart by name",
      "\(table.file)：不同名称的行 \(table.columns[column]) 相同（\(rows.chinese)），不作编码，各行按名称区分")
  }

  /// Leaves out columns of precision and origin none of whose words is one of these, which is told: other lists have columns
  /// of these headers.
  private static func leaveOutOtherWords(
    _ found: inout [Field: Int], of table: any SourceTable, _ layer: PlanFile.Layer, _ findings: inout Findings
  ) {
    let fields: [(Field, (String) -> Bool)] = [
      (.precision, { PrecisionWords.read($0) != nil }), (.origin, { OriginWords.read($0) != nil }),
    ]
    for (field, isKnown) in fields where layer.columns[field] == nil {
      guard let column = found[field] else { continue }
      let words = (0..<table.rowCount).lazy.compactMap { table.text($0, column) }
      guard let first = words.first, !words.contains(where: isKnown) else { continue }
      found[field] = nil
      let header = table.columns[column]
      findings.note(
        .warning,
        "\(table.file): \(header) says other things than the \(field.rawValue) of a row, such as “\(first)”, and is not read",
        "\(table.file)：\(header) 列的内容（如“\(first)”）不是 \(field.rawValue) 的可选值，未读取")
    }
  }

  /// The columns whose cells hold two figures of which the header says what they are; which of the two is read is said.
  private static func pairedFigures(
    of table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> [Field: PairedFigures] {
    var pairs: [Field: PairedFigures] = [:]
    for field in [Field.beds, .population] {
      guard let column = columns[field], let pair = PairedFigures.of(column, in: table, field) else { continue }
      pairs[field] = pair
      let header = table.columns[column]
      let rule =
        field == .beds
        ? Phrase("beds that are there before those allowed", "实有床位优先于编制床位")
        : Phrase("who lives there before who is registered, people before households", "常住优先于户籍，人口优先于户数")
      findings.note(
        .warning,
        "\(table.file): of the two figures in each cell of \(header) the \(pair.isSecond ? "second" : "first") (\(pair.taken)) is taken: \(rule.english)",
        "\(table.file)：\(header) 列每格有两个数，采用\(pair.isSecond ? "后" : "前")者（\(pair.taken)）：\(rule.chinese)")
    }
    return pairs
  }

  /// The coordinates that stand in columns of degrees, minutes and seconds, which is said.
  private static func angleColumns(
    of table: any SourceTable, _ layer: PlanFile.Layer, _ findings: inout Findings
  ) -> [Field: AngleColumns] {
    var angles: [Field: AngleColumns] = [:]
    for field in [Field.longitude, .latitude] where layer.columns[field] == nil {
      guard let columns = AngleColumns(of: field, in: table.columns) else { continue }
      angles[field] = columns
      let headers = columns.all.map { table.columns[$0] }
      findings.note(
        .warning,
        "\(table.file): the \(field == .longitude ? "longitude" : "latitude") is put together from \(headers.joined(separator: ", "))",
        "\(table.file)：\(field == .longitude ? "经度" : "纬度")由 \(headers.joined(separator: "、")) 合成")
    }
    return angles
  }

  /// Columns that are called X and Y alone leave their order open, for surveyors in China call the northing X: where
  /// every row makes sense only the other way round, X is the latitude, and that is said.
  private static func exchangeSurveyAxes(
    _ found: inout [Field: Int], of table: any SourceTable, _ layer: PlanFile.Layer, _ findings: inout Findings
  ) {
    guard !layer.swapXY, !table.hasShapes, layer.columns[.longitude] == nil, layer.columns[.latitude] == nil,
      let x = found[.longitude], let y = found[.latitude]
    else { return }
    let name = FieldSynonyms.normalised(table.columns[x])
    guard ["x", "x坐标", "坐标x"].contains(name),
      FieldSynonyms.normalised(table.columns[y]) == name.replacing("x", with: "y")
    else { return }
    var isExchanged = false
    for row in 0..<table.rowCount {
      guard case .number(let first) = table.number(row, x), case .number(let second) = table.number(row, y),
        first != 0 || second != 0
      else { continue }
      guard abs(first) <= 90, abs(second) > 90, abs(second) <= 180 else { return }
      isExchanged = true
    }
    if !isExchanged { return }
    (found[.longitude], found[.latitude]) = (y, x)
    findings.note(
      .assumption,
      "\(layer.file): \(table.columns[x]) is taken as the latitude and \(table.columns[y]) as the longitude, as their sizes tell",
      "\(layer.file)：按数值大小，\(table.columns[x]) 视为纬度，\(table.columns[y]) 视为经度")
  }

  /// Refuses a field that would be taken from one of several columns with the very same header.
  private static func refuseTwins(
    of found: [Field: Int], in table: any SourceTable, _ findings: inout Findings
  ) {
    for (field, column) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let header = table.columns[column]
      let count = table.columns.count { $0 == header }
      if count > 1, field != .name || found[.id] != column {
        findings.add(
          InputProblem(
            file: table.file, field: header, value: header,
            Phrase(
              "\(count) columns are headed \(header), and \(field.rawValue) would be read from one",
              "有 \(count) 列的列名都是 \(header)，无法确定 \(field.rawValue) 取哪一列"),
            Phrase(
              "Give each column a header of its own; where two tables stand side by side, give each a sheet of its own",
              "请为各列取不同的列名；如为并排的两张表，请分别放在各自的工作表中")), rule: "twin columns")
      }
    }
  }

  /// Refuses a field that would be read from one of several columns whose headers dBASE cut to the same ten bytes, of
  /// which programs number the others: population and populati_1 of population_2010 and population_2020.
  private static func refuseCutTwins(
    of found: [Field: Int], in table: any SourceTable, _ layer: PlanFile.Layer, _ findings: inout Findings
  ) {
    guard table.cutsHeaders else { return }
    for (field, column) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where layer.columns[field] == nil {
      let header = table.columns[column]
      guard FieldSynonyms.mayBeCut(header, room: 2) else { continue }
      let twins = table.columns.filter { other in
        guard other != header, FieldSynonyms.mayBeCut(other, room: 2),
          let stem = other.wholeMatch(of: /(.{2,9}?)_?[0-9]{1,2}/)?.1
        else { return false }
        return header.hasPrefix(stem) && header.count - stem.count <= 3
      }
      if twins.isEmpty { continue }
      let list = ([header] + twins).joined(separator: ", ")
      findings.add(
        InputProblem(
          file: table.file, field: header, value: list,
          Phrase(
            "\(list) are what dBASE left of longer headers that begin alike, and \(field.rawValue) would be read from one",
            "\(list) 是被 dBASE 截断的列名，原列名开头相同，无法确定 \(field.rawValue) 取哪一列"),
          Phrase(
            "Name the right one in the plan (\(field.rawValue): …), or export the layer as GeoPackage",
            "请在方案中指明（\(field.rawValue): …），或将图层导出为 GeoPackage")), rule: "cut twins")
    }
  }

  /// Whether a column holds any figure but 0.
  private static func holdsFigures(_ column: Int, in table: any SourceTable) -> Bool {
    (0..<table.rowCount).contains { row in
      if case .number(let value) = table.number(row, column) { return value != 0 }
      return table.text(row, column)?.contains { $0.isNumber && $0 != "0" } ?? false
    }
  }

  private typealias People = (column: Int?, rivals: [Int], parts: [Int], empty: [Int])

  private static func reading(_ people: People, of table: any SourceTable) -> ColumnReading {
    let header = people.column.map { table.columns[$0] }
    return ColumnReading(
      file: table.file, field: .population, header: header,
      rivals: (people.rivals + people.parts + people.empty).map { table.columns[$0] },
      factor: header.map { HeaderMeaning($0).factor } ?? 1)
  }

  private static func isOfOneSex(_ header: String) -> Bool {
    let meaning = HeaderMeaning(header)
    return meaning.isOfMen || meaning.isOfWomen
  }

  /// Says that a column is taken for people because it is the sum of the sexes.
  private static func noteTotal(
    _ sum: (total: Int, men: Int, women: Int), of table: any SourceTable, _ findings: inout Findings
  ) {
    let (total, men, women) = (table.columns[sum.total], table.columns[sum.men], table.columns[sum.women])
    findings.note(
      .assumption,
      "\(table.file): \(total) is taken for people, for it is the sum of \(men) and \(women) in each row",
      "\(table.file)：\(total) 在各行中等于 \(men) 与 \(women) 之和，作为人口")
  }

  /// Says which column was taken among rivals, and which ones count something else.
  private static func note(_ people: People, of table: any SourceTable, _ findings: inout Findings) {
    if !people.empty.isEmpty {
      let list = people.empty.map { table.columns[$0] }
      findings.note(
        .warning,
        "\(table.file): \(list.joined(separator: ", ")) \(list.count == 1 ? "holds" : "hold") no figure but 0, and \(list.count == 1 ? "is" : "are") not taken for people",
        "\(table.file)：\(list.joined(separator: "、")) 列没有 0 以外的数值，不作为人口")
    }
    if let column = people.column {
      let meaning = HeaderMeaning(table.columns[column])
      let projections = (people.rivals + people.parts).filter { HeaderMeaning(table.columns[$0]).isProjection }
      let short =
        meaning.part == nil ? nil : meaning.shortYear.map { Phrase(" (two digits are one: \($0))", "（两位数字为年份：\($0)）") }
      if people.rivals.isEmpty, projections.isEmpty {
        if let short {
          let header = table.columns[column]
          findings.note(
            .warning, "\(table.file): \(header) is taken for people of a year\(short.english)",
            "\(table.file)：采用 \(header) 作为人口\(short.chinese)")
        }
        return
      }
      let all = Set(people.rivals + projections + [column]).sorted().map { table.columns[$0] }
      let names = projections.sorted().map { table.columns[$0] }
      let calendar = remark(onYearsOf: names)
      let projected = Phrase(
        names.isEmpty
          ? "" : ", no projection (\(names.joined(separator: ", ")))\(calendar.english)",
        names.isEmpty ? "" : "（\(names.joined(separator: "、")) 为预测，不采用）\(calendar.chinese)")
      findings.note(
        .warning,
        "\(table.file): of \(all.joined(separator: ", ")) the column \(table.columns[column]) is taken for people: who lives there before who is registered, the newest year\(short?.english ?? "")\(projected.english), a total before parts, the finer unit, else the first",
        "\(table.file)：在 \(all.joined(separator: "、")) 中采用 \(table.columns[column]) 作为人口：常住优先于户籍，取最新年份\(short?.chinese ?? "")\(projected.chinese)，合计优先于分项，取较细的单位，其余取首列"
      )
    } else if !people.parts.isEmpty {
      let parts = people.parts.map { table.columns[$0] }
      if parts.allSatisfy({ HeaderMeaning($0).isProjection }) {
        let remark = remark(onYearsOf: parts)
        findings.note(
          .warning,
          "\(table.file): \(parts.joined(separator: ", ")) \(parts.count == 1 ? "is a projection" : "are projections") and no count\(remark.english), and not read as people; name the column in the plan (population: …) if it is right",
          "\(table.file)：\(parts.joined(separator: "、")) 为预测而非统计\(remark.chinese)，未作为人口读取；如确要采用，请在方案中指明（population: …）")
        return
      }
      findings.note(
        .warning,
        "\(table.file): \(parts.joined(separator: ", ")) \(parts.count == 1 ? "counts" : "count") a part of the people or something else and \(parts.count == 1 ? "is" : "are") not read as people; name the column in the plan (population: …) if it is right",
        "\(table.file)：\(parts.joined(separator: "、")) 只是部分人口或其他数量，未作为人口读取；如确为人口，请在方案中指明（population: …）")
    }
  }

  /// Says of a column of people that its header is what dBASE left of another, where by itself it says nothing of people.
  private static func noteWhole(
    _ whole: String, ofCut header: String, _ table: any SourceTable, _ findings: inout Findings
  ) {
    guard whole != FieldSynonyms.normalised(header), !HeaderMeaning(header).isPeople else { return }
    findings.note(
      .warning, "\(table.file): \(header) is taken for people, as what dBASE left of \(whole)",
      "\(table.file)：\(header) 按被 dBASE 截断的 \(whole) 作为人口")
  }

  /// Whether a column of people by what dBASE left of its header may as well be one of postal codes, village_postcode: each
  /// cell has the same number of digits, five or six.
  private static func isOfPostcodes(
    _ whole: String, ofCut header: String, _ column: Int, _ table: any SourceTable
  ) -> Bool {
    guard whole != FieldSynonyms.normalised(header), !HeaderMeaning(header).isPeople else { return false }
    let cells = (0..<table.rowCount).lazy.compactMap { table.text($0, column) }
    guard let length = cells.first?.count, length == 5 || length == 6 else { return false }
    return cells.allSatisfy { $0.count == length && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
  }

  private static func notePostcodes(_ header: String, _ table: any SourceTable, _ findings: inout Findings) {
    findings.note(
      .warning,
      "\(table.file): \(header) may be what dBASE left of a header of people or of postal codes, and its figures look like these; it is not read, name it in the plan (population: \(header)) if it counts people",
      "\(table.file)：\(header) 可能是被 dBASE 截断的人口或邮政编码列名，其数值像邮政编码，未读取；如确为人口，请在方案中指明（population: \(header)）")
  }

  /// Says that the people whom the plan itself names are projected.
  private static func noteNamedProjection(
    _ header: String, of table: any SourceTable, _ findings: inout Findings
  ) {
    guard HeaderMeaning(header).isProjection else { return }
    let remark = remark(onYearsOf: [header])
    findings.note(
      .warning,
      "\(table.file): \(header) is a projection and no count\(remark.english), and is taken for people as the plan says",
      "\(table.file)：\(header) 为预测而非统计\(remark.chinese)，按方案的指定作为人口")
  }

  /// That the years of headers may be of another calendar; empty where they may not.
  private static func remark(onYearsOf headers: [String]) -> Phrase {
    headers.compactMap { HeaderMeaning($0).year }.max().flatMap(YearToCome.remark) ?? Phrase("", "")
  }

  /// Says that places are called by their ids, and which columns of texts might be their names.
  private static func noteIDsForNames(
    of table: any SourceTable, besides taken: Set<Int>, _ findings: inout Findings
  ) {
    let texts = table.columns.indices.filter { column in
      !taken.contains(column) && !table.columns[column].isEmpty
        && (0..<min(table.rowCount, 20)).contains { if case .text = table.number($0, column) { true } else { false } }
    }
    .map { table.columns[$0] }
    if texts.isEmpty { return }
    findings.note(
      .warning,
      "\(table.file): no column is known to hold the names, and ids stand in their place; not read: \(texts.shortList.english); name the right one in the plan (name: …)",
      "\(table.file)：没有已知的名称列，以编码代替；未读取：\(texts.shortList.chinese)；如其中有名称，请在方案中指明（name: …）")
  }

  /// Names the columns of figures of a table of places of which none is known to count its people.
  private static func noteNoPeople(
    of table: any SourceTable, besides taken: Set<Int>, _ findings: inout Findings
  ) {
    // What KML says of drawing counts nobody.
    let drawing: Set = ["tessellate", "extrude", "visibility", "drawOrder"]
    let unread = table.columns.indices.filter { column in
      let header = table.columns[column]
      return !taken.contains(column) && !drawing.contains(header) && !FieldSynonyms.isIDOrName(header)
        && (["人口", "人数"].contains { header.contains($0) }
          || (0..<min(table.rowCount, 20)).contains {
            if case .number = table.number($0, column) { true } else { false }
          })
    }
    .map { table.columns[$0] }
    if unread.isEmpty { return }
    findings.note(
      .warning,
      "\(table.file): no column is known to count the people; not read: \(unread.joined(separator: ", ")); name the right one in the plan (population: …)",
      "\(table.file)：没有已知的人口列；未读取：\(unread.joined(separator: "、"))；如其中有人口，请在方案中指明（population: …）")
  }

  private static func missing(_ name: String?, _ field: Field, _ table: any SourceTable) -> InputProblem {
    let list = table.columns.joined(separator: ", ")
    let near = name.flatMap { NearestWord.to($0, in: table.columns) }
    let isPlace = field == .longitude || field == .latitude
    let what =
      name.map { Phrase("there is no column “\($0)”", "没有“\($0)”列") }
      ?? (isPlace
        ? Phrase(
          "there is no column of the \(field == .longitude ? "longitude" : "latitude")",
          "没有\(field == .longitude ? "经度" : "纬度")列")
        : Phrase("there is no column of the \(field.rawValue)", "没有表示 \(field.rawValue) 的列"))
    return InputProblem(
      file: table.file, field: name ?? field.rawValue, value: name, english: what.english, chinese: what.chinese,
      remedyEnglish: near.map { "Did you mean \($0)?" } ?? transposed(table)?.english
        ?? "Call the column \(field.rawValue), or name it in the plan (\(field.rawValue): …); the columns are \(list)",
      remedyChinese: near.map { "是否应为 \($0)？" } ?? transposed(table)?.chinese
        ?? "请将该列命名为 \(field.rawValue)，或在方案中指明（\(field.rawValue): …）；现有列：\(list)"
    )
  }

  /// What to do where the first column holds the headers; nil for another table.
  static func transposed(_ table: any SourceTable) -> Phrase? {
    guard let first = table.columns.first else { return nil }
    let words = Set(
      ([first] + (0..<min(table.rowCount, 100)).compactMap { table.text($0, 0) }).map(FieldSynonyms.normalised))
    guard [Field.longitude, .latitude].allSatisfy({ !words.isDisjoint(with: $0.headers) }) else {
      return nil
    }
    return Phrase(
      "The headers stand in the first column: exchange rows and columns (in a spreadsheet: copy, paste special, transpose)",
      "列名位于第一列：请将行列互换（在电子表格中：复制，选择性粘贴，转置）")
  }

  /// - Parameter said: what the table says of the datum of its coordinates, the surest first.
  private static func converter(
    _ layer: PlanFile.Layer, _ table: any SourceTable, _ columns: [Field: Int], _ said: [DatumSaid],
    _ findings: inout Findings
  ) -> DatumConverter? {
    var declared = layer.crs ?? table.declaredCRS ?? said.first?.name
    for one in said {
      let datum = Datum(name: one.name)
      let own = declared.flatMap { Datum(name: $0) }
      if let own, own != datum, !GaussKruegerZone.areOfOneMeridian(own, datum),
        Set([own, datum]) != [.wgs84, .cgcs2000],
        !(datum == .wgs84 || datum == .cgcs2000) || own == .gcj02 || own == .bd09
      {
        findings.add(
          InputProblem(
            file: layer.file, field: one.header, value: own.name,
            english: "the plan, the file or the header says \(own.name), and \(one.who.english) says \(one.name)",
            chinese: "方案、文件或列名声明为 \(own.name)，而\(one.who.chinese)为 \(one.name)",
            remedyEnglish: "Correct the table, or the crs: of the plan", remedyChinese: "请更正表格，或方案中的 crs:"),
          rule: "datum")
        return nil
      }
      if layer.crs == nil, table.declaredCRS == nil,
        one.kind != .header || own == .gcj02 || own == .bd09 || one.zone != nil
      {
        let zone = one.zone.map { Phrase(" (\($0.english))", "（\($0.chinese)）") } ?? Phrase("", "")
        findings.note(
          .warning,
          "\(layer.file): the coordinates are taken as \(one.name)\(zone.english), as \(one.who.english) says",
          "\(layer.file)：按\(one.who.chinese)，坐标视为 \(one.name)\(zone.chinese)")
      }
    }
    if declared?.lowercased() == "cgcs2000-gk" {
      guard let zone = foundZone(layer, table, columns, &findings) else { return nil }
      declared = zone.name
    }
    guard let datum = declared.map({ Datum(name: $0) }) ?? .wgs84 else {
      findings.add(
        InputProblem(
          file: layer.file, field: "crs", value: declared, english: "“\(declared ?? "")” is not a known datum",
          chinese: "不认识的坐标系“\(declared ?? "")”",
          remedyEnglish: "Declare crs: wgs84, cgcs2000, cgcs2000-gk, gcj02, bd09 or epsg:N",
          remedyChinese: "请声明 crs: wgs84、cgcs2000、cgcs2000-gk、gcj02、bd09 或 epsg:N"), rule: "datum")
      return nil
    }
    if layer.crs != nil, let own = table.declaredCRS.flatMap({ Datum(name: $0) }), own != datum,
      Set([own, datum]) != [.wgs84, .cgcs2000], datum != .gcj02, datum != .bd09
    {
      findings.add(
        InputProblem(
          file: layer.file, field: "crs", value: datum.name,
          english: "the plan says \(datum.name) and the file itself says \(own.name)",
          chinese: "方案声明为 \(datum.name)，而文件自述为 \(own.name)",
          remedyEnglish: "Remove crs: from the plan, or correct the file",
          remedyChinese: "请删去方案中的 crs:，或更正文件"), rule: "datum")
      return nil
    }
    do throws(DatumError) {
      return try DatumConverter(from: datum)
    } catch {
      findings.add(error.problem(file: layer.file, value: datum.name), rule: "datum")
      return nil
    }
  }

  /// The first place of a table as it stands there; nil where no row has one of numbers.
  private static func firstPlace(of table: any SourceTable, _ columns: [Field: Int]) -> Coordinate? {
    (0..<table.rowCount).lazy.compactMap { row in
      switch table.shape(ofRow: row) {
      case .point(let place): return place
      case .polygons(let shape): return shape.polygons.first?.shell.coordinates.first
      case .other, nil:
        guard let x = columns[.longitude], let y = columns[.latitude], case .number(let easting) = table.number(row, x),
          case .number(let northing) = table.number(row, y)
        else { return nil }
        return Coordinate(longitude: easting, latitude: northing)
      }
    }.first
  }

  /// The system of the Gauss–Krüger zone whose number the first eastings bear.
  private static func foundZone(
    _ layer: PlanFile.Layer, _ table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> Datum? {
    if let point = firstPlace(of: table, columns), let code = GaussKruegerZone.epsg(ofNumberIn: point),
      let zone = GaussKruegerZone(epsg: code)
    {
      findings.note(
        .assumption, "\(layer.file): the eastings bear the number of \(zone.name.english)",
        "\(layer.file)：东坐标的带号为\(zone.name.chinese)")
      return .epsg(code)
    }
    findings.add(
      InputProblem(
        file: layer.file, field: "crs", value: layer.crs, english: "the eastings bear no zone number",
        chinese: "东坐标不含带号",
        remedyEnglish: "Declare the zone: epsg:4534 to epsg:4554 for 3°, epsg:4502 to epsg:4512 for 6°",
        remedyChinese: "请声明投影带：3°带 epsg:4534–4554，6°带 epsg:4502–4512"), rule: "datum")
    return nil
  }

  func has(_ field: Field) -> Bool { columns[field] != nil }

  /// How the numbers of a field's column are written, where a mark in them had to be understood.
  func numberStyle(_ field: Field) -> Phrase? {
    guard let column = columns[field], let style = styles[field] else { return nil }
    let isScaled = field == .population && peopleFactor > 1
    let example = (0..<table.rowCount).lazy.compactMap { table.writtenText($0, column) }.first { text in
      let hasWideSigns = text.utf8.contains { $0 >= 0x80 }
      let signs = (hasWideSigns ? WrittenNumber.plain(text) : text).utf8
      return signs.contains { $0 == 0x2C || $0 == 0x27 } || (style == .comma || isScaled) && signs.contains(0x2E)
    }
    guard let example, case .number(let value, _, let unit) = WrittenNumber.read(example, style: style) else {
      return nil
    }
    let read = NumberText.plain(value * (isScaled ? max(unit, peopleFactor) : unit))
    return Phrase("“\(example)” is \(read)", "“\(example)”即 \(read)")
  }

  /// Whether a column holds ids, and not the names once more.
  var hasIDs: Bool { columns[.id] != nil && columns[.id] != columns[.name] }

  /// The position of the field's column in the table; nil when there is none.
  func column(_ field: Field) -> Int? { columns[field] }

  /// Whether a column of the table is read for any field.
  func isTaken(_ column: Int) -> Bool {
    columns.values.contains(column) || alternatives.values.joined().contains(column)
  }

  /// What the file calls the field.
  func header(_ field: Field) -> String { columns[field].map { table.columns[$0] } ?? field.rawValue }

  // MARK: Cells

  func text(_ row: Int, _ field: Field) -> String? {
    guard let text = columns[field].flatMap({ table.text(row, $0) }) else { return nil }
    return decimalCodes.contains(field) ? DecimalCodes.whole(text) ?? text : text
  }

  /// The cells of every column whose header is one of the field's, the surest first; of the named one alone where the
  /// plan names one. A level is followed by what the header makes of it.
  func texts(_ row: Int, _ field: Field) -> [String] {
    let own = layer.columns[field] == nil ? alternatives[field] ?? [] : [columns[field]].compactMap { $0 }
    return own.flatMap { column -> [String] in
      guard let text = table.text(row, column) else { return [] }
      return [text, field == .tier ? TierWords.level(text, under: headers[column]) : nil].compactMap { $0 }
    }
  }

  /// The cell as a number by the way in which its column is written; unknown by its own words is empty.
  func number(_ row: Int, _ field: Field) -> NumberCell {
    guard let column = columns[field] else { return .empty }
    let style = styles[field] ?? .point
    let cell = table.number(row, column)
    if style == .point, case .number = cell { return cell }
    guard let text = table.writtenText(row, column) else { return cell }
    switch WrittenNumber.read(text, style: style) {
    case .unknown: return .empty
    case .number(let value, _, let unit): return .number(value * unit)
    case .other: return .text(text)
    }
  }

  /// The cell of a column that serves no field, as a number by the way in which its column is written.
  func number(_ row: Int, inColumn column: Int) -> NumberCell {
    if case .number(let value) = table.number(row, column), table.writtenText(row, column) == nil {
      return .number(value)
    }
    guard let text = table.text(row, column) else { return .empty }
    guard case .decided(let style) = ColumnStyle(of: column, in: table, .decimal, hint: nil, isScaled: false) else {
      return .text(text)
    }
    return switch WrittenNumber.read(text, style: style) {
    case .unknown: .empty
    case .number(let value, _, let unit): .number(value * unit)
    case .other: .text(text)
    }
  }

  /// A whole number that is not negative, such as people or beds; nil when the cell is empty or wrong.
  func count(_ row: Int, _ field: Field, _ findings: inout Findings) -> Int? {
    guard let column = columns[field] else { return nil }
    let people = field == .population
    let what = people ? Phrase("a number of people", "人口数") : Phrase("a whole number", "非负整数")
    // The column is a problem as a whole.
    if field.quantity != nil, styles[field] == nil { return nil }
    let style = styles[field] ?? .point
    let factor = people ? peopleFactor : 1
    if factor == 1, style == .point, case .number(let value) = table.number(row, column), value >= 0, value < 1e10,
      let count = Int(exactly: value), pairedFigures.isEmpty || pairedFigures[field] == nil,
      !standsForUnknown(value, field)
    {
      return count
    }
    if people, let count = figuresTogether[field]?.rounded?[row] { return count }
    guard let written = table.text(row, column) else { return nil }
    var text = written
    if let pair = pairedFigures[field] {
      if case .unknown = WrittenNumber.read(written, style: style) { return nil }
      guard let half = pair.text(written) else {
        complain(
          row, field, rule: "pair of figures", value: written,
          Phrase(
            "“\(written)” is not two figures, as \(header(field)) says", "“\(written)”不是两个数，与列名 \(header(field)) 不符"),
          Phrase("Write both, such as 300/280, with — for one that is unknown", "请写两个数，如 300/280；不明的写 —"), &findings)
        return nil
      }
      text = half
    }
    var reading = WrittenNumber.read(text, style: style)
    if case .other = reading, let plain = WrittenNumber.withoutNoteMarks(text) {
      reading = WrittenNumber.read(plain, style: style)
      if case .number = reading { noteMarks(field, &findings) }
    }
    if case .other = reading, pairedFigures[field] == nil, style == .point,
      case .number(let value) = table.number(row, column)
    {
      reading = .number(value, isAbout: false, unit: 1)
    }
    if people, case .other = reading, hasFiguresOfPeople, let words = peopleWords(text, style) {
      switch words {
      case .figure(let value, let unit, let isAbout):
        let total = value * max(unit, factor)
        if unit == 1 || factor == 1 || unit == factor, total < 1e10, let count = Int(exactly: total.rounded()),
          abs(total - total.rounded()) <= 1e-9 * max(1, total) || max(unit, factor) > 1
        {
          if isAbout { noteAbout(field, &findings) }
          findings.keep(Findings.WordedPeople(place: place(ofRow: row), text: text, read: count), of: self)
          return count
        }
      case .undecided, .noFigure: break
      }
      findings.keep(
        Findings.WordedPeople(place: place(ofRow: row), text: text, isWithoutFigure: words == .noFigure), of: self)
      return nil
    }
    if case .number(let value, _, 1) = reading, standsForUnknown(value, field) {
      if people {
        findings.keep(Findings.WordedPeople(place: place(ofRow: row), text: text, isPlaceholder: true), of: self)
      } else {
        let (file, header) = (layer.file, self.header(field))
        findings.note(.warning, about: [file, header, "unknown"], example: text) { example in
          Phrase(
            "\(file): figures of \(header) that stand for unknown, such as \(example) in several rows, count as unknown",
            "\(file)：\(header) 列中表示不明的数（如多行同为 \(example)）视为不明")
        }
      }
      return nil
    }
    // 800人 under a header of 千人 may be 800 or 800,000.
    if people, factor > 1, case .number(_, _, 1) = reading, WrittenNumber.countsPeople(text) {
      findings.keep(Findings.WordedPeople(place: place(ofRow: row), text: text), of: self)
      return nil
    }
    let isPlain = if case .number = table.number(row, column) { true } else { false }
    let shown = isPlain ? text : "“\(text)”"
    switch reading {
    case .unknown: return nil
    case .number(let value, let isAbout, let unit) where unit == 1 || factor == 1 || unit == factor:
      let total = value * max(unit, factor)
      let rounded = total.rounded()
      let isWhole = abs(total - rounded) <= 1e-9 * max(1, abs(total)) || max(unit, factor) > 1
      if total >= 0, rounded < 1e10, isWhole, let count = Int(exactly: rounded) {
        if isAbout { noteAbout(field, &findings) }
        return count
      }
      complain(
        row, field, rule: "count", value: text,
        value < 0
          ? Phrase("\(text) is negative", "\(text) 是负数")
          : Phrase("\(shown) is not \(what.english)", "\(shown) 不是\(what.chinese)"),
        value > 0 && !isWhole
          ? Phrase(
            "Where figures are sums of a raster, in thousands or in 万, say so in the header: \(header(field)) (raster sum), \(header(field)) ('000), \(header(field))（万人）; else correct it",
            "如为栅格汇总值，或以万、千为单位，请在列名中注明：\(header(field))（栅格汇总）、\(header(field))（万人）；否则请改正")
          : Phrase("Correct it, or leave the cell empty when it is unknown", "请改正；不明时请留空"), &findings)
    case .number, .other:
      complain(
        row, field, rule: "count", value: text,
        Phrase("“\(text)” is not \(what.english)", "“\(text)”不是\(what.chinese)"),
        people && FigureText.isRange(text)
          ? Phrase(
            "Write one figure, such as 约1000 for what you take as the middle of the range, or leave the cell empty when it is unknown",
            "请只填写一个数，如以区间中值写作“约1000”；不明时请留空")
          : Phrase("Write digits, or leave the cell empty when it is unknown", "请填写数字；不明时请留空"), &findings)
    }
    return nil
  }

  /// Whether a figure of people or beds is one that stands for unknown.
  private func standsForUnknown(_ value: Double, _ field: Field) -> Bool {
    guard let unknown = figuresTogether[field]?.unknown, !unknown.isEmpty else { return false }
    return unknown.contains(value)
  }

  /// Whether the cell calls its figure an estimate.
  func saysAbout(_ row: Int, _ field: Field) -> Bool {
    guard let written = text(row, field) else { return false }
    let text = pairedFigures[field]?.text(written) ?? written
    let style = styles[field] ?? .point
    switch WrittenNumber.read(text, style: style) {
    case .number(_, let isAbout, _): return isAbout
    case .unknown: return false
    case .other:
      if field == .population, case .figure(_, _, let isAbout)? = peopleWords(text, style) { return isAbout }
      return false
    }
  }

  /// What a cell of people says beside its figure; nil for one that is no words.
  private func peopleWords(_ text: String, _ style: NumberStyle) -> PeopleWords? {
    PeopleWords.read(text, style: style, header: header(.population))
  }

  /// The people of a row as the column counts them, without a word of what is wrong; nil where the cell tells none.
  func figure(_ text: String, _ field: Field) -> (value: Double, unit: Double)? {
    let style = styles[field] ?? .point
    let own = pairedFigures[field].map { $0.text(text) ?? "" } ?? text
    let factor = field == .population ? peopleFactor : 1
    switch WrittenNumber.read(WrittenNumber.withoutNoteMarks(own) ?? own, style: style) {
    case .number(let value, _, 1) where standsForUnknown(value, field): return nil
    case .number(let value, _, let unit): return (value * max(unit, factor), max(unit, factor))
    case .unknown: return nil
    case .other:
      guard field == .population, case .figure(let value, let unit, _)? = peopleWords(own, style) else { return nil }
      return (value * max(unit, factor), max(unit, factor))
    }
  }

  /// Says once for a column that cells call their figures estimates.
  private func noteAbout(_ field: Field, _ findings: inout Findings) {
    findings.approximate[[layer.file, layer.layer ?? "", header(field)], default: 0] += 1
    findings.note(
      .warning, "\(layer.file): figures of \(header(field)) that say about (约, ~) are taken as they stand",
      "\(layer.file)：\(header(field)) 列中标明“约”的数字按原值采用")
  }

  /// Says once for a column that figures bear the marks of notes, which nobody reads here.
  private func noteMarks(_ field: Field, _ findings: inout Findings) {
    findings.note(
      .warning,
      "\(layer.file): figures of \(header(field)) that bear the mark of a note (*, ①, [1]) are taken as they stand",
      "\(layer.file)：\(header(field)) 列中带注释符号（*、①、[1]）的数字按原值采用，注释未读取")
  }

  /// A share from 0 to 1, or with a per cent sign from 0 to 100.
  func share(_ row: Int, _ field: Field, _ findings: inout Findings) -> Double? {
    guard let text = text(row, field) else { return nil }
    switch number(row, field) {
    case .empty: return nil
    case .number(let value) where (0...1).contains(value): return value
    default: break
    }
    let plain = WrittenNumber.plain(text)
    if plain.hasSuffix("%"),
      case .number(let value, _, 1) = WrittenNumber.read(String(plain.dropLast()), style: styles[field] ?? .point),
      (0...100).contains(value)
    {
      return value / 100
    }
    complain(
      row, field, rule: "share", value: text,
      Phrase("\(text) is not a share between 0 and 1", "\(text) 不是 0 到 1 之间的比例"),
      Phrase("Write 0.47 or 47%", "请写作 0.47 或 47%"), &findings)
    return nil
  }

  func place(ofRow row: Int) -> InputProblem.Place { table.place(ofRow: row) }

  /// Adds a problem of one cell, or of a whole row when `field` is nil.
  func complain(
    _ row: Int, _ field: Field?, rule: String, limit: Int = Findings.spelledOut, value: String?, _ what: Phrase,
    _ remedy: Phrase, _ findings: inout Findings
  ) {
    findings.add(
      InputProblem(
        file: layer.file, place: place(ofRow: row), field: field.map(header), value: value, what, remedy),
      rule: rule, limit: limit)
  }

  /// The file and some of its rows, as a sentence names them.
  func rows(_ rows: [Int]) -> Phrase {
    let list = RowList.text(rows.map { place(ofRow: $0) })
    return Phrase("\(layer.file), \(list.english)", "\(layer.file)，\(list.chinese)")
  }
}

extension DatumError {
  /// The error as a problem of the file that declares the datum.
  func problem(file: String, value: String) -> InputProblem {
    var what: Phrase
    var remedy = Phrase("Declare the datum in which the file really is", "请声明文件实际使用的坐标系")
    switch self {
    case .unknownCode(let code, let reason):
      what = Phrase("EPSG:\(code) is unknown (\(reason))", "未知的坐标系 EPSG:\(code)（\(reason)）")
    case .unsupportedKind(let code, let name):
      what = Phrase(
        "EPSG:\(code) (\(name)) is neither geographic nor projected in two dimensions",
        "EPSG:\(code)（\(name)）不是二维的地理或投影坐标系")
    case .noPublicParameters(let code, let name):
      what = Phrase(
        "EPSG:\(code) (\(name)) rests on Beijing 54 or Xi'an 80, whose parameters to CGCS2000 are not public; the points would be off by 50 to 150 m",
        "EPSG:\(code)（\(name)）基于北京 54 或西安 80，与 CGCS2000 的转换参数不公开，直接使用会偏移 50–150 米")
      remedy = Phrase(
        "Have the surveying office convert the file to CGCS2000", "请由测绘部门将文件转换为 CGCS2000")
    case .onlyBallpark(let code, let name):
      what = Phrase(
        "EPSG:\(code) (\(name)) can be brought to WGS 84 only by a ballpark guess",
        "EPSG:\(code)（\(name)）到 WGS 84 只有粗略转换")
      remedy = Phrase("Convert the file to WGS 84 or CGCS2000 first", "请先将文件转换为 WGS 84 或 CGCS2000")
    case .unusableText(let name, let reason):
      (what, remedy) = Self.words(name, reason)
    case .outsideDomain(let x, let y, let reason):
      what = Phrase("\(x), \(y) cannot be transformed (\(reason))", "\(x), \(y) 无法转换（\(reason)）")
    case .unavailable(let reason):
      what = Phrase("PROJ does not work: \(reason)", "PROJ 无法使用：\(reason)")
      remedy = Phrase(
        "Install PROJ with its database proj.db, or set PROJ_DATA to its folder",
        "请安装 PROJ 及其数据库 proj.db，或将 PROJ_DATA 设为其所在文件夹")
    }
    var problem = InputProblem(file: file, field: "crs", value: value, what, remedy)
    if case .unavailable = self { problem.isOfMachine = true }
    return problem
  }

  private static func words(_ name: String, _ reason: Reason) -> (what: Phrase, remedy: Phrase) {
    let export = Phrase("Convert the file to WGS 84 or CGCS2000 first", "请先将文件转换为 WGS 84 或 CGCS2000")
    return switch reason {
    case .unreadable(let words):
      (
        Phrase(
          "the coordinate system \(name) that the file declares cannot be read (\(words))",
          "文件声明的坐标系\(name)无法识别（\(words)）"
        ), export
      )
    case .kind:
      (
        Phrase(
          "the coordinate system \(name) that the file declares is neither geographic nor projected",
          "文件声明的坐标系\(name)既非地理坐标系也非投影坐标系"), export
      )
    case .secretDatum:
      (
        Phrase(
          "the coordinate system \(name) rests on Beijing 54 or Xi'an 80, whose parameters to CGCS2000 are not public; the points would be off by 50 to 150 m",
          "坐标系\(name)基于北京 54 或西安 80，与 CGCS2000 的转换参数不公开，直接使用会偏移 50–150 米"),
        Phrase("Have the surveying office convert the file to CGCS2000", "请由测绘部门将文件转换为 CGCS2000")
      )
    case .ballpark:
      (
        Phrase(
          "the coordinate system \(name) that the file declares has a datum that cannot be brought to WGS 84 but by a guess",
          "文件声明的坐标系\(name)的基准无法准确转换到 WGS 84"), export
      )
    }
  }
}
