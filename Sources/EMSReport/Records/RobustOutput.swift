import EMSFormats
import EMSModel
import EMSPlanning
import EMSRobustness

/// How sure a plan is, as files.
public enum RobustOutput {
  /// Writes robust.json and robust.csv; where people travel by road, also which roads matter.
  public static func write(_ robustness: Robustness, area: PlanningArea, to folder: OutputFolder) throws {
    try folder.write(JSONWriter.indented(value(of: robustness, area: area)), to: "robust.json")
    let table = PlanTable.robust(robustness, area: area)
    try folder.write(table.csv(for: .program), to: "\(table.name).csv")
    if !robustness.closures.isEmpty { try RoadClosureOutput.write(robustness.closures, to: folder) }
  }

  /// Everything, for programs.
  public static func value(of robustness: Robustness, area: PlanningArea) -> PropertyValue {
    [
      "name": .text(area.name), "scenarios": .whole(robustness.uncertainty.scenarios),
      "seed": .whole(Int(clamping: robustness.uncertainty.seed)),
      "sources": .list(
        robustness.sources.map { source in
          [
            "source": .text(source.source.rawValue), "name": .text(source.source.name.english),
            "name_zh": .text(source.source.name.chinese), "range": .text(source.range.english),
            "figure_of": .text(source.figure.rawValue),
          ]
        }),
      "services": .list(robustness.answers.map { value(of: $0) }),
      "road_closures": .list(robustness.closures.map(RoadClosureOutput.value)),
      "not_compared": .list(robustness.notCompared.map { .text($0.rawValue) }),
      "verdicts": .list(
        robustness.flips.map { flip in
          [
            "rule": .text(flip.rule), "name": .text(flip.name.english), "name_zh": .text(flip.name.chinese),
            "at_estimate": .text(flip.atEstimate.rawValue), "flips": .whole(flip.flips),
            "flip_share": .share(flip.share), "found": .text(flip.text.english),
            "found_zh": .text(flip.text.chinese),
          ]
        }),
    ]
  }

  private static func value(of answer: RobustAnswer) -> PropertyValue {
    func spread(_ spread: RobustAnswer.Spread, places: Int) -> PropertyValue {
      [
        "p10": .decimal(spread.tenth, places: places), "p50": .decimal(spread.median, places: places),
        "p90": .decimal(spread.ninetieth, places: places), "greatest": .decimal(spread.greatest, places: places),
      ]
    }
    return [
      "service": .text(answer.service.rawValue), "counts": .text(answer.objective.rawValue),
      "best_proven_in": .whole(answer.provenIn),
      "standard": .text(answer.standard.english), "served_at_estimate": .whole(answer.servedAtEstimate),
      "served": spread(answer.served, places: 0), "served_share": spread(answer.servedShare, places: 6),
      "saved": answer.saved.map { spread($0, places: 1) } ?? .null,
      "regret": spread(answer.regret, places: 1), "gap_on_average_95": .decimal(answer.gapOnAverage, places: 1),
      "named": .list(answer.named.map { .text($0.name) }),
      "choices": .list(
        answer.choices.map { choice in
          [
            "aim": .text(choice.aim.rawValue), "sites": .list(choice.sites.map { .text($0.id) }),
            "site_names": .list(choice.sites.map { .text($0.name) }), "value": .decimal(choice.value, places: 1),
            "bound": .decimal(choice.bound, places: 1), "gap": .share(choice.gap), "proven": .flag(choice.isProven),
            "value_of_plan": .decimal(choice.valueOfPlan, places: 1),
            "cost_at_estimate": .decimal(choice.costAtEstimate, places: 1),
            "gap_on_average_95": .optional(choice.gapOnAverage, places: 1),
          ]
        }),
      "sources": .list(
        answer.sources.map { weight in
          [
            "source": .text(weight.source.rawValue), "value_of_knowing": .decimal(weight.valueOfKnowing, places: 1),
            "changes_plan": .whole(weight.changesPlan),
          ]
        }),
      "sites": .list(
        answer.sites.map {
          .members(zip(PlanTable.robustColumns, PlanTable.robustRow(answer, $0)).map { .init($0, $1) })
        }
      ),
    ]
  }
}

extension PlanTable {
  static let robustColumns = [
    "service", "status", "id", "name", "standing", "best_in", "scenarios", "best_share", "best_share_low",
    "best_share_high", "counts", "mean_loss", "mean_loss_minutes", "rival_id", "rival", "decided_by", "decided_by_zh",
  ]

  /// One row for each site that is proposed or that some scenario chooses.
  public static func robust(_ robustness: Robustness, area: PlanningArea) -> PlanTable {
    PlanTable(
      name: "robust", title: Phrase("How sure each site is", "站点稳健性"), columns: robustColumns,
      of: robustness.answers.flatMap { answer in answer.sites.map { (answer, $0) } }
    ) { robustRow($0.0, $0.1) }
  }

  fileprivate static func robustRow(_ answer: RobustAnswer, _ site: SiteCertainty) -> [PropertyValue] {
    [
      .text(answer.service.rawValue), .text(site.isProposed ? "proposed" : "not_proposed"), .text(site.site.id),
      .text(site.site.name), .text(site.standing.rawValue), .whole(site.bestIn), .whole(site.scenarios),
      .share(site.share), .share(site.interval.lowerBound), .share(site.interval.upperBound),
      .text(answer.objective.rawValue), .decimal(site.meanLoss, places: 1),
      .optional(site.meanTimeLoss, places: 1), .optional(site.rival?.id), .optional(site.rival?.name),
      .optional(site.whatDecides?.english), .optional(site.whatDecides?.chinese),
    ]
  }
}
