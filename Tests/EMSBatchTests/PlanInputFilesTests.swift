import Foundation
import TestSupport
import Testing

@testable import EMSBatch
@testable import EMSModel

@Suite struct PlanInputFilesTests {
  /// A batch that resumes compares these files with those of the finished run: one that is missing from the list could
  /// change unseen.
  @Test(arguments: ["{land_cover: cover.tif, speeds: '10=3', elevation: heights.tif}", "{file: friction.tif}"])
  func everyFileThatAPlanNamesCounts(friction: String) throws {
    let folder = try TemporaryFolder()
    let text = """
      name: 县
      profile: own.yaml
      inputs:
        counties: {file: counties.geojson}
        townships: {derive: thiessen, seats: seats.csv}
        facilities: {file: facilities.csv}
        settlements: {file: villages.csv}
        indicators: {file: indicators.csv}
        demand: {method: population-raster, file: people.tif}
        roads: {file: roads.osm.pbf, closed: closed.csv}
        friction: \(friction)
      """
    let plan = try PlanFile.read(at: try folder.write(text, to: "plan.yaml"))
    let named = Set(text.matches(of: /[a-z]+\.(csv|geojson|tif|osm\.pbf|yaml)/).map { String($0.output.0) })
    #expect(named.count >= 10)
    let found = Set(plan.inputFiles.map(\.lastPathComponent))
    #expect(named.subtracting(found) == [])
  }
}
