import EMSModel
import GeoKit

/// What a service leaves uncovered in one township.
public struct Gap: Hashable, Sendable {
  /// From 1; the most people uncovered first, then settlements, then area, then the township's id.
  public var rank: Int
  /// The township's index in the list that was analysed.
  public var township: Int
  /// The uncovered ground without slivers; empty when only settlements are uncovered.
  public var shape: MultiPolygon
  /// The whole uncovered area, slivers included.
  public var area: Area
  /// How much of it is slivers, which the shape leaves out.
  public var sliverArea: Area
  /// The uncovered settlements and their people.
  public var headcount: Headcount
}

/// The gaps of one service in all townships.
public struct GapAnalysis: Sendable {
  /// By rank. A township where nothing but slivers is uncovered has no gap.
  public let gaps: [Gap]
  /// The uncovered area of all townships, slivers included.
  public let uncoveredArea: Area
  /// The area of all townships.
  public let area: Area
  /// How much of the uncovered area is slivers, those of townships without a gap included.
  public let sliverArea: Area
  /// All that is uncovered, settlements outside every township included.
  public let headcount: Headcount
  /// How many of them are in no township of the list, and so in no gap.
  public let outsideTownships: Headcount

  /// - Parameters:
  ///   - remainders: what the service's ground leaves of each township, with pieces.
  ///   - ground: which of the grounds of the remainders is meant.
  ///   - isCovered: for each settlement whether the service reaches it, decided by distance or time, not by a polygon.
  public init(
    townships: [Township], remainders: [TownshipRemainder], ground: Int = 0, settlements: [Settlement],
    isCovered: [Bool], slivers: SliverRule = SliverRule()
  ) {
    var headcounts = [Headcount](repeating: .zero, count: townships.count)
    var (headcount, outside) = (Headcount.zero, Headcount.zero)
    let position = Dictionary(
      townships.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for (settlement, isCovered) in zip(settlements, isCovered) where !isCovered {
      headcount.add(settlement)
      if let id = settlement.townshipID, let township = position[id] {
        headcounts[township].add(settlement)
      } else {
        outside.add(settlement)
      }
    }
    var gaps: [Gap] = []
    var uncoveredArea = Area.zero
    var area = Area.zero
    var sliverArea = Area.zero
    for (township, remainder) in remainders.enumerated() {
      var gap = Gap(
        rank: 0, township: township, shape: MultiPolygon(), area: remainder.uncovered[ground], sliverArea: .zero,
        headcount: headcounts[township])
      for piece in remainder.pieces[ground] {
        if slivers.isSliver(piece) { gap.sliverArea += piece.area } else { gap.shape.polygons.append(piece.polygon) }
      }
      area += remainder.area
      uncoveredArea += gap.area
      sliverArea += gap.sliverArea
      if !gap.shape.isEmpty || gap.headcount.settlements > 0 { gaps.append(gap) }
    }
    gaps.sort { a, b in
      if a.headcount.people != b.headcount.people { return a.headcount.people > b.headcount.people }
      if a.headcount.settlements != b.headcount.settlements {
        return a.headcount.settlements > b.headcount.settlements
      }
      if a.area != b.area { return a.area > b.area }
      return townships[a.township].id < townships[b.township].id
    }
    for index in gaps.indices { gaps[index].rank = index + 1 }
    self.gaps = gaps
    self.uncoveredArea = uncoveredArea
    self.area = area
    self.sliverArea = sliverArea
    self.headcount = headcount
    outsideTownships = outside
  }
}
