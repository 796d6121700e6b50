import ArgumentParser
import EMSPlan
import Foundation

extension Language: ExpressibleByArgument {
  /// The language of the locale, by POSIX precedence: LC_ALL, LC_MESSAGES, LANG.
  static var ofLocale: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("zh") ? .chinese : .english
  }
}

/// The options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: ArgumentHelp(
      "Language of everything a person reads: zh or en (default: of the outputs as the plan says, else from the locale).",
      valueName: "language"))
  var chosenLanguage: Language?

  /// The language that was asked for, else that of the locale.
  var language: Language { chosenLanguage ?? .ofLocale }

  @Flag(help: "Print the machine-readable result on stdout.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing but results and errors.")
  var quiet = false

  @Flag(help: "Replace outputs that exist.")
  var overwrite = false

  @Option(help: "Threads to use (default: all cores). The output is the same for any number.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.", "--threads 至少为 1。") }
  }
}
