import EMSModel

/// So many health centres reach the recommended standard of service capability.
///
/// Bayannur 二(一)3: at least 10 %; Hohhot 三(一)3: 40 % at the region's recommended standard.
public struct RecommendedStandard: CentreStandard {
  public let key = "recommended-standard"
  public let name = Phrase("Recommended standard", "服务能力推荐标准")
  public let sentence = Phrase(
    "So many health centres reach the recommended standard of service capability.", "卫生院达到服务能力推荐标准的比例达标。")

  let field = Field.centresAtRecommendedStandard

  func reached(_ facts: PolicyFacts) -> Int? { facts.centresAtRecommendedStandard }
}
