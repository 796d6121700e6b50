import Foundation
import Testing

@testable import EMSBatch
@testable import EMSModel

@Suite struct BatchManifestTests {
  private static let folder = URL(fileURLWithPath: "/plans", isDirectory: true)

  private func yaml(_ text: String) throws(InputProblems) -> BatchManifest {
    try BatchManifest(yaml: text, file: "m.yaml", folder: Self.folder)
  }

  private func problems(_ body: () throws -> BatchManifest) -> [InputProblem] {
    do {
      _ = try body()
    } catch let error as InputProblems {
      return error.problems
    } catch {
      Issue.record(error)
    }
    return []
  }

  @Test func everyCombinationOfTheGridIsOneRun() throws {
    let manifest = try yaml(
      """
      name: Variants
      sweep:
        siting.emergency_sub_centre.count: [8, 12]
      plans:
        - xingan/plan.yaml
        - plan: jining.yaml
          name: Jining city
          set: {travel.emergency.turnout_minutes: 3, siting.gap: 0.5}
          sweep: {siting.gap: [0, 0.01]}
      """)
    #expect(manifest.name == "Variants")
    #expect(
      manifest.items.map(\.id) == [
        "Jining-city@count=12,gap=0", "Jining-city@count=12,gap=0.01", "Jining-city@count=8,gap=0",
        "Jining-city@count=8,gap=0.01", "xingan@count=12", "xingan@count=8",
      ])
    let item = manifest.items[1]
    #expect(item.plan.path == "/plans/jining.yaml")
    #expect(
      item.settings == [
        .init("siting.emergency_sub_centre.count", "12"), .init("siting.gap", "0.01"),
        .init("travel.emergency.turnout_minutes", "3"),
      ])
    #expect(item.swept.map(\.key) == ["siting.emergency_sub_centre.count", "siting.gap"])
  }

  @Test func aTableSaysTheSameAsYAML() throws {
    let table = """
      plan,name,siting.gap,siting.county_sub_centre.count
      xingan/plan.yaml,,0 | 0.01,
      jining.yaml,Jining city,,30
      """
    let fromTable = try BatchManifest(csv: Data(table.utf8), file: "m.csv", folder: Self.folder)
    let fromYAML = try yaml(
      """
      plans:
        - {plan: jining.yaml, name: Jining city, set: {siting.county_sub_centre.count: 30}}
        - {plan: xingan/plan.yaml, sweep: {siting.gap: [0, 0.01]}}
      """)
    #expect(fromTable.items == fromYAML.items)
    #expect(fromTable.items.map(\.id) == ["Jining-city", "xingan@gap=0", "xingan@gap=0.01"])
  }

  @Test func sweptKeysWithTheSameLastWordAreWrittenOut() throws {
    let manifest = try yaml(
      """
      plans:
        - plan: a.yaml
          sweep: {siting.county_sub_centre.count: [1], siting.emergency_sub_centre.count: [2]}
      """)
    #expect(manifest.items.map(\.id) == ["a@siting.county_sub_centre.count=1,siting.emergency_sub_centre.count=2"])
  }

  @Test(arguments: [
    ("../../etc", "_..-..-etc"), (".hidden", "_.hidden"), ("哈日诺尔 苏木", "哈日诺尔-苏木"), ("-x", "_-x"),
    ("a\u{0}b\nc", "a-b-c"),
  ])
  func anIDIsAFileName(name: String, id: String) {
    #expect(BatchItemName.id(name: name, swept: []) == id)
  }

  @Test func aLongNameIsCutAndStaysApart() {
    let names = ["a", "b"].map { BatchItemName.id(name: String(repeating: "嘎", count: 100) + $0, swept: []) }
    #expect(Set(names).count == 2)
    #expect(names.allSatisfy { $0.utf8.count <= 160 })
  }

  @Test func allProblemsComeAtOnce() {
    let found = problems {
      try yaml(
        """
        nmae: x
        sweep:
          siting.emergency_sub_center.count: [8]
          siting.gap: [2, 0, 0]
        plans:
          - {plan: a.yaml, nam: b}
          - {name: b}
          - plan: c.yaml
            set: {travel.emergency.mode: fly}
          - 
        """)
    }
    let lines = [1, 3, 4, 4, 6, 7, 8, 10]
    #expect(found.map(\.place) == lines.map { InputProblem.Place.line($0) })
    let text = found.map { $0.text(in: .english) }
    #expect(text[0].contains("Did you mean name?"))
    #expect(text[1].contains("Did you mean siting.emergency_sub_centre.count?"))
    #expect(text[2].contains("between"))
    #expect(text[3].contains("twice"))
    #expect(text[4].contains("Did you mean name?"))
    #expect(text[5].contains("plans.plan"))
    #expect(text[6].contains("fly"))
  }

  @Test func problemsOfATableNameRowAndColumn() {
    let table = """
      plan,nmae,siting.gap,siting.gap
      a.yaml,x,2,
      ,y,0,
      """
    let found = problems {
      try BatchManifest(csv: Data(table.utf8), file: "m.csv", folder: Self.folder)
    }
    #expect(found.map(\.place) == [.row(1), .row(1), .row(2), .row(3)])
    #expect(found.map(\.field) == ["nmae", "siting.gap", "siting.gap", "plan"])
  }

  @Test func twoRunsOfOneNameAreRefused() {
    let found = problems {
      try yaml(
        """
        plans:
          - a/plan.yaml
          - {plan: b.yaml, name: A}
        """)
    }
    #expect(found.map(\.place) == [.line(3)])
    #expect(found.first?.text(in: .english).contains("line 2") == true)
  }

  @Test func aSweepBeyondTheLimitIsRefusedBeforeItIsSpreadOut() {
    let values = (0..<1000).map(String.init).joined(separator: ",")
    let found = problems {
      try yaml(
        """
        sweep:
          siting.county_sub_centre.count: [\(values)]
          siting.emergency_sub_centre.count: [\(values)]
          siting.central_village_clinic.count: [\(values)]
        plans: [a.yaml]
        """)
    }
    #expect(found.count == 1)
    #expect(found.first?.english.contains("1000000000 runs") == true)
  }
}
