/// The keys and values of PostgreSQL's hstore, as GDAL writes the tags of OpenStreetMap that have no field of their own:
/// `"oneway"=>"yes","surface"=>"gravel"`.
enum KeyValueText {
  /// In the order in which they stand; what is no pair of quoted texts ends the list.
  static func pairs(_ text: String) -> [(key: String, value: String)] {
    var rest = Substring(text)
    var pairs: [(key: String, value: String)] = []
    while let key = quoted(&rest), rest.hasPrefix("=>") {
      rest = rest.dropFirst(2)
      guard let value = quoted(&rest) else { break }
      pairs.append((key, value))
      if rest.hasPrefix(",") { rest = rest.dropFirst() }
    }
    return pairs
  }

  private static func quoted(_ rest: inout Substring) -> String? {
    guard rest.hasPrefix("\"") else { return nil }
    var (text, at) = ("", rest.index(after: rest.startIndex))
    while at < rest.endIndex {
      switch rest[at] {
      case "\"":
        rest = rest[rest.index(after: at)...]
        return text
      case "\\":
        at = rest.index(after: at)
        if at < rest.endIndex { text.append(rest[at]) }
      default: text.append(rest[at])
      }
      if at < rest.endIndex { at = rest.index(after: at) }
    }
    return nil
  }
}
