import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Columns of village doctors, clinics and ambulances that say more than yes or no.
struct WordedAnswersTests {
  @Test(arguments: [
    ("张三", 1), ("李四、王五", 2), ("李四，王五,赵六", 3), ("张三 李四", 2), ("李 明", 1), ("乌云其木格", 1), ("张三（兼）", 1),
    ("张三 13812345678", 1), ("李有福；王村生", 2), ("阿不都·热合曼", 1), ("Ann Banda, John M. Phiri", 2), ("王建中", 1),
    ("王五（退休返聘）", 1), ("张三13800000000", 1), ("周八 13800000000 吴九 13900000000", 2), ("赵六 0482-1234567", 1),
    ("Joe Phiri +265 991 234 567", 1),
  ])
  func namesAreCounted(cell: String, count: Int) {
    #expect(DoctorWords.read(cell) == .named(count))
  }

  @Test(arguments: [("无村医", false), ("没有", false), ("有村医", true), ("有（2人）", true), ("2人（1女）", true), ("未配备", false)])
  func wordsOfDoctorsAreUnderstood(cell: String, answer: Bool) { #expect(DoctorWords.read(cell) == .said(answer)) }

  /// Who stands in, is gone or is still to come says nothing of today, and a village is no doctor.
  @Test(arguments: [
    "由东风村医生兼任", "卫生院派驻", "待招聘", "王家屯", "张三（已调走）", "王五（退休）", "于家村", "卫生院", "张三、待定", "安排中", "同上",
  ])
  func otherWordsAreNoNames(cell: String) {
    #expect(DoctorWords.read(cell) == nil)
  }

  @Test(arguments: [
    ("联办", false), ("无（由一村覆盖）", false), ("与甲村共建", false), ("有（危房）", true), ("在建", false), ("东风村卫生室", true),
    ("东风卫生室", true),
    ("标准化卫生室", true), ("拟建2025年", false), ("由甲村卫生室负责", false), ("一村一室", true), ("没有", false), ("已建成", true),
    ("有，1所", true), ("无，邻村覆盖", false), ("停用", false),
  ])
  func wordsOfClinicsAreUnderstood(cell: String, answer: Bool) {
    #expect(ClinicWords.read(cell, village: "东风村") == answer)
  }

  /// What says both, or neither, is unknown.
  @Test(arguments: ["有（联办）", "有（已停用）", "有（与甲村共用）", "西山村卫生室", "卫生院旁", "待定中", "1所（在建）", "有待落实"])
  func whatDoesNotDecideIsUnknown(cell: String) { #expect(ClinicWords.read(cell, village: "东风村") == nil) }

  @Test(
    arguments: [("蒙F12345", 1), ("蒙F·12345、蒙FA0120", 2), ("蒙F12345急", 1), ("12345", nil), ("与卫生院共用", nil)]
      as [(String, Int?)])
  func platesAreCounted(cell: String, count: Int?) { #expect(AmbulanceWords.plates(cell) == count) }

  @Test(
    arguments: [
      ("在建", false), ("正在建设", false), ("未独立设置", false), ("可开展一级手术", true), ("不能开展", false), ("已建成", true),
      ("有（2019年）", true),
      ("planned", false), ("not available", false), ("有（停用）", nil), ("与县医院联网", nil), ("未定", nil), ("城中村", nil),
    ] as [(String, Bool?)])
  func whatStandsTodayIsUnderstood(cell: String, answer: Bool?) { #expect(StandingWords.read(cell) == answer) }

  /// One cell in words refuses no file: it is understood, or unknown and told by its row.
  @Test func wordsOfFacilitiesAndClassesAreReadOrTold() throws {
    let area = try InputFilesTests().read([
      "facilities.csv": """
      id,name,tier,lon,lat,中医馆,发热诊室,手术,五大中心,坐标精度,数据来历,急诊科,会诊,医共体
      f1,县医院,二级医院,122.2,46.1,有,正在建设,可开展一级手术,建设中,村委会,实测,2个,否（由市医院承担）,第一医共体
      f2,甲镇卫生院,卫生院,121.8,46.4,在建,与县医院共用,不详,,GPS,推算,13800000000,是,无

      """,
      "villages.csv": """
      编码,名称,经度,纬度,人口,所属乡镇,城乡分类
      v1,一村,122.2,46.1,300,11,城中村
      v2,二村,121.8,46.4,200,21,220
      v3,三村,121.7,46.4,200,21,城乡结合部

      """,
    ])
    #expect(area.settlements.map(\.isUrban) == [nil, false, true])
    #expect(area.facilities.map { $0.features[.tcmHall] } == [true, false])
    #expect(area.facilities.map { $0.features[.feverRoom] } == [false, nil])
    #expect(area.facilities.map { $0.features[.emergencyDepartment] } == [true, nil])
    #expect(area.facilities.map { $0.features[.fiveCentres] } == [false, nil])
    #expect(area.facilities.map(\.operates) == [true, nil])
    #expect(area.facilities.map(\.hasConsultation) == [false, true])
    #expect(area.facilities.map(\.medicalCommunity) == ["第一医共体", nil])
    #expect(area.facilities.map(\.origin) == [.surveyed, .derived])
    let notes = area.notes.map(\.english).joined(separator: "\n")
    #expect(notes.contains("“城中村”; write 城镇 or 乡村"), "\(notes)")
    #expect(notes.contains("“与县医院共用”") && notes.contains("“13800000000”"), "\(notes)")
    #expect(notes.contains("these are taken as no: 在建 1"), "\(notes)")
  }

  /// 20（实际15） is 15, 15+5 is 20, 编制20 is 20 where no other figure is told, 不固定 is unknown, and each is told.
  @Test func bedsAndTurnoutsInWordsAreReadAndTold() throws {
    let area = try InputFilesTests().read([
      "facilities.csv": """
      id,name,tier,lon,lat,床位,出车时间,等级
      f1,县医院,二级医院,122.2,46.1,200（实际150）,3-5分钟,二级甲等
      f2,甲镇卫生院,卫生院,121.8,46.4,15+5,不固定,达标
      f3,乙镇卫生院,卫生院,121.7,46.4,编制20,3,优秀
      f4,丙镇卫生院,卫生院,121.6,46.4,12,,
      f5,丁镇卫生院,卫生院,121.5,46.4,18（观察5）,,
      f6,戊镇卫生院,卫生院,121.4,46.4,"实有15，实际14",,
      f7,己镇卫生院,卫生院,121.3,46.4,未开放,,

      """
    ])
    #expect(area.facilities.map(\.beds) == [150, 20, 20, 12, 18, nil, nil])
    #expect(area.facilities.map(\.turnout) == [.seconds(300), nil, .seconds(180), nil, nil, nil, nil])
    let english = area.notes.map(\.english).joined(separator: "\n")
    for told in [
      "those that are there are counted: 200（实际150） → 150", "is a sum, added up: 15+5 → 20",
      "1 cell of 床位 says more of the beds, such as a part of them; the figure that names none is counted: 18（观察5） → 18",
      "the beds count as unknown, until one figure is written: 实有15，实际14", "holds no figure and counts as unknown: 未开放",
      "beds allowed alone, which are counted: 编制20 → 20", "the longest is taken: 3-5分钟", "counts as unknown: 不固定",
      "2 cells of 等级 say no level or class that is known (二级, 甲等, level 2), and count as unknown: 优秀, 达标",
    ] { #expect(english.contains(told), "\(told): \(english)") }
    let chinese = area.notes.map(\.chinese).joined(separator: "\n")
    #expect(chinese.contains("按实有计：200（实际150） → 150") && chinese.contains("没有数值，视为不明：不固定"), "\(chinese)")
    let words = area.account.entries.filter { $0.item == .words }
    #expect(words.filter { $0.field == "beds" }.compactMap(\.count) == [1, 1, 1, 1, 1, 1])
    #expect(words.filter { $0.field == "turnout" }.compactMap(\.count) == [1, 1])
    #expect(words.filter { $0.field == "grade" }.compactMap(\.count) == [2])
    // Figures that are none still refuse the file, and say which.
    let bad = "id,name,tier,lon,lat,床位\nf1,县医院,二级医院,122.2,46.1,-20\nf2,县医院,二级医院,122.3,46.1,12.5\n"
    #expect(InputFilesTests().problems(["facilities.csv": bad]).map(\.value) == ["-20", "12.5"])
  }

  @Test(
    arguments: [
      ("县城", true), ("county_seat", true), ("旗政府驻地", true), ("县人民政府所在地", true), ("城关镇", true), ("是", true),
      ("yes", true),
      ("否", false), ("建制镇", false), ("乡", false), ("非县城", false), ("重点镇", false), ("甲类", nil), ("A", nil),
    ] as [(String, Bool?)])
  func ranksOfTownsAreUnderstood(word: String, answer: Bool?) {
    #expect(TownshipKindWords.isCountySeat(word: word) == answer)
  }

  /// Which hospitals are meant the filled cells say: none of them may be unknown.
  @Test func fiveCentresStayStrict() throws {
    let row = "id,name,tier,lon,lat,五大中心\nf1,县医院,二级医院,122.2,46.1,已申报\n"
    #expect(InputFilesTests().problems(["facilities.csv": row]).map(\.field) == ["五大中心"])
  }

  /// A column of another list by the same header is not read, and one that has a known word is strict.
  @Test func otherWordsOfOriginAreNotRead() throws {
    let header = "id,name,tier,lon,lat,origin\n"
    let area = try InputFilesTests().read([
      "facilities.csv": header + "f1,县医院,二级医院,122.2,46.1,MoH\nf2,乙医院,二级医院,122.3,46.1,NGO\n"
    ])
    #expect(area.facilities.allSatisfy { $0.origin == .surveyed })
    #expect(area.notes.contains { $0.english.contains("origin says other things") })
    let mixed = header + "f1,县医院,二级医院,122.2,46.1,MoH\nf2,乙医院,二级医院,122.3,46.1,derived\n"
    #expect(InputFilesTests().problems(["facilities.csv": mixed]).map(\.value) == ["MoH"])
  }

  @Test func aListOfNamesAndWordsIsReadAndTold() throws {
    let area = try InputFilesTests().read([
      "villages.csv": """
      编码,名称,经度,纬度,人口,所属乡镇,村医姓名,村卫生室
      v1,一村,122.2,46.1,300,11,张三、李四,1所
      v2,二村,121.8,46.4,200,21,无,联办
      v3,三村,121.7,46.4,200,21,—,卫生院旁
      v4,四村,121.7,46.3,200,21,待招聘,

      """
    ])
    #expect(area.settlements.map(\.hasDoctor) == [true, false, nil, nil])
    #expect(area.settlements.map(\.hasClinic) == [true, false, nil, nil])
    let notes = area.notes.map(\.english).joined(separator: "\n")
    #expect(notes.contains("村医姓名 lists names in 1 row, 2 in all"), "\(notes)")
    #expect(notes.contains("no clinic of its own: 联办 1"), "\(notes)")
    #expect(area.notes.contains { $0.english.contains("“待招聘”") && $0.kind == .warning })
    #expect(area.notes.contains { $0.english.contains("“卫生院旁”") && $0.kind == .warning })
    let words = area.account.entries.filter { $0.item == .words }
    #expect(words.filter { $0.field == "doctor" }.compactMap(\.count) == [2, 1])
    #expect(words.filter { $0.field == "has_clinic" }.compactMap(\.count) == [1, 1])
  }
}
