import EMSModel
import EMSPolicy
import EMSReading
import GeoKit
import SiteSolver

/// How many central village clinics each town would have, where no village is known: between the fewest and the most over
/// grids of several sizes.
///
/// Where people live is then derived, and the number depends on how; a list of villages decides. No site is named.
public struct ClinicRanges: Hashable, Sendable {
  /// One town, or the ground of a county that lies in no town.
  public struct Town: Hashable, Sendable {
    /// nil for what lies in no town.
    public var townshipID: String?
    /// nil for a town that nothing locates: its villages are in the cells of the others.
    public var clinics: ClosedRange<Int>?
  }

  /// The sides of the grids, ascending.
  public var grids: [Distance]
  /// In the whole area.
  public var clinics: ClosedRange<Int>
  /// Ascending by id; every township, those without a clinic among them.
  public var towns: [Town]

  /// The sides of the grids, as parts of the plan's own.
  private static let scales = [0.8, 1, 1.25, 1.6]

  /// nil where some village is known, the plan derives no demand or the profile asks for no central clinics.
  ///
  /// - Parameter threads: nil for all cores; the result is the same.
  public init?(
    of area: PlanningArea, profile: PolicyProfile, plan: PlanFile, travel: PlanTravel, threads: Int? = nil
  ) throws {
    guard let demand = plan.inputs.demand, !area.settlements.contains(where: { !$0.isDerivedPlace }) else { return nil }
    grids = Self.scales.map { .kilometres(demand.grid.kilometres * $0) }
    let bare = area.with(settlements: [])
    let sizes = grids
    let counts = try parallelMap(sizes.count, threads: threads) { size -> [String?: Int]? in
      var (cells, other, findings) = (bare, demand, Findings())
      other.grid = sizes[size]
      try DerivedDemand.add(other, to: &cells, of: InputFiles(of: plan), &findings)
      let questions = SitingQuestions(
        area: cells, profile: profile, overrides: plan.siting.counts, clinicTravel: travel.clinics,
        clinicLimit: travel.clinicLimit)
      guard var question = questions.centralVillageClinics(at: .cells) else { return nil }
      // A number between grids needs no proof of each choice.
      question.nodeLimit = 0
      question.proposesIdle = true
      let options = SolveOptions(gap: plan.siting.gap ?? 0, workLimit: SiteProposal.workLimit, threads: 1)
      let (table, choice, _) = try SiteRecommender(options: options).choose(question)
      return choice.newSites(in: table).reduce(into: [:]) { $0[table.sites[$1].townshipID, default: 0] += 1 }
    }
    let known = counts.compactMap { $0 }
    guard known.count == counts.count else { return nil }
    func range(_ count: ([String?: Int]) -> Int) -> ClosedRange<Int> {
      let all = known.map(count)
      let fewest = all.min() ?? 0
      return fewest...max(fewest, all.max() ?? 0)
    }
    clinics = range { $0.values.reduce(0, +) }
    towns = area.townships.map { town in
      Town(townshipID: town.id, clinics: town.boundary.isEmpty ? nil : range { $0[town.id] ?? 0 })
    }
    if known.contains(where: { $0[nil] != nil }) {
      towns.append(Town(townshipID: nil, clinics: range { $0[nil] ?? 0 }))
    }
  }

  /// What the outputs say where no village is known.
  public var note: Note {
    let sides = grids.map { NumberText.plain($0.kilometres) }
    let count = CountRange(minimum: clinics.lowerBound, maximum: clinics.upperBound)
    return Note(
      .derivation,
      english: "No village is known, so that no clinic, way of serving a village or round is proposed: "
        + "\(count.text(in: .english)) central village clinics over grids of \(sides.joined(separator: ", ")) km, "
        + "depending on where people live; a list of villages decides",
      chinese: "没有村庄名单，故不提出卫生室、服务方式和巡诊路线：格网为\(sides.joined(separator: "、"))公里时，"
        + "中心村卫生室为\(count.text(in: .chinese))个，取决于人口分布；以村庄名单为准")
  }
}
