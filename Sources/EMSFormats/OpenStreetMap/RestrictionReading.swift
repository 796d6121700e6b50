import TravelNetwork

/// Turns relations of OpenStreetMap into restrictions on the roads that were read, and counts what cannot be used
/// (OpenStreetMap wiki, "Relation:restriction").
struct RestrictionReading {
  private(set) var restrictions: [TurnRestriction] = []
  /// Of some hours only.
  private(set) var conditional = 0
  /// With members that are no roads of the extract, or that do not meet at their ends.
  private(set) var broken = 0
  /// The first and last points of the parts of each line.
  private var ends: [Int64: [Int32]] = [:]
  private let lines: RoadLines
  private var isIndexed = false

  init(_ lines: RoadLines) { self.lines = lines }

  mutating func read(
    _ restriction: OpenStreetMapBlock.Restriction, _ tags: [String: String], _ attributes: Int32,
    point: (Int64) -> Int32?
  ) {
    let isOfHours = OpenStreetMapTags.restrictionHours.contains { tags[$0] != nil }
    if isOfHours || !tags.contains(where: { Self.isRule($0.key) && !$0.key.hasSuffix(":conditional") }) {
      if isOfHours || tags.keys.contains(where: { $0.hasSuffix(":conditional") }) {
        conditional += 1
      } else {
        broken += 1
      }
      return
    }
    index()
    var found: [TurnRestriction] = []
    for from in restriction.from {
      for to in restriction.to {
        if restriction.viaNodes.count == 1, restriction.viaWays.isEmpty {
          if let via = point(restriction.viaNodes[0]), isEnd(via, of: from), isEnd(via, of: to) {
            found.append(TurnRestriction(from: from, viaPoint: via, to: to, attributes: attributes))
          }
        } else if restriction.viaNodes.isEmpty, !restriction.viaWays.isEmpty {
          let between = Set(restriction.viaWays.flatMap { ends[$0] ?? [] })
          if restriction.viaWays.allSatisfy({ ends[$0] != nil }), meets(from, between), meets(to, between) {
            found.append(
              TurnRestriction(
                from: from, viaPoint: -1, viaLines: restriction.viaWays, to: to, attributes: attributes))
          }
        }
      }
    }
    if found.isEmpty { broken += 1 }
    restrictions += found
  }

  private static func isRule(_ key: String) -> Bool { key == "restriction" || key.hasPrefix("restriction:") }

  private mutating func index() {
    if isIndexed { return }
    isIndexed = true
    for line in 0..<lines.count {
      ends[lines.identifiers[line], default: []] += [
        lines.points[Int(lines.firstPoint[line])], lines.points[Int(lines.firstPoint[line + 1]) - 1],
      ]
    }
  }

  /// Whether the line ends there once: where it runs through, it is not said from which side.
  private func isEnd(_ point: Int32, of line: Int64) -> Bool { ends[line]?.count { $0 == point } == 1 }

  private func meets(_ line: Int64, _ points: Set<Int32>) -> Bool {
    ends[line].map { $0.count(where: points.contains) == 1 } ?? false
  }
}
