import EMSFormats
import EMSModel
import Foundation

extension PlanDraft {
  /// The plan file with its comments.
  ///
  /// - Parameter name: what the plan is called.
  public func yaml(name: String, language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    var text = say(
      """
      # Written by emsplan init from the files of this folder. Check every line, then run
      #   emsplan check plan.yaml          reads everything and names every problem
      #   emsplan plan plan.yaml -o out    works the plan out; then open out/report.html

      """,
      """
      # 由 emsplan init 根据本文件夹中的数据写成。请核对每一行，然后运行
      #   emsplan check plan.yaml          读取全部数据并列出所有问题
      #   emsplan plan plan.yaml -o out    生成规划，然后打开 out/report.html

      """)
    text += "name: \(Self.quoted(name))\n"
    text += say(
      "# The policy profile: emsplan profiles lists them, emsplan rules --profile NAME explains one.\n",
      "# 政策配置：emsplan profiles 列出全部，emsplan rules --profile 名称 解释其中一项。\n")
    text += "profile: \(Self.quoted(profile))\ninputs:\n"
    text += layer(.counties, key: "counties", language, missing: nil)
    if chosen(.townships) == nil, let seats = chosen(.seats) {
      text += comment(on: seats, language)
      text += say(
        "  # No boundaries of townships were found: they are derived as Thiessen cells of the seats, within the counties.\n",
        "  # 未找到乡镇边界：以驻地的泰森多边形推算，并按县界裁剪。\n")
      text += "  townships: \(braces(["derive: thiessen"] + keys(of: seats, file: "seats")))\n"
    } else {
      text += layer(
        .townships, key: "townships", language,
        missing: Phrase(
          "Boundaries of the townships, or points of their seats, were not found", "未找到乡镇边界或乡镇驻地点位"))
    }
    text += layer(
      .facilities, key: "facilities", language,
      missing: Phrase("Points of the hospitals and health centres were not found", "未找到医疗机构点位"))
    if chosen(.neighbours) != nil {
      text += say(
        "  # No place of this list lies in the region: they reach its people, and are never sited or judged. Check it.\n",
        "  # 名单中的机构均在区域以外：可就近服务本区域人口，但不参与选址和评分。请核实。\n")
    }
    text += layer(.neighbours, key: "neighbours", language, missing: nil)
    text += layer(.settlements, key: "settlements", language, missing: nil)
    text += layer(.indicators, key: "indicators", language, missing: nil)
    text += demand(language)
    for (role, key) in [(Role.roads, "roads"), (.friction, "friction")] {
      if let source = chosen(role) { text += "  \(key): \(braces(keys(of: source, file: "file")))\n" }
    }
    text += travel(language)
    text += say(
      "# How many to site, where it is not what the profile says; national names no numbers, and sites nothing without this line:\n",
      "# 与政策配置不同的选址数量；national 未规定数量，没有此行则不选址：\n")
    text += "# siting: {county_sub_centre: {count: 6}, emergency_sub_centre: {count: 12}, time_limit_seconds: 30}\n"
    text += "output: {language: \(language.rawValue)}\n"
    return text + leftOver(language)
  }

  private func layer(_ role: Role, key: String, _ language: Language, missing: Phrase?) -> String {
    let sources = taken(role)
    guard let source = sources.first else {
      guard let missing else { return "" }
      let remedy = Phrase("name the file here", "请在此填写文件名")
      return "  # \(missing[language])\(language == .chinese ? "；" : "; ")\(remedy[language]).\n  \(key): {file: ''}\n"
    }
    if sources.count > 1 {
      return "  \(key):\n"
        + sources.map { comment(on: $0, language, indent: "    ") + block($0, indent: "    - ", language) }.joined()
    }
    let table = role == .townships ? chosen(.townshipTable) : nil
    let isPlain = source.named.isEmpty && source.tiers.lines.isEmpty && source.datumReason == nil && table == nil
    let skips = role.isOfFacilities && source.withoutPlace > 0
    if isPlain, !skips {
      return comment(on: source, language) + "  \(key): \(braces(keys(of: source, file: "file")))\n"
    }
    return comment(on: source, language) + "  \(key):\n" + block(source, indent: "    ", language)
      + (table.map { joined($0, language) } ?? "")
  }

  private func braces(_ keys: [String]) -> String { "{" + keys.joined(separator: ", ") + "}" }

  private func keys(of source: DraftSource, file: String) -> [String] {
    var keys = ["\(file): \(Self.quoted(source.file))"]
    if let layer = source.layer { keys.append("layer: \(Self.quoted(layer))") }
    if let datum = source.datum, !source.isDatumItsOwn { keys.append("crs: \(datum)") }
    if source.isSwapped { keys.append("swap_xy: true") }
    if source.isOfAreas { keys.append("areas: inside") }
    if let one = source.rowsOfOne { keys.append("where: \(Self.quoted(one.condition))") }
    return keys
  }

  /// A key on each line, with what each guess rests on.
  private func block(_ source: DraftSource, indent: String, _ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    var lines = keys(of: source, file: "file")
    if let reason = source.datumReason {
      let note = say("guessed: \(reason.english)", "推断：\(reason.chinese)")
      let at = lines.firstIndex { $0.hasPrefix("crs: ") }
      if let at {
        lines[at] += "   # \(Self.oneLine(note))"
      } else {
        lines.append("crs: wgs84   # \(Self.oneLine(note))")
      }
    }
    for (field, header) in source.named.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("\(field.rawValue): \(Self.quoted(header))")
    }
    if source.role?.isOfFacilities == true, source.withoutPlace > 0 {
      let count = source.withoutPlace
      lines.append(
        "unlocated: skip   # "
          + say(
            count.of("row has no place and is left out", "rows have no place and are left out"),
            "\(count) 行没有位置，不纳入"))
    }
    if !source.tiers.lines.isEmpty {
      lines.append(
        "tiers:   # "
          + say(
            "guessed from names; ignore leaves out. Correct what is wrong", "由名称推断；ignore 表示不纳入。有误请改正"))
      lines += source.tiers.lines.map { line in
        let why =
          line.isUnknown
          ? say("nothing says what it is: \(line.example)", "无从判断：\(line.example)")
          : say("for example \(line.example)", "例如 \(line.example)")
        return "  \(Self.quoted(line.word)): \(line.tier)   # \(line.count); \(Self.oneLine(why))"
      }
    }
    let rest = String(repeating: " ", count: indent.count)
    return lines.enumerated().map { ($0.offset == 0 ? indent : rest) + $0.element + "\n" }.joined()
  }

  /// The table of the townships' people, joined by their names.
  private func joined(_ table: DraftSource, _ language: Language) -> String {
    let rivals = table.people.filter { $0 != table.columns[.population] }
    var text = ""
    if !rivals.isEmpty {
      let list = rivals.joined(separator: language == .chinese ? "、" : ", ")
      text +=
        language == .chinese ? "    # 另有人口列：\(list)。\n" : "    # It counts people in other columns, too: \(list).\n"
    }
    return text + "    table:\n" + block(table, indent: "      ", language)
  }

  private func comment(on source: DraftSource, _ language: Language, indent: String = "  ") -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    let count = NumberText.grouped(source.rows ?? 0)
    let list = Field.allCases.compactMap { field in source.columns[field].map { "\($0) → \(field.rawValue)" } }
      .joined(separator: say(", ", "，"))
    var lines = [
      say(
        "\((source.rows ?? 0).of("row", "rows")); columns read: \(list).", "\(count) 行；识别的列：\(list)。")
    ]
    if !source.unknownColumns.isEmpty {
      let rest = source.unknownColumns.joined(separator: say(", ", "、"))
      lines[0] += say(" Not read: \(rest).", "未用的列：\(rest)。")
    }
    if let one = source.rowsOfOne {
      lines.append(
        one.kind == .years
          ? say(
            "Each place has a row for every year: those of \(one.header) \(one.whole) are read, others by where.",
            "同一地点每年一行：读取 \(one.header) 为 \(one.whole) 的行，其他年份请改 where。")
          : say(
            "Each place has rows of all people and of parts: those of \(one.header) \(one.whole) are read.",
            "同一地点既有合计行又有分项行：读取 \(one.header) 为 \(one.whole) 的行。"))
    }
    lines += source.notes.prefix(4).map { $0.text(in: language) }
    if source.hasPlaces {
      switch (source.datum, source.isDatumItsOwn) {
      case (let datum?, true):
        lines.append(say("Datum, as the file says: \(datum).", "坐标系（文件自述）：\(datum)。"))
      case ("cgcs2000-gk", false):
        lines.append(
          say(
            "Metres with a zone's number: a Gauss–Krüger zone of CGCS2000 is assumed. Check it.",
            "坐标为带带号的米制坐标，按 CGCS2000 高斯–克吕格投影处理，请核实。"))
      case ("epsg:3857", false):
        lines.append(
          say(
            "Metres as maps on the web have them: Web Mercator is assumed. Check it.",
            "坐标为网络地图的米制坐标，按 Web 墨卡托处理，请核实。"))
      case (nil, _) where source.datumReason == nil && !source.needsDatum:
        lines.append(say("The file does not say its datum: WGS 84 is read.", "文件未说明坐标系，按 WGS 84 读取。"))
      case (nil, _) where source.datumReason == nil:
        lines.append(
          say(
            "The file does not say its datum: WGS 84 is read. Add crs: gcj02 for points from Amap or Tencent, bd09 from Baidu, cgcs2000.",
            "文件未说明坐标系，按 WGS 84 读取。点位取自高德、腾讯的请加 crs: gcj02，取自百度的加 crs: bd09，另有 cgcs2000。"))
      default: break
      }
    }
    if source.role?.isOfFacilities == true, source.columns[.tier] == nil, source.tiers.lines.isEmpty {
      lines.append(
        say(
          "No column says the tier (三级, 二级, 卫生院 …): name it with tier: HEADER.",
          "未找到级别列（三级、二级、卫生院……）：请用 tier: 列名 指明。"))
    }
    if !source.tiers.known.isEmpty {
      let known = source.tiers.known.prefix(12).map { "\($0.word) → \($0.tier) \($0.count)" }
        .joined(separator: say(", ", "，"))
      lines.append(
        say("Tiers by the column: \(known)", "列中写明的级别：\(known)") + (source.tiers.known.count > 12 ? " …" : ""))
    }
    return lines.map { "\(indent)# \(Self.oneLine($0))\n" }.joined()
  }

  private func demand(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    if let raster = chosen(.population) {
      if chosen(.settlements)?.columns[.population] != nil {
        return say(
          "  # \(raster.file) is not used: the settlements have people of their own. For people from the raster, remove them and write:\n",
          "  # 未使用 \(raster.file)：村居已有人口。如需以栅格为准，请去掉村居并写：\n")
          + "  # demand: {method: population-raster, file: \(Self.quoted(raster.file))}\n"
      }
      let later = RasterWords.yearToCome(inName: raster.file).map { year in
        say(
          "  # Its name says \(year), for which nobody has been counted: the people are a projection.\n",
          "  # 文件名所示年份为 \(year) 年，尚无统计，其人口为预测。\n")
      }
      return (later ?? "")
        + say(
          "  # People from the raster, conserved within the counties. \(raster.file) must hold people per cell.\n",
          "  # 人口取自栅格，县界内总数守恒。\(raster.file) 须为每个单元的人数。\n")
        + "  demand: {method: population-raster, file: \(Self.quoted(raster.file))}\n"
    }
    if chosen(.settlements)?.columns[.population] != nil { return "" }
    let isKnown = chosen(.counties).map { $0.columns[.population] != nil && $0.columns[.urbanShare] != nil } ?? false
    let line = "demand: {method: urban-at-seats-rural-on-grid, grid_km: 5}\n"
    return say(
      "  # No settlement has people: without this line nobody lives anywhere. It spreads each county's people and says so.\n",
      "  # 村居没有人口数：没有此行则各处人口未知。此方法按县分摊人口，并在成果中注明。\n")
      + (isKnown
        ? "  \(line)"
        : say("  # It needs population and urban_share of the counties.\n", "  # 需要县界数据含人口与城镇化率两列。\n") + "  # \(line)")
  }

  private func travel(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    let model = chosen(.roads) != nil ? "roads" : chosen(.friction) != nil ? "friction" : "straight-line"
    let remark = say(
      "# Travel: straight-line (speed and detour of the profile), roads (an OpenStreetMap extract) or friction.\n",
      "# 出行模型：straight-line（直线，速度与绕行系数取自政策配置）、roads（OpenStreetMap 道路）或 friction（地形阻力）。\n")
    return remark
      + "travel:\n  emergency: {model: \(model), mode: ambulance}\n  clinics: {model: \(model), mode: drive}\n  service_circle: {model: \(model), mode: drive}\n"
  }

  /// The endings of tables, layers and rasters of formats that are not read.
  private static let formatsNotRead: Set<String> = [
    "gml", "dwg", "dxf", "e00", "mdb", "accdb", "sqlite", "topojson", "geopackage", "et", "wps", "doc", "docx", "pdf",
    "html", "htm", "img", "nc", "hdf", "vrt", "jp2", "grd", "rar", "7z", "tar",
  ]

  /// The files and layers that the plan does not use, and why.
  public var unused: [Phrase] {
    var phrases: [Phrase] = []
    for source in sources {
      let name = source.file + (source.layer.map { " (\($0))" } ?? "")
      if let role = source.role {
        if taken(role).contains(where: { $0.isSame(as: source) }), role != .seats || chosen(.townships) == nil {
          continue
        }
        phrases.append(Phrase("\(name) looks like \(role.rawValue), too", "\(name) 也像\(role.name.chinese)"))
      } else if let why = source.why {
        phrases.append(Phrase("\(name): \(why.english)", "\(name)：\(why.chinese)"))
      } else {
        phrases.append(
          source.hasPlaces
            ? Phrase("\(name): not known what it is", "\(name)：无法判断内容")
            : Phrase("\(name) has no coordinates", "\(name) 没有坐标"))
      }
    }
    phrases += locks.map { name in
      Phrase(
        "\(name) is what Office keeps while \(name.dropFirst(Self.lockMark.count)) is open: save that and close it before the plan is worked out",
        "\(name) 是 Office 打开 \(name.dropFirst(Self.lockMark.count)) 时的临时文件：请先保存并关闭该文件")
    }
    phrases += strangers.map { name in
      if let markup = markups[name] {
        return Phrase(
          "\(name): by its content the file is \(markup.name.english). \(markup.remedy.english)",
          "\(name)：按内容，该文件是\(markup.name.chinese)。\(markup.remedy.chinese)")
      }
      return Self.formatsNotRead.contains((name as NSString).pathExtension.lowercased())
        ? Phrase(
          "\(name) is of a format that is not read: save a table as .xlsx or .csv, a layer as GeoPackage with QGIS or ogr2ogr, a raster as GeoTIFF",
          "\(name) 的格式不能读取：表格请另存为 .xlsx 或 .csv，图层请用 QGIS 或 ogr2ogr 转为 GeoPackage，栅格请转为 GeoTIFF")
        : Phrase("\(name) is no table, layer or raster", "\(name) 不是表格、图层或栅格")
    }
    return phrases + problems.map { Phrase($0.text(in: .english), $0.text(in: .chinese)) }
  }

  private func leftOver(_ language: Language) -> String {
    let lines = unused.map { $0[language] }
    if lines.isEmpty { return "" }
    return (language == .chinese ? "# 未使用：\n" : "# Not used:\n") + lines.map { "#   \(Self.oneLine($0))\n" }.joined()
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// A scalar as YAML reads it back in a flow mapping, quoted where it must be.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "._-/（）".contains($0) }
      && text.contains { $0.isLetter } && text.first?.isLetter == true
      && !["true", "false", "yes", "no", "null", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      return "\""
        + text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        .joined() + "\""
    }
    return "'" + text.replacing("'", with: "''") + "'"
  }
}

extension PlanDraft.Role {
  /// Whether its rows are facilities, on either side of the region's border.
  var isOfFacilities: Bool { self == .facilities || self == .neighbours }

  /// What the role is called.
  public var name: Phrase {
    switch self {
    case .counties: Phrase(rawValue, "县界")
    case .townships: Phrase(rawValue, "乡镇边界")
    case .seats: Phrase(rawValue, "乡镇驻地")
    case .facilities: Phrase(rawValue, "医疗机构")
    case .neighbours: Phrase(rawValue, "界外机构")
    case .settlements: Phrase(rawValue, "村居")
    case .indicators: Phrase(rawValue, "指标")
    case .roads: Phrase(rawValue, "道路")
    case .population: Phrase(rawValue, "人口栅格")
    case .friction: Phrase(rawValue, "阻力栅格")
    case .townshipTable: Phrase(rawValue, "乡镇人口表")
    }
  }
}
