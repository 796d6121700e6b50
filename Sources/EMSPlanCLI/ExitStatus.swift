import ArgumentParser
import EMSPlan

/// The exit codes of every subcommand, as in sysexits.h.
enum ExitStatus: Int32, Error {
  case done = 0
  case usage = 64
  case badData = 65
  case inputMissing = 66
  /// A service or file format that this build or machine does not have.
  case unavailable = 69
  case ourFault = 70
  case cannotWrite = 73
  case interrupted = 130

  /// What the argument parser exits with.
  var code: ExitCode { ExitCode(rawValue) }
}

/// An error that carries its own exit code and words in both languages.
struct CommandFailure: Error {
  var status: ExitStatus
  var english: String
  var chinese: String
}
