import ArgumentParser
import EMSPlan

extension Language {
  /// The language that the command line asks for, even where the rest of it cannot be read, else that of the locale.
  static var ofArguments: Language {
    let arguments = CommandLine.arguments.prefix { $0 != "--" }
    var asked: String?
    for (k, argument) in arguments.enumerated() {
      if argument == "--language", k + 1 < arguments.count { asked = arguments[k + 1] }
      if argument.hasPrefix("--language=") { asked = String(argument.dropFirst("--language=".count)) }
    }
    return asked.flatMap(Language.init(rawValue:)) ?? .ofLocale
  }
}

extension ValidationError {
  /// What is wrong with the options, in the language that the command line asks for.
  init(_ english: String, _ chinese: String) {
    self.init(Language.ofArguments == .chinese ? chinese : english)
  }
}

/// The parser's own words about options that it cannot read, in Chinese.
enum UsageMessage {
  private static let beginnings: [(english: String, chinese: String)] = [
    ("Error: ", "错误："), ("Help:  ", "说明："), ("Usage: ", "用法："),
  ]

  /// What stands between the quoted parts of a sentence.
  private static let words: [(english: String, chinese: String)] = [
    ("Missing expected argument '", "缺少参数“"), ("Missing one of: '", "缺少以下之一：“"),
    ("Missing value for '", "缺少选项的值：“"), ("Missing required subcommand.", "缺少子命令。"),
    ("Unknown option '", "未知选项“"), ("'. Did you mean '", "”；是否应为“"), ("'?", "”？"),
    ("Unexpected argument '", "多余的参数“"), (" unexpected arguments: '", " 个多余的参数：“"),
    ("The value '", "值“"), ("' is invalid for '", "”不适用于“"),
    (". Please provide one of the following:", "；可用的值："), (". Please provide one of ", "；可用的值："),
    ("The option '", "选项“"), ("' does not take any value, but '", "”不带值，但给出了“"), ("' was specified.", "”。"),
    ("  See '", "  详见“"), ("' for more information.", "”。"),
    ("', '", "”、“"), (" and '", " 和“"), (" or '", " 或“"),
  ]

  static func chinese(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var text = String(line)
      for (english, chinese) in beginnings where text.hasPrefix(english) {
        text = chinese + text.dropFirst(english.count)
        // The help and the usage are the parser's throughout.
        if english != "Error: " { return text }
      }
      for (english, chinese) in words { text = text.replacing(english, with: chinese) }
      if text.hasSuffix("'") { text = text.dropLast() + "”" }
      return text
    }.joined(separator: "\n")
  }
}
