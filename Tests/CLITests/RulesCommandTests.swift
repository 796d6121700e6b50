import Foundation
import Testing

/// `emsplan profiles` and `emsplan rules` as a planner runs them: exit code, stdout, stderr.
struct RulesCommandTests {
  /// Runs the tool that stands beside the test bundle.
  private func emsplan(_ arguments: String..., environment: [String: String] = ["LANG": "C"]) throws -> ToolRun {
    try ToolRun(arguments, environment: environment)
  }

  @Test func profilesListsThePlans() throws {
    let run = try emsplan("profiles")
    #expect(run.code == 0 && run.err.isEmpty)
    let keys = run.out.split(separator: "\n").dropFirst(2).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(keys == ["national", "xingan", "bayannur", "hohhot", "beibei", "jining"])
    #expect(run.out.contains("北碚府办发〔2024〕48号"))
  }

  @Test func rulesReadLikeThePlan() throws {
    let run = try emsplan("rules", "--profile", "xingan", "--rule", "small-village-shares-clinic", "--language", "zh")
    #expect(run.code == 0 && run.err.isEmpty)
    #expect(
      run.out == """
        兴安盟 · 兴安盟进一步完善医疗卫生服务体系实施方案

        二(一)3 小村联办卫生室 [small-village-shares-clinic]
          原文：“服务人口不足500人、地域临近的行政嘎查村，可与邻近行政嘎查村联办卫生室”
          理解：服务人口少于500人且与邻村临近的嘎查村，可以与邻村联办一所卫生室；“临近”没有数值。
          文件允许而不强制
          人数 不足500人
          距离 1.5公里（默认值） — 默认值：步行每小时5公里、绕行系数1.417时约26分钟

        """)
  }

  @Test func rulesAsJSONCarryValueUnitAndOrigin() throws {
    let run = try emsplan("rules", "--profile", "xingan", "--json")
    #expect(run.code == 0)
    let root = try #require(JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let rules = try #require(root["rules"] as? [[String: Any]])
    let radius = try #require(rules.first { $0["rule"] as? String == "emergency-radius" })
    let figures = try #require(radius["figures"] as? [[String: Any]])
    #expect(figures.compactMap { $0["origin"] as? String } == ["document", "document", "default"])
    #expect(figures.compactMap { $0["unit"] as? String } == ["km", "km", "km"])
  }

  @Test func anUnknownProfileAndAnUnknownRuleAreRefused() throws {
    let profile = try emsplan("rules", "--profile", "xingam")
    #expect(profile.code == 66 && profile.out.isEmpty)
    #expect(profile.err.contains("Did you mean xingan?"))
    let rule = try emsplan("rules", "--profile", "xingan", "--rule", "nothing")
    #expect(rule.code == 64 && rule.out.isEmpty)
    #expect(rule.err.contains("there is no rule “nothing”"))
  }

  @Test func aBadProfileIsRefusedWithLineAndKey() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data("key: own\nextends: xingan\nname: {en: a, zh: 甲}\nrules:\n  basic-standart: {section: 一}\n".utf8)
      .write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try emsplan("rules", "--profile", file.path)
    #expect(run.code == 65 && run.out.isEmpty)
    #expect(run.err.contains("line 5, key rules.basic-standart"))
    #expect(run.err.contains("Did you mean basic-standard?"))
  }
}
