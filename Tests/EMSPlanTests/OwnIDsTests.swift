import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSReading

/// Ids of our own for rows that have none.
struct OwnIDsTests {
  @Test func aNameThatOneRowHasIsItsID() {
    let own = OwnIDs(names: ["a", nil, "b"], townships: ["t", "t", "t"], besides: []) { _ in "" }
    #expect(own.ids == ["a", nil, "b"])
    #expect(own.numbered.isEmpty)
  }

  @Test func namesOfOthersTakeTheTownshipThenANumber() {
    let rows = ["z", "y", "x", "w"]
    let own = OwnIDs(names: ["a", "a", "a", "b"], townships: ["t", "u", "u", nil], besides: ["b"]) { rows[$0] }
    #expect(own.ids == ["t/a", "u/a#2", "u/a#1", "b#1"], "b is the id of another row")
    #expect(own.numbered == [1, 2, 3])
  }

  /// Whatever the order of the rows, each row has the same id.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func theOrderOfRowsChangesNothing(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<12).map { index in
      (name: "n\(index % 4)", township: index % 3 == 0 ? nil : "t\(index % 2)", text: "row \(index)")
    }
    func ids(_ rows: [(name: String, township: String?, text: String)]) -> [String: String?] {
      let own = OwnIDs(names: rows.map(\.name), townships: rows.map(\.township), besides: ["n1"]) { rows[$0].text }
      #expect(Set(own.ids).count == rows.count)
      return Dictionary(uniqueKeysWithValues: zip(rows.map(\.text), own.ids))
    }
    #expect(ids(rows) == ids(rows.shuffled(using: &random)))
  }
}
