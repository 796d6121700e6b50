import Foundation

/// A run with what it is going to read.
struct BatchJob: Sendable {
  /// What a run costs before it has read anything, in bytes of input.
  private static let fixedWork = 1 << 16

  var item: BatchItem
  /// The plan and its inputs, with their paths from the manifest's folder; sorted by path.
  var inputs: [(file: String, url: URL)]
  /// The bytes to be read, which stand for the time that it takes.
  var work: Int

  /// One job an item, in the manifest's order.
  static func jobs(of manifest: BatchManifest, runner: some BatchRunner) -> [BatchJob] {
    let base = manifest.folder.standardizedFileURL.pathComponents
    return manifest.items.map { item in
      let urls = Set(([item.plan] + runner.inputs(of: item)).map(\.absoluteURL.standardizedFileURL))
      let inputs = urls.map { (file: Self.path(of: $0, from: base), url: $0) }.sorted { $0.file < $1.file }
      let bytes = inputs.reduce(0) { $0 + (InputStamp(of: $1.url)?.size ?? 0) }
      return BatchJob(item: item, inputs: inputs, work: fixedWork + bytes)
    }
  }

  /// The path from a folder to a file, by `..` where it has to.
  private static func path(of url: URL, from base: [String]) -> String {
    let target = url.pathComponents
    let shared = zip(base, target).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: base.count - shared) + target[shared...]).joined(separator: "/")
  }
}
