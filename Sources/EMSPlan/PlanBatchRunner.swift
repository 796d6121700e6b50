import EMSBatch
import EMSFormats
import EMSModel
import EMSReading
import Foundation

/// Runs the plans of a batch by ``PlanRun``.
public struct PlanBatchRunner: BatchRunner {
  /// What an earlier result must agree with to be taken over.
  public let identity: String
  private let options: PlanRun.Options

  /// - Parameters:
  ///   - version: the tool's version; the build of the running program is added to it.
  ///   - options: for every plan; the threads are those of one plan.
  public init(version: String, options: PlanRun.Options) {
    identity =
      "emsplan \(version), build \(ToolBuild.checksum), language \(options.language.rawValue)"
      + (options.chosenLanguage == nil ? "" : " for all")
    var options = options
    // Sheets for the paper take longer than all else; of many plans they are drawn where a plan asks for them.
    options.mapsUnasked = []
    self.options = options
  }

  public var fileNames: OutputNames { PlanRun.fileNames }

  public func inputs(of item: BatchItem) -> [URL] {
    let settings = Dictionary(item.settings.map { ($0.key, $0.value) }) { first, _ in first }
    // A plan that cannot be read depends on itself alone; its run says what is wrong with it.
    guard let plan = try? PlanFile.read(at: item.plan, allowOutside: true, settings: settings)
    else { return [] }
    return plan.inputFiles
  }

  public func run(_ item: BatchItem, into folder: URL) throws -> BatchOutcome {
    var options = options
    options.settings = Dictionary(item.settings.map { ($0.key, $0.value) }) { first, _ in first }
    let run = try PlanRun.run(item.plan, into: folder.path, overwrite: true, options: options)
    return try BatchOutcome(run.report, files: run.files)
  }
}
