import ArgumentParser
import EMSPlan
import Foundation

/// Explains the rules of a policy profile.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Explain every rule of a policy profile: what it asks, its figures, and the sentence it comes from.",
    discussion: """
      The rules of the plan come first, by its own sections; then those of the guidance that it extends; then the \
      figures that are defaults of the tool, each with what it rests on.

      With --run, what each rule did in a finished run is said below it.

      EXAMPLE
        emsplan rules --profile xingan --language zh
        emsplan rules --profile xingan --run out/xingan
        emsplan rules --profile my-bureau.yaml --json
      """)

  @Option(help: "The profile: a name that `emsplan profiles` lists, or the path of a YAML file.")
  var profile: String

  @Option(help: "Explain this rule alone, by its key.")
  var rule: String?

  @Option(help: ArgumentHelp("The folder of a finished run; what each rule did in it is said.", valueName: "folder"))
  var run: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await global.reportingErrors {
      let profile = try PolicyLibrary().profile(self.profile)
      if let rule, profile.rule(keyed: rule) == nil {
        let keys = profile.allRules.map(\.key).joined(separator: ", ")
        throw CommandFailure(
          status: .usage, english: "there is no rule “\(rule)”. The rules are \(keys)",
          chinese: "没有规则“\(rule)”。可用的规则：\(keys)")
      }
      let digest = try run.map { try RunDigest(folder: URL(fileURLWithPath: $0)) }
      if let digest, digest.profile != profile.key {
        throw CommandFailure(
          status: .badData, english: "the run is one of the profile \(digest.profile ?? "–"), not \(profile.key)",
          chinese: "该规划结果的政策配置是 \(digest.profile ?? "–")，不是 \(profile.key)")
      }
      let chosen = profile.rules.filter { rule == nil || $0.key == rule }
      if global.json {
        let value = value(of: profile, rules: chosen, digest)
        try StandardOutput.write(JSONWriter.indented(value))
      } else {
        for line in RulesText(profile: profile, language: global.language, digest: digest).lines(of: chosen) {
          try StandardOutput.print(line)
        }
      }
    }
  }

  private var language: Language { global.language }

  private func value(of profile: PolicyProfile, rules: [PolicyProfile.Rule], _ digest: RunDigest?) -> PropertyValue {
    .members([
      .init("profile", .text(profile.key)), .init("document", .optional(profile.document?.fullTitle)),
      .init("rules", .list(rules.compactMap { value(of: $0, of: profile, digest) })),
      .init("travel", .list(profile.travel.map(value))),
    ])
  }

  private func value(
    of entry: PolicyProfile.Rule, of profile: PolicyProfile, _ digest: RunDigest?
  ) -> PropertyValue? {
    guard let rule = profile.rule(keyed: entry.key) else { return nil }
    let effect = digest?.effect(of: entry.key).map { effect -> [PropertyValue.Member] in
      let outcome: PropertyValue = [
        "status_before": .optional(effect.statusBefore?.rawValue), "status": .text(effect.status.rawValue),
        "found": .text(effect.found[language]), "villages": .whole(effect.villages), "sites": .whole(effect.sites),
      ]
      return [.init("run", outcome)]
    }
    return .members(members(of: entry, as: rule, in: profile) + (effect ?? []))
  }

  private func members(
    of entry: PolicyProfile.Rule, as rule: any PolicyRule, in profile: PolicyProfile
  ) -> [PropertyValue.Member] {
    [
      .init("rule", .text(entry.key)), .init("name_en", .text(rule.name.english)),
      .init("name_zh", .text(profile.inItsTerms(rule.name).chinese)), .init("stated", .flag(entry.isStated)),
      .init("says_en", .text(entry.says?.english ?? rule.sentence.english)),
      .init("says_zh", .text(entry.says?.chinese ?? rule.sentence.chinese)),
      .init("force", .text(entry.force.rawValue)),
      .init("quote", .optional(entry.quote)), .init("citation", .optional(entry.source?.text(in: language))),
      .init("figures", .list(entry.figures.map(value))),
    ]
  }

  private func value(of figure: Figure) -> PropertyValue {
    let value: PropertyValue =
      switch figure.value {
      case .number(let number): .decimal(number, places: 6)
      case .numbers(let numbers): .list(numbers.map { .decimal($0, places: 6) })
      case .words(let words): .list(words.map { .text($0) })
      }
    return .members([
      .init("figure", .text(figure.key)), .init("value", value), .init("unit", .text(figure.unit.rawValue)),
      .init("by", .optional(figure.by)), .init("origin", .text(figure.citation.origin)),
      .init("citation", .text(figure.citation.text(in: language))), .init("profile", .text(figure.profile)),
    ])
  }
}

/// The rules of a profile as a person reads them.
private struct RulesText {
  var profile: PolicyProfile
  var language: Language
  var digest: RunDigest?

  func lines(of rules: [PolicyProfile.Rule]) -> [String] {
    let chinese = language == .chinese
    let own = rules.filter { $0.isStated && profile.own($0.key) != nil }
    let inherited = rules.filter { $0.isStated && profile.own($0.key) == nil }
    let defaults = rules.filter { !$0.isStated }
    var lines = [profile.name[language] + (profile.document.map { " · \($0.fullTitle)" } ?? "")]
    lines += own.flatMap(lines(of:))
    if !inherited.isEmpty {
      lines += ["", chinese ? "继承的规则" : "Rules of the guidance that it extends"]
      lines += inherited.flatMap(lines(of:))
    }
    if !defaults.isEmpty {
      lines += ["", chinese ? "本工具的默认值" : "Defaults of the tool"]
      lines += defaults.flatMap(lines(of:))
    }
    if rules.count > 1 {
      lines +=
        ["", chinese ? "直线出行" : "Straight-line travel"]
        + profile.travel.map { figure in
          "  \(Figure.label(of: figure.key, in: language)) \(figure.text(in: language)) — "
            + figure.citation.text(in: language)
        }
    }
    return lines
  }

  private func lines(of entry: PolicyProfile.Rule) -> [String] {
    guard let rule = profile.rule(keyed: entry.key) else { return [] }
    let chinese = language == .chinese
    var section = ""
    if case .document(_, let text)? = entry.citation { section = text + " " }
    var lines = ["", "\(section)\(profile.inItsTerms(rule.name)[language]) [\(entry.key)]"]
    if let quote = entry.quote { lines.append(chinese ? "  原文：“\(quote)”" : "  document: “\(quote)”") }
    let reading = (entry.says ?? rule.sentence)[language]
    lines.append(entry.quote == nil ? "  " + reading : chinese ? "  理解：\(reading)" : "  read as: \(reading)")
    if let force = entry.force.words { lines.append("  " + force[language]) }
    // A figure whose citation is that of the rule needs no more words.
    lines += entry.figureLines(in: language).map { figure in
      "  " + figure.text + (figure.citation == entry.citation ? "" : " — " + figure.citation.text(in: language))
    }
    if let effect = digest?.effect(of: entry.key) { lines.append("  " + words(effect)) }
    return lines
  }

  /// What a rule did, such as `in the run: not met today, met with the plan: 6 county sub-centres of 6; 6 sites`.
  private func words(_ effect: RunDigest.Effect) -> String {
    func status(_ status: RuleRecord.Status) -> String {
      switch status {
      case .met: language == .chinese ? "达标" : "met"
      case .notMet: language == .chinese ? "未达标" : "not met"
      case .unknown: language == .chinese ? "未知" : "not known"
      case .byConstruction: language == .chinese ? "由方案保证" : "held by construction"
      case .notNeeded: language == .chinese ? "无需" : "not needed"
      case .aimedFor: language == .chinese ? "力争目标" : "aimed for"
      case .notDue: language == .chinese ? "未到期" : "not due yet"
      }
    }
    var parts: [String] = []
    if effect.villages > 0 {
      let villages = NumberText.grouped(effect.villages)
      parts.append(
        language == .chinese
          ? "决定\(villages)个村的服务方式"
          : "decides how \(effect.villages.of("village is", "villages are")) served")
    }
    if effect.sites > 0 {
      let sites = NumberText.grouped(effect.sites)
      parts.append(
        language == .chinese
          ? "涉及\(sites)个推荐站点"
          : "stands behind \(effect.sites.of("recommended site", "recommended sites"))")
    }
    let today = effect.statusBefore.map(status)
    if language == .chinese {
      let change = [today.map { "现状\($0)" }, "实施后\(status(effect.status))"].compactMap { $0 }.joined(separator: "，")
      return (["本次规划：\(change)：\(effect.found.chinese)"] + parts).joined(separator: "；")
    }
    let change = [today.map { "\($0) today" }, "\(status(effect.status)) with the plan"].compactMap { $0 }
    return (["in the run: \(change.joined(separator: ", ")): \(effect.found.english)"] + parts).joined(separator: "; ")
  }
}
