import EMSFormats
import EMSModel
import Foundation
import GeoKit
import Yams

extension PlanFile {
  /// Plans are small; a file beyond this is something else.
  private static let largestPlan = 1 << 20

  /// Reads and checks a plan file.
  ///
  /// - Parameters:
  ///   - allowOutside: whether paths may lead out of the plan's folder, symbolic links resolved.
  ///   - settings: keys to set to other values than the file does, as paths joined by dots.
  /// - Throws: every problem of the file at once; `onlyMissingFiles` when the plan itself is not there.
  public static func read(
    at url: URL, allowOutside: Bool = false, settings: [String: String] = [:]
  ) throws(InputProblems) -> PlanFile {
    try PlanFile(
      yaml: text(at: url), file: url.lastPathComponent, folder: url.absoluteURL.deletingLastPathComponent(),
      allowOutside: allowOutside, settings: settings)
  }

  /// The text of a plan.
  static func text(at url: URL) throws(InputProblems) -> String {
    let data = try InputFile.read(url, as: url.relativePath, atMost: largestPlan)
    if let text = String(validating: data, as: UTF8.self) { return text }
    throw InputProblems([
      InputProblem(
        file: url.lastPathComponent, english: "the plan is not UTF-8 text", chinese: "方案文件不是 UTF-8 文本",
        remedyEnglish: "Save it as UTF-8", remedyChinese: "请另存为 UTF-8 编码")
    ])
  }

  /// Reads and checks a plan from its text.
  public init(
    yaml: String, file: String, folder: URL, allowOutside: Bool = false, settings: [String: String] = [:]
  ) throws(InputProblems) {
    var problems: [InputProblem] = []
    guard let written = YAMLSchema.compose(yaml, file: file, problems: &problems) else {
      throw InputProblems(problems)
    }
    for (path, value) in settings.sorted(by: { $0.key < $1.key }) {
      problems += Self.problems(ofSetting: path, to: value, file: file, place: .file)
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    let root = Self.setting(settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, in: written)
    try self.init(checking: root, file: file, folder: folder, allowOutside: allowOutside)
  }

  /// Checks the tree of a plan.
  init(checking root: Node, file: String, folder: URL, allowOutside: Bool) throws(InputProblems) {
    var problems: [InputProblem] = []
    Self.schema.check(root, file: file, problems: &problems)
    Self.checkTownships(root, file: file, problems: &problems)
    Self.checkDemand(root, file: file, problems: &problems)
    Self.checkFileNames(root, file: file, problems: &problems)
    Self.checkFriction(root, file: file, problems: &problems)
    Uncertainty.checkRanges(root, file: file, problems: &problems)
    Self.checkPhases(root, file: file, problems: &problems)
    if !allowOutside { Self.checkPaths(root, file: file, folder: folder, problems: &problems) }
    guard problems.isEmpty, let plan = Self(root: root, file: file, folder: folder) else {
      throw InputProblems(problems)
    }
    self = plan
    keys = Self.keys(of: root)
    phases = Self.phases(of: root)
    costs = Self.costs(of: root)
    allowsOutside = allowOutside
  }

  private static func checkTownships(_ root: Node, file: String, problems: inout [InputProblem]) {
    if let several = root["inputs"]?["townships"]?.sequence {
      for townships in several where townships["file"] == nil || townships["derive"] != nil {
        problems.append(
          InputProblem(
            file: file, place: .line(townships.mark?.line ?? 1), field: "inputs.townships",
            Phrase("each of several sources of townships is a file of boundaries", "多个乡镇数据源须各为边界文件"),
            Phrase("Give each its file:, without derive:", "请为每项填写 file:，不用 derive:")))
      }
      return
    }
    guard let townships = root["inputs"]?["townships"], townships.mapping != nil else { return }
    let line = townships.mark?.line ?? 1
    func complain(_ field: String, _ english: String, _ chinese: String, _ remedy: (String, String)) {
      problems.append(
        InputProblem(
          file: file, place: .line(line), field: "inputs.townships." + field, english: english, chinese: chinese,
          remedyEnglish: remedy.0, remedyChinese: remedy.1))
    }
    let derived = townships["derive"] != nil
    if derived, townships["seats"] == nil {
      complain(
        "seats", "derived boundaries need the seats", "推算乡镇边界需要驻地点位",
        ("Add seats: with the file of the township seats", "请添加 seats: 并填写乡镇驻地文件"))
    }
    if derived, townships["file"] != nil {
      complain(
        "file", "boundaries are either read from a file or derived, not both", "边界只能读取文件或推算，二者取一",
        ("Remove file: or derive:", "请删去 file: 或 derive:"))
    }
    if derived, root["inputs"]?["counties"] == nil {
      complain(
        "derive", "Thiessen cells are clipped to the county, and the plan names no counties",
        "泰森多边形须按县界裁剪，而方案没有给出县界",
        ("Add inputs.counties", "请添加 inputs.counties"))
    }
    if !derived, townships["file"] == nil {
      complain(
        "file", "this key is missing", "缺少此键",
        ("Add file:, or derive: thiessen with seats:", "请添加 file:，或 derive: thiessen 与 seats:"))
    }
  }

  private static func checkDemand(_ root: Node, file: String, problems: inout [InputProblem]) {
    guard let demand = root["inputs"]?["demand"], let method = demand["method"]?.scalar?.string else { return }
    let needsRaster = method == DemandMethod.populationRaster.rawValue
    guard needsRaster != (demand["file"] != nil) else { return }
    problems.append(
      InputProblem(
        file: file, place: .line(demand.mark?.line ?? 1), field: "inputs.demand.file",
        english: needsRaster ? "the method needs a raster of people" : "the method \(method) reads no file",
        chinese: needsRaster ? "该方法需要人口栅格" : "方法 \(method) 不读取文件",
        remedyEnglish: needsRaster ? "Add file: with a GeoTIFF" : "Remove file:, or set method: population-raster",
        remedyChinese: needsRaster ? "请添加 file: 并填写 GeoTIFF 文件" : "请删去 file:，或设 method: population-raster"))
  }

  private static func checkFriction(_ root: Node, file: String, problems: inout [InputProblem]) {
    guard let friction = root["inputs"]?["friction"] else { return }
    func complain(_ key: String, _ english: String, _ chinese: String, _ remedy: (String, String)) {
      problems.append(
        InputProblem(
          file: file, place: .line(friction.mark?.line ?? 1), field: "inputs.friction.\(key)", english: english,
          chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1))
    }
    let hasLandCover = friction["land_cover"] != nil
    if hasLandCover == (friction["file"] != nil) {
      complain(
        "file", "the ground is given either by its pace (file) or by its land cover", "地面须由阻力（file）或土地覆盖给出，二者取一",
        ("Give file:, or land_cover: with speeds:", "请给出 file:，或 land_cover: 与 speeds:"))
    }
    if hasLandCover, friction["unit"] != nil {
      complain(
        "unit", "unit belongs to file, not to land_cover", "unit 只用于 file，不用于 land_cover", ("Remove unit:", "请删去 unit:")
      )
    }
    if hasLandCover != (friction["speeds"] != nil) {
      complain(
        "speeds", "land_cover and speeds belong together", "land_cover 与 speeds 须同时给出",
        ("Add land_cover: and speeds: such as 10=3,40=4.5,80=0", "请添加 land_cover: 与 speeds:，如 10=3,40=4.5,80=0"))
    }
  }

  /// The keys of an input that name a file.
  private static let filePathKeys = ["file", "seats", "land_cover", "elevation", "closed", "barriers"]

  private static func checkFileNames(_ root: Node, file: String, problems: inout [InputProblem]) {
    for (name, input) in root["inputs"]?.mapping ?? [:] where input.sequence?.isEmpty == true {
      problems.append(
        InputProblem(
          file: file, place: .line(input.mark?.line ?? 1), field: "inputs.\(name.scalar?.string ?? "")",
          Phrase("the list names no file", "列表没有给出文件"), Phrase("Name a file", "请填写文件")))
    }
    for (key, path) in pathNodes(below: root["inputs"], "inputs") where path.scalar?.string.isEmpty == true {
      problems.append(
        InputProblem(
          file: file, place: .line(path.mark?.line ?? 1), field: key, english: "no file is named",
          chinese: "没有填写文件名", remedyEnglish: "Name the file", remedyChinese: "请填写文件名"))
    }
  }

  /// The values that name files, at whatever depth, with their keys joined by dots.
  private static func pathNodes(below node: Node?, _ path: String) -> [(key: String, node: Node)] {
    if let items = node?.sequence { return items.flatMap { pathNodes(below: $0, path) } }
    return (node?.mapping ?? [:]).flatMap { name, value -> [(key: String, node: Node)] in
      let key = "\(path).\(name.scalar?.string ?? "")"
      if value.scalar != nil { return filePathKeys.contains(name.scalar?.string ?? "") ? [(key, value)] : [] }
      return pathNodes(below: value, key)
    }
  }

  private static func checkPaths(_ root: Node, file: String, folder: URL, problems: inout [InputProblem]) {
    var paths = pathNodes(below: root["inputs"], "inputs")
    if let profile = root["profile"], profile.scalar.map({ namesFile($0.string) }) == true {
      paths.append(("profile", profile))
    }
    if let speeds = root["inputs"]?["roads"]?["speeds"], speeds.scalar.map({ namesFile($0.string) }) == true {
      paths.append(("inputs.roads.speeds", speeds))
    }
    for (key, node) in paths {
      guard let named = node.scalar?.string else { continue }
      // A Shapefile or raster is read with the files beside it that bear its name.
      guard
        let path = ([named] + PlanFolder.companions(of: named, in: folder)).first(where: {
          PlanFolder.leads($0, outOf: folder)
        })
      else { continue }
      problems.append(
        InputProblem(
          file: file, place: .line(node.mark?.line ?? 1), field: key, value: path,
          english: "“\(path)” leads out of the plan's folder", chinese: "“\(path)”指向方案文件夹之外",
          remedyEnglish: "Copy the file beside the plan, or allow it with --allow-outside",
          remedyChinese: "请把文件放到方案文件夹内，或用 --allow-outside 允许"))
    }
  }

  /// nil only when the schema's check would have complained.
  private init?(root: Node, file: String, folder: URL) {
    guard let name = root["name"]?.scalar?.string, let profile = root["profile"]?.scalar?.string,
      let inputs = root["inputs"].flatMap(Inputs.init)
    else { return nil }
    let travel = root["travel"]
    self.init(
      name: name, profile: profile, inputs: inputs, emergencyTravel: travel?["emergency"].map(Travel.init),
      clinicTravel: travel?["clinics"].map(Travel.init),
      serviceCircleTravel: travel?["service_circle"].map(Travel.init),
      siting: root["siting"].map(Siting.init) ?? Siting(),
      language: root["output"]?["language"]?.scalar.flatMap { Language(rawValue: $0.string) }, file: file,
      folder: folder)
    chineseName = root["name_zh"]?.scalar?.string
    uncertainty = root["uncertainty"].map(Uncertainty.init)
    func counts(_ key: String) -> Bool? { root["stations"]?[key]?.scalar.map { $0.string == "count" } }
    stations = StationRule(countsPartTime: counts("hours"), countsWithoutAmbulance: counts("without_ambulance"))
    attribution = root["attribution"]?.scalar?.string
    let output = root["output"]
    outputs = OutputChoice(
      flatGeobuf: output?["flatgeobuf"]?.bool ?? false, perCounty: output?["per_county"]?.bool ?? false,
      maps: output?["maps"]?.sequence.map { words in
        Set(words.compactMap { $0.scalar.flatMap { OutputChoice.MapFormat(rawValue: $0.string) } })
      })
  }
}

extension PlanFile.Layer {
  fileprivate init?(_ node: Node, file key: String = "file") {
    if let sequence = node.sequence {
      let sources = sequence.compactMap { PlanFile.Layer($0, file: key) }
      guard let first = sources.first, sources.count == sequence.count else { return nil }
      self = first
      more = Array(sources.dropFirst())
      return
    }
    guard let file = node[key]?.scalar?.string else { return nil }
    var columns: [Field: String] = [:]
    for field in Field.allCases { columns[field] = node[field.rawValue]?.scalar?.string }
    self.init(
      file: file, crs: node["crs"]?.scalar?.string, encoding: node["encoding"]?.scalar?.string,
      layer: node["layer"]?.scalar?.string, swapXY: node["swap_xy"]?.bool ?? false, columns: columns)
    rowsWhere = node["where"]?.scalar?.string
    refusesUnlocated = node["unlocated"]?.scalar.map { $0.string == "error" }
    takesPointsInside = node["areas"]?.scalar?.string == "inside"
    unknownPeople = node["unknown_people"]?.scalar.flatMap { UnknownPeople(rawValue: $0.string) } ?? .keep
    for (word, meaning) in node["tiers"]?.mapping ?? [:] {
      if let word = word.scalar?.string { tiers[word] = meaning.scalar?.string }
    }
    tables = [node["table"].flatMap { PlanFile.Layer($0) }].compactMap { $0 }
  }
}

extension PlanFile.Inputs {
  fileprivate init?(_ node: Node) {
    guard let facilities = node["facilities"].flatMap({ PlanFile.Layer($0) }), let townships = node["townships"] else {
      return nil
    }
    if townships.mapping != nil, townships["derive"] != nil, let seats = PlanFile.Layer(townships, file: "seats") {
      self.init(townships: .thiessen(seats: seats), facilities: facilities)
    } else if let boundaries = PlanFile.Layer(townships) {
      self.init(townships: .boundaries(boundaries), facilities: facilities)
    } else {
      return nil
    }
    counties = node["counties"].flatMap { PlanFile.Layer($0) }
    neighbours = node["neighbours"].flatMap { PlanFile.Layer($0) }
    settlements = node["settlements"].flatMap { PlanFile.Layer($0) }
    indicators = node["indicators"].flatMap { PlanFile.Layer($0) }
    if let method = node["demand"]?["method"]?.scalar.flatMap({ PlanFile.DemandMethod(rawValue: $0.string) }) {
      demand = PlanFile.Demand(
        method: method, grid: .kilometres(node["demand"]?["grid_km"]?.float ?? 5),
        file: node["demand"]?["file"]?.scalar?.string)
    }
    roads = node["roads"].flatMap { PlanFile.Roads($0) }
    friction = node["friction"]?["file"]?.scalar?.string
    frictionUnit = node["friction"]?["unit"]?.scalar.flatMap { FrictionUnit(rawValue: $0.string) }
    if let file = node["friction"]?["land_cover"]?.scalar?.string, let speeds = node["friction"]?["speeds"] {
      landCover = PlanFile.LandCover(file: file, speeds: speeds.scalar?.string ?? "")
    }
    elevation = node["friction"]?["elevation"]?.scalar?.string
  }
}

extension PlanFile.Roads {
  fileprivate init?(_ node: Node) {
    guard let file = node["file"]?.scalar?.string else { return nil }
    func text(_ key: String) -> String? { node[key]?.scalar?.string }
    self.init(
      file: file,
      fields: LineLayerFields(
        layer: text("layer"), roadClass: text("class"), speed: text("speed"), oneWay: text("one_way"),
        identifier: text("id"), crs: text("crs"),
        joinTolerance: node["join_metres"]?.float ?? 1),
      season: text("season"), closed: text("closed"), speeds: text("speeds"),
      hour: node["hour"]?.int, barriers: text("barriers"),
      vehicle: VehicleSize(height: node["vehicle_height_m"]?.float, width: node["vehicle_width_m"]?.float))
  }
}

extension PlanFile.Travel {
  fileprivate init(_ node: Node) {
    self.init(
      model: node["model"]?.scalar.flatMap { PlanFile.TravelModelName(rawValue: $0.string) } ?? .straightLine,
      mode: node["mode"]?.scalar.flatMap { TravelMode(rawValue: $0.string) },
      turnout: node["turnout_minutes"]?.float.map { .seconds($0 * 60) },
      speedKilometresPerHour: node["speed_kmh"]?.float, detourFactor: node["detour"]?.float,
      limit: node["minutes"]?.float.map { .seconds($0 * 60) })
  }
}

extension PlanFile.Siting {
  fileprivate init(_ node: Node) {
    self.init(timeLimit: node["time_limit_seconds"]?.float.map { .seconds($0) }, gap: node["gap"]?.float)
    for tier in PlanFile.sitedTiers {
      guard let counts = node[tier.rawValue] else { continue }
      func texts(_ key: String) -> [String]? {
        counts[key].map { node in (node.sequence.map(Array.init) ?? [node]).compactMap { $0.scalar?.string } }
      }
      var own = PlanFile.SiteCounts(
        count: counts["count"]?.int, minimumPerCounty: counts["min_per_county"]?.int,
        maximumPerCounty: counts["max_per_county"]?.int)
      (own.existing, own.excluded, own.forced) = (texts("existing") ?? [], texts("exclude") ?? [], texts("force") ?? [])
      own.candidates = texts("candidates")
      self.counts[tier] = own
    }
  }
}
