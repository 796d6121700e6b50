import EMSModel

/// Sub-centres grow out of health centres that serve their surroundings.
///
/// Xing'an 二(一)3, Bayannur 二(一)3, Hohhot 三(一)3, Beibei 二(一)4, Jining 二4. Candidates are the township health
/// centres, and the community health centres where the plan names them, the central ones (中心卫生院) first where the plan says so, weighed by population, concentration, capacity and
/// grade. No plan gives a figure for "many", "concentrated" or "strong": that a proposal keeps to the eligible ones holds by construction.
public struct SubCentreFromHealthCentre: PolicyRule {
  public let key = "sub-centre-from-health-centre"
  public let name = Phrase("Sub-centres are health centres", "次中心依托卫生院")
  public let sentence = Phrase(
    "County medical sub-centres grow out of health centres that serve their surroundings.",
    "县域医疗次中心依托能够辐射周边的乡镇卫生院（社区卫生服务中心）。")
  public let figures = [
    FigureSpec(
      "eligible", .tier, as: .tiers, required: false,
      "The facilities that may become sub-centres; township health centres when left out."),
    FigureSpec(
      "name-holds", .name, as: .names, required: false,
      "Only health centres whose name holds one of these words are candidates, where the files list any."),
    FigureSpec(
      "near", .kilometres, required: false, isJudged: false,
      "A town's people live concentrated as far as they live within this distance of its health centre."),
    FigureSpec(
      "town-people", .people, required: false, isJudged: false,
      "A health centre whose town has fewer known people is no candidate."),
    FigureSpec(
      "hospital-distance", .kilometres, required: false, isJudged: false,
      "A health centre nearer than this to a secondary or tertiary hospital is no candidate."),
    FigureSpec(
      "county-hospital-distance", .kilometres, required: false, isJudged: false,
      "A health centre nearer than this to a secondary or tertiary hospital of its county is no candidate."),
    FigureSpec(
      "per-county", .count, required: false, isJudged: false,
      "The most of a county, where the plan sets no bound of its own."),
    FigureSpec(
      "strength-worth", .people, required: false, isJudged: false,
      "How many people the strongest centre is worth more than the weakest; without it strength decides between equals."
    ),
  ]
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let words = rule.words("name-holds")
    return .notNeeded(without: facts.subCentres, "county sub-centre", "县域医疗次中心")
      ?? .byConstruction(
        facts.subCentresElsewhere, of: "sub-centre elsewhere than at a health centre that may become one",
        "sub-centres elsewhere than at a health centre that may become one",
        "个次中心不在可建次中心的机构",
        missing: words.isEmpty
          ? nil
          : Phrase(
            "the name of no health centre in the lists holds \(words.joined(separator: " or ")): which may become one is not known, and the plan chose among all",
            "名单中没有名称包含“\(words.joined(separator: "、"))”的机构，无从判断，方案在全部同类机构中选择"),
        else: Phrase(
          "the plan chose only such centres; the document gives no figure for the rest of the sentence",
          "方案只在此类机构中选择；文件对其余条件未给出数值"))
  }
}

extension PolicyProfile {
  /// The facilities that may become county sub-centres: of the kinds that the plan's sentence names, those alone whose
  /// name holds its words (中心卫生院) where it has any.
  ///
  /// - Returns: nil where no name in the lists holds them: which may become one is not known then.
  package func eligibleSubCentres(of area: PlanningArea) -> [Facility]? {
    let centres = area.facilities.filter { $0.isOne(of: subCentreTiers) }
    let words = stated("sub-centre-from-health-centre")?.words("name-holds") ?? []
    let fitting = centres.filter { centre in words.isEmpty || words.contains { centre.name.contains($0) } }
    return fitting.isEmpty && !centres.isEmpty ? nil : fitting
  }
}
