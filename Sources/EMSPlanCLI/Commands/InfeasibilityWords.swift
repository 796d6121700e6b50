import EMSPlan
import SiteSolver

/// Why no choice of sites keeps every limit, in the ids of an instance.
struct InfeasibilityWords {
  private let demandIDs: [String]
  private let candidateIDs: [String]
  private let groupIDs: [String]
  private let groupWord: Phrase
  private let problem: SitingProblem
  private static let pairsSpelledOut = 3

  init(instance: SitingInstance) {
    (demandIDs, candidateIDs, groupIDs) = (instance.demandIDs, instance.candidateIDs, instance.groupIDs)
    groupWord = Phrase("group", "组")
    problem = instance.problem
  }

  /// Of tiers chosen together: each candidate stands once for each tier, and each tier is a group.
  init(tiersOf instance: SitingInstance) {
    let names = instance.tiers.map(\.name)
    demandIDs = names.flatMap { name in instance.demandIDs.map { "\($0) (\(name))" } }
    candidateIDs = names.flatMap { name in instance.candidateIDs.map { "\($0) (\(name))" } }
    groupIDs = names
    groupWord = Phrase("tier", "层级")
    problem = instance.problem
  }

  func json(of reason: InfeasibilityReason) -> PropertyValue {
    let words = phrase(for: reason)
    var members: [PropertyValue.Member] = [
      .init("reason", .text(kind(of: reason))), .init("text", .text(words.english)),
      .init("text_zh", .text(words.chinese)),
    ]
    switch reason {
    case .unreachableDemand(let demand), .loadAboveCapacities(let demand):
      members.append(.init("demand", .list(demand.map { .text(demandIDs[$0]) })))
    case .groupMinimumUnreachable(let group, _, _), .groupMaximumExceeded(let group, _, _):
      members.append(.init("group", .text(groupIDs[group])))
    case .tooNear(let a, let b):
      members.append(.init("sites", .list([a, b].map { .text(candidateIDs[$0]) })))
    case .clash(let limits, let needed):
      members.append(.init("limits", .list(limits.map { .text(phrase(for: $0).english) })))
      members.append(.init("needed", .optional(needed, places: 9)))
    default: break
    }
    return .members(members)
  }

  private func kind(of reason: InfeasibilityReason) -> String {
    switch reason {
    case .unreachableDemand: "unreachable_demand"
    case .groupMinimumUnreachable: "group_minimum_unreachable"
    case .groupMaximumExceeded: "group_maximum_exceeded"
    case .countAboveAvailable: "count_above_available"
    case .groupMinimaAboveCount: "group_minima_above_count"
    case .shareUnreachable: "share_unreachable"
    case .loadAboveCapacities: "load_above_capacities"
    case .capacityShort: "capacity_short"
    case .tooNear: "too_near"
    case .clash: "limits_clash"
    }
  }

  private func groupName(_ group: Int) -> Phrase {
    Phrase("\(groupWord.english) \(groupIDs[group])", "\(groupWord.chinese) \(groupIDs[group]) ")
  }

  private func text(_ value: Double) -> String {
    String(decoding: JSONWriter.compact(.decimal(value, places: 6)), as: UTF8.self)
  }

  private func listed(_ demand: [Int]) -> String {
    demand.prefix(10).map { demandIDs[$0] }.joined(separator: ", ") + (demand.count > 10 ? " …" : "")
  }

  func phrase(for reason: InfeasibilityReason) -> Phrase {
    switch reason {
    case .unreachableDemand(let demand):
      return Phrase(
        "no site that may be open reaches \(demand.count.of("demand point", "demand points")): \(listed(demand))",
        "\(demand.count) 个需求点没有可开放的站点可达：\(listed(demand))")
    case .loadAboveCapacities(let demand):
      return Phrase(
        "\(demand.count.of("demand point brings", "demand points bring")) more than the sites within reach can hold: \(listed(demand))",
        "\(demand.count) 个需求点的负荷超过可达站点的容量：\(listed(demand))")
    case .capacityShort(let capacity, let load):
      return Phrase(
        "the sites that may be open hold \(text(capacity)) of \(text(load)): the capacity is short",
        "可开放的站点最多容纳 \(text(capacity))，而负荷为 \(text(load))：容量不足")
    case .tooNear(let first, let second):
      let (a, b) = (candidateIDs[first], candidateIDs[second])
      return Phrase(
        "\(a) and \(b) must both be open and are nearer to each other than the separation",
        "\(a) 与 \(b) 都须开放，但两者间距小于规定间距")
    case .groupMinimumUnreachable, .groupMaximumExceeded, .countAboveAvailable, .groupMinimaAboveCount,
      .shareUnreachable:
      return reason.numbersClash(
        groups: problem.groups.map { _ in Phrase("groups", "各组") },
        group: { groupName($0) },
        share: text)
    case .clash(let limits, let needed): return phrase(forClash: limits, needed: needed)
    }
  }

  private func phrase(forClash limits: [SitingLimit], needed: Double?) -> Phrase {
    if limits.isEmpty {
      return Phrase(
        "each limit can be kept alone, but not all of them together", "各项限制单独可行，但不能同时满足")
    }
    var parts = limits.filter { !$0.isSeparation }.map(phrase(for:))
    let separations = limits.filter(\.isSeparation)
    if separations.count > Self.pairsSpelledOut {
      let pairs = separations.prefix(Self.pairsSpelledOut).map(phrase(for:))
      parts.append(
        Phrase(
          "\(separations.count) pairs of sites exclude each other (\(pairs.map(\.english).joined(separator: ", ")) …)",
          "\(separations.count) 对站点互斥（\(pairs.map(\.chinese).joined(separator: "，"))……）"))
    } else {
      parts += separations.map(phrase(for:))
    }
    var english = parts.map(\.english).joined(separator: "; ")
    var chinese = parts.map(\.chinese).joined(separator: "；")
    if let needed {
      let isMoney = limits.contains { limit in
        switch limit {
        case .budget: true
        default: false
        }
      }
      let units = problem.model.holdsUnits
      let verb = needed == 1 ? "is" : "are"
      let noun = (units ? "unit" : "site") + (needed == 1 ? "" : "s")
      english += isMoney ? ": \(text(needed)) is needed" : ": \(text(needed)) \(noun) \(verb) needed"
      chinese += isMoney ? "：需要 \(text(needed))" : "：需要 \(text(needed)) 个\(units ? "单元" : "站点")"
    }
    if limits.count == 1 { return Phrase("this limit cannot be kept: \(english)", "该限制无法满足：\(chinese)") }
    return Phrase(
      "these limits cannot be kept together, and could without any one of them: \(english)",
      "以下限制不能同时满足，去掉任一项即可：\(chinese)")
  }

  private func phrase(for limit: SitingLimit) -> Phrase {
    let reach = (problem.aim.outerStandard ?? problem.standard).map(text)
    return limit.words(
      isOfUnits: problem.model.holdsUnits, within: reach.map { Phrase($0, $0) }, number: text,
      site: { candidateIDs[$0] },
      group: { groupName($0) })
  }
}

extension SitingLimit {
  fileprivate var isSeparation: Bool {
    switch self {
    case .separation: true
    default: false
    }
  }
}
