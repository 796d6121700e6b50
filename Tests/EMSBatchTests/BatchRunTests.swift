import Foundation
import GeoKit
import Synchronization
import TestSupport
import Testing

@testable import EMSBatch
@testable import EMSFormats
@testable import EMSModel

/// Stands in for the planner: the figure of a plan is the number in its data file.
private final class CountingRunner: BatchRunner {
  let identity: String
  let runs = Mutex<[String]>([])
  /// Called in the middle of each run.
  let disturb: @Sendable (BatchItem) -> Void

  init(identity: String = "test 1", disturb: @escaping @Sendable (BatchItem) -> Void = { _ in }) {
    self.identity = identity
    self.disturb = disturb
  }

  private func data(_ item: BatchItem) -> URL { item.plan.deletingPathExtension().appendingPathExtension("txt") }
  func inputs(of item: BatchItem) -> [URL] { [data(item)] }
  let fileNames: OutputNames = ["a.txt", "b.txt"]

  func run(_ item: BatchItem, into folder: URL) throws -> BatchOutcome {
    runs.withLock { $0.append(item.id) }
    let text = try String(contentsOf: data(item), encoding: .utf8)
    disturb(item)
    guard let number = Double(text) else {
      throw InputProblem(
        file: data(item).lastPathComponent, value: text, english: "“\(text)” is no number", chinese: "不是数",
        remedyEnglish: "Correct it", remedyChinese: "请改正")
    }
    let gap = item.settings.first.flatMap { Double($0.value) } ?? 0
    let output = try OutputFolder(folder.path, overwrite: true, ownNames: fileNames)
    try output.write(Array(text.utf8), to: "a.txt")
    try output.write(Array(item.id.utf8), to: "b.txt")
    _ = try output.commit()
    let county = GeoJSONFeature(
      geometry: .point(Coordinate(longitude: 100 + number / 100, latitude: 30)),
      properties: [.init("name", .text("县"))])
    return BatchOutcome(
      files: output.fileNames, figures: [.init("people", .number(number + gap)), .init("status", .text("optimal"))],
      counties: [county])
  }

  func takeRuns() -> [String] {
    runs.withLock { runs in
      defer { runs = [] }
      return runs.sorted()
    }
  }
}

@Suite struct BatchRunTests {
  /// Ten plans, swept over two values; p3 is bad.
  private func manifest(in folder: TemporaryFolder, count: Int = 10) throws -> BatchManifest {
    for index in 0..<count {
      try folder.write("name: p\(index)\n", to: "p\(index).yaml")
      try folder.write(index == 3 ? "many" : "\(index * 100)", to: "p\(index).txt")
    }
    let plans = (0..<count).map { "  - p\($0).yaml" }.joined(separator: "\n")
    let url = try folder.write("sweep: {siting.gap: [0, 0.5]}\nplans:\n\(plans)\n", to: "m.yaml")
    return try BatchManifest.read(at: url)
  }

  @discardableResult
  private func run(
    _ manifest: BatchManifest, _ runner: CountingRunner, into url: URL,
    _ change: (inout BatchOptions) -> Void = { _ in }
  ) throws -> BatchReport {
    var options = BatchOptions()
    change(&options)
    return try BatchRun.run(manifest, into: url, options: options, runner: runner)
  }

  @Test func aBadPlanIsListedAndStopsNoOther() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let report = try run(manifest, CountingRunner(), into: out)
    #expect(report.finished == 18)
    #expect(report.failed.map(\.id) == ["p3@gap=0", "p3@gap=0.5"])
    #expect(report.failed.allSatisfy { $0.failure.cause == .badData })
    #expect(report.exitCode == 65)
    let table = try String(contentsOf: out.appendingPathComponent("summary.csv"), encoding: .utf8)
    let lines = table.split(separator: "\n")
    #expect(lines[0] == "id,plan,status,siting.gap,people,status,cause,errors")
    #expect(lines[1] == "p0@gap=0,p0.yaml,done,0,0,optimal,,")
    #expect(lines[7] == "p3@gap=0,p3.yaml,failed,0,,,bad_data,p3.txt: “many” is no number. Correct it")
    #expect(lines[20] == "p9@gap=0.5,p9.yaml,done,0.5,900.5,optimal,,")
    #expect(!FileManager.default.fileExists(atPath: out.appendingPathComponent("runs/p3@gap=0").path))
    let layer = try JSONSerialization.jsonObject(with: Data(contentsOf: out.appendingPathComponent("counties.geojson")))
    let members = try #require(layer as? [String: Any])
    #expect((members["features"] as? [Any])?.count == 18)
    #expect(members["bbox"] as? [Double] == [100, 30, 109, 30])
    let page = try String(contentsOf: out.appendingPathComponent("report.html"), encoding: .utf8)
    #expect(page.contains("20 runs · 18 finished · 2 failed"))
    #expect(page.contains("“many” is no number"))
  }

  @Test func jobsDoNotChangeABytes() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let (one, four) = (folder.url.appendingPathComponent("one"), folder.url.appendingPathComponent("four"))
    try run(manifest, CountingRunner(), into: one)
    try run(manifest, CountingRunner(), into: four) { $0.jobs = 4 }
    #expect(try TemporaryFolder.content(of: one) == TemporaryFolder.content(of: four))
  }

  @Test func resumingRepeatsOnlyWhatIsNotFinished() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let runner = CountingRunner()
    try run(manifest, runner, into: out)
    let whole = try TemporaryFolder.content(of: out)
    _ = runner.takeRuns()
    let failed = ["p3@gap=0", "p3@gap=0.5"]

    let report = try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(runner.takeRuns() == failed)
    #expect(report.reused == 18)
    #expect(try TemporaryFolder.content(of: out) == whole)

    // What a stop in the middle can leave behind, and what a careless hand can do.
    let files = FileManager.default
    try files.removeItem(at: out.appendingPathComponent("records/p0@gap=0.json"))
    try Data("{\"id\":".utf8).write(to: out.appendingPathComponent("records/p1@gap=0.json"))
    try Data("1".utf8).write(to: out.appendingPathComponent("runs/p2@gap=0/a.txt"))
    try files.removeItem(at: out.appendingPathComponent("runs/p4@gap=0/b.txt"))
    try files.removeItem(at: out.appendingPathComponent("runs/p5@gap=0"))
    try files.removeItem(at: out.appendingPathComponent("summary.csv"))
    try files.createDirectory(
      at: out.appendingPathComponent("runs/.p6@gap=0.unfinished-1-2"), withIntermediateDirectories: false)
    try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(
      runner.takeRuns() == ["p0@gap=0", "p1@gap=0", "p2@gap=0", "p3@gap=0", "p3@gap=0.5", "p4@gap=0", "p5@gap=0"])
    #expect(try TemporaryFolder.content(of: out) == whole)
  }

  @Test func changedInputsAndToolsAreRunAgain() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let runner = CountingRunner()
    try run(manifest, runner, into: out)
    _ = runner.takeRuns()
    try folder.write("7", to: "p7.txt")
    try folder.write("name: other\n", to: "p8.yaml")
    try folder.write("333", to: "p3.txt")
    let report = try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(
      runner.takeRuns() == ["p3@gap=0", "p3@gap=0.5", "p7@gap=0", "p7@gap=0.5", "p8@gap=0", "p8@gap=0.5"])
    #expect(report.exitCode == 0)

    let newer = CountingRunner(identity: "test 2")
    try run(manifest, newer, into: out) { $0.existing = .resume }
    #expect(newer.takeRuns().count == 20)
  }

  @Test func aFileChangedWhileItIsReadFailsTheRun() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let base = folder.url
    let runner = CountingRunner { item in
      if item.id == "p5@gap=0.5" { try? Data("1".utf8).write(to: base.appendingPathComponent("p5.txt")) }
    }
    let report = try run(manifest, runner, into: out)
    #expect(report.failed.filter { $0.failure.cause == .inputChanged }.map(\.id) == ["p5@gap=0.5"])
    #expect(!FileManager.default.fileExists(atPath: out.appendingPathComponent("runs/p5@gap=0.5").path))
  }

  @Test func failFastStartsNoMoreAndWritesNoSummary() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let runner = CountingRunner()
    let report = try run(manifest, runner, into: out) { $0.failFast = true }
    #expect(report.failed.count == 1)
    #expect(report.notRun > 0)
    #expect(report.finished + report.failed.count + report.notRun == 20)
    #expect(!FileManager.default.fileExists(atPath: out.appendingPathComponent("summary.csv").path))
    try run(manifest, runner, into: out) { $0.existing = .resume }
    let undisturbed = folder.url.appendingPathComponent("undisturbed")
    try run(manifest, runner, into: undisturbed)
    #expect(try TemporaryFolder.content(of: out) == TemporaryFolder.content(of: undisturbed))
  }

  @Test func whatIsThereIsNotTouchedUnasked() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    try run(manifest, CountingRunner(), into: out)
    let whole = try TemporaryFolder.content(of: out)
    #expect(throws: OutputError(path: out.relativePath, reason: .exists)) {
      try run(manifest, CountingRunner(), into: out)
    }
    #expect(try TemporaryFolder.content(of: out) == whole)
    let runner = CountingRunner()
    try run(manifest, runner, into: out) { $0.existing = .replace }
    #expect(runner.takeRuns().count == 20)
    #expect(try TemporaryFolder.content(of: out) == whole)

    try folder.write("my thesis", to: "mine/thesis.txt")
    for existing in [BatchOptions.Existing.resume, .replace] {
      let mine = folder.url.appendingPathComponent("mine")
      #expect(throws: OutputError(path: mine.relativePath, reason: .notABatch)) {
        try run(manifest, runner, into: mine) { $0.existing = existing }
      }
    }
  }

  @Test func twoBatchesIntoOneFolderCannotBe() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let out = folder.url.appendingPathComponent("out")
    let second = Mutex<(any Error)?>(nil)
    let runner = CountingRunner { item in
      guard item.id == "p0@gap=0" else { return }
      do {
        var options = BatchOptions()
        options.existing = .resume
        _ = try BatchRun.run(manifest, into: out, options: options, runner: CountingRunner())
      } catch {
        second.withLock { $0 = error }
      }
    }
    let report = try run(manifest, runner, into: out)
    #expect(report.finished == 18)
    #expect(second.withLock { $0 } as? OutputError == OutputError(path: out.relativePath, reason: .inUse))
  }

  @Test func aShrunkManifestLeavesNoOldRuns() throws {
    let folder = try TemporaryFolder()
    let out = folder.url.appendingPathComponent("out")
    try run(manifest(in: folder), CountingRunner(), into: out)
    let fewer = try manifest(in: folder, count: 5)
    let runner = CountingRunner()
    try folder.write("mine", to: "out/runs/p1@gap=0/notes.txt")
    let whole = try TemporaryFolder.content(of: out)
    let lost = (5..<10).flatMap { ["p\($0)@gap=0", "p\($0)@gap=0.5"] }
    #expect(throws: BatchRunsLeft(folder: out.relativePath, ids: lost)) {
      try run(fewer, runner, into: out) { $0.existing = .resume }
    }
    #expect(try TemporaryFolder.content(of: out) == whole)
    let report = try run(fewer, runner, into: out) { $0.existing = .prune }
    #expect(report.pruned == lost)
    try FileManager.default.removeItem(at: out.appendingPathComponent("runs/p1@gap=0/notes.txt"))
    let undisturbed = folder.url.appendingPathComponent("undisturbed")
    try run(fewer, runner, into: undisturbed)
    #expect(try TemporaryFolder.content(of: out) == TemporaryFolder.content(of: undisturbed))
  }

  @Test func filesOfTheUserAmongTheRunsStay() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder, count: 2)
    let out = folder.url.appendingPathComponent("out")
    let runner = CountingRunner()
    try run(manifest, runner, into: out)
    _ = runner.takeRuns()
    let mine = ["runs/mine.txt", "runs/p0@gap=0/notes.docx", "records/list.json"]
    for name in mine { try folder.write("mine", to: "out/" + name) }
    try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(runner.takeRuns().isEmpty, "a file beside the outputs does not make the run another")
    try folder.write("5", to: "p0.txt")
    try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(runner.takeRuns() == ["p0@gap=0", "p0@gap=0.5"])
    for name in mine { #expect(try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8) == "mine") }

    let first = out.appendingPathComponent("records/list.json").relativePath
    #expect(throws: OutputError(path: first, reason: .notOfTheBatch)) {
      try run(manifest, runner, into: out) { $0.existing = .replace }
    }
    for name in mine { #expect(try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8) == "mine") }
  }

  @Test func linksAreNotFollowed() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder, count: 2)
    let out = folder.url.appendingPathComponent("out")
    try run(manifest, CountingRunner(), into: out)
    try folder.write("mine", to: "elsewhere/a.txt")
    for name in ["runs/p0@gap=0", "runs", "records"] {
      let part = out.appendingPathComponent(name)
      try FileManager.default.removeItem(at: part)
      try FileManager.default.createSymbolicLink(
        at: part, withDestinationURL: folder.url.appendingPathComponent("elsewhere"))
      for existing in [BatchOptions.Existing.resume, .prune, .replace] {
        #expect(throws: OutputError.self) { try run(manifest, CountingRunner(), into: out) { $0.existing = existing } }
      }
    }
    #expect(try String(contentsOf: folder.url.appendingPathComponent("elsewhere/a.txt"), encoding: .utf8) == "mine")
  }

  @Test func aRecordThatWasChangedIsNotBelieved() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder, count: 2)
    let out = folder.url.appendingPathComponent("out")
    let runner = CountingRunner()
    try run(manifest, runner, into: out)
    let whole = try TemporaryFolder.content(of: out)
    _ = runner.takeRuns()
    let record = out.appendingPathComponent("records/p1@gap=0.json")
    let text = try String(contentsOf: record, encoding: .utf8)
    #expect(text.contains("\"value\" : 100"))
    try Data(text.replacingOccurrences(of: "\"value\" : 100", with: "\"value\" : 999").utf8).write(to: record)
    try run(manifest, runner, into: out) { $0.existing = .resume }
    #expect(runner.takeRuns() == ["p1@gap=0"])
    #expect(try TemporaryFolder.content(of: out) == whole)
  }

  @Test(arguments: ["../x", "a/b", "", ".", "..", ".a", "-a", "a\0b", "con", "LPT1.old", "a."])
  func namesThatLeadElsewhereAreNoIDs(name: String) {
    #expect(!BatchItemName.isID(name))
    #expect(BatchItemName.isID(BatchItemName.id(name: name, swept: [])))
  }

  @Test func aNameThatWasCutIsAnID() {
    let id = BatchItemName.id(name: String(repeating: "旗", count: 100), swept: [])
    #expect(id.contains("~"))
    #expect(BatchItemName.isID(id))
  }

  // Shards.

  private func shards(_ manifest: BatchManifest, in folder: TemporaryFolder, of count: Int) throws -> [URL] {
    try (1...count).map { index in
      let url = folder.url.appendingPathComponent("shard-\(index)-of-\(count)")
      try run(manifest, CountingRunner(), into: url) { $0.shard = BatchShard(index: index, of: count) }
      return url
    }
  }

  private func mergeProblems(_ shards: [URL], into url: URL) -> [String] {
    do {
      _ = try BatchMerge.merge(shards, into: url, overwrite: false, language: .english)
      return []
    } catch let problems as BatchMergeProblems {
      return problems.english
    } catch {
      return ["\(error)"]
    }
  }

  @Test func mergedShardsHaveTheBytesOfOneRun() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let whole = folder.url.appendingPathComponent("whole")
    try run(manifest, CountingRunner(), into: whole)
    let shards = try shards(manifest, in: folder, of: 3)
    let merged = folder.url.appendingPathComponent("merged")
    let report = try BatchMerge.merge(shards.reversed(), into: merged, overwrite: false, language: .english)
    #expect(report.finished == 18)
    #expect(report.exitCode == 65)
    #expect(try TemporaryFolder.content(of: merged) == TemporaryFolder.content(of: whole))
    #expect(throws: OutputError.self) {
      try BatchMerge.merge(shards, into: merged, overwrite: false, language: .english)
    }
    _ = try BatchMerge.merge(shards, into: merged, overwrite: true, language: .english)
    #expect(try TemporaryFolder.content(of: merged) == TemporaryFolder.content(of: whole))
    let runner = CountingRunner()
    try run(manifest, runner, into: merged) { $0.existing = .resume }
    #expect(runner.takeRuns().count == 2, "a merged batch is resumed like any other")
  }

  @Test func mergingRefusesWhatDoesNotFit() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder)
    let shards = try shards(manifest, in: folder, of: 3)
    let out = folder.url.appendingPathComponent("out")
    #expect(mergeProblems([shards[0], shards[2]], into: out) == ["shards are missing: 2/3"])
    #expect(mergeProblems(shards + [shards[1]], into: out).contains { $0.contains("are both shard 2") })
    #expect(mergeProblems([folder.url], into: out) == ["none of these folders is a batch"])

    let newer = folder.url.appendingPathComponent("newer")
    try run(manifest, CountingRunner(identity: "test 2"), into: newer) { $0.shard = BatchShard("2/3") }
    #expect(mergeProblems([shards[0], newer, shards[2]], into: out).contains { $0.contains("“test 2”") })

    let damaged = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: shards[1].path).sorted().first { $0.hasSuffix("a.txt") })
    let before = try Data(contentsOf: shards[1].appendingPathComponent(damaged))
    try Data("?".utf8).write(to: shards[1].appendingPathComponent(damaged))
    #expect(mergeProblems(shards, into: out).contains { $0.contains("are not what the run wrote") })
    try before.write(to: shards[1].appendingPathComponent(damaged))

    // The two runs of one plan are in different shards, because runs of equal work are dealt out in turn.
    try folder.write("777", to: "p7.txt")
    try run(manifest, CountingRunner(), into: shards[0]) {
      $0.shard = BatchShard("1/3")
      $0.existing = .resume
    }
    #expect(mergeProblems(shards, into: out) == ["p7.txt was not the same for the runs p7@gap=0 and p7@gap=0.5"])
    try folder.write(String(repeating: "0", count: 200_000), to: "p7.txt")
    try run(manifest, CountingRunner(), into: shards[0]) {
      $0.shard = BatchShard("1/3")
      $0.existing = .prune
    }
    #expect(mergeProblems(shards, into: out).contains { $0.contains("the inputs changed between the shards") })
    #expect(!FileManager.default.fileExists(atPath: out.path))
  }

  @Test func aMergeWritesNoRunOutsideItsFolder() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder, count: 2)
    let shards = try shards(manifest, in: folder, of: 1)
    let description = shards[0].appendingPathComponent("batch.json")
    let text = try String(contentsOf: description, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "p0@gap=0\"", with: "../../p0\"").utf8).write(to: description)
    #expect(
      mergeProblems(shards, into: folder.url.appendingPathComponent("out")) == ["none of these folders is a batch"])
  }

  @Test func aMergeReplacesNoFolderThatHoldsOtherThings() throws {
    let folder = try TemporaryFolder()
    let manifest = try manifest(in: folder, count: 2)
    let shards = try shards(manifest, in: folder, of: 1)
    let out = folder.url.appendingPathComponent("out")
    _ = try BatchMerge.merge(shards, into: out, overwrite: false, language: .english)
    for name in ["letter.docx", "runs/p0@gap=0/notes.txt"] {
      let mine = try folder.write("mine", to: "out/" + name)
      #expect(throws: OutputError(path: out.appendingPathComponent(name).relativePath, reason: .notOfTheBatch)) {
        try BatchMerge.merge(shards, into: out, overwrite: true, language: .english)
      }
      #expect(try String(contentsOf: mine, encoding: .utf8) == "mine")
      try FileManager.default.removeItem(at: mine)
    }
    _ = try BatchMerge.merge(shards, into: out, overwrite: true, language: .english)
  }
}
