import EMSModel

/// What may stand in the schema of a GeoPackage that is read.
///
/// SQLite makes each object from its statement alone, whatever kind and name stand beside it; both are held against it.
enum DatabaseObject {
  /// Why the object may not be there; nil for tables, views (which are not read), indexes, triggers and spatial indexes.
  static func suspicion(kind: String, name: String, statement: String) -> Phrase? {
    // An index that SQLite keeps for a key has no statement.
    if statement.isEmpty { return nil }
    var words = Words(statement)
    guard words.next() == "create" else { return forged(name) }
    var verb = words.next()
    if verb == "unique" { verb = words.next() }
    if verb == "virtual" {
      guard words.next() == "table", words.next() == name.lowercased(), words.next() == "using", words.next() == "rtree"
      else {
        return Phrase(
          "the table \(name) is a virtual table, which may read other files", "表 \(name) 是虚拟表，可能读取其他文件")
      }
      return kind == "table" ? nil : forged(name)
    }
    guard verb == kind else { return forged(name) }
    // Of these the statement may begin with the name of the database.
    if kind == "index" || kind == "trigger" { return nil }
    guard words.next() == name.lowercased() else { return forged(name) }
    let isComputed = verb == "table" && statement.lowercased().contains(/\bas\s*(\/\*.*?\*\/\s*)*\(/)
    return isComputed
      ? Phrase("the table \(name) has columns that are computed", "表 \(name) 含有计算列") : nil
  }

  private static func forged(_ name: String) -> Phrase {
    Phrase("the schema of the database is forged at \(name)", "数据库结构在 \(name) 处被篡改")
  }

  /// The first words of a statement, lower case; a name in quotes is one word. Comments end them, for SQLite never
  /// keeps one at the beginning.
  private struct Words {
    private var rest: Substring

    init(_ statement: String) { rest = statement[...] }

    mutating func next() -> String? {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { return nil }
      if let end: Character = ["\"": "\"", "`": "`", "[": "]", "'": "'"][first] {
        var word = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
          if character != end {
            word.append(character)
          } else if end != "]", rest.first == end {
            word.append(character)
            rest = rest.dropFirst()
          } else {
            return word.lowercased()
          }
        }
        return nil
      }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
      rest = rest.dropFirst(max(1, word.count))
      return word.lowercased()
    }
  }
}
