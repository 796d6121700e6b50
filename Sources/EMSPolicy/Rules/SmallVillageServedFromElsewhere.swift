import EMSModel
import GeoKit

/// A small village without a clinic may be served by a neighbour, by mobile rounds or by posted staff.
///
/// Xing'an 二(一)3, Bayannur 二(一)3, Hohhot 三(一)3. No plan says how small or how far: the figures are defaults.
public struct SmallVillageServedFromElsewhere: VillageRule {
  package static let key = "small-village-served-from-elsewhere"
  public let name = Phrase("Small villages served from elsewhere", "小村由他处服务")
  public let sentence = Phrase(
    "A small village without a clinic may be served by extension from a neighbour, by mobile rounds or by posted staff.",
    "人口较少且没有卫生室的村可以由邻村延伸、巡回医疗或上级派驻服务。")
  public let figures = [
    FigureSpec("people", .people, "A village that serves fewer is small."),
    FigureSpec("extension-distance", .kilometres, "The greatest distance to a neighbour that extends its service."),
    FigureSpec("mobile-distance", .kilometres, "The greatest distance from the health centre that sends the rounds."),
    FigureSpec("visit", .minutes, required: false, "How long a round stays in each village."),
    FigureSpec("day", .minutes, required: false, "The longest round, driving and stays together."),
    FigureSpec("cycle", .days, required: false, "Every village is seen once in so many days."),
    FigureSpec("working-days", .days, required: false, "How many days of the cycle are worked."),
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.smallVillages, "small village", "小村")
      ?? .byConstruction(
        facts.smallVillagesUnserved, of: "small village served from nowhere", "small villages served from nowhere",
        "个小村没有服务安排",
        else: Phrase("the plan serves each of them", "方案为每个小村安排了服务"))
  }

  /// What decides the rule, and judges it.
  package struct Condition {
    /// A village that serves fewer is small; nil where the profile does not state the rule.
    package let people: Int?
    /// How far a neighbour extends its service, and how far rounds go; defaults hold where no plan states the rule.
    let extensionDistance: Distance?
    let mobileDistance: Distance?

    package init(_ profile: PolicyProfile) {
      let rule = profile[rule: SmallVillageServedFromElsewhere.key]
      people = rule?.isStated == true ? rule?.count("people") : nil
      extensionDistance = rule?.distance("extension-distance")
      mobileDistance = rule?.distance("mobile-distance")
    }

    /// Whether the village is small; one whose people are not known is not.
    package func isSmall(_ people: Int?) -> Bool {
      guard let people, let threshold = self.people else { return false }
      return people < threshold
    }

    /// From where a village is served, so far from the nearest clinic and the nearest health centre: a neighbour before
    /// rounds, rounds before posted staff.
    func service(clinic: Distance?, healthCentre: Distance?) -> VillageService {
      if let clinic, let extensionDistance, clinic <= extensionDistance { return .extension }
      if let healthCentre, let mobileDistance, healthCentre <= mobileDistance { return .mobile }
      return .posted
    }
  }
}
