import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// The tables that are attached to a plan (附表1–10), of the whole region or of one county; made from the records of the
/// report alone.
struct Annex: Sendable {
  /// The region, or the county in the region.
  let title: String
  let language: Language
  /// Those that have something to list; the account of the data says why another is missing.
  let sheets: [AnnexSheet]

  /// - Parameter county: nil for the whole region.
  init(of report: PlanReport, county: County? = nil) {
    language = report.language
    title = [report.area.title[language], county?.name].compactMap { $0 }.joined(separator: " ")
    let scope = AnnexScope(report, county: county)
    let tables: [AnnexSheet] = [
      .facilities(of: scope), .coverage(of: scope), .sites(of: scope), .centralClinics(of: scope),
      .villages(of: scope), .chain(of: scope), .rounds(of: scope), .needs(of: scope), .scores(of: scope),
    ]
    let missing = tables.filter(\.isEmpty)
    sheets = tables.filter { !$0.isEmpty } + [.data(of: scope, without: missing)]
  }
}

/// What of a report an annex lists, and in which order: all of it, or what lies in one county.
struct AnnexScope {
  let report: PlanReport
  let county: County?
  let names: PlanNames
  var language: Language { report.language }
  private let countyOfTownship: [String: String]

  init(_ report: PlanReport, county: County?) {
    self.report = report
    self.county = county
    names = PlanNames(report.area)
    countyOfTownship = report.area.townships.reduce(into: [:]) { $0[$1.id] = $1.countyID }
  }

  func holds(countyID: String?, townshipID: String?) -> Bool {
    guard let county else { return true }
    return (countyID ?? townshipID.flatMap { countyOfTownship[$0] }) == county.id
  }

  /// By county, township and id: administrative codes, and 2 before 10. What lies in no county comes last.
  func inOrder<Record>(
    _ records: [Record], _ place: (Record) -> (countyID: String?, townshipID: String?, id: String)
  ) -> [Record] {
    let keyed = records.map { record -> (key: [String], record: Record) in
      let place = place(record)
      let county = place.countyID ?? place.townshipID.flatMap { countyOfTownship[$0] }
      return ([county, place.townshipID].map { $0.map { "a" + $0 } ?? "b" } + [place.id], record)
    }
    return keyed.sorted { NaturalOrder.isAscending($0.key, $1.key) }.map(\.record)
  }

  /// The settlements of the scope in order.
  var settlements: [SettlementRecord] {
    let own = report.settlements.filter {
      holds(countyID: $0.settlement.countyID, townshipID: $0.settlement.townshipID)
    }
    return inOrder(own) { ($0.settlement.countyID, $0.settlement.townshipID, $0.settlement.id) }
  }

  /// The villages whose service is known, in order.
  var clinics: [ClinicRecord] {
    let own = report.clinics.filter {
      holds(countyID: $0.settlement.countyID, townshipID: $0.settlement.townshipID)
    }
    return inOrder(own) { ($0.settlement.countyID, $0.settlement.townshipID, $0.settlement.id) }
  }

  func county(_ countyID: String?, _ townshipID: String?) -> PropertyValue {
    .optional(names.county(countyID, orOfTownship: townshipID))
  }

  func township(_ id: String?) -> PropertyValue { .optional(names.township(id)?.name) }

  func word(_ value: String) -> PropertyValue { say(report.word(value)) }

  func say(_ phrase: Phrase) -> PropertyValue { .text(phrase[language]) }

  /// The name of a rule of the profile.
  func rule(_ key: String) -> PropertyValue { say(name(ofRule: key)) }

  func name(ofRule key: String) -> Phrase {
    report.profile?.rule(keyed: key).map { report.inItsTerms($0.name).heading } ?? report.word(key)
  }

  /// The first cell of a row of totals.
  var total: PropertyValue { say(Phrase("total", "合计")) }
}
