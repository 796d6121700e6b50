import CYaml

/// What of a YAML text costs more than its length: an alias of a list of aliases makes thousands of millions of values out
/// of ten lines, and a list as a key is looked at whole whenever two keys are compared.
enum UnfoldedYAML {
  enum Problem: Equatable {
    /// With every alias written out there are more than ``most`` values.
    case tooManyValues(line: Int)
    /// A key is a list or a group of keys.
    case keyThatIsNoWord(line: Int)
  }

  /// More values than this are not read.
  static let most = 10_000_000

  /// What is wrong with a text; nil where nothing is, and where it is no YAML, which whoever composes it tells.
  static func problem(in text: String) -> Problem? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      return walk(&parser)
    }
  }

  /// A list or a group of keys that has not ended.
  private struct Open {
    var isMapping: Bool
    /// What aliases call it.
    var anchor: String?
    /// How many values there are before it.
    var start: Int
    var members = 0

    var awaitsKey: Bool { isMapping && members.isMultiple(of: 2) }
  }

  private static func walk(_ parser: inout yaml_parser_t) -> Problem? {
    var open = [Open(isMapping: false, start: 0)]
    var named: [String: Int] = [:]
    var total = 0
    while let event = Event(&parser) {
      switch event.type {
      case YAML_STREAM_END_EVENT: return nil
      case YAML_SCALAR_EVENT:
        total += 1
        if let anchor = event.anchor { named[anchor] = 1 }
      case YAML_ALIAS_EVENT:
        let values = event.anchor.flatMap { named[$0] } ?? 1
        if values > 1, open.last?.awaitsKey == true { return .keyThatIsNoWord(line: event.line) }
        // Both are at most `most`, so that the sum cannot overflow.
        total += values
      case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
        if open.last?.awaitsKey == true { return .keyThatIsNoWord(line: event.line) }
        open.append(Open(isMapping: event.type == YAML_MAPPING_START_EVENT, anchor: event.anchor, start: total))
        total += 1
        continue
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        guard let ended = open.popLast() else { return nil }
        if let anchor = ended.anchor { named[anchor] = total - ended.start }
      default: continue
      }
      guard let last = open.indices.last else { return nil }
      open[last].members += 1
      if total > most { return .tooManyValues(line: event.line) }
    }
    return nil
  }

  /// One event of the parser, with its memory given back.
  private struct Event {
    let type: yaml_event_type_t
    let anchor: String?
    let line: Int

    /// nil where the text is no YAML.
    init?(_ parser: inout yaml_parser_t) {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
      defer { yaml_event_delete(&event) }
      type = event.type
      line = event.start_mark.line + 1
      let name: UnsafeMutablePointer<yaml_char_t>? =
        switch event.type {
        case YAML_SCALAR_EVENT: event.data.scalar.anchor
        case YAML_ALIAS_EVENT: event.data.alias.anchor
        case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.anchor
        case YAML_MAPPING_START_EVENT: event.data.mapping_start.anchor
        default: nil
        }
      anchor = name.map { String(cString: $0) }
    }
  }
}
