import ArgumentParser
import EMSPlan
import Foundation

@main
struct EMSPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emsplan",
    abstract: "Plan a rural emergency network: coverage, gaps, sites and the proof.",
    version: ToolVersion.text,
    subcommands: [
      BatchCommand.self,
      InitCommand.self,
      CheckCommand.self,
      CoverageCommand.self,
      GapsCommand.self,
      ServiceAreasCommand.self,
      ConvertCommand.self,
      PlanCommand.self,
      RoadsCommand.self,
      TravelTimesCommand.self,
      AccessCommand.self,
      SitesCommand.self,
      CandidatesCommand.self,
      CapacityCommand.self,
      NetworkCommand.self,
      RobustCommand.self,
      ProfilesCommand.self,
      RulesCommand.self,
      CleanCommand.self,
    ])

  static func main() async {
    if let files = StandardStreams.reserve() {
      let failure = StandardStreams.tooFew(files)
      exit(withError: ExitCode(saying(failure)))
    }
    do {
      try RepeatedOption.check(Array(CommandLine.arguments.dropFirst()))
      var command = try parseConfined()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      exit(withError: ExitCode(saying(failure)))
    } catch {
      exit(withError: ExitCode(leaving(error)))
    }
  }

  /// The command that was asked for; from now on nothing but its outputs can be written.
  private static func parseConfined() throws -> any ParsableCommand {
    let command = try parseAsRoot()
    ProcessGuard.writeOnly(to: (command as? any WritingCommand)?.outputs ?? [])
    return command
  }

  /// Says what the end of a command has to say, help among it, and returns the exit code.
  private static func leaving(_ error: any Error) -> Int32 {
    let code = exitCode(for: error).rawValue
    let words = fullMessage(for: error)
    if words.isEmpty { return code }
    let text =
      code == ExitStatus.usage.rawValue && Language.ofArguments == .chinese ? UsageMessage.chinese(words) : words
    guard code == ExitStatus.done.rawValue else {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) { StandardError.print(String(line)) }
      return code
    }
    do {
      try StandardOutput.write(Array((text + "\n").utf8))
      return code
    } catch let failure as StandardOutputError {
      return saying(failure)
    } catch {
      return ExitStatus.ourFault.rawValue
    }
  }

  private static func saying(_ failure: any CommandError) -> Int32 {
    let language = Language.ofArguments
    let word = language == .chinese ? "错误：" : "error: "
    for line in failure.lines(in: language) { StandardError.print(word + line) }
    return failure.status.rawValue
  }
}
