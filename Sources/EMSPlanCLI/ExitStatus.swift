import ArgumentParser
import EMSPlan

/// The exit codes of every subcommand, as in sysexits.h.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  case badData = 65
  case inputMissing = 66
  /// A service or file format that this build or machine does not have.
  case unavailable = 69
  case ourFault = 70
  case cannotWrite = 73
  case interrupted = 130
}

/// An error that knows its exit code and its words; errors of the library conform in extensions beside the commands.
protocol CommandError: Error {
  var status: ExitStatus { get }
  /// One line for each thing that is wrong.
  func lines(in language: Language) -> [String]
}

/// An error of a command itself.
struct CommandFailure: CommandError {
  var status: ExitStatus
  var english: String
  var chinese: String

  func lines(in language: Language) -> [String] { [language == .chinese ? chinese : english] }
}

extension InputProblems: CommandError {
  var status: ExitStatus {
    if onlyMissingFiles { return .inputMissing }
    return !problems.isEmpty && problems.allSatisfy(\.isOfMachine) ? .unavailable : .badData
  }
  func lines(in language: Language) -> [String] { problems.map { $0.text(in: language) } }
}

/// What is wrong with the text of an option.
struct UsageProblems: CommandError {
  let problems: InputProblems
  var status: ExitStatus { .usage }
  func lines(in language: Language) -> [String] { problems.lines(in: language) }

  static func rethrown<Value>(_ body: () throws(InputProblems) -> Value) throws -> Value {
    do throws(InputProblems) { return try body() } catch { throw UsageProblems(problems: error) }
  }
}

extension MissingLibrary: CommandError {
  var status: ExitStatus { .unavailable }
  func lines(in language: Language) -> [String] { [text[language]] }
}

extension InputProblem: CommandError {
  var status: ExitStatus { .badData }
  func lines(in language: Language) -> [String] { [text(in: language)] }
}

extension GlobalOptions {
  /// Runs the body of a command; says on stderr what went wrong, and leaves with its exit code.
  ///
  /// - Parameter remedies: how the command's options word what to do about a file.
  func reportingErrors<Result>(
    _ remedies: OptionRemedies? = nil, _ body: () async throws -> Result
  ) async throws -> Result {
    let word = language == .chinese ? "错误：" : "error: "
    StandardError.sayCrashes { [language] problem in word + problem.text(in: language) }
    do {
      do {
        return try await body()
      } catch let error as InputProblems {
        throw remedies?.rewritten(error) ?? error
      }
    } catch let error as any CommandError {
      for line in error.lines(in: language) { StandardError.print(word + line) }
      throw ExitCode(error.status.rawValue)
    } catch is CancellationError {
      throw ExitCode(ExitStatus.interrupted.rawValue)
    } catch let error where error is ExitCode || error is ValidationError || error is CleanExit {
      throw error
    } catch {
      let text = String(describing: error)
      StandardError.print(
        language == .chinese
          ? "内部错误：\(text)。请报告此问题，并附上命令和输入文件"
          : "internal error: \(text). Please report it, with the command and its inputs")
      throw ExitCode(ExitStatus.ourFault.rawValue)
    }
  }
}
