import Foundation
import Testing

/// `emsplan capacity` as it is run: exit codes, tables, JSON.
@Suite struct CapacityCommandTests {
  private func capacity(_ arguments: String, _ body: (ToolRun, URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("capacity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "f.csv":
        "id,name,tier,lon,lat,beds\nF,Near,township_health_centre,100,0,1\nG,East,township_health_centre,100.1,0,\n",
      "s.csv":
        "id,name,population,lon,lat\nA,First,60,100.001,0\nB,Second,50,100.002,0\nC,Far,10,101,0\nD,Unknown,,100.003,0\n",
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    let run = try ToolRun(
      [
        "capacity", "--facilities", "f.csv", "--settlements", "s.csv", "--straight-line", "--language", "en", "-o",
        "out",
      ]
        + arguments.split(separator: " ").map(String.init), in: folder)
    try body(run, folder.appendingPathComponent("out"))
  }

  @Test func whoFindsNoRoomIsRefusedAndWhoIsTooFarIsTold() throws {
    try capacity("--minutes 10 --people-per-bed 100 --json") { run, folder in
      #expect(run.code == 0, "\(run.err)")
      #expect(run.err.contains("the beds of 1 unit are not known; they take nobody: East"))
      let summary = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
      #expect(summary["population"] as? Int == 120 && summary["covered"] as? Int == 60)
      #expect(summary["refused"] as? Int == 50 && summary["too_far"] as? Int == 10)
      #expect(summary["settlements_unknown"] as? Int == 1)
      let rows = try String(contentsOf: folder.appendingPathComponent("settlements.csv"), encoding: .utf8)
      #expect(rows.contains("A,First,,60,covered,60,F,") && rows.contains("B,Second,,50,refused,0,,"))
      #expect(rows.contains("C,Far,,10,too_far,0,,") && rows.contains("D,Unknown,,,unknown_people,,"))
    }
  }

  @Test func divisionFillsTheRoomAndUsageIsChecked() throws {
    try capacity("--minutes 10 --people-each 70 --divide --json") { run, _ in
      let summary = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
      #expect(run.code == 0 && summary["covered"] as? Int == 70 && summary["refused"] as? Int == 40)
    }
    for wrong in [
      "--minutes 10", "--minutes 10 --people-each 1 --people-per-bed 2", "--minutes 10 --people-each 1 --time-limit 3",
    ] { try capacity(wrong) { run, _ in #expect(run.code == 64) } }
  }

  /// A column of turnout in which every station has the same is the option: in `capacity`, `access` and
  /// `travel-times`; where only one has it, that station alone is slower.
  @Test(arguments: ["capacity", "access", "travel-times"])
  func aStationsOwnTurnoutCountsAsTheOptionDoes(command: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("turnout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func stations(_ turnouts: [String]) -> String {
      "id,name,tier,lon,lat,turnout\n"
        + zip(["F,West,emergency_station,100,0", "G,East,emergency_station,100.1,0"], turnouts)
        .map { "\($0),\($1)\n" }.joined()
    }
    let files = [
      "none.csv": stations(["", ""]), "all.csv": stations(["4", "4"]), "one.csv": stations(["4", ""]),
      "s.csv": "id,name,population,lon,lat\nA,First,60,100.02,0\nB,Second,50,100.09,0\n",
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    func result(_ list: String, _ options: [String] = []) throws -> String {
      var arguments = [
        command, "--facilities", list, "--settlements", "s.csv", "--straight-line", "--mode", "ambulance",
      ]
      if command == "capacity" { arguments += ["--minutes", "6", "--people-each", "1000", "-o", "out", "--overwrite"] }
      let run = try ToolRun(arguments + options, in: folder)
      #expect(run.code == 0, "\(run.err)")
      return command == "capacity"
        ? try String(contentsOf: folder.appendingPathComponent("out/settlements.csv"), encoding: .utf8) : run.out
    }
    let without = try result("none.csv")
    let option = try result("none.csv", ["--turnout-minutes", "4"])
    let all = try result("all.csv")
    #expect(all == option && option != without)
    func row(_ id: String, of table: String) -> Substring? { table.split(separator: "\n").first { $0.hasPrefix(id) } }
    // The ratio of access depends on the other station, too.
    guard command != "access" else { return }
    let one = try result("one.csv")
    #expect(row("A", of: one) == row("A", of: option) && row("B", of: one) == row("B", of: without))
  }
}
