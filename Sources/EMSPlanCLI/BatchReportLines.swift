import ArgumentParser
import EMSPlan
import Foundation

/// What `emsplan batch` says at its end.
struct BatchReportLines {
  /// More failures than a screen holds are in the summary.
  private static let mostListed = 20

  let report: BatchReport
  let folder: String
  let global: GlobalOptions

  /// Prints the result on stdout and each failure on stderr.
  ///
  /// - Throws: the batch's exit code, unless every plan is done.
  func print() throws {
    if !report.pruned.isEmpty {
      let ids = report.pruned.joined(separator: ", ")
      StandardError.print(say("removed the runs of an earlier manifest: \(ids)", "已删除此前清单的运行：\(ids)"))
    }
    for failed in report.failed.prefix(Self.mostListed) {
      for line in failed.failure.lines(in: global.language) { StandardError.print("\(failed.id): \(line)") }
    }
    if report.failed.count > Self.mostListed {
      let more = report.failed.count - Self.mostListed
      StandardError.print(
        say("and \(more) more; all are listed in \(folder)/summary.csv", "另有 \(more) 个；全部见 \(folder)/summary.csv"))
    }
    if global.json {
      try StandardOutput.write(JSONWriter.indented(json))
    } else if !global.quiet {
      try StandardOutput.print(line)
      if report.notRun == 0 {
        try StandardOutput.print(
          say(
            "what was read, left out and how it was understood, of each plan: \(folder)/inputs.csv",
            "各方案读取与未纳入的数据及其理解方式：\(folder)/inputs.csv"))
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private var line: String {
    var parts = [say("\(report.finished.of("plan", "plans")) done", "完成 \(report.finished) 个方案")]
    if report.reused > 0 { parts.append(say("\(report.reused) of them before", "其中 \(report.reused) 个此前已完成")) }
    if !report.failed.isEmpty { parts.append(say("\(report.failed.count) failed", "失败 \(report.failed.count) 个")) }
    if report.notRun > 0 { parts.append(say("\(report.notRun) not run", "未运行 \(report.notRun) 个")) }
    let end = report.notRun == 0 ? say("open \(folder)/report.html", "请打开 \(folder)/report.html") : folder
    return parts.joined(separator: " · ") + " · " + end
  }

  private var json: PropertyValue {
    [
      "pruned": .list(report.pruned.map { .text($0) }), "finished": .whole(report.finished),
      "reused": .whole(report.reused), "not_run": .whole(report.notRun),
      "failed": .list(
        report.failed.map { failed in
          [
            "id": .text(failed.id), "cause": .text(failed.failure.cause.rawValue),
            "errors": .list(failed.failure.lines(in: global.language).map { .text($0) }),
          ]
        }),
    ]
  }

  private func say(_ english: String, _ chinese: String) -> String { global.language == .chinese ? chinese : english }
}
