import EMSFormats
import EMSModel
import Foundation

/// Why a run of a batch did not finish.
public struct BatchFailure: Error, Codable, Hashable, Sendable {
  /// The causes, each with the exit code that `emsplan plan` gives it.
  public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
    case badData = "bad_data"
    case inputMissing = "input_missing"
    /// An input changed while the run read it.
    case inputChanged = "input_changed"
    case cannotWrite = "cannot_write"
    case ourFault = "our_fault"

    /// The code of sysexits.h.
    public var exitCode: Int32 {
      switch self {
      case .badData, .inputChanged: 65
      case .inputMissing: 66
      case .ourFault: 70
      case .cannotWrite: 73
      }
    }
  }

  public var cause: Cause
  /// One line for each thing that is wrong.
  public var english: [String]
  public var chinese: [String]

  public init(cause: Cause, english: [String], chinese: [String]) {
    self.cause = cause
    self.english = english
    self.chinese = chinese
  }

  /// What an error of a run means.
  public init(_ error: any Error) {
    switch error {
    case let failure as BatchFailure: self = failure
    case let error as InputProblems:
      self.init(
        cause: error.onlyMissingFiles ? .inputMissing : .badData, english: error.problems.map { $0.text(in: .english) },
        chinese: error.problems.map { $0.text(in: .chinese) })
    case let problem as InputProblem: self.init(InputProblems([problem]))
    case let error as OutputError:
      self.init(
        cause: .cannotWrite, english: [error.text.english + " " + error.remedy.english],
        chinese: [error.text.chinese + error.remedy.chinese])
    default:
      let text = String(describing: error)
      self.init(cause: .ourFault, english: ["internal error: \(text)"], chinese: ["内部错误：\(text)"])
    }
  }

  public func lines(in language: Language) -> [String] { language == .chinese ? chinese : english }
}
