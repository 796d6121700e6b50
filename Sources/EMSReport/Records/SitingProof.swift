import EMSModel

extension SitingRecord {
  /// How many of how many, by which model, how well proven, who comes nearer, and who is within the standard.
  var proof: Phrase {
    let status =
      !hasCandidates
      ? Phrase("no candidate", "没有候选点") : namedBy ?? (hasDemand ? FieldTitle.word(status) : Self.nobodyToWeigh)
    let model = Phrase(model.uppercased(), Self.modelName(model))
    var english =
      "\(chosen) of \(candidates.of("candidate", "candidates")), standard \(standard.english), model \(model.english), \(status.english)"
    var chinese =
      "从\(candidates)个候选点中选\(chosen)个；标准：\(standard.chinese)；模型：\(model.chinese)；\(status.chinese)"
    if let gap, self.status != "optimal" {
      let percent = NumberText.plain((gap * 1e5).rounded() / 1e3)
      english += ", gap \(percent) %"
      chinese += "，差距 \(percent)%"
    }
    if let journey, let nearer = journeyText {
      english += "; then journeys: \(nearer.english)"
      chinese += "；其次就医时间：\(nearer.chinese)"
      if isProven, namedBy == nil {
        english += ", proven that no choice with as many people saves more"
        chinese += "，已证明同等覆盖下无法再缩短"
      } else if let gap = journey.gap {
        english += ", at most \(NumberText.decimals(gap * 100, 2)) % below the bound"
        chinese += "，距界\(NumberText.decimals(gap * 100, 2))%以内"
      }
    }
    let planned =
      countsPlanned
      ? Phrase(" (other proposals of this plan counted as built)", "（本方案其他拟建站点计为已建）") : Phrase("", "")
    if let before = populationBefore, let after = populationAfter, let all = populationDemand {
      english +=
        ". People within \(reach.english): \(NumberText.grouped(before)) without these sites\(planned.english), \(NumberText.grouped(after)) with them, of \(NumberText.grouped(all))."
      chinese +=
        "。\(reach.chinese)内人口：不建这些站点\(planned.chinese)为\(NumberText.grouped(before))，建成后\(NumberText.grouped(after))，总计\(NumberText.grouped(all))。"
    } else {
      english +=
        ". Settlements within \(reach.english): \(settlementsBefore) without these sites\(planned.english), \(settlementsAfter) with them, of \(settlementsDemand)."
      chinese +=
        "。\(reach.chinese)内村居：不建这些站点\(planned.chinese)为\(settlementsBefore)，建成后\(settlementsAfter)，总计\(settlementsDemand)。"
    }
    return Phrase(english, chinese)
  }
}

extension SitingRecord {
  /// What a model is called in Chinese, with its letters.
  fileprivate static func modelName(_ model: String) -> String {
    switch model {
    case "mclp": "最大覆盖（MCLP）"
    case "lscp": "集合覆盖（LSCP）"
    default: model.uppercased()
    }
  }

  /// How sure it is that no other choice does better, as a sentence says it in brackets.
  var proofInWords: Phrase {
    if let namedBy { return Phrase("\(namedBy.english); nothing was weighed against it", "\(namedBy.chinese)，未经比选") }
    guard hasDemand else { return Self.nobodyToWeigh }
    func within(_ gap: Double) -> (english: String, chinese: String) {
      let percent = NumberText.decimals(gap * 100, 2)
      return ("by more than \(percent) %", "至多优\(percent)%")
    }
    let beside =
      isDecided ? Phrase(" beside what the plan forces and excludes", "（在方案指定和排除的前提下）") : Phrase("", "")
    if isProven {
      return Phrase(
        "proven: no other choice does better\(beside.english)", "已证明没有更优的选择\(beside.chinese)")
    }
    // The first aim is proven, and the second is not.
    if status == "optimal", let journey {
      guard let gap = journey.gap.map(within) else {
        return Phrase(
          "proven for the people\(beside.english); without proof for the journeys", "覆盖已证明最优\(beside.chinese)，就医时间未经证明")
      }
      return Phrase(
        "proven for the people\(beside.english); no other such choice can save more time \(gap.english)",
        "覆盖已证明最优\(beside.chinese)，就医时间任何其他选择\(gap.chinese)")
    }
    guard let gap = gap.map(within) else { return Phrase("without proof", "未经证明") }
    return Phrase("no other choice can be better \(gap.english)", "任何其他选择\(gap.chinese)")
  }
}

extension FacilityTier {
  /// The name of one of a service that files call so; nil for a word that is none.
  static func nameOfOne(_ service: String) -> String? { FacilityTier(rawValue: service)?.name.english }
}

extension SitingRecord {
  /// The standard and of what: "30 km of second-level care"; the standard alone where no care is named.
  var reach: Phrase { standard.of(journey?.care) }

  /// `county sub-centre`.
  var serviceNameOfOne: String { FacilityTier.nameOfOne(service) ?? serviceName.english }

  /// Whether any place is known whose people it would serve; where none is, nothing can be weighed.
  public var hasDemand: Bool { settlementsDemand > 0 }

  public static let nobodyToWeigh = Phrase(
    "no place of people to serve is known, so nothing was weighed", "没有已知的服务人口点，未经比选")

  /// Whether there was anything to choose from; where there was not, nothing is proven.
  public var hasCandidates: Bool { candidates > 0 }
}

extension Phrase {
  /// A standard and of what.
  func of(_ care: Phrase?) -> Phrase {
    guard let care else { return self }
    return Phrase("\(english) of \(care.english)", "\(care.chinese)\(chinese)")
  }
}
