import EMSModel

/// The page of the documentation that explains every rule; made from the rules and the profiles that ship with the tool.
public enum PolicyRulesPage {
  /// The page as Markdown.
  public static func markdown(profiles: [PolicyProfile]) -> String {
    var lines = [
      "# Policy rules 政策规则", "",
      "Each rule of the published plans, what it takes from a profile, and what each profile says. The page is made from",
      "`Sources/EMSPolicy/Rules` and `GeoData/profiles`; do not edit it.",
      "`EMSPLAN_UPDATE_GENERATED=1 swift test --filter PolicyRulesPageTests` makes it anew.", "",
      "Words in “…” are the document's own; beside them stands how the tool reads them.",
      "A figure without a mark is the document's. *default* is the tool's: no document states it; *standard* is a law or a",
      "technical standard; *reported* is known through press coverage alone, and *recalled* from memory.",
      "What a document allows (*may*: 可, 鼓励) or aims at step by step without a year (*gradual*: 逐步) is never “not met”.",
      "What it strives for (*aim*: 力争, 争取) is “aimed for” until it is reached. What it asks in principle (*principle*: 原则上)",
      "is to be done, and a verdict of “not met” says that there may be exceptions. A figure of an earlier year than the",
      "document asks for that is not there yet is “not due yet”.", "",
      "How many: one number (遴选6家, 建成12家, 创建8个, 达到28支) asks for at least so many; more is met, and said (“7 where 6 are",
      "asked for”). Of a range to be built or done (社区医院3-5个, 8-10个专科, 每年1至3个百分点) more is no breach, for none of the",
      "documents says that it may not be passed. What is chosen among (每县选取1—3家), what may rise to a figure (可提高至20%),",
      "a rank (前3位), a load (1:80) and an interval (每2个月) keep their upper end, and 每3年实施一轮 is exactly three years; what is",
      "about a figure (45%左右) is reached at it. What only the plan's own sites bring up to a count is “by construction”, not “met”.",
      "",
      "| profile | region | document |", "|---|---|---|",
    ]
    for profile in profiles {
      let document = profile.document
      let status = document?.status == .draft ? ", draft" : ""
      let date = document?.issued.map { ", \($0)" } ?? ""
      lines.append(
        "| `\(profile.key)` | \(profile.name.english) \(profile.name.chinese) | "
          + "\(document?.fullTitle ?? "")\(date)\(status) |")
    }
    for rule in PolicyRules.all { lines += section(of: rule, in: profiles) }
    lines += targets(of: profiles)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The countable sentences, profile by profile.
  private static func targets(of profiles: [PolicyProfile]) -> [String] {
    var lines = [
      "", "## Countable targets 可统计目标", "",
      "One kind of rule (`CountableTarget`) holds every countable sentence; its figures stand in the profiles alone, and the",
      "bureau's books (`inputs.indicators`) decide them, or columns of the facilities where they say nothing. `emsplan init --indicators PROFILE` writes the table to fill in.",
      "",
      "| profile | target | section | the document's words | of each | counted | among | asked | decided by |",
      "|---|---|---|---|---|---|---|---|---|",
    ]
    for profile in profiles {
      for target in profile.targets {
        guard let entry = profile.own(target.key) else { continue }
        let quote = entry.quote.map { "“\($0)”" } ?? ""
        let among = target.among.map { "\($0.english) \($0.chinese)" } ?? ""
        let asked =
          (target.comparison.isTrend
            ? target.comparison.rawValue + (target.since.map { " against \($0)" } ?? "")
              + (entry.trendYear.map { " by \($0)" } ?? "")
            : "\(target.comparison.rawValue) \(figures(of: entry))")
          + (entry.force == .must ? "" : ", *\(entry.force.rawValue)*")
        lines.append(
          "| `\(profile.key)` | `\(target.key)` | \(section(of: entry)) | \(quote) | \(target.unit.rawValue) | "
            + "\(target.counted.english) \(target.counted.chinese) | \(among) | \(asked) | \(decided(by: target)) |")
      }
    }
    return lines
  }

  private static func figures(of entry: PolicyProfile.Rule) -> String {
    entry.figures.map { figure in
      "`\(figure.key)` \(figure.text(in: .english))" + (figure.written.map { " “\($0.chinese)”" } ?? "")
        + (figure.by.map { " by \($0)" } ?? "")
        + (figure.citation.mark.map { " (*\($0.english)*: \(basis(figure.citation)))" } ?? "")
    }.joined(separator: "<br>")
  }

  private static func section(of rule: any PolicyRule, in profiles: [PolicyProfile]) -> [String] {
    var lines = ["", "## \(rule.name.english) \(rule.name.chinese)", "", "`\(rule.key)`", ""]
    lines += [rule.sentence.english, "", rule.sentence.chinese, ""]
    lines.append(
      "Judged for: \(rule.levels.map(\.rawValue).joined(separator: ", ")). Decided by: \(decided(by: rule)).")
    if !rule.figures.isEmpty {
      lines += ["", "| figure | unit | meaning |", "|---|---|---|"]
      for figure in rule.figures { lines.append("| `\(figure.key)` | \(figure.unit.rawValue) | \(figure.about) |") }
    }
    let stating = profiles.compactMap { profile in profile.own(rule.key).map { (profile.key, $0) } }
    if !stating.isEmpty {
      lines += ["", "| profile | section | the document's words | read as | figures |", "|---|---|---|---|---|"]
    }
    for (key, entry) in stating {
      let says =
        (entry.says.map { "\($0.english) \($0.chinese)" } ?? "")
        + (entry.force == .must ? "" : " *\(entry.force.rawValue)*")
      let figures = figures(of: entry)
      let quote = entry.quote.map { "“\($0)”" } ?? ""
      lines.append("| `\(key)` | \(section(of: entry)) | \(quote) | \(says) | \(figures) |")
    }
    return lines
  }

  /// What decides a rule, in a few words.
  private static func decided(by rule: any PolicyRule) -> String {
    let own = Evidence.allCases.filter(rule.evidence.contains).map(\.about)
    return own.isEmpty ? "the bureau's books (`inputs.indicators`)" : own.joined(separator: ", ")
  }

  /// What decides a countable target: the books, or columns of the facilities where the books say nothing.
  private static func decided(by target: CountableTarget) -> String {
    guard let count = target.fromFacilities else { return "the books" }
    return "the books, or `\(count.feature?.rawValue ?? FacilityCount.communities)` of the facilities"
  }

  private static func basis(_ citation: Citation) -> String {
    switch citation {
    case .document: ""
    case .press(_, let basis), .recalled(_, let basis), .standard(let basis), .byDefault(let basis): basis.english
    }
  }

  private static func section(of rule: PolicyProfile.Rule) -> String {
    switch rule.source {
    case .document(_, let section)?: section
    case let source?: source.mark?.english ?? ""
    case nil: ""
    }
  }
}
