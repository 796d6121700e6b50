import Testing

@testable import GeoKit

@Suite struct NearestIndexTests {
  private func places(_ count: Int, _ numbers: inout SeededNumbers, spread: Double) -> [Coordinate] {
    (0..<count).map { _ in
      at(
        normalised(179 + numbers.number(-spread...spread)),
        min(90, max(-90, 60 + numbers.number(-spread...spread))))
    }
  }

  private func plainOrder(_ points: [Coordinate], _ place: Coordinate) -> [(index: Int, distance: Distance)] {
    points.enumerated().map { (index: $0.offset, distance: Geodesic.distance(place, $0.element)) }
      .sorted { $0.distance != $1.distance ? $0.distance < $1.distance : $0.index < $1.index }
  }

  @Test(arguments: [0.01, 1, 30, 180]) func equalsBruteForce(spread: Double) {
    var numbers = SeededNumbers(7)
    var points = places(200, &numbers, spread: spread)
    points += points.prefix(20)
    let index = NearestIndex(points)
    let queries = places(50, &numbers, spread: spread) + points.prefix(10)
    let all = index.nearest(toAll: queries)
    for (query, batch) in zip(queries, all) {
      let truth = plainOrder(points, query)
      let found = index.nearest(to: query, count: 7)
      #expect(found.map(\.index) == truth.prefix(7).map(\.index))
      #expect(found.map(\.distance) == truth.prefix(7).map(\.distance))
      #expect(batch.index == truth[0].index && batch.distance == truth[0].distance)
      for radius in [truth[3].distance, truth[40].distance, .metres(truth[40].distance.metres.nextDown)] {
        let inside = truth.filter { $0.distance <= radius }.map(\.index).sorted()
        #expect(index.within(radius, of: query) == inside)
      }
    }
  }

  @Test func farFromACrowdEqualsBruteForce() {
    var numbers = SeededNumbers(9)
    let points = places(2_000, &numbers, spread: 0.3)
    let index = NearestIndex(points)
    for query in places(40, &numbers, spread: 8) {
      let truth = plainOrder(points, query)
      #expect(index.nearest(to: query, count: 3).map(\.index) == truth.prefix(3).map(\.index))
    }
  }

  @Test func tiesGoToTheLowestIndex() throws {
    let index = NearestIndex([at(1, 5), at(0, 0), at(0, 0), at(0, 0)])
    #expect(try #require(index.nearest(to: at(0, 0))).index == 1)
    #expect(index.nearest(to: at(0.1, 0), count: 3).map(\.index) == [1, 2, 3])
    // Mirror images east and west of the place are equally far.
    let mirrored = NearestIndex([at(11, 45), at(9, 45)])
    #expect(try #require(mirrored.nearest(to: at(10, 45))).index == 0)
  }

  @Test func emptyIndexHasNoNearest() {
    let index = NearestIndex([])
    #expect(index.nearest(to: at(0, 0)) == nil)
    #expect(index.within(.kilometres(10), of: at(0, 0)).isEmpty)
    #expect(index.nearest(toAll: [at(0, 0)]).isEmpty)
    #expect(!index.hasAny(within: .kilometres(1), of: at(0, 0)))
  }

  @Test func batchOfThousandsEqualsSingleQuestions() {
    var numbers = SeededNumbers(11)
    let index = NearestIndex(places(300, &numbers, spread: 3))
    let queries = places(6000, &numbers, spread: 4)
    let batch = index.nearest(toAll: queries)
    for (query, found) in zip(queries, batch) {
      let single = index.nearest(to: query)
      #expect(single?.index == found.index && single?.distance == found.distance)
    }
  }
}
