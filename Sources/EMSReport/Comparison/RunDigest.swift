import EMSFormats
import EMSModel
import EMSPolicy
import Foundation
import GeoKit

/// What a finished run said, as far as two runs can be compared: read back from its own files.
public struct RunDigest: Hashable, Sendable {
  struct Site: Hashable, Sendable {
    var service: String
    var name: String
    var rank: Int?
    var populationGained: Int?
    var location: Coordinate?
  }

  struct Measure: Hashable, Sendable {
    var name: Phrase
    var unit: MeasureUnit
    var value: Double?
  }

  /// The people of a town who are beyond the greatest radius with the plan.
  struct Town: Hashable, Sendable {
    var name: String
    var people: Int
  }

  struct Village: Hashable, Sendable {
    var name: String
    var population: Int?
    var provision: String
    /// The village whose clinic serves it; nil where a facility does.
    var servedByVillage: String?
    var servedByName: String?
    var rule: String
    var location: Coordinate?
  }

  struct Score: Hashable, Sendable {
    var rule: String
    var title: Phrase
    var level: String
    var unitName: String
    var status: String
    var found: Phrase
  }

  /// What one rule did in the run.
  public struct Effect: Hashable, Sendable {
    public var status: RuleRecord.Status
    /// nil where it was not judged.
    public var statusBefore: RuleRecord.Status?
    public var found: Phrase
    /// How many villages it gave their service.
    public var villages = 0
    /// How many recommended sites take their number or standard from it.
    public var sites = 0
  }

  /// The version of the tool.
  var version = ""
  /// The name of the plan.
  public private(set) var name = ""
  /// The SHA-256 of each file that was read.
  var files: [String: String] = [:]
  /// Every key of the plan with its value.
  var keys: [String: String] = [:]
  /// What is compared by its name alone: the profile, counts of the inputs.
  var settings: [String: String] = [:]
  /// The rules that were scored, by id.
  private var ruleNames: [String: Phrase] = [:]
  /// The figures of the profile, by rule and figure.
  var figures: [String: Phrase] = [:]
  var measures: [String: Measure] = [:]
  /// By id; those of no township under the empty id.
  var towns: [String: Town] = [:]
  /// Recommended sites by service and id.
  var sites: [String: Site] = [:]
  var villages: [String: Village] = [:]
  /// By rule, level and unit.
  var scores: [String: Score] = [:]
  /// What each phase builds in the whole region, by the year it ends with, and what that costs.
  var phases: [String: Phrase] = [:]

  private var outcomes: [String: Effect] = [:]

  /// What a rule did; nil when the run did not score it.
  public func effect(of rule: String) -> Effect? {
    guard var effect = outcomes[rule] else { return nil }
    effect.villages = villages.values.count { $0.rule == rule }
    effect.sites = sites.values.count { RunComparison.rulesOfService[$0.service]?.contains(rule) == true }
    return effect
  }

  /// The names of the rule and of its figure, of the key `rule figure`.
  func figureName(_ key: String) -> Phrase {
    let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return Phrase(key, key) }
    let rule =
      PolicyRules[key: parts[0]]?.name ?? ruleNames[parts[0]]
      ?? (parts[0] == "travel" ? Phrase("Travel", "出行") : Phrase(parts[0], parts[0]))
    return Phrase(
      "\(rule.english), \(Figure.label(of: parts[1], in: .english))",
      "\(rule.chinese)，\(Figure.label(of: parts[1], in: .chinese))")
  }

  /// The key of the profile of the run.
  public var profile: String? { settings["profile"] }

  /// The names of the files that are read.
  static let files = ["summary.json", "sites.geojson", "clinics.geojson"]

  /// What a run in a folder said.
  ///
  /// - Throws: `InputProblems` for a folder that holds no finished run, `onlyMissingFiles` where files are not there.
  public init(folder: URL) throws(InputProblems) {
    var contents: [String: Data] = [:]
    for name in Self.files {
      let file = folder.appendingPathComponent(name)
      do throws(InputProblems) {
        contents[name] = try InputFile.read(file, as: file.path)
      } catch {
        guard error.onlyMissingFiles else { throw error }
        throw InputProblems(
          [
            InputProblem(
              file: file.path, english: "the file is not there, so this is no finished run",
              chinese: "文件不存在，不是已完成的规划结果",
              remedyEnglish: "Give the folder that `emsplan plan -o` wrote", remedyChinese: "请给出 emsplan plan -o 写出的文件夹"
            )
          ], onlyMissingFiles: true)
      }
    }
    try self.init(contents, in: folder.path)
  }

  /// What a report says, through the files that it would write.
  package init(_ report: PlanReport) throws {
    let layers = PlanLayer.all(of: report)
    var contents = ["summary.json": Data(JSONWriter.indented(PlanSummary.value(of: report)))]
    for layer in layers where Self.files.contains(layer.name + ".geojson") {
      contents[layer.name + ".geojson"] = Data(
        try GeoJSONWriter.bytes(name: layer.name, notes: [], features: layer.features))
    }
    try self.init(contents, in: "")
  }

  private init(_ contents: [String: Data], in folder: String) throws(InputProblems) {
    func object(_ name: String) throws(InputProblems) -> [String: Any] {
      let value = contents[name].flatMap { try? JSONSerialization.jsonObject(with: $0) }
      guard let object = value as? [String: Any] else {
        throw InputProblems([
          InputProblem(
            file: "\(folder)/\(name)", english: "the file is not what EMSPlan writes", chinese: "文件不是 EMSPlan 写出的格式",
            remedyEnglish: "Run the other plan again", remedyChinese: "请重新运行另一规划")
        ])
      }
      return object
    }
    read(summary: try object("summary.json"))
    for (feature, location) in Self.features(try object("sites.geojson"))
    where feature["status"] as? String == "recommended" {
      guard let service = feature["service"] as? String, let id = feature["id"] as? String else { continue }
      sites["\(service) \(id)"] = Site(
        service: service, name: feature["name"] as? String ?? id, rank: feature["rank"] as? Int,
        populationGained: feature["population_gained"] as? Int, location: location)
    }
    for (feature, location) in Self.features(try object("clinics.geojson")) {
      guard let id = feature["settlement_id"] as? String, let provision = feature["provision"] as? String else {
        continue
      }
      villages[id] = Village(
        name: feature["name"] as? String ?? id, population: feature["population"] as? Int, provision: provision,
        servedByVillage: feature["served_by_kind"] as? String == "settlement" ? feature["served_by"] as? String : nil,
        servedByName: feature["served_by_name"] as? String,
        rule: feature["rule"] as? String ?? "", location: location)
    }
  }

  /// The properties of each feature, and its place where it is a point.
  private static func features(_ layer: [String: Any]) -> [(properties: [String: Any], location: Coordinate?)] {
    (layer["features"] as? [[String: Any]] ?? []).compactMap { feature in
      guard let properties = feature["properties"] as? [String: Any] else { return nil }
      let position = (feature["geometry"] as? [String: Any])?["coordinates"] as? [Double]
      guard let position, position.count >= 2 else { return (properties, nil) }
      return (properties, Coordinate(longitude: position[0], latitude: position[1]))
    }
  }

  /// A member in both languages, `found` and `found_zh`; empty where it is missing.
  private static func phrase(_ object: [String: Any], _ name: String) -> Phrase {
    let english = object[name] as? String ?? ""
    return Phrase(english, object[name + "_zh"] as? String ?? english)
  }

  private mutating func read(phases: [String: Any]) {
    let unit = phases["unit"] as? String
    for total in phases["totals"] as? [[String: Any]] ?? [] where !(total["county"] is String) {
      guard let year = total["year"] as? Int, let sites = total["sites"] as? Int else { continue }
      func money(_ key: String) -> Phrase? { (total[key] as? Double).map { PlanPhases.money($0, in: unit) } }
      let (cost, budget) = (money("cost"), money("budget"))
      self.phases[String(year)] = Phrase(
        [sites.of("site", "sites"), cost.map { "cost \($0.english)" }, budget.map { "budget \($0.english)" }]
          .compactMap { $0 }.joined(separator: ", "),
        ["\(sites)个站点", cost.map { "造价\($0.chinese)" }, budget.map { "预算\($0.chinese)" }]
          .compactMap { $0 }.joined(separator: "，"))
    }
  }

  private mutating func read(summary: [String: Any]) {
    version = (summary["tool"] as? [String: Any])?["version"] as? String ?? ""
    name = summary["name"] as? String ?? ""
    keys = summary["plan"] as? [String: String] ?? [:]
    for input in summary["inputs"] as? [[String: Any]] ?? [] {
      guard let file = input["file"] as? String else { continue }
      for entry in input["entries"] as? [[String: Any]] ?? []
      where entry["item"] as? String == InputAccount.Item.hash.rawValue {
        files[file] = entry["value"] as? String
      }
    }
    settings["profile"] = summary["profile"] as? String
    for (name, value) in summary["read"] as? [String: Any] ?? [:] {
      settings[name] = (value as? Int).map(NumberText.grouped) ?? "–"
    }
    for figure in summary["policy"] as? [[String: Any]] ?? [] {
      guard let rule = figure["rule"] as? String, let key = figure["figure"] as? String else { continue }
      figures["\(rule) \(key)"] = Self.phrase(figure, "value")
    }
    for measure in summary["before_after"] as? [[String: Any]] ?? [] {
      guard let id = measure["id"] as? String else { continue }
      let words = Self.phrase(measure, "measure")
      measures[id] = Measure(
        name: words.english.isEmpty ? FieldTitle.of(id) : words,
        unit: (measure["unit"] as? String).flatMap(MeasureUnit.init) ?? .people, value: measure["after"] as? Double)
    }
    for siting in summary["sites"] as? [[String: Any]] ?? [] {
      guard let service = siting["service"] as? String, let people = siting["population_after"] as? Double else {
        continue
      }
      let name = FacilityTier(rawValue: service)?.name ?? Phrase(service, service)
      measures["\(service)_population_within_standard"] = Measure(
        name: Phrase("People within the standard of the siting: \(name.english)", "选址标准内人口：\(name.chinese)"),
        unit: .people,
        value: people)
    }
    read(phases: summary["phases"] as? [String: Any] ?? [:])
    for town in summary["beyond_with_plan"] as? [[String: Any]] ?? [] {
      guard let people = town["population"] as? Int else { continue }
      let id = town["township_id"] as? String ?? ""
      towns[id] = Town(name: town["township"] as? String ?? id, people: people)
    }
    let rules = (summary["score"] as? [String: Any])?["rules"] as? [[String: Any]] ?? []
    for rule in rules {
      guard let id = rule["id"] as? String else { continue }
      ruleNames[id] = Self.phrase(rule, "title")
      if let status = (rule["status"] as? String).flatMap(RuleRecord.Status.init) {
        outcomes[id] = Effect(
          status: status, statusBefore: (rule["status_before"] as? String).flatMap(RuleRecord.Status.init),
          found: Self.phrase(rule, "found"))
      }
      for unit in rule["units"] as? [[String: Any]] ?? [] {
        guard let level = unit["level"] as? String, let unitID = unit["id"] as? String else { continue }
        scores["\(id) \(level) \(unitID)"] = Score(
          rule: id, title: Self.phrase(rule, "title"), level: level, unitName: unit["name"] as? String ?? unitID,
          status: unit["status"] as? String ?? "", found: Self.phrase(unit, "found"))
      }
    }
  }
}
