import EMSModel
import SiteSolver

/// Why a site is proposed, or is not, in words; every number in them stands in the tables too.
struct SiteReason {
  let standard: Phrase
  let model: SitingModel
  let weighting: SitingWeighting
  let countsStrength: Bool
  /// What the second aim brings nearer; nil where there is none.
  let care: Phrase?

  /// - Parameters:
  ///   - gained: who is within the standard by it and by nothing that stands or is built before it.
  ///   - marginal: those of them whom no site built after it reaches either.
  ///   - time: what it saves of people's journeys beyond what stands or is built before it.
  func proposed(
    _ site: CandidateSite, gained: Headcount, marginal: Headcount, time: TimeSaved, substitute: Substitute?,
    isNamed: Bool, isForced: Bool = false
  ) -> Phrase {
    var sentences: [Phrase] = []
    if isNamed { sentences.append(Phrase("named by the plan.", "文件指定。")) }
    if isForced { sentences.append(Phrase("forced by the plan.", "方案指定必建。")) }
    if gained.settlements > marginal.settlements {
      let who = people(gained)
      let alone = people(marginal)
      let rest =
        marginal.settlements == 0
        ? Phrase("sites built after it reach all of them, too", "之后建设的站点也能全部到达")
        : Phrase("\(alone.english) of them no other site reaches", "其中\(alone.chinese)其他站点均不能到达")
      sentences.append(
        Phrase(
          "\(who.english) come within \(standard.english) whom neither what stands nor a site built before it reaches; \(rest.english).",
          "在现有和先建站点之外，\(who.chinese)进入\(standard.chinese)范围；\(rest.chinese)。"))
    } else if marginal.settlements > 0 {
      let who = people(marginal)
      sentences.append(
        Phrase(
          "\(who.english) come within \(standard.english) that no other site reaches.",
          "\(who.chinese)进入\(standard.chinese)范围，其他站点均不能到达。"))
    } else {
      sentences.append(
        Phrase(
          "every place within \(standard.english) of it is also reached by another site.",
          "其\(standard.chinese)范围内的人口点均另有站点可达。"))
    }
    if let care, let nearer = nearer(time, care) {
      sentences.append(Phrase("It brings \(nearer.english).", "\(nearer.chinese)。"))
    }
    if let substitute {
      let name = substitute.site.name
      if let loss = worse(substitute.loss) {
        sentences.append(
          Phrase("The best substitute, \(name), \(loss.english).", "最佳替代点\(name)\(loss.chinese)。"))
      } else if let gain = worse(substitute.loss.negated) {
        sentences.append(
          Phrase(
            "The choice is not proven: with \(name) in its place, this one \(gain.english).",
            "结果未证最优：若换为\(name)，相比之下本点\(gain.chinese)。"))
      } else {
        sentences.append(Phrase("\(name) would do as well.", "\(name)效果相同。"))
      }
    } else if !isForced {
      sentences.append(Phrase("No other candidate may take its place.", "没有其他候选点可以替代。"))
    }
    if let strength = site.strength?.words { sentences.append(strength) }
    return Phrase(
      "\(site.name): " + sentences.map(\.english).joined(separator: " "),
      "\(site.name)：" + sentences.map(\.chinese).joined())
  }

  func notChosen(_ site: CandidateSite, bestSwap: Substitute?) -> Phrase {
    guard let bestSwap else {
      return Phrase(
        "\(site.name): the limits allow no swap with a proposed site.",
        "\(site.name)：受数量限制，不能与任何推荐点互换。")
    }
    let other = bestSwap.site.name
    if let loss = worse(bestSwap.loss) {
      return Phrase(
        "\(site.name): even in place of \(other), where it does least harm, it \(loss.english).",
        "\(site.name)：即使替换影响最小的\(other)，仍\(loss.chinese)。")
    }
    if let gain = worse(bestSwap.loss.negated) {
      return Phrase(
        "\(site.name): the choice is not proven; \(other) in its place \(gain.english).",
        "\(site.name)：结果未证最优；与其相比，\(other)\(gain.chinese)。")
    }
    var ties = Phrase("ties go to the lower id.", "并列时取编号较小者。")
    if let strength = site.strength?.words {
      ties = Phrase(
        "ties go to the stronger centre, then to the lower id. \(strength.english)",
        "并列时取综合实力较强者，再取编号较小者。\(strength.chinese)")
    }
    return Phrase(
      "\(site.name): would do as well in place of \(other); \(ties.english)",
      "\(site.name)：替换\(other)效果相同；\(ties.chinese)")
  }

  private func people(_ demand: Headcount) -> Phrase {
    let settlements = demand.settlements.of("place", "places")
    guard weighting == .people else {
      return Phrase(settlements, "\(NumberText.grouped(demand.settlements))个人口点")
    }
    let places = "\(NumberText.grouped(demand.settlements))个人口点"
    let unknown = demand.settlementsOfUnknownPopulation
    guard let known = demand.knownPeople else {
      return Phrase("\(settlements) of unknown people", "\(places)、人口未知")
    }
    let people = NumberText.grouped(known)
    return unknown == 0
      ? Phrase("\(settlements) with \(people) people", "\(places)、\(people)人")
      : Phrase(
        "\(settlements) with \(people) known people (of \(unknown.of("place", "places")) the people are not known)",
        "\(places)、已知\(people)人（其中\(NumberText.grouped(unknown))个人口点人口未知）")
  }

  /// "412,000 people 9 minutes nearer to second-level care"; nil where nobody comes nearer.
  private func nearer(_ time: TimeSaved, _ care: Phrase) -> Phrase? { time.words(care: care, weighting) }

  /// A loss as the predicate of a sentence; nil where nothing is lost.
  private func worse(_ loss: SiteLoss) -> Phrase? {
    guard loss > .zero else { return nil }
    guard loss.objective > 0 else {
      let minutes = NumberText.grouped(Int((loss.personSeconds / 60).rounded(.up)))
      return weighting == .people
        ? Phrase("reaches as many people and saves \(minutes) person-minutes less", "覆盖人数相同，少节省\(minutes)人·分钟")
        : Phrase("reaches as many places and saves \(minutes) minutes less", "覆盖人口点数相同，少节省\(minutes)分钟")
    }
    switch model {
    case .pMedian, .capacitatedPMedian:
      let figure = NumberText.grouped(Int((loss.objective / 1000).rounded()))
      return Phrase("adds \(figure) person-km to all journeys together", "使总行程增加\(figure)人·公里")
    case .pCentre:
      let figure = NumberText.oneDecimal(loss.objective / 1000)
      return Phrase("puts the farthest place \(figure) km farther away", "使最远人口点增加\(figure)公里")
    default:
      let figure = NumberText.grouped(Int(loss.objective.rounded()))
      guard !countsStrength else {
        return Phrase("is worth \(figure) people less, its strength counted", "计入综合实力后少\(figure)人")
      }
      return weighting == .people
        ? Phrase("reaches \(figure) fewer people", "少覆盖\(figure)人")
        : Phrase("reaches \(figure) fewer places", "少覆盖\(figure)个人口点")
    }
  }
}

extension SiteLoss {
  /// What is lost by going back.
  var negated: SiteLoss { SiteLoss(objective: -objective, personSeconds: -personSeconds) }
}

extension TimeSaved {
  /// "412,000 people 9 minutes nearer to second-level care", the minutes on average; nil where nobody comes nearer.
  public func words(care: Phrase, _ weighting: SitingWeighting) -> Phrase? {
    guard let mean else { return nil }
    let minutes = NumberText.plain(mean / .seconds(60), places: 1)
    let unit = minutes == "1" ? "minute" : "minutes"
    let heads = NumberText.grouped(self.heads)
    return weighting == .people
      ? Phrase(
        "\(heads) people \(minutes) \(unit) nearer to \(care.english)", "\(heads)人到\(care.chinese)的时间平均缩短\(minutes)分钟")
      : Phrase(
        "\(self.heads.of("place", "places")) \(minutes) \(unit) nearer to \(care.english)",
        "\(heads)个人口点到\(care.chinese)的时间平均缩短\(minutes)分钟")
  }
}
