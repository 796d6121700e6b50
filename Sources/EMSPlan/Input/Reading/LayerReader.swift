import GeoKit

/// One layer of a plan while it is read: its table, its columns by meaning, and its datum.
struct LayerReader {
  let layer: PlanFile.Layer
  let table: any SourceTable
  let converter: DatumConverter
  private let columns: [Field: Int]
  /// For the fields that tables word in several columns, all of those.
  private let alternatives: [Field: [Int]]

  /// Opens the layer's file; nil, with the problems found, when it cannot be read.
  ///
  /// - Parameters:
  ///   - fields: what may be asked of the layer.
  ///   - required: the fields without which it is of no use.
  init?(
    _ layer: PlanFile.Layer, of plan: PlanFile, fields: [Field], required: [Field], findings: inout Findings
  ) {
    var table: any SourceTable
    do throws(InputProblems) {
      table = try TableFile.open(
        plan.url(of: layer.file), as: layer.file, encoding: layer.encoding, layer: layer.layer)
    } catch {
      findings.add(error)
      return nil
    }
    if let text = layer.rowsWhere {
      guard let filter = RowFilter(text) else {
        findings.add(
          InputProblem(
            file: layer.file, field: "where", value: text, Phrase("“\(text)” is no condition", "“\(text)”不是条件"),
            Phrase("Write COLUMN = VALUE, such as status = open", "请写作 列 = 值，如 status = open")), rule: "where")
        return nil
      }
      guard let rows = filter.rows(of: table, text: text, &findings) else { return nil }
      table = FilteredTable(whole: table, rows: rows)
    }
    self.init(table, layer, fields: fields, required: required, findings: &findings)
  }

  /// The same for a table that is open already.
  init?(
    _ table: any SourceTable, _ layer: PlanFile.Layer, fields: [Field], required: [Field],
    findings: inout Findings
  ) {
    self.layer = layer
    self.table = table
    columns = Self.columns(of: table, layer, fields, required, &findings)
    let normalised = table.columns.map(FieldSynonyms.normalised)
    alternatives = [
      .tier: FieldSynonyms.headers(of: .tier).compactMap { header in normalised.firstIndex(of: header) }
    ]
    guard let converter = Self.converter(layer, table, columns, &findings) else { return nil }
    self.converter = converter
    if required.contains(where: { columns[$0] == nil }) { return nil }
  }

  // MARK: Columns

  private static func columns(
    of table: any SourceTable, _ layer: PlanFile.Layer, _ fields: [Field], _ required: [Field],
    _ findings: inout Findings
  ) -> [Field: Int] {
    let normalised = table.columns.map(FieldSynonyms.normalised)
    var found: [Field: Int] = [:]
    for field in fields {
      if let name = layer.columns[field] {
        found[field] =
          table.columns.firstIndex(of: name) ?? normalised.firstIndex(of: FieldSynonyms.normalised(name))
        if found[field] == nil { findings.add(missing(name, field, table), rule: "named column") }
        continue
      }
      let headers = FieldSynonyms.headers(of: field)
      found[field] = headers.lazy.compactMap { normalised.firstIndex(of: $0) }.first
      if found[field] == nil, table.cutsHeaders {
        found[field] = normalised.firstIndex { cut in headers.contains { FieldSynonyms.isCut(cut, from: $0) } }
      }
    }
    // A table of townships may head their names 乡镇.
    if found[.name] == nil, layer.columns[.name] == nil, fields == PlanFile.townshipFields {
      let headers = FieldSynonyms.headers(of: .township)
      found[.name] = headers.lazy.compactMap { normalised.firstIndex(of: $0) }.first
    }
    // A layer whose names are unique needs no ids.
    if found[.id] == nil, layer.columns[.id] == nil { found[.id] = found[.name] }
    for field in required where found[field] == nil && layer.columns[field] == nil {
      findings.add(missing(nil, field, table), rule: "required column")
    }
    return found
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
      remedyEnglish: near.map { "Did you mean \($0)?" }
        ?? "Call the column \(field.rawValue), or name it in the plan (\(field.rawValue): …); the columns are \(list)",
      remedyChinese: near.map { "是否应为 \($0)？" } ?? "请将该列命名为 \(field.rawValue)，或在方案中指明（\(field.rawValue): …）；现有列：\(list)"
    )
  }

  private static func converter(
    _ layer: PlanFile.Layer, _ table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> DatumConverter? {
    var declared = layer.crs ?? table.declaredCRS
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

  /// The system of the Gauss–Krüger zone whose number the first eastings bear.
  private static func foundZone(
    _ layer: PlanFile.Layer, _ table: any SourceTable, _ columns: [Field: Int], _ findings: inout Findings
  ) -> Datum? {
    for row in 0..<table.rowCount {
      var point: Coordinate?
      switch table.shape(ofRow: row) {
      case .point(let place): point = place
      case .polygons(let shape): point = shape.polygons.first?.shell.coordinates.first
      case .other, nil:
        if let x = columns[.longitude], let y = columns[.latitude], case .number(let easting) = table.number(row, x),
          case .number(let northing) = table.number(row, y)
        {
          point = Coordinate(longitude: easting, latitude: northing)
        }
      }
      guard let point else { continue }
      guard let code = GaussKruegerZone.epsg(ofNumberIn: point), let zone = GaussKruegerZone(epsg: code) else { break }
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

  /// The position of the field's column in the table; nil when there is none.
  func column(_ field: Field) -> Int? { columns[field] }

  /// What the file calls the field.
  func header(_ field: Field) -> String { columns[field].map { table.columns[$0] } ?? field.rawValue }

  // MARK: Cells

  func text(_ row: Int, _ field: Field) -> String? { columns[field].flatMap { table.text(row, $0) } }

  /// The cells of every column whose header is one of the field's, the surest first; of the named one alone where the
  /// plan names one.
  func texts(_ row: Int, _ field: Field) -> [String] {
    if layer.columns[field] != nil { return text(row, field).map { [$0] } ?? [] }
    return (alternatives[field] ?? []).compactMap { table.text(row, $0) }
  }

  func number(_ row: Int, _ field: Field) -> NumberCell {
    columns[field].map { table.number(row, $0) } ?? .empty
  }

  /// A whole number that is not negative, such as people or beds; nil when the cell is empty or wrong.
  func count(_ row: Int, _ field: Field, _ findings: inout Findings) -> Int? {
    let people = field == .population
    let what = people ? Phrase("a number of people", "人口数") : Phrase("a whole number", "非负整数")
    switch number(row, field) {
    case .empty: return nil
    case .number(let value):
      if value >= 0, value < 1e10, let count = Int(exactly: value) { return count }
      let shown = text(row, field) ?? String(value)
      complain(
        row, field, rule: "count", value: shown,
        value < 0
          ? Phrase("\(shown) is negative", "\(shown) 是负数")
          : Phrase("\(shown) is not \(what.english)", "\(shown) 不是\(what.chinese)"),
        Phrase("Correct it, or leave the cell empty when it is unknown", "请改正；不明时请留空"), &findings)
    case .text(let text):
      if let count = Self.groupedDigits(text) { return count }
      complain(
        row, field, rule: "count", value: text,
        Phrase("“\(text)” is not \(what.english)", "“\(text)”不是\(what.chinese)"),
        Phrase("Write digits, or leave the cell empty when it is unknown", "请填写数字；不明时请留空"), &findings)
    }
    return nil
  }

  /// `1,416,929` with its groups of three.
  private static func groupedDigits(_ text: String) -> Int? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, groups.allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }), let first = groups.first,
      (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Int(groups.joined())
  }

  /// A share from 0 to 1, or with a per cent sign from 0 to 100.
  func share(_ row: Int, _ field: Field, _ findings: inout Findings) -> Double? {
    guard let text = text(row, field) else { return nil }
    if case .number(let value) = number(row, field), (0...1).contains(value) { return value }
    if text.hasSuffix("%"), let value = Double(text.dropLast()), (0...100).contains(value) { return value / 100 }
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
    case .outsideDomain(let x, let y, let reason):
      what = Phrase("\(x), \(y) cannot be transformed (\(reason))", "\(x), \(y) 无法转换（\(reason)）")
    case .unavailable(let reason):
      what = Phrase("PROJ does not work: \(reason)", "PROJ 无法使用：\(reason)")
      remedy = Phrase("Install PROJ with its database", "请安装 PROJ 及其数据库")
    }
    return InputProblem(file: file, field: "crs", value: value, what, remedy)
  }
}
