import EMSModel

/// A site that the plan forces or excludes, and what that costs against the best choice without this one decision.
public struct SiteDecision: Hashable, Sendable {
  /// What the plan decides of the site.
  public enum Kind: String, Sendable {
    case forced, excluded
  }

  public var site: CandidateSite
  public var kind: Kind
  /// People (or settlements) fewer within the standard, then people's time; nil where the site already serves by another
  /// proposal of the plan, so that the decision changes nothing.
  public var cost: SiteLoss?
  /// How many sites more the choice needs, where the fewest are sought.
  public var moreSites: Int
  /// Whether both choices are proven, so that the cost is exact.
  public var isExact: Bool
  public var weighting: SitingWeighting

  /// What was decided and what it costs, in a sentence.
  public var text: Phrase {
    let what =
      kind == .forced
      ? Phrase("\(site.name) is forced by the plan", "方案指定\(site.name)必建")
      : Phrase("\(site.name) is excluded by the plan", "方案排除\(site.name)")
    guard let cost else {
      return Phrase(
        "\(what.english), and serves already by another proposal of it", "\(what.chinese)，而其已由方案的另一项推荐提供服务")
    }
    let price = Self.price(cost, moreSites: moreSites, isExact: isExact, weighting)
    return Phrase("\(what.english): \(price.english)", "\(what.chinese)：\(price.chinese)")
  }

  /// What one decision, or several together, cost in words.
  static func price(_ cost: SiteLoss, moreSites: Int, isExact: Bool, _ weighting: SitingWeighting) -> Phrase {
    let price: Phrase
    let units = NumberText.grouped(Int(cost.objective.magnitude.rounded()))
    let minutes = NumberText.grouped(Int((cost.personSeconds.magnitude / 60).rounded(.up)))
    let ofPeople = weighting == .people
    if moreSites > 0 {
      price = Phrase("that takes \(moreSites.of("site", "sites")) more", "需多建\(moreSites)个站点")
    } else if cost.objective > 0 {
      price =
        ofPeople
        ? Phrase("without that, \(units) more people would be within the standard", "否则标准内可多\(units)人")
        : Phrase("without that, \(units) more settlements would be within the standard", "否则标准内可多\(units)个村居")
    } else if cost.objective == 0, cost.personSeconds > 0 {
      price =
        ofPeople
        ? Phrase(
          "without that, as many people are within the standard and \(minutes) person-minutes more are saved",
          "否则标准内人数相同，可多节省\(minutes)人·分钟")
        : Phrase(
          "without that, as many settlements are within the standard and \(minutes) minutes more are saved",
          "否则标准内村居数相同，可多节省\(minutes)分钟")
    } else {
      price = Phrase("which costs nothing", "没有代价")
    }
    let proof = isExact ? Phrase("", "") : Phrase(" (not proven)", "（未证最优）")
    return Phrase("\(price.english)\(proof.english)", "\(price.chinese)\(proof.chinese)")
  }
}

/// What all sites that the plan forces or excludes cost together against the best choice without any of these decisions: it
/// is not the sum of what each costs while the others stay.
public struct SiteDecisionsTogether: Hashable, Sendable {
  public var count: Int
  public var cost: SiteLoss
  public var moreSites: Int
  public var isExact: Bool
  public var weighting: SitingWeighting

  /// In a sentence.
  public var text: Phrase {
    let price = SiteDecision.price(cost, moreSites: moreSites, isExact: isExact, weighting)
    return Phrase(
      "The \(count) decisions of the plan together: \(price.english)", "以上\(count)项指定合计：\(price.chinese)")
  }
}
