import EMSPlan
import Foundation

/// Where results go, and nothing else: the one exit to standard output.
enum StandardOutput {
  /// Prints one line for a person, with nothing in it that a terminal would obey.
  static func print(_ line: String) throws { try write(Array((TerminalText.harmless(line) + "\n").utf8)) }

  /// Prints lines whose cells are harmless already, with the colours that a `TerminalStyle` gave them.
  static func print(styled lines: [String]) throws {
    for line in lines { try write(Array((line + "\n").utf8)) }
  }

  /// Writes a result for a machine as it is.
  ///
  /// - Throws: `StandardOutputError` when not all of it could be written; `ExitCode` without a word when nobody reads on.
  static func write(_ bytes: some Collection<UInt8>) throws {
    let failure = OpenFile.write(Array(bytes), to: STDOUT_FILENO)
    if failure != 0 { throw StandardOutputError(number: failure) }
  }
}

/// A result that could not be printed in full.
struct StandardOutputError: CommandError {
  /// The system's error number.
  var number: Int32
  var status: ExitStatus { .cannotWrite }

  /// Empty for a pipe whose reader has gone: it has seen what it wanted.
  func lines(in language: Language) -> [String] {
    if number == EPIPE { return [] }
    let reason = number == EBADF ? Phrase("it is closed", "已关闭") : Phrase(systemWords, systemWords)
    return [
      Phrase(
        "standard output could not be written: \(reason.english). Print to another place; files that this run wrote are whole.",
        "无法写入标准输出：\(reason.chinese)。请输出到其他位置；本次运行写入的文件是完整的。")[language]
    ]
  }

  private var systemWords: String { String(cString: strerror(number)) }
}
