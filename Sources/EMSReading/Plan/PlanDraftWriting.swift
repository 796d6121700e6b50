import EMSModel

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
    text += "profile: national\ninputs:\n"
    text += layer(.counties, key: "counties", language, missing: nil)
    if chosen(.townships) == nil, let seats = chosen(.seats) {
      text += comment(on: seats, language)
      text += say(
        "  # No boundaries of townships were found: they are derived as Thiessen cells of the seats, within the counties.\n",
        "  # 未找到乡镇边界：以驻地的泰森多边形推导，并按县界裁剪。\n")
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
    text += layer(.settlements, key: "settlements", language, missing: nil)
    text += layer(.indicators, key: "indicators", language, missing: nil)
    text += demand(language)
    for (role, key) in [(Role.roads, "roads"), (.friction, "friction")] {
      if let source = chosen(role) { text += "  \(key): {file: \(Self.quoted(source.file))}\n" }
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
    guard let source = chosen(role) else {
      guard let missing else { return "" }
      let remedy = Phrase("name the file here", "请在此填写文件名")
      return "  # \(missing[language])\(language == .chinese ? "；" : "; ")\(remedy[language]).\n  \(key): {file: ''}\n"
    }
    return comment(on: source, language) + "  \(key): \(braces(keys(of: source, file: "file")))\n"
  }

  private func braces(_ keys: [String]) -> String { "{" + keys.joined(separator: ", ") + "}" }

  private func keys(of source: Source, file: String) -> [String] {
    var keys = ["\(file): \(Self.quoted(source.file))"]
    if let layer = source.layer { keys.append("layer: \(Self.quoted(layer))") }
    if let datum = source.datum, !source.isDatumItsOwn { keys.append("crs: \(datum)") }
    if source.isSwapped { keys.append("swap_xy: true") }
    return keys
  }

  private func comment(on source: Source, _ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    let count = NumberText.grouped(source.rows ?? 0)
    let list = Field.allCases.compactMap { field in source.columns[field].map { "\($0) → \(field.rawValue)" } }
      .joined(separator: say(", ", "，"))
    var text = say("  # \(count) rows; columns read: \(list).", "  # \(count) 行；识别的列：\(list)。")
    if !source.unknownColumns.isEmpty {
      let rest = source.unknownColumns.joined(separator: say(", ", "、"))
      text += say(" Not read: \(rest).", "未用的列：\(rest)。")
    }
    text += "\n"
    guard source.hasPlaces else { return text }
    switch (source.datum, source.isDatumItsOwn) {
    case (let datum?, true):
      text += say("  # Datum, as the file says: \(datum).\n", "  # 坐标系（文件自述）：\(datum)。\n")
    case (_?, false):
      text += say(
        "  # Metres with a zone's number: a Gauss–Krüger zone of CGCS2000 is assumed. Check it.\n",
        "  # 坐标为带带号的米制坐标，按 CGCS2000 高斯–克吕格投影处理，请核实。\n")
    case (nil, _):
      text += say(
        "  # The file does not say its datum: WGS 84 is read. Add crs: gcj02 for points from Amap or Tencent, bd09 from Baidu, cgcs2000.\n",
        "  # 文件未说明坐标系，按 WGS 84 读取。点位取自高德、腾讯的请加 crs: gcj02，取自百度的加 crs: bd09，另有 cgcs2000。\n")
    }
    if source.role == .facilities, source.columns[.tier] == nil {
      text += say(
        "  # No column says the tier (三级, 二级, 卫生院 …): name it with tier: HEADER.\n",
        "  # 未找到级别列（三级、二级、卫生院……）：请用 tier: 列名 指明。\n")
    }
    return text
  }

  private func demand(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    if let raster = chosen(.population) {
      return say(
        "  # People from the raster, conserved within the counties. \(raster.file) must hold people per cell.\n",
        "  # 人口取自栅格，县界内总数守恒。\(raster.file) 须为每个单元的人数。\n")
        + "  demand: {method: population-raster, file: \(Self.quoted(raster.file))}\n"
    }
    if chosen(.settlements)?.columns[.population] != nil { return "" }
    let isKnown = chosen(.counties).map { $0.columns[.population] != nil && $0.columns[.urbanShare] != nil } ?? false
    let line = "demand: {method: urban-at-seats-rural-on-grid, grid_km: 5}\n"
    return say(
      "  # No settlement has people: without this line nobody lives anywhere. It spreads each county's people and says so.\n",
      "  # 居民点没有人口数：没有此行则各处人口未知。此方法按县分摊人口，并在成果中注明。\n")
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

  /// The files that the plan does not use, and why.
  private func leftOver(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    var lines: [String] = []
    for source in sources {
      let name = source.file + (source.layer.map { " (\($0))" } ?? "")
      if let role = source.role {
        guard let chosen = chosen(role), (chosen.file, chosen.layer ?? "") != (source.file, source.layer ?? "") else {
          continue
        }
        lines.append(say("\(name) looks like \(role.rawValue), too", "\(name) 也像 \(role.rawValue)"))
      } else {
        lines.append(
          source.hasPlaces
            ? say("\(name): not known what it is", "\(name)：无法判断内容")
            : say("\(name) has no coordinates", "\(name) 没有坐标"))
      }
    }
    lines += problems.map { $0.text(in: language) }
    if lines.isEmpty { return "" }
    return say("# Not used:\n", "# 未使用：\n")
      + lines.map { "#   \($0.replacing("\n", with: " "))\n" }.joined()
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
