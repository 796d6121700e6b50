import Foundation
import Testing

/// Streams that are full or closed, and texts that a terminal would obey.
@Suite struct OutputStreamTests {
  /// Commands that print, with and without `--json`.
  static let printing = [
    ["profiles"], ["profiles", "--json"], ["profiles", "--schema"], ["rules", "--profile", "beibei"],
    ["check", "--schema"],
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

  @Test(arguments: ["\u{1B}[31mred", "\u{9B}2J", "\u{202E}live", "\u{7}"])
  func namesCannotCommandTheTerminal(text: String) throws {
    let run = try ToolRun(["check", "no\(text).yaml"])
    #expect(run.code == 66)
    #expect(!(run.out + run.err).contains(text))
    #expect(run.err.contains("\u{FFFD}"))
  }
}
