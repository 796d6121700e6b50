import EMSFormats
import EMSModel
import Foundation
import Yams

extension PolicyProfile {
  /// Profiles are small; a file beyond this is something else.
  static let largestProfile = 1 << 20

  /// Reads and checks a profile, and those that it extends.
  ///
  /// - Parameter parent: the text of the profile that this one extends, with the name of its file.
  /// - Throws: every problem of the file at once, each with its line and key.
  init(
    yaml: String, file: String, parent: (String) throws(InputProblems) -> ProfileText
  ) throws(InputProblems) {
    try self.init(ProfileText(text: yaml, file: file), parent: parent, descendants: [])
  }

  private init(
    _ source: ProfileText, parent: (String) throws(InputProblems) -> ProfileText, descendants: [String]
  ) throws(InputProblems) {
    var problems: [InputProblem] = []
    guard let root = YAMLSchema.compose(source.text, file: source.file, problems: &problems) else {
      throw InputProblems(problems)
    }
    Self.schema.check(root, file: source.file, problems: &problems)
    guard problems.isEmpty else { throw InputProblems(problems) }

    var layer = ProfileLayer(root: root, file: source.file)
    guard let key = root["key"]?.scalar?.string, let name = root["name"].flatMap(ProfileLayer.phrase) else {
      throw InputProblems(layer.problems)
    }
    var base: PolicyProfile?
    if let extended = root["extends"], let extendedKey = extended.scalar?.string {
      if descendants.contains(source.file) {
        layer.complain(
          extended, "extends", value: extendedKey, "the profile extends itself", "配置文件继承了自身",
          ("Remove this line", "请删去此行"))
        throw InputProblems(layer.problems)
      }
      do {
        base = try PolicyProfile(try parent(extendedKey), parent: parent, descendants: descendants + [source.file])
      } catch {
        if !error.onlyMissingFiles { throw error }
        layer.complain(
          extended, "extends", value: extendedKey, "there is no profile “\(extendedKey)”", "没有名为“\(extendedKey)”的配置",
          ("Run emsplan profiles for their names", "请用 emsplan profiles 查看可用名称"))
      }
    }
    self.key = key
    self.name = name
    terms = (base?.terms ?? [:]).merging(Self.terms(in: root["terms"])) { _, own in own }
    extends = base.map { [$0.key] + $0.extends } ?? []
    document = root["document"].flatMap { layer.document(keyed: $0, at: "document") } ?? base?.document
    travel = layer.figures(
      of: Self.travelFigures, in: root["travel"], path: "travel", section: nil, over: base?.travel ?? [])
    let ownTargets = layer.targets(in: root["targets"])
    targets =
      (base?.targets ?? []).filter { inherited in !ownTargets.contains { $0.key == inherited.key } } + ownTargets
    rules = []
    for rule in PolicyRules.all {
      let inherited = base?[rule: rule.key]
      if let node = root["rules"]?[rule.key] {
        rules.append(layer.rule(rule, from: node, over: inherited))
      } else if let inherited {
        rules.append(inherited)
      }
    }
    for target in targets {
      if let node = root["targets"]?[target.key] {
        rules.append(layer.rule(target, from: node, over: nil, in: "targets"))
      } else if let inherited = base?[rule: target.key] {
        rules.append(inherited)
      }
    }
    for missing in Self.travelFigures where missing.required && !travel.contains(where: { $0.key == missing.key }) {
      layer.complain(
        root, "travel." + missing.key, "this key is missing", "缺少此键",
        ("Add it, or extend national", "请补上，或继承 national"))
    }
    guard layer.problems.isEmpty else { throw InputProblems(layer.problems) }
  }
}

extension PolicyProfile {
  private static func terms(in node: Node?) -> [FacilityTier: String] {
    FacilityTier.allCases.reduce(into: [:]) { $0[$1] = node?[$1.rawValue]?.scalar?.string }
  }
}

/// The text of a profile and what to call its file.
struct ProfileText: Sendable {
  var text: String
  var file: String
}

/// One file of a profile while it is laid over the one that it extends.
private struct ProfileLayer {
  var file: String
  var key: String
  var documents: [PolicyDocument] = []
  /// The key of the document that rules are from unless they say otherwise.
  var ownDocument: String?
  var problems: [InputProblem] = []
  /// Whether the rule being read has a section: when its document is unknown, one complaint says so and not each figure.
  private var ruleIsCited = false

  init(root: Node, file: String) {
    self.file = file
    key = root["key"]?.scalar?.string ?? ""
    ownDocument = root["document"]?.scalar?.string
    for node in root["documents"]?.sequence ?? [] {
      guard let key = node["key"]?.scalar?.string, let title = node["title"]?.scalar?.string,
        let status = node["status"]?.scalar.flatMap({ PolicyDocument.Status(rawValue: $0.string) })
      else { continue }
      documents.append(
        PolicyDocument(
          key: key, title: title, number: node["number"]?.scalar?.string, issued: node["issued"]?.scalar?.string,
          status: status))
    }
  }

  static func phrase(_ node: Node) -> Phrase? {
    guard let english = node["en"]?.scalar?.string, let chinese = node["zh"]?.scalar?.string else { return nil }
    return Phrase(english, chinese)
  }

  mutating func complain(
    _ node: Node, _ field: String, value: String? = nil, _ english: String, _ chinese: String,
    _ remedy: (String, String)
  ) {
    complain(
      line: node.mark?.line ?? 1, field, value: value, english, chinese, remedy)
  }

  mutating func complain(
    line: Int, _ field: String, value: String? = nil, _ english: String, _ chinese: String,
    _ remedy: (String, String)
  ) {
    problems.append(
      InputProblem(
        file: file, place: .line(line), field: field, value: value, english: english, chinese: chinese,
        remedyEnglish: remedy.0, remedyChinese: remedy.1))
  }

  /// The document of that key; nil, and a problem, when the file cites one that it does not list.
  mutating func document(keyed node: Node, at path: String) -> PolicyDocument? {
    guard let name = node.scalar?.string else { return nil }
    if let found = documents.first(where: { $0.key == name }) { return found }
    let near = NearestWord.to(name, in: documents.map(\.key))
    complain(
      node, path, value: name, "“\(name)” is not one of the documents listed", "“\(name)”不在所列文件之中",
      near.map { ("Did you mean \($0)?", "是否应为 \($0)？") }
        ?? ("List it under documents", "请在 documents 下列出"))
    return nil
  }

  /// Which column of which facilities tells a target; nil where the node names neither.
  private static func facilityCount(in node: Node) -> FacilityCount? {
    guard let column = node["column"]?.scalar?.string else { return nil }
    let feature = FacilityFeature(rawValue: column)
    let tiers = node["tiers"]?.sequence?.compactMap { $0.scalar.flatMap { FacilityTier(rawValue: $0.string) } } ?? []
    return feature == nil && column != FacilityCount.communities ? nil : FacilityCount(feature: feature, tiers: tiers)
  }

  /// The countable targets of the file, in its order.
  mutating func targets(in node: Node?) -> [CountableTarget] {
    (node?.mapping.map(Array.init) ?? []).compactMap { keyNode, value in
      guard let key = keyNode.scalar?.string, let counted = value["count"].flatMap(Self.phrase),
        let unit = value["unit"]?.scalar.flatMap({ CountableTarget.Unit(rawValue: $0.string) })
      else { return nil }
      if PolicyRules[key: key] != nil {
        complain(
          keyNode, "targets." + key, value: key, "“\(key)” is the key of a rule", "“\(key)”是规则的键",
          ("Give the target another key", "请换用其他键"))
        return nil
      }
      let comparison = value["compare"]?.scalar.flatMap { CountableTarget.Comparison(rawValue: $0.string) } ?? .atLeast
      let figureUnit = value["asked"]?["unit"]?.scalar.flatMap { FigureUnit(rawValue: $0.string) }
      if figureUnit == nil, !comparison.isTrend {
        complain(
          value, "targets.\(key).asked", "this key is missing", "缺少此键",
          (
            "Add it: what the plan asks for, or compare: rises or falls",
            "请补上文件要求的数值，或写 compare: rises 或 falls"
          ))
        return nil
      }
      if let most = value["most"], comparison != .within, comparison != .atLeast {
        complain(
          most, "targets.\(key).most", "this key is the end of a range", "此键为范围的上限",
          (
            "Write compare: at-least, or within where more is too much, or remove it",
            "请写 compare: at-least，不得超出上限时写 within，或删去此键"
          ))
        return nil
      }
      if let by = value["by"], !comparison.isTrend {
        complain(
          by, "targets.\(key).by", value: by.scalar?.string, "this key is the year of a trend", "此键为升降指标的年份",
          ("Write it within asked", "请写在 asked 之内"))
        return nil
      }
      if let since = value["since"], !comparison.isTrend {
        complain(
          since, "targets.\(key).since", value: since.scalar?.string, "this key is the year of a trend", "此键为对比年份",
          ("Write compare: rises or falls, or remove it", "请写 compare: rises 或 falls，或删去此键"))
        return nil
      }
      return CountableTarget(
        key: key, counted: counted, among: value["of"].flatMap(Self.phrase), unit: unit, comparison: comparison,
        since: value["since"]?.int, hasRange: comparison == .within || value["most"] != nil, figureUnit: figureUnit,
        fromFacilities: value["facilities"].flatMap(Self.facilityCount))
    }
  }

  mutating func rule(
    _ rule: any PolicyRule, from node: Node, over inherited: PolicyProfile.Rule?, in group: String = "rules"
  ) -> PolicyProfile.Rule {
    let path = "\(group).\(rule.key)"
    let section = node["section"]?.scalar?.string
    let document = citedDocument(node, path: path, needed: section != nil)
    let ownCitation = section.flatMap { section in document.map { Citation.document($0, section: section) } }
    ruleIsCited = section != nil
    let figures = figures(
      of: rule.figures, in: node, path: path, section: ownCitation, over: inherited?.figures ?? [])
    ruleIsCited = false
    var says = node["says"].flatMap(Self.phrase)
    if says == nil, !rule.figures.contains(where: { node[$0.key] != nil }) { says = inherited?.says }
    var result = PolicyProfile.Rule(
      key: rule.key, says: says, quote: ownCitation == nil ? inherited?.quote : node["quote"]?.scalar?.string,
      citation: ownCitation ?? inherited?.citation, figures: figures,
      force: node["force"]?.scalar.flatMap { RuleForce(rawValue: $0.string) }
        ?? (ownCitation == nil ? inherited?.force : nil) ?? .must)
    if let target = rule as? CountableTarget {
      (result.trend, result.trendYear) = (target.trend, node["by"]?.int)
      for figure in result.figures.indices { result.figures[figure].comparison = target.comparison }
    }
    if result.citation == nil, result.figures.isEmpty {
      complain(
        node, path + ".section", "the rule has no citation", "此规则没有出处",
        ("Add section: with the section of the document", "请添加 section: 并写明文件的章节"))
    }
    if result.isStated {
      for spec in rule.figures where spec.required && result.figure(spec.key) == nil && node[spec.key] == nil {
        complain(
          node, path + "." + spec.key, "this key is missing", "缺少此键",
          ("Add it: \(spec.about)", "请补上：\(spec.about)"))
      }
    }
    checkOrder(of: &result, at: node, path: path)
    checkWords(of: result, at: node, path: path)
    return result
  }

  private mutating func citedDocument(_ node: Node, path: String, needed: Bool) -> PolicyDocument? {
    if let named = node["document"] { return document(keyed: named, at: path + ".document") }
    guard let own = ownDocument else {
      if needed {
        complain(
          node, path + ".document", "the section is of no document", "章节没有对应的文件",
          ("Name the document", "请写明文件"))
      }
      return nil
    }
    return documents.first { $0.key == own }
  }

  /// The figures of a rule, those that the file gives laid over those that it inherits.
  mutating func figures(
    of specs: [FigureSpec], in node: Node?, path: String, section: Citation?, over inherited: [Figure]
  ) -> [Figure] {
    let all: [Figure] = specs.compactMap { spec in
      guard let own = node?[spec.key] else { return inherited.first { $0.key == spec.key } }
      return figure(spec, from: own, path: path + "." + spec.key, section: section)
    }
    return all.filter { figure in
      let other = specs.first { $0.key == figure.key }?.unless
      return !all.contains { $0.key == other }
    }
  }

  private mutating func figure(_ spec: FigureSpec, from node: Node, path: String, section: Citation?) -> Figure? {
    guard let value = Self.value(spec, node["value"]), let citation = citation(node, path: path, section: section)
    else { return nil }
    return Figure(
      key: spec.key, value: value, unit: spec.unit, citation: citation, by: node["by"]?.int,
      written: node["written"].flatMap(Self.phrase), profile: key, file: file, line: node.mark?.line ?? 1)
  }

  private static func value(_ spec: FigureSpec, _ node: Node?) -> Figure.Value? {
    switch spec.shape {
    case .number: node?.float.map { .number($0) }
    case .numbers: node?.sequence.map { .numbers($0.compactMap(\.float)) }
    case .names, .tiers: node?.sequence.map { .words($0.compactMap { $0.scalar?.string }) }
    case .word: node?.scalar.map { .words([$0.string]) }
    }
  }

  /// Where a figure comes from; nil, and a problem, when the file does not say.
  private mutating func citation(_ node: Node, path: String, section: Citation?) -> Citation? {
    let basis = node["basis"].flatMap(Self.phrase)
    let origin = node["origin"]?.scalar?.string ?? "document"
    if origin != "document" {
      guard let basis else {
        complain(
          node, path + ".basis", "a figure that no document states needs its basis", "非文件规定的数值须写明依据",
          ("Add basis: with what it rests on", "请添加 basis: 并写明依据"))
        return nil
      }
      switch origin {
      case "default": return .byDefault(basis: basis)
      case "standard": return .standard(basis: basis)
      default:
        let document = citedDocument(node, path: path, needed: true)
        return document.map { origin == "recalled" ? .recalled($0, basis: basis) : .press($0, basis: basis) }
      }
    }
    guard let own = node["section"]?.scalar?.string else {
      if section == nil, !ruleIsCited {
        complain(
          node, path + ".section", "the figure has no citation", "此数值没有出处",
          (
            "Add section: with the section of the document, or origin: default with basis:",
            "请添加 section: 写明文件章节，或写 origin: default 与 basis:"
          ))
      }
      return section
    }
    return citedDocument(node, path: path, needed: true).map { .document($0, section: own) }
  }

  /// The document's words for a figure are words of the quote, in its order, `……` between pieces.
  private mutating func checkWords(of rule: PolicyProfile.Rule, at node: Node, path: String) {
    for figure in rule.figures where node[figure.key] != nil {
      guard let written = figure.written?.chinese else { continue }
      var rest = (rule.quote ?? "")[...]
      let pieces = written.split(separator: "……")
      let isThere = pieces.allSatisfy { piece in
        guard let found = rest.firstRange(of: piece) else { return false }
        rest = rest[found.upperBound...]
        return true
      }
      if isThere, !pieces.isEmpty { continue }
      complain(
        line: figure.line, path + ".\(figure.key).written.zh", value: written,
        "the quote does not hold these words", "原文引用中没有这些词",
        ("Copy them from the quote", "请从 quote 中照抄"))
    }
  }

  /// Refuses a range that ends before it begins; an end that is a default of the tool gives way to the profile's own.
  private mutating func checkOrder(of rule: inout PolicyProfile.Rule, at node: Node, path: String) {
    for (least, most) in [("minimum", "maximum"), ("asked", "most")] {
      guard let low = rule.number(least), let high = rule.number(most), low > high else { continue }
      let own = node[least] == nil ? most : least
      let other = own == least ? most : least
      if node[other] == nil, let index = rule.figures.firstIndex(where: { $0.key == other }),
        case .byDefault = rule.figures[index].citation, let value = rule.figure(own)?.value
      {
        rule.figures[index].value = value
        continue
      }
      complain(
        line: rule.figure(own)?.line ?? 1, path + "." + own, value: rule.figure(own)?.text(in: .english),
        "the minimum, \(rule.figure(least)?.text(in: .english) ?? ""), is above the maximum, "
          + "\(rule.figure(most)?.text(in: .english) ?? "")",
        "最小值\(rule.figure(least)?.text(in: .chinese) ?? "")大于最大值"
          + "\(rule.figure(most)?.text(in: .chinese) ?? "")",
        ("Correct one of them", "请改正其中之一"))
    }
    if let bands = rule.figure("bands"), case .numbers(let radii) = bands.value,
      radii.isEmpty || zip(radii, radii.dropFirst()).contains(where: { $0 >= $1 })
    {
      complain(
        line: bands.line, path + ".bands", value: bands.text(in: .english), "the bands do not ascend", "各档半径未递增",
        ("Write them from the smallest to the largest", "请从小到大填写"))
    }
  }
}
