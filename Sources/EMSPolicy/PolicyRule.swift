import EMSModel

/// The units that a rule can be judged for.
public enum ScoreLevel: String, CaseIterable, Hashable, Sendable {
  case region, county, township
}

/// One planning rule of the published plans: what it asks, which figures it takes, and whether facts meet it.
///
/// A rule holds no number of its own: its figures stand in the profile, beside their citation.
public protocol PolicyRule: Sendable {
  /// Its key in a profile.
  var key: String { get }
  /// A few words.
  var name: Phrase { get }
  /// What it asks, without figures.
  var sentence: Phrase { get }
  /// The figures that it takes from the profile.
  var figures: [FigureSpec] { get }
  /// The units that it is judged for.
  var levels: [ScoreLevel] { get }
  /// What a verdict of it rests on, so that one on derived or assumed data says so; none for what a bureau's books tell.
  var evidence: Set<Evidence> { get }
  /// Whether the plan itself sets up what the rule counts, so that its being met with the plan proves nothing.
  var isFilledByPlan: Bool { get }

  /// Whether the facts of a unit meet the rule as a profile states it.
  func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict

  /// How many of something a unit needs; nil where the rule counts nothing, or the facts do not tell.
  func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need?

  /// All that a unit needs by the rule; more than ``need(_:by:)`` where each thing needed brings others with it.
  func needs(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> [Need]
}

extension PolicyRule {
  public var figures: [FigureSpec] { [] }
  public var levels: [ScoreLevel] { [.region] }
  public var evidence: Set<Evidence> { [] }
  public var isFilledByPlan: Bool { false }
  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? { nil }
  public func needs(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> [Need] {
    [need(facts, by: rule)].compactMap { $0 }
  }
}
