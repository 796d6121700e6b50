import EMSModel

/// A rule that asks for a share of the health centres at a standard of service capability, of all that are assessed or
/// listed.
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
    // The documents ask it of all of them, so that who was not assessed may decide.
    let all = max(centres, facts.listedCentres)
    let isMet = keeps(share, reached, of: all)
    let rest = all - centres
    let found =
      rest == 0
      ? Phrase("\(reached) of \(all) centres", "\(all)所中\(reached)所达标")
      : Phrase(
        "\(reached) of \(all) centres, and \(rest) of them \(rest == 1 ? "was" : "were") not assessed",
        "\(all)所中\(reached)所达标，\(rest)所未评估")
    guard isMet == keeps(share, reached + rest, of: all) else { return Verdict(.notKnown, found) }
    return Verdict(isMet ? .met : .notMet, found).of(field, in: facts)
  }

  /// Whole numbers decide: 1 of 2 is exactly 50 %.
  private func keeps(_ share: Double, _ reached: Int, of all: Int) -> Bool {
    Double(reached) * 100 >= share * Double(all)
  }
}
