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
      ["sites", "--candidates", "candidates.csv", "--language", "en"]
        + (arguments.contains("p-dispersion") ? [] : ["--demand", "demand.csv"])
        + arguments.split(separator: " ").map(String.init), in: folder)
  }

  private func json(_ outcome: ToolRun, code: Int32 = 0) throws -> [String: Any] {
    #expect(outcome.code == code, "\(outcome.err)")
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

  /// From (9, 0) the first two are 9 and 1 away: 10 × 0.45 + 20 × 0.9; the third is beyond the table.
  @Test func coverFallsAsATableSays() throws {
    let table = "share,cost\n0.4,10\n1,0\n0.8,2\n"
    let base = "--metric euclidean --count 1 --decay decay.csv --json"
    let answer = try json(sites("--model mclp \(base)", files: ["decay.csv": table]))
    #expect(answer["selected"] as? [String] == ["c2"] && answer["status"] as? String == "optimal")
    #expect(abs((answer["objective"] as? Double ?? 0) - 22.5) < 1e-9)
    #expect(answer["uncovered"] as? [String] == ["d3"])
    // A straight line from a standard to an outer one is the same as a table of two rows.
    let line = try json(sites("--model mclp \(base)", files: ["decay.csv": "cost,share\n2,1\n12,0\n"]))
    let outer = try json(sites("--model mclp --metric euclidean --count 1 --standard 2 --outer-standard 12 --json"))
    #expect(line["objective"] as? Double == outer["objective"] as? Double)
    let wrong = try sites("--model mclp \(base)", files: ["decay.csv": "cost,share\n0,1.2\n5,0.3\n9,0.5\n"])
    #expect(wrong.code == 65 && wrong.err.contains("decay.csv"))
    #expect(wrong.err.contains("1.2 is more than all") && wrong.err.contains("0.5 is more than 0.3"))
    for refused in ["--model lscp", "--model mclp --standard 5"] {
      #expect(try sites("\(refused) \(base)", files: ["decay.csv": table]).code == 64)
    }
  }

  /// Of two tables one would count, and nobody would know which; those that add up are left alone.
  @Test func anOptionGivenTwiceIsRefused() throws {
    let files = ["a.csv": "demand,candidate,cost\nd1,c1,1\n", "b.csv": "demand,candidate,cost\nd1,c2,1\n"]
    let twice = try sites("--model mclp --standard 2 --count 1 --costs a.csv --costs=b.csv", files: files)
    #expect(twice.code == 64 && twice.out.isEmpty && twice.err.contains("--costs"))
    let several = "--model mclp --metric euclidean --standard 10 --count 2 --json --forbid c1 --forbid c3"
    #expect(try sites("\(several) --language zh").code == 65)
    struct Help: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable { let name: String }
        let isRepeating: Bool
        let kind: String
        let names: [Name]?
      }
      struct Command: Decodable {
        let arguments: [Argument]?
        let subcommands: [Command]?
        var repeating: [String] {
          (arguments ?? []).filter { $0.isRepeating && $0.kind == "option" }.flatMap { $0.names ?? [] }.map(\.name)
            + (subcommands ?? []).flatMap(\.repeating)
        }
      }
      let command: Command
    }
    let dump = try ToolRun(["--experimental-dump-help"], in: FileManager.default.temporaryDirectory)
    let help = try JSONDecoder().decode(Help.self, from: Data(dump.out.utf8))
    #expect(Set(help.command.repeating) == ["add", "remove", "fix", "force", "forbid", "tiers"])
  }

  @Test func moreSitesThanThereAreIsSaidInJSON() throws {
    let base = "--model mclp --metric euclidean --standard 10 --json"
    #if CBC
      let clash = "limits_clash"
    #else
      let clash = "count_above_available"
    #endif
    for (arguments, reason) in [("--count 5", "count_above_available"), ("--count 2 --forbid c1,c2", clash)] {
      let answer = try json(sites("\(base) \(arguments)"), code: 65)
      let told = try #require(answer["infeasibility"] as? [String: Any])
      #expect(told["reason"] as? String == reason)
    }
  }

  @Test func sharesAreReadInPercent() throws {
    let base = "--model mclp --metric euclidean --count 1 --decay decay.csv --json"
    let answers = try ["0.9", "90%", "９０％"].map { share in
      try json(sites(base, files: ["decay.csv": "cost,share\n0,\(share)\n5,0\n"]))["objective"] as? Double
    }
    #expect(answers[0] != nil && Set(answers).count == 1)
    let within = "--model mclp --metric euclidean --standard 10 --count 1 --alternatives 2 --within"
    #expect(try sites("\(within) 90").code == 64)
    #expect(try sites("\(within) 90%").code == 0)
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
    #expect(many.code == 65 && many.out.contains("9 sites are asked for, and the candidates allow 3"))
    #expect(try sites("--model mclp --costs absent.csv --standard 5 --count 1").code == 66)
    #expect(try sites("--model mclp --metric euclidean --count 1").code == 64)
    #expect(try sites("--model mclp --metric euclidean --standard 5").code == 64)
    #expect(try sites("--model mclp --metric euclidean --standard -5 --count 1").code == 64)
    #expect(try sites("--model nearest --metric euclidean --count 1").code == 64)
    #expect(try sites("--model p-median --metric euclidean --count 1 --force zz").code == 65)
  }

  @Test func whyNothingIsFeasibleIsNamed() throws {
    let cover = try json(sites("--model lscp --metric euclidean --standard 0.5 --json"), code: 65)
    #expect(cover["status"] as? String == "infeasible" && cover["objective"] is NSNull)
    let reason = try #require(cover["infeasibility"] as? [String: Any])
    #expect(reason["reason"] as? String == "unreachable_demand")
    #expect(reason["demand"] as? [String] == ["d1", "d2", "d3"])
    let clash = try json(
      sites(
        "--model mclp --metric euclidean --standard 5 --count 3 --groups groups.csv --json",
        files: ["groups.csv": "group,min,max\nA,0,1\nB,0,1\n"]), code: 65)
    let text = (clash["infeasibility"] as? [String: Any])?["text"] as? String
    #expect(text == "3 sites are asked for, and the candidates and the maxima of groups allow 2")
    let forced = try sites("--model p-median --metric euclidean --count 1 --force c1,c2")
    #expect(forced.out.contains("the minima of groups and forced sites ask for 2 more sites, and 1 may be added"))
  }

  // MARK: Options, columns and rows

  @Test func optionsOfOtherModelsAreRefusedByName() throws {
    for (model, option) in [
      ("mexclp --busy 0.2 --standard 5 --count 1", "--outer-standard 9"),
      ("bacop2 --standard 5 --count 1", "--busy 0.2"),
      ("lscp --standard 5", "--target 90%"), ("p-median --count 1", "--share 0.5"),
      ("mclp --standard 5 --count 1", "--first-cover-share 0.2"), ("p-centre --count 1", "--efficient 3"),
      ("p-median --count 1", "--divisible"), ("lscp --standard 5", "--everyone-within 9"),
    ] {
      let outcome = try sites("--model \(model) --metric euclidean \(option)")
      #expect(outcome.code == 64)
      #expect(outcome.err.contains("has no \(option.split(separator: " ")[0])"), "\(outcome.err)")
    }
  }

  @Test func sharesAreReadAsPercentEverywhere() throws {
    let one = try json(sites("--model psclp --metric euclidean --standard 5 --target 80% --gap 1% --json"))
    let other = try json(sites("--model psclp --metric euclidean --standard 5 --target 0.8 --gap 0.01 --json"))
    #expect(one["objective"] as? Double == 2 && other["objective"] as? Double == 2)
    #expect(try sites("--model psclp --metric euclidean --standard 5 --target 180%").code == 64)
  }

  @Test func columnsThatAreNotReadAreNamedAndTwiceIsRefused() throws {
    let unread = try sites(
      "--model lscp --metric euclidean --standard 5",
      files: ["candidates.csv": "id,x,y,existing\nc1,1,0,1\nc2,9,0,0\nc3,39,0,0\n"])
    #expect(unread.code == 0)
    #expect(unread.err.contains("candidates.csv: nothing is read from existing; existing sites are marked by fixed"))
    let twice = try sites(
      "--model mclp --metric euclidean --standard 5 --count 1",
      files: ["demand.csv": "id,weight,x,y,weight\nd1,1,0,0,7\nd2,1,9,0,9\n"])
    #expect(twice.code == 65 && twice.err.contains("2 columns are named weight"))
  }

  @Test func aPriceOfClosingWhatDoesNotExistIsRefused() throws {
    let rows = "id,x,y,fixed,closing_price\nc1,1,0,1,4\nc2,9,0,0,0\nc3,39,0,0,\n"
    let outcome = try sites("--model lscp --metric euclidean --standard 5", files: ["candidates.csv": rows])
    #expect(outcome.code == 65 && outcome.err.contains("candidates.csv, row 3, column closing_price"))
  }

  @Test func rowsAndColumnsThatAMatrixLacksAreNamed() throws {
    let outcome = try sites(
      "--model mclp --matrix m.csv --standard 5 --count 1", files: ["m.csv": "id,c1,c3\nd1,1,2\nd3,2,1\n"])
    #expect(outcome.code == 65)
    #expect(outcome.err.contains("no column is headed by the candidate c2"))
    #expect(outcome.err.contains("no row begins with the demand point d2"))
  }

  @Test func idsMayHaveCommas() throws {
    let files = ["candidates.csv": "id,x,y\n\"a,b\",1,0\nc2,9,0\nc3,39,0\n"]
    for list in ["a,b", "\"a,b\",c2"] {
      let answer = try json(
        sites("--model mclp --metric euclidean --standard 5 --count 1 --json --fix \(list)", files: files))
      #expect((answer["selected"] as? [String])?.contains("a,b") == true)
    }
  }

  @Test func sharesStaySharesOfAllWhereDemandIsLeftOut() throws {
    let files = ["demand.csv": "id,weight,x,y\nd1,30,0,0\nd2,20,9,0\nz,50,900,0\n"]
    let most = "--model psclp --metric euclidean --standard 5 --reachable-only --json --target"
    let half = try json(sites("\(most) 50%", files: files))
    #expect(half["covered_weight"] as? Double == 50 && half["covered_share"] as? Double == 0.5)
    #expect(half["left_out"] as? [String] == ["z"])
    let more = try json(sites("\(most) 60%", files: files), code: 65)
    #expect((more["infeasibility"] as? [String: Any])?["reason"] as? String == "share_unreachable")
  }

  /// A choice that opens nothing and serves nobody still says so of everybody.
  @Test func whereNobodyIsServedEverybodyIsUncovered() throws {
    let files = ["demand.csv": "id,weight,x,y\nd1,3,500,0\nd2,4,0,500\n"]
    let answer = try json(
      sites("--model lscp --metric euclidean --standard 5 --reachable-only --json", files: files))
    #expect(answer["status"] as? String == "optimal" && answer["objective"] as? Double == 0)
    #expect(answer["uncovered"] as? [String] == ["d1", "d2"])
    #expect((answer["assignments"] as? [String: Any])?.count == 2)
    let none = try json(sites("--model mclp --metric euclidean --standard 5 --count 0 --json"))
    #expect(none["uncovered"] as? [String] == ["d1", "d2", "d3"])
  }

  /// Whoever is beyond the standard, or left out of the problem, has a way to go all the same.
  @Test func howEvenlyAChoiceServesIsToldOfEverybody() throws {
    let run = "--model mclp --metric euclidean --standard 10 --count 1 --curve 1-3 --json"
    for options in [run, run + " --reachable-only"] {
      let answer = try json(sites(options, files: ["demand.csv": Self.demand + "z,65,109,0\n"]))
      let spread = try #require(answer["cost_spread"] as? [String: Any])
      let selected = try #require(answer["selected"] as? [String])
      let place = try #require(["c1": 1.0, "c2": 9, "c3": 39][selected[0]])
      let ways = [(10.0, 0.0), (20, 10), (5, 40), (65, 109)].map { ($0, abs($1 - place)) }
      #expect(spread["greatest"] as? Double == ways.map(\.1).max())
      #expect(abs((spread["mean"] as? Double ?? 0) - ways.reduce(0) { $0 + $1.0 * $1.1 } / 100) < 1e-9)
      #expect(spread["count_without_site"] as? Int == 0)
      let curve = try #require(answer["curve"] as? [[String: Any]])
      #expect(curve.map { $0["greatest_cost"] as? Double }.last == 70)
    }
    // Listed pairs beyond the standard count, pairs that are not listed do not.
    let listed = try json(
      sites(
        "--model lscp --costs k.csv --standard 5 --reachable-only --json",
        files: [
          "k.csv": "demand,candidate,cost\nd1,c1,4\nd2,c1,40\nd2,c2,50\n",
          "demand.csv": "id,weight\nd1,1\nd2,1\nd3,2\n",
          "candidates.csv": "id\nc1\nc2\n",
        ]))
    let spread = try #require(listed["cost_spread"] as? [String: Any])
    #expect(spread["greatest"] as? Double == 40 && spread["weight_without_site"] as? Double == 2)
    #expect(spread["gini"] as? Double == 0.409090909)
  }

  /// A list that programs write has no rows that number its columns, and none that head sections.
  @Test func everyRowBelowTheHeaderIsData() throws {
    let numbers = [
      "demand.csv": "id,weight,x,y\n1,2,3,4\n2,5,6,7\n", "candidates.csv": "id,x,y\n1,2,3\n7,6,7\n",
    ]
    let answer = try json(sites("--model p-median --metric euclidean --count 2 --json", files: numbers))
    #expect(answer["total_weight"] as? Double == 7 && answer["selected"] as? [String] == ["1", "7"])
    let matrix = [
      "demand.csv": "id,weight\n1,1\n2,1\n", "candidates.csv": "id,fixed,forbidden\nx,,\n07,1,0\n08,0,1\n",
      "m.csv": "id,x,07,08\n1,2,3,4\n2,9,9,9\n",
    ]
    let nearest = try json(sites("--model p-median --matrix m.csv --count 1 --json", files: matrix))
    #expect(nearest["selected"] as? [String] == ["07", "x"] && nearest["objective"] as? Double == 11)
    let groups = [
      "candidates.csv": "id,x,y,group\nc1,1,0,甲\nc2,9,0,乙\n", "groups.csv": "group,min,max\n甲,1,2\n乙,1,2\n",
    ]
    let few = try json(
      sites("--model p-median --metric euclidean --count 1 --groups groups.csv --json", files: groups), code: 65)
    #expect((few["infeasibility"] as? [String: Any])?["reason"] as? String == "group_minima_above_count")
    // What is passed over all the same is told.
    let sum = try sites(
      "--model p-median --metric euclidean --count 1", files: ["demand.csv": Self.demand + "合计,35,,\n"])
    #expect(sum.code == 0 && sum.err.contains("demand.csv: 1 row is passed over as a sum"))
  }

  @Test func groupsWithoutLimitsAndLimitsThatAreNotAskedForAreNamed() throws {
    let run = "--model mclp --metric euclidean --standard 5 --count 1"
    let other = try sites(run + " --groups groups.csv", files: ["groups.csv": "group,min,max\nA,0,1\n"])
    #expect(other.code == 0)
    #expect(other.err.contains("groups.csv: no limits are given for 1 group of candidates.csv: B"))
    #expect(try sites(run).err.contains("candidates.csv: nothing is read from group"))
  }

  #if CBC
    /// The greatest cost that long ways are held against is that within reach, whatever else is listed or asked for.
    @Test func fairnessIsTheSameNumberInEveryOutput() throws {
      let files = ["demand.csv": Self.demand + "z,7,900,0\n"]
      let base = "--model p-median --metric euclidean --count 2 --standard 31 --reachable-only --json"
      let plain = try json(sites("\(base) --fairness 2", files: files))
      let efficient = try json(sites("\(base) --fairness 2 --efficient 2", files: files))
      let objective = try #require(plain["objective"] as? Double)
      #expect(efficient["objective"] as? Double == objective)
      let frontier = try json(sites("\(base) --frontier", files: files))
      let choices = try #require(frontier["frontier"] as? [[String: Any]])
      #expect(choices.first { $0["fairness"] as? Double == 2 }?["objective"] as? Double == objective)
    }

    @Test func nobodyWithinReachAndNobodyWithWeightHaveTheirAnswersToo() throws {
      let holes = ["demand.csv": "id,weight\nd1,2\n", "candidates.csv": "id\na\nb\n", "m.csv": "id,a,b\nd1,,\n"]
      let none = try json(
        sites("--model mclp --matrix m.csv --standard 5 --count 1 --efficient 2 --json", files: holes))
      #expect(none["objective"] as? Double == 0 && none["weight_within_standard"] as? Double == 0)
      #expect((none["efficient"] as? [Any])?.count == 1)
      let empty = try json(
        sites(
          "--model p-median --metric euclidean --count 1 --efficient 2 --json",
          files: ["demand.csv": "id,weight,x,y\nd1,0,0,0\nd2,0,10,0\n"]))
      #expect((empty["efficient"] as? [[String: Any]])?.last?["greatest_cost"] as? Double == 9)
    }

    /// As many units at the fewest sites, even where nobody says what a site costs.
    @Test func unitsThatAreWorthTheSameStandAtTheFewestSites() throws {
      let files = [
        "demand.csv": "id,weight,x,y\nd1,1,0,0\n", "candidates.csv": "id,x,y\na,0,0\nb,1,0\nc,0,1\n",
      ]
      let answer = try json(
        sites("--model mexclp --busy 0.5 --metric euclidean --standard 5 --count 3 --json", files: files))
      #expect((answer["selected"] as? [String])?.count == 1 && answer["objective"] as? Double == 0.875)
    }

    /// Closing b would cost money and save no site.
    @Test func aCoverOfTheFewestSitesClosesNothingForNothing() throws {
      let files = [
        "demand.csv": "id,weight,x,y\nd1,1,0,0\nd2,1,9,0\n",
        "candidates.csv": "id,x,y,fixed,closing_price\na,0,0,,\nb,0,1,1,4\nc,9,0,1,5\nd,30,0,1,3\n",
      ]
      let answer = try json(
        sites("--model lscp --metric euclidean --standard 5 --budget 20 --json", files: files))
      #expect(answer["selected"] as? [String] == ["b", "c", "d"] && answer["closed"] as? [String] == [])
    }

    /// Degrees decide over plane coordinates beside them, whatever they are called.
    @Test(arguments: ["lon,lat,x,y", "lng,lat,x,y", "经度,纬度,x,y"]) func separationIsMeasuredOnTheEllipsoid(
      header: String
    ) throws {
      let answer = try json(
        sites(
          "--model mclp --costs k.csv --standard 10 --count 1-2 --separation 5000 --json",
          files: [
            "demand.csv": "id,weight\nv1,100\nv2,90\nv3,10\n",
            "candidates.csv": "id,\(header)\nA,122,46,1,1\nB,122.02,46,2,1\nC,122.26,46,3,1\n",
            "k.csv": "demand,candidate,cost\nv1,A,5\nv2,B,5\nv3,C,5\n",
          ]))
      #expect(answer["selected"] as? [String] == ["A", "C"])
    }

    @Test func demandIsDividedWhereThatIsAllowed() throws {
      let files = [
        "demand.csv": "id,weight,load,x,y\nd1,1,6,0,0\nd2,1,6,10,0\n",
        "candidates.csv": "id,x,y,capacity\nc1,0,0,8\nc2,10,0,4\n",
      ]
      let options = "--model capacitated-p-median --metric euclidean --count 2 --json"
      let whole = try json(sites(options, files: files), code: 65)
      #expect(whole["status"] as? String == "infeasible")
      let answer = try json(sites(options + " --divisible", files: files))
      // Two of the six of d2 go ten to the west.
      #expect(abs((answer["objective"] as? Double ?? 0) - 10.0 / 3) < 1e-6)
      let rows = try #require(answer["sites"] as? [[String: Any]])
      let loads = rows.compactMap { $0["load"] as? Double }
      #expect(loads.count == 2 && zip(loads, [8, 4]).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect((answer["divisions"] as? [[String: Any]])?.count == 3)
    }

    /// 2 buys what 4 or 6 would.
    @Test func whatIsDividedAsWellForLessMoneyIs() throws {
      let answer = try json(
        sites(
          "--model capacitated-mclp --metric euclidean --standard 7 --budget 7 --divisible --json",
          files: [
            "demand.csv": "id,weight,x,y\nd,5,12,9\n",
            "candidates.csv": "id,x,y,cost,capacity\na,6,10,4,35\nb,11,6,2,70\nc,4,10,1,67\ne,0,8,9,29\n",
          ]))
      #expect(answer["objective"] as? Double == 5 && answer["selected"] as? [String] == ["b"])
    }

    /// b must have 10 of the load, so that not everybody goes to a.
    @Test func theLastStepOfAnOrderKeepsLeastLoads() throws {
      let answer = try json(
        sites(
          "--model capacitated-p-median --matrix m.csv --count 2 --order --json",
          files: [
            "demand.csv": "id,weight\nd1,10\nd2,10\n", "m.csv": "id,a,b\nd1,0,10\nd2,0,5\n",
            "candidates.csv": "id,capacity,least_load\na,20,0\nb,20,10\n",
          ]))
      let order = try #require(answer["order"] as? [[String: Any]])
      #expect(order.map { $0["objective"] as? Double } == [0, 50] && answer["objective"] as? Double == 50)
    }

    /// One level of a site at most is open, and the existing level closes when a larger one is built.
    @Test func aSiteIsUpgradedByLevels() throws {
      let answer = try json(
        sites(
          "--model capacitated-lscp --metric euclidean --standard 5 --json",
          files: [
            "demand.csv": "id,load,x,y\nd1,6,0,0\nd2,6,1,0\n",
            "candidates.csv":
              "id,site,x,y,capacity,cost,fixed,closing_price\nnow,A,0,0,6,,1,0\nlarge,A,0,0,12,3,,\nnew,B,1,0,9,5,,\n",
          ]))
      #expect(answer["selected"] as? [String] == ["large"] && answer["objective"] as? Double == 3)
      #expect(answer["closed"] as? [String] == ["now"])
    }

    /// Nobody is more than 10 from the middle, and the least total is on the side where most live.
    @Test func theLeastServedComeFirst() throws {
      let files = [
        "demand.csv": "id,weight,x,y\na,9,0,0\nb,1,4,0\nc,1,20,0\n",
        "candidates.csv": "id,x,y\nmid,10,0\nup,10,3\nleft,8,0\n",
      ]
      let base = "--model p-centre --metric euclidean --count 1"
      let centre = try json(sites("\(base) --least-served-first --json", files: files))
      #expect(centre["selected"] as? [String] == ["mid"] && centre["objective"] as? Double == 10)
      let told = try #require(centre["least_served_first"] as? [String: Any])
      #expect(told["proven"] as? Bool == true)
      let compared = try sites("\(base) --least-served-first --alternatives 2", files: files)
      #expect(compared.out.contains("compare choices by the greatest cost (the objective) alone"))
      let frontier = try json(
        sites("--model p-median --metric euclidean --count 1 --frontier --json", files: files))
      let choices = try #require(frontier["frontier"] as? [[String: Any]])
      #expect(choices.count == 7 && choices.allSatisfy { $0["proven"] as? Bool == true })
      #expect(choices.first?["selected"] as? [String] == ["left"] && choices.last?["selected"] as? [String] == ["mid"])
      // 9 × 8² + 4² + 12² = 736 against 9 × 10² + 6² + 10²; the greatest of all costs is 12.
      let squares = try json(
        sites("--model p-median --metric euclidean --count 1 --fairness 1 --json", files: files))
      #expect(abs((squares["objective"] as? Double ?? 0) - 736.0 / 12) < 1e-6)
      let refused = try sites("--model mclp --metric euclidean --standard 3 --count 1 --fairness 1", files: files)
      #expect(refused.code == 64 && refused.err.contains("--fairness"))
    }

    private static let growing = [
      "demand.csv": "id,weight,w2030,x,y\nnow,10,0,0,0\nb,9,30,10,0\nc,8,20,20,0\n",
      "candidates.csv": "id,x,y,cost\nnow,0,0,3\nb,10,0,2\n\"c,d\",20,0,2\n",
      "periods.csv": "period,count,weights\n2026,1,\n2030,1,w2030\n",
    ]

    /// Who looks at 2026 alone builds where nobody will live in 2030.
    @Test func sitesOfSeveralPeriodsAreChosenTogether() throws {
      let run = "--model mclp --metric euclidean --standard 3 --periods periods.csv"
      let answer = try json(sites("\(run) --json", files: Self.growing))
      #expect(answer["status"] as? String == "optimal" && answer["objective"] as? Double == 59)
      #expect(answer["bound"] as? Double == 59 && answer["step_by_step_loss"] as? Double == 19)
      let periods = try #require(answer["periods"] as? [[String: Any]])
      #expect(periods.map { $0["opened"] as? [String] } == [["b"], ["c,d"]])
      #expect(periods.map { ($0["alone"] as? [String: Any])?["loss"] as? Double } == [1, 0])
      #expect(periods.map { $0["covered_share"] as? Double } == [0.333333, 1])
      let text = try sites(run, files: Self.growing)
      #expect(text.out.contains("objective  59") && text.out.contains("\"c,d\""))
      #expect(text.out.contains("decided step by step, each period for itself: 40 in all, which loses 19"))
      // 3 buys the site of 2026 alone, the other period has no money.
      let money = try json(
        sites(
          "\(run) --json",
          files: Self.growing.merging(["periods.csv": "period,budget,weights,years\n2026,3,,\n2030,0,w2030,2\n"]) { $1 }
        ))
      #expect(money["objective"] as? Double == 69)
    }

    @Test func whatPeriodsCannotSayIsRefusedByName() throws {
      let run = "--metric euclidean --standard 3 --periods periods.csv"
      for (options, word) in [
        ("--model lscp", "lscp has no --periods"),
        ("--model mclp --count 1", "--count stands in the table of --periods"),
        ("--model mclp --order", "--order is for one period"),
      ] {
        let outcome = try sites("\(options) \(run)", files: Self.growing)
        #expect(outcome.code == 64 && outcome.err.contains(word), "\(outcome.err)")
      }
      for (table, word) in [
        ("period,count\n2026,\n", "the period has neither count nor budget"),
        ("period,count\n2026,two\n", "\"two\" is neither a whole number nor a range"),
        ("period,count\n2026,1\n2026,1\n", "the id 2026 is used before"),
        ("period,count,weights\n2026,1,w2040\n", "column w2040: there is no such column; periods.csv weighs"),
      ] {
        let outcome = try sites(
          "--model mclp \(run)", files: Self.growing.merging(["periods.csv": table]) { $1 })
        #expect(outcome.code == 65 && outcome.err.contains(word), "\(outcome.err)")
      }
    }

    @Test func moreSitesThanCandidatesAreNamedByTheirPeriod() throws {
      let files = Self.growing.merging(["periods.csv": "period,count\n2026,2\n2030,2\n2035,2\n"]) { $1 }
      let run = "--model mclp --metric euclidean --standard 3 --periods periods.csv"
      let answer = try json(sites("\(run) --json", files: files), code: 65)
      let why = try #require(answer["infeasibility"] as? [String: Any])
      #expect(answer["status"] as? String == "infeasible" && why["period"] as? String == "2030")
      #expect((why["text"] as? String)?.contains("4") == true && (why["text"] as? String)?.contains("3") == true)
    }

    @Test func theJSONOfPeriodsIsThatOfItsSchema() throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
      let data = try Data(contentsOf: root.appendingPathComponent("GeoData/sites-periods.schema.json"))
      let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      var seen = Set<String>()
      for (options, code) in [
        ("--model mclp --standard 3", 0), ("--model p-median --standard 10 --reachable-only", 0),
        ("--model p-median --standard 3", 65),
      ] {
        let far = "far,1,1,900,0\n"
        let files = Self.growing.merging(["demand.csv": (Self.growing["demand.csv"] ?? "") + far]) { $1 }
        let answer = try json(
          sites("\(options) --metric euclidean --periods periods.csv --json", files: files), code: Int32(code))
        seen.formUnion(answer.keys)
        #expect(SchemaCheck.problems(of: answer, under: schema) == [], "\(options)")
      }
      let known = try #require(schema["properties"] as? [String: Any])
      #expect(Set(known.keys) == seen, "\(Set(known.keys).symmetricDifference(seen))")
    }

    @Test func whatExistsWithoutBeingCalledSoIsTold() throws {
      let demand = "id,weight,x,y\na,5,0,0\n"
      let closable = try sites(
        "--model mclp --standard 3 --count 0-1 --metric euclidean",
        files: ["demand.csv": demand, "candidates.csv": "id,x,y,closing_price\np,0,0,2\nq,1,0,\n"])
      #expect(closable.code == 0)
      #expect(closable.err.contains("no column fixed; rows with a closing_price count as existing sites: p"))
      let levels = "id,site,x,y,capacity,cost,fixed\nsmall,A,0,0,5,0,1\nlarge,A,0,0,9,1,\nother,B,1,0,9,1,\n"
      let held = try sites(
        "--model capacitated-mclp --standard 3 --count 0-1 --metric euclidean",
        files: ["demand.csv": demand, "candidates.csv": levels])
      #expect(
        held.code == 0 && held.err.contains("keeps the other levels of its site closed: A; to let it be upgraded"))
    }

    private static let summerAndWinter = [
      "demand.csv": "id,weight,night\na,10,0\nb,10,30\n",
      "candidates.csv": "id\nsa\nsb\nmid\n",
      "summer.csv": "demand,candidate,cost\na,sa,0\na,sb,10\na,mid,5\nb,sa,10\nb,sb,0\nb,mid,4\n",
      "winter.csv": "demand,candidate,cost\na,sa,0\na,sb,12\na,mid,40\nb,sa,12\nb,sb,0\nb,mid,4\n",
      "scenarios.csv": "scenario,costs,share\nsummer,summer.csv,3\nwinter,winter.csv,1\n",
    ]

    /// The middle is best in summer, 90 against 100, and worst in winter, 440 against 120.
    @Test func oneChoiceForSeveralScenariosIsTheBestByItsAim() throws {
      let run = "--model p-median --count 1 --scenarios scenarios.csv"
      for (aim, objective) in [("expected", 105.0), ("worst", 120), ("regret", 10)] {
        let answer = try json(sites("\(run) --aim \(aim) --json", files: Self.summerAndWinter))
        #expect(answer["status"] as? String == "optimal" && answer["objective"] as? Double == objective)
        let scenarios = try #require(answer["scenarios"] as? [[String: Any]])
        #expect(scenarios.map { $0["regret"] as? Double } == [10, 0])
        #expect(scenarios.map { ($0["alone"] as? [String: Any])?["objective"] as? Double } == [90, 120])
        #expect(scenarios.map { $0["share"] as? Double } == [0.75, 0.25])
      }
      let text = try sites("\(run) --aim regret", files: Self.summerAndWinter)
      #expect(text.out.contains("greatest regret") && text.out.contains("mean 105; worst scenario 120"))
      // At night nobody is at a.
      let night = "scenario,costs,weights\nday,summer.csv,\nnight,,night\n"
      let byNight = try json(
        sites(
          "\(run) --costs summer.csv --json", files: Self.summerAndWinter.merging(["scenarios.csv": night]) { $1 }))
      #expect(byNight["selected"] as? [String] == ["sb"] && byNight["objective"] as? Double == 50)
    }

    @Test func whatScenariosCannotSayIsRefusedByName() throws {
      let run = "--model p-median --count 1 --scenarios scenarios.csv"
      for (options, word) in [
        ("--model lscp --standard 3 --scenarios scenarios.csv", "lscp has no --scenarios"),
        ("\(run) --order", "--order is for one scenario"),
        ("--model p-median --count 1 --costs summer.csv --aim worst", "--aim is for --scenarios"),
        ("\(run) --aim best", "best"),
      ] {
        let outcome = try sites(options, files: Self.summerAndWinter)
        #expect(outcome.code == 64 && outcome.err.contains(word), "\(outcome.err)")
      }
      for (table, word) in [
        ("scenario\nday\n", "the scenario day has no costs"),
        ("scenario,costs,share\nday,summer.csv,0\n", "a scenario counts for more than 0"),
        ("scenario,costs\nday,autumn.csv\n", "autumn.csv"),
        ("scenario,costs,weights\nday,summer.csv,dawn\n", "column dawn: there is no such column; scenarios.csv weighs"),
      ] {
        let outcome = try sites(run, files: Self.summerAndWinter.merging(["scenarios.csv": table]) { $1 })
        #expect([65, 66].contains(outcome.code) && outcome.err.contains(word), "\(outcome.err)")
      }
    }

    @Test func theJSONOfScenariosIsThatOfItsSchema() throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
      let data = try Data(contentsOf: root.appendingPathComponent("GeoData/sites-scenarios.schema.json"))
      let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      var seen = Set<String>()
      for (options, winter, code) in [
        ("--model mclp --standard 4", nil, 0), ("--model p-median --aim regret", nil, 0),
        ("--model p-median --aim worst", "demand,candidate,cost\na,sa,0\n", 65),
      ] {
        let files = Self.summerAndWinter.merging(winter.map { ["winter.csv": $0] } ?? [:]) { $1 }
        let answer = try json(
          sites("\(options) --count 1 --scenarios scenarios.csv --json", files: files), code: Int32(code))
        seen.formUnion(answer.keys)
        #expect(SchemaCheck.problems(of: answer, under: schema) == [], "\(options)")
      }
      let known = try #require(schema["properties"] as? [String: Any])
      #expect(Set(known.keys) == seen, "\(Set(known.keys).symmetricDifference(seen))")
    }

    /// Two places 10 apart: of two tiers under one budget of 7 the hospital costs 7 at the large one and 5 at the
    /// next, a clinic 2.
    private static let tiers = [
      "demand.csv": "id,weight,x,y\na,10,0,0\nb,9,10,0\n",
      "candidates.csv": "id,x,y,hospital,clinic,stands\nsa,0,0,7,2,0\nsb,10,0,5,2,0\n",
      "tiers.csv": "tier,standard,site_costs\nhospital,3,hospital\nclinic,3,clinic\n",
    ]

    @Test func tiersAreChosenTogether() throws {
      let run = "--model mclp --metric euclidean --budget 7 --tiers tiers.csv"
      let answer = try json(sites("\(run) --nested --json", files: Self.tiers))
      #expect(answer["status"] as? String == "optimal" && answer["objective"] as? Double == 28)
      #expect(answer["one_after_the_other_objective"] as? Double == 20 && answer["gain"] as? Double == 8)
      let rows = try #require(answer["tiers"] as? [[String: Any]])
      #expect(rows.map { $0["opened"] as? [String] } == [["sb"], ["sa"]] && answer["cost"] as? Double == 7)
      #expect(rows.map { $0["covered_weight"] as? Double } == [9, 19])
      let text = try sites("\(run) --nested", files: Self.tiers)
      #expect(text.out.contains("one after the other, the first tier first: 20 in all; together gains 8"))
      // What stands is raised at the price of the higher tier.
      let standing = "tier,standard,site_costs,fixed\nhospital,3,hospital,\nclinic,3,clinic,stands\n"
      let raised = try json(
        sites(
          "\(run) --nested --json",
          files: [
            "demand.csv": "id,weight,x,y\na,10,0,0\nb,9,10,0\n",
            "candidates.csv": "id,x,y,hospital,clinic,stands\nsa,0,0,7,2,1\nsb,10,0,9,2,0\n", "tiers.csv": standing,
          ]))
      #expect(raised["objective"] as? Double == 20)
    }

    @Test func whatTiersCannotSayIsRefusedByName() throws {
      let run = "--model mclp --metric euclidean --tiers tiers.csv"
      for (options, word) in [
        ("\(run) --budget 7 --standard 3", "--standard stands in the table of --tiers"),
        ("\(run) --budget 7 --order", "--order is for one tier"),
        ("--model lscp --metric euclidean --tiers tiers.csv", "lscp has no --tiers"),
        ("--model mclp --metric euclidean --standard 3 --count 1 --nested", "--nested is for --tiers"),
      ] {
        let outcome = try sites(options, files: Self.tiers)
        #expect(outcome.code == 64 && outcome.err.contains(word), "\(outcome.err)")
      }
      let free = try sites(run, files: Self.tiers)
      #expect(free.code == 65 && free.err.contains("nothing limits the number of sites of hospital"), "\(free.err)")
    }

    @Test func theJSONOfTiersIsThatOfItsSchema() throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
      let data = try Data(contentsOf: root.appendingPathComponent("GeoData/sites-tiers.schema.json"))
      let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      var seen = Set<String>()
      for (table, code) in [("clinic,3,1", 0), ("clinic,3,9", 65)] {
        let files = Self.tiers.merging(["tiers.csv": "tier,standard,count\nhospital,3,1\n\(table)\n"]) { $1 }
        let answer = try json(
          sites("--model mclp --metric euclidean --tiers tiers.csv --json", files: files), code: Int32(code))
        seen.formUnion(answer.keys)
        #expect(SchemaCheck.problems(of: answer, under: schema) == [], "\(table)")
      }
      let known = try #require(schema["properties"] as? [String: Any])
      #expect(Set(known.keys) == seen, "\(Set(known.keys).symmetricDifference(seen))")
    }

    /// c1, c2 and c3 stand at 1, 9 and 39.
    @Test func sitesAreFarApart() throws {
      let run = "--model p-dispersion --metric euclidean"
      let two = try json(sites("\(run) --count 2 --json"))
      #expect(two["selected"] as? [String] == ["c1", "c3"] && two["objective"] as? Double == 38)
      let text = try sites("\(run) --count 3")
      #expect(text.out.contains("nearest site") && !text.out.contains("uncovered"))
      let table = "demand,candidate,cost\nc1,c2,5\nc2,c1,4\nc3,c1,9\nc2,c3,7\n"
      let listed = try json(sites("--model p-dispersion --costs d.csv --count 3 --json", files: ["d.csv": table]))
      #expect(listed["objective"] as? Double == 4)
      let lacking = try sites(
        "--model p-dispersion --costs d.csv --count 2", files: ["d.csv": "demand,candidate,cost\nc1,c2,5\n"])
      #expect(lacking.code == 65 && lacking.err.contains("there is no distance between c1 and c3"), "\(lacking.err)")
      for (options, word) in [
        ("\(run) --count 2 --standard 3", "p-dispersion has no --standard"),
        ("\(run) --count 2 --demand demand.csv", "p-dispersion has no --demand"),
        ("\(run)", "p-dispersion needs --count or --budget"),
      ] {
        let outcome = try sites(options)
        #expect(outcome.code == 64 && outcome.err.contains(word), "\(outcome.err)")
      }
      let one = try json(sites("\(run) --count 1 --json"), code: 65)
      #expect(one["status"] as? String == "infeasible")
    }

    @Test func theJSONIsThatOfItsSchema() throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
      let data = try Data(contentsOf: root.appendingPathComponent("GeoData/sites.schema.json"))
      let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let files = [
        "candidates.csv":
          "id,x,y,capacity,cost,fixed,closing_price,odd\nc1,1,0,20,2,1,1,\nc2,9,0,20,3,,,\nc3,39,0,9,1,,,\nc4,20,0,30,2,,,\n",
        "demand.csv": Self.demand + "z,1,900,0\n",
      ]
      let plans = "--order --values --curve 0-9 --alternatives 3 --within 50%"
      var seen = Set<String>()
      for (options, code) in [
        ("--model mclp --standard 10 --count 2 --efficient 3 \(plans)", 0),
        ("--model p-dispersion --count 2 \(plans)", 0),
        ("--model p-median --count 2 --frontier", 0), ("--model p-centre --count 2 --least-served-first", 0),
        ("--model mexclp --busy 20% --standard 10 --count 2 \(plans)", 0),
        ("--model capacitated-p-median --count 2 --reachable-only --standard 50 --divisible \(plans)", 0),
        ("--model lscp --standard 10", 65), ("--model p-centre --standard 20 --count 0 --reachable-only", 65),
        ("--model p-centre --count 1 --force c2,c3 --separation 31", 65),
        ("--model capacitated-lscp --standard 1000 --budget 1", 65),
      ] {
        let answer = try json(sites("\(options) --metric euclidean --json", files: files), code: Int32(code))
        seen.formUnion(answer.keys)
        #expect(SchemaCheck.problems(of: answer, under: schema) == [], "\(options)")
      }
      let known = try #require(schema["properties"] as? [String: Any])
      #expect(Set(known.keys) == seen, "\(Set(known.keys).symmetricDifference(seen))")
    }
  #endif
}

/// As much of JSON Schema as `sites.schema.json` uses.
private enum SchemaCheck {
  static func problems(of value: Any, under schema: [String: Any], at path: String = "") -> [String] {
    var problems: [String] = []
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      if !types.contains(where: { matches(value, $0) }) { problems.append("\(path): \(value) is no \(types)") }
    }
    if let allowed = schema["enum"] as? [String], let text = value as? String, !allowed.contains(text) {
      problems.append("\(path): \(text) is none of \(allowed)")
    }
    if let members = value as? [String: Any] {
      let known = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] where members[name] == nil {
        problems.append("\(path): lacks \(name)")
      }
      for (name, member) in members {
        if let rule = known[name] ?? schema["additionalProperties"] as? [String: Any] {
          problems += Self.problems(of: member, under: rule, at: path + "/" + name)
        } else if schema["additionalProperties"] as? Bool == false {
          problems.append("\(path): \(name) is not in the schema")
        }
      }
    }
    if let items = value as? [Any], let rule = schema["items"] as? [String: Any] {
      for item in items { problems += Self.problems(of: item, under: rule, at: path + "[]") }
    }
    return problems
  }

  private static func matches(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": return value is [String: Any]
    case "array": return value is [Any]
    case "string": return value is String
    case "null": return value is NSNull
    case "boolean": return (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    case "integer": return (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": return value is NSNumber
    default: return false
    }
  }
}
