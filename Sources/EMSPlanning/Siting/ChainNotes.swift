import EMSModel
import EMSPolicy
import GeoKit

extension EmergencyNetwork {
  /// The tiers of the chain that have no unit; of that where patients are nothing is known where no file names its units.
  public var missingTiers: [Phrase] {
    let present = Set(links.map(\.tier))
    return tierNames.indices.filter { !present.contains($0) }.map { tierNames[$0] }
  }

  /// How many tiers have a unit, places of no known unit left out.
  var tiersWithUnits: Int { Set(links.filter { $0.unit.standing != .place }.map(\.tier)).count }

  /// What hangs below the top and does not reach it within its county: it hangs on none, on one that does not, or, for
  /// want of a unit of its county, on one of the whole region.
  public var loose: ChainShortfall { shortfall { $0.timeFromTop == nil || $0.leavesCounty } }

  /// Where patients are, and the unit above is beyond the standard.
  public var beyondStandard: ChainShortfall { shortfall { $0.isWithinStandard == false } }

  private func shortfall(where falls: (ChainLink) -> Bool) -> ChainShortfall {
    let units = links.lazy.filter(falls).map(\.unit)
    let places = units.filter { $0.standing == .place }
    return ChainShortfall(
      units: units.count { $0.standing != .place }, places: places.count,
      people: places.reduce(0) { $0 + ($1.people ?? 0) })
  }

  /// What readers of the chain must know: what was assumed, what is missing, and where a neighbour is sooner.
  public func notes(in area: PlanningArea) -> [Note] {
    [assumptionNote(in: area), stationNote(in: area), missingNote, pointsNote(in: area), mutualAidNote(in: area)]
      .compactMap { $0 }
  }

  private func assumptionNote(in area: PlanningArea) -> Note? {
    let names = PlaceNames(area)
    let hospitals = Set(area.facilities.filter { $0.isRatedHospital }.map(\.id))
    let assumed = links.map(\.unit).filter { $0.standing == .assumed && hospitals.contains($0.id) }
    if assumed.isEmpty { return nil }
    func list(_ open: String, _ close: String) -> Phrase {
      assumed.map { unit in unit.name + (names.county(unit.countyID).map { open + $0 + close } ?? "") }.shortList
    }
    return Note(
      .assumption,
      english: "No emergency centre is listed in "
        + "\(assumed.count.of("county", "counties")); in the chain the county hospital stands for it: \(list(" (", ")").english)",
      chinese: "\(assumed.count) 个县未列出急救中心，急救链以县级医院代之：\(list("（", "）").chinese)")
  }

  /// Tells that health centres stand in the chain as stations of which no file says whether an ambulance is there.
  private func stationNote(in area: PlanningArea) -> Note? {
    let centres = Set(
      area.facilities.filter { $0.tier == .townshipHealthCentre && $0.hasAmbulance == nil && $0.isStationByPlan == nil }
        .map(\.id))
    let count = links.count { $0.unit.standing == .assumed && centres.contains($0.unit.id) }
    if count == 0 { return nil }
    return Note(
      .assumption,
      english:
        "\(count.of("health centre of a town stands", "health centres of towns stand")) in the emergency chain as \(count == 1 ? "a station" : "stations"), for the chain has one in each town, though no file says whether an ambulance is there (status assumed)",
      chinese: "急救链按每乡镇设站，将 \(NumberText.grouped(count)) 所未载明有无救护车的卫生院计为急救站（状态 假定）")
  }

  private var missingNote: Note? {
    let missing = missingTiers
    if missing.isEmpty || links.isEmpty { return nil }
    return Note(
      .warning,
      english: "The emergency chain has no unit of "
        + "\(missing.count == 1 ? "this tier" : "these tiers"): \(missing.map(\.english).joined(separator: ", "))",
      chinese: "急救链缺少层级：\(missing.map(\.chinese).joined(separator: "、"))")
  }

  /// Tells that villages stand in the chain of which no file says whether a point is there, and places that are no unit.
  private func pointsNote(in area: PlanningArea) -> Note? {
    let lowest = links.filter { $0.tier == tierNames.count - 1 }
    let villages = Set(area.settlements.map(\.id))
    let assumed = lowest.count {
      $0.unit.standing == .assumed && villages.contains($0.unit.id) && $0.unit.origin != .assumed
    }
    let places = lowest.count { $0.unit.standing == .place }
    guard let tier = tierNames.last, assumed + places > 0 else { return nil }
    var english: [String] = []
    var chinese: [String] = []
    if assumed > 0 {
      english.append(
        "\(assumed.of("village of which no file names a clinic is", "villages of which no file names a clinic are")) assumed to have one (status assumed)"
      )
      chinese.append("\(NumberText.grouped(assumed))个村未载明有无卫生室，假定设有（状态 假定）")
    }
    if places > 0 {
      english.append(
        "\(places.of("place where people live hangs", "places where people live hang")) on the chain and \(places == 1 ? "is no unit" : "are no units") of it (status place)"
      )
      chinese.append("\(NumberText.grouped(places))处人口所在地挂入急救链，不计为单位（状态 名单未列单位）")
    }
    return Note(
      .assumption,
      english:
        "Lowest tier of the emergency chain (\(tier.english)): \(english.joined(separator: "; ")). List the village clinics, or fill in the column has_clinic",
      chinese: "急救链最低一级（\(tier.chinese)）：\(chinese.joined(separator: "；"))。请列出村卫生室，或填写“有无卫生室”")
  }

  private func mutualAidNote(in area: PlanningArea) -> Note? {
    let cases = links.filter { $0.neighbour != nil }
    if cases.isEmpty { return nil }
    let people = cases.compactMap(\.unit.people)
    let count = NumberText.grouped(people.reduce(0, +))
    // Where people live without a clinic hangs on the chain and is no unit of it.
    let places = cases.count { $0.unit.standing == .place }
    let units = cases.count - places
    let english = [
      units > 0 ? units.of("unit of the chain", "units of the chain") : nil,
      places > 0 ? places.of("place that hangs on the chain", "places that hang on the chain") : nil,
    ].compactMap { $0 }.joined(separator: " and ")
    let chinese = [
      units > 0 ? "\(NumberText.grouped(units))个单位" : nil,
      places > 0 ? "\(NumberText.grouped(places))处挂入急救链的人口所在地" : nil,
    ].compactMap { $0 }.joined(separator: "和")
    return Note(
      .warning,
      english:
        "\(english) \(cases.count == 1 ? "is" : "are") nearer in time to a unit of another county\(area.neighbours.isEmpty ? "" : " or outside the region") "
        + "than to the unit of \(cases.count == 1 ? "its own on which it hangs" : "their own on which they hang")"
        + (people.isEmpty ? "" : " (\(count) people)")
        + ": cases for mutual aid, with both times in the layer network",
      chinese: "急救链中\(chinese)距邻县\(area.neighbours.isEmpty ? "" : "或界外")上级单位的时间短于本县上级单位"
        + (people.isEmpty ? "" : "（\(count) 人）")
        + "，可作跨县互助，两项时间见 network 图层")
  }

  /// Why the chain leaves others beyond its standard than the coverage does; nil where both say the same.
  ///
  /// - Parameter when: whether it is so today or with the plan; nil where there is one situation alone.
  public func note(besides coverage: EmergencyCoverage, in area: PlanningArea, when: Phrase? = nil) -> Note? {
    guard case .distance(let limit)? = standard else { return nil }
    let patients = links.filter { $0.tier == tierNames.count - 1 && $0.unit.people != nil }
    let beyond = patients.reduce(0) { $1.isWithinStandard == true ? $0 : $0 + ($1.unit.people ?? 0) }
    let uncovered = coverage.headcount(beyond: limit).people
    if patients.isEmpty || beyond == uncovered { return nil }
    // What the plan proposes is a station to the coverage, too.
    let stations = Set(coverage.stations.map(\.id))
    let withoutAmbulance = area.facilities.count {
      ($0.tier == .townshipHealthCentre || $0.tier == .emergencySubCentre) && !stations.contains($0.id)
    }
    let name = LimitName(limit).text
    let (chain, covered) = (NumberText.grouped(beyond), NumberText.grouped(uncovered))
    let centres = NumberText.grouped(withoutAmbulance)
    let asStations =
      withoutAmbulance == 0
      ? Phrase("", "")
      : Phrase(
        " and takes \(withoutAmbulance.of("health centre for a station", "health centres for stations")) though no file puts an ambulance there",
        "，并把 \(centres) 所未载明救护车的卫生院计为急救站")
    return Note(
      .derivation,
      english:
        "Beyond \(name.english)\(when.map { " " + $0.english } ?? ""): \(chain) people in the chain, \(covered) in the coverage. The chain counts villages and their own county's units alone\(asStations.english); "
        + "the coverage counts everybody, and every place with an ambulance on either side of a border",
      chinese:
        "\(when?.chinese ?? "")\(name.chinese)以外：急救链 \(chain) 人，急救覆盖 \(covered) 人。急救链只计村级人口和本县单位\(asStations.chinese)；"
        + "覆盖计全部人口和县界两侧所有有救护车的地点")
  }
}

/// The names of counties, by id.
private struct PlaceNames {
  private let counties: [String: String]

  init(_ area: PlanningArea) {
    counties = Dictionary(area.counties.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func county(_ id: String?) -> String? { id.flatMap { counties[$0] } }
}
