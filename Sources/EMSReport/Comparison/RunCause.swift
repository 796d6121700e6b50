import EMSModel
import EMSPolicy

/// One thing that went into two runs and is not the same in both: what can be the cause of another result.
struct RunCause: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case tool, file, key, figure
  }

  var kind: Kind
  /// The file, the path of the key, or the rule and figure with a space between.
  var id: String
  /// `siting.county_sub_centre.count 6 → 5`.
  var words: Phrase

  /// Whether it bears on when sites are built and what that costs, and on nothing else.
  var isOfPhases: Bool { kind == .key && ["costs.", "phases"].contains { id.hasPrefix($0) } }

  /// Keys that move nothing of what is compared: how outputs look.
  private static func movesNothing(_ key: String) -> Bool {
    ["name", "attribution"].contains(key) || key.hasPrefix("output.")
  }

  /// What a key was and is; of the sites that the command line forces or excludes in words, for no plan file has that key.
  private static func words(ofKey key: String, _ before: String?, _ after: String?) -> Phrase {
    let title: Phrase
    switch key {
    case "siting.add": title = Phrase("forced for one run (--add)", "本次指定必建（--add）")
    case "siting.remove": title = Phrase("excluded for one run (--remove)", "本次排除（--remove）")
    default:
      let words = "\(key) \(before ?? "–") → \(after ?? "–")"
      return Phrase(words, words)
    }
    func sites(_ text: String?) -> Phrase {
      let told = (text ?? "").split(separator: ", ").map { site -> Phrase in
        let parts = site.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return Phrase(String(site), String(site)) }
        let service = FieldTitle.word(parts[0])
        return Phrase("\(service.english) \(parts[1])", "\(service.chinese)\(parts[1])")
      }
      return told.isEmpty
        ? Phrase("none", "无")
        : Phrase(told.map(\.english).joined(separator: ", "), told.map(\.chinese).joined(separator: "、"))
    }
    let (was, now) = (sites(before), sites(after))
    return Phrase(
      "\(title.english): \(was.english) → \(now.english)", "\(title.chinese)：\(was.chinese) → \(now.chinese)")
  }

  /// What can have moved the result, the profile first; a plan whose text differs but no key of it is no cause.
  static func all(from old: RunDigest, to new: RunDigest) -> [RunCause] {
    var causes: [RunCause] = []
    if old.version != new.version {
      causes.append(
        RunCause(
          kind: .tool, id: "version",
          words: Phrase("emsplan \(old.version) → \(new.version)", "emsplan \(old.version) → \(new.version)")))
    }
    causes += RunComparison.differences(old.keys, new.keys).filter { !movesNothing($0.key) }
      .sorted { ($0.key == "profile" ? 0 : 1, $0.key) < ($1.key == "profile" ? 0 : 1, $1.key) }.map {
        key, before, after in
        RunCause(kind: .key, id: key, words: words(ofKey: key, before, after))
      }
    // A plan's own text is told by its keys, a profile's by its figures.
    let named = Set([old, new].flatMap { $0.keys.filter { $0.key != "profile" }.values })
    let plans = Set([old, new].flatMap { $0.files.keys }).filter {
      ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !named.contains($0)
    }
    causes += RunComparison.differences(old.files, new.files).filter { !plans.contains($0.key) }.map {
      file, before, after in
      let words =
        before == nil
        ? Phrase("\(file) is new", "新增文件 \(file)")
        : after == nil
          ? Phrase("\(file) is no longer read", "不再读取文件 \(file)")
          : Phrase("\(file) has other content", "文件 \(file) 内容已变")
      return RunCause(kind: .file, id: file, words: words)
    }
    // A run with another profile has other figures because of that; the key tells it.
    if old.settings["profile"] == new.settings["profile"] {
      causes += RunComparison.differences(old.figures, new.figures).map { key, before, after in
        let name = (new.figures[key] == nil ? old : new).figureName(key)
        return RunCause(
          kind: .figure, id: key,
          words: Phrase(
            "\(name.english) \(before?.english ?? "–") → \(after?.english ?? "–")",
            "\(name.chinese) \(before?.chinese ?? "–") → \(after?.chinese ?? "–")"))
      }
    }
    return causes
  }
}

extension [RunCause] {
  /// Several in one line; the first few where there are many.
  var list: Phrase {
    let told = prefix(4)
    let more = count - told.count
    return Phrase(
      told.map(\.words.english).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : ""),
      told.map(\.words.chinese).joined(separator: "；") + (more > 0 ? "；另有\(more)项" : ""))
  }

  /// Why something is different, as far as two runs can tell.
  ///
  /// - Parameter isNear: whether a cause bears on it directly; where it is the only one of all, it is the cause.
  func reason(near isNear: (RunCause) -> Bool = { _ in false }) -> Phrase {
    guard let only = first else {
      return Phrase("no file, key or figure differs", "文件、方案和政策数值均无差异")
    }
    if count == 1 { return Phrase("because \(only.words.english)", "原因：\(only.words.chinese)") }
    let near = filter(isNear)
    guard !near.isEmpty else {
      return Phrase("because of one or more of: \(list.english)", "原因为下列一项或多项：\(list.chinese)")
    }
    let others = count - near.count
    let rest = others > 0 ? Phrase("; \(others) more may bear on it", "；另有\(others)项可能有关") : Phrase("", "")
    return Phrase("because \(near.list.english)\(rest.english)", "原因：\(near.list.chinese)\(rest.chinese)")
  }
}
