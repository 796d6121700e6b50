import EMSPlan

/// What to do about a problem or a note of a file, in the options of the command that was used: the rooms that read files
/// name the keys of a plan.
struct OptionRemedies {
  /// What stands before the key of each file, such as `--settlements-` for the settlements', by the file's name.
  private let prefixes: [String: String]
  /// The keys that the command has as options.
  private static let keys: Set<Substring> = [
    "id", "name", "lon", "lat", "tier", "population", "layer", "crs", "encoding", "where",
  ]

  init(_ given: [any LayerOptions]) {
    prefixes = given.reduce(into: [:]) { result, options in
      if let file = options.layer?.file { result[file] = type(of: options).option + "-" }
    }
  }

  /// - Parameters:
  ///   - file: the one file of a command.
  ///   - prefix: what stands before its keys.
  init(file: String, prefix: String) { prefixes = [file: prefix] }

  func rewritten(_ problems: InputProblems) -> InputProblems {
    InputProblems(problems.problems.map(rewritten), onlyMissingFiles: problems.onlyMissingFiles)
  }

  private func rewritten(_ problem: InputProblem) -> InputProblem {
    guard let prefix = prefixes[problem.file] else { return problem }
    var problem = problem
    problem.remedyEnglish = inOptions(problem.remedyEnglish, prefix)
    problem.remedyChinese = inOptions(problem.remedyChinese, prefix)
    return problem
  }

  /// The same for notes, whose sentence or place begins with the file that they are about.
  func rewritten(_ notes: [Note]) -> [Note] {
    notes.map { note in
      guard let prefix = prefixes.first(where: { isAbout($0.key, note) })?.value else { return note }
      var note = note
      note.english = inOptions(note.english, prefix)
      note.chinese = inOptions(note.chinese, prefix)
      return note
    }
  }

  private func isAbout(_ file: String, _ note: Note) -> Bool {
    [note.english, note.place?.english ?? ""].contains { words in
      // A layer's name may stand behind the file's.
      words.hasPrefix(file) && words.dropFirst(file.count).first.map { ":, [".contains($0) } ?? false
    }
  }

  func inOptions(_ remedy: String, _ prefix: String) -> String {
    var text = remedy
    text.replace(/in the plan \(([a-z]+): ([^)]+)\)/) { found in
      Self.keys.contains(found.1) ? "with \(prefix)\(found.1)\(Self.argument(found.2))" : String(found.0)
    }
    text.replace(/请在方案中指明(其一)?（([a-z]+): ([^）]+)）/) { found in
      Self.keys.contains(found.2)
        ? "请用 \(prefix)\(found.2)\(Self.argument(found.3)) 指明\(found.1 ?? "")" : String(found.0)
    }
    text.replace(/(rows are read: |not there yet: |读取哪些行：|请写 )where: (.+)/) { "\($0.1)\(prefix)where \"\($0.2)\"" }
    text.replace(/在方案中指明（([a-z]+): …）/) { found in
      Self.keys.contains(found.1) ? "用 \(prefix)\(found.1) 指明" : String(found.0)
    }
    text.replace(/in the plan what it is: tiers: \{(.+): ([a-z_]+)\}/) {
      "what it is: \(prefix)tiers \"\(Self.plain($0.1))=\($0.2)\""
    }
    text.replace(/请在方案中说明其级别：tiers: \{(.+): ([a-z_]+)\}/) {
      "请说明其级别：\(prefix)tiers \"\(Self.plain($0.1))=\($0.2)\""
    }
    text.replace("join them all (layer: '*')", with: "join them all with \(prefix)layer '*'")
    text.replace("全部合并（layer: '*'）", with: "用 \(prefix)layer '*' 全部合并")
    text.replace("Set areas: inside", with: "Set areas: inside in a file of --inputs")
    text.replace("请设 areas: inside", with: "请在 --inputs 文件中设 areas: inside")
    text.replace("Set swap_xy: true", with: "Add \(prefix)swap-xy")
    text.replace("设置 swap_xy: true", with: "加上 \(prefix)swap-xy")
    let crs = prefix == "--" ? "--from" : "\(prefix)crs"
    text.replace("the crs: of the plan", with: crs)
    text.replace("方案中的 crs:", with: crs)
    text.replace(/\bcrs: (?=wgs84|cgcs2000|gcj02|bd09|epsg)/, with: { _ in "\(crs) " })
    return text
  }

  /// What stands behind an option; nothing where the plan's key has a value to be filled in.
  private static func argument(_ value: Substring) -> String { value == "…" ? "" : " \"\(plain(value))\"" }

  /// A word that a plan would quote, without its quotes.
  private static func plain(_ word: Substring) -> String {
    guard word.hasPrefix("'"), word.hasSuffix("'"), word.count > 2 else { return String(word) }
    return String(word.dropFirst().dropLast()).replacing("''", with: "'")
  }
}
