import GeoKit
import TestSupport

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSReport

/// A small made-up area that fills every output, with names that would do harm if they were not escaped.
enum SampleReport {
  static let hostileName = "<script>alert(1)</script>"
  static let formulaName = "=HYPERLINK(\"http://x\")"

  static func make(language: Language = .english) throws -> PlanReport {
    let counties = [
      County(id: "152221", name: "甲旗", outline: box(121, 46, 122, 47), population: 30_000),
      County(id: "152222", name: "乙旗 & <b>", outline: box(122, 46, 123, 47), population: 20_000),
    ]
    let townships = (0..<4).map(township)
    var generator = SeededGenerator(seed: 3)
    let settlements = (0..<40).map { settlement($0, of: townships, &generator) }
    let facilities = [
      Facility(
        id: "F1", name: hostileName, tier: .countyEmergencyCentre,
        location: Coordinate(longitude: 121.4, latitude: 46.4), precision: .countySeat),
      Facility(
        id: "F2", name: "乙旗急救中心", tier: .countyEmergencyCentre,
        location: Coordinate(longitude: 122.6, latitude: 46.6)),
      Facility(
        id: "F3", name: "盟急救中心", tier: .leagueEmergencyCentre, location: Coordinate(longitude: 122, latitude: 46.5)),
    ]
    let notes = [
      Note(.derivation, english: "Township boundaries are Thiessen cells.", chinese: "乡镇边界为泰森多边形。"),
      Note(.assumption, english: "A </script> & health centre at each seat.", chinese: "假定各驻地有卫生院。"),
    ]
    let area = PlanningArea(
      name: "Sample 样例 </title>", counties: counties, townships: townships, settlements: settlements,
      facilities: facilities, indicators: [], notes: notes, account: InputAccount())
    var report = PlanReport(
      language: language, profileID: "xingan", profileTitle: Phrase("Implementation plan", "实施方案"), area: area,
      notes: notes)
    try fill(&report)
    report.bandsWithPlan = report.bands
    let near = facilities.indices.map { index in
      NearestStations.Near(
        station: index, distance: .kilometres(12.34 + Double(index)), time: .seconds(60 * (5 + index)))
    }
    report.nearestStations = NearestStations(
      stations: facilities, isProposed: [false, false, true],
      ofSettlements: settlements.map { _ in .init(today: Array(near.prefix(2)), withPlan: near) })
    return report
  }

  private static func township(_ index: Int) -> Township {
    let west = 121 + Double(index) / 2
    return Township(
      id: "15222\(index)00", name: index == 1 ? hostileName : "乡\(index)", kind: .town,
      countyID: index < 2 ? "152221" : "152222", boundary: box(west, 46, west + 0.5, 47), boundaryOrigin: .derived,
      seat: Coordinate(longitude: west + 0.25, latitude: 46.5))
  }

  private static func settlement(
    _ index: Int, of townships: [Township], _ generator: inout SeededGenerator
  ) -> Settlement {
    let township = index % 4
    let west = 121 + Double(township) / 2
    let location = Coordinate(
      longitude: west + Double.random(in: 0.01..<0.49, using: &generator),
      latitude: Double.random(in: 46.01..<46.99, using: &generator))
    return Settlement(
      id: "V\(100 + index)", name: index == 0 ? formulaName : "村\(index)", townshipID: townships[township].id,
      location: location, population: index % 9 == 8 ? nil : 200 + index * 10, origin: .derived)
  }

  private static func fill(_ report: inout PlanReport) throws {
    let area = report.area
    let radii = [10, 20, 30].map { Distance.kilometres($0) }
    report.radii = radii
    let reach = area.settlements.map { settlement -> (index: Int, distance: Distance) in
      let distances = area.facilities.map { Geodesic.distance($0.location, settlement.location) }
      let index = distances.indices.min { distances[$0] < distances[$1] } ?? 0
      return (index, distances[index])
    }
    func people(_ isCounted: (Int) -> Bool) -> Int {
      area.settlements.indices.filter(isCounted).reduce(0) { $0 + (area.settlements[$1].population ?? 0) }
    }
    for radius in radii {
      let discs = try area.facilities.map { try GeodesicDisc(centre: $0.location, radius: radius).polygon() }
      let shape = try Overlay.union(discs)
      report.bands.append(
        BandRecord(
          radius: radius, shape: shape, area: Geodesic.area(of: shape),
          population: people { reach[$0].distance <= radius }, settlements: reach.count { $0.distance <= radius }))
    }
    let travel = try StraightLineTravel(
      mode: .ambulance, direction: .fromFacility, speed: .kilometres(60), detour: 1.3, turnout: .zero)
    for (index, facility) in area.facilities.enumerated() {
      let own = area.settlements.indices.filter { reach[$0].index == index }
      let required = own.map { reach[$0].distance }.max()
      report.stations.append(
        StationRecord(
          facility: facility, radius: .kilometres(30), requiredRadius: required, status: "beyond",
          settlements: own.count, population: people(own.contains), settlementsBeyond: 1, populationBeyond: 210,
          shape: try GeodesicDisc(centre: facility.location, radius: .kilometres(30)).polygon()))
      report.serviceAreas.append(
        ServiceAreaRecord(
          [facility], within: .seconds(900), by: travel,
          shape: try GeodesicDisc(centre: facility.location, radius: .kilometres(12)).polygon(), area: nil))
    }
    let outside = ServiceName.emergency(within: radii[2])
    for (index, township) in area.townships.enumerated() {
      let shape = try Overlay.difference(township.boundary, report.bands[2].shape)
      report.gaps.append(
        GapRecord(
          service: outside.word, serviceName: outside.name, rank: index + 1,
          townshipID: township.id, shape: shape, area: Geodesic.area(of: shape), population: 6000 - index * 1999,
          settlements: 3))
      report.townships.append(
        TownshipRecord(
          township: township, countyName: area.counties[index / 2].name, area: Geodesic.area(of: township.boundary),
          population: 4000, settlements: 10, areaWithin: radii.map { _ in .zero }, populationWithin: [100, nil, 300],
          shares: [
            .init(
              service: "emergency_20_km", serviceName: Phrase("20 km", "20公里"), area: 0.25, population: 1.0 / 3,
              settlements: 0.3)
          ],
          nearest: [
            .init(
              tier: .countyEmergencyCentre, facilityID: "F1", facilityName: hostileName, distance: .kilometres(12.3456),
              time: .seconds(754))
          ], demand: 4000, score: 61.25))
    }
    report.settlements = area.settlements.indices.map { index in
      SettlementRecord(
        settlement: area.settlements[index], facilityID: area.facilities[reach[index].index].id,
        distance: reach[index].distance, band: radii.first { reach[index].distance <= $0 }, time: .seconds(600))
    }
    fillSites(&report)
    fillScore(&report)
  }

  private static func fillSites(_ report: inout PlanReport) {
    let area = report.area
    let service = ("emergency_sub_centre", Phrase("rural emergency sub-centres", "乡村急救分中心"))
    report.sites = [
      SiteRecord(
        service: service.0, serviceName: service.1, status: .existing, place: .facility("F1"), name: hostileName,
        location: area.facilities[0].location, countyID: "152221", origin: .surveyed, isNamed: false),
      SiteRecord(
        service: service.0, serviceName: service.1, status: .recommended, place: .facility("C1"), name: "+好力保乡",
        location: Coordinate(longitude: 121.75, latitude: 46.8), townshipID: area.townships[1].id,
        origin: .surveyed, rank: 1, isNamed: false,
        populationGained: 2130, settlementsGained: 14, settlementsServed: 20, alternativeID: "C2",
        alternativeName: "图牧吉镇", alternativeLoss: SiteLoss(objective: 390), marginalValue: 2130,
        reason: Phrase("14 settlements come within 30 km.", "14个村居进入30公里范围。")),
    ]
    report.sitings = [
      SitingRecord(
        service: service.0, serviceName: service.1, model: "mclp", status: "optimal", chosen: 1, candidates: 4,
        objective: 9000, bound: 9000, gap: 0, standard: Phrase("30 km", "30公里"), populationDemand: 12_000,
        populationBefore: 6870, populationAfter: 9000, settlementsDemand: 40, settlementsBefore: 20,
        settlementsAfter: 34, citations: ["实施方案 二(一)9"])
    ]
    report.clinics = area.settlements.enumerated().map { index, settlement in
      let words = MapColour.provisions
      return ClinicRecord(
        settlement: settlement, provision: words[index % words.count],
        provisionName: FieldTitle.word(words[index % words.count]),
        servedBy: index % 7 == 0 ? nil : .settlement("V100"),
        distance: .kilometres(1.25), rule: "small_village_shares_clinic")
    }
    let round = MobileRound(
      number: 1, stops: Array(area.settlements.prefix(2)), driving: .seconds(3600), visits: .seconds(14_400),
      exceedsDay: false)
    report.rounds = MobileRounds(
      standard: nil, model: "straight-line",
      bases: [
        MobileBase(
          facility: area.facilities[0], rounds: [round], unreached: [], driving: .seconds(3600),
          bound: .seconds(3600), isOptimal: true, teams: 1)
      ])
    report.links = area.facilities.map { facility in
      let isTop = facility.tier == .leagueEmergencyCentre
      let tier = facility.tier?.rawValue ?? ""
      return LinkRecord(
        unitID: facility.id, unitName: facility.name, location: facility.location, tier: tier,
        tierName: FieldTitle.word(tier), parentID: isTop ? nil : "F3",
        parentName: isTop ? nil : "盟急救中心", parentLocation: isTop ? nil : area.facilities[2].location,
        time: isTop ? nil : .seconds(2400), backupID: nil, timeFromTop: isTop ? .zero : .seconds(2400),
        isWithinStandard: isTop ? nil : false)
    }
  }

  private static func fillScore(_ report: inout PlanReport) {
    report.rules = zip(RuleRecord.Status.allCases, ["a", "b", "c", "d"]).map { status, id in
      RuleRecord(
        id: id, title: Phrase("Coverage radius", "覆盖半径"), citation: "方案 二(一)9",
        quote: "10—30公里半径", reading: Phrase("A radius", "半径"), status: status,
        wanted: Phrase("10–30 km", "10—30公里"), found: Phrase("<i>122 km</i>", "122公里"))
    }
    report.comparisons = [
      ComparisonRecord(
        id: "people_30_km", measure: Phrase("People within 30 km", "30公里内人口"), unit: .people, before: 6870,
        after: 9000)
    ]
    report.curves = [
      CurveRecord(
        id: "trade_off", title: Phrase("Sites and people", "站点数与人口"), xUnit: .facilities, yUnit: .share,
        xTitle: Phrase("sites", "站点数"), yTitle: Phrase("share of people", "人口占比"),
        series: [
          .init(
            name: Phrase("within 30 km", "30公里内"),
            points: (0...6).map { .init(x: Double($0), y: 1 - 0.5 / Double($0 + 1)) }),
          .init(
            name: Phrase("within 20 km", "20公里内"),
            points: (0...6).map { .init(x: Double($0), y: 0.9 - 0.5 / Double($0 + 1)) }),
        ], mark: 2)
    ]
    report.sources = [
      SourceRecord(
        content: Phrase("facilities", "机构"), file: "facilities.csv", origins: [.surveyed, .assumed, .assumed],
        datum: Phrase("wgs84, declared by the plan", "wgs84，方案声明"), licence: "CC BY 4.0",
        dataUntil: hostileName)
    ]
    report.methods = [Phrase("Distances are geodesics.", "距离为椭球面测地线。")]
  }

  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return MultiPolygon([Polygon(shell: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))])
  }
}
