import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy

/// The profiles as the published plans state them (policy-rules table of the project), and bad profiles refused.
@Suite struct PolicyProfileTests {
  static let profiles = Checkout.root.appendingPathComponent("GeoData/profiles")
  static let library = PolicyLibrary(environment: [:])

  static func profile(_ yaml: String) throws -> PolicyProfile {
    try PolicyProfile(yaml: yaml, file: "own.yaml") { name throws(InputProblems) in
      guard let found = PolicyLibrary.embedded.first(where: { $0.key == name }) else {
        throw InputProblems([], onlyMissingFiles: true)
      }
      return ProfileText(text: String(decoding: found.bytes, as: UTF8.self), file: name + ".yaml")
    }
  }

  static func problems(_ yaml: String) -> [InputProblem] {
    do {
      _ = try profile(yaml)
      return []
    } catch {
      return (error as? InputProblems)?.problems ?? []
    }
  }

  @Test func everyFileOfTheFolderIsInsideTheTool() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.profiles.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(files == PolicyLibrary.embedded.map { $0.key + ".yaml" }.sorted())
    for (key, bytes) in PolicyLibrary.embedded {
      #expect(try Data(contentsOf: Self.profiles.appendingPathComponent(key + ".yaml")) == Data(bytes))
    }
  }

  @Test(arguments: ["national", "xingan", "bayannur", "hohhot", "beibei", "jining"])
  func readsAndKeepsItsKey(key: String) throws {
    let profile = try Self.library.profile(key)
    #expect(profile.key == key)
    #expect(profile.extends == (key == "national" ? [] : ["national"]))
    #expect(PolicyProfile.travelFigures.map(\.key) == profile.travel.map(\.key))
    for rule in profile.rules {
      for figure in rule.figures {
        switch figure.citation {
        case .document(let document, let section):
          #expect(document == profile.document && !section.isEmpty)
        case .press(_, let basis), .recalled(_, let basis), .standard(let basis), .byDefault(let basis):
          #expect(!basis.english.isEmpty && !basis.chinese.isEmpty)
        }
      }
    }
  }

  @Test func xinganSaysWhatThePlanSays() throws {
    let xingan = try Self.library.profile("xingan")
    #expect(xingan.emergencyRadius == .kilometres(10)...(.kilometres(30)))
    #expect(xingan.emergencyBands == [.kilometres(10), .kilometres(20), .kilometres(30)])
    #expect(xingan.subCentresInRegion == CountRange(minimum: 6, maximum: 6))
    #expect(xingan.subCentresPerCounty == nil)
    #expect(xingan.emergencySubCentresInRegion == CountRange(minimum: 12, maximum: 12))
    #expect(xingan.emergencyChainTiers == 6)
    #expect(xingan.centralVillageClinics == CountRange())
    #expect(xingan.stated("small-village-shares-clinic")?.count("people") == 500)
    #expect(xingan.stated("near-health-centre-serves-village") == nil)
    #expect(xingan.stated("health-grid")?.count("people") == 2000)
    #expect(xingan.stated("basic-standard")?.number("share") == 50)
    #expect(
      xingan.stated("emergency-radius")?.figure("maximum")?.citation.text(in: .english)
        == "兴安盟进一步完善医疗卫生服务体系实施方案 二(一)9")
  }

  @Test func theOtherPlansSayWhatTheySay() throws {
    let bayannur = try Self.library.profile("bayannur")
    #expect(bayannur.asksForSubCentres && bayannur.subCentresInRegion == nil)
    #expect(bayannur.stated("posts-per-thousand")?.number("rate") == 1)
    #expect(bayannur.stated("posts-per-thousand")?.count("period") == 5)
    #expect(bayannur.stated("basic-standard")?.number("share") == 100)
    #expect(bayannur.stated("recommended-standard")?.number("share") == 10)
    #expect(bayannur.document?.number == "巴政办发〔2024〕22号")
    let hohhot = try Self.library.profile("hohhot")
    #expect(hohhot.document?.status == .draft)
    #expect(hohhot.stated("community-hospitals")?.count("create") == 8)
    #expect(hohhot.stated("community-health-centres")?.count("create") == 10)
    #expect(hohhot.stated("recommended-standard")?.number("share") == 40)
    #expect(hohhot.stated("clinic-follows-people") != nil)
    let beibei = try Self.library.profile("beibei")
    #expect(beibei.namedSubCentres == ["静观镇中心卫生院"])
    #expect(beibei.emergencyChainTiers == 3)
    #expect(beibei.stated("near-health-centre-serves-village")?.count("people") == 800)
    #expect(beibei.stated("community-station-per-people")?.range == CountRange(minimum: 8000, maximum: 20_000))
    #expect(beibei.stated("community-centre-per-people")?.range == CountRange(minimum: 30_000, maximum: 100_000))
    #expect(beibei.stated("grade-a-health-centres")?.range == CountRange(minimum: 3))
    #expect(beibei.stated("community-hospitals")?.range == CountRange(minimum: 3, maximum: 5))
    let jining = try Self.library.profile("jining")
    #expect(jining.subCentresPerCounty == CountRange(minimum: 1, maximum: 3))
    #expect(jining.subCentresInRegion == CountRange(minimum: 30))
    #expect(jining.centralVillageClinics == CountRange(minimum: 500))
    #expect(jining.serviceCircleLimit == .seconds(900))
    #expect(jining.stated("recommended-standard-count")?.range == CountRange(minimum: 80))
    let national = try Self.library.profile("national")
    #expect(national.stated("urban-station-distance")?.distance("maximum") == .kilometres(5))
    #expect(national.stated("rural-station-distance")?.distance("minimum") == .kilometres(10))
    #expect(national.stated("rural-station-distance")?.distance("maximum") == .kilometres(20))
    #expect(national.stated("ambulance-turnout")?.number("share") == 95)
    #expect(national.stated("emergency-radius") == nil, "the radius of 10 to 30 km is a default outside Xing'an")
  }

  @Test func defaultsAreMarkedAsDefaults() throws {
    let jining = try Self.library.profile("jining")
    #expect(jining.serviceCircleMode(inSubdistrict: true) == .walk)
    #expect(jining.serviceCircleMode(inSubdistrict: false) == .drive)
    #expect(jining[rule: "service-circle"]?.figure("rural-mode")?.citation.isStated == false)
    #expect(jining.turnout == .seconds(180))
    for mode in [TravelMode.ambulance, .drive, .ebike, .walk] { #expect(jining.distanceInOneHour(by: mode) != nil) }
    #expect(jining.distanceInOneHour(by: .walk) == .kilometres(5))
    #expect(jining.distanceInOneHour(by: .ambulance) == .kilometres(47))
    #expect(jining.detourFactor == 1.417)
  }

  @Test func speedsOfModesAreNamedAsTheModesAre() {
    let labels = PolicyProfile.travelFigures.prefix(4).map { Figure.label(of: $0.key, in: .chinese) }
    #expect(labels == ["救护车速度", "驾车速度", "电动自行车速度", "步行速度"])
    #expect(PolicyProfile.travelFigures[2].about == "Straight-line speed of electric bicycles, along the detour.")
  }

  static let bureau = """
    key: own
    extends: xingan
    name: {en: Own, zh: 本地}
    document: own
    documents:
      - {key: own, title: 本地方案, status: draft}
    rules:
      small-village-shares-clinic:
        section: 一
        people: {value: 600, unit: people}
    """

  @Test func overridingOneFigureChangesThatFigureAndNothingElse() throws {
    let base = try Self.library.profile("xingan")
    let own = try Self.profile(Self.bureau)
    #expect(own.extends == ["xingan", "national"])
    #expect(own.rules.map(\.key) == base.rules.map(\.key))
    for (mine, theirs) in zip(own.rules, base.rules) where mine.key != "small-village-shares-clinic" {
      #expect(mine == theirs)
    }
    let rule = try #require(own.stated("small-village-shares-clinic"))
    #expect(rule.count("people") == 600)
    #expect(rule.figure("people")?.citation.text(in: .chinese) == "本地方案 一")
    #expect(rule.distance("distance") == base[rule: rule.key]?.distance("distance"))
    #expect(rule.says == nil, "the sentence of the plan names another figure")
    #expect(own.travel == base.travel)
  }

  /// Each bad line, with the line, key and words of the message it must give.
  @Test(arguments: [
    (
      "  smal-village-shares-clinic: {section: 一}", 11, "rules.smal-village-shares-clinic",
      "Did you mean small-village-shares-clinic?"
    ),
    (
      "  basic-standard: {section: 一, shore: {value: 1, unit: percent}}", 11, "rules.basic-standard.shore",
      "Did you mean share?"
    ),
    (
      "  basic-standard: {section: 一, share: {value: 50, unit: km}}", 11, "rules.basic-standard.share.unit",
      "“km” is not one of percent"
    ),
    (
      "  basic-standard: {section: 一, share: {value: 50}}", 11, "rules.basic-standard.share.unit",
      "this key is missing"
    ),
    (
      "  basic-standard: {section: 一, share: {value: 150, unit: percent}}", 11, "rules.basic-standard.share.value",
      "is not between"
    ),
    (
      "  basic-standard: {share: {value: 60, unit: percent}}", 11, "rules.basic-standard.share.section",
      "the figure has no citation"
    ),
    (
      "  basic-standard: {share: {value: 60, unit: percent, origin: default}}", 11,
      "rules.basic-standard.share.basis", "needs its basis"
    ),
    ("  grade-a-health-centres: {section: 一}", 11, "rules.grade-a-health-centres.minimum", "this key is missing"),
    (
      "  clinic-follows-people: {says: {en: a, zh: 甲}}", 11, "rules.clinic-follows-people.section",
      "the rule has no citation"
    ),
    (
      "  emergency-radius: {section: 一, minimum: {value: 40, unit: km}}", 11, "rules.emergency-radius.minimum",
      "the minimum, 40 km, is above the maximum, 30 km"
    ),
    (
      "  emergency-radius: {section: 一, bands: {value: [20, 10], unit: km}}", 11, "rules.emergency-radius.bands",
      "do not ascend"
    ),
    (
      "  basic-standard: {document: owl, section: 一, share: {value: 60, unit: percent}}", 11,
      "rules.basic-standard.document", "Did you mean own?"
    ),
  ])
  func aBadLineIsRefusedWithLineAndKey(line: String, at number: Int, key: String, words: String) throws {
    let found = Self.problems(Self.bureau + "\n" + line)
    let problem = try #require(found.first, "accepted")
    #expect(found.count == 1)
    #expect(problem.file == "own.yaml")
    #expect(problem.place == .line(number), "\(problem.place)")
    #expect(problem.field == key)
    #expect(problem.text(in: .english).contains(words), "\(problem.text(in: .english))")
  }

  @Test func unknownProfilesAreSuggestedAndLoopsRefused() {
    #expect(throws: InputProblems.self) { try Self.library.profile("xingam") }
    do {
      _ = try Self.library.profile("xingam")
    } catch {
      #expect(error.onlyMissingFiles)
      #expect(error.problems.first?.remedyEnglish == "Did you mean xingan?")
    }
    let found = Self.problems("key: own\nextends: nowhere\nname: {en: a, zh: 甲}\n")
    #expect(found.first?.place == .line(2))
    #expect(found.first?.field == "extends")
  }

  @Test func aProfileMayNotExtendItself() {
    do {
      _ = try PolicyProfile(yaml: "key: own\nextends: own\nname: {en: a, zh: 甲}\n", file: "own.yaml") { _ in
        ProfileText(text: "key: own\nextends: own\nname: {en: a, zh: 甲}\n", file: "own.yaml")
      }
      Issue.record("accepted")
    } catch {
      #expect(error.problems.first?.english == "the profile extends itself")
    }
  }

  @Test func theFolderBesideThePlanComesBeforeTheTool() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let region = folder.appendingPathComponent("region")
    let profiles = folder.appendingPathComponent("profiles")
    try FileManager.default.createDirectory(at: region, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: profiles, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.bureau.utf8).write(to: profiles.appendingPathComponent("own.yaml"))
    let beside = PolicyLibrary(planFolder: region, environment: [:])
    #expect(try beside.profile("own").key == "own")
    #expect(beside.keys.contains("own"))
    #expect(beside.file(of: "own")?.lastPathComponent == "own.yaml")
    #expect(beside.file(of: "national") == nil && beside.file(of: "../profiles/own.yaml") == nil)
    let named = PolicyLibrary(environment: ["EMSPLAN_PROFILES": profiles.path])
    #expect(try named.profile("own").stated("small-village-shares-clinic")?.count("people") == 600)
    #expect(try Self.library.profile(profiles.appendingPathComponent("own.yaml").path).key == "own")
    #expect(try beside.profile("../profiles/own.yaml").key == "own", "a path starts from the plan's folder")
    #expect(throws: InputProblems.self) { try Self.library.profile("own") }
  }

  @Test func theSchemaBesideTheProfilesIsCurrent() throws {
    let file = Self.profiles.deletingLastPathComponent().appendingPathComponent("profile.schema.json")
    if ProcessInfo.processInfo.environment["EMSPLAN_UPDATE_GENERATED"] != nil {
      try Data(PolicyProfile.jsonSchema.utf8).write(to: file)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == PolicyProfile.jsonSchema,
      "run the tests with EMSPLAN_UPDATE_GENERATED=1")
    #expect(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) is [String: Any])
  }
}
