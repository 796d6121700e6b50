import EMSModel
import SiteSolver

/// Why a site is proposed, or is not, in words; every number in them stands in the tables too.
enum SiteReason {
  static func proposed(
    _ site: CandidateSite, marginal: Headcount, backed: Headcount, substitute: Substitute?, standard: Phrase,
    model: SitingModel, weighting: SitingWeighting, countsStrength: Bool, isNamed: Bool
  ) -> Phrase {
    var english = "\(site.name): "
    var chinese = "\(site.name)："
    if isNamed {
      english += "named by the plan. "
      chinese += "文件指定。"
    }
    let who = people(marginal, weighting: weighting)
    if marginal.settlements > 0 {
      english += "\(who.english) come within \(standard.english) that no other site reaches."
      chinese += "\(who.chinese)进入\(standard.chinese)范围，其他站点均不能到达。"
    } else {
      let second = people(backed, weighting: weighting)
      english +=
        "every settlement within \(standard.english) of it is also reached by another site; "
        + "for \(second.english) it is one of two."
      chinese += "其\(standard.chinese)范围内的居民点均另有站点可达；对\(second.chinese)而言，它是两个可达站点之一。"
    }
    if let substitute {
      let loss = amount(
        substitute.loss, model: model, weighting: weighting, countsStrength: countsStrength)
      if substitute.loss > 0 {
        english += " The best substitute, \(substitute.site.name), \(loss.english)."
        chinese += "最佳替代点\(substitute.site.name)\(loss.chinese)。"
      } else {
        english += " As to first cover, \(substitute.site.name) would do as well."
        chinese += "就首次覆盖而言，\(substitute.site.name)效果相同。"
      }
    } else {
      english += " No other candidate may take its place."
      chinese += "没有其他候选点可以替代。"
    }
    if let strength = site.strength?.words {
      english += " " + strength.english
      chinese += strength.chinese
    }
    return Phrase(english, chinese)
  }

  static func notChosen(
    _ site: CandidateSite, bestSwap: Substitute?, model: SitingModel, weighting: SitingWeighting,
    countsStrength: Bool
  ) -> Phrase {
    guard let bestSwap else {
      return Phrase(
        "\(site.name): the limits allow no swap with a proposed site.",
        "\(site.name)：受数量限制，不能与任何推荐点互换。")
    }
    if bestSwap.loss <= 0 {
      var ties = Phrase("ties go to the lower id.", "并列时取编号较小者。")
      if let strength = site.strength?.words {
        ties = Phrase(
          "ties go to the stronger centre, then to the lower id. \(strength.english)",
          "并列时取综合实力较强者，再取编号较小者。\(strength.chinese)")
      }
      return Phrase(
        "\(site.name): would do as well in place of \(bestSwap.site.name); \(ties.english)",
        "\(site.name)：替换\(bestSwap.site.name)效果相同；\(ties.chinese)")
    }
    let loss = amount(
      bestSwap.loss, model: model, weighting: weighting, countsStrength: countsStrength)
    return Phrase(
      "\(site.name): even in place of \(bestSwap.site.name), where it does least harm, it \(loss.english).",
      "\(site.name)：即使替换影响最小的\(bestSwap.site.name)，仍\(loss.chinese)。")
  }

  static func people(_ demand: Headcount, weighting: SitingWeighting) -> Phrase {
    let settlements = demand.settlements.of("settlement", "settlements")
    guard weighting == .people else {
      return Phrase(settlements, "\(NumberText.grouped(demand.settlements))个居民点")
    }
    let people = NumberText.grouped(demand.people)
    return Phrase(
      "\(settlements) with \(people) people",
      "\(NumberText.grouped(demand.settlements))个居民点、\(people)人")
  }

  /// A loss in the unit of the model, as the predicate of a sentence.
  private static func amount(
    _ loss: Double, model: SitingModel, weighting: SitingWeighting, countsStrength: Bool
  ) -> Phrase {
    switch model {
    case .pMedian, .capacitatedPMedian:
      let figure = NumberText.grouped(Int((loss / 1000).rounded()))
      return Phrase("adds \(figure) person-km to all journeys together", "使总行程增加\(figure)人·公里")
    case .pCentre:
      let figure = NumberText.oneDecimal(loss / 1000)
      return Phrase("puts the farthest settlement \(figure) km farther away", "使最远居民点增加\(figure)公里")
    default:
      let figure = NumberText.grouped(Int(loss.rounded()))
      guard !countsStrength else {
        return Phrase("is worth \(figure) people less, its strength counted", "计入综合实力后少\(figure)人")
      }
      return weighting == .people
        ? Phrase("reaches \(figure) fewer people", "少覆盖\(figure)人")
        : Phrase("reaches \(figure) fewer settlements", "少覆盖\(figure)个居民点")
    }
  }
}
