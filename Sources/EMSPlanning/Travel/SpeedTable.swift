import EMSFormats
import EMSModel
import Foundation

/// How fast each mode travels on each class of road, with the source of every figure.
public struct SpeedTable: Hashable, Sendable {
  /// One figure.
  public struct Speed: Hashable, Sendable {
    /// Above zero.
    public var kilometresPerHour: Double
    /// Where the figure comes from, in the words of the table.
    public var source: String
    /// Whether somebody has held the figure against the source's own text.
    public var isVerified: Bool
  }

  /// As a plan or a command names it.
  public let name: String
  public let title: Phrase
  /// By class of road; a class that is missing is closed to the mode.
  public let speeds: [TravelMode: [String: Speed]]
  /// Shares of those speeds that are left in a region, at some hours or on a class; all that match count.
  public let factors: [SpeedFactor]

  /// The table where no other is named.
  ///
  /// It ships with the tool and is read without fault in every test; what cannot be read closes all roads.
  public static let standard =
    (try? SpeedTable(named: "standard"))
    ?? SpeedTable(name: "standard", title: Phrase("", ""), speeds: [:], factors: [])

  /// The tables that ship inside the tool.
  static let embedded: [(name: String, bytes: [UInt8])] = [
    ("standard", PackageResources.standard_yaml), ("china", PackageResources.china_yaml),
    ("germany", PackageResources.germany_yaml),
  ]

  /// The names of the tables that ship with the tool.
  public static var names: [String] { embedded.map(\.name) }

  init(name: String, title: Phrase, speeds: [TravelMode: [String: Speed]], factors: [SpeedFactor]) {
    self.name = name
    self.title = title
    self.speeds = speeds
    self.factors = factors
  }

  /// The table of the tool of that name, or in the file of that path.
  ///
  /// - Parameters:
  ///   - name: `standard`, `china`, `germany`, or a path that ends in `.yaml`.
  ///   - folder: where a path starts from; nil means the working folder.
  /// - Throws: every problem of the table; that there is none of that name.
  public init(named name: String, in folder: URL? = nil) throws(InputProblems) {
    if let own = Self.embedded.first(where: { $0.name == name }) {
      self = try Self(yaml: String(decoding: own.bytes, as: UTF8.self), file: name + ".yaml", name: name)
      return
    }
    guard PlanFile.namesFile(name) else {
      let names = Self.names
      let list = names.joined(separator: ", ")
      throw InputProblems([
        InputProblem(
          file: name, english: "there is no table of speeds “\(name)”", chinese: "没有名为“\(name)”的速度表",
          remedyEnglish: NearestWord.to(name, in: names).map { "Did you mean \($0)?" }
            ?? "The tables are \(list); or give the path of a .yaml file",
          remedyChinese: NearestWord.to(name, in: names).map { "是否应为 \($0)？" } ?? "可用：\(list)；或给出 .yaml 文件的路径")
      ])
    }
    let url = folder.map { name.hasPrefix("/") ? URL(fileURLWithPath: name) : $0.appendingPathComponent(name) }
    let data = try InputFile.read(url ?? URL(fileURLWithPath: name), as: name, atMost: 1 << 20)
    let text = String(decoding: try TextEncoding.utf8(data, declared: "utf-8", file: name), as: UTF8.self)
    self = try Self(yaml: text, file: name, name: name)
  }

  /// Kilometres per hour of the mode by class.
  func classSpeeds(_ mode: TravelMode) -> [String: Double] { (speeds[mode] ?? [:]).mapValues(\.kilometresPerHour) }

  /// The share of the mode's speed that is left on a class of road, in the regions and at the hour.
  func factor(of mode: TravelMode, on roadClass: String, in regions: Set<String> = [], at hour: Int? = nil) -> Double {
    factors.reduce(1) { $1.holds(mode, roadClass, regions, hour) ? $0 * $1.factor : $0 }
  }

  /// By class the 95 % interval of true speed over the speed used, where the table tells it for the whole area and day.
  package func intervals(of mode: TravelMode) -> [String: ClosedRange<Double>] {
    var result: [String: ClosedRange<Double>] = [:]
    for factor in factors where factor.factor > 0 && factor.region == nil && factor.hours == nil {
      guard let roadClass = factor.roadClass, let range = factor.range, factor.mode ?? mode == mode else { continue }
      let own = range.lowerBound / factor.factor...range.upperBound / factor.factor
      let before = result[roadClass] ?? 1...1
      result[roadClass] = before.lowerBound * own.lowerBound...before.upperBound * own.upperBound
    }
    return result
  }

  /// The regions that its factors name, in order.
  public var regions: [String] { Set(factors.compactMap(\.region)).sorted() }

  /// Whether the table says something of some hours of the day.
  public var hasHours: Bool { factors.contains { $0.hours != nil } }

  /// What a reader must know of the table: which it is, and which of its figures nobody has verified.
  public var notes: [Note] {
    if name == "standard" { return [] }
    let all =
      speeds.values.flatMap(\.values).map { (source: $0.source, isVerified: $0.isVerified) }
      + factors.map { (source: $0.source, isVerified: $0.isVerified) }
    let open = Set(all.filter { !$0.isVerified }.map(\.source)).sorted()
    var notes = [
      Note(
        .assumption, english: "speeds on roads: \(title.english) (\(name))", chinese: "道路速度：\(title.chinese)（\(name)）")
    ]
    if !open.isEmpty {
      let list = open.joined(separator: "; ")
      notes.append(
        Note(
          .warning,
          english:
            "\(all.count { !$0.isVerified }) of \(all.count) speeds and factors have not been held against their source's own text: \(list)",
          chinese: "\(all.count) 个速度和系数中有 \(all.count { !$0.isVerified }) 个未对照来源原文核实：\(list)"))
    }
    return notes
  }
}
