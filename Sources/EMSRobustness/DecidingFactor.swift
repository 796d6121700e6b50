import EMSModel

/// Something that a scenario has more or less of, and that may decide which of two sites is better.
struct DecidingFactor: Sendable {
  /// What it is, for "decided by …".
  let name: Phrase
  /// How a value of it reads: "0.93 of the speed used".
  let text: @Sendable (Double) -> Phrase
  /// By scenario.
  let values: [Double]

  /// The factor that best tells apart where one site is chosen, with the value that it turns at.
  ///
  /// One cut of one factor (a decision stump): nil where the best cut is right in less than three quarters of the
  /// scenarios or halves the errors of always saying what is more frequent no further.
  static func deciding(_ isChosen: [Bool], among factors: [DecidingFactor], site: String, rival: String) -> Phrase? {
    let chosen = isChosen.count { $0 }
    let total = isChosen.count
    guard chosen > 0, chosen < total else { return nil }
    let usual = max(chosen, total - chosen)
    var best: (factor: DecidingFactor, cut: Double, isChosenBelow: Bool, right: Int)?
    for factor in factors {
      let order = factor.values.indices.sorted { (factor.values[$0], $0) < (factor.values[$1], $1) }
      var below = 0
      for (position, scenario) in order.enumerated().dropLast() {
        if isChosen[scenario] { below += 1 }
        let next = factor.values[order[position + 1]]
        guard factor.values[scenario] < next else { continue }
        // Chosen below the cut and not above, or the other way round.
        let right = below + (total - position - 1) - (chosen - below)
        for (isBelow, right) in [(true, right), (false, total - right)] where right > best?.right ?? usual {
          best = (factor, (factor.values[scenario] + next) / 2, isBelow, right)
        }
      }
    }
    guard let best, best.right * 4 >= total * 3, (total - best.right) * 2 <= total - usual else { return nil }
    let cut = best.factor.text(best.cut)
    let better = best.isChosenBelow ? site : rival
    let share = NumberText.decimals(Double(best.right) / Double(total) * 100, 0)
    return Phrase(
      "decided by \(best.factor.name.english): below \(cut.english) \(better) is better (right in \(share) % of scenarios)",
      "取决于\(best.factor.name.chinese)：低于\(cut.chinese)时\(better)更优（符合 \(share)% 的情景）")
  }
}
