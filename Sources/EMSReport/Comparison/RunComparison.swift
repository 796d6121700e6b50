import EMSModel
import EMSPolicy
import GeoKit

/// One thing that is different between two runs, and why as far as the runs tell.
public struct RunChange: Hashable, Sendable {
  /// What is different.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A file that was read, by its SHA-256.
    case file
    /// A key of the plan.
    case key
    /// The profile, or a count of what was read.
    case input
    /// A figure of the profile.
    case figure
    case site
    /// What is built by the end of a year and what that costs.
    case phase
    case measure
    /// The people of a town who are beyond the greatest radius with the plan.
    case town
    case provision
    case score
  }

  public var kind: Kind
  /// The rule, service, village or measure that it is about.
  public var id: String
  public var name: Phrase
  /// What the other run had; empty for what is new.
  public var before: Phrase
  /// What this run has; empty for what is gone.
  public var after: Phrase
  public var reason: Phrase
  /// Where it is; nil for what has no place of its own.
  public var location: Coordinate?
  /// By how many people it differs; nil for what counts none.
  public var people: Int?
}

extension RunChange.Kind {
  /// What a person reads.
  public var name: Phrase {
    switch self {
    case .file: Phrase("file", "文件")
    case .key: Phrase("plan", "方案")
    case .input: Phrase("input", "输入")
    case .figure: Phrase("figure of the profile", "政策数值")
    case .site: Phrase("site", "站点")
    case .phase: Phrase("phase", "分期")
    case .measure: Phrase("measure", "指标")
    case .town: Phrase("people beyond, by town", "各乡镇半径以外人口")
    case .provision: Phrase("how a village is served", "村级服务方式")
    case .score: Phrase("score", "评分")
    }
  }
}

/// What is different between two runs of a plan: what went in, sites, measures, people beyond, scores, how villages are
/// served.
public struct RunComparison: Hashable, Sendable {
  /// By kind in the order of ``RunChange/Kind``, then id.
  public private(set) var changes: [RunChange] = []
  /// The name of the other plan.
  public var otherName: String { old.name }
  /// What went in and is not the same in both.
  let causes: [RunCause]
  /// Those that can have moved more than the phases.
  private var causesOfChoice: [RunCause] { causes.filter { !$0.isOfPhases } }
  let old: RunDigest
  let new: RunDigest
  /// The rules of which a figure changed, each with the words of the change.
  private let changedRules: [String: Phrase]

  /// - Parameters:
  ///   - old: the other run.
  ///   - new: this run.
  public init(from old: RunDigest, to new: RunDigest) {
    self.old = old
    self.new = new
    causes = RunCause.all(from: old, to: new)
    var changedRules: [String: Phrase] = [:]
    for (key, before, after) in Self.differences(old.figures, new.figures) {
      let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      let (was, now) = (before ?? Self.nothing, after ?? Self.nothing)
      let own = Phrase(
        "\(Figure.label(of: parts[1], in: .english)) \(was.english) → \(now.english)",
        "\(Figure.label(of: parts[1], in: .chinese)) \(was.chinese) → \(now.chinese)")
      let held = changedRules[parts[0]].map { Phrase($0.english + ", ", $0.chinese + "，") } ?? Phrase("", "")
      changedRules[parts[0]] = Phrase(held.english + own.english, held.chinese + own.chinese)
    }
    self.changedRules = changedRules
    for kind in RunChange.Kind.allCases { changes += found(kind) }
  }

  private static let nothing = Phrase("–", "–")
  private static let empty = Phrase("", "")
  private static func same(_ text: String) -> Phrase { Phrase(text, text) }

  /// How many changes there are of each kind.
  public func count(_ kind: RunChange.Kind) -> Int { changes.count { $0.kind == kind } }

  /// Keys of which the value is not the same, ascending; nil where a side has none.
  static func differences<Value: Equatable>(
    _ old: [String: Value], _ new: [String: Value]
  ) -> [(key: String, before: Value?, after: Value?)] {
    Set(old.keys).union(new.keys).sorted().compactMap { key in
      old[key] == new[key] ? nil : (key, old[key], new[key])
    }
  }

  private func found(_ kind: RunChange.Kind) -> [RunChange] {
    switch kind {
    case .file:
      Self.differences(old.files, new.files).map { file, before, after in
        func short(_ hash: String?) -> Phrase { Self.same(hash.map { "SHA-256 \($0.prefix(12))" } ?? "") }
        return RunChange(
          kind: kind, id: file, name: Self.same(file), before: short(before), after: short(after),
          reason: before == nil
            ? Phrase("only this run reads it", "仅本次规划读取")
            : after == nil
              ? Phrase("only the other run read it", "仅另一次规划读取") : Phrase("the file's content differs", "文件内容不同"))
      }
    case .key:
      Self.differences(old.keys, new.keys).map { key, before, after in
        RunChange(
          kind: kind, id: key, name: Self.same(key), before: Self.same(before ?? ""), after: Self.same(after ?? ""),
          reason: Phrase("the plan differs", "方案不同"))
      }
    case .input:
      Self.differences(old.settings, new.settings).map { key, before, after in
        RunChange(
          kind: kind, id: key, name: FieldTitle.of(key), before: Self.same(before ?? ""), after: Self.same(after ?? ""),
          reason: causesOfChoice.reason())
      }
    case .figure:
      Self.differences(old.figures, new.figures).map { key, before, after in
        RunChange(
          kind: kind, id: key, name: (after == nil ? old : new).figureName(key), before: before ?? Self.empty,
          after: after ?? Self.empty,
          reason: Phrase("the profile differs", "政策配置不同"))
      }
    case .site: siteChanges
    case .phase: phaseChanges
    case .measure: measureChanges
    case .town: townChanges
    case .provision: provisionChanges
    case .score: scoreChanges
    }
  }

  private var phaseChanges: [RunChange] {
    Self.differences(old.phases, new.phases).map { year, before, after in
      RunChange(
        kind: .phase, id: year, name: Phrase("by the end of \(year)", "到\(year)年底"), before: before ?? Self.empty,
        after: after ?? Self.empty, reason: causes.reason { $0.isOfPhases })
    }
  }

  private var measureChanges: [RunChange] {
    Self.differences(old.measures, new.measures).compactMap { key, before, after in
      guard let measure = after ?? before else { return nil }
      func text(_ value: Double?) -> Phrase { value.map { measure.unit.text($0) } ?? Self.empty }
      guard before?.value != after?.value else { return nil }
      return RunChange(
        kind: .measure, id: key, name: measure.name, before: text(before?.value), after: text(after?.value),
        reason: causesOfChoice.reason())
    }
  }

  private var townChanges: [RunChange] {
    Self.differences(old.towns, new.towns).compactMap { id, before, after in
      let (was, now) = (before?.people ?? 0, after?.people ?? 0)
      guard was != now else { return nil }
      func text(_ people: Int) -> Phrase { Self.same(NumberText.grouped(people)) }
      let name = (after ?? before).map(\.name) ?? id
      return RunChange(
        kind: .town, id: id, name: id.isEmpty ? Phrase("in no township", "不在任何乡镇内") : Self.same(name),
        before: text(was),
        after: text(now), reason: causesOfChoice.reason(), people: now - was)
    }
  }

  // MARK: Sites

  private var siteChanges: [RunChange] {
    var changes: [RunChange] = []
    for (key, before, after) in Self.differences(old.sites, new.sites) {
      guard let service = (before ?? after)?.service else { continue }
      changes.append(
        RunChange(
          kind: .site, id: key, name: Self.same((after ?? before)?.name ?? key), before: Self.words(before),
          after: Self.words(after), reason: siteReason(service, chosenBefore: before != nil, chosen: after != nil),
          location: (after ?? before)?.location))
    }
    return changes
  }

  private static func words(_ site: RunDigest.Site?) -> Phrase {
    guard let site else { return empty }
    let rank = site.rank.map(String.init) ?? "–"
    let people = site.populationGained.map { "+" + NumberText.grouped($0) } ?? "–"
    return Phrase("rank \(rank), \(people) people", "次序\(rank)，\(people)人")
  }

  /// The rules that a siting question takes its figures from, by service.
  static let rulesOfService: [String: [String]] = [
    "county_sub_centre": ["sub-centres-in-region", "sub-centres-per-county", "sub-centre-named", "emergency-radius"],
    "emergency_sub_centre": ["emergency-sub-centres-in-region", "emergency-radius"],
    "central_village_clinic": ["central-village-clinics", "service-circle", "travel"],
    "community_health_centre": ["community-centre-per-people", "service-circle", "travel"],
    "community_health_station": ["community-station-per-people", "service-circle", "travel"],
  ]

  private func siteReason(_ service: String, chosenBefore: Bool, chosen: Bool) -> Phrase {
    let what =
      chosenBefore && chosen
      ? Phrase("chosen in both runs, its rank or people other", "两次均入选，次序或新增人口有变")
      : chosen ? Phrase("newly chosen", "新入选") : Phrase("no longer chosen", "不再入选")
    let rules = Self.rulesOfService[service] ?? []
    let cause = causesOfChoice.reason { cause in
      switch cause.kind {
      case .key:
        cause.id.hasPrefix("siting.\(service)") || cause.id.hasPrefix("siting.add")
          || cause.id.hasPrefix("siting.remove")
      case .figure: rules.contains { cause.id.hasPrefix($0 + " ") }
      case .file, .tool: false
      }
    }
    return Phrase("\(what.english) \(cause.english)", "\(what.chinese)，\(cause.chinese)")
  }

  private func because(of rule: String) -> Phrase? {
    changedRules[rule].map { Phrase("\(rule) changed (\($0.english))", "规则 \(rule) 已变（\($0.chinese)）") }
  }

  // MARK: Provision

  private var provisionChanges: [RunChange] {
    Self.differences(old.villages, new.villages).compactMap { id, before, after in
      let (was, now) = (before.map { Self.words($0, id) }, after.map { Self.words($0, id) })
      guard was != now else { return nil }
      return RunChange(
        kind: .provision, id: id, name: Self.same((after ?? before)?.name ?? id),
        before: was ?? Self.empty, after: now ?? Self.empty, reason: provisionReason(id, before, after),
        location: (after ?? before)?.location)
    }
  }

  private static func words(_ village: RunDigest.Village, _ id: String) -> Phrase {
    let provision = FieldTitle.word(village.provision)
    // A clinic of its own serves a village, a central one, too.
    guard let server = village.servedByName ?? village.servedByVillage, village.servedByVillage != id,
      village.provision != "own"
    else { return provision }
    return Phrase("\(provision.english), by \(server)", "\(provision.chinese)（\(server)）")
  }

  /// The nearest cause: another village, a figure of the rule, the people, a central clinic, or what served it.
  private func provisionReason(
    _ id: String, _ before: RunDigest.Village?, _ after: RunDigest.Village?
  ) -> Phrase {
    guard let before else { return Phrase("the other run has no such village", "另一次规划没有该村") }
    guard let after else { return Phrase("this run has no such village", "本次规划没有该村") }
    if let cause = because(of: after.rule) ?? because(of: before.rule) { return cause }
    if before.population != after.population {
      let (was, now) = (
        before.population.map(NumberText.grouped) ?? "–", after.population.map(NumberText.grouped) ?? "–"
      )
      return Phrase("its people: \(was) → \(now)", "该村人口：\(was) → \(now)")
    }
    if after.provision == "central" || before.provision == "central" {
      return after.provision == "central"
        ? Phrase("it is now the site of a central clinic", "该村成为中心村卫生室站点")
        : Phrase("it is no longer the site of a central clinic", "该村不再是中心村卫生室站点")
    }
    for server in [before.servedByVillage, after.servedByVillage].compactMap({ $0 }) where server != id {
      let (was, now) = (old.villages[server], new.villages[server])
      let (wasWords, nowWords) = (was.map { Self.words($0, server) }, now.map { Self.words($0, server) })
      if wasWords != nowWords, let name = (now ?? was)?.name {
        let (was, now) = (wasWords ?? Self.nothing, nowWords ?? Self.nothing)
        return Phrase(
          "\(name) is served differently: \(was.english) → \(now.english)",
          "\(name)服务方式已变：\(was.chinese) → \(now.chinese)")
      }
    }
    return causesOfChoice.reason()
  }

  // MARK: Scores

  private var scoreChanges: [RunChange] {
    Self.differences(old.scores, new.scores).map { key, before, after in
      let line = after ?? before
      let title = line?.title ?? Self.same(key)
      let unit = line.flatMap { $0.level == "region" ? nil : $0.unitName }
      let reason: Phrase
      if before == nil || after == nil {
        reason = Phrase("only one of the runs scores it", "仅一次规划对此评分")
      } else {
        reason =
          line.flatMap { because(of: $0.rule) }
          ?? causesOfChoice.reason()
      }
      return RunChange(
        kind: .score, id: key, name: unit.map { Phrase("\(title.english), \($0)", "\(title.chinese)，\($0)") } ?? title,
        before: Self.words(before), after: Self.words(after), reason: reason)
    }
  }

  private static func words(_ score: RunDigest.Score?) -> Phrase {
    guard let score else { return empty }
    let status = FieldTitle.word(score.status)
    return Phrase("\(status.english): \(score.found.english)", "\(status.chinese)：\(score.found.chinese)")
  }
}
