import EMSFormats
import EMSModel
import Yams

extension PlanFile {
  /// The schema of a key of the plan given as a path joined by dots; nil when there is none.
  static func schema(of path: String) -> YAMLSchema? {
    var schema = Self.schema
    for word in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard case .object(let keys) = schema, let key = keys.first(where: { $0.name == word }) else { return nil }
      schema = key.schema
    }
    return schema
  }

  /// Every path of keys that holds a single value.
  package static let settablePaths: [String] = paths(of: schema, below: "")

  private static func paths(of schema: YAMLSchema, below path: String) -> [String] {
    if case .mapping = schema { return [] }
    guard case .object(let keys) = schema else { return [path] }
    return keys.flatMap { paths(of: $0.schema, below: path.isEmpty ? $0.name : path + "." + $0.name) }
  }

  /// What is wrong with setting a key of a plan to a value, whatever the plan.
  package static func problems(
    ofSetting path: String, to value: String, file: String, place: InputProblem.Place
  ) -> [InputProblem] {
    guard let schema = schema(of: path), settablePaths.contains(path) else {
      let near = NearestWord.to(path, in: settablePaths)
      return [
        InputProblem(
          file: file, place: place, field: path, value: path, english: "“\(path)” is not a key of a plan",
          chinese: "方案文件没有键“\(path)”",
          remedyEnglish: near.map { "Did you mean \($0)?" } ?? "Join the keys of a plan by dots: siting.gap",
          remedyChinese: near.map { "是否应为 \($0)？" } ?? "请用点号连接方案文件的键，如 siting.gap")
      ]
    }
    var problems: [InputProblem] = []
    schema.check(Node(value), key: path, file: file, problems: &problems)
    return problems.map { problem in
      var problem = problem
      problem.place = place
      return problem
    }
  }

  /// The plan's tree with the values of some keys set; what the keys lead through is made where it is missing.
  static func setting(_ settings: [(path: String, value: String)], in root: Node) -> Node {
    settings.reduce(root) { root, setting in
      Self.setting(setting.path.split(separator: ".").map(String.init)[...], to: setting.value, in: root)
    }
  }

  private static func setting(_ path: ArraySlice<String>, to value: String, in node: Node?) -> Node {
    guard let first = path.first else { return Node(value) }
    guard let node, var mapping = node.mapping else {
      let inner = setting(path.dropFirst(), to: value, in: nil)
      return Node([(Node(first), inner)])
    }
    mapping[Node(first)] = setting(path.dropFirst(), to: value, in: mapping[Node(first)])
    return .mapping(mapping)
  }
}
