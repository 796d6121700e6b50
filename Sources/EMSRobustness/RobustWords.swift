import EMSModel

extension RobustAnswer {
  /// What the plan comes to at the estimate and over the scenarios, in one sentence.
  public var summary: Phrase {
    func number(_ value: Double) -> String { NumberText.grouped(Int(exactly: value.rounded()) ?? 0) }
    let heads = objective.heads
    let best = NumberText.grouped(servedAtEstimate)
    let most = number(regret.greatest)
    let middle = number(regret.median)
    var english = "\(best) \(heads.english) within \(standard.english)"
    var chinese = "\(standard.chinese)内 \(best) \(heads.chinese)"
    let (low, high) = (number(served.tenth), number(served.ninetieth))
    if objective.isAboutJourneys {
      let unit = objective.unit
      english += ", with or without the sites; they shorten journeys"
      chinese += "，与是否建站无关；建站可缩短就医时间"
      if let saved {
        let (low, high) = (number(saved.tenth), number(saved.ninetieth))
        english += " by \(low) to \(high) \(unit.english) in eight of ten scenarios"
        chinese += "，十分之八的情景在 \(low) 至 \(high) \(unit.chinese)之间"
      }
      english += "; at most \(most) less than the best of a scenario, \(middle) in the middle one"
    } else {
      english +=
        "; \(low) to \(high) in eight of ten scenarios"
        + "; at most \(most) fewer than the best of a scenario, \(middle) in the middle one"
      chinese += "；十分之八的情景在 \(low) 至 \(high) 之间"
    }
    return Phrase(english, chinese + "；至多比各情景最优少 \(most)，中位数 \(middle)")
  }

  /// How far the plan can be from the best on the average of all scenarios that could be drawn.
  public var onAverage: Phrase {
    let most = NumberText.grouped(Int(exactly: gapOnAverage.rounded(.up)) ?? 0)
    let unit = objective.unit
    return Phrase(
      "on the average of all scenarios that could be drawn no choice is better than the plan by more than \(most) \(unit.english) (95 % confidence)",
      "就所有可能情景的平均而言，任何选择至多比本方案好 \(most) \(unit.chinese)（95% 置信）")
  }

  /// That the best of some scenarios is not proven; nil where all are.
  public var unproven: Phrase? {
    let open = scenarios - provenIn
    if open == 0 { return nil }
    return Phrase(
      "in \(open) of \(scenarios) scenarios the best is the best that was found, not proven",
      "\(scenarios) 个情景中有 \(open) 个的最优解为所找到的最好解，未经证明")
  }
}
