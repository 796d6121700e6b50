import EMSModel

extension YAMLSchema {
  /// The schema as a JSON Schema document (draft 2020-12), with keys in their declared order.
  package func jsonSchema(title: String) -> String {
    "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \(Self.quoted(title)),\n"
      + body(indent: "  ") + "\n}\n"
  }

  /// The members of the schema's JSON object, without its braces.
  private func body(indent: String) -> String {
    switch self {
    case .text: return "\(indent)\"type\": [\"string\", \"number\"]"
    case .flag: return "\(indent)\"type\": \"boolean\""
    case .choice(let words): return "\(indent)\"enum\": [\(words.map(Self.quoted).joined(separator: ", "))]"
    case .integer(let range):
      return "\(indent)\"type\": \"integer\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound)"
    case .number(let range):
      return "\(indent)\"type\": \"number\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound)"
    case .list(let element):
      return "\(indent)\"type\": \"array\",\n\(indent)\"items\": {\n\(element.body(indent: indent + "  "))\n\(indent)}"
    case .oneOrList(let element):
      let one = element.body(indent: indent + "    ")
      let list = YAMLSchema.list(element).body(indent: indent + "    ")
      return
        "\(indent)\"anyOf\": [\n\(indent)  {\n\(one)\n\(indent)  },\n\(indent)  {\n\(list)\n\(indent)  }\n\(indent)]"
    case .mapping(let element):
      return
        "\(indent)\"type\": \"object\",\n\(indent)\"additionalProperties\": {\n\(element.body(indent: indent + "  "))\n\(indent)}"
    case .object(let keys):
      let required = keys.filter(\.required).map { Self.quoted($0.name) }.joined(separator: ", ")
      let members = keys.map { key in
        let inner = indent + "    "
        return "\(indent)  \(Self.quoted(key.name)): {\n\(inner)\"description\": \(Self.quoted(key.about)),\n"
          + "\(key.schema.body(indent: inner))\n\(indent)  }"
      }
      return "\(indent)\"type\": \"object\",\n\(indent)\"additionalProperties\": false,\n"
        + (required.isEmpty ? "" : "\(indent)\"required\": [\(required)],\n")
        + "\(indent)\"properties\": {\n\(members.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for character in text {
      switch character {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
    return out + "\""
  }
}
