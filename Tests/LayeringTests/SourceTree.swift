import Foundation

/// The sources of this package as text, for tests that hold the tree against the design.
enum SourceTree {
  /// The package's own folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the package, sorted by path.
  static func swiftFiles(in folder: String) -> [(path: String, text: String)] {
    let base = root.appendingPathComponent(folder)
    guard let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
    var files: [(path: String, text: String)] = []
    for case let url as URL in walker where url.pathExtension == "swift" {
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
      files.append((String(url.path.dropFirst(root.path.count + 1)), text))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The modules that a file imports.
  static func imports(of text: String) -> Set<String> {
    var modules: Set<String> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "public" && $0 != "internal" }
      guard words.count >= 2, words[0] == "import" else { continue }
      let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      modules.insert(String(name.split(separator: ".")[0]))
    }
    return modules
  }

  /// The identifiers of a file, comments and string literals left out.
  static func identifiers(of text: String) -> Set<String> {
    var found: Set<String> = []
    for line in strippedOfCommentsAndStrings(text).split(separator: "\n") {
      var word = ""
      for character in line + " " {
        if character.isLetter || character.isNumber || character == "_" {
          word.append(character)
        } else if !word.isEmpty {
          found.insert(word)
          word = ""
        }
      }
    }
    return found
  }

  /// The names of the types that a file declares at its top level.
  static func topLevelTypes(of text: String) -> [String] {
    var names: [String] = []
    for line in strippedOfCommentsAndStrings(text).split(separator: "\n") {
      guard let first = line.first, !first.isWhitespace else { continue }
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }.map(String.init)
      guard let at = words.firstIndex(where: { ["struct", "class", "enum", "protocol", "actor"].contains($0) }),
        at + 1 < words.count, Set(words[..<at]).isDisjoint(with: ["extension", "func", "import"])
      else { continue }
      names.append(words[at + 1])
    }
    return names
  }

  private static func strippedOfCommentsAndStrings(_ text: String) -> String {
    var result = ""
    var inBlockString = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("\"\"\"") {
        inBlockString.toggle()
        continue
      }
      if inBlockString { continue }
      var inString = false
      var previous: Character = " "
      var kept = ""
      for character in line {
        if character == "\"" && previous != "\\" { inString.toggle() }
        if !inString {
          if character == "/" && previous == "/" {
            kept.removeLast()
            break
          }
          kept.append(character)
        }
        previous = character
      }
      result += kept + "\n"
    }
    return result
  }
}
