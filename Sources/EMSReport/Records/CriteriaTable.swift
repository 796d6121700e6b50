import EMSFormats
import EMSModel
import EMSPlanning

/// The candidates of a service by each criterion, with their ranks: 1 is best, equals share one.
struct CriteriaTable {
  struct Row {
    let criteria: SiteCriteria
    /// One for each of `names`; nil where the figure is not known.
    let values: [Double?]
    let ranks: [Int?]
  }

  /// The criteria by their names in files.
  static let names = [
    "people_alone", "settlements_alone", "person_minutes_alone", "town_people", "concentration", "beds", "grade_level",
    "hospital_km",
  ]
  let rows: [Row]

  /// - Parameter countsPeople: whether any population is known; where none is, settlements alone are counted.
  init(_ all: [SiteCriteria], countsPeople: Bool) {
    let values = all.map { Self.values($0, countsPeople: countsPeople) }
    let ranks = Self.names.indices.map { criterion -> [Int?] in
      let known = zip(all, values).compactMap { $0.standing == .leftOut ? nil : $1[criterion] }
      return zip(all, values).map { one, own in
        guard one.standing != .leftOut, let value = own[criterion] else { return nil }
        return known.count { $0 > value } + 1
      }
    }
    rows = all.indices.map { index in
      Row(criteria: all[index], values: values[index], ranks: ranks.map { $0[index] })
    }
  }

  private static func values(_ one: SiteCriteria, countsPeople: Bool) -> [Double?] {
    let strength = one.site.strength
    return [
      countsPeople ? one.alone.map { Double($0.people) } : nil, one.alone.map { Double($0.settlements) },
      one.personSecondsAlone.map { $0 / 60 }, strength?.townPeople.map(Double.init),
      strength?.concentration, strength?.beds.map(Double.init), strength?.gradeLevel,
      strength?.hospitalDistance?.kilometres,
    ]
  }
}

extension PlanTable {
  /// One row for each candidate of a service that weighs criteria.
  static func criteria(_ sitings: [SitingRecord], names: PlanNames) -> PlanTable {
    let places = [0, 0, 1, 0, 4, 0, 0, 3]
    let records = sitings.flatMap { siting in
      CriteriaTable(siting.criteria, countsPeople: siting.populationDemand != nil).rows.map {
        row -> [PropertyValue.Member] in
        let site = row.criteria.site
        let measures = CriteriaTable.names.indices.flatMap { index -> [PropertyValue.Member] in
          [
            .init(CriteriaTable.names[index], .optional(row.values[index], places: places[index])),
            .init(CriteriaTable.names[index] + "_rank", .optional(row.ranks[index])),
          ]
        }
        return [
          .init("service", .text(siting.service)), .init("id", .text(site.id)), .init("name", .text(site.name)),
          .init("county", .optional(names.county(site.countyID, orOfTownship: site.townshipID))),
          .init("township", .optional(names.township(site.townshipID)?.name)),
          .init("standing", .text(row.criteria.standing.rawValue)),
        ] + measures + [
          .init("town_people_origin", .optional(Self.origin(of: site))),
          .init("grade", .optional(site.strength?.grade)), .init("swap_id", .optional(row.criteria.swap?.site.id)),
          .init("swap", .optional(row.criteria.swap?.site.name)),
          .init("swap_loss", .optional(row.criteria.swap?.loss.objective, places: 0)),
          .init("swap_person_minutes", .optional(row.criteria.swap.map { $0.loss.personSeconds / 60 }, places: 1)),
          .init("note", .optional(row.criteria.note?.english)), .init("note_zh", .optional(row.criteria.note?.chinese)),
        ]
      }
    }
    let measures = CriteriaTable.names.flatMap { [$0, $0 + "_rank"] }
    return PlanTable(
      name: "site-criteria", title: Phrase("Candidates by criterion", "候选点各项指标"),
      columns: ["service", "id", "name", "county", "township", "standing"] + measures + [
        "town_people_origin", "grade", "swap_id", "swap", "swap_loss", "swap_person_minutes", "note", "note_zh",
      ], records: records)
  }

  /// Of the people of its town; nil where they are not known.
  private static func origin(of site: CandidateSite) -> String? {
    guard let strength = site.strength, strength.townPeople != nil else { return nil }
    return (strength.townPeopleAreDerived ? Origin.derived : .surveyed).rawValue
  }
}
