import EMSModel
import Yams

/// What a YAML document may hold, key by key; checked before anything is read from it.
package indirect enum YAMLSchema: Sendable {
  case text
  case choice([String])
  case flag
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case list(YAMLSchema)
  /// One of something, or a list of it.
  case oneOrList(YAMLSchema)
  case object([Key])
  /// Any keys, with values of one kind.
  case mapping(YAMLSchema)

  package struct Key: Sendable {
    package var name: String
    package var schema: YAMLSchema
    var required: Bool
    var about: String
    /// What else people call it, in small letters and digits alone.
    fileprivate var otherNames: Set<String> = []

    package init(_ name: String, _ schema: YAMLSchema, required: Bool = false, _ about: String) {
      self.name = name
      self.schema = schema
      self.required = required
      self.about = about
    }

    fileprivate static func plain(_ word: String) -> String { word.lowercased().filter { $0.isLetter || $0.isNumber } }
  }

  /// The same schema, of which the keys are called by other words, too: a wrong key then says the right one.
  ///
  /// - Parameter words: the other words of each key.
  package func calling(_ words: [String: [String]]) -> YAMLSchema {
    switch self {
    case .text, .choice, .flag, .integer, .number: return self
    case .list(let element): return .list(element.calling(words))
    case .oneOrList(let element): return .oneOrList(element.calling(words))
    case .mapping(let element): return .mapping(element.calling(words))
    case .object(let keys):
      return .object(
        keys.map { key in
          var key = key
          key.schema = key.schema.calling(words)
          key.otherNames = Set((words[key.name] ?? []).map(Key.plain))
          return key
        })
    }
  }

  /// The root of a YAML text; nil, and a problem, when the text is no YAML or holds nothing.
  package static func compose(_ text: String, file: String, problems: inout [InputProblem]) -> Node? {
    if let found = UnfoldedYAML.problem(in: text) {
      problems.append(unfoldedProblem(found, file: file))
      return nil
    }
    do {
      if let root = try Yams.compose(yaml: text) { return root }
      problems.append(
        InputProblem(
          file: file, english: "the file is empty", chinese: "文件是空的", remedyEnglish: "Write the plan into it",
          remedyChinese: "请写入方案内容"))
    } catch {
      problems.append(syntaxProblem(error, file: file))
    }
    return nil
  }

  private static func unfoldedProblem(_ problem: UnfoldedYAML.Problem, file: String) -> InputProblem {
    switch problem {
    case .tooManyValues(let line):
      let most = NumberText.grouped(UnfoldedYAML.most)
      return InputProblem(
        file: file, place: .line(line),
        english: "with its aliases (*) written out the file has more than \(most) values",
        chinese: "展开别名（*）后文件超过\(most)个值", remedyEnglish: "Write the values out, without aliases of aliases",
        remedyChinese: "请直接写出各值，不要嵌套使用别名")
    case .keyThatIsNoWord(let line):
      return InputProblem(
        file: file, place: .line(line), english: "a list or a group of keys stands where a key belongs",
        chinese: "键的位置上是列表或一组键", remedyEnglish: "Write a word before the colon", remedyChinese: "请在冒号前写一个词")
    }
  }

  private static func syntaxProblem(_ error: any Error, file: String) -> InputProblem {
    var line: Int?
    var what = String(describing: error)
    if let error = error as? YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        line = mark.line
        what = problem
      case .duplicatedKeysInMapping(let duplicates, let context):
        line = context.mark.line
        what = "the key \(duplicates.map(\.description).joined(separator: ", ")) is given twice"
      default: break
      }
    }
    return InputProblem(
      file: file, place: line.map { .line($0) } ?? .file, english: "not readable as YAML: \(what)",
      chinese: "不是有效的 YAML：\(what)", remedyEnglish: "Correct the file at this place",
      remedyChinese: "请在此处改正文件")
  }

  /// Every way in which the node breaks the schema; `key` is the path of keys that leads to it.
  package func check(_ node: Node, key: String = "", file: String, problems: inout [InputProblem]) {
    let line = node.mark?.line ?? 1
    func complain(english: String, chinese: String, remedy: (String, String), value: String? = nil) {
      problems.append(
        InputProblem(
          file: file, place: .line(line), field: key.isEmpty ? nil : key, value: value, english: english,
          chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1))
    }
    func expect(_ english: String, _ chinese: String) {
      let value = node.scalar?.string
      let shown = value.map { "“\($0)”" }
      complain(
        english: "\(shown ?? "this") is not \(english)", chinese: "\(shown ?? "此处")不是\(chinese)",
        remedy: ("Give \(english)", "请填写\(chinese)"), value: value)
    }
    switch self {
    case .text:
      if node.scalar == nil || node.null != nil { expect("a text", "文本") }
    case .choice(let words):
      guard let word = node.scalar?.string else { return expect("a word", "词") }
      if !words.contains(word) {
        let near = NearestWord.to(word, in: words)
        let list = words.joined(separator: ", ")
        complain(
          english: "“\(word)” is not one of \(list)", chinese: "“\(word)”不在可选值之列：\(list)",
          remedy: near.map { ("Did you mean \($0)?", "是否应为 \($0)？") }
            ?? ("Choose one of them", "请选择其中之一"),
          value: word)
      }
    case .flag:
      if node.bool == nil { expect("true or false", " true 或 false") }
    case .integer(let range):
      guard Self.isPlain(node), let value = node.int else { return expect("a whole number", "整数") }
      if !range.contains(value) { expect("between \(Self.shown(range))", "在 \(Self.shown(range)) 之间的数") }
    case .number(let range):
      guard Self.isPlain(node), let value = node.float, value.isFinite else { return expect("a number", "数") }
      if !range.contains(value) { expect("between \(Self.shown(range))", "在 \(Self.shown(range)) 之间的数") }
    case .list(let element):
      guard let sequence = node.sequence else { return expect("a list", "列表") }
      for item in sequence { element.check(item, key: key, file: file, problems: &problems) }
    case .oneOrList(let element):
      for item in node.sequence.map(Array.init) ?? [node] {
        element.check(item, key: key, file: file, problems: &problems)
      }
    case .mapping(let element):
      guard let mapping = node.mapping else { return expect("a group of keys", "一组键") }
      for (name, value) in mapping {
        element.check(value, key: "\(key).\(name.scalar?.string ?? "?")", file: file, problems: &problems)
      }
    case .object(let keys):
      guard let mapping = node.mapping else {
        return expect("a group of keys", "一组键")
      }
      checkKeys(of: mapping, known: keys, key: key, file: file, line: line, problems: &problems)
    }
  }

  private func checkKeys(
    of mapping: Node.Mapping, known: [Key], key: String, file: String, line: Int, problems: inout [InputProblem]
  ) {
    func path(_ name: String) -> String { key.isEmpty ? name : key + "." + name }
    for (nameNode, value) in mapping {
      let name = nameNode.scalar?.string ?? "?"
      if let match = known.first(where: { $0.name == name }) {
        match.schema.check(value, key: path(name), file: file, problems: &problems)
        continue
      }
      let meant = known.filter { $0.otherNames.contains(Key.plain(name)) }.map(\.name)
      let near = meant.isEmpty ? NearestWord.to(name, in: known.map(\.name)) : meant.joined(separator: ", ")
      let list = known.map(\.name).joined(separator: ", ")
      problems.append(
        InputProblem(
          file: file, place: .line(nameNode.mark?.line ?? line), field: path(name), value: name,
          english: "“\(name)” is not a known key", chinese: "不认识的键“\(name)”",
          remedyEnglish: near.map { "Did you mean \($0)?" } ?? "The keys here are: \(list)",
          remedyChinese: near.map { "是否应为 \($0)？" } ?? "此处可用的键：\(list)"))
    }
    for missing in known where missing.required && mapping[Node(missing.name)] == nil {
      problems.append(
        InputProblem(
          file: file, place: .line(line), field: path(missing.name), english: "this key is missing",
          chinese: "缺少此键", remedyEnglish: "Add it: \(missing.about)", remedyChinese: "请补上：\(missing.about)"))
    }
  }

  /// Whether a number is written as people write one: YAML takes 012 for ten, 0x5 for five and 1:30 for ninety.
  private static func isPlain(_ node: Node) -> Bool {
    guard let text = node.scalar?.string else { return false }
    return text.wholeMatch(of: /[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?/) != nil
  }

  private static func shown<Bound>(_ range: ClosedRange<Bound>) -> String {
    "\(range.lowerBound) and \(range.upperBound)"
  }
}
