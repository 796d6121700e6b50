import EMSModel
import EMSPlanning
import EMSPolicy

/// What one service builds by one year: which sites, whom that reaches, and how far it is from the year's own best.
public struct PhaseRecord: Sendable {
  public var service: String
  public var serviceName: Phrase
  /// The standard and of what, as the siting names it: `30 km of second-level care`.
  public var reach: Phrase
  public var year: Int
  /// The proposed sites that the phase adds, by their place.
  public var sites: [SiteRecord]
  public var standing: Int
  /// People within the standard by then, of how many; nil where no population is known.
  public var people: Int?
  public var demand: Int?
  public var settlements: Int
  public var isProven: Bool
  /// 0 to 1; nil without a bound.
  public var gap: Double?
  /// How many fewer people (settlements where none are known) are within the standard than the best choice of as many
  /// sites for this year alone would bring; nil where that is not known.
  public var shortfall: Int?
  public var isShortfallProven: Bool
  /// What the sites of the phase cost, and the posts that they add; nil where the plan does not say it of each of them.
  public var cost: Double?
  public var staff: Double?

  private var serviceNameOfOne: String { FacilityTier.nameOfOne(service) ?? serviceName.english }

  /// What the phase adds, and how many of the plan stand then: `2 more county sub-centres, 3 by then`.
  var built: Phrase {
    let added = Phrase(sites.count.of(serviceNameOfOne, serviceName.english), "\(serviceName.chinese)\(sites.count)个")
    guard standing > sites.count else { return Phrase(added.english, "新增" + added.chinese) }
    let one = sites.count.of("more " + serviceNameOfOne, "more " + serviceName.english)
    return Phrase("\(one), \(standing) by then", "新增\(added.chinese)，累计\(standing)个")
  }

  /// How good the choice is, in words.
  var proof: Phrase {
    let own =
      isProven
      ? Phrase("proven best of the proposed sites", "已证为拟建站点中的最优选择")
      : gap.map {
        let percent = NumberText.decimals($0 * 100, 2)
        return Phrase("at most \(percent) % below the best of the proposed sites", "与拟建站点中的最优选择至多相差\(percent)%")
      } ?? Phrase("without proof", "未经证明")
    guard let shortfall else { return own }
    let count = NumberText.grouped(shortfall)
    let who = people == nil ? Phrase("places", "个人口点") : Phrase("people", "人")
    let year =
      shortfall <= 0
      ? Phrase("as good as the year's own best", "与该年单独最优相同")
      : Phrase("\(count) \(who.english) fewer than the year's own best", "比该年单独最优少\(count)\(who.chinese)")
    let sure = isShortfallProven ? Phrase("", "") : Phrase(" that was found", "（已找到者）")
    return Phrase(
      "\(own.english); \(year.english)\(sure.english)", "\(own.chinese)；\(year.chinese)\(sure.chinese)")
  }
}

/// What one county (the region where nil) spends by one year.
public struct PhaseTotal: Sendable {
  public var countyName: String?
  public var year: Int
  public var sites: Int
  /// nil where the plan does not say it of each of the sites.
  public var cost: Double?
  public var staff: Double?
  /// What the plan allows for the phase in the whole region; nil where it does not say, and for a county.
  public var budget: Double?

  /// Whether the phase keeps to its budget; nil where either is not known.
  public var isWithinBudget: Bool? { cost.flatMap { cost in budget.map { cost <= $0 } } }
}

/// The phases of a plan.
public struct PlanPhases: Sendable {
  /// The unit of money; nil where the plan gives no costs.
  public var unit: String?
  /// By service in the order of the plan, then by year.
  public var records: [PhaseRecord]
  /// By year, the region first, then its counties by id.
  public var totals: [PhaseTotal]

  /// nil where the plan has no phases, or proposes nothing.
  init?(
    _ proposal: SiteProposal, sites: [SiteRecord], sitings: [SitingRecord], of area: PlanningArea,
    profile: PolicyProfile
  ) {
    let plan = proposal.plan
    guard !proposal.phases.isEmpty else { return nil }
    /// nil where one is not known.
    func sum(_ sites: [SiteRecord], _ figure: (SiteRecord) -> Double?) -> Double? {
      plan.costs == nil ? nil : sites.sum(of: figure)
    }
    let chosen = Dictionary(
      sites.filter { $0.status == .recommended }.map { ("\($0.service) \($0.place.kind) \($0.place.text)", $0) },
      uniquingKeysWith: { first, _ in first })
    let reaches = Dictionary(sitings.map { ($0.service, $0.reach) }, uniquingKeysWith: { first, _ in first })
    records = proposal.phases.map { phase in
      let own = phase.sites.compactMap { site in
        chosen["\(phase.service.rawValue) \(site.place.kind) \(site.place.text)"]
      }
      let countsPeople = phase.weighting == .people
      let shortfall = phase.ownBest.map {
        countsPeople ? $0.people - phase.served.people : $0.settlements - phase.served.settlements
      }
      return PhaseRecord(
        service: phase.service.rawValue, serviceName: profile.inItsTerms(phase.service.name),
        reach: reaches[phase.service.rawValue] ?? Phrase("", ""), year: phase.year, sites: own,
        standing: phase.standing, people: countsPeople ? phase.served.people : nil,
        demand: countsPeople ? phase.demand.people : nil, settlements: phase.served.settlements,
        isProven: phase.isProven, gap: phase.gap, shortfall: shortfall, isShortfallProven: phase.isOwnBestProven,
        cost: sum(own, \.cost), staff: sum(own, \.staff))
    }
    unit = plan.costs?.unit
    let names = PlanNames(area)
    let found = records
    totals = plan.phases.flatMap { phase -> [PhaseTotal] in
      let own = found.filter { $0.year == phase.year }.flatMap(\.sites)
      let whole = PhaseTotal(
        countyName: nil, year: phase.year, sites: own.count, cost: sum(own, \.cost), staff: sum(own, \.staff),
        budget: phase.budget)
      let counties = area.counties.compactMap { county -> PhaseTotal? in
        let here = own.filter { names.county($0.countyID, orOfTownship: $0.townshipID) == county.name }
        guard !here.isEmpty else { return nil }
        return PhaseTotal(
          countyName: county.name, year: phase.year, sites: here.count, cost: sum(here, \.cost),
          staff: sum(here, \.staff))
      }
      return [whole] + counties
    }
  }

  /// The year by which a site stands; nil for one that no phase builds.
  func year(of site: SiteRecord) -> Int? {
    records.first { record in
      record.service == site.service && record.sites.contains { $0.place == site.place }
    }?.year
  }

  func money(_ value: Double) -> Phrase { Self.money(value, in: unit) }

  /// A sum of money with its unit.
  static func money(_ value: Double, in unit: String?) -> Phrase {
    let figure = NumberText.grouped(value, places: value == value.rounded() ? 0 : 2)
    return Phrase("\(figure) \(unit ?? "")", "\(figure)\(unit ?? "")")
  }

  /// One sentence for each year: what is built, what it costs, whether that keeps to the budget.
  var sentences: [Phrase] {
    totals.filter { $0.countyName == nil }.map { total in
      let own = records.filter { $0.year == total.year }
      let built = own.filter { !$0.sites.isEmpty }.map(\.built)
      let what =
        built.isEmpty
        ? Phrase("nothing", "无")
        : Phrase(built.map(\.english).joined(separator: ", "), built.map(\.chinese).joined(separator: "、"))
      let reached = own.compactMap { record -> Phrase? in
        record.people.map { people in
          let count = NumberText.grouped(people)
          return Phrase(
            "\(count) people within \(record.reach.english)", "\(record.reach.chinese)内人口\(count)人")
        }
      }
      var english = "By the end of \(total.year): \(what.english)"
      var chinese = "到\(total.year)年底：\(what.chinese)"
      if !reached.isEmpty {
        english += "; then " + reached.map(\.english).joined(separator: ", ")
        chinese += "；届时" + reached.map(\.chinese).joined(separator: "，")
      }
      if let cost = total.cost {
        english += "; costs \(money(cost).english)"
        chinese += "；造价\(money(cost).chinese)"
        if let budget = total.budget {
          let over = cost - budget
          english +=
            over > 0
            ? ", \(money(over).english) more than the budget of \(money(budget).english)"
            : ", within the budget of \(money(budget).english)"
          chinese +=
            over > 0
            ? "，超出预算\(money(budget).chinese)达\(money(over).chinese)" : "，在预算\(money(budget).chinese)之内"
        }
      } else if unit != nil {
        english += "; the costs of some of these sites are not given"
        chinese += "；部分站点未给出造价"
      }
      return Phrase(english + ".", chinese + "。")
    }
  }

  /// How sites were spread over the years.
  static let rule = Phrase(
    "Every phase builds sites of the final proposal alone, so that nothing is built that the end does not need: among them those that bring the most people within the standard of the siting by its year; what stands stays. How far a year is from the best choice for that year alone is told.",
    "各期仅建设最终方案中的站点，不建最终用不上的站点：每期选取使该年底标准内人口最多者，建成后保留；并说明与该年单独最优的差距。")
}
