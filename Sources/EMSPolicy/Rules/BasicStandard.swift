import EMSModel

/// So many health centres reach the basic standard of service capability.
///
/// Bayannur 二(一)3 and Hohhot 三(一)3: all; Xing'an 二(三)16: at least 50 %.
public struct BasicStandard: CentreStandard {
  public let key = "basic-standard"
  public let name = Phrase("Basic standard", "服务能力基本标准")
  public let sentence = Phrase(
    "So many health centres reach the basic standard of service capability.", "卫生院达到服务能力基本标准的比例达标。")

  let field = Field.centresAtBasicStandard

  func reached(_ facts: PolicyFacts) -> Int? { facts.centresAtBasicStandard }
}
