import TestSupport
import Testing

@testable import EMSMaps

@Suite struct LabelPlacementTests {
  private func names(_ count: Int, seed: UInt64, spread: Double) -> [LabelPlacement.Name] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      LabelPlacement.Name(
        place: SIMD2(
          400 + Double.random(in: -spread...spread, using: &generator),
          300 + Double.random(in: -spread...spread, using: &generator)),
        width: Double.random(in: 15...60, using: &generator), height: 10, distance: 4, priority: index % 3)
    }
  }

  private let room = MapBox(left: 0, top: 0, width: 800, height: 600)

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func noNameCoversAnotherOrLeavesTheMap(_ seed: UInt64) {
    for spread in [20.0, 80, 250] {
      let placed = LabelPlacement(of: names(60, seed: seed, spread: spread), around: [], in: room).boxes.compactMap {
        $0
      }
      #expect(!placed.isEmpty)
      for (index, box) in placed.enumerated() {
        #expect(room.holds(box))
        for other in placed[(index + 1)...] { #expect(box.overlap(with: other) == 0) }
      }
    }
  }

  /// Where there is room every name has its place; where there is none the important names keep theirs.
  @Test func namesAreLeftOutOnlyForWantOfRoom() {
    let apart = (0..<40).map { index in
      LabelPlacement.Name(
        place: SIMD2(60 + Double(index % 8) * 90, 60 + Double(index / 8) * 90), width: 50, height: 10, distance: 4,
        priority: 0)
    }
    #expect(LabelPlacement(of: apart, around: [], in: room).boxes.allSatisfy { $0 != nil })
    let crowded = (0..<30).map { index in
      LabelPlacement.Name(place: SIMD2(400, 300), width: 50, height: 10, distance: 4, priority: index == 17 ? 0 : 1)
    }
    let placed = LabelPlacement(of: crowded, around: [], in: room).boxes
    #expect(placed[17] != nil && placed.count { $0 != nil } >= 3 && placed.contains { $0 == nil })
  }

  /// Two places beside each other: by preference alone both names would stand right above and cover one another.
  @Test func aNameMakesWayForItsNeighbour() {
    let pair = [SIMD2(400.0, 300.0), SIMD2(410, 300)].map {
      LabelPlacement.Name(place: $0, width: 40, height: 10, distance: 4, priority: 0)
    }
    let boxes = LabelPlacement(of: pair, around: [], in: room).boxes.compactMap { $0 }
    #expect(boxes.count == 2 && boxes[0].overlap(with: boxes[1]) == 0)
  }

  @Test func aNameKeepsOffTheMarksWhereItCan() {
    let name = LabelPlacement.Name(place: SIMD2(400, 300), width: 40, height: 10, distance: 4, priority: 0)
    let mark = MapBox(left: 405, top: 285, width: 10, height: 10)
    let free = LabelPlacement(of: [name], around: [], in: room).boxes[0]
    let moved = LabelPlacement(of: [name], around: [mark], in: room).boxes[0]
    #expect(free.map { $0.overlap(with: mark) > 0 } == true)
    #expect(moved.map { $0.overlap(with: mark) == 0 } == true)
  }
}
