import EMSModel
import EMSReading
import TravelNetwork

/// A season or a state of the roads, on top of a mode.
public struct RoadScenario: Hashable, Sendable {
  /// By class of road, the share of the usual speed that is left: 0.7 is 30 % slower, 0 is closed.
  public var classFactors: [String: Double]
  /// Lines that are closed, by their number in `RoadLines`, as the planner names them: ways of OpenStreetMap, features
  /// of a line layer or values of its field.
  public var closed: [Int64: String]
  /// How fast each class is; nil takes the standard table.
  public var speeds: SpeedTable?
  /// The hour of the day, 0 to 23, for the factors of the speed table; nil where it has none.
  public var hour: Int?

  public init(
    classFactors: [String: Double] = [:], closed: [Int64: String] = [:], speeds: SpeedTable? = nil, hour: Int? = nil
  ) {
    self.classFactors = classFactors
    self.speeds = speeds
    self.hour = hour
    self.closed = closed
  }

  /// The share of the usual speed that is left; what a season says of a class of OpenStreetMap holds for the Chinese
  /// ones that are a kind of it, unless it names those themselves.
  func factor(ofClass name: String) -> Double {
    classFactors[name] ?? Self.kinds[name].flatMap { classFactors[$0] } ?? 1
  }

  /// - Throws: that the speeds differ by the hour and none is said, or one is said and they do not.
  public func checkHour(_ option: String, in file: String) throws(InputProblems) {
    let hasHours = speeds?.hasHours ?? false
    if hasHours == (hour != nil) { return }
    let table = speeds?.name ?? "standard"
    throw InputProblems([
      hasHours
        ? InputProblem(
          file: file, field: option, english: "the speeds of \(table) differ by the hour, and none is said",
          chinese: "速度表 \(table) 按时段区分速度，但未指定时刻", remedyEnglish: "Give \(option), 0 to 23",
          remedyChinese: "请用 \(option) 指定 0 至 23 时")
        : InputProblem(
          file: file, field: option, value: hour.map(String.init),
          english: "the speeds of \(table) are the same at every hour", chinese: "速度表 \(table) 不分时段",
          remedyEnglish: "Remove \(option), or give a table with hours", remedyChinese: "请删去 \(option)，或使用分时段的速度表")
    ])
  }

  private static let kinds = ["farm_track": "track", "village_road": "residential", "urban_street": "residential"]

  /// A scenario as planners write it.
  ///
  /// - Parameters:
  ///   - season: `class=factor,…` with factors from 0 to 2, such as `primary=0.8,track=0`; classes of OpenStreetMap, or
  ///     Chinese ones, which mean those that road layers' classes are read as; nil for the usual speeds.
  ///   - file: where the season stands, a plan or an option.
  ///   - field: the key in the plan.
  /// - Throws: every part of the season that is none, names no class, or one that it has named before.
  public init(season: String?, in file: String, field: String? = nil) throws(InputProblems) {
    self.init()
    var findings = Findings()
    func add(_ part: String, _ what: Phrase, _ remedy: Phrase) {
      findings.add(InputProblem(file: file, field: field, value: part, what, remedy), rule: part)
    }
    for part in AssignmentWords.read(season ?? "") {
      guard let (word, factor) = part.pair, (0...2).contains(factor) else {
        add(
          part.written,
          Phrase(
            "“\(part.written)” is not class=factor with a factor from 0 to 2",
            "“\(part.written)”不是“类别=系数”（系数 0 至 2）"),
          Phrase("Write primary=0.8,track=0", "请写作 primary=0.8,track=0"))
        continue
      }
      let name = RoadWords.chineseClasses[word] ?? word
      if !Self.classes.contains(name) {
        let near = NearestWord.to(name, in: Self.classes.sorted())
        add(
          part.written, Phrase("no mode knows the class of road \(word)", "没有任何方式使用道路类别 \(word)"),
          near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") }
            ?? Phrase("Use the classes of OpenStreetMap", "请使用 OpenStreetMap 的道路类别"))
      } else if let speed = Self.fastest[name], speed * factor > TravelMode.ambulance.fastest {
        let driven = NumberText.decimals(speed * factor, 0)
        add(
          part.written,
          Phrase(
            "“\(part.written)” makes \(driven) km/h of \(word); none goes above \(Int(TravelMode.ambulance.fastest))",
            "“\(part.written)”使\(word)的速度达 \(driven) km/h；不应超过 \(Int(TravelMode.ambulance.fastest))"),
          Phrase("Give the share of the usual speed: 0.8", "请填写占通常速度的比例，如 0.8"))
      } else if classFactors.updateValue(factor, forKey: name) != nil {
        add(
          part.written, Phrase("the class of road \(word) has two factors", "道路类别 \(word) 有两个系数"),
          Phrase("Keep one", "请只保留一个"))
      }
    }
    try findings.throwProblems()
  }

  /// What a season may name: the classes of every mode, and roads that exist in winter only.
  public static let classes = Set(RoadMode.all.flatMap { $0.classSpeeds.keys } + RoadMode.winterRoads)

  /// Kilometres per hour of the quickest mode, by class.
  private static let fastest = RoadMode.all.reduce(into: [String: Double]()) { speeds, mode in
    speeds.merge(mode.classSpeeds, uniquingKeysWith: max)
  }

  /// What a reader must know: closed roads that are not among the roads, and classes of the season that no road has.
  public func notes(on lines: RoadLines) -> [Note] {
    var notes = speeds?.notes ?? []
    let known = Set(lines.identifiers)
    let missing = closed.filter { !known.contains($0.key) }
    if !missing.isEmpty {
      let some = missing.sorted { $0.key < $1.key }.prefix(5).map(\.value).joined(separator: ", ")
      notes.append(
        Note(
          .warning, english: "\(missing.count.of("closed road is", "closed roads are")) not among the roads: \(some)",
          chinese: "\(missing.count) 条封闭道路不在道路数据中：\(some)"))
    }
    let classes = lines.attributeSets.flatMap { set in
      let name = set["highway"] ?? set["route"] ?? ""
      return [name, Self.kinds[name] ?? name] + RoadMode.winterRoads.filter { set[$0] == "yes" }
    }
    let without = Set(classFactors.keys).subtracting(classes).sorted()
    if !without.isEmpty {
      let list = without.joined(separator: ", ")
      notes.append(
        Note(
          .warning, english: "the season changes nothing for classes that no road has: \(list)",
          chinese: "没有道路属于以下等级，季节系数对其不起作用：\(list)"))
    }
    return notes
  }
}
