import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSReading

struct GroundFileTests {
  @Test func speedsAreReadAsTheyAreWritten() throws {
    let speeds = try LandCoverSpeeds("10=3.6, 40 = 7.2，８０＝０", in: "--cover-speeds")
    #expect(speeds.byClass == [10: 3.6, 40: 7.2, 80: 0])
    #expect(speeds.secondsPerMetre(of: 10) == 1)
    #expect(speeds.secondsPerMetre(of: 40) == 0.5)
    #expect(speeds.secondsPerMetre(of: 80) == .infinity)
    #expect(speeds.secondsPerMetre(of: 90) == nil)
  }

  /// All at once, each with what stands there.
  @Test(arguments: [
    ("forest=3", ["“forest=3” is not class=km/h"]), ("10", ["“10” is not class=km/h"]), ("=3", ["“=3” is not"]),
    ("10=fast", ["“10=fast” is not class=km/h"]), ("10=-3,20=201,30=nan", ["“10=-3”", "“20=201”", "“30=nan”"]),
    ("10=3,x,10=4", ["“x” is not", "class 10 has two speeds"]), ("10=0", ["no class has a speed"]),
    ("", ["no class has a speed"]),
  ])
  func badSpeedsAreRefused(text: String, words: [String]) {
    #expect {
      try LandCoverSpeeds(text, in: "--cover-speeds")
    } throws: { error in
      let problems = (error as? InputProblems)?.problems ?? []
      return problems.count == words.count && zip(problems, words).allSatisfy { $0.english.contains($1) }
    }
  }

  private func frame(_ count: Int, _ size: Double, west: Double = 10, north: Double = 50) throws -> GridFrame {
    try #require(
      GridFrame(rows: count, columns: count, west: west, north: north, cellWidth: size, cellHeight: size))
  }

  /// An even slope is an even slope on any grid, also on one of finer cells.
  @Test func heightsBetweenCellsLieOnThePlane() throws {
    let coarse = try frame(20, 0.01)
    func height(_ place: Coordinate) -> Float { Float(1000 * (place.longitude - 10) + 400 * (50 - place.latitude)) }
    let heights = RasterFile(frame: coarse, values: (0..<coarse.count).map { height(coarse.centre(ofCell: $0)) })
    let fine = try frame(40, 0.003, west: 10.03, north: 49.95)
    for (cell, value) in heights.interpolated(at: fine).enumerated() {
      #expect(abs(value - height(fine.centre(ofCell: cell))) < 0.001)
    }
    #expect(heights.interpolated(at: coarse) == heights.values)
  }

  @Test func heightsAreNotInvented() throws {
    let coarse = try frame(3, 0.01)
    var values = [Float](repeating: 100, count: 9)
    values[4] = .nan
    let sampled = RasterFile(frame: coarse, values: values).interpolated(
      at: try frame(5, 0.01, west: 9.99, north: 50.01))
    for cell in 0..<25 {
      let (row, column) = (cell / 5, cell % 5)
      let isKnown = (1...3).contains(row) && (1...3).contains(column) && (row, column) != (2, 2)
      #expect(isKnown ? sampled[cell] == 100 : sampled[cell].isNaN)
    }
  }

  /// 5 km/h in every unit is 0.72 seconds for a metre.
  @Test(arguments: [
    ("s/m", 0.72), ("seconds per meter", 0.72), ("s m-1", 0.72), ("min/m", 0.012), ("minute/metre", 0.012),
    ("分钟/米", 0.012),
    ("s/km", 720), ("min/km", 12), ("minutes per kilometre", 12), ("km/h", 5), ("km h-1", 5), ("kph", 5), ("公里/小时", 5),
    ("m/s", 1.388_888_9), ("metres per second", 1.388_888_9),
  ])
  func unitsOfFriction(text: String, value: Float) throws {
    let unit = try #require(FrictionUnit(declaredAs: text))
    #expect(abs(unit.secondsPerMetre(value) - 0.72) < 1e-6)
  }

  @Test(arguments: ["", "m", "s", "min", "furlong/fortnight", "1"]) func otherUnitsOfFrictionAreNone(text: String) {
    #expect(FrictionUnit(declaredAs: text) == nil)
  }

  @Test(arguments: [
    ("min", "Divide"), ("min/cell", "Divide"), ("mph", "1.609344"), ("m", "--elevation"), ("h/m", "minutes-per-metre"),
  ])
  func unitsThatCannotBeThoseOfFriction(text: String, advice: String) {
    #expect(FrictionUnit.advice(onDeclared: text)?.english.contains(advice) == true)
  }

  @Test(arguments: ["", "min/m", "km/h", "furlong/fortnight"]) func otherUnitsNeedNoAdvice(text: String) {
    #expect(FrictionUnit.advice(onDeclared: text) == nil)
  }

  #if GDAL
    /// A grid of ten by ten cells as text, which GDAL reads.
    private func grid(_ value: (Int, Int) -> String) -> String {
      "ncols 10\nnrows 10\nxllcorner 118\nyllcorner 43\ncellsize 0.01\n"
        + (0..<10).map { row in (0..<10).map { value(row, $0) }.joined(separator: " ") }.joined(separator: "\n") + "\n"
    }

    /// Values that stand for voids are no ground, however high.
    @Test(arguments: ["255", "9999", "65535", "1e20", "3.4e38"]) func undeclaredVoidsAreToldAndNotCrossed(void: String)
      throws
    {
      let folder = try TemporaryFolder()
      let file = try folder.write(grid { _, column in column == 4 ? void : "0.72" }, to: "ground.asc")
      let ground = try GroundFile(.friction(file.path))
      #expect(!ground.ground.isPassable(4))
      #expect(ground.ground.isPassable(5))
      #expect(ground.notes.contains { $0.kind == .warning && $0.english.contains("10 cells are so slow") })
    }

    /// A raster without a datum is told, and ground as quick as roads doubted.
    @Test(arguments: [("0.72", false), ("0.02", true)]) func quickGroundIsDoubted(pace: String, isQuick: Bool) throws {
      let folder = try TemporaryFolder()
      let file = try folder.write(grid { row, _ in row == 0 ? "0.72" : pace }, to: "ground.asc")
      let ground = try GroundFile(.friction(file.path))
      #expect(ground.isMostlyQuick == isQuick)
      #expect(ground.notes.contains { $0.english.contains("nothing declares the datum of the raster, wgs84 is taken") })
    }

    @Test(arguments: ["-9999", "-32768", "32767"]) func heightsThatNoGroundHasAreMissing(void: String) throws {
      let folder = try TemporaryFolder()
      let pace = try folder.write(grid { _, _ in "0.72" }, to: "ground.asc")
      let heights = try folder.write(grid { row, column in row == 5 && column == 7 ? void : "1200" }, to: "heights.asc")
      let ground = try GroundFile(.friction(pace.path), elevation: heights.path)
      #expect(ground.notes.contains { $0.english.contains("1 cell has a height that no ground has") })
      #expect(ground.ground.elevation?.filter { $0.isNaN }.count == 1)
    }
  #endif
}
