import EMSFormats

/// How runs are called.
enum BatchItemName {
  /// The most bytes of an id; a folder's name may have 255, and temporary places beside it add some forty.
  private static let longest = 160

  /// The name of a plan that the manifest gives none: its folder's for a file called `plan`, otherwise its own.
  static func name(ofPlan path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return path }
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    if stem == "plan", parts.count >= 2, parts[parts.count - 2] != "..", parts[parts.count - 2] != "." {
      return parts[parts.count - 2]
    }
    return stem
  }

  /// The name, and the swept values: `xingan@count=12,gap=0.01`.
  ///
  /// A key is shortened to its last word where no other swept key ends so. What a file name should not hold becomes
  /// a hyphen; a name that Windows reserves gets an underscore; a name that is too long is cut and ended with a hash of the whole.
  static func id(name: String, swept: [BatchItem.Setting]) -> String {
    let lastWords = swept.map { lastWord(of: $0.key) }
    let parts = swept.map { setting in
      let short = lastWord(of: setting.key)
      let key = lastWords.filter { $0 == short }.count == 1 ? short : setting.key
      return "\(key)=\(setting.value)"
    }
    let whole = parts.isEmpty ? name : name + "@" + parts.joined(separator: ",")
    var id = String(whole.map(allowed))
    let stem = id.split(separator: ".").first.map { $0.lowercased() } ?? ""
    if id.first == "." || id.first == "-" || id.isEmpty || reserved.contains(stem) { id = "_" + id }
    // Windows drops a dot at the end.
    if id.last == "." { id += "_" }
    guard id.utf8.count > longest else { return id }
    let hash = String(ContentHash(of: whole).hexadecimal.prefix(8))
    while id.utf8.count > longest - 9 { id.removeLast() }
    return id + "~" + hash
  }

  /// Whether a text that was read is such a name: the folder of one run and nothing else.
  static func isID(_ text: String) -> Bool {
    // The tilde stands before the hash of a name that was cut.
    let plain = String(text.map { $0 == "~" ? "_" : $0 })
    return plain == id(name: plain, swept: [])
  }

  /// Whether a text that was read names a file of a folder, and no place elsewhere.
  static func isFileName(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".." && !text.contains("/") && !text.contains("\0")
  }

  /// Names that Windows keeps for devices, whatever ending follows.
  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  private static func lastWord(of key: String) -> String { key.split(separator: ".").last.map(String.init) ?? key }

  private static func allowed(_ character: Character) -> Character {
    character.isLetter || character.isNumber || "_-.@=,+".contains(character) ? character : "-"
  }
}
