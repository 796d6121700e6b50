import Foundation
import Testing

/// `emsplan sites` as it is run: exit code, stdout, stderr.
@Suite struct SitesCommandTests {
  private static let demand = "id,weight,x,y\nd1,10,0,0\nd2,20,10,0\nd3,5,40,0\n"
  private static let candidates = "id,x,y,group,fixed\nc1,1,0,A,0\nc2,9,0,A,0\nc3,39,0,B,0\n"

  /// Runs the tool that stands beside the test bundle in a folder with these files.
  private func sites(_ arguments: String, files: [String: String] = [:]) throws -> ToolRun {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sites-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = ["demand.csv": Self.demand, "candidates.csv": Self.candidates].merging(files) { $1 }
    for (name, text) in all { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    return try ToolRun(
      ["sites", "--demand", "demand.csv", "--candidates", "candidates.csv", "--language", "en"]
        + arguments.split(separator: " ").map(String.init), in: folder)
  }

  private func json(_ outcome: ToolRun) throws -> [String: Any] {
    #expect(outcome.code == 0, "\(outcome.err)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
  }

  @Test func theKeysAreThoseOfTheContract() throws {
    let answer = try json(sites("--model mclp --metric euclidean --standard 10 --count 1 --json"))
    let order = [
      "model", "status", "objective", "bound", "gap", "selected", "assignments", "uncovered", "iterations", "seconds",
    ]
    #expect(Set(order).isSubset(of: answer.keys))
    #expect(answer["model"] as? String == "mclp" && answer["status"] as? String == "optimal")
    #expect(answer["objective"] as? Double == 30 && answer["bound"] as? Double == 30)
    #expect(answer["uncovered"] as? [String] == ["d3"])
    let assignments = try #require(answer["assignments"] as? [String: Any])
    #expect(assignments["d1"] as? String == answer["selected"].flatMap { ($0 as? [String])?.first })
    #expect(assignments["d3"] is NSNull)
  }

  @Test func rowOrderChangesNothing() throws {
    let shuffled = [
      "demand.csv": "id,weight,x,y\nd3,5,40,0\nd1,10,0,0\nd2,20,10,0\n",
      "candidates.csv": "id,x,y,group,fixed\nc3,39,0,B,0\nc2,9,0,A,0\nc1,1,0,A,0\n",
    ]
    for model in ["mclp --standard 10", "p-median", "p-centre"] {
      let one = try json(sites("--model \(model) --metric euclidean --count 2 --json"))
      let other = try json(sites("--model \(model) --metric euclidean --count 2 --json", files: shuffled))
      #expect(one["selected"] as? [String] == other["selected"] as? [String])
      #expect(one["objective"] as? Double == other["objective"] as? Double)
      #expect(one["assignments"] as? [String: String] == other["assignments"] as? [String: String])
    }
  }

  @Test func listedCostsAndMatrixAgree() throws {
    let files = [
      "demand.csv": "id,weight\nd1,1\nd2,2\n", "candidates.csv": "id\na\nb\n",
      "costs.csv": "demand,candidate,cost\nd2,b,4\nd1,a,1\nd2,a,9\n", "matrix.csv": ",b,a\nd2,4,9\nd1,,1\n",
    ]
    for source in ["--costs costs.csv", "--matrix matrix.csv"] {
      let answer = try json(sites("--model p-median --count 1 --json \(source)", files: files))
      #expect(answer["selected"] as? [String] == ["a"])
      #expect(answer["objective"] as? Double == 19)
    }
  }

  @Test func everyProblemOfTheFilesIsToldAtOnce() throws {
    let outcome = try sites(
      "--model p-median --count 1 --costs costs.csv --groups groups.csv",
      files: [
        "demand.csv": "id,weight\nd1,-3\nd2,many\n", "candidates.csv": "id,fixed,forbidden,group\na,1,1,A\nb,0,0,A\n",
        "groups.csv": "group,min,max\nA,0,1\n",
      ])
    #expect(outcome.code == 65 && outcome.out.isEmpty)
    #expect(outcome.err.contains("demand.csv, row 2, column weight: -3 is negative"))
    #expect(outcome.err.contains("demand.csv, row 3, column weight: \"many\" is not a number"))
    #expect(outcome.err.contains("candidates.csv, row 2, column forbidden: a is both open and forbidden"))
  }

  @Test func badRowsOfCostsAndGroupsAreNamed() throws {
    let base = ["demand.csv": "id,weight\nd1,1\n", "candidates.csv": "id,group\na,A\n"]
    let costs = try sites(
      "--model p-median --count 1 --costs costs.csv",
      files: base.merging(["costs.csv": "demand,candidate,cost\nd1,zz,1\nd9,a,far\n"]) { $1 })
    #expect(costs.code == 65)
    #expect(costs.err.contains("costs.csv, row 2, column candidate: zz is not an id of candidates.csv"))
    #expect(costs.err.contains("costs.csv, row 3, column demand: d9 is not an id of demand.csv"))
    #expect(costs.err.contains("costs.csv, row 3, column cost: \"far\" is not a number"))
    let groups = try sites(
      "--model p-median --count 1 --costs costs.csv --groups groups.csv",
      files: base.merging(["costs.csv": "demand,candidate,cost\nd1,a,1\n", "groups.csv": "group,min,max\nB,0,1\n"]) {
        $1
      })
    #expect(groups.code == 65 && groups.err.contains("groups.csv, row 2, column group: no candidate is in the group B"))
  }

  @Test func moreSitesThanCandidatesMissingFilesAndUsage() throws {
    let many = try sites("--model mclp --metric euclidean --standard 5 --count 9")
    #expect(many.code == 65 && many.err.contains("--count 9 asks for more sites than the 3 candidates"))
    #expect(try sites("--model mclp --costs absent.csv --standard 5 --count 1").code == 66)
    #expect(try sites("--model mclp --metric euclidean --count 1").code == 64)
    #expect(try sites("--model mclp --metric euclidean --standard 5").code == 64)
    #expect(try sites("--model mclp --metric euclidean --standard -5 --count 1").code == 64)
    #expect(try sites("--model nearest --metric euclidean --count 1").code == 64)
    #expect(try sites("--model p-median --metric euclidean --count 1 --force zz").code == 65)
  }

  @Test func whyNothingIsFeasibleIsNamed() throws {
    let cover = try json(sites("--model lscp --metric euclidean --standard 0.5 --json"))
    #expect(cover["status"] as? String == "infeasible" && cover["objective"] is NSNull)
    let reason = try #require(cover["infeasibility"] as? [String: Any])
    #expect(reason["reason"] as? String == "unreachable_demand")
    #expect(reason["demand"] as? [String] == ["d1", "d2", "d3"])
    let clash = try json(
      sites(
        "--model mclp --metric euclidean --standard 5 --count 3 --groups groups.csv --json",
        files: ["groups.csv": "group,min,max\nA,0,1\nB,0,1\n"]))
    let text = (clash["infeasibility"] as? [String: Any])?["text"] as? String
    #expect(text == "3 sites are asked for, and the candidates and group maxima allow 2")
    let forced = try sites("--model p-median --metric euclidean --count 1 --force c1,c2")
    #expect(forced.out.contains("group minima and forced sites ask for 2 more sites, and 1 may be added"))
  }
}
