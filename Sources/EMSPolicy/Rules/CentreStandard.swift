import EMSModel

/// A rule that asks for a share of the assessed health centres at a standard of service capability.
protocol CentreStandard: PolicyRule {
  /// How many health centres reach it; nil where nobody has assessed them.
  func reached(_ facts: PolicyFacts) -> Int?
  /// Where the books keep it.
  var field: Field { get }
}

extension CentreStandard {
  public var figures: [FigureSpec] { [FigureSpec("share", .percent, "The least share.")] }
  public var levels: [ScoreLevel] { [.region, .county] }

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let centres = facts.assessedCentres, let reached = reached(facts), let share = rule.number("share"),
      centres > 0
    else { return .notKnown("no assessment of health centres", "缺少卫生院能力评估") }
    // Whole numbers decide: 1 of 2 is exactly 50 %.
    return .decided(
      Double(reached) * 100 >= share * Double(centres), "\(reached) of \(centres) centres",
      "\(centres)所中\(reached)所达标"
    ).of(field, in: facts)
  }
}
