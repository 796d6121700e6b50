/// Ids in one option, with commas between them; an id that has a comma itself stands in double quotes.
enum ListedIDs {
  static func split(_ text: String) -> [String] {
    var ids: [String] = []
    var current = ""
    var isQuoted = false
    var wasQuoted = false
    var characters = text[...]
    func trimmed(_ id: String) -> String {
      var id = id[...]
      while id.first?.isWhitespace == true { id.removeFirst() }
      while id.last?.isWhitespace == true { id.removeLast() }
      return String(id)
    }
    while let next = characters.popFirst() {
      switch next {
      case "\"" where isQuoted && characters.first == "\"":
        current.append("\"")
        characters.removeFirst()
      case "\"" where isQuoted || trimmed(current).isEmpty:
        isQuoted.toggle()
        wasQuoted = true
      case "," where !isQuoted:
        ids.append(wasQuoted ? current : trimmed(current))
        (current, wasQuoted) = ("", false)
      default: current.append(next)
      }
    }
    ids.append(wasQuoted ? current : trimmed(current))
    return ids.filter { !$0.isEmpty }
  }
}
