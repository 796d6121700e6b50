import ArgumentParser
import EMSPlan

/// How one travels between which facilities and settlements.
struct JourneyOptions: ParsableArguments {
  @OptionGroup var travel: TravelOptions
  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup(title: "Settlements") var settlements: SettlementOptions

  /// The files that are read, as far as the command line names them.
  var files: [String] { inputs.paths([facilities, settlements]) + travel.files }

  /// Refuses options without effect, and the lack of files or of a way to travel.
  ///
  /// - Parameter townships: of commands that read them, too.
  func check(with townships: TownshipOptions? = nil) throws {
    let given: [any LayerOptions] = [facilities, settlements]
    try inputs.check(given + [townships].compactMap { $0 }, needed: given)
    try travel.requireWay()
  }

  /// What the options of the command are called.
  func remedies(with townships: TownshipOptions? = nil) -> OptionRemedies {
    OptionRemedies([facilities, settlements] + [townships].compactMap { $0 })
  }

  /// Reads the files and the ground, and says on stderr what a reader of the results must know of them.
  ///
  /// - Parameter unused: the fields that the command does not look at.
  func read(
    with townships: TownshipOptions? = nil, unused: Set<Field>, _ global: GlobalOptions, _ remedies: OptionRemedies
  ) throws -> Journeys {
    let files = try inputs.files(facilities, townships: townships, settlements: settlements, unused: unused)
    try inputs.require(files.facilities != nil, "facilities")
    try inputs.require(files.settlements != nil, "settlements")
    let area = try files.read()
    let (way, notes) = try travel.model()
    let journeys = Journeys(
      area: area, model: StationTravel.model(way, from: area.facilities),
      settlementFile: files.settlements?.file ?? "")
    global.report(area.notes, remedies, ofTravel: notes)
    global.report(try NoUsableRoads.check(journeys.model, journeys.facilities, journeys.settlements))
    return journeys
  }
}

/// What journeys are made between, and how.
struct Journeys {
  let area: PlanningArea
  let model: any TravelModel
  /// The name of the file of the settlements.
  let settlementFile: String
  /// By id: ties go to the lowest, and the order of rows does not matter.
  let facilities: [Facility]
  let settlements: [Settlement]

  init(area: PlanningArea, model: any TravelModel, settlementFile: String) {
    (self.area, self.model, self.settlementFile) = (area, model, settlementFile)
    facilities = area.facilities.sorted { $0.id < $1.id }
    settlements = area.settlements.sorted { $0.id < $1.id }
  }
}
