import EMSFormats
import EMSModel
import Foundation

/// Where profiles are found: beside the plan, in a folder of the environment, or inside the tool.
public struct PolicyLibrary: Sendable {
  /// The profiles that ship inside the tool, in the order in which they are listed.
  static let embedded: [(key: String, bytes: [UInt8])] = [
    ("national", PackageResources.national_yaml), ("xingan", PackageResources.xingan_yaml),
    ("bayannur", PackageResources.bayannur_yaml), ("hohhot", PackageResources.hohhot_yaml),
    ("beibei", PackageResources.beibei_yaml), ("jining", PackageResources.jining_yaml),
  ]

  /// The keys of the profiles that ship inside the tool.
  public static var shipped: [String] { embedded.map(\.key) }

  /// The folders that are looked in before the tool's own profiles, in this order.
  public var folders: [URL]
  /// Where the path of a profile starts from; nil means the working folder.
  private let base: URL?
  /// The folders that paths stay in, symbolic links resolved; nil lets them lead anywhere.
  private let confines: [URL]?

  /// The library for a plan: `profiles` in the plan's folder and beside it, then the folder that the environment's
  /// `EMSPLAN_PROFILES` names.
  ///
  /// - Parameters:
  ///   - planFolder: nil when there is no plan.
  ///   - allowOutside: whether the path of a profile, and of one that it extends, may lead out of the plan's folder and
  ///     the folders of profiles.
  public init(
    planFolder: URL? = nil, allowOutside: Bool = true,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    var folders: [URL] = []
    base = planFolder
    if let planFolder {
      let folder = planFolder.standardizedFileURL
      folders += [folder, folder.deletingLastPathComponent()].map { $0.appendingPathComponent("profiles") }
    }
    if let named = environment["EMSPLAN_PROFILES"], !named.isEmpty { folders.append(URL(fileURLWithPath: named)) }
    self.folders = folders
    confines = allowOutside ? nil : [planFolder].compactMap { $0 } + folders
  }

  /// The keys of all profiles that can be named: those of the tool first, then those of the folders, by name.
  public var keys: [String] {
    let own = Self.embedded.map(\.key)
    let found = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
        .filter { $0.pathExtension == "yaml" }.map { $0.deletingPathExtension().lastPathComponent }
    }
    return own + Set(found).subtracting(own).sorted()
  }

  /// The profile of that name, or in the file of that path.
  ///
  /// - Parameter name: a key of ``keys``, or a path, which contains a slash or ends in `.yaml`; a path starts from the
  ///   plan's folder where there is a plan.
  /// - Throws: every problem of the profile; `onlyMissingFiles` when there is no such profile.
  public func profile(_ name: String) throws(InputProblems) -> PolicyProfile {
    let source = try text(name, from: nil)
    let folder = Self.isPath(name) ? url(of: name, from: base).deletingLastPathComponent() : nil
    return try PolicyProfile(yaml: source.text, file: source.file) { parent throws(InputProblems) in
      try text(parent, from: folder)
    }
  }

  /// The file that a profile of that name is read from; nil for one of the tool's own, and for a path, which says its file
  /// itself.
  public func file(of name: String) -> URL? {
    if Self.isPath(name) { return nil }
    return folders.map { $0.appendingPathComponent(name + ".yaml") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// Whether a file of the folders stands for one of the tool's own profiles and differs from it.
  public var differsFromTheTool: Bool {
    Self.embedded.contains { own in
      guard let file = file(of: own.key) else { return false }
      return (try? Data(contentsOf: file)) != Data(own.bytes)
    }
  }

  private func url(of path: String, from folder: URL?) -> URL {
    guard let folder, !path.hasPrefix("/") else { return URL(fileURLWithPath: path) }
    return folder.appendingPathComponent(path)
  }

  private static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  /// The text of a profile; a path is taken from `folder`, a name is looked for there first.
  private func text(_ name: String, from folder: URL?) throws(InputProblems) -> ProfileText {
    if Self.isPath(name) {
      let url = url(of: name, from: folder ?? base)
      try refuseOutside(url, as: name)
      return try Self.read(url, as: name)
    }
    for folder in [folder].compactMap({ $0 }) + folders {
      let url = folder.appendingPathComponent(name + ".yaml")
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      try refuseOutside(url, as: name + ".yaml")
      return try Self.read(url, as: name + ".yaml")
    }
    if let own = Self.embedded.first(where: { $0.key == name }) {
      return ProfileText(text: String(decoding: own.bytes, as: UTF8.self), file: name + ".yaml")
    }
    let known = keys
    let near = NearestWord.to(name, in: known)
    let list = known.joined(separator: ", ")
    throw InputProblems(
      [
        InputProblem(
          file: name, english: "there is no profile “\(name)”", chinese: "没有名为“\(name)”的政策配置",
          remedyEnglish: near.map { "Did you mean \($0)?" } ?? "The profiles are \(list)",
          remedyChinese: near.map { "是否应为 \($0)？" } ?? "可用的配置：\(list)")
      ], onlyMissingFiles: true)
  }

  private func refuseOutside(_ url: URL, as name: String) throws(InputProblems) {
    guard let confines, !confines.contains(where: { PlanFolder.holds(url, in: $0) }) else { return }
    throw InputProblems([
      InputProblem(
        file: name, field: "profile", value: name, english: "“\(name)” leads out of the plan's folder",
        chinese: "“\(name)”指向方案文件夹之外",
        remedyEnglish: "Copy the file beside the plan, or allow it with --allow-outside",
        remedyChinese: "请把文件放到方案文件夹内，或用 --allow-outside 允许")
    ])
  }

  private static func read(_ url: URL, as name: String) throws(InputProblems) -> ProfileText {
    let data = try InputFile.read(url, as: name, atMost: PolicyProfile.largestProfile)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw InputProblems([
        InputProblem(
          file: name, english: "the profile is not UTF-8 text", chinese: "政策配置不是 UTF-8 文本",
          remedyEnglish: "Save it as UTF-8", remedyChinese: "请另存为 UTF-8 编码")
      ])
    }
    return ProfileText(text: text, file: name)
  }
}
