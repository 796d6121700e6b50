import EMSModel
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy
@testable import EMSReport

/// A rule as worked out on paper: its verdict today and with the plan, and what is found with the plan.
struct PaperRow {
  var rule: String
  var level: ScoreLevel
  var today: Verdict.Status
  var planned: Verdict.Status
  var found: String

  init(
    _ rule: String, _ today: Verdict.Status, _ planned: Verdict.Status, _ found: String,
    of level: ScoreLevel = .region
  ) {
    (self.rule, self.level, self.today, self.planned, self.found) = (rule, level, today, planned, found)
  }

  /// Every rule and target of the profile stands on paper, and the scorecard says the same.
  static func check(_ paper: [PaperRow], against report: PlanReport, of profile: String) throws {
    let lines = try #require(report.scorecard?.lines)
    let profile = try PolicyLibrary(environment: [:]).profile(profile)
    #expect(Set(profile.targets.map(\.key)).isSubset(of: lines.map(\.rule)))
    #expect(Set(lines.map(\.rule)) == Set(paper.map(\.rule)), "no rule of the profile is left out on paper")
    for row in paper {
      let line = try #require(lines.first { $0.rule == row.rule && $0.level == row.level }, "\(row.rule)")
      #expect(line.before.status == row.today, "\(row.rule)")
      #expect(line.verdict.status == row.planned && line.verdict.text.english == row.found, "\(row.rule)")
      #expect(line.restsOn == nil, "\(row.rule): every input is surveyed")
    }
  }
}
