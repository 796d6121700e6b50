/// Writes values as JSON (RFC 8259): members in the given order, numbers as `PropertyValue` says.
public enum JSONWriter {
  /// The value on one line, without a line end.
  public static func compact(_ value: PropertyValue) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  /// The value indented by two spaces and ended with a line end; a list of plain values stays on one line.
  public static func indented(_ value: PropertyValue) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes, indent: 0)
    bytes.append(ascii: "\n")
    return bytes
  }

  static func append(_ value: PropertyValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(text: "null")
    case .flag(let flag): bytes.append(text: flag ? "true" : "false")
    case .whole(let count): bytes.append(integer: count)
    case .decimal(let number, let places):
      if !bytes.append(decimal: number, places: places) { bytes.append(text: "null") }
    case .text(let text): bytes.append(jsonString: text)
    case .list(let values):
      bytes.append(ascii: "[")
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(ascii: ",") }
        append(value, to: &bytes)
      }
      bytes.append(ascii: "]")
    case .members(let members):
      bytes.append(ascii: "{")
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(ascii: ",") }
        bytes.append(jsonString: member.name)
        bytes.append(ascii: ":")
        append(member.value, to: &bytes)
      }
      bytes.append(ascii: "}")
    }
  }

  private static func append(_ value: PropertyValue, to bytes: inout [UInt8], indent: Int) {
    switch value {
    case .list(let values) where values.contains(where: \.hasParts):
      bytes.append(text: "[")
      for (index, value) in values.enumerated() {
        breakLine(&bytes, afterComma: index > 0, indent: indent + 1)
        append(value, to: &bytes, indent: indent + 1)
      }
      breakLine(&bytes, afterComma: false, indent: indent)
      bytes.append(text: "]")
    case .members(let members) where !members.isEmpty:
      bytes.append(text: "{")
      for (index, member) in members.enumerated() {
        breakLine(&bytes, afterComma: index > 0, indent: indent + 1)
        bytes.append(jsonString: member.name)
        bytes.append(text: ": ")
        append(member.value, to: &bytes, indent: indent + 1)
      }
      breakLine(&bytes, afterComma: false, indent: indent)
      bytes.append(text: "}")
    default: append(value, to: &bytes)
    }
  }

  private static func breakLine(_ bytes: inout [UInt8], afterComma: Bool, indent: Int) {
    if afterComma { bytes.append(ascii: ",") }
    bytes.append(ascii: "\n")
    for _ in 0..<indent { bytes.append(text: "  ") }
  }
}

extension PropertyValue {
  fileprivate var hasParts: Bool {
    switch self {
    case .list, .members: true
    default: false
    }
  }
}
