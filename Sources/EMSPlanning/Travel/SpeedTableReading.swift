import EMSFormats
import EMSModel
import EMSReading
import Yams

extension SpeedTable {
  private static let schema: YAMLSchema = .object([
    .init(
      "title",
      .object([.init("en", .text, required: true, "English."), .init("zh", .text, required: true, "Chinese.")]),
      required: true, "What the table is."),
    .init("extends", .choice(["standard", "china", "germany"]), "The table whose other speeds hold."),
    .init(
      "sources",
      .mapping(
        .object([
          .init("text", .text, required: true, "The source."),
          .init("verified", .flag, required: true, "Whether its figures were held against its own text."),
        ])), required: true, "The sources by their names."),
    .init(
      "speeds",
      .list(
        .object([
          .init("class", .text, required: true, "Class of road."),
          .init("mode", .choice(TravelMode.allCases.map(\.rawValue)), required: true, "Mode of travel."),
          .init("kmh", .number(1...200), required: true, "Speed."),
          .init("source", .text, required: true, "Name of the source."),
        ])), "One speed on each line."),
    .init(
      "factors",
      .list(
        .object([
          .init("factor", .number(0...2), required: true, "Share of the speed that is left; 0 closes the road."),
          .init("low", .number(0...100), "Lower end of the 95 % interval of the factor, as roads calibrate writes it."),
          .init("high", .number(0...100), "Upper end of it."),
          .init("class", .text, "Class of road; all when left out."),
          .init("mode", .choice(TravelMode.allCases.map(\.rawValue)), "Mode of travel; all when left out."),
          .init("region", .text, "Id or name of a county or township of the plan; everywhere when left out."),
          .init("hours", .text, "Hours of the day: 7-9 is from seven until nine; 22-6 passes midnight."),
          .init("source", .text, required: true, "Name of the source."),
        ])), "Shares of the speeds by class, mode, region and hour; all that match are multiplied."),
  ])

  init(yaml: String, file: String, name: String) throws(InputProblems) {
    var problems: [InputProblem] = []
    guard let root = YAMLSchema.compose(yaml, file: file, problems: &problems) else { throw InputProblems(problems) }
    Self.schema.check(root, file: file, problems: &problems)
    guard problems.isEmpty else { throw InputProblems(problems) }
    var speeds: [TravelMode: [String: Speed]] = [:]
    var factors: [SpeedFactor] = []
    if let parent = root["extends"]?.scalar?.string {
      let table = try Self(named: parent)
      (speeds, factors) = (table.speeds, table.factors)
    }
    // The standard table says which classes there are.
    let known = name == "standard" ? nil : Set(Self.standard.speeds.values.flatMap(\.keys))
    func complain(_ row: Node, _ key: String, _ value: String, _ what: Phrase, _ remedy: Phrase) {
      problems.append(
        InputProblem(file: file, place: .line(row.mark?.line ?? 1), field: key, value: value, what, remedy))
    }
    func source(_ row: Node, _ list: String) -> (text: String, isVerified: Bool)? {
      let key = row["source"]?.scalar?.string ?? ""
      guard let source = root["sources"]?[key] else {
        complain(
          row, "\(list).source", key, Phrase("there is no source “\(key)”", "没有名为“\(key)”的来源"),
          Phrase("Add it to sources:", "请在 sources: 中添加"))
        return nil
      }
      return (source["text"]?.scalar?.string ?? key, source["verified"]?.bool ?? false)
    }
    func roadClass(_ row: Node, _ list: String) -> String? {
      guard let word = row["class"]?.scalar?.string else { return nil }
      let roadClass = RoadWords.chineseClasses[word] ?? word
      if known?.contains(roadClass) == false {
        complain(
          row, "\(list).class", word, Phrase("no mode knows the class of road \(word)", "没有任何方式使用道路类别 \(word)"),
          Phrase("Use the classes of OpenStreetMap", "请使用 OpenStreetMap 的道路类别"))
      }
      return roadClass
    }
    func mode(_ row: Node) -> TravelMode? { row["mode"]?.scalar.flatMap { TravelMode(rawValue: $0.string) } }
    var seen: Set<[String]> = []
    for row in root["speeds"]?.sequence ?? [] {
      guard let kmh = row["kmh"]?.float, let mode = mode(row), let roadClass = roadClass(row, "speeds"),
        let source = source(row, "speeds")
      else { continue }
      if !seen.insert([mode.rawValue, roadClass]).inserted {
        complain(
          row, "speeds.class", roadClass,
          Phrase("\(roadClass) has two speeds for \(mode.rawValue)", "\(roadClass) 对 \(mode.rawValue) 有两个速度"),
          Phrase("Keep one", "请只保留一个"))
      }
      if kmh > mode.fastest {
        complain(
          row, "speeds.kmh", "\(kmh)",
          Phrase(
            "no \(mode.title.english) goes above \(Int(mode.fastest)) km/h",
            "\(mode.title.chinese)不会超过 \(Int(mode.fastest)) km/h"), Phrase("Correct it", "请改正"))
      }
      speeds[mode, default: [:]][roadClass] = Speed(
        kilometresPerHour: kmh, source: source.text, isVerified: source.isVerified)
    }
    for row in root["factors"]?.sequence ?? [] {
      var hours: HoursOfDay?
      if let text = row["hours"]?.scalar?.string {
        hours = HoursOfDay(text)
        if hours == nil {
          complain(
            row, "factors.hours", text, Phrase("“\(text)” are no hours of the day", "“\(text)”不是一天中的时段"),
            Phrase("Write 7-9 or 22-6", "请写作 7-9 或 22-6"))
        }
      }
      let roadClass = roadClass(row, "factors")
      guard let factor = row["factor"]?.float, let source = source(row, "factors") else { continue }
      var range: ClosedRange<Double>?
      let ends = [row["low"]?.float, row["high"]?.float]
      if let low = ends[0], let high = ends[1], low <= factor, factor <= high {
        range = low...high
      } else if ends.contains(where: { $0 != nil }) {
        complain(
          row, "factors.low", ends.map { $0.map { "\($0)" } ?? "–" }.joined(separator: ", "),
          Phrase("the interval does not hold the factor \(factor)", "区间不包含系数 \(factor)"),
          Phrase("Give low and high around the factor, or neither", "请给出包含系数的 low 与 high，或都不写"))
      }
      factors.append(
        SpeedFactor(
          factor: factor, mode: mode(row), roadClass: roadClass, region: row["region"]?.scalar?.string, hours: hours,
          source: source.text, isVerified: source.isVerified, range: range))
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    let title = root["title"]
    self.init(
      name: name, title: Phrase(title?["en"]?.scalar?.string ?? name, title?["zh"]?.scalar?.string ?? name),
      speeds: speeds, factors: factors)
    problems = implausible(file)
    guard problems.isEmpty else { throw InputProblems(problems) }
  }

  /// Classes on which, in some region or at some hour, somebody is quicker than an ambulance, or than its mode can be.
  private func implausible(_ file: String) -> [InputProblem] {
    let places = [[]] + regions.map { [$0] }
    let hours: [Int?] = [nil] + (hasHours ? (0..<24).map { $0 } : [])
    let classes = Set(speeds.values.flatMap(\.keys)).sorted()
    return classes.compactMap { roadClass in
      for place in places {
        for hour in hours {
          func speed(_ mode: TravelMode) -> Double? {
            speeds[mode]?[roadClass].map {
              $0.kilometresPerHour * factor(of: mode, on: roadClass, in: Set(place), at: hour)
            }
          }
          if let problem = Self.implausible(roadClass, speed, file) { return problem }
        }
      }
      return nil
    }
  }

  private static func implausible(
    _ roadClass: String, _ speed: (TravelMode) -> Double?, _ file: String
  ) -> InputProblem? {
    func kmh(_ speed: Double) -> String { "\(NumberText.decimals(speed, 1)) km/h" }
    for mode in TravelMode.allCases {
      guard let speed = speed(mode), speed > mode.fastest else { continue }
      return InputProblem(
        file: file, field: "factors", value: roadClass,
        english: "with its factors \(roadClass) is used at \(kmh(speed)); no \(mode.title.english) goes above "
          + kmh(mode.fastest),
        chinese: "乘以系数后 \(roadClass) 的速度为 \(kmh(speed))；\(mode.title.chinese)不会超过 \(kmh(mode.fastest))",
        remedyEnglish: "Correct the factors", remedyChinese: "请改正系数")
    }
    let others = TravelMode.allCases.filter { $0 != .ambulance }.compactMap(speed)
    guard let ambulance = speed(.ambulance), let quickest = others.max(), quickest > ambulance else { return nil }
    return InputProblem(
      file: file, field: "speeds", value: roadClass,
      english: "on \(roadClass) an ambulance goes at \(kmh(ambulance)), slower than others at \(kmh(quickest))",
      chinese: "\(roadClass) 上救护车速度为 \(kmh(ambulance))，慢于其他方式的 \(kmh(quickest))",
      remedyEnglish: "Give the ambulance at least the speed of the others there", remedyChinese: "救护车速度不应低于同一道路上的其他方式"
    )
  }
}
