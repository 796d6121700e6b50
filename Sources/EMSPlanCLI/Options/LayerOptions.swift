import ArgumentParser
import EMSPlan

/// The datum of the files of a command that works on layers alone.
struct DatumOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Datum of the facilities: wgs84, cgcs2000, gcj02, bd09 or epsg:N.", valueName: "datum"))
  var facilitiesCRS: String?

  @Option(help: ArgumentHelp("Datum of the settlements.", valueName: "datum"))
  var settlementsCRS: String?

  @Option(help: ArgumentHelp("Datum of the townships.", valueName: "datum"))
  var townshipsCRS: String?

  func layers(facilities: String?, townships: String? = nil, settlements: String? = nil) -> LayerFiles {
    LayerFiles(
      facilities: facilities.map { PlanFile.Layer(file: $0, crs: facilitiesCRS) },
      townships: townships.map { PlanFile.Layer(file: $0, crs: townshipsCRS) },
      settlements: settlements.map { PlanFile.Layer(file: $0, crs: settlementsCRS) })
  }
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
