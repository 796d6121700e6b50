import Foundation
import Testing

/// What is wrong with the options is said in the language that was asked for.
@Suite struct UsageMessageTests {
  /// The arguments, and what the first line is in Chinese.
  private static let mistakes: [(arguments: [String], chinese: String)] = [
    (["convert", "a.csv"], "错误：缺少参数“--from <from>”"),
    (["plan"], "错误：缺少参数“<plan.yaml>”"),
    (["plan", "p.yaml", "-o"], "错误：缺少选项的值：“-o <folder>”"),
    (["plan", "p.yaml", "-o", "o", "--overwite"], "错误：未知选项“--overwite”；是否应为“--overwrite”？"),
    (["plan", "p.yaml", "-o", "o", "--zzzzzzzz"], "错误：未知选项“--zzzzzzzz”"),
    (["plan", "p.yaml", "q.yaml", "-o", "o"], "错误：多余的参数“q.yaml”"),
    (["coverage", "--threads", "two"], "错误：值“two”不适用于“--threads <threads>”"),
    (["robust", "p.yaml", "-o", "o", "--scenarios", "3"], "错误：--scenarios 应在 10 至 10000 之间。"),
    (["travel-times", "--straight-line", "--settlements", "v.csv"], "错误：缺少参数“--facilities <file>”（或 --inputs）"),
    (
      ["sites", "--model", "lscp", "--demand", "d.csv", "--candidates", "c.csv", "--metric", "euclidean"],
      "错误：lscp 需要 --standard。"
    ),
  ]

  @Test(arguments: mistakes.indices) func mistakesAreToldInChinese(number: Int) throws {
    let mistake = Self.mistakes[number]
    let asked = try ToolRun(mistake.arguments + ["--language", "zh"])
    #expect(asked.code == 64 && asked.err.hasPrefix(mistake.chinese + "\n"), "\(asked.err)")
    let ofLocale = try ToolRun(mistake.arguments, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(ofLocale.err.hasPrefix(mistake.chinese + "\n"), "\(ofLocale.err)")
    #expect(!ofLocale.err.contains("Error:") && !ofLocale.err.contains("for more information"))
    let english = try ToolRun(mistake.arguments + ["--language", "en"], environment: ["LANG": "zh_CN.UTF-8"])
    #expect(english.code == 64 && english.err.hasPrefix("Error: "), "\(english.err)")
  }
}
