import ArgumentParser
import EMSPlan

/// How the files of a command that works on layers alone are read: datum, columns and rows, as a plan says it.
struct DatumOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Datum of the facilities: wgs84, cgcs2000, gcj02, bd09 or epsg:N.", valueName: "datum"))
  var facilitiesCRS: String?

  @Option(help: ArgumentHelp("Datum of the settlements.", valueName: "datum"))
  var settlementsCRS: String?

  @Option(help: ArgumentHelp("Datum of the townships.", valueName: "datum"))
  var townshipsCRS: String?

  @Option(help: ArgumentHelp("Column of the facilities' ids.", valueName: "column"))
  var facilitiesID: String?

  @Option(help: ArgumentHelp("Column of the facilities' names.", valueName: "column"))
  var facilitiesName: String?

  @Option(help: ArgumentHelp("Column of the facilities' tiers.", valueName: "column"))
  var facilitiesTier: String?

  @Option(
    help: ArgumentHelp(
      "What words of the tiers mean: Dispensary=village_clinic,疾控中心=ignore.", valueName: "word=tier,…"))
  var facilitiesTiers: String?

  @Option(help: ArgumentHelp("Which facilities are read: status = open.", valueName: "condition"))
  var facilitiesWhere: String?

  @Option(help: ArgumentHelp("Facilities without a place: skip or error.", valueName: "word"))
  var facilitiesUnlocated: UnlocatedWord?

  @Option(help: ArgumentHelp("Column of the settlements' ids.", valueName: "column"))
  var settlementsID: String?

  @Option(help: ArgumentHelp("Column of the settlements' names.", valueName: "column"))
  var settlementsName: String?

  @Option(help: ArgumentHelp("Column of the settlements' people.", valueName: "column"))
  var settlementsPopulation: String?

  @Option(help: ArgumentHelp("Which settlements are read: county = 甲县|乙旗.", valueName: "condition"))
  var settlementsWhere: String?

  @Option(help: ArgumentHelp("Column of the townships' ids.", valueName: "column"))
  var townshipsID: String?

  @Option(help: ArgumentHelp("Column of the townships' names.", valueName: "column"))
  var townshipsName: String?

  @Option(help: ArgumentHelp("Which townships are read.", valueName: "condition"))
  var townshipsWhere: String?

  func validate() throws {
    for (word, meaning) in tiers where meaning.isEmpty || !Self.isTier(meaning) {
      throw ValidationError("--facilities-tiers: “\(word)=\(meaning)” does not name a tier or ignore.")
    }
  }

  private static func isTier(_ word: String) -> Bool { word == "ignore" || FacilityTier(rawValue: word) != nil }

  private var tiers: [(String, String)] {
    (facilitiesTiers ?? "").split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
      return (String(sides.first ?? ""), sides.count > 1 ? String(sides[1]) : "")
    }
  }

  private func layer(
    _ file: String, crs: String?, columns: [Field: String?], rowsWhere: String?
  ) -> PlanFile.Layer {
    var layer = PlanFile.Layer(file: file, crs: crs, columns: columns.compactMapValues { $0 })
    layer.rowsWhere = rowsWhere
    return layer
  }

  func layers(facilities: String?, townships: String? = nil, settlements: String? = nil) -> LayerFiles {
    LayerFiles(
      facilities: facilities.map { file in
        var layer = layer(
          file, crs: facilitiesCRS,
          columns: [.id: facilitiesID, .name: facilitiesName, .tier: facilitiesTier], rowsWhere: facilitiesWhere)
        layer.tiers = Dictionary(tiers, uniquingKeysWith: { $1 })
        layer.refusesUnlocated = facilitiesUnlocated.map { $0 == .error }
        return layer
      },
      townships: townships.map {
        layer(
          $0, crs: townshipsCRS, columns: [.id: townshipsID, .name: townshipsName], rowsWhere: townshipsWhere)
      },
      settlements: settlements.map {
        layer(
          $0, crs: settlementsCRS,
          columns: [.id: settlementsID, .name: settlementsName, .population: settlementsPopulation],
          rowsWhere: settlementsWhere)
      })
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
extension FrictionUnit: ExpressibleByArgument {}

extension GlobalOptions {
  /// Says on stderr what a reader of the results must know.
  func report(_ notes: [Note]) {
    if quiet { return }
    for note in notes where note.kind == .warning || note.kind == .repair {
      StandardError.print(
        (language == .chinese ? "注意：" : "warning: ") + note.text(in: language))
    }
  }
}
