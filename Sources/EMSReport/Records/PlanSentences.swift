import EMSModel

/// What a plan comes to, in a few sentences: for the top of the page and for the text. Each number is that of a record.
struct PlanSentences {
  private let report: PlanReport
  private let names: PlanNames
  private let people: Int?

  init(_ report: PlanReport) {
    self.report = report
    names = PlanNames(report.area)
    people = report.area.settlements.contains { $0.population != nil } ? report.area.knownPopulation : nil
  }

  /// Who is within the greatest radius today, and who is not.
  var coverage: Phrase? {
    guard let people, people > 0, let band = report.outermostBand, let within = band.population else { return nil }
    let radius = LimitName(band.radius).text
    let share = NumberText.oneDecimal(Double(within) / Double(people) * 100)
    let towns = report.emergencyGaps.count { ($0.population ?? 0) > 0 }
    let (all, near, far) = (NumberText.grouped(people), NumberText.grouped(within), NumberText.grouped(people - within))
    guard people > within else {
      return Phrase(
        "Today all \(all) \(known.english) live within \(radius.english) of an emergency station.",
        "现状：\(known.chinese)\(all)人全部在急救站点\(radius.chinese)以内。")
    }
    return Phrase(
      "Today \(near) of \(all) \(known.english) (\(share) %) live within \(radius.english) of an emergency station; \(far) do not, in \(towns.of("town", "towns")).",
      "现状：\(known.chinese)\(all)人中，\(near)人（\(share)%）在急救站点\(radius.chinese)以内，\(far)人在\(radius.chinese)以外，涉及\(towns)个乡镇。"
    )
  }

  /// Of whom shares are: those who are known, and of those the ones in a known place.
  private var known: Phrase {
    report.area.unplacedPeople > 0
      ? Phrase("people with a known place", "位置已知的人口") : Phrase("known people", "已知人口")
  }

  /// One for each service that was sited: what its sites add, and how well that is proven.
  var sitings: [Phrase] {
    report.sitings.map { siting in
      let (name, standard) = (siting.serviceName, siting.reach)
      guard siting.hasCandidates else {
        return Phrase(
          "No \(siting.serviceNameOfOne) can be proposed, for there is no candidate.",
          "没有候选点，无法提出\(name.chinese)。")
      }
      let sites = siting.chosen.of(siting.serviceNameOfOne, name.english)
      guard siting.hasDemand else {
        return Phrase(
          "Whom \(sites) would reach cannot be said, for no place of people to serve is known.",
          "没有已知的服务人口点，无法得知规划的\(NumberText.grouped(siting.chosen))个\(name.chinese)覆盖多少人口。")
      }
      guard siting.chosen > 0 else {
        return Phrase(
          "No \(siting.serviceNameOfOne) is proposed (\(siting.proofInWords.english)).",
          "不提出\(name.chinese)（\(siting.proofInWords.chinese)）。")
      }
      let bring = siting.chosen == 1 ? "brings" : "bring"
      // What the sites are for where everybody is within the standard.
      let nearer = siting.journeyText.map { Phrase(", and \($0.english)", "；\($0.chinese)") } ?? Phrase("", "")
      let proof = siting.proofInWords
      // One alone is neither first nor last.
      let site =
        siting.chosen > 1 ? report.sites.first { $0.service == siting.service && $0.rank == 1 }?.name : nil
      let first = site.map { Phrase("; \($0) first", "，其中\($0)最先建设") } ?? Phrase("", "")
      if let gained = siting.populationGained, let after = siting.populationAfter, let all = siting.populationDemand {
        let (more, now, whole) = (NumberText.grouped(gained), NumberText.grouped(after), NumberText.grouped(all))
        if gained == 0 {
          return Phrase(
            "\(sites) \(bring) nobody newly within \(standard.english) (\(now) of \(whole) people are within it)\(nearer.english)\(first.english) (\(proof.english)).",
            "规划\(name.chinese)\(NumberText.grouped(siting.chosen))个，\(standard.chinese)内人口没有新增，为\(now)人（共\(whole)人）\(first.chinese)\(nearer.chinese)（\(proof.chinese)）。"
          )
        }
        return Phrase(
          "\(sites) \(bring) \(gained.of("more person", "more people")) within \(standard.english), \(now) of \(whole) in all\(nearer.english)\(first.english) (\(proof.english)).",
          "规划\(name.chinese)\(NumberText.grouped(siting.chosen))个，使\(standard.chinese)内人口增加\(more)人，达到\(now)人（共\(whole)人）\(first.chinese)\(nearer.chinese)（\(proof.chinese)）。"
        )
      }
      let places = report.area.placesWord
      let (more, now) = (siting.settlementsAfter - siting.settlementsBefore, siting.settlementsAfter)
      return Phrase(
        "\(sites) \(bring) \(NumberText.grouped(more)) more \(places.english) within \(standard.english), \(NumberText.grouped(now)) of \(NumberText.grouped(siting.settlementsDemand)) in all\(nearer.english)\(first.english) (\(proof.english)).",
        "规划\(name.chinese)\(NumberText.grouped(siting.chosen))个，使\(standard.chinese)内\(places.chinese)增加\(NumberText.grouped(more))个，达到\(NumberText.grouped(now))个（共\(NumberText.grouped(siting.settlementsDemand))个）\(first.chinese)\(nearer.chinese)（\(proof.chinese)）。"
      )
    }
  }

  /// What a few stations more than the plan has would bring; of clinics, which there are by the hundred, nothing is said.
  var more: [Phrase] {
    report.sitings.compactMap { siting in
      guard siting.service != FacilityTier.centralVillageClinic.rawValue, let more = siting.more else { return nil }
      let names = more.sites.map(\.name).shortList
      let reach = siting.reach
      let (count, settlements) = (more.sites.count, more.gained.settlements)
      let who =
        siting.populationDemand == nil
        ? Phrase(
          "\(NumberText.grouped(settlements)) more \(report.area.placesWord.english)",
          "\(report.area.placesWord.chinese)再增加\(NumberText.grouped(settlements))个")
        : Phrase(
          more.gained.people.of("more person", "more people"), "人口再增加\(NumberText.grouped(more.gained.people))人")
      return Phrase(
        "\(count.of("more \(siting.serviceNameOfOne)", "more \(siting.serviceName.english)")) (\(names.english)) would bring \(who.english) within \(reach.english).",
        "如再增加\(siting.serviceName.chinese)\(count)个（\(names.chinese)），\(reach.chinese)内\(who.chinese)。")
    }
  }

  /// Who remains beyond the greatest radius once the plan stands, and in which towns.
  var remainder: Phrase? {
    guard people != nil, let band = report.outermostBand, !report.sitings.isEmpty else { return nil }
    let radius = LimitName(band.radius).text
    let towns = report.remainders.filter { ($0.people ?? 0) > 0 }
    let sum = towns.reduce(0) { $0 + ($1.people ?? 0) }
    guard sum > 0 else {
      return Phrase(
        "With the plan none of the \(known.english) remain beyond \(radius.english).",
        "方案实施后，\(known.chinese)均在\(radius.chinese)以内。")
    }
    let listed = towns.sorted { ($0.people ?? 0, $1.townshipID ?? "") > ($1.people ?? 0, $0.townshipID ?? "") }
      .prefix(12).map { town in
        let name =
          names.township(town.townshipID).map { Phrase($0.name, $0.name) } ?? Phrase("outside all towns", "不在任何乡镇")
        let count = NumberText.grouped(town.people ?? 0)
        return Phrase("\(name.english) \(count)", "\(name.chinese)\(count)人")
      }
    let more = towns.count - listed.count
    let rest = more > 0 ? Phrase(", and \(NumberText.grouped(more)) more", "等") : Phrase("", "")
    return Phrase(
      "With the plan \(sum.of("person remains", "people remain")) beyond \(radius.english), in \(towns.count.of("town", "towns")): \(listed.map(\.english).joined(separator: ", "))\(rest.english).",
      "方案实施后，仍有\(NumberText.grouped(sum))人在\(radius.chinese)以外，涉及\(NumberText.grouped(towns.count))个乡镇：\(listed.map(\.chinese).joined(separator: "、"))\(rest.chinese)。"
    )
  }

  /// How many rules are met.
  var score: Phrase? {
    guard !report.rules.isEmpty else { return nil }
    func count(_ status: RuleRecord.Status) -> Int { report.rules.count { $0.status == status } }
    let today = report.rules.count { $0.statusBefore == .met }
    func told(_ status: RuleRecord.Status, _ one: String, _ many: String, _ chinese: String) -> Phrase? {
      let count = count(status)
      return count == 0 ? nil : Phrase("\(count) \(count == 1 ? one : many)", "\(chinese)\(count)条")
    }
    let (met, notMet) = (count(.met), count(.notMet))
    let parts = [
      Phrase("\(met) \(met == 1 ? "is" : "are") met with the plan (\(today) today)", "方案实施后达标\(met)条（现状\(today)条）"),
      Phrase("\(notMet) \(notMet == 1 ? "is" : "are") not met", "未达标\(notMet)条"),
      told(.aimedFor, "is striven for and not reached yet", "are striven for and not reached yet", "力争目标尚未达到"),
      told(.notDue, "is not due yet", "are not due yet", "未到期"),
      told(.byConstruction, "holds by construction", "hold by construction", "由方案保证"),
      told(.notNeeded, "asks for nothing here", "ask for nothing here", "无需"),
      told(.unknown, "cannot be judged from the data", "cannot be judged from the data", "未知（数据不足）"),
    ].compactMap { $0 }
    let rules = report.rules.count
    return Phrase(
      "Of the \(rules.of("rule", "rules")) of the plan's documents \(parts.map(\.english).joined(separator: ", ")).",
      "规划依据中的\(rules)条要求，\(parts.map(\.chinese).joined(separator: "，"))。")
  }

  /// How much of what is counted is not surveyed.
  var basis: Phrase {
    let derived = report.area.settlements.filter { $0.origin != .surveyed }.reduce(0) { $0 + ($1.population ?? 0) }
    let facilities = report.area.facilities
    let assumed = facilities.count { $0.origin != .surveyed }
    guard derived > 0 || assumed > 0 else {
      return Phrase(
        "No place of people is derived and no facility assumed; what else is assumed, and which figures are defaults of the tool, the notes and the table of rules tell.",
        "居住位置和机构无推算或假定；其他假定见各项说明，工具默认值见评分表。")
    }
    let all = people ?? 0
    let share = all > 0 ? NumberText.oneDecimal(Double(derived) / Double(all) * 100) : "0.0"
    return Phrase(
      "These figures rest on \(NumberText.grouped(derived)) people whose place is derived (\(share) % of the \(known.english)) and on \(NumberText.grouped(assumed)) assumed or derived facilities of \(NumberText.grouped(facilities.count)).",
      "以上数字中，居住位置为推算的人口\(NumberText.grouped(derived))人（占\(known.chinese)\(share)%），机构\(NumberText.grouped(facilities.count))个中有\(NumberText.grouped(assumed))个为假定或推算。"
    )
  }

  /// All of them, in the order in which they are read.
  var all: [Phrase] {
    [coverage].compactMap { $0 } + sitings + [remainder].compactMap { $0 } + more + [score].compactMap { $0 } + [basis]
  }
}
