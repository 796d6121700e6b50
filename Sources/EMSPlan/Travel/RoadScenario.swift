import TravelNetwork

/// A season or a state of the roads, on top of a mode.
public struct RoadScenario: Hashable, Sendable {
  /// By class of road, the share of the usual speed that is left: 0.7 is 30 % slower, 0 is closed.
  public var classFactors: [String: Double]
  /// Identifiers of lines that are closed: ways of OpenStreetMap, features of a line layer.
  public var closed: Set<Int64>

  public init(classFactors: [String: Double] = [:], closed: Set<Int64> = []) {
    self.classFactors = classFactors
    self.closed = closed
  }

  /// A scenario as planners write it.
  ///
  /// - Parameters:
  ///   - season: `class=factor,…` with factors from 0 to 2, such as `primary=0.8,track=0`; classes of OpenStreetMap, or
  ///     Chinese ones, which mean those that road layers' classes are read as; nil for the usual speeds.
  ///   - closedRoads: the text of a list with one identifier on each line; nil for none.
  public init(season: String?, closedRoads: String?) throws(RoadScenarioError) {
    self.init()
    for part in season?.split(separator: ",") ?? [] {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix(while: \.isWhitespace) }
      guard pair.count == 2, let factor = Double(pair[1]), (0...2).contains(factor) else {
        throw .factor(String(part))
      }
      let name = RoadWords.chineseClasses[String(pair[0])] ?? String(pair[0])
      guard Self.classes.contains(name) else { throw .unknownClass(name) }
      classFactors[name] = factor
    }
    for (number, line) in (closedRoads ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let word = line.filter { !$0.isWhitespace }
      if word.isEmpty { continue }
      guard let identifier = Int64(word) else { throw .identifier(line: number + 1, String(line)) }
      closed.insert(identifier)
    }
  }

  /// What a season may name: the classes of every mode, and roads that exist in winter only.
  public static let classes = Set(RoadMode.all.flatMap { $0.classSpeeds.keys } + RoadMode.winterRoads)

  /// What a reader must know: closed roads that are not among the roads, and classes of the season that no road has.
  public func notes(on lines: RoadLines) -> [Note] {
    var notes: [Note] = []
    let missing = closed.subtracting(lines.identifiers)
    if !missing.isEmpty {
      let some = missing.sorted().prefix(5).map(String.init).joined(separator: ", ")
      notes.append(
        Note(
          .warning, english: "\(missing.count) closed roads are not among the roads: \(some)",
          chinese: "\(missing.count) 条封闭道路不在道路数据中：\(some)"))
    }
    let classes = lines.attributeSets.flatMap { set in
      [set["highway"] ?? set["route"] ?? ""] + RoadMode.winterRoads.filter { set[$0] == "yes" }
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

/// Why the words of a season or of a list of closed roads cannot be read.
public enum RoadScenarioError: Error, Hashable, Sendable {
  /// Not `class=factor` with a factor from 0 to 2.
  case factor(String)
  /// A class of road that no mode knows.
  case unknownClass(String)
  /// A line of the list that is not a whole number.
  case identifier(line: Int, String)

  /// What is wrong and what to do.
  public var words: (what: Phrase, remedy: Phrase) {
    switch self {
    case .factor(let part):
      return (
        Phrase("\(part) is not class=factor with a factor from 0 to 2", "\(part) 不是“类别=系数”（系数 0 至 2）"),
        Phrase("Write primary=0.8,track=0", "请写作 primary=0.8,track=0")
      )
    case .unknownClass(let name):
      let near = NearestWord.to(name, in: RoadScenario.classes.sorted())
      return (
        Phrase("no mode knows the class of road \(name)", "没有任何方式使用道路类别 \(name)"),
        near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") }
          ?? Phrase("Use the classes of OpenStreetMap", "请使用 OpenStreetMap 的道路类别")
      )
    case .identifier(let line, let text):
      return (
        Phrase("line \(line): \(text) is not the identifier of a road", "第 \(line) 行：\(text) 不是道路编号"),
        Phrase("Write one whole number on each line", "每行写一个整数")
      )
    }
  }
}
