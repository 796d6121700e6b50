import ArgumentParser
import EMSPlan
import Foundation

/// `emsplan clean`: removes what killed runs left behind.
struct CleanCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove the unfinished outputs that killed runs left in a folder.",
    discussion: """
      A run that is killed leaves its unfinished output beside the place that it was for, under a hidden name \
      (.out.unfinished-…). The next run into that place removes it; this command removes all of a folder. What a \
      running process is working on is no leftover, and files that EMSPlan did not write are spared and named.

      EXAMPLE
        emsplan clean out
      """)

  @Argument(help: ArgumentHelp("The folder that outputs were written into.", valueName: "folder"))
  var folder: String

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [folder] }

  func run() async throws {
    try await global.reportingErrors {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw CommandFailure(
          status: .inputMissing, english: "\(folder) is no folder. Name the folder that outputs were written into",
          chinese: "\(folder) 不是文件夹。请给出输出所在的文件夹")
      }
      let leftovers = LeftoverOutput.all(in: folder)
      let removed = leftovers.filter { $0.remove(ownNames: Self.ownNames) }
      let spared = leftovers.filter { !removed.contains($0) }
      if global.json {
        return try StandardOutput.write(
          JSONWriter.indented([
            "removed": .list(removed.map { .text($0.path) }), "spared": .list(spared.map { .text($0.path) }),
          ]))
      }
      let chinese = global.language == .chinese
      if !global.quiet {
        for leftover in removed { try StandardOutput.print((chinese ? "已删除 " : "removed ") + leftover.path) }
        if leftovers.isEmpty { try StandardOutput.print(chinese ? "没有未完成的输出" : "nothing was left behind") }
      }
      for leftover in spared {
        StandardError.print(
          chinese
            ? "注意：\(leftover.path) 中有非 EMSPlan 的文件，予以保留"
            : "warning: \(leftover.path) holds files that EMSPlan did not write, and stays")
      }
    }
  }

  /// The names of all files that any command writes into a folder.
  private static let ownNames = [CoverageRun.fileNames, NetworkRun.fileNames, GapTable.fileNames]
    .reduce(PlanRun.fileNames) { $0.union($1) }
}
