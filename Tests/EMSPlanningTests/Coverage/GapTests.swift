import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

@Suite("Bands and gaps")
struct GapTests {
  private static let radii = [Distance.kilometres(10), .kilometres(20), .kilometres(30)]

  /// A sheet of 5 by 5 townships of 0.25° with ragged borders shared by neighbours, and 12 stations.
  private struct Region {
    var townships: [Township] = []
    var stations: [Coordinate] = []
    var settlements: [Settlement] = []

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let side = 0.25
      let steps = 24
      func line(_ a: Coordinate, _ b: Coordinate) -> [Coordinate] {
        (0...steps).map { step in
          let t = Double(step) / Double(steps)
          let bend = step % steps == 0 ? 0 : Double.random(in: -0.008...0.008, using: &random)
          return Coordinate(
            longitude: a.longitude + t * (b.longitude - a.longitude) + (a.longitude == b.longitude ? bend : 0),
            latitude: a.latitude + t * (b.latitude - a.latitude) + (a.latitude == b.latitude ? bend : 0))
        }
      }
      func node(_ column: Int, _ row: Int) -> Coordinate {
        Coordinate(longitude: 121 + side * Double(column), latitude: 45.5 + side * Double(row))
      }
      let across = (0...5).map { row in (0..<5).map { line(node($0, row), node($0 + 1, row)) } }
      let up = (0...5).map { column in (0..<5).map { line(node(column, $0), node(column, $0 + 1)) } }
      for row in 0..<5 {
        for column in 0..<5 {
          let ring =
            across[row][column].dropLast() + up[column + 1][row].dropLast()
            + across[row + 1][column].reversed().dropLast() + up[column][row].reversed()
          townships.append(
            Township(
              id: "t\(row)\(column)", name: "", boundary: MultiPolygon([Polygon(shell: Ring(Array(ring)))])))
          for number in 0..<8 {
            settlements.append(
              Settlement(
                id: "s\(row)\(column)\(number)", name: "", townshipID: "t\(row)\(column)",
                location: Coordinate(
                  longitude: 121 + side * (Double(column) + .random(in: 0.1...0.9, using: &random)),
                  latitude: 45.5 + side * (Double(row) + .random(in: 0.1...0.9, using: &random))),
                population: number == 0 ? nil : .random(in: 10...2_000, using: &random)))
          }
        }
      }
      stations = (0..<12).map { _ in
        Coordinate(
          longitude: .random(in: 121...122.25, using: &random), latitude: .random(in: 45.5...46.75, using: &random))
      }
      // Two hospitals at one seat, as county lists have them.
      stations.append(stations[0])
    }
  }

  private func remainders(_ region: Region, threads: Int? = nil) throws -> (CoverageBands, [TownshipRemainder]) {
    let frame = LocalFrame(townships: region.townships, stations: region.stations)
    let bands = try CoverageBands(stations: region.stations, radii: Self.radii, in: frame, threads: threads)
    return (bands, try CoveredGround.remainders(of: region.townships, leftBy: bands.grounds, threads: threads))
  }

  @Test(
    "covered and uncovered make up the township's geodesic area; a wider radius leaves less",
    arguments: [1, 2] as [UInt64])
  func areas(seed: UInt64) throws {
    let region = Region(seed: seed)
    let (_, remainders) = try remainders(region)
    for (township, remainder) in zip(region.townships, remainders) {
      let whole = Geodesic.area(of: township.boundary).squareMetres
      #expect(abs(remainder.area.squareMetres / whole - 1) < 1e-6)
      for (index, pieces) in remainder.pieces.enumerated() {
        let uncovered = pieces.reduce(0) { $0 + Geodesic.area(of: $1.polygon).squareMetres }
        #expect(abs(remainder.covered[index].squareMetres + uncovered - whole) < 1e-6 * whole)
      }
      #expect(zip(remainder.uncovered, remainder.uncovered.dropFirst()).allSatisfy { $0 >= $1 })
    }
    #expect(remainders.contains { $0.uncovered[0] > .zero && $0.covered[0] > .zero })
  }

  @Test("each gap lies in the gap of the narrower radius")
  func nested() throws {
    let region = Region(seed: 3)
    let (_, remainders) = try remainders(region)
    let frame = LocalFrame(townships: region.townships)
    for remainder in remainders {
      let shapes = try remainder.pieces.map { try frame.shape(of: MultiPolygon($0.map(\.polygon))) }
      for (wide, narrow) in zip(shapes.dropFirst(), shapes) {
        #expect(try wide.difference(narrow).area.squareMetres < 1)
      }
    }
  }

  @Test("points decide the same as the bands, but for the metre along the outline")
  func pointsAgree() throws {
    let region = Region(seed: 4)
    let (bands, _) = try remainders(region)
    let index = NearestIndex(region.stations)
    for (radius, shape) in zip(bands.radii, try bands.dissolved) {
      let locator = try PointLocator([shape])
      for settlement in region.settlements {
        let distance = try #require(index.nearest(to: settlement.location)).distance
        guard abs(distance.metres - radius.metres) > 1 else { continue }
        #expect(locator.contains(settlement.location, in: 0) == (distance <= radius))
      }
    }
  }

  @Test("gaps conserve people and area, and are ranked by people, settlements, area, id")
  func gaps() throws {
    let region = Region(seed: 5)
    let (bands, remainders) = try remainders(region)
    let coverage = EmergencyCoverage(
      stations: region.stations.enumerated().map {
        Facility(id: "f\($0.offset)", name: "", tier: .secondaryHospital, location: $0.element)
      }, settlements: region.settlements, radii: Self.radii, limits: Self.radii[0]...Self.radii[2])
    for index in bands.radii.indices {
      let analysis = GapAnalysis(
        townships: region.townships, remainders: remainders, ground: index, settlements: coverage.settlements,
        isCovered: coverage.reaches.map { $0.band.map { $0 <= index } ?? false })
      #expect(analysis.headcount == coverage.headcount(beyond: bands.radii[index]))
      #expect(analysis.gaps.reduce(Headcount.zero) { $0 + $1.headcount } == analysis.headcount)
      #expect(analysis.gaps.map(\.rank) == Array(1...analysis.gaps.count))
      for (a, b) in zip(analysis.gaps, analysis.gaps.dropFirst()) {
        let (first, second) = (a.headcount, b.headcount)
        #expect(first.people >= second.people)
        if first.people == second.people {
          #expect(first.settlements >= second.settlements)
          if first.settlements == second.settlements { #expect(a.area >= b.area) }
        }
      }
      for gap in analysis.gaps {
        let drawn = Geodesic.area(of: gap.shape) + gap.sliverArea
        #expect(abs(drawn.squareMetres - gap.area.squareMetres) < 1e-6 * remainders[gap.township].area.squareMetres)
      }
    }
  }

  @Test("equal gaps are ranked by id; slivers are counted and not drawn")
  func tiesAndSlivers() {
    let square = Polygon(shell: Ring([]))
    func piece(_ area: Double, _ perimeter: Double) -> GroundPiece {
      GroundPiece(polygon: square, area: .squareMetres(area), perimeter: .metres(perimeter))
    }
    let townships = ["c", "b", "a", "d"].map { Township(id: $0, name: "", boundary: MultiPolygon()) }
    let pieces = [
      [piece(5_000, 400), piece(999, 130)], [piece(5_999, 400)], [piece(5_999, 400)],
      // 1.9 m wide on average.
      [piece(1_900, 2_000)],
    ]
    let remainders = pieces.map { pieces in
      TownshipRemainder(
        area: .squareMetres(10_000), uncovered: [pieces.reduce(.zero) { $0 + $1.area }], pieces: [pieces])
    }
    let analysis = GapAnalysis(townships: townships, remainders: remainders, settlements: [], isCovered: [])
    #expect(analysis.gaps.map { townships[$0.township].id } == ["a", "b", "c"])
    #expect(analysis.gaps.map(\.shape.polygons.count) == [1, 1, 1])
    #expect(analysis.gaps[2].sliverArea == .squareMetres(999))
    #expect(analysis.sliverArea == .squareMetres(2_899))
    #expect(analysis.uncoveredArea == .squareMetres(5_999 * 3 + 1_900))
  }

  @Test("one thread and eight give the same, and the order of the stations changes nothing")
  func determinism() throws {
    var region = Region(seed: 6)
    let (bands, one) = try remainders(region, threads: 1)
    region.stations.reverse()
    let (others, eight) = try remainders(region, threads: 8)
    #expect(try bands.dissolved == others.dissolved)
    #expect(one.map(\.pieces) == eight.map(\.pieces))
    #expect(one.map(\.uncovered) == eight.map(\.uncovered))
  }
}
