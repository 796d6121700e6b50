import ArgumentParser
import EMSPlan
import Foundation

/// How one file of places is read: its file, datum, columns and rows, as a plan says it.
protocol LayerOptions {
  /// The option that names the file.
  static var option: String { get }
  /// nil where no file is named.
  var layer: PlanFile.Layer? { get }
  var isSaid: Bool { get }
}

/// The facilities.
struct FacilityOptions: ParsableArguments, LayerOptions {
  static let option = "--facilities"

  @Option(help: ArgumentHelp("Facilities: a table or layer of points.", valueName: "file"))
  var facilities: String?

  @Option(help: ArgumentHelp("Datum: wgs84, cgcs2000, gcj02, bd09 or epsg:N.", valueName: "datum"))
  var facilitiesCRS: String?

  @Option(help: ArgumentHelp("Sheet or layer of the facilities' file.", valueName: "name"))
  var facilitiesLayer: String?

  @Option(help: ArgumentHelp("Column of the ids.", valueName: "column"))
  var facilitiesID: String?

  @Option(help: ArgumentHelp("Column of the names.", valueName: "column"))
  var facilitiesName: String?

  @Option(help: ArgumentHelp("Column of the longitudes or eastings.", valueName: "column"))
  var facilitiesLon: String?

  @Option(help: ArgumentHelp("Column of the latitudes or northings.", valueName: "column"))
  var facilitiesLat: String?

  @Flag(name: .customLong("facilities-swap-xy"), help: "Longitude and latitude stand in each other's column.")
  var facilitiesSwapXY = false

  @Option(help: ArgumentHelp("Column of the tiers.", valueName: "column"))
  var facilitiesTier: String?

  @Option(
    help: ArgumentHelp(
      "What words of tiers or names mean: Dispensary=village_clinic,疾控中心=ignore.", valueName: "word=tier,…"))
  var facilitiesTiers: String?

  @Option(help: ArgumentHelp("Which rows are read: status = open.", valueName: "condition"))
  var facilitiesWhere: String?

  @Option(help: ArgumentHelp("Facilities without a place: skip or error (default: error).", valueName: "word"))
  var facilitiesUnlocated: UnlocatedWord?

  func validate() throws {
    for (word, meaning) in tiers where word.isEmpty || meaning != "ignore" && FacilityTier(rawValue: meaning) == nil {
      throw ValidationError("--facilities-tiers: “\(word)=\(meaning)” does not name a tier or ignore.")
    }
  }

  private var tiers: [(String, String)] {
    (facilitiesTiers ?? "").split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
      return (String(sides.first ?? ""), sides.count > 1 ? String(sides[1]) : "")
    }
  }

  var layer: PlanFile.Layer? {
    guard let facilities else { return nil }
    var layer = PlanFile.Layer(
      file: facilities, crs: facilitiesCRS, layer: facilitiesLayer,
      columns: [
        .id: facilitiesID, .name: facilitiesName, .longitude: facilitiesLon, .latitude: facilitiesLat,
        .tier: facilitiesTier,
      ].compactMapValues { $0 })
    layer.rowsWhere = facilitiesWhere
    layer.swapXY = facilitiesSwapXY
    layer.tiers = Dictionary(tiers, uniquingKeysWith: { $1 })
    layer.refusesUnlocated = facilitiesUnlocated.map { $0 == .error }
    return layer
  }

  var isSaid: Bool {
    facilitiesTiers != nil || facilitiesUnlocated != nil || facilitiesSwapXY
      || [
        facilitiesCRS, facilitiesLayer, facilitiesID, facilitiesName, facilitiesLon, facilitiesLat, facilitiesTier,
        facilitiesWhere,
      ].contains { $0 != nil }
  }
}

/// The settlements.
struct SettlementOptions: ParsableArguments, LayerOptions {
  static let option = "--settlements"

  @Option(help: ArgumentHelp("Settlements with their people: a table or layer of points.", valueName: "file"))
  var settlements: String?

  @Option(help: ArgumentHelp("Datum of the settlements.", valueName: "datum"))
  var settlementsCRS: String?

  @Option(help: ArgumentHelp("Sheet or layer of the settlements' file.", valueName: "name"))
  var settlementsLayer: String?

  @Option(help: ArgumentHelp("Column of the ids.", valueName: "column"))
  var settlementsID: String?

  @Option(help: ArgumentHelp("Column of the names.", valueName: "column"))
  var settlementsName: String?

  @Option(help: ArgumentHelp("Column of the longitudes or eastings.", valueName: "column"))
  var settlementsLon: String?

  @Option(help: ArgumentHelp("Column of the latitudes or northings.", valueName: "column"))
  var settlementsLat: String?

  @Flag(name: .customLong("settlements-swap-xy"), help: "Longitude and latitude stand in each other's column.")
  var settlementsSwapXY = false

  @Option(help: ArgumentHelp("Column of the people.", valueName: "column"))
  var settlementsPopulation: String?

  @Option(help: ArgumentHelp("Which rows are read: county = 甲县|乙旗.", valueName: "condition"))
  var settlementsWhere: String?

  @Option(help: ArgumentHelp("Settlements without a place: skip or error (default: skip).", valueName: "word"))
  var settlementsUnlocated: UnlocatedWord?

  @Option(
    help: ArgumentHelp(
      "Settlements without a figure of people: keep, derive (from their township's) or error (default: keep).",
      valueName: "word"))
  var unknownPeople: UnknownPeople?

  var layer: PlanFile.Layer? {
    guard let settlements else { return nil }
    var layer = PlanFile.Layer(
      file: settlements, crs: settlementsCRS, layer: settlementsLayer,
      columns: [
        .id: settlementsID, .name: settlementsName, .longitude: settlementsLon, .latitude: settlementsLat,
        .population: settlementsPopulation,
      ].compactMapValues { $0 })
    layer.rowsWhere = settlementsWhere
    layer.swapXY = settlementsSwapXY
    layer.refusesUnlocated = settlementsUnlocated.map { $0 == .error }
    if let unknownPeople { layer.unknownPeople = unknownPeople }
    return layer
  }

  var isSaid: Bool {
    settlementsUnlocated != nil || unknownPeople != nil || settlementsSwapXY
      || [
        settlementsCRS, settlementsLayer, settlementsID, settlementsName, settlementsLon, settlementsLat,
        settlementsPopulation, settlementsWhere,
      ].contains { $0 != nil }
  }
}

/// The townships.
struct TownshipOptions: ParsableArguments, LayerOptions {
  static let option = "--townships"

  @Option(help: ArgumentHelp("Townships: a layer of polygons.", valueName: "file"))
  var townships: String?

  @Option(help: ArgumentHelp("Datum of the townships.", valueName: "datum"))
  var townshipsCRS: String?

  @Option(help: ArgumentHelp("Sheet or layer of the townships' file.", valueName: "name"))
  var townshipsLayer: String?

  @Option(help: ArgumentHelp("Column of the ids.", valueName: "column"))
  var townshipsID: String?

  @Option(help: ArgumentHelp("Column of the names.", valueName: "column"))
  var townshipsName: String?

  @Flag(name: .customLong("townships-swap-xy"), help: "The corners have the latitude first.")
  var townshipsSwapXY = false

  @Option(help: ArgumentHelp("Column of the people.", valueName: "column"))
  var townshipsPopulation: String?

  @Option(help: ArgumentHelp("Which rows are read.", valueName: "condition"))
  var townshipsWhere: String?

  var layer: PlanFile.Layer? {
    guard let townships else { return nil }
    var layer = PlanFile.Layer(
      file: townships, crs: townshipsCRS, layer: townshipsLayer,
      columns: [.id: townshipsID, .name: townshipsName, .population: townshipsPopulation].compactMapValues { $0 })
    layer.rowsWhere = townshipsWhere
    layer.swapXY = townshipsSwapXY
    return layer
  }

  var isSaid: Bool {
    townshipsSwapXY
      || [townshipsCRS, townshipsLayer, townshipsID, townshipsName, townshipsPopulation, townshipsWhere]
        .contains { $0 != nil }
  }
}

/// Inputs that a file names in the syntax of a plan, instead of options.
struct InputsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take the inputs from this file instead of options: a plan, or the inputs of a plan alone.",
      valueName: "plan.yaml"))
  var inputs: String?

  @Option(help: ArgumentHelp("Rows without a place, of any file: skip or error.", valueName: "word"))
  var unlocated: UnlocatedWord?

  @Flag(help: "Let the paths in a plan or in the file of --inputs lead out of its folder.")
  var allowOutside = false

  /// Refuses options that say of a file what has no effect, and the lack of a file that is needed.
  func check(_ given: [any LayerOptions], needed: [any LayerOptions]) throws {
    for options in given {
      let option = type(of: options).option
      if inputs != nil, options.layer != nil || options.isSaid {
        throw ValidationError("--inputs names the files and how they are read; leave out \(option) and \(option)-….")
      }
      if inputs == nil, options.layer == nil, options.isSaid {
        throw ValidationError("\(option)-… says how a file is read; name it with \(option).")
      }
    }
    if inputs == nil, let missing = needed.first(where: { $0.layer == nil }) {
      throw ValidationError("Missing expected argument '\(type(of: missing).option) <file>' (or --inputs)")
    }
  }

  /// The files of the command, from `--inputs` or from the options.
  ///
  /// - Parameters:
  ///   - needsTiers: whether a facility of unknown tier is a problem.
  ///   - unused: the fields that the command does not look at.
  func files(
    _ facilities: FacilityOptions?, townships: TownshipOptions? = nil, settlements: SettlementOptions? = nil,
    needsTiers: Bool = false, unused: Set<Field> = []
  ) throws -> LayerFiles {
    var files = LayerFiles(
      facilities: facilities?.layer, townships: townships?.layer.map { .boundaries($0) },
      settlements: settlements?.layer)
    if let inputs {
      files = try LayerFiles(inputs: URL(fileURLWithPath: inputs), allowOutside: allowOutside)
      if facilities == nil { files.facilities = nil }
      if townships == nil { files.townships = nil }
      if settlements == nil { files.settlements = nil }
    }
    if let unlocated {
      for path in [\LayerFiles.facilities, \.settlements] where files[keyPath: path]?.refusesUnlocated == nil {
        files[keyPath: path]?.refusesUnlocated = unlocated == .error
      }
    }
    files.needsTiers = needsTiers
    files.unused = unused
    return files
  }

  /// The files that are read, as far as the command line names them.
  func paths(_ given: [any LayerOptions]) -> [String] {
    given.compactMap { $0.layer?.file } + [inputs].compactMap { $0 }
  }

  /// The problem of a file of `--inputs` that does not name what the command needs.
  func require(_ found: Bool, _ key: String) throws {
    if found { return }
    throw CommandFailure(
      status: .badData, english: "\(inputs ?? ""): the inputs name no \(key), which this command needs",
      chinese: "\(inputs ?? "")：缺少本命令需要的 \(key)")
  }
}

extension Set<Field> {
  /// What says how well a facility or settlement is staffed, which nothing by distance or time asks for.
  static let staffing: Set<Field> = [.beds, .ambulance, .surgery, .consultation, .doctor]
}

/// What becomes of rows without a place.
enum UnlocatedWord: String, CaseIterable, ExpressibleByArgument {
  case skip
  case error
}

/// Radii in kilometres, separated by commas.
struct RadiusList: ExpressibleByArgument {
  var kilometres: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.trimmingPrefix(while: { $0 == " " })) }
    guard !numbers.isEmpty, numbers.count == parts.count, numbers.allSatisfy({ $0 > 0 && $0 <= 5_000 }) else {
      return nil
    }
    kilometres = numbers
  }

  init(kilometres: [Double]) { self.kilometres = kilometres }

  var defaultValueDescription: String { kilometres.map { String(Int($0)) }.joined(separator: ",") }
}

extension FacilityTier: ExpressibleByArgument {}
extension TravelMode: ExpressibleByArgument {}
extension UnknownPeople: ExpressibleByArgument {}
extension FrictionUnit: ExpressibleByArgument {}

extension GlobalOptions {
  /// Says on stderr what a reader of the results must know.
  func report(_ notes: [Note]) {
    if quiet { return }
    for note in notes where note.kind != .derivation {
      let word = note.kind == .assumption ? Phrase("assumed: ", "假定：") : Phrase("warning: ", "注意：")
      StandardError.print(word[language] + note.text(in: language))
    }
  }
}
