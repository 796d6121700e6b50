import Foundation

/// The folder of a plan, which its paths do not leave unless the planner allows it.
enum PlanFolder {
  /// Whether a path leads out of the folder, `..` and symbolic links resolved.
  static func leads(_ path: String, outOf folder: URL) -> Bool {
    if path.hasPrefix("/") || path.contains("://") { return true }
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    let target = folder.appendingPathComponent(path).standardizedFileURL
    guard target.pathComponents.starts(with: folder.standardizedFileURL.pathComponents) else { return true }
    return !target.resolvingSymlinksInPath().pathComponents.starts(with: root)
  }
}
