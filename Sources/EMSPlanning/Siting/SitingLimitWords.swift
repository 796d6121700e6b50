import EMSModel
import SiteSolver

extension SitingLimit {
  /// The limit in the names of its question.
  ///
  /// - Parameters:
  ///   - isOfUnits: whether a site holds several units.
  ///   - within: what "within reach" is; nil without a limit.
  package func words(
    isOfUnits: Bool, within reach: Phrase?, number: (Double) -> String, site: (Int) -> String, group: (Int) -> Phrase
  ) -> Phrase {
    switch self {
    case .service:
      return Phrase(
        "everybody is served" + (reach.map { " within \($0.english)" } ?? ""),
        "所有需求点均须服务" + (reach.map { "（\($0.chinese) 以内）" } ?? ""))
    case .pair: return Phrase("two sites at least, one of them new", "至少两个站点，其中至少一个为新增")
    case .everyoneWithin(let most):
      return Phrase("everybody within \(number(most))", "所有需求点须在 \(number(most)) 以内")
    case .share(let share): return Phrase("a share of \(number(share)) is covered", "覆盖比例不低于 \(number(share))")
    case .mostSites(let most):
      return Phrase(
        "at most \(isOfUnits ? most.of("unit is", "units are") : most.of("site is", "sites are")) added",
        "最多新增 \(most) 个\(isOfUnits ? "单元" : "站点")")
    case .fewestSites(let least):
      return Phrase(
        "at least \(isOfUnits ? least.of("unit is", "units are") : least.of("site is", "sites are")) added",
        "至少新增 \(least) 个\(isOfUnits ? "单元" : "站点")")
    case .budget(let budget): return Phrase("a budget of \(number(budget))", "预算 \(number(budget))")
    case .groupMinimum(let of, let least):
      return Phrase("at least \(least) in \(group(of).english)", "\(group(of).chinese)至少 \(least) 个")
    case .groupMaximum(let of, let most):
      return Phrase("at most \(most) in \(group(of).english)", "\(group(of).chinese)至多 \(most) 个")
    case .forced(let j): return Phrase("\(site(j)) is forced", "\(site(j)) 必选")
    case .forbidden(let j): return Phrase("\(site(j)) is forbidden", "\(site(j)) 被禁止")
    case .separation(let a, let b):
      return Phrase("\(site(a)) and \(site(b)) exclude each other", "\(site(a)) 与 \(site(b)) 互斥")
    case .capacity: return Phrase("the capacities", "容量限制")
    case .leastLoad: return Phrase("the least loads", "最低负荷限制")
    }
  }
}
