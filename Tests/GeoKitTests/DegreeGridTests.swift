import Testing

@testable import GeoKit

@Suite struct DegreeGridTests {
  private func polygon(_ corners: [(Double, Double)], holes: [[(Double, Double)]] = []) -> MultiPolygon {
    func ring(_ corners: [(Double, Double)]) -> Ring {
      Ring((corners + [corners[0]]).map { Coordinate(longitude: $0.0, latitude: $0.1) })
    }
    return MultiPolygon([Polygon(shell: ring(corners), holes: holes.map(ring))])
  }

  @Test func coordinatesStandOnTheGrid() throws {
    let shape = try polygon([(0.12345678, 0), (1, 0.00000004), (1, 1), (0, 0.99999999)]).rounded(decimals: 7)
    #expect(shape == polygon([(0.1234568, 0), (1, 0), (1, 1), (0, 1)]))
  }

  /// Two squares joined by a strip narrower than the grid: rounded corner by corner the strip folds onto itself.
  @Test func aNeckNarrowerThanTheGridStaysValid() throws {
    let shape = polygon([
      (0, 0), (1, 0), (1, 0.499_999_99), (2, 0.499_999_99), (2, 0), (3, 0), (3, 1), (2, 1), (2, 0.500_000_01),
      (1, 0.500_000_01), (1, 1), (0, 1),
    ])
    #expect(Validity.problems(of: shape).isEmpty)
    let rounded = try shape.rounded(decimals: 7)
    #expect(rounded.polygons.count == 2)
    #expect(Validity.problems(of: rounded).isEmpty)
  }

  @Test func whatVanishesOnTheGridIsDropped() throws {
    let speck = [(0.5, 0.5), (0.5, 0.500_000_01), (0.500_000_01, 0.5)]
    #expect(try polygon(speck).rounded(decimals: 7).isEmpty)
    let square = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)]
    #expect(try polygon(square, holes: [speck]).rounded(decimals: 7) == polygon(square))
  }

  @Test func shellsRunCounterClockwiseAndHolesClockwise() throws {
    let shape = polygon([(0, 0), (0, 1), (1, 1), (1, 0)], holes: [[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4)]])
    let rounded = try shape.rounded(decimals: 3)
    #expect(rounded == polygon([(0, 0), (1, 0), (1, 1), (0, 1)], holes: [[(0.2, 0.2), (0.4, 0.4), (0.4, 0.2)]]))
  }
}
