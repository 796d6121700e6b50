import Foundation
import TestSupport
import Testing

/// Streams that are full or closed, and texts that a terminal would obey.
@Suite struct OutputStreamTests {
  /// Commands that print, with and without `--json`.
  static let printing = [
    ["profiles"], ["profiles", "--json"], ["profiles", "--schema"], ["rules", "--profile", "beibei"],
    ["check", "--schema"], ["--help"], ["--version"], ["help", "plan"], ["plan", "--help"],
    ["convert", "--from", "wgs84", "--to", "gcj02", "106.4", "29.8"],
  ]

  @Test(arguments: printing)
  func aFullOutputIsAnErrorInOneLine(command: [String]) throws {
    let run = try ToolRun(command, shell: "exec >/dev/full")
    #expect(run.code == 73)
    #expect(run.err.split(separator: "\n").count == 1, "\(run.err)")
    #expect(run.err.contains("standard output"))
  }

  @Test(arguments: printing)
  func aClosedOutputIsAnErrorInOneLine(command: [String]) throws {
    let run = try ToolRun(command, shell: "exec >&-")
    #expect(run.code == 73)
    #expect(run.err.split(separator: "\n").count == 1, "\(run.err)")
  }

  @Test func aClosedErrorStreamChangesNoExitCode() throws {
    for stream in ["2>&-", "2>/dev/full"] {
      let run = try ToolRun(["check", "no-such-plan.yaml"], shell: "exec \(stream)")
      #expect(run.code == 66)
    }
  }

  @Test func aReaderThatLeavesEndsTheRunQuietly() throws {
    let run = try ToolRun(
      ["-c", "\"$1\" rules --profile xingan --json | head -c 1; echo \"${PIPESTATUS[0]}\"", "-", ToolRun.tool.path],
      program: "/bin/bash")
    #expect(run.err == "")
  }

  @Test func anErrorStreamThatNobodyReadsChangesNoExitCode() throws {
    let run = try ToolRun(
      [
        "-c", "exec 3>&2; { \"$1\" check no-such-plan.yaml 2>&1 >/dev/null; echo \"$?\" >&3; } | true", "-",
        ToolRun.tool.path,
      ],
      program: "/bin/bash")
    #expect(run.err.hasPrefix("66"), "\(run.err)")
  }

  @Test func tooFewOpenFilesAreToldInWords() throws {
    for files in [8, 20, 31] {
      let run = try ToolRun(["check", "no-such-plan.yaml"], shell: "ulimit -n \(files)")
      #expect(run.code == 69)
      #expect(run.err == "error: this process may open \(files) files, and needs 32. Allow more: ulimit -n 1024\n")
    }
  }

  /// What does not fit into memory is refused before it is begun, where it crashed the process.
  @Test func pairsBeyondTheMemoryAreRefused() throws {
    let folder = try TemporaryFolder()
    let places = (0..<20_000).map { "p\($0),\(110 + $0 % 20).\($0 / 20),40,1\n" }.joined()
    try folder.write("id,longitude,latitude,weight\n" + places, to: "p.csv")
    try folder.write("id,longitude,latitude\n" + places.replacing(",1\n", with: "\n"), to: "f.csv")
    let commands = [
      "sites --model p-median --demand p.csv --candidates p.csv --count 2 --metric geodesic",
      "travel-times --facilities f.csv --settlements p.csv --straight-line --matrix -o out.csv",
    ]
    for command in commands {
      let run = try ToolRun(command.split(separator: " ").map(String.init), in: folder.url, shell: "ulimit -v 4000000")
      #expect(run.code == 65, "\(command): \(run.err)")
      #expect(run.err.contains("p.csv: about 15,258 MB of memory are needed for 400,000,000 pairs of places"))
      #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out.csv").path))
    }
  }

  /// The system would end the process with a core dump, and a file half-written.
  @Test func aFileThatGrowsBeyondTheLimitIsToldInWords() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("limit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let table = "id,lon,lat\n" + (0..<2000).map { "\($0),106.4,29.8\n" }.joined()
    try Data(table.utf8).write(to: folder.appendingPathComponent("in.csv"))
    let run = try ToolRun(
      ["convert", "--from", "gcj02", "--to", "wgs84", "in.csv", "-o", "out.csv"], in: folder, shell: "ulimit -f 8")
    #expect(run.code == 73)
    #expect(run.err.contains("larger than this process may write"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["in.csv"])
  }

  @Test func wordsOfTheCommandLineCannotCommandTheTerminal() throws {
    let run = try ToolRun(["\u{1B}[31mplan"])
    #expect(run.code == 64)
    #expect(!run.err.contains("\u{1B}") && run.err.contains("\u{FFFD}"))
  }

  @Test func withoutTheDatabaseOfSystemsTheServiceIsMissing() throws {
    let nowhere = ["LANG": "C", "PROJ_DATA": "/no-such-folder", "PROJ_LIB": "/no-such-folder"]
    let run = try ToolRun(
      ["convert", "--from", "epsg:4527", "--to", "wgs84", "39500000", "4500000"], environment: nowhere)
    #expect(run.code == 69)
    #expect(run.err.hasPrefix("error: ") && run.err.contains("proj.db") && run.err.contains("PROJ_DATA"))
    // What needs no such system needs no database.
    #expect(
      try ToolRun(["convert", "--from", "gcj02", "--to", "wgs84", "106.4", "29.8"], environment: nowhere).code == 0)
  }

  @Test(arguments: ["\u{1B}[31mred", "\u{9B}2J", "\u{202E}live", "\u{7}"])
  func namesCannotCommandTheTerminal(text: String) throws {
    let run = try ToolRun(["check", "no\(text).yaml"])
    #expect(run.code == 66)
    #expect(!(run.out + run.err).contains(text))
    #expect(run.err.contains("\u{FFFD}"))
  }
}
