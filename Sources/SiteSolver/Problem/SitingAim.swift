/// A siting model with the parameters that it alone has.
public enum SitingAim: Sendable {
  case lscp
  /// - decay: the cover is gradual and has no other standard; nil: all within the standard, nothing beyond it.
  /// - everyoneWithin: every demand point must have an open site within this cost; nil: no such limit.
  case mclp(decay: CoverDecay? = nil, everyoneWithin: Double? = nil)
  /// - share: the share of the weight to cover, 0...1.
  case psclp(share: Double)
  /// - everyoneWithin: every demand point must have an open site within this cost; nil: no such limit.
  /// - fairness: long ways weigh more than by their length; nil: they do not.
  case pMedian(everyoneWithin: Double? = nil, fairness: Fairness? = nil)
  case pCentre
  /// - distances: between the candidates.
  case pDispersion(SiteDistances)
  case bacop1
  /// - firstCoverShare: the share of the objective given to first cover, 0...1; the rest goes to second cover.
  case bacop2(firstCoverShare: Double)
  /// - outerStandard: everybody must have an open site within this cost.
  /// - share: the share of the weight to cover within the standard, 0...1.
  case dsm(outerStandard: Double, share: Double)
  /// - busyFraction: the probability that a unit is busy, 0...1.
  case mexclp(busyFraction: Double)
  case capacitatedPMedian(CapacityUse)
  case capacitatedMCLP(CapacityUse)
  case capacitatedLSCP(CapacityUse)

  /// The model by its name in the literature.
  public var model: SitingModel {
    switch self {
    case .lscp: .lscp
    case .mclp: .mclp
    case .psclp: .psclp
    case .pMedian: .pMedian
    case .pCentre: .pCentre
    case .pDispersion: .pDispersion
    case .bacop1: .bacop1
    case .bacop2: .bacop2
    case .dsm: .dsm
    case .mexclp: .mexclp
    case .capacitatedPMedian: .capacitatedPMedian
    case .capacitatedMCLP: .capacitatedMCLP
    case .capacitatedLSCP: .capacitatedLSCP
    }
  }

  /// The outer standard of `dsm`, and the cost beyond which gradual cover is nothing; nil for other models.
  public var outerStandard: Double? {
    switch self {
    case .mclp(let decay, _): decay?.reach
    case .dsm(let outer, _): outer
    default: nil
    }
  }

  /// The cost within which everybody must have an open site; nil without such a limit, and for `dsm`, whose outer standard
  /// says it.
  public var everyoneWithin: Double? {
    get {
      switch self {
      case .mclp(_, let limit), .pMedian(let limit, _): limit
      default: nil
      }
    }
    // A model without such a limit stays as it is.
    set {
      switch self {
      case .mclp(let decay, _): self = .mclp(decay: decay, everyoneWithin: newValue)
      case .pMedian(_, let fairness): self = .pMedian(everyoneWithin: newValue, fairness: fairness)
      default: break
      }
    }
  }

  /// How demand takes up the capacity of sites; nil for models without capacities.
  public var capacityUse: CapacityUse? {
    get {
      switch self {
      case .capacitatedPMedian(let use), .capacitatedMCLP(let use), .capacitatedLSCP(let use): use
      default: nil
      }
    }
    // A model without capacities stays as it is.
    set {
      guard let newValue else { return }
      switch self {
      case .capacitatedPMedian: self = .capacitatedPMedian(newValue)
      case .capacitatedMCLP: self = .capacitatedMCLP(newValue)
      case .capacitatedLSCP: self = .capacitatedLSCP(newValue)
      default: break
      }
    }
  }
}

/// How demand takes up the capacity of sites.
public struct CapacityUse: Sendable {
  /// What each demand point takes of a site's capacity. nil: its weight.
  public var loads: [Double]?
  /// The least that each added site must serve to be open. nil: nothing.
  public var leastLoads: [Double]?
  /// A demand point may be divided among several sites.
  public var isDivisible: Bool

  public init(loads: [Double]? = nil, leastLoads: [Double]? = nil, isDivisible: Bool = false) {
    self.loads = loads
    self.leastLoads = leastLoads
    self.isDivisible = isDivisible
  }
}

extension SitingProblem {
  /// The model by its name in the literature.
  public var model: SitingModel { aim.model }

  package var outerStandard: Double? { aim.outerStandard }
  package var decay: CoverDecay? {
    if case .mclp(let decay, _) = aim { decay } else { nil }
  }

  package var everyoneWithin: Double? { aim.everyoneWithin }

  package var fairness: Fairness? {
    if case .pMedian(_, let fairness) = aim { fairness } else { nil }
  }

  /// The share of the weight to cover; nil for models that have none.
  package var targetShare: Double? {
    switch aim {
    case .psclp(let share), .dsm(_, let share): share
    default: nil
    }
  }

  package var isDivisible: Bool { aim.capacityUse?.isDivisible ?? false }
  package var loads: [Double]? { aim.capacityUse?.loads }
  package var leastLoads: [Double]? { aim.capacityUse?.leastLoads }
}
