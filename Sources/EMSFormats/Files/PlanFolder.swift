import Foundation

/// The folder of a plan, which its paths do not leave unless the planner allows it.
package enum PlanFolder {
  /// Whether a path leads out of the folder, `..` and symbolic links resolved.
  package static func leads(_ path: String, outOf folder: URL) -> Bool {
    if path.hasPrefix("/") || path.contains("://") { return true }
    let target = folder.appendingPathComponent(path).standardizedFileURL
    guard target.pathComponents.starts(with: folder.standardizedFileURL.pathComponents) else { return true }
    return !holds(target, in: folder)
  }

  /// Whether a file lies in a folder, symbolic links of both resolved.
  package static func holds(_ file: URL, in folder: URL) -> Bool {
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    return file.standardizedFileURL.resolvingSymlinksInPath().pathComponents.starts(with: root)
  }

  /// The files beside a file that have its name with another ending (`.dbf`, `.prj`, `.tif.aux.xml`), as paths from
  /// the folder, ascending.
  package static func companions(of path: String, in folder: URL) -> [String] {
    let url = folder.appendingPathComponent(path)
    let stem = url.deletingPathExtension().lastPathComponent.lowercased() + "."
    let beside = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: beside.path)) ?? []
    let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return names.filter { $0.lowercased().hasPrefix(stem) && $0 != url.lastPathComponent }.sorted()
      .map { parent.isEmpty ? $0 : "\(parent)/\($0)" }
  }
}
