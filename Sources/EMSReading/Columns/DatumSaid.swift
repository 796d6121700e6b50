import EMSFormats
import EMSModel
import GeoKit

/// The datum that a table says beside its coordinates: in the headers of their columns, in a column of its own, or in a line
/// above or below the table.
struct DatumSaid {
  enum Kind: Hashable { case header, column, line }

  /// As a plan declares it.
  let name: String
  /// The header or line that says it.
  let header: String
  let kind: Kind
  /// The zone of a map grid that it names; nil for a datum alone.
  private(set) var zone: Phrase?

  /// Who says it, as a sentence names it.
  var who: Phrase {
    switch kind {
    case .header: Phrase("the header \(header)", "列名 \(header) ")
    case .column: Phrase("the column \(header)", "“\(header)”列")
    case .line: Phrase("the line “\(header)” beside the table", "表外文字“\(header)”")
    }
  }

  /// What the headers of coordinates say: a zone that one of them names, else the first datum; nil where they say none.
  static func inHeaders(_ headers: [String]) -> DatumSaid? {
    let said = headers.compactMap { header in
      HeaderMeaning(header).datum.map { DatumSaid($0, header, .header) }
    }
    let zones = headers.compactMap { header in MapZoneSaid(header).map { (zone: $0, header: header) } }
    guard let first = zones.first, Set(zones.map(\.zone.name)).count == 1,
      said.allSatisfy({ $0.name == "cgcs2000" || $0.name == "wgs84" })
    else { return said.first }
    return DatumSaid(first.zone, first.header, .header)
  }

  private init(_ zone: MapZoneSaid, _ header: String, _ kind: Kind) {
    self.init(zone.name, header, kind)
    self.zone = zone.zone
  }

  private init(_ name: String, _ header: String, _ kind: Kind) {
    (self.name, self.header, self.kind) = (name, header, kind)
  }

  /// What the lines above and below a table say, such as 坐标系：GCJ-02 or 注：坐标采用高德坐标; nil where they say none, or,
  /// with the problem, where they name several.
  ///
  /// Where a line tells from which datum to which the coordinates were brought, the latter is said.
  ///
  /// - Parameter isDeclared: whether the plan says which one is right, so that several are no problem.
  static func inLines(
    of table: any SourceTable, isDeclared: Bool, _ findings: inout Findings
  ) -> (said: DatumSaid?, isWrong: Bool) {
    var said: [DatumSaid] = []
    var unknown: [String] = []
    for text in table.linesBeside {
      let plain = WrittenNumber.plain(text).lowercased()
      guard FooterWords.isAboutDatum(plain) else { continue }
      let target = plain.split(separator: conversion).last.map { datums(in: String($0)) } ?? []
      let names = target.isEmpty ? datums(in: plain) : target
      if names.allSatisfy({ $0 == "cgcs2000" || $0 == "wgs84" }), let zone = MapZoneSaid(text) {
        said.append(DatumSaid(zone, String(text.prefix(60)), .line))
        continue
      }
      let line = String(text.count > 60 ? text.prefix(60) + "…" : text)
      said += names.map { DatumSaid($0, line, .line) }
      // 坐标系：地方独立坐标系 says one that nobody knows here.
      let label = plain.prefix { !": ".contains($0) }
      if names.isEmpty, label.count < plain.count, FooterWords.isOfDatum(String(label)) { unknown.append(line) }
    }
    guard let first = said.first else {
      if let line = unknown.first, !isDeclared {
        findings.note(
          .warning,
          "\(table.file): the line “\(line)” beside the table says no datum that is known; declare it (crs: …), or the points may be off by hundreds of metres",
          "\(table.file)：表外文字“\(line)”不是已知的坐标系；请声明（crs: …），否则点位可能偏移数百米")
      }
      return (nil, false)
    }
    let names = Set(said.map(\.name))
    if names.count == 1 || names == ["cgcs2000", "wgs84"] { return (first, false) }
    if isDeclared { return (nil, false) }
    findings.add(
      InputProblem(
        file: table.file, field: "crs", value: names.sorted().joined(separator: ", "),
        Phrase(
          "lines beside the table name several datums: “\(Set(said.map(\.header)).sorted().joined(separator: "”, “"))”",
          "表外文字写有多个坐标系：“\(Set(said.map(\.header)).sorted().joined(separator: "”、“"))”"),
        Phrase(
          "Declare the one of the coordinates: crs: wgs84, cgcs2000, gcj02 or bd09",
          "请声明坐标实际采用的坐标系：crs: wgs84、cgcs2000、gcj02 或 bd09")),
      rule: "datum lines")
    return (nil, true)
  }

  nonisolated(unsafe) private static let conversion =
    /(?:转换|转化|转|纠偏|纠正|校正|换算)(?:为|成|到|至)|(?:converted|transformed|brought|reprojected) (?:in)?to/

  /// Every datum that a text names, as plans declare them.
  private static func datums(in text: String) -> [String] {
    var names = text.matches(of: code).map { Datum(name: "epsg:\($0.1)")?.name ?? "epsg:\($0.1)" }
    var rest = text.replacing(code, with: "").filter { $0.isLetter || $0.isNumber }
    while let found = HeaderWords.datum(in: rest) {
      if !names.contains(found.name) { names.append(found.name) }
      rest = found.rest
    }
    return names
  }

  /// Warns of a header of coordinates that names a system which nobody here knows, such as 经度（独立坐标系） or Longitude (Arc
  /// 1960).
  static func warn(ofUnknownIn headers: [String], of table: any SourceTable, _ findings: inout Findings) {
    let unknown = headers.filter { header in
      HeaderMeaning(header).datum == nil && namesOtherSystem(header)
    }
    if unknown.isEmpty { return }
    let list = unknown.joined(separator: ", ")
    findings.note(
      .warning,
      "\(table.file): \(list) names a system that is not known and is read as wgs84; declare it (crs: …), or the points may be off by hundreds of metres",
      "\(table.file)：\(list) 所写的坐标系未知，按 wgs84 读取；请声明（crs: …），否则点位可能偏移数百米")
  }

  /// Whether a text names a system that nobody here knows.
  static func namesOtherSystem(_ text: String) -> Bool {
    FieldSynonyms.withoutAccents(WrittenNumber.plain(text)).lowercased().replacing("_", with: " ").contains(
      otherSystems)
  }

  /// Local systems, and datums of other countries as headers name them.
  nonisolated(unsafe) private static let otherSystems =
    /独立坐标|地方坐标|城市坐标|城建坐标|当地坐标|自定义坐标|\b(?:local (?:grid|datum|system)|arc[ _]?1960|clarke[ _]?18\d\d|minna|nad[ _]?(?:27|83)|ed[ _]?50|tokyo|jgd|tgd2000|twd[ _]?67|pulkovo|sk[ _-]?42|indian[ _]?19\d\d|everest|kalianpur|kertau|adindan|cape datum|psad|sad[ _]?69|hartebeesthoek|luzon|naparima|hu[ _-]?tzu|timbalai|wgs[ _]?72)\b/

  nonisolated(unsafe) private static let code = /epsg[^a-z0-9]{0,3}([0-9]{4,6})/

  /// What the rows of a column of datums say; nil where the table has none, or, with the problem, where the rows differ.
  ///
  /// A column none of whose words is a datum is of something else, such as the date that Datum is in German, which is said.
  static func inColumn(of table: any SourceTable, _ findings: inout Findings) -> (said: DatumSaid?, isWrong: Bool) {
    for column in table.columns.indices where FooterWords.isOfDatum(table.columns[column]) {
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
        return (DatumSaid(names[names.count - 1], header, .column), false)
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
    if let zone = MapZoneSaid(text) { return zone.name }
    let compact = HalfWidth.compact(text).filter { $0.isLetter || $0.isNumber }
    return HeaderWords.datum(in: compact)?.name
  }
}
