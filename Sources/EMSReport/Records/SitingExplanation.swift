import EMSModel
import EMSPlanning

extension SitingAnswer {
  /// The choice told so that it can be read aloud: what is chosen, which defaults gave way, what it brings, whether that is
  /// proven, what the others would bring, who is next, and what becomes of it as strength is worth more. nil where nothing
  /// was chosen and no candidate is weighed by criteria.
  ///
  /// - Parameter countyWord: what the region calls its counties in Chinese.
  func explanation(countyWord: String) -> Phrase? {
    guard !recommendations.isEmpty || !criteria.isEmpty, recommendations.count <= Self.mostNamed else { return nil }
    let sentences =
      recommendations.isEmpty
      ? [noneSentence, leftOutSentence]
      : [
        chosenSentence, gaveWaySentence(countyWord), leftOutSentence, derivedSentence, gainSentence, proofSentence,
        runnersUpSentence, nextSentence,
      ]
    let told = sentences.compactMap { $0 } + shiftSentences
    return Phrase(told.map(\.english).joined(separator: " "), told.map(\.chinese).joined())
  }

  private var noneSentence: Phrase {
    let candidates = candidateCount.of("candidate", "candidates")
    if candidateCount == 0 { return Phrase("No health centre is a candidate.", "没有可列为候选的机构。") }
    return model == .lscp && status == .optimal
      ? Phrase(
        "None of \(candidates) is needed: whoever they reach is within \(standard.english) today, and no number is asked for.",
        "\(NumberText.grouped(candidateCount))个候选点均无需建设：其可及人口现已在\(standard.chinese)范围内，且未要求数量。")
      : Phrase("None of \(candidates) is chosen.", "\(NumberText.grouped(candidateCount))个候选点均未选定。")
  }

  private var chosenSentence: Phrase {
    let sites = recommendations.map(\.site)
    let (names, count) = (Self.list(sites), sites.count)
    if recommendations.allSatisfy(\.isNamed) {
      return Phrase(
        "\(names.english) \(count == 1 ? "is" : "are") chosen because the document names \(count == 1 ? "it" : "them"); nothing was weighed against \(count == 1 ? "it" : "them").",
        "\(names.chinese)由文件点名，未与其他候选点比选。")
    }
    if notChosen.isEmpty, candidateCount == count {
      return Phrase(
        "Every candidate is chosen, for there are no more: \(names.english).",
        "候选点仅\(NumberText.grouped(count))个，全部选定：\(names.chinese)。")
    }
    return Phrase(
      "Of \(candidateCount.of("candidate", "candidates")) \(count == 1 ? "this one is" : "these \(NumberText.grouped(count)) are") chosen: \(names.english).",
      "从\(NumberText.grouped(candidateCount))个候选点中选定\(NumberText.grouped(count))个：\(names.chinese)。")
  }

  /// Which defaults of the tool gave way to the number asked for, and how far.
  private func gaveWaySentence(_ countyWord: String) -> Phrase? {
    guard !gaveWay.isEmpty else { return nil }
    let told = gaveWay.map {
      Phrase(
        "\($0.name.english) from \($0.asked.english) to \($0.given.english)",
        "\($0.name.chinese)由\($0.asked.chinese)放宽至\($0.given.chinese)")
    }
    let (english, chinese) = (Self.list(told.map(\.english)).english, told.map(\.chinese).joined(separator: "、"))
    let those = gaveWay.count == 1 ? "a default of the tool" : "defaults of the tool"
    guard let taken = takenBelowDefault else {
      return Phrase(
        "For the number asked for, \(those) gave way, \(english); no document sets it.",
        "为满足要求的数量，本工具的默认条件已放宽：\(chinese)（非文件规定）。")
    }
    let (kept, below) = (taken.kept, taken.sites.count)
    let few =
      kept < taken.asked
      ? Phrase("and \(taken.asked.of("is", "are")) asked for", "而要求\(taken.asked)个")
      : Phrase("and some county has fewer than are asked of it", "而有的\(countyWord)少于要求的数量")
    return Phrase(
      "\(kept == 0 ? "No health centre keeps" : kept == 1 ? "One health centre keeps" : "\(kept) health centres keep") every default of the tool, \(few.english); \(below) more \(below == 1 ? "is a candidate" : "are candidates") because defaults gave way: \(english). No document sets these.",
      "符合本工具全部默认条件的候选点为\(kept)个，\(few.chinese)；为此放宽默认条件，增列候选点\(below)个：\(chinese)（均为本工具默认值，非文件规定）。")
  }

  /// What thresholds took out before, and by which.
  private var leftOutSentence: Phrase? {
    guard !leftOut.isEmpty else { return nil }
    let told = SiteThreshold.allCases.compactMap { threshold -> Phrase? in
      let missed = leftOut.flatMap(\.shortfalls).filter { $0.threshold == threshold }
      guard let first = missed.first else { return nil }
      let asked = threshold.text(first.asked)
      return Phrase(
        "\(threshold.name.english) under \(asked.english) (\(NumberText.grouped(missed.count)))",
        "\(threshold.name.chinese)不足\(asked.chinese)（\(NumberText.grouped(missed.count))家）")
    }
    let areDefaults = leftOut.flatMap(\.shortfalls).allSatisfy(\.isDefault)
    let whose =
      areDefaults ? Phrase(" by defaults of the tool that no document sets", "（按本工具默认值，非文件规定）") : Phrase("", "")
    return Phrase(
      "\(leftOut.count.of("health centre was", "health centres were")) left out beforehand\(whose.english): \(told.map(\.english).joined(separator: "; ")).",
      "事先未列为候选的机构\(NumberText.grouped(leftOut.count))家\(whose.chinese)：\(told.map(\.chinese).joined(separator: "；"))。")
  }

  /// Which of the chosen are below a threshold by derived people, which leave nobody out.
  private var derivedSentence: Phrase? {
    let chosen = Set(recommendations.map(\.site.place))
    let below = belowByDerivedPeople.filter { chosen.contains($0.site.place) }
    guard let least = below.first?.shortfalls.first else { return nil }
    let told = below.map { left in
      let has = left.shortfalls.first.map { $0.threshold.text($0.has) } ?? Phrase("", "")
      return Phrase("\(left.site.name) (\(has.english))", "\(left.site.name)（\(has.chinese)）")
    }
    let asked = least.threshold.text(least.asked)
    let whose = least.isDefault ? Phrase("the tool's default of \(asked.english)", "本工具默认的\(asked.chinese)") : asked
    let (names, are) = (Self.list(told.map(\.english)), told.count == 1 ? "has" : "have")
    return Phrase(
      "By derived people the \(told.count == 1 ? "town" : "towns") of \(names.english) \(are) fewer than \(whose.english), which leaves out by counted people alone.",
      "按推算人口，\(told.map(\.chinese).joined(separator: "、"))所在乡镇不足\(whose.chinese)；该条件只按统计人口取舍，故仍列为候选。")
  }

  /// "They", or "It".
  private var they: String { recommendations.count == 1 ? "It" : "They" }
  private var bring: String { recommendations.count == 1 ? "brings" : "bring" }
  private var units: Phrase { weighting == .people ? Phrase("people", "人") : Phrase("settlements", "个村居") }
  private func counted(_ heads: Headcount) -> Int { weighting == .people ? heads.people : heads.settlements }
  private var gained: Int { counted(servedAfter) - counted(servedBefore) }

  private var gainSentence: Phrase {
    let nearer = journey.flatMap { $0.saved.words(care: $0.care, weighting) }
    // 30 km of what: all may live within 30 km of an ambulance and not of a hospital.
    let reach = standard.of(journey?.care)
    guard demand.settlements > 0 else {
      return Phrase(
        "Whom \(recommendations.count == 1 ? "it reaches" : "they reach") cannot be said, for no place of people to serve is known.",
        "没有已知的服务人口点，无法得知其覆盖多少人口。")
    }
    guard gained > 0 else {
      let nobody = Phrase(
        "Nobody comes newly within \(reach.english): whoever a candidate can reach is within it already",
        "没有新增进入\(reach.chinese)范围的人口：候选点可及的人口均已在范围内")
      guard let nearer else { return Phrase("\(nobody.english).", "\(nobody.chinese)。") }
      return Phrase(
        "\(nobody.english). \(they) \(bring) \(nearer.english), on average.", "\(nobody.chinese)。\(nearer.chinese)。")
    }
    let heads = weighting == .people ? gained.of("person", "people") : gained.of("settlement", "settlements")
    let within = Phrase(
      "\(they) \(bring) \(heads) within \(reach.english) \(weighting == .people ? "who" : "that") \(gained == 1 ? "is" : "are") farther away today",
      "\(NumberText.grouped(gained))\(units.chinese)由现状的\(reach.chinese)以外进入\(standard.chinese)以内")
    guard let nearer else { return Phrase("\(within.english).", "\(within.chinese)。") }
    return Phrase("\(within.english), and \(nearer.english), on average.", "\(within.chinese)，\(nearer.chinese)。")
  }

  /// nil where nothing was weighed.
  private var proofSentence: Phrase? {
    guard isFree else { return nil }
    guard status == .optimal else {
      return Phrase("It is not proven that no other choice does better.", "尚未证明没有更优的选择。")
    }
    // What the plan forces or excludes is no part of what was weighed; each such site says what it costs.
    let beside =
      decisions.isEmpty
      ? Phrase("It is proven that", "已证明")
      : Phrase("With what the plan forces and excludes it is proven that", "在方案指定和排除的前提下，已证明")
    let shortest =
      switch journey?.isOptimal {
      case nil: Phrase("", "")
      case true?: Phrase(", and that none which brings as many saves more time", "，且覆盖相同的选择中没有节省时间更多的")
      case false?: Phrase("; that none saves more time is not proven", "；节省时间是否最多尚未证明")
      }
    return model == .lscp
      ? Phrase(
        "\(beside.english) fewer sites would leave someone outside whom a candidate can reach\(shortest.english).",
        "\(beside.chinese)若再少建，就会有候选点可及的人口落在范围之外\(shortest.chinese)。")
      : Phrase(
        "\(beside.english) no other choice of as many brings more \(units.english) within \(standard.english)\(shortest.english).",
        "\(beside.chinese)没有同样数量的其他选择能使进入\(standard.chinese)以内的\(weighting == .people ? "人口" : "村居")更多\(shortest.chinese)。"
      )
  }

  /// What the best choice without any of these sites would bring, beside what these bring.
  private var runnersUpSentence: Phrase? {
    guard let others = runnersUp else { return nil }
    let names = Self.list(others.sites)
    let (theirs, ours) = (NumberText.grouped(counted(others.gained)), NumberText.grouped(gained))
    var words = Phrase(
      "Without \(recommendations.count == 1 ? "it" : "them") the best of the others, \(names.english), would bring \(theirs) \(units.english) within \(standard.english) instead of \(ours)",
      "若不用上述选点，其余候选点中最好的\(names.chinese)使\(theirs)\(units.chinese)进入\(standard.chinese)以内，而上述选点为\(ours)\(units.chinese)"
    )
    if let journey, weighting == .people {
      let (less, more) = (Self.minutes(others.saved.personSeconds), Self.minutes(journey.saved.personSeconds))
      words = Phrase(
        "\(words.english) and save \(less) person-minutes instead of \(more)",
        "\(words.chinese)；节省\(less)人·分钟，而上述选点为\(more)人·分钟")
    }
    if !others.isProven {
      words = Phrase("\(words.english) (not proven to be their best)", "\(words.chinese)（未证明为其最优）")
    }
    return Phrase("\(words.english).", "\(words.chinese)。")
  }

  private var nextSentence: Phrase? {
    guard isFree else { return nil }
    let rivals = notChosen.compactMap { other in other.bestSwap.map { (other.site, $0) } }
    guard let (site, swap) = rivals.min(by: { ($0.1.loss, $0.0.place) < ($1.1.loss, $1.0.place) }),
      let loss = swap.loss.words(units)
    else { return nil }
    return Phrase(
      "The next is \(site.name): in place of \(swap.site.name) it \(loss.english).",
      "其次是\(site.name)：若替换\(swap.site.name)，\(loss.chinese)。")
  }

  /// One sentence for each way in which the choice moves; what changes nothing is told together.
  private var shiftSentences: [Phrase] {
    var result: [Phrase] = []
    let still = shifts.filter { $0.joining.isEmpty && $0.leaving.isEmpty }
    if still.contains(where: { $0.worth == nil }) {
      result.append(Phrase("If strength went before the journeys, the choice would be the same.", "若先比能力再比就医时间，选择不变。"))
    } else if !still.isEmpty {
      let worths = Self.list(still.compactMap(\.worth).map(NumberText.grouped), and: "or")
      result.append(
        Phrase(
          "If the strongest centre were worth \(worths.english) people more than the weakest, the choice would be the same.",
          "若最强的卫生院比最弱的多折合\(worths.chinese)人，选择不变。"))
    }
    // Worths at which the same sites move at the same price are told together.
    var moves: [(worths: [Int], move: Phrase)] = []
    for shift in shifts where !shift.joining.isEmpty || !shift.leaving.isEmpty {
      let move = Self.move(shift)
      if let worth = shift.worth, let known = moves.firstIndex(where: { !$0.worths.isEmpty && $0.move == move }) {
        moves[known].worths.append(worth)
      } else {
        moves.append((shift.worth.map { [$0] } ?? [], move))
      }
    }
    for (worths, move) in moves {
      let figures = Self.list(worths.map(NumberText.grouped), and: "or")
      let what =
        worths.isEmpty
        ? Phrase("If strength went before the journeys", "若先比能力再比就医时间")
        : Phrase(
          "If the strongest centre were worth \(figures.english) people more than the weakest",
          "若最强的卫生院比最弱的多折合\(figures.chinese)人")
      result.append(Phrase("\(what.english), \(move.english).", "\(what.chinese)，\(move.chinese)。"))
    }
    return result
  }

  /// Which sites move, and at what price.
  private static func move(_ shift: SiteShift) -> Phrase {
    let (joining, leaving) = (list(shift.joining), list(shift.leaving))
    let move =
      shift.leaving.isEmpty
      ? Phrase("\(joining.english) would join", "\(joining.chinese)将加入")
      : shift.joining.isEmpty
        ? Phrase("\(leaving.english) would leave", "\(leaving.chinese)将退出")
        : Phrase(
          "\(joining.english) would take the place of \(leaving.english)", "\(joining.chinese)将取代\(leaving.chinese)")
    return Phrase("\(move.english), with \(shift.lost.english)", "\(move.chinese)，\(shift.lost.chinese)")
  }

  /// More names than this nobody reads aloud.
  private static let mostNamed = 40

  private static func list(_ sites: [CandidateSite]) -> Phrase { list(sites.map(\.name)) }

  private static func list(_ words: [String], and: String = "and") -> Phrase {
    guard words.count > 1, let last = words.last else { return Phrase(words.first ?? "", words.first ?? "") }
    return Phrase(words.dropLast().joined(separator: ", ") + " \(and) " + last, words.joined(separator: "、"))
  }

  fileprivate static func minutes(_ seconds: Double) -> String { NumberText.grouped(Int((seconds / 60).rounded())) }
}

extension SiteShift {
  /// What the move costs against the proposal.
  fileprivate var lost: Phrase {
    let people = NumberText.grouped(peopleLost)
    if peopleLost > 0 { return Phrase("\(people) people fewer within the standard", "标准内减少\(people)人") }
    let minutes = SitingAnswer.minutes(personSecondsLost.magnitude)
    return personSecondsLost >= 0
      ? Phrase(
        "as many people within the standard and \(minutes) person-minutes less saved", "标准内人数相同，少节省\(minutes)人·分钟")
      : Phrase(
        "as many people within the standard and \(minutes) person-minutes more saved", "标准内人数相同，多节省\(minutes)人·分钟")
  }
}

extension SiteLoss {
  /// "reaches 3,900 fewer people"; nil where nothing is lost.
  fileprivate func words(_ units: Phrase) -> Phrase? {
    if objective > 0 {
      let lost = Int(objective.rounded())
      let one = units.english == "people" ? "person" : "settlement"
      return Phrase(
        "reaches \(lost.of("fewer \(one)", "fewer \(units.english)"))", "少覆盖\(NumberText.grouped(lost))\(units.chinese)"
      )
    }
    guard objective == 0, personSeconds > 0 else { return nil }
    let minutes = NumberText.grouped(Int((personSeconds / 60).rounded(.up)))
    return Phrase(
      "reaches as many \(units.english) and saves \(minutes) person-minutes less", "覆盖相同，少节省\(minutes)人·分钟")
  }
}
