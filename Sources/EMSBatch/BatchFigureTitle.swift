import EMSModel
import EMSReport

extension BatchOutcome.Figure {
  /// What a reader calls the figure that stands under this name in `summary.csv`.
  static func title(of name: String) -> Phrase {
    if let indicator = ScenarioIndicator(rawValue: name) { return indicator.title }
    return titles[name] ?? FieldTitle.title(of: name, by: patterns) ?? FieldTitle.of(name)
  }

  /// What is counted, so that it is written as everywhere else; nil for a plain number.
  static func unit(of name: String) -> MeasureUnit? {
    if let indicator = ScenarioIndicator(rawValue: name) { return indicator.unit }
    if name.hasPrefix("share_") { return .share }
    return name.hasPrefix("population") || name.hasSuffix("_population_after") ? .people : nil
  }

  private static let titles: [String: Phrase] = [
    "rules_unknown": Phrase("Rules not known", "未知规则"),
    "rules_by_construction": Phrase("Rules met by construction", "由方案保证的规则"),
    "rules_not_needed": Phrase("Rules not needed", "无需判定规则"),
    "rules_aimed_for": Phrase("Aims not reached yet", "尚未达到的力争目标"),
    "rules_not_due": Phrase("Rules not due yet", "未到期规则"),
  ]

  private static let patterns: [(start: String, end: String, title: Phrase)] = [
    ("population_beyond_", "_km", Phrase("People beyond # km today", "现状#公里外人口")),
    ("population_within_", "_km", Phrase("People within # km today", "现状#公里内人口")),
    ("share_within_", "_km", Phrase("Share within # km today", "现状#公里内人口占比")),
    ("", "_sites", Phrase("Proposed: #", "拟建#")),
    ("", "_population_after", Phrase("People served with the plan: #", "实施后服务人口：#")),
    ("", "_status", Phrase("Result: #", "求解结果：#")),
  ]
}
