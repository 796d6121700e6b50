import EMSFormats

/// Yes and no, and urban and rural, as cells write them.
enum YesNoWords {
  static func read(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "y", "t", "1", "是", "有", "√", "✓", "✔", "oui", "si", "sí", "sim", "да": true
    case "false", "no", "n", "f", "0", "否", "无", "×", "✗", "✘", "non", "não", "nao", "нет": false
    default: nil
    }
  }

  /// The same where a cell may count what is there: 2 or 4辆 is yes; a telephone number counts nothing.
  static func readCount(_ text: String) -> Bool? {
    if let answer = read(text) { return answer }
    guard case .number(let count, _, _) = WrittenNumber.read(text, style: .point), (0..<mostThings).contains(count)
    else { return nil }
    return count > 0
  }

  private static let mostThings = 1000.0

  /// The urban–rural class of the statistics bureau (统计用城乡划分代码: 1xx urban, 2xx rural), words, or yes and no.
  static func readUrban(_ text: String) -> Bool? {
    // Real fields of dBASE write 111.0.
    let digits = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
    if digits.utf8.count == 3, let code = Int(digits), (111...123).contains(code) || (210...220).contains(code) {
      return code < 200
    }
    switch text.lowercased() {
    case "urban", "u", "城镇", "城市", "城区", "镇区", "社区", "主城区", "城乡结合区", "城乡结合部", "镇中心区", "镇乡结合区", "特殊区域": return true
    case "rural", "r", "乡村", "农村", "村庄", "乡中心区": return false
    default: return read(text)
    }
  }
}
