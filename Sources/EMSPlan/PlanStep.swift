import EMSModel

/// The steps of a run, in their order.
public enum PlanStep: Int, CaseIterable, Sendable {
  case reading, coverage, serviceAreas, sites, chain, writing

  /// What a person reads while it lasts.
  public var title: Phrase {
    switch self {
    case .reading: Phrase("reading", "读取数据")
    case .coverage: Phrase("coverage", "急救覆盖")
    case .serviceAreas: Phrase("service areas", "服务圈")
    case .sites: Phrase("siting", "选址")
    case .chain: Phrase("chain and score", "网络与评分")
    case .writing: Phrase("writing", "写出成果")
    }
  }
}
