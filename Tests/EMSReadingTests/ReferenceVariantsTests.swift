import Testing

@testable import EMSModel
@testable import EMSReading

/// Townships and counties as other files call them: with the county before the name, in other letters.
struct ReferenceVariantsTests {
  private let plain = ReferenceIndex([
    ReferenceIndex.Element(id: "T1", name: "上河镇", county: "c1", countyName: "甲县"),
    ReferenceIndex.Element(id: "T2", name: "下河乡", county: "c1", countyName: "甲县"),
    ReferenceIndex.Element(id: "007", name: "东风镇", county: "c1", countyName: "甲县"),
    ReferenceIndex.Element(id: "T4", name: "东风镇", county: "c2", countyName: "乙旗"),
    ReferenceIndex.Element(id: "T5", name: "新市镇", county: "c2", countyName: "乙旗"),
    ReferenceIndex.Element(id: "T6", name: "Ngong Ward", county: "c3", countyName: "Kajiado"),
  ])

  @Test(arguments: [
    ("甲县上河镇", "T1"), ("甲县 上河镇", "T1"), ("某市甲县上河镇", "T1"), ("某省某盟甲县下河乡", "T2"), ("甲县/上河镇", "T1"), ("甲县上河", "T1"),
    ("甲县上河镇人民政府", "T1"), ("甲县东风镇", "007"), ("乙旗东风镇", "T4"), ("乙旗新市镇", "T5"), ("新市镇", "T5"), ("Kajiado / Ngong", "T6"),
    ("Ngong, Kajiado", "T6"), ("Kenya > Kajiado > Ngong Ward", "T6"),
    ("Ｔ１", "T1"), ("t2", "T2"), ("ｔ１", "T1"), ("'T1", "T1"), (" t1", "T1"), ("7", "007"), ("0007", "007"),
    ("07", "007"), ("T01", "T1"), ("t002", "T2"), ("T-1", "T1"), ("t_02", "T2"), ("T1（上河镇）", "T1"), ("7.0", "007"),
  ])
  func oneIsMeant(reference: String, id: String) {
    let isAsWritten = reference == "新市镇"
    #expect(plain.match(reference) == .found(id, isAsWritten: isAsWritten))
  }

  @Test(arguments: [
    "丙县", "甲县", "甲县镇", "乙旗上河镇", "乙旗下河乡", "T12", "T", "70", "河镇", "县上河镇", "T-", "甲县不在镇",
  ])
  func noneIsMeant(reference: String) { #expect(plain.match(reference) == .unknown) }

  /// Two places that one text names are neither.
  @Test(arguments: ["上河镇、下河乡", "上河镇/下河乡", "T1, T2", "甲县乙旗", "甲县、乙旗"])
  func twoAreNone(reference: String) {
    #expect(plain.match(reference) == .unknown)
    #expect(ReferenceIndex([("1", "甲县"), ("2", "乙旗")]).match(reference) == .unknown)
  }

  @Test func severalAreNamed() {
    #expect(plain.match("某市东风镇") == .several(["007", "T4"]))
    #expect(plain.match("某市东风镇", in: "c2") == .found("T4", isAsWritten: false))
    let padded = ReferenceIndex([("T03", "甲"), ("T30", "乙"), ("XZ007", "丙"), ("T0", "丁")])
    #expect(
      ["T3", "T30", "XZ7", "T00"].map { padded.match($0) } == [
        .found("T03", isAsWritten: false), .found("T30", isAsWritten: true), .found("XZ007", isAsWritten: false),
        .found("T0", isAsWritten: false),
      ])
    #expect(ReferenceIndex([("T1", "甲"), ("T01", "乙")]).match("T001") == .several(["T01", "T1"]))
    let twins = ReferenceIndex([("T1", "甲"), ("t1", "乙")])
    #expect(twins.match("T1") == .found("T1", isAsWritten: true))
    #expect(twins.match("Ｔ１") == .several(["T1", "t1"]))
  }

  /// The other way round: the boundaries have the county's name, and the list has not.
  @Test func theBoundariesMayHaveTheCountyBeforeTheName() {
    let index = ReferenceIndex([("1", "甲县上河镇"), ("2", "甲县下河乡"), ("3", "乙旗下河乡")])
    #expect(index.match("上河镇") == .found("1", isAsWritten: false))
    #expect(index.match("下河乡") == .several(["2", "3"]))
    #expect(index.match("河镇") == .unknown)
  }

  /// What is joined so is told with an example, and what is not joined is named.
  @Test func whatIsJoinedOtherwiseIsTold() throws {
    func villages(_ first: String, _ second: String) -> String {
      "编码,名称,经度,纬度,人口,所属乡镇\nv1,一村,122.2,46.1,300,\(first)\nv2,二村,121.8,46.4,200,\(second)\n"
    }
    let area = try InputFilesTests().read(["villages.csv": villages("东旗甲镇", "西旗乙苏木")])
    #expect(area.settlements.map(\.townshipID) == ["11", "21"])
    let notes = area.notes.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(notes.contains("otherwise than the plan's file of them (“东旗甲镇” → 甲镇 (11))"), "\(notes)")
    #expect(area.notes.contains { $0.chinese.contains("的写法与方案中的名称不同（“东旗甲镇” → 甲镇 (11)）") })
    // The order of rows does not show.
    let turned = try InputFilesTests().read([
      "villages.csv": "编码,名称,经度,纬度,人口,所属乡镇\nv2,二村,121.8,46.4,200,西旗乙苏木\nv1,一村,122.2,46.1,300,东旗甲镇\n"
    ])
    #expect(Set(turned.notes.map(\.english)) == Set(area.notes.map(\.english)))
    let wrong = InputFilesTests().english(["villages.csv": villages("西旗甲镇", "21")])
    #expect(wrong.contains { $0.contains("there is no township “西旗甲镇”") }, "\(wrong)")
  }
}
