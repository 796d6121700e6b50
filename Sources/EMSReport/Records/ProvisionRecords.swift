import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

extension ClinicRecord {
  /// One for each village, ascending by id.
  static func all(of provision: AreaProvision, area: PlanningArea, profile: PolicyProfile) -> [ClinicRecord] {
    let citations = profile.rules.reduce(into: [String: String]()) { $0[$1.key] = $1.sourceText(in: .chinese) }
    var places: [PlaceID: (name: String, location: Coordinate)] = [:]
    for settlement in area.settlements { places[.settlement(settlement.id)] = (settlement.name, settlement.location) }
    for facility in area.facilities { places[.facility(facility.id)] = (facility.name, facility.location) }
    let posts = profile.stated(ClinicWithoutDoctorGetsPosted.key) != nil
    return zip(provision.villages, provision.provisions).map { village, given in
      let place = given.servedBy.flatMap { places[$0] }
      var record = ClinicRecord(
        settlement: village, provision: given.service.rawValue, provisionName: given.service.name,
        servedBy: given.servedBy, servedByName: place?.name, servedByLocation: place?.location,
        distance: given.distance, rule: given.rule, citation: given.rule.flatMap { citations[$0] })
      if posts, given.service == .central, village.hasDoctor == false {
        record.reason = Phrase("no doctor works there today: one is posted to it from above", "现无村医，由上级派驻医生")
      }
      return record
    }
  }
}

extension PlanReport {
  /// How many of some villages have staff posted to them from another town than their own; nil where none has.
  func postedFromOtherTowns(of clinics: [ClinicRecord]) -> Phrase? {
    let posted = clinics.filter { $0.provision == VillageService.posted.rawValue }
    let towns = Dictionary(area.facilities.map { ($0.id, $0.townshipID) }, uniquingKeysWith: { first, _ in first })
    let across = posted.count { clinic in
      guard case .facility(let id)? = clinic.servedBy, let town = towns[id] ?? nil,
        let own = clinic.settlement.townshipID
      else { return false }
      return town != own
    }
    guard across > 0 else { return nil }
    return Phrase(
      "Of \(posted.count.of("village", "villages")) with posted staff \(across.of("has", "have")) them from a health centre of another town, the nearest of the county; that of their own town is farther away, or there is none.",
      "上级派驻的\(NumberText.grouped(posted.count))个村中，\(NumberText.grouped(across))个由其他乡镇的卫生院派驻：取本县最近的卫生院，本乡镇的较远或没有。"
    )
  }
}

extension VillageService {
  var name: Phrase {
    switch self {
    case .own: Phrase("own clinic", "自有卫生室")
    case .central: Phrase("central village clinic", "中心村卫生室")
    case .shared: Phrase("shared clinic", "联办卫生室")
    case .extension: Phrase("extension from a neighbour", "邻村延伸")
    case .mobile: Phrase("mobile round", "巡诊")
    case .posted: Phrase("posted staff", "上级派驻")
    case .healthCentre: Phrase("township health centre", "乡镇卫生院直接服务")
    case .communityStation: Phrase("community health station", "社区卫生服务站")
    case .notKnown: Phrase("not known", "未知")
    }
  }
}

extension RuleRecord {
  /// One for each rule: the line that decides it, with the unit where that is not the region.
  static func all(of scorecard: Scorecard) -> [RuleRecord] {
    zip(scorecard.decisiveLines, scorecard.decisiveLinesBefore).map { line, today in
      RuleRecord(
        id: line.rule, title: line.name, citation: line.citation.text(in: .chinese), quote: line.quote,
        reading: line.reading, restsOn: line.restsOn,
        status: Status(line.verdict.status), wanted: line.asked,
        found: words(line, scorecard.words(of: line, \.verdict)), statusBefore: Status(today.before.status),
        foundBefore: words(today, scorecard.words(of: today, \.before)))
    }
  }

  private static func words(_ line: Scorecard.Line, _ found: Phrase) -> Phrase {
    line.level == .region
      ? found : Phrase("\(line.unitName): \(found.english)", "\(line.unitName)：\(found.chinese)")
  }
}

extension RuleRecord.Status {
  init(_ status: Verdict.Status) {
    switch status {
    case .met: self = .met
    case .notMet: self = .notMet
    case .notKnown: self = .unknown
    case .byConstruction: self = .byConstruction
    case .notNeeded: self = .notNeeded
    case .aimedFor: self = .aimedFor
    case .notDue: self = .notDue
    }
  }
}
