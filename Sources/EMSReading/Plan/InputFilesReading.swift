import EMSFormats
import EMSModel
import Foundation
import Yams

extension InputFiles {
  /// The files that a plan names as its inputs, or that a file with the inputs of a plan alone names.
  ///
  /// - Parameter allowOutside: whether paths may lead out of the file's folder, symbolic links resolved.
  /// - Throws: every problem of the file at once; `onlyMissingFiles` when it is not there.
  public init(inputs url: URL, allowOutside: Bool = false) throws(InputProblems) {
    let file = url.lastPathComponent
    var problems: [InputProblem] = []
    guard let written = YAMLSchema.compose(try PlanFile.text(at: url), file: file, problems: &problems) else {
      throw InputProblems(problems)
    }
    // The inputs alone, with or without the key above them, have no name and no profile, of which these commands ask
    // nothing.
    var root = written["inputs"] == nil ? Node([(Node("inputs"), written)]) : written
    for (key, value) in [("name", file), ("profile", "national")] where root[key] == nil {
      root = PlanFile.setting([(path: key, value: value)], in: root)
    }
    // A plan needs townships and facilities; these commands may do with less.
    let needed = ["townships", "facilities"].filter { root["inputs"]?.mapping != nil && root["inputs"]?[$0] == nil }
    let settings = needed.map { (path: "inputs.\($0).file", value: "none") }
    let plan = try PlanFile(
      checking: PlanFile.setting(settings, in: root), file: file,
      folder: url.absoluteURL.deletingLastPathComponent(), allowOutside: allowOutside)
    self.init(
      facilities: needed.contains("facilities") ? nil : plan.inputs.facilities,
      townships: needed.contains("townships") ? nil : plan.inputs.townships, settlements: plan.inputs.settlements,
      counties: plan.inputs.counties, folder: plan.folder)
    neighbours = plan.inputs.neighbours
    travelFiles = [plan.inputs.roads?.file, plan.inputs.landCover?.file ?? plan.inputs.friction].compactMap { $0 }
  }

  /// That roads or ground of the file are passed over by a command that travels in a straight line; nil where it names
  /// none.
  ///
  /// - Parameter name: the file as the command names it.
  public func unusedTravel(as name: String) -> Note? {
    if travelFiles.isEmpty { return nil }
    let list = travelFiles.joined(separator: ", ")
    return Note(
      .warning,
      english:
        "--inputs \(name): \(list) not used, ambulances travel in a straight line. Give the plan itself to travel as it says (network \(name))",
      chinese: "--inputs \(name)：未使用 \(list)，救护车按直线出行。要按方案出行，请直接给出方案（network \(name)）")
  }
}
