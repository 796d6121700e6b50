import EMSModel
import GeoKit
import SiteSolver

extension SitingAnswer {
  /// Turns a solver's answer back into sites, with what each is worth.
  init(
    question: SitingQuestion, table: SiteTable, choice: SiteChoice, clash: InfeasibilityReason?,
    decisions: [SiteDecision]
  ) {
    let solution = choice.solution
    let standard = question.standard.words
    let words = SiteReason(
      standard: standard, model: question.model, weighting: table.weighting, countsStrength: table.countsStrength,
      care: table.journey?.care)
    let existing = table.sites.indices.filter { table.isExisting[$0] }
    let found = solution.objective != nil
    let evaluation = SiteEvaluation(table: table, open: found ? solution.selected : existing)
    let chosen = evaluation.open.filter { !table.isExisting[$0] }
    let territories = evaluation.territories()

    var recommendations: [SiteRecommendation] = []
    var bestSwapOfCandidate: [Int: (site: Int, loss: SiteLoss)] = [:]
    for (position, step) in evaluation.buildOrder(of: chosen).enumerated() {
      let swaps = table.isFixed(step.site) ? [] : evaluation.lossesOfSwaps(replacing: step.site)
      var best: (candidate: Int, loss: SiteLoss)?
      for swap in swaps {
        if best.map({ swap.loss < $0.loss }) ?? true { best = swap }
        // Ties go to the lower index, whatever the order in which the sites are looked at.
        let held = bestSwapOfCandidate[swap.candidate]
        if held.map({ (swap.loss, step.site) < ($0.loss, $0.site) }) ?? true {
          bestSwapOfCandidate[swap.candidate] = (step.site, swap.loss)
        }
      }
      let site = table.sites[step.site]
      let substitute = best.map { Substitute(site: table.sites[$0.candidate], loss: $0.loss) }
      let marginal = evaluation.demand(of: evaluation.served(onlyBy: step.site))
      recommendations.append(
        SiteRecommendation(
          site: site, rank: position + 1, isNamed: table.isNamed[step.site], isForced: table.isForced[step.site],
          gained: evaluation.demand(of: step.gained), gainedTime: step.saved, marginal: marginal,
          marginalTime: evaluation.timeSaved(onlyBy: step.site),
          marginalValue: evaluation.lossWithout(step.site)?.objective,
          servedSettlementIDs: (territories[step.site] ?? []).map { table.settlements[$0].id },
          substitute: substitute,
          reason: words.proposed(
            site, gained: evaluation.demand(of: step.gained), marginal: marginal, time: step.saved,
            substitute: substitute,
            isNamed: table.isNamed[step.site], isForced: table.isForced[step.site])))
    }

    self.init(
      service: question.service, model: question.model, weighting: table.weighting, status: solution.status,
      objective: solution.objective, bound: solution.bound, gap: solution.gap, standard: standard,
      existingSites: existing.map { table.sites[$0] }.filter { !question.planned.contains($0.place) },
      givenSites: question.given,
      plannedSites: existing.map { table.sites[$0] }.filter { question.planned.contains($0.place) },
      candidateCount: table.sites.count - existing.count,
      journey: table.journey.map { journey in
        let saved = evaluation.timeSaved
        // The exchanges may have found more than the bound of an earlier choice tells.
        let most = max(choice.mostSaved ?? .infinity, saved.personSeconds)
        return JourneyAnswer(
          care: journey.care, saved: saved, bound: most.isFinite ? most : nil,
          isOptimal: found && solution.status == .optimal && choice.isJourneyProven)
      }, freeChoices: choice.idle, decisions: decisions,
      demand: evaluation.demand(of: table.settlements.indices),
      servedBefore: evaluation.demand(servedBy: existing),
      servedAfter: evaluation.demand(servedBy: evaluation.open),
      recommendations: recommendations,
      notChosen: !found
        ? []
        : evaluation.closed.map { candidate in
          let swap = bestSwapOfCandidate[candidate].map { Substitute(site: table.sites[$0.site], loss: $0.loss) }
          return SiteNotChosen(
            site: table.sites[candidate], bestSwap: swap,
            reason: words.notChosen(table.sites[candidate], bestSwap: swap))
        },
      unservedSettlementIDs: evaluation.unserved.map { table.settlements[$0].id },
      clash: clash.map { Self.words(for: $0, question: question, table: table) },
      citations: question.citations)
    if found {
      let (sites, gained) = evaluation.bestAdditions(upTo: 3)
      if !sites.isEmpty { more = MoreSites(sites: sites.map { table.sites[$0] }, gained: gained) }
    }
    gaveWay = question.gaveWay
    askedInAll = question.askedInAll
    standingSites = question.standing
    sharedOut = question.sharedOut
    candidateNote = question.candidateNote
    belowByDerivedPeople = question.belowByDerivedPeople
    takenBelowDefault = question.takenBelowDefault
    leftOut = question.leftOut.filter { !question.excluded.contains($0.site.place) }
    if question.weighsCriteria {
      criteria = criteria(of: table, existing: existing, question: question)
    }
  }

  private func criteria(of table: SiteTable, existing: [Int], question: SitingQuestion) -> [SiteCriteria] {
    let alone = SiteEvaluation(table: table, open: existing)
    let today = alone.demand(servedBy: existing)
    let chosen = Dictionary(recommendations.map { ($0.site.place, $0) }, uniquingKeysWith: { first, _ in first })
    let others = Dictionary(notChosen.map { ($0.site.place, $0) }, uniquingKeysWith: { first, _ in first })
    let below = Dictionary(
      (question.takenBelowDefault?.sites ?? []).map { ($0.site.place, $0) }, uniquingKeysWith: { first, _ in first })
    let byDerivedPeople = Dictionary(
      question.belowByDerivedPeople.map { ($0.site.place, $0) }, uniquingKeysWith: { first, _ in first })
    let candidates = table.sites.indices.filter { !table.isExisting[$0] }.map { site -> SiteCriteria in
      let place = table.sites[site].place
      let served = alone.demand(servedBy: existing + [site])
      return SiteCriteria(
        site: table.sites[site],
        standing: chosen[place] != nil ? .recommended : table.isExcluded[site] ? .leftOut : .candidate,
        alone: served.less(today), personSecondsAlone: alone.timeGain(of: site),
        swap: chosen[place]?.substitute ?? others[place]?.bestSwap,
        note: table.isExcluded[site]
          ? Phrase("excluded by the plan", "方案排除")
          : below[place].map { Self.words(forTaken: $0) } ?? byDerivedPeople[place].map { Self.words(byDerived: $0) })
    }
    let leftOut = question.leftOut.map {
      SiteCriteria(
        site: $0.site, standing: .leftOut, alone: nil, personSecondsAlone: nil, swap: nil,
        note: question.excluded.contains($0.site.place) ? Phrase("excluded by the plan", "方案排除") : $0.reason)
    }
    return (candidates + leftOut).sorted { $0.site.place < $1.site.place }
  }

  private static func words(byDerived left: SiteLeftOut) -> Phrase {
    let whose =
      left.shortfalls.allSatisfy(\.isDefault) ? Phrase("a default of the tool, which", "此为本工具默认值，") : Phrase("", "")
    return Phrase(
      "\(left.reason.english): \(whose.english.isEmpty ? "a threshold, which" : whose.english) derived people do not decide",
      "\(left.reason.chinese)；\(whose.chinese)推算人口不作取舍依据")
  }

  private static func words(forTaken left: SiteLeftOut) -> Phrase {
    Phrase(
      "\(left.reason.english): a default of the tool, which gave way to the number asked for",
      "\(left.reason.chinese)；此为本工具默认值，已因要求的数量放宽")
  }

  /// The limits that clash, by the names that the planner knows.
  private static func words(
    for reason: InfeasibilityReason, question: SitingQuestion, table: SiteTable
  ) -> Phrase {
    let counties = Set(question.candidates.compactMap(\.countyID)).sorted()
    func county(_ group: Int) -> String { group < counties.count ? counties[group] : String(group) }
    switch reason {
    case .unreachableDemand(let demand):
      let names = demand.prefix(5).map { table.settlements[$0].name }.joined(separator: ", ")
      return Phrase(
        "\(demand.count.of("settlement lies", "settlements lie")) beyond \(question.standard.words.english) of every candidate: \(names)"
          + (demand.count > 5 ? " …" : ""),
        "\(demand.count)个村居距所有候选点均超出\(question.standard.words.chinese)：\(names)"
          + (demand.count > 5 ? "……" : ""))
    case .groupMinimumUnreachable, .groupMaximumExceeded, .countAboveAvailable, .groupMinimaAboveCount,
      .shareUnreachable:
      return reason.numbersClash(
        groups: Phrase("counties", "各县"), group: { Phrase("county \(county($0))", county($0)) },
        share: { NumberText.oneDecimal($0 * 100) + " %" })
    case .tooNear(let first, let second):
      return Phrase(
        "\(table.sites[first].name) and \(table.sites[second].name) must both be open and are nearer to each other than allowed",
        "\(table.sites[first].name)与\(table.sites[second].name)都须开放，但间距小于规定")
    case .clash(let limits, _) where !limits.isEmpty:
      let parts = limits.map { limit in
        limit.words(
          isOfUnits: false, within: question.standard.words, number: { NumberText.plain($0, places: 6) },
          site: { table.sites[$0].name }, group: { Phrase("county \(county($0))", county($0)) })
      }
      return Phrase(
        "these limits cannot be kept together: \(parts.map(\.english).joined(separator: "; "))",
        "以下限制不能同时满足：\(parts.map(\.chinese).joined(separator: "；"))")
    case .loadAboveCapacities, .capacityShort, .clash:
      return Phrase(
        "each limit can be kept alone, but not all of them together",
        "各项限制单独均可满足，但不能同时满足")
    }
  }
}

extension SitingStandard {
  /// "30 km", "15 min by road (drive)".
  package var words: Phrase {
    switch self {
    case .distance(let distance):
      return LimitName(distance).text
    case .time(let limit, let model):
      let limit = LimitName(limit).text
      return Phrase(
        "\(limit.english) (\(model.title.english))", "\(limit.chinese)（\(model.title.chinese)）")
    }
  }
}
