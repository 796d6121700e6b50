import EMSPlan

/// An option that takes one value and is given more than once: of several values the last alone would count, without a word.
enum RepeatedOption {
  /// Those that may be given several times; each time adds to the last.
  private static let severalTimes: Set<String> = ["--add", "--remove", "--fix", "--force", "--forbid", "--tiers"]

  /// Those of which the last may count, for they change no figure.
  private static let overruled: Set<String> = ["--language", "--threads", "--json", "--quiet", "--overwrite"]

  /// - Throws: a failure that names every such option.
  static func check(_ arguments: [String]) throws {
    var counts: [String: Int] = [:]
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") || argument == "-o" {
      counts[String(argument.prefix { $0 != "=" }), default: 0] += 1
    }
    let names = counts.filter { $0.value > 1 && !severalTimes.union(overruled).contains($0.key) }.keys.sorted()
    guard !names.isEmpty else { return }
    let listed = names.joined(separator: ", ")
    throw CommandFailure(
      status: .usage, english: "\(listed) \(names.count == 1 ? "is" : "are") given more than once; give one value",
      chinese: "\(listed) 重复给出；请只给一个值")
  }
}
