import EMSFormats
import EMSModel

extension PlanPhases {
  /// The phases in `summary.json`.
  var summary: PropertyValue {
    [
      "unit": .optional(unit), "rule": .text(Self.rule.english), "rule_zh": .text(Self.rule.chinese),
      "phases": .list(
        records.map { record in
          [
            "service": .text(record.service), "year": .whole(record.year),
            "sites": .list(record.sites.map { .text($0.place.text) }), "standing": .whole(record.standing),
            "population_within": .optional(record.people), "population_demand": .optional(record.demand),
            "settlements_within": .whole(record.settlements), "proven": .flag(record.isProven),
            "gap": .optional(record.gap, places: 6), "below_own_best": .optional(record.shortfall),
            "own_best_proven": .flag(record.isShortfallProven), "cost": .optional(record.cost, places: 2),
            "staff": .optional(record.staff, places: 2),
          ]
        }),
      "totals": .list(
        totals.map { total in
          [
            "county": .optional(total.countyName), "year": .whole(total.year), "sites": .whole(total.sites),
            "cost": .optional(total.cost, places: 2), "staff": .optional(total.staff, places: 2),
            "budget": .optional(total.budget, places: 2), "within_budget": .optional(total.isWithinBudget),
          ]
        }),
    ]
  }
}
