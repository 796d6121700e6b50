import EMSFormats
import EMSModel
import EMSReading
import Foundation
import Yams

extension BatchManifest {
  /// Manifests of a hundred thousand plans stay below this.
  private static let largestManifest = 64 << 20

  /// Reads a manifest, a `.csv` table or a YAML file, and spreads its sweep out to runs.
  ///
  /// - Throws: every problem of the manifest at once; `onlyMissingFiles` when it is not there.
  public static func read(at url: URL) throws(InputProblems) -> BatchManifest {
    let file = url.lastPathComponent
    let data = try InputFile.read(url, as: url.relativePath, atMost: largestManifest)
    let folder = url.absoluteURL.deletingLastPathComponent()
    if url.pathExtension.lowercased() == "csv" {
      return try BatchManifest(csv: data, file: file, folder: folder)
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw InputProblems([
        InputProblem(
          file: file, english: "the manifest is not UTF-8 text", chinese: "清单不是 UTF-8 文本",
          remedyEnglish: "Save it as UTF-8", remedyChinese: "请另存为 UTF-8 编码")
      ])
    }
    return try BatchManifest(yaml: text, file: file, folder: folder)
  }

  /// Reads a manifest from its YAML text; paths are relative to `folder`.
  public init(yaml: String, file: String, folder: URL) throws(InputProblems) {
    var problems: [InputProblem] = []
    guard let root = YAMLSchema.compose(yaml, file: file, problems: &problems) else { throw InputProblems(problems) }
    var reader = BatchManifestYAML(file: file, problems: problems)
    let (name, base, entries) = reader.read(root)
    try self.init(file: file, folder: folder, name: name, base: base, entries: entries, problems: reader.problems)
  }
}

/// Walks the tree of a YAML manifest and notes everything that is wrong with it.
private struct BatchManifestYAML {
  let file: String
  var problems: [InputProblem]

  mutating func read(_ root: Node) -> (name: String?, base: String?, entries: [BatchManifest.Entry]) {
    guard let top = keys(of: root, known: ["name", "base", "sweep", "plans"], at: "") else { return (nil, nil, []) }
    let sweep = top["sweep"].map { self.sweep($0, at: "sweep") } ?? []
    var entries: [BatchManifest.Entry] = []
    if let plans = top["plans"] {
      if let list = plans.sequence, !list.isEmpty {
        for plan in list {
          if let entry = entry(plan, sharing: sweep) { entries.append(entry) }
        }
      } else {
        complain(plans, "plans", "this is not a list of plans", "此处不是方案列表", ("Give one plan a line", "请逐行列出方案"))
      }
    } else {
      complain(root, "plans", "this key is missing", "缺少此键", ("List the plans under plans:", "请在 plans: 下列出方案"))
    }
    return (top["name"].flatMap { text($0, at: "name") }, top["base"].flatMap { text($0, at: "base") }, entries)
  }

  private mutating func entry(_ node: Node, sharing shared: [BatchManifest.Axis]) -> BatchManifest.Entry? {
    let place = InputProblem.Place.line(node.mark?.line ?? 1)
    if let path = node.scalar?.string, !path.isEmpty {
      return BatchManifest.Entry(planPath: path, sweep: shared, place: place)
    }
    guard let keys = keys(of: node, known: ["plan", "name", "set", "sweep"], at: "plans") else { return nil }
    guard let plan = keys["plan"] else {
      complain(node, "plans.plan", "this key is missing", "缺少此键", ("Name the plan file", "请给出方案文件"))
      return nil
    }
    guard let path = text(plan, at: "plans.plan") else { return nil }
    var entry = BatchManifest.Entry(planPath: path, sweep: shared, place: place)
    entry.name = keys["name"].flatMap { text($0, at: "plans.name") }
    for (key, value) in pairs(keys["set"], at: "plans.set") {
      guard let value = text(value, at: "plans.set." + key) else { continue }
      problems += PlanFile.problems(ofSetting: key, to: value, file: file, place: place)
      entry.settings.append(BatchItem.Setting(key, value))
    }
    let own = keys["sweep"].map { sweep($0, at: "plans.sweep") } ?? []
    let ownKeys = Set(own.map(\.key))
    entry.sweep = shared.filter { !ownKeys.contains($0.key) } + own
    return entry
  }

  private mutating func sweep(_ node: Node, at path: String) -> [BatchManifest.Axis] {
    var axes: [BatchManifest.Axis] = []
    for (key, list) in pairs(node, at: path) {
      guard let nodes = list.sequence, !nodes.isEmpty else {
        complain(
          list, path + "." + key, "this is not a list of values", "此处不是取值列表",
          ("Write the values in brackets: [1, 2, 3]", "请把取值写在方括号内：[1, 2, 3]"))
        continue
      }
      var values: [String] = []
      for node in nodes {
        guard let value = text(node, at: path + "." + key) else { continue }
        let place = InputProblem.Place.line(node.mark?.line ?? 1)
        problems += PlanFile.problems(ofSetting: key, to: value, file: file, place: place)
        if values.contains(value) {
          complain(
            node, path + "." + key, "the value \(value) is given twice", "取值 \(value) 重复",
            ("Remove one of them", "请删去一个"))
        }
        if !values.contains(value) { values.append(value) }
      }
      if !values.isEmpty { axes.append(BatchManifest.Axis(key: key, values: values)) }
    }
    return axes
  }

  private mutating func keys(of node: Node, known: [String], at path: String) -> [String: Node]? {
    guard node.mapping != nil else {
      complain(
        node, path, "this is not a group of keys", "此处不是一组键",
        ("The keys are: \(known.joined(separator: ", "))", "可用的键：\(known.joined(separator: ", "))"))
      return nil
    }
    var found: [String: Node] = [:]
    for (name, value) in pairs(node, at: path) {
      if known.contains(name) {
        found[name] = value
        continue
      }
      let near = NearestWord.to(name, in: known)
      complain(
        value, path.isEmpty ? name : path + "." + name, "“\(name)” is not a known key", "不认识的键“\(name)”",
        near.map { ("Did you mean \($0)?", "是否应为 \($0)？") }
          ?? ("The keys here are: \(known.joined(separator: ", "))", "此处可用的键：\(known.joined(separator: ", "))"))
    }
    return found
  }

  private mutating func pairs(_ node: Node?, at path: String) -> [(String, Node)] {
    guard let node else { return [] }
    guard let mapping = node.mapping else {
      complain(node, path, "this is not a group of keys", "此处不是一组键", ("Write one “key: value” a line", "请逐行写“键: 值”"))
      return []
    }
    return mapping.map { ($0.key.scalar?.string ?? "?", $0.value) }
  }

  private mutating func text(_ node: Node, at path: String) -> String? {
    if let text = node.scalar?.string, node.null == nil, !text.isEmpty { return text }
    complain(node, path, "this is not a single value", "此处不是单个值", ("Give one value", "请给出一个值"))
    return nil
  }

  private mutating func complain(
    _ node: Node, _ field: String, _ english: String, _ chinese: String, _ remedy: (String, String)
  ) {
    problems.append(
      InputProblem(
        file: file, place: .line(node.mark?.line ?? 1), field: field.isEmpty ? nil : field,
        value: node.scalar?.string, english: english, chinese: chinese, remedyEnglish: remedy.0,
        remedyChinese: remedy.1))
  }
}
