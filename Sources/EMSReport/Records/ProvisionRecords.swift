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
    let towns = TownsOfSenders(area)
    return zip(provision.villages, provision.provisions).map { village, given in
      let place = given.servedBy.flatMap { places[$0] }
      var record = ClinicRecord(
        settlement: village, provision: given.service.rawValue, provisionName: given.service.name,
        servedBy: given.servedBy, servedByName: place?.name, servedByLocation: place?.location,
        distance: given.distance, rule: given.rule, citation: given.rule.flatMap { citations[$0] })
      if posts, given.service == .central, village.hasDoctor == false {
        record.reason = Phrase("no doctor works there today: one is posted to it from above", "现无村医，由上级派驻医生")
      }
      if let town = towns.other(of: record) {
        record.reason =
          towns.haveCentre(village.townshipID)
          ? Phrase(
            "from another town (\(town)): the health centre of its own is too far away", "由其他乡镇（\(town)）派出：本乡镇卫生院距离过远")
          : Phrase(
            "from another town (\(town)): the lists name no health centre of its own", "由其他乡镇（\(town)）派出：名单中本乡镇没有卫生院")
      }
      return record
    }
  }
}

/// Whose health centres send rounds and staff to villages.
private struct TownsOfSenders {
  private let towns: [String: String?]
  private let names: [String: String]
  private let withCentre: Set<String>

  init(_ area: PlanningArea) {
    towns = Dictionary(area.facilities.map { ($0.id, $0.townshipID) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(area.townships.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    withCentre = Set(area.facilities.filter(\.isHealthCentreOfTown).compactMap(\.townshipID))
  }

  /// The town from which a village has rounds or staff; nil where that is its own, or not known.
  func other(of clinic: ClinicRecord) -> String? {
    guard [VillageService.posted, .mobile].map(\.rawValue).contains(clinic.provision),
      case .facility(let id)? = clinic.servedBy, let town = towns[id] ?? nil, let own = clinic.settlement.townshipID,
      town != own
    else { return nil }
    return names[town] ?? town
  }

  /// Whether the lists name a health centre of the town.
  func haveCentre(_ town: String?) -> Bool { town.map(withCentre.contains) ?? false }
}

extension PlanReport {
  /// How many of some villages have rounds or posted staff from another town than their own, and from which; nil where none
  /// has.
  func servedFromOtherTowns(of clinics: [ClinicRecord]) -> Phrase? {
    let ways = [VillageService.posted, .mobile].map(\.rawValue)
    let sent = clinics.count { ways.contains($0.provision) }
    let towns = TownsOfSenders(area)
    let across = clinics.compactMap { clinic in towns.other(of: clinic).map { (clinic, $0) } }
    guard !across.isEmpty else { return nil }
    let without = across.count { !towns.haveCentre($0.0.settlement.townshipID) }
    let far = across.count - without
    let names = Set(across.map(\.1)).sorted().shortList
    var (english, chinese): ([String], [String]) = ([], [])
    if without > 0 {
      english.append("for \(without) the lists name no health centre of their own town")
      chinese.append("\(NumberText.grouped(without))个村所在乡镇在名单中没有卫生院")
    }
    if far > 0 {
      english.append("for \(far) that of their own town is farther away than the rule lets rounds go")
      chinese.append("\(NumberText.grouped(far))个村到本乡镇卫生院超出规则的巡诊距离")
    }
    return Phrase(
      "Of \(sent.of("village", "villages")) with rounds or posted staff \(across.count.of("has", "have")) them from the health centre of another town (\(names.english)), the nearest of the county: \(english.joined(separator: ", ")).",
      "巡诊或上级派驻的\(NumberText.grouped(sent))个村中，\(NumberText.grouped(across.count))个由其他乡镇的卫生院派出（\(names.chinese)），取本县最近者：\(chinese.joined(separator: "，"))。"
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
