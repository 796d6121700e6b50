import ArgumentParser
import EMSPlan
import Foundation

/// How one file of places is read: its file, datum, columns and rows, as a plan says it.
protocol LayerOptions {
  associatedtype Kind: PlaceKind
  /// nil where no file is named.
  var layer: PlanFile.Layer? { get }
  var isSaid: Bool { get }
}

extension LayerOptions {
  /// The option that names the file.
  static var option: String { "--\(Kind.name)" }
}

/// A kind of file of places.
protocol PlaceKind {
  /// The name of the option, which those that say how the file is read begin with.
  static var name: String { get }
  static var about: String { get }
  /// A condition on rows, to show how one is written.
  static var condition: String { get }
}

/// A kind of places that are points.
protocol PointKind: PlaceKind {
  /// What becomes of rows without a place unless said otherwise: `skip` or `error`.
  static var unlocated: String { get }
}

/// The file of a kind of places, and what says how any such file is read.
struct FileOptions<Kind: PlaceKind>: ParsableArguments {
  @Option(name: .customLong(Kind.name), help: ArgumentHelp(Kind.about, valueName: "file"))
  var file: String?

  @Option(
    name: .customLong(Kind.name + "-crs"),
    help: ArgumentHelp("Datum: wgs84, cgcs2000, gcj02, bd09 or epsg:N.", valueName: "datum"))
  var crs: String?

  @Option(
    name: .customLong(Kind.name + "-layer"), help: ArgumentHelp("Sheet or layer of the file.", valueName: "name"))
  var layerName: String?

  @Option(name: .customLong(Kind.name + "-id"), help: ArgumentHelp("Column of the ids.", valueName: "column"))
  var id: String?

  @Option(name: .customLong(Kind.name + "-name"), help: ArgumentHelp("Column of the names.", valueName: "column"))
  var name: String?

  @Option(
    name: .customLong(Kind.name + "-where"),
    help: ArgumentHelp("Which rows are read: \(Kind.condition).", valueName: "condition"))
  var condition: String?

  @Flag(name: .customLong(Kind.name + "-swap-xy"), help: "Longitude and latitude stand in each other's place.")
  var swapXY = false

  /// nil where no file is named.
  ///
  /// - Parameter columns: the headers of further columns, where they are said.
  func layer(_ columns: [Field: String?]) -> PlanFile.Layer? {
    guard let file else { return nil }
    let own: [Field: String?] = [.id: id, .name: name]
    var layer = PlanFile.Layer(
      file: file, crs: crs, layer: layerName,
      columns: own.merging(columns, uniquingKeysWith: { $1 }).compactMapValues { $0 })
    layer.rowsWhere = condition
    layer.swapXY = swapXY
    return layer
  }

  var isSaid: Bool { swapXY || [crs, layerName, id, name, condition].contains { $0 != nil } }
}

/// How the places of a table of points are read.
struct PointOptions<Kind: PointKind>: ParsableArguments {
  @Option(
    name: .customLong(Kind.name + "-lon"),
    help: ArgumentHelp("Column of the longitudes or eastings.", valueName: "column"))
  var longitude: String?

  @Option(
    name: .customLong(Kind.name + "-lat"),
    help: ArgumentHelp("Column of the latitudes or northings.", valueName: "column"))
  var latitude: String?

  @Option(
    name: .customLong(Kind.name + "-unlocated"),
    help: ArgumentHelp("Rows without a place: skip or error (default: \(Kind.unlocated)).", valueName: "word"))
  var unlocated: UnlocatedWord?

  /// What the options of a file of points say of it.
  func layer(_ file: FileOptions<Kind>, _ columns: [Field: String?]) -> PlanFile.Layer? {
    let own: [Field: String?] = [.longitude: longitude, .latitude: latitude]
    var layer = file.layer(own.merging(columns, uniquingKeysWith: { $1 }))
    layer?.refusesUnlocated = unlocated.map { $0 == .error }
    return layer
  }

  var isSaid: Bool { longitude != nil || latitude != nil || unlocated != nil }
}

/// The facilities.
struct FacilityOptions: ParsableArguments, LayerOptions {
  enum Kind: PointKind {
    static let name = "facilities"
    static let about = "Facilities: a table or layer of points."
    static let condition = "status = open"
    static let unlocated = "error"
  }

  @OptionGroup var file: FileOptions<Kind>
  @OptionGroup var points: PointOptions<Kind>

  @Option(name: .customLong("facilities-tier"), help: ArgumentHelp("Column of the tiers.", valueName: "column"))
  var tier: String?

  @Option(
    name: .customLong("facilities-tiers"),
    help: ArgumentHelp(
      "What words of tiers or names mean: Dispensary=village_clinic,疾控中心=ignore.", valueName: "word=tier,…"))
  var tierWords: String?

  /// Refuses words that are given no tier.
  func checkTiers() throws {
    let known = FacilityTier.allCases.map(\.rawValue) + ["ignore"]
    guard let wrong = tiers.first(where: { $0.0.isEmpty || !known.contains($0.1) }) else { return }
    let near = NearestWord.to(wrong.1, in: known)
    throw CommandFailure(
      status: .usage,
      english: "--facilities-tiers: “\(wrong.0)=\(wrong.1)” does not name a tier or ignore. "
        + (near.map { "Did you mean \($0)?" } ?? "The tiers are \(known.joined(separator: ", "))"),
      chinese: "--facilities-tiers：“\(wrong.0)=\(wrong.1)”不是级别名或 ignore。"
        + (near.map { "是否应为 \($0)？" } ?? "可用：\(known.joined(separator: "、"))"))
  }

  private var tiers: [(String, String)] {
    (tierWords ?? "").split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
      return (String(sides.first ?? ""), sides.count > 1 ? String(sides[1]) : "")
    }
  }

  var layer: PlanFile.Layer? {
    var layer = points.layer(file, [.tier: tier])
    layer?.tiers = Dictionary(tiers, uniquingKeysWith: { $1 })
    return layer
  }

  var isSaid: Bool { file.isSaid || points.isSaid || tier != nil || tierWords != nil }
}

/// The settlements.
struct SettlementOptions: ParsableArguments, LayerOptions {
  enum Kind: PointKind {
    static let name = "settlements"
    static let about = "Settlements with their people: a table or layer of points."
    static let condition = "county = 甲县|乙旗"
    static let unlocated = "skip"
  }

  @OptionGroup var file: FileOptions<Kind>
  @OptionGroup var points: PointOptions<Kind>

  @Option(name: .customLong("settlements-population"), help: ArgumentHelp("Column of the people.", valueName: "column"))
  var population: String?

  @Option(
    help: ArgumentHelp(
      "Settlements without a figure of people: keep, derive (from their township's) or error (default: keep).",
      valueName: "word"))
  var unknownPeople: UnknownPeople?

  var layer: PlanFile.Layer? {
    var layer = points.layer(file, [.population: population])
    if let unknownPeople { layer?.unknownPeople = unknownPeople }
    return layer
  }

  var isSaid: Bool { file.isSaid || points.isSaid || population != nil || unknownPeople != nil }
}

/// The townships.
struct TownshipOptions: ParsableArguments, LayerOptions {
  enum Kind: PlaceKind {
    static let name = "townships"
    static let about = "Townships: a layer of polygons."
    static let condition = "county = 甲县|乙旗"
  }

  @OptionGroup var file: FileOptions<Kind>

  @Option(name: .customLong("townships-population"), help: ArgumentHelp("Column of the people.", valueName: "column"))
  var population: String?

  var layer: PlanFile.Layer? { file.layer([.population: population]) }

  var isSaid: Bool { file.isSaid || population != nil }
}

/// Inputs that a file names in the syntax of a plan, instead of options.
struct InputsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take the inputs from this file instead of options: a plan, or the inputs of a plan alone. Its neighbours count in coverage, gaps and network.",
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
        throw ValidationError(
          "--inputs names the files and how they are read; leave out \(option) and \(option)-….",
          "--inputs 已说明各文件及其读法；请去掉 \(option) 和 \(option)-…。")
      }
      if inputs == nil, options.layer == nil, options.isSaid {
        throw ValidationError(
          "\(option)-… says how a file is read; name it with \(option).", "\(option)-… 说明文件的读法；请以 \(option) 指定文件。")
      }
    }
    if inputs == nil, let missing = needed.first(where: { $0.layer == nil }) {
      throw ValidationError(
        "Missing expected argument '\(type(of: missing).option) <file>' (or --inputs)",
        "缺少参数“\(type(of: missing).option) <file>”（或 --inputs）")
    }
  }

  /// The files of the command, from `--inputs` or from the options.
  ///
  /// - Parameters:
  ///   - needsTiers: whether a facility of unknown tier is a problem.
  ///   - unused: the fields that the command does not look at.
  ///   - countsNeighbours: whether facilities outside the region count, which only --inputs names; otherwise they are
  ///     not read.
  func files(
    _ facilities: FacilityOptions?, townships: TownshipOptions? = nil, settlements: SettlementOptions? = nil,
    needsTiers: Bool = false, unused: Set<Field> = [], countsNeighbours: Bool = false
  ) throws -> InputFiles {
    try facilities?.checkTiers()
    var files = InputFiles(
      facilities: facilities?.layer, townships: townships?.layer.map { .boundaries($0) },
      settlements: settlements?.layer)
    if let inputs {
      files = try InputFiles(inputs: URL(fileURLWithPath: inputs), allowOutside: allowOutside)
      if facilities == nil { files.facilities = nil }
      if townships == nil { files.townships = nil }
      if settlements == nil { files.settlements = nil }
      if !countsNeighbours { files.neighbours = nil }
    }
    if let unlocated {
      for path in [\InputFiles.facilities, \.settlements] where files[keyPath: path]?.refusesUnlocated == nil {
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
  static let staffing: Set<Field> = [.beds, .ambulance, .turnout, .hours, .surgery, .consultation, .doctor]

  /// The same for journeys of a mode: where an ambulance travels a station's own turnout counts.
  static func staffing(for mode: TravelMode) -> Set<Field> {
    mode == .ambulance ? staffing.subtracting([.turnout]) : staffing
  }
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
  /// Says on stderr what a reader of the results must know of the places, and of the roads and the ground, with what was
  /// derived of these.
  func report(_ notes: [Note], _ remedies: OptionRemedies?, ofTravel travel: [Note]) {
    report(notes, remedies)
    report(travel, remedies, withDerivations: true)
  }

  /// Says on stderr what a reader of the results must know.
  ///
  /// - Parameters:
  ///   - remedies: names the options of the command where notes name keys of a plan.
  ///   - withDerivations: whether what was derived is told, too, as `plan` does.
  func report(_ notes: [Note], _ remedies: OptionRemedies? = nil, withDerivations: Bool = false) {
    if quiet { return }
    for note in remedies?.rewritten(notes) ?? notes where withDerivations || note.kind != .derivation {
      let word =
        switch note.kind {
        case .assumption: Phrase("assumed: ", "假定：")
        case .derivation: Phrase("derived: ", "推算：")
        case .warning, .repair: Phrase("warning: ", "注意：")
        }
      StandardError.print(word[language] + note.text(in: language))
    }
  }
}
