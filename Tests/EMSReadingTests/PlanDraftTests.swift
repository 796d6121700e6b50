import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What files are taken for, and that the plan made of them can be read.
@Suite struct PlanDraftTests {
  private func withFiles(_ files: [String: String], _ body: (URL, PlanDraft) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder, try PlanDraft(folder: folder))
  }

  private static func points(_ names: String..., columns: String = "名称,经度,纬度") -> String {
    columns + "\n" + names.enumerated().map { "\($1),\(122 + Double($0) / 10),46.2\n" }.joined()
  }

  @Test(arguments: [
    (points("东山镇", "西山乡", "南苏木"), PlanDraft.Role.seats), (points("一村", "二嘎查", "三社区"), .settlements),
    (points("甲医院", "乙镇卫生院"), .facilities), (points("甲", "乙", columns: "名称,经度,纬度,人口"), .settlements),
    ("名称,级别,经度,纬度\n甲,三级,122,46\n乙,二甲,122,46\n", .facilities), ("旗县,编制数\n某县,40\n", .indicators),
    (points("东山镇", "西山乡", columns: "乡镇,经度,纬度"), .seats),
  ])
  func tablesAreKnownByTheirNames(text: String, role: PlanDraft.Role) throws {
    try withFiles(["a.csv": text]) { _, draft in #expect(draft.sources.map(\.role) == [role]) }
  }

  @Test func whatCannotBeToldIsLeftOut() throws {
    try withFiles(["a.csv": "甲,乙\n1,2\n", "b.txt": "联系人 张三\n", "c.docx": "x"]) { _, draft in
      #expect(draft.sources.map(\.role) == [nil])
      #expect(draft.problems.map(\.file) == ["b.txt"])
      #expect(draft.sources.allSatisfy { !$0.hasPlaces })
      let text = draft.yaml(name: "x", language: .english)
      #expect(text.contains("#   a.csv has no coordinates"))
    }
  }

  /// 机构类别 says the tier where 等级 does not; neither is left over. A table of indicators needs no places.
  @Test func everyColumnThatIsReadIsSaid() throws {
    let facilities = "名称,等级,机构类别,经度,纬度,电话\n甲医院,二级,综合医院,122,46,1\n"
    try withFiles(["f.csv": facilities, "i.csv": "单位,编制数,备注\n全域,40,x\n"]) { _, draft in
      let text = draft.yaml(name: "x", language: .english)
      #expect(text.contains("Not read: 电话.\n"))
      #expect(
        text.contains("# 1 rows; columns read: 单位 → unit, 编制数 → posts. Not read: 备注.\n  indicators: {file: i.csv}\n"))
    }
  }

  @Test func datumsAndSwapsAreDeclaredWhereSizesTellThem() throws {
    let survey = "名称,级别,X,Y\n甲医院,二级,5123456.7,41412345.6\n"
    let swapped = "村名,经度,纬度\n一村,46.2,122.1\n"
    try withFiles(["f.csv": survey, "v.csv": swapped]) { folder, draft in
      let text = draft.yaml(name: "x", language: .chinese)
      #expect(text.contains("facilities: {file: f.csv, crs: cgcs2000-gk}"))
      #expect(text.contains("settlements: {file: v.csv, swap_xy: true}"))
    }
  }

  /// Rasters and roads have their places; the plan reads back as it was meant.
  @Test func thePlanReadsBack() throws {
    let names = ["it's: a #1, {x}.csv", "村 & \"镇\".csv"]
    try withFiles([
      names[0]: Self.points("甲医院", "乙镇卫生院", columns: "机构名称,经度,纬度").replacing("机构名称", with: "机构名称"),
      names[1]: Self.points("一村", "二村"), "seats.csv": Self.points("东山镇", "西山乡"), "worldpop.tif": "", "friction.tif": "",
      "r.osm.pbf": "",
      "c.geojson":
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"某县"},"geometry":{"type":"Polygon","coordinates":[[[121,45],[123,45],[123,47],[121,45]]]}}]}"#,
    ]) { folder, draft in
      for language in Language.allCases {
        for name in ["yes", "null", "x: y", "兴安盟", "- a", "", "'", "2025", "a\nb"] {
          let text = draft.yaml(name: name, language: language)
          let plan = try PlanFile(yaml: text, file: "plan.yaml", folder: folder)
          #expect(plan.name == name.replacing("\n", with: " "))
          #expect(plan.inputs.facilities.file == names[0])
          #expect(plan.inputs.settlements?.file == names[1])
          #expect(plan.inputs.counties?.file == "c.geojson")
          #expect(plan.inputs.roads?.file == "r.osm.pbf")
          #expect(plan.inputs.friction == "friction.tif")
          #expect(plan.inputs.demand?.file == "worldpop.tif")
          #expect(plan.emergencyTravel?.model == .roads)
          guard case .thiessen(let seats) = plan.inputs.townships else {
            Issue.record("seats")
            continue
          }
          #expect(seats.file == "seats.csv")
        }
      }
    }
  }
}
