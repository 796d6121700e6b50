import EMSModel
import SiteSolver

extension InfeasibilityReason {
  /// Which numbers asked for cannot be had, in the words of the question; empty for a reason that is none of numbers.
  ///
  /// - Parameters:
  ///   - groups: what the groups of candidates are called.
  ///   - group: the name of one.
  ///   - share: a share from 0 to 1, written out.
  package func numbersClash(groups: Phrase?, group: (Int) -> Phrase, share: (Double) -> String) -> Phrase {
    switch self {
    case .groupMinimumUnreachable(let number, let minimum, let available):
      let name = group(number)
      return Phrase(
        "\(name.english) must have \(minimum) sites and can have \(available)",
        "\(name.chinese)至少需要\(minimum)个站点，而最多只有\(available)个")
    case .groupMaximumExceeded(let number, let maximum, let fixed):
      let name = group(number)
      return Phrase(
        "\(name.english) may have \(maximum) sites and \(fixed) are open already",
        "\(name.chinese)最多允许\(maximum)个站点，而已有\(fixed)个")
    case .countAboveAvailable(let count, let available):
      let english = groups.map { " and the maxima of \($0.english)" } ?? ""
      let chinese = groups.map { "和\($0.chinese)上限" } ?? ""
      return Phrase(
        "\(count.of("site is", "sites are")) asked for, and the candidates\(english) allow \(available)",
        "要求\(count)个站点，而候选点\(chinese)只允许\(available)个")
    case .groupMinimaAboveCount(let required, let count):
      return Phrase(
        "the minima of \(groups?.english ?? "groups") and forced sites ask for \(required.of("more site", "more sites")), and \(count) may be added",
        "\(groups?.chinese ?? "各组")下限与必选站点至少还需要\(required)个站点，而只能新增\(count)个")
    case .shareUnreachable(let target, let reachable):
      return Phrase(
        "a share of \(share(target)) is asked for, and all candidates together reach \(share(reachable))",
        "要求覆盖比例\(share(target))，而全部候选点只能覆盖\(share(reachable))")
    default: return Phrase("", "")
    }
  }
}
