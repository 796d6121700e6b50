import GeoKit
import TestSupport
import Testing

@testable import EMSPolicy

/// A region small enough for paper: fourteen villages on the equator.
///
/// One step is 0.01° of longitude, 6,378,137 m × π / 18,000 = 1.1132 km. The health centre H stands at step 0, the
/// community station S at step 100. The profile: share under 500 people within 1.5 km (1 step); under 800 people
/// within 2.5 km (2 steps) of the health centre may do without a clinic; small is under 500; a neighbour extends its service within 5 km
/// (4 steps); rounds go as far as 30 km (26 steps).
///
///     village  step  people                     reasoning on paper                                     service
///     A          2     799                      2 steps = 2.2264 km from H, fewer than 800             mobile from H
///     B         -2     800                      as near, but 800 is not fewer than 800; not small      own
///     C         10   1,200                      no rule for small villages                             own
///     D         11     499                      fewer than 500, 1 step = 1.1132 km from C              shared with C
///     E          9     500                      1 step from C, but 500 is not fewer than 500           own
///     F         20     900  central site                                                               central
///     G         24     300                      4 steps = 4.4528 km from F: not close, but within 5    extension by F
///     J        -20     200                      B is 18 steps = 20.0 km off; H 20 steps = 22.3 km      mobile from H
///     K        -40     150                      H is 40 steps = 44.5 km off                            posted by H
///     L        -60     450                      M is 1 step off and small too; L is larger and hosts   shared, itself
///     M        -61     300                      1 step from L                                          shared with L
///     N          6   1,500  no doctor           no list says that it has no clinic                     posted by H
///     P          0   1,500  no clinic           H stands in it                                         health_centre H
///     Q          7   1,500  neither             E keeps a clinic 2 steps = 2.2264 km off               extension by E
///     O        101   3,000  in a subdistrict    S is 1 step off                                        community_station S
@Suite struct VillageProvisioningTests {
  static let profile = """
    key: paper
    extends: xingan
    name: {en: Paper, zh: 纸上}
    document: paper
    documents:
      - {key: paper, title: 纸上方案, status: draft}
    rules:
      near-health-centre-serves-village:
        section: 一
        people: {value: 800, unit: people}
      village-without-doctor:
        section: 二
    """

  static func at(_ step: Int) -> Coordinate { Coordinate(longitude: Double(step) / 100, latitude: 0) }

  static let villages = [
    Village(id: "A", location: at(2), people: 799), Village(id: "B", location: at(-2), people: 800),
    Village(id: "C", location: at(10), people: 1200), Village(id: "D", location: at(11), people: 499),
    Village(id: "E", location: at(9), people: 500), Village(id: "F", location: at(20), people: 900, isCentral: true),
    Village(id: "G", location: at(24), people: 300), Village(id: "J", location: at(-20), people: 200),
    Village(id: "K", location: at(-40), people: 150), Village(id: "L", location: at(-60), people: 450),
    Village(id: "M", location: at(-61), people: 300),
    Village(id: "N", location: at(6), people: 1500, hasQualifiedDoctor: false),
    Village(id: "P", location: at(0), people: 1500, hasClinic: false),
    Village(id: "Q", location: at(7), people: 1500, hasClinic: false, hasQualifiedDoctor: false),
    Village(id: "O", location: at(101), people: 3000, isInSubdistrict: true),
  ]
  static let healthCentres = [VillageProvisioning.Site(id: .facility("H"), location: at(0))]
  static let stations = [VillageProvisioning.Site(id: .facility("S"), location: at(100))]

  static func decide(_ villages: [Village], profile: String = profile) throws -> [VillageProvision] {
    VillageProvisioning.decide(
      villages, healthCentres: healthCentres, stations: stations, by: try PolicyProfileTests.profile(profile))
  }

  @Test func thePaperRegionIsServedAsOnPaper() throws {
    let found = try Self.decide(Self.villages)
    let expected: [(String, VillageService, String?, Int, String)] = [
      ("A", .mobile, "H", 2, "near-health-centre-serves-village"),
      ("B", .own, "B", 0, "village-has-clinic"),
      ("C", .own, "C", 0, "village-has-clinic"),
      ("D", .shared, "C", 1, "small-village-shares-clinic"),
      ("E", .own, "E", 0, "village-has-clinic"),
      ("F", .central, "F", 0, "central-village-clinics"),
      ("G", .extension, "F", 4, "small-village-served-from-elsewhere"),
      ("J", .mobile, "H", 20, "small-village-served-from-elsewhere"),
      ("K", .posted, "H", 40, "small-village-served-from-elsewhere"),
      ("L", .shared, "L", 0, "small-village-shares-clinic"),
      ("M", .shared, "L", 1, "small-village-shares-clinic"),
      ("N", .posted, "H", 6, "clinic-without-doctor-gets-posted"),
      ("O", .communityStation, "S", 1, "station-instead-of-clinic"),
      ("P", .healthCentre, "H", 0, "village-has-clinic"), ("Q", .extension, "E", 2, "village-without-doctor"),
    ]
    #expect(found.map(\.villageID) == expected.map(\.0))
    for (provision, paper) in zip(found, expected) {
      #expect(provision.service == paper.1, "\(paper.0)")
      #expect(provision.servedBy?.text == paper.2, "\(paper.0)")
      let kilometres = try #require(provision.distance).kilometres
      #expect(abs(kilometres - Double(paper.3) * 1.113194908) < 1e-6, "\(paper.0) \(kilometres)")
      #expect(provision.rule == paper.4, "\(paper.0)")
    }
    #expect(
      Set(found.map(\.service)) == Set(VillageService.allCases).subtracting([.notKnown]),
      "every way of serving a village occurs")
  }

  /// A village that has the id of the health centre keeps a clinic of its own, and its neighbours are served by it.
  @Test func aVillageMayHaveTheIDOfAFacility() throws {
    let found = try Self.decide([
      Village(id: "H", location: Self.at(200), people: 2000), Village(id: "x", location: Self.at(201), people: 100),
    ])
    #expect(found.map(\.servedBy) == [.settlement("H"), .settlement("H")])
    #expect(found.map(\.service) == [.own, .shared])
  }

  @Test func theOrderOfTheVillagesChangesNothing() throws {
    let found = try Self.decide(Self.villages)
    #expect(try Self.decide(Self.villages.reversed()) == found)
    #expect(try Self.decide(Array(Self.villages[5...] + Self.villages[..<5])) == found)
  }

  /// With 600 in place of 500, E shares with C; Q, whom E served, is now served by C, 3 steps off. Nothing else moves.
  @Test func anotherThresholdChangesThatRuleAlone() throws {
    let base = try Self.decide(Self.villages)
    let changed = try Self.decide(
      Self.villages,
      profile: Self.profile
        + "\n  small-village-shares-clinic:\n    section: 三\n    people: {value: 600, unit: people}\n")
    for (old, new) in zip(base, changed) where old != new {
      switch new.villageID {
      case "E": #expect(new.service == .shared && new.servedBy == .settlement("C"))
      case "Q": #expect(new.service == .extension && new.servedBy == .settlement("C"))
      default: Issue.record("\(new.villageID) changed to \(new.service)")
      }
    }
    #expect(base != changed)
  }

  @Test(arguments: [(499, VillageService.shared), (500, .own), (501, .own)])
  func fiveHundredPeopleAreNotFewer(people: Int, service: VillageService) throws {
    let pair = [
      Village(id: "1", location: Self.at(200), people: 2000), Village(id: "2", location: Self.at(201), people: people),
    ]
    #expect(try Self.decide(pair)[1].service == service)
  }

  @Test(arguments: [(799, VillageService.mobile), (800, .own), (801, .own)])
  func eightHundredPeopleAreNotFewer(people: Int, service: VillageService) throws {
    #expect(try Self.decide([Village(id: "1", location: Self.at(1), people: people)])[0].service == service)
  }

  @Test(arguments: [(1499.9, VillageService.shared), (1500.1, .extension), (4999.9, .extension), (5000.1, .posted)])
  func distancesDecideByTheGeodesic(metres: Double, service: VillageService) throws {
    let large = Self.at(300)
    let small = Geodesic.destination(from: large, azimuth: 37, distance: .metres(metres))
    let pair = [Village(id: "1", location: large, people: 2000), Village(id: "2", location: small, people: 100)]
    #expect(try Self.decide(pair)[1].service == service)
  }

  /// Health centres, stations, clinics and other small villages serve their own county, however near the other's are; of a
  /// place of no known county any health centre may.
  @Test func nobodyIsServedFromAnotherCounty() throws {
    func site(_ id: String, _ county: String?, _ step: Int) -> VillageProvisioning.Site {
      VillageProvisioning.Site(id: .facility(id), location: Self.at(step), countyID: county)
    }
    func served(_ village: Village, beside others: [Village] = []) throws -> [String?] {
      let found = VillageProvisioning.decide(
        [village] + others, healthCentres: [site("HX", "X", 1), site("HY", "Y", 20)],
        stations: [site("SX", "X", 101), site("SY", "Y", 120)], by: try PolicyProfileTests.profile(Self.profile))
      let one = found.first { $0.villageID == village.id }
      return [one?.service.rawValue, one?.servedBy?.text]
    }
    for (county, centre, station) in [("X", "HX", "SX"), ("Y", "HY", "SY"), (nil, "HX", "SX")] {
      let ill = Village(id: "v", countyID: county, location: Self.at(5), people: 1500, hasQualifiedDoctor: false)
      #expect(try served(ill) == ["posted", centre])
      let town = Village(id: "v", countyID: county, location: Self.at(102), people: 1500, isInSubdistrict: true)
      #expect(try served(town) == ["community_station", station])
    }
    // Within 2.5 km of X's health centre, and a kilometre from a village of X with a clinic: X's may, Y's may not.
    let small = Village(id: "v", countyID: "X", location: Self.at(3), people: 300)
    #expect(try served(small) == ["mobile", "HX"])
    let neighbour = Village(id: "w", countyID: "X", location: Self.at(3), people: 2000)
    var other = small
    other.countyID = "Y"
    #expect(try served(other, beside: [neighbour]) == ["mobile", "HY"], "18.9 km, within the 30 km of rounds")
    other.location = Self.at(201)
    let far = Village(id: "w", countyID: "X", location: Self.at(200), people: 2000)
    #expect(try served(other, beside: [far]) == ["posted", "HY"])
    other.countyID = "X"
    #expect(try served(other, beside: [far]) == ["shared", "w"])
    // Two small villages on both sides of the border run no clinic jointly.
    let pair = Village(id: "w", countyID: "Y", location: Self.at(202), people: 200)
    #expect(try served(other, beside: [pair]) == ["posted", "HX"])
  }

  /// Rounds and posted staff come from the health centre of the village's own town, however near another's is: HX is at
  /// step 0, HY at step 10.
  @Test func theOwnTownsHealthCentreSendsBeforeANearerOne() throws {
    func site(_ id: String, _ town: String, _ step: Int) -> VillageProvisioning.Site {
      VillageProvisioning.Site(id: .facility(id), location: Self.at(step), townshipID: town)
    }
    func served(_ town: String?, _ step: Int, people: Int = 1500, doctor: Bool? = nil) throws -> [String?] {
      let village = Village(
        id: "v", townshipID: town, location: Self.at(step), people: people, hasQualifiedDoctor: doctor)
      let found = VillageProvisioning.decide(
        [village], healthCentres: [site("HX", "X", 0), site("HY", "Y", 10)], stations: [],
        by: try PolicyProfileTests.profile(Self.profile))
      return [found.first?.service.rawValue, found.first?.servedBy?.text]
    }
    #expect(try served("X", 8, doctor: false) == ["posted", "HX"])
    #expect(try served("Y", 2, doctor: false) == ["posted", "HY"])
    // Neither a town without a health centre nor an unknown one has an own.
    for town in ["Z", nil] { #expect(try served(town, 8, doctor: false) == ["posted", "HY"]) }
    // 6.7 km from HX and 4.5 km from HY: rounds go 30 km.
    #expect(try served("X", 6, people: 300) == ["mobile", "HX"])
    // Near (2.5 km) is HY alone, 2.2 km off.
    #expect(try served("X", 8, people: 300) == ["mobile", "HY"])
    // 33.4 km from HX, too far for rounds; 22.3 km from HY.
    #expect(try served("X", 30, people: 300) == ["mobile", "HY"])
    // Too far from both (44.5 and 33.4 km).
    #expect(try served("X", 40, people: 300) == ["posted", "HX"])
  }

  @Test func unknownPeopleMakeNoVillageSmall() throws {
    let pair = [
      Village(id: "1", location: Self.at(1), people: nil), Village(id: "2", location: Self.at(2), people: nil),
    ]
    #expect(try Self.decide(pair).map(\.service) == [.own, .own])
  }

  @Test func aClinicThatStandsAndHasADoctorIsKept() throws {
    let pair = [
      Village(id: "1", location: Self.at(200), people: 2000),
      Village(id: "2", location: Self.at(201), people: 100, hasClinic: true),
    ]
    #expect(try Self.decide(pair)[1].service == .own)
  }

  /// What a plan allows it does not demand: 700 people beside the health centre.
  @Test(arguments: [
    (nil, nil, VillageService.mobile), (true, nil, .own), (true, true, .own), (nil, true, .own), (false, true, .mobile),
    (false, nil, .mobile), (true, false, .posted), (nil, false, .posted), (false, false, .mobile),
  ])
  func aWorkingClinicNearTheHealthCentreIsKept(clinic: Bool?, doctor: Bool?, service: VillageService) throws {
    let village = Village(id: "1", location: Self.at(2), people: 700, hasClinic: clinic, hasQualifiedDoctor: doctor)
    #expect(try Self.decide([village])[0].service == service)
  }

  /// Beibei has no sentence that posts a doctor: a clinic without one may be served from elsewhere.
  @Test func onlyAPlanThatPostsDoctorsPostsThem() throws {
    let village = Village(id: "1", location: Self.at(9), people: 1200, hasClinic: true, hasQualifiedDoctor: false)
    #expect(try Self.decide([village])[0].service == .posted)
    let beibei = "key: own\nextends: beibei\nname: {en: a, zh: 甲}\n"
    #expect(try Self.decide([village], profile: beibei)[0].service == .mobile)
  }

  @Test func aPlanWithoutTheRuleDoesNotApplyIt() throws {
    let jining = "key: own\nextends: jining\nname: {en: a, zh: 甲}\n"
    let services = Set(try Self.decide(Self.villages, profile: jining).map(\.service))
    #expect(services == [.own, .central, .healthCentre, .notKnown])
  }

  /// A community of a subdistrict keeps the clinic that a list names, not one that its doctor alone suggests; else the
  /// document says how it is served, or nobody knows.
  @Test(arguments: [
    ("jining", nil, nil, VillageService.notKnown), ("jining", nil, true, .notKnown), ("jining", true, nil, .own),
    ("jining", true, true, .own), ("jining", true, false, .notKnown), ("jining", false, nil, .notKnown),
    ("beibei", nil, true, .communityStation), ("beibei", true, true, .own), ("beibei", nil, false, .communityStation),
    ("xingan", true, true, .communityStation), ("xingan", nil, nil, .communityStation),
  ])
  func aCommunityIsNoVillage(plan: String, clinic: Bool?, doctor: Bool?, service: VillageService) throws {
    let place = Village(
      id: "1", location: Self.at(101), people: 300, isInSubdistrict: true, hasClinic: clinic,
      hasQualifiedDoctor: doctor)
    let own = "key: own\nextends: \(plan)\nname: {en: a, zh: 甲}\n"
    let provision = try Self.decide([place], profile: own)[0]
    #expect(provision.service == service)
    #expect((provision.rule == nil) == (service == .notKnown))
    #expect((provision.servedBy == .facility("S")) == (service == .communityStation))
  }
}
