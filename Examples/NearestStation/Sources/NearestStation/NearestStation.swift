import EMSPlan
import Foundation
import GeoKit

/// Lists the townships whose seats lie farthest from an emergency station.
///
///     swift run NearestStation ../../GeoData/xingan/plan.yaml
@main
struct NearestStation {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: NearestStation plan.yaml")
      exit(64)
    }
    let plan = try PlanFile.read(at: URL(fileURLWithPath: CommandLine.arguments[1]))
    let area = try InputFiles(of: plan).read()
    let stations = area.facilities.filter(\.isEmergencyStation)
    let nearest = NearestIndex(stations.map(\.location))
    let seats = area.townships.compactMap { township in
      township.seat.flatMap { seat in
        nearest.nearest(to: seat).map { (township.name, stations[$0.index].name, $0.distance) }
      }
    }
    for (township, station, distance) in seats.sorted(by: { $0.2 > $1.2 }).prefix(10) {
      print("\(township): \(Int(distance.kilometres.rounded())) km, \(station)")
    }
  }
}
