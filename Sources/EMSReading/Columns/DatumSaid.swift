import EMSFormats
import EMSModel
import GeoKit

/// The datum that a table says beside its coordinates: in the headers of their columns, or in a column of its own.
struct DatumSaid {
  /// As a plan declares it.
  let name: String
  /// The header that says it.
  let header: String
  /// Whether the cells of that column say it.
  let isInCells: Bool

  /// Who says it, as a sentence names it.
  var who: Phrase {
    isInCells ? Phrase("the column \(header)", "“\(header)”列") : Phrase("the header \(header)", "列名 \(header) ")
  }

  init(name: String, header: String) { (self.name, self.header, isInCells) = (name, header, false) }

  private init(name: String, column: String) { (self.name, header, isInCells) = (name, column, true) }

  private static let headers: Set<String> = [
    "坐标系", "坐标系统", "坐标系名称", "坐标系类型", "坐标类型", "坐标基准", "坐标参照系", "坐标参考系", "空间参考", "大地基准", "测绘基准", "地理坐标系", "datum",
    "geodeticdatum", "crs", "srs", "srid", "epsg", "epsgcode", "coordinatesystem", "coordinatereferencesystem",
    "spatialreference", "coordsystem", "coordsys", "systemedecoordonnees", "sistemadecoordenadas",
  ]

  /// What the rows of a column of datums say; nil where the table has none, or, with the problem, where the rows differ.
  ///
  /// A column none of whose words is a datum is of something else, such as the date that Datum is in German, which is said.
  static func inColumn(of table: any SourceTable, _ findings: inout Findings) -> (said: DatumSaid?, isWrong: Bool) {
    for column in table.columns.indices where headers.contains(FieldSynonyms.normalised(table.columns[column])) {
      let header = table.columns[column]
      var rows: [String: [Int]] = [:]
      var unknown: [(row: Int, text: String)] = []
      for row in 0..<table.rowCount {
        guard let text = table.text(row, column), WrittenNumber.read(text, style: .point) != .unknown else { continue }
        if let datum = datum(text, header) { rows[datum, default: []].append(row) } else { unknown.append((row, text)) }
      }
      if rows.isEmpty {
        if let first = unknown.first {
          findings.note(
            .warning, "\(table.file): \(header) says no datum that is known, such as “\(first.text)”, and is not read",
            "\(table.file)：\(header) 列的内容（如“\(first.text)”）不是已知的坐标系，未读取")
        }
        continue
      }
      if let first = unknown.first {
        findings.add(
          InputProblem(
            file: table.file, place: table.place(ofRow: first.row), field: header, value: first.text,
            Phrase("“\(first.text)” is not a known datum", "不认识的坐标系“\(first.text)”"),
            Phrase(
              "Write wgs84, cgcs2000, gcj02, bd09 or epsg:N in every row",
              "请在各行写明 wgs84、cgcs2000、gcj02、bd09 或 epsg:N"), repeats: unknown.count - 1), rule: "datum column")
        return (nil, true)
      }
      // WGS 84 and CGCS2000 are taken as equal.
      let names = rows.keys.sorted()
      if names.count == 1 || names == ["cgcs2000", "wgs84"] {
        return (DatumSaid(name: names[names.count - 1], column: header), false)
      }
      let list = names.map { name in
        let places = RowList.text((rows[name] ?? []).map { table.place(ofRow: $0) })
        return Phrase("\(name) in \(places.english)", "\(name)：\(places.chinese)")
      }
      findings.add(
        InputProblem(
          file: table.file, field: header, value: names.joined(separator: ", "),
          Phrase(
            "the rows are in several datums: \(list.map(\.english).joined(separator: "; "))",
            "各行的坐标系不同：\(list.map(\.chinese).joined(separator: "；"))"),
          Phrase(
            "Bring all rows to one datum (emsplan convert), or give those of each datum a file of their own",
            "请将各行转换为同一坐标系（emsplan convert），或按坐标系分为不同文件")), rule: "datum column")
      return (nil, true)
    }
    return (nil, false)
  }

  /// The datum that a cell names, as a plan declares it: `GCJ-02`, 国家2000坐标系, `EPSG:4547`, and under a header of codes
  /// `4547`.
  private static func datum(_ text: String, _ header: String) -> String? {
    let isOfCodes = ["epsg", "epsgcode", "srid"].contains(FieldSynonyms.normalised(header))
    if isOfCodes, let code = Int(text), code > 0 { return Datum(name: "epsg:\(code)")?.name }
    if let datum = Datum(name: text) { return datum.name }
    let compact = HalfWidth.compact(text).filter { $0.isLetter || $0.isNumber }
    return HeaderWords.datum(in: compact)?.name
  }
}
