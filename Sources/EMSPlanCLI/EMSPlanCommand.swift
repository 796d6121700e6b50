import ArgumentParser
import EMSPlan

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
    StandardStreams.reserve()
    await main(nil)
  }
}
