import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading

/// Which rows of a file count: by a condition of the plan, by their status, by whether they have a place and people.
struct RowOptionsTests {
  private func read(_ layers: [String: String], _ files: [String: String?]) throws(InputProblems) -> PlanningArea {
    var plan = InputFilesTests.plan
    for (file, more) in layers { plan = plan.replacing("{file: \(file)}", with: "{file: \(file), \(more)}") }
    return try InputFilesTests().read(files.merging(["plan.yaml": plan]) { $1 })
  }

  private func problems(_ layers: [String: String], _ files: [String: String?]) -> [String] {
    do {
      _ = try read(layers, files)
      return []
    } catch {
      return error.problems.map { $0.text(in: .english) }
    }
  }

  private static let states = """
    id,name,tier,lon,lat,status,owner
    a,A,Dispensary,122.1,46.2,Operational,public
    b,B,Dispensary,122.11,46.2,Closed,public
    c,C,Health Post,122.12,46.2,Non-Functional,private
    d,D,District Hospital,122.13,46.2,under construction,public
    e,E,Health Centre,122.14,46.2,Operational,private
    f,F,Dispensary,122.15,46.2,,public

    """

  // MARK: Status

  @Test func whatIsNotOpenIsLeftOutAndSaid() throws {
    let area = try read([:], ["facilities.csv": Self.states])
    #expect(area.facilities.map(\.id) == ["a", "e", "f"])
    #expect(
      area.notes.map(\.english).filter { $0.contains("left out") } == [
        "1 facility is “Closed” and left out", "1 facility is “Non-Functional” and left out",
        "1 facility is “under construction” and left out",
      ])
    let out = area.account.entries.filter { $0.item == .rowsLeftOut }.compactMap(\.count).reduce(0, +)
    #expect(out == 3)
  }

  @Test(arguments: [
    ("open", true), ("Functional", true), ("non functional", false), ("Not operational", false), ("营业", true),
    ("停业", false),
    ("在建", false), ("正常", true), ("已注销", false), ("planned", false), ("Operational", true), ("是", true), ("否", false),
    ("不营业", false), ("非正常", false), ("即将开业", false), ("将于2027年投入使用", false), ("unlicensed", false),
    ("Inoperational", false), ("no longer in use", false), ("yet to be opened", false), ("never opened", false),
    ("pas ouvert", false), ("已拆除", false), ("Cerrado", false), ("正常营业", true), ("licensed", true), ("已撤并", false),
    ("Hors service", false), ("En construction", false), ("Fonctionnelle", true),
    ("No funcional", false), ("Inactivo", false), ("Em funcionamento", true), ("Abierto", true), ("停诊整改", false),
  ])
  func statusWords(word: String, isOpen: Bool) { #expect(StatusWords.isOpen(word) == isOpen) }

  /// Negation, what is to come and what has been go before the word of opening; hours do not; the rest is unknown.
  @Test(
    arguments: [
      ("无法正常运行", false), ("无法使用", false), ("待运营", false), ("待投入使用", false), ("筹备开业", false), ("准备开业", false),
      ("拟于2026年启用", false), ("预计2026年建成", false), ("计划2027年运营", false), ("原营业 现封存", false), ("2027年启用", false),
      ("Pending Opening", false), ("Awaiting opening", false), ("Expected to open 2026", false), ("Unopened", false),
      ("Deactivated", false), ("Deregistered", false), ("Ceased operating", false), ("Previously operational", false),
      ("建设中", false), ("休业", false), ("封存", false), ("已搬迁", false), ("空壳", false), ("Decommissioned", false),
      ("Licence revoked", false), ("To be opened", false), ("Opening in 2027", false), ("Not in operation", false),
      ("Operational but closed at night", true), ("Open, closed on Sundays", true), ("正常营业（夜间停诊）", true),
      ("周末不营业，平时正常", true), ("Partially functional", true), ("Fully operational", true),
      ("Operational since 2010", true),
      ("非营利性，正常", true), ("24 hours", nil), ("不定期开诊", true), ("原址营业", true), ("存续（在营、开业、在册）", true), ("试运行", true),
      ("已建成投入使用", true), ("建成未启用", false), ("2019年建成", true), ("未知", nil), ("待核实", nil), ("不详", nil),
      ("Not known", nil), ("Non-governmental", nil), ("Operational annex of Bura", nil), ("Open (24 hours)", true),
      ("n'est pas fonctionnel", false), ("ouvert", true), ("Não funcional", false), ("en service", true),
    ] as [(String, Bool?)])
  func statusWordsTurnOthers(word: String, isOpen: Bool?) {
    #expect(StatusWords.isOpen(word) == isOpen)
    #expect(StatusWords.isOpen("  " + word.uppercased() + " ") == isOpen)
  }

  /// Whatever word of opening stands behind a mark of negation or of what is to come, it is not open.
  @Test(arguments: ["营业", "开业", "运营", "运行", "使用", "启用", "建成", "开诊", "开放", "投用"])
  func marksGoBeforeWords(open: String) {
    #expect(StatusWords.isOpen(open) == true && StatusWords.isOpen("已正式\(open)") == true)
    for mark in ["未", "尚未", "不", "无法", "待", "拟", "拟于2026年", "预计", "计划", "准备", "即将", "原", "曾", "停止"] {
      #expect(StatusWords.isOpen(mark + open) == false, "\(mark)\(open)")
    }
  }

  @Test(arguments: ["open", "operational", "functional", "operating", "active", "in use", "licensed"])
  func wordsOfTurningGoBeforeOthers(open: String) {
    #expect(StatusWords.isOpen(open) == true && StatusWords.isOpen("Currently \(open)") == true)
    for mark in [
      "not", "not yet", "no longer", "previously", "formerly", "to be", "expected to be", "will be", "pending, ",
    ] {
      #expect(StatusWords.isOpen("\(mark) \(open)") == false, "\(mark) \(open)")
    }
    #expect(StatusWords.isOpen("\(open)ness xyz") == nil)
  }

  @Test func aStatusThatSaysNeitherIsTold() throws {
    let area = try read([:], ["facilities.csv": Self.states.replacing("Operational,private", with: "Level 3,private")])
    #expect(area.facilities.map(\.id) == ["a", "e", "f"])
    #expect(
      area.notes.contains {
        $0.english.contains("the status “Level 3” of 1 facility is not understood as open or closed; it counts as open")
      })
  }

  /// What brackets behind a name say counts where no column says it.
  @Test(arguments: [
    ("甲镇卫生院（已停业）", false), ("乙镇卫生院(拟建)", false), ("丙镇卫生院【在建】", false), ("Health Post (under construction)", false),
    ("Poste de santé (fermé)", false), ("丁镇卫生院（新区）", true), ("戊镇卫生院（停车场旁）", true), ("甲县医院（急救站）", true),
    ("Clinic (Open Road)", true), ("甲县医院（新院区，在建）", false), ("甲县医院（新院区，2021年建成）", true),
  ])
  func aNameMaySayThatItIsNotOpen(name: String, isOpen: Bool) throws {
    let text = "id,name,tier,lon,lat\na,\(name),Dispensary,122.1,46.2\nb,B,Dispensary,122.11,46.2\n"
    let area = try read([:], ["facilities.csv": text])
    #expect(area.facilities.map(\.id) == (isOpen ? ["a", "b"] : ["b"]))
    #expect(area.notes.contains { $0.english.contains("left out") } == !isOpen)
  }

  /// A column of states under a header of its own is told where it is not read, and never left unsaid.
  @Test(arguments: ["Statut", "Situation 2023", "目前情况"])
  func aColumnOfStatesIsReadOrTold(header: String) throws {
    let text = "id,name,tier,lon,lat,\(header)\na,A,Dispensary,122.1,46.2,Ouvert\nb,B,Dispensary,122.11,46.2,Fermé\n"
    let area = try read([:], ["facilities.csv": text])
    #expect(area.facilities.count == (header == "Statut" ? 1 : 2))
    #expect(area.notes.contains { $0.english.contains("Fermé") })
    let mended = try read(["facilities.csv": "where: '\(header) != Fermé'"], ["facilities.csv": text])
    #expect(mended.facilities.map(\.id) == ["a"])
    #expect(
      try read([:], ["facilities.csv": text.replacing("Fermé", with: "Nord")]).notes.allSatisfy {
        !$0.english.contains("seems to say")
      })
  }

  /// A remark that only some rows bear says it, too, of facilities and of villages.
  @Test func aRemarkThatSomeRowsBearIsTold() throws {
    let facilities = "id,name,tier,lon,lat,备注\na,A,Dispensary,122.1,46.2,\nb,B,Dispensary,122.11,46.2,停业\n"
    let villages =
      "id,name,lon,lat,人口,备注\nv1,一村,122.2,46.1,300,已撤并\nv2,二村,122.3,46.1,200,\nv3,三村,122.3,46.2,200,少数民族村\n"
    let notes = try read([:], ["facilities.csv": facilities, "villages.csv": villages]).notes.map(\.english)
    #expect(notes.contains { $0.contains("备注 seems to say which facilities are not open (停业 1)") }, "\(notes)")
    #expect(notes.contains { $0.contains("备注 seems to say which settlements are no longer there (已撤并 1)") }, "\(notes)")
    let others = villages.replacing("已撤并", with: "通路")
    #expect(try read([:], ["villages.csv": others]).notes.allSatisfy { !$0.english.contains("seems to say") })
  }

  // MARK: Conditions

  @Test(arguments: [
    ("owner = public", ["a", "f"]), ("owner != public", ["e"]), ("OWNER = Private", ["e"]),
    ("owner = public and tier = Dispensary", ["a", "f"]), ("tier = Dispensary|Health Centre", ["a", "e", "f"]),
    ("status = operational", ["a", "e"]),
  ])
  func conditionsChooseRows(condition: String, ids: [String]) throws {
    let area = try read(["facilities.csv": "where: '\(condition)'"], ["facilities.csv": Self.states])
    #expect(area.facilities.map(\.id) == ids)
    let account = area.account.entries.filter { $0.input == "facilities" }
    #expect(account.first { $0.item == .rowsThere }?.count == 6)
  }

  @Test func problemsNameTheRowsOfTheFile() {
    let wrong = Self.states.replacing("f,F,Dispensary,122.15,46.2", with: "f,F,Dispensary,222.15,46.2")
    let told = problems(["facilities.csv": "where: owner = public"], ["facilities.csv": wrong])
    #expect(told.count == 1 && told[0].hasPrefix("facilities.csv, row 7, column lon: 222.15"), "\(told)")
  }

  @Test(arguments: [("colour = red", "there is no column “colour”"), ("owner", "“owner” is no condition")])
  func wrongConditionsAreNamed(condition: String, said: String) {
    let told = problems(["facilities.csv": "where: \(condition)"], ["facilities.csv": Self.states])
    #expect(told.count == 1 && told[0].contains(said), "\(told)")
  }

  /// A condition that lets nothing through is a mistake; a value that no row has is told, with those there are.
  @Test func aConditionThatNothingFitsIsNeverSilent() throws {
    let told = problems(["facilities.csv": "where: owner = privat"], ["facilities.csv": Self.states])
    #expect(told.count == 1 && told[0].contains("no row fits the condition"), "\(told)")
    for condition in ["owner != privat", "owner = public|privat"] {
      let area = try read(["facilities.csv": "where: \(condition)"], ["facilities.csv": Self.states])
      #expect(
        area.notes.contains {
          $0.english.contains("no row has privat in owner; there are, among others, private, public")
        })
    }
    #expect(
      try read(["facilities.csv": "where: owner = public 且 tier = Dispensary"], ["facilities.csv": Self.states])
        .facilities.map(\.id) == ["a", "f"])
  }

  // MARK: No place

  @Test func oneLineDecidesOnRowsWithoutAPlace() throws {
    let table =
      "id,name,tier,lon,lat\nh,H,二级,122.1,46.2\n" + (0..<40).map { "z\($0),Z\($0),二级,0,0\n" }.joined()
      + "y,Y,二级,,\n"
    let told = problems([:], ["facilities.csv": table])
    #expect(
      told.count == 1 && told[0].contains("has no coordinates (or 0, 0)") && told[0].contains("unlocated: skip"),
      "\(told)")
    let area = try read(["facilities.csv": "unlocated: skip"], ["facilities.csv": table])
    #expect(area.facilities.map(\.id) == ["h"])
    #expect(area.notes.contains { $0.english == "41 facilities have no coordinates and are left out" })
    let villages = "id,name,lon,lat,人口\nv,a,122.1,46.1,3\nw,b,0,0,4\n"
    #expect(try read([:], ["villages.csv": villages]).settlements.map(\.id) == ["v"])
    #expect(problems(["villages.csv": "unlocated: error"], ["villages.csv": villages]).count == 1)
  }

  // MARK: Unknown people

  private static let villages =
    "id,name,lon,lat,人口,township\nv1,a,122.2,46.1,300,11\nv2,b,122.21,46.1,,11\nv3,c,122.22,46.1,,11\nv4,d,121.8,46.4,,21\n"

  @Test func unknownPeopleAreKeptDerivedOrRefused() throws {
    #expect(try read([:], ["villages.csv": Self.villages]).settlements.map(\.population) == [300, nil, nil, nil])
    // Township 11 has 6,000 people, 21 no figure.
    let derived = try read(["villages.csv": "unknown_people: derive"], ["villages.csv": Self.villages])
    #expect(derived.settlements.map(\.population) == [300, 2850, 2850, nil])
    #expect(derived.settlements.map(\.origin) == [.surveyed, .derived, .derived, .surveyed])
    #expect(derived.notes.contains { $0.kind == .derivation && $0.english.hasPrefix("5,700 people at 2 settlements") })
    let told = problems(["villages.csv": "unknown_people: error"], ["villages.csv": Self.villages])
    #expect(told.count == 1 && told[0].contains("column 人口: nobody's number is given"), "\(told)")
  }

  /// Whatever the remainder, the township's people are conserved to the last one.
  @Test(arguments: [(1, 3), (2, 3), (100, 7), (6, 6)])
  func derivedPeopleAddUp(left: Int, count: Int) {
    let settlements = (0..<count).map {
      Settlement(id: "v\($0)", name: "", townshipID: "t", location: .init(longitude: 122, latitude: 46))
    }
    let township = Township(id: "t", name: "", boundary: .init(), population: left)
    var findings = Findings()
    let derived = UnknownPeople.derived(settlements, townships: [township], &findings)
    #expect(derived.compactMap(\.population).reduce(0, +) == left)
    let counts = derived.compactMap(\.population)
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
  }

  /// The brackets behind a name say that it is not open where they say no more than that, in the words of a status.
  @Test(arguments: [
    ("甲镇卫生院（拟建）", "拟建"), ("甲镇卫生院（已停业）", "已停业"), ("甲镇卫生院（2024年撤并）", "2024年撤并"), ("甲镇卫生院（规划建设）", "规划建设"),
    ("甲镇卫生院（新院区，在建）", "在建"), ("甲镇卫生院（暂时关闭）", "暂时关闭"), ("甲镇卫生院（尚未启用）", "尚未启用"), ("甲镇卫生院（关停）", "关停"),
    ("Aa Clinic (not yet open)", "not yet open"), ("Aa Clinic (Non-functional)", "Non-functional"),
    ("Bb (under construction)", "under construction"), ("Bb (temporarily closed)", "temporarily closed"),
    ("Dispensaire (non fonctionnel)", "non fonctionnel"), ("Posto (em construção)", "em construção"),
  ])
  func bracketsOfNamesSayThatNobodyIsThere(name: String, word: String) {
    #expect(StatusWords.notOpen(inName: name) == word)
    #expect(StatusWords.isOpen(word) == false)
  }

  @Test(arguments: [
    "甲镇卫生院（原乙乡卫生院）", "甲卫生院（建设路）", "甲医院（停车场旁）", "甲卫生院（合并后）乙分院", "甲医院（老院区）", "甲卫生院（闭门坡）", "Aa Clinic (formerly Bb)",
    "Aa Clinic (Closed Ward)", "Aa (24 hours)", "甲医院（正常营业）", "甲卫生院",
  ])
  func otherBracketsSayNothing(name: String) { #expect(StatusWords.notOpen(inName: name) == nil) }
}
