import EMSModel
import GeoKit

/// What covered ground leaves of one township.
public struct TownshipRemainder: Sendable {
  /// The geodesic area of the whole township.
  public var area: Area
  /// The area that each ground leaves uncovered.
  public var uncovered: [Area]
  /// The pieces that each ground leaves uncovered; empty where shapes were not asked for.
  public var pieces: [[GroundPiece]]

  public init(area: Area, uncovered: [Area], pieces: [[GroundPiece]]) {
    self.area = area
    self.uncovered = uncovered
    self.pieces = pieces
  }

  /// The area that each ground covers: with the uncovered it makes up the township.
  public var covered: [Area] { uncovered.map { max(area - $0, .zero) } }
}

extension CoveredGround {
  /// What each of some grounds leaves of each township, in the order given.
  ///
  /// - Parameters:
  ///   - grounds: all in one frame.
  ///   - keepingPieces: false when only areas are wanted, which saves memory.
  ///   - threads: how many at most; nil for all cores. The result is the same.
  /// - Throws: `GeoKitError`, when a boundary lies on the other side of the world or is invalid.
  public static func remainders(
    of townships: [Township], leftBy grounds: [CoveredGround], keepingPieces: Bool = true, threads: Int? = nil
  ) throws -> [TownshipRemainder] {
    guard let frame = grounds.first?.frame else { return [] }
    return try parallelMap(townships.count, threads: threads) { index throws(GeoKitError) in
      let traced = try TracedShape(townships[index].boundary, in: frame)
      var remainder = TownshipRemainder(area: traced.area, uncovered: [], pieces: [])
      for ground in grounds {
        let pieces = try ground.uncovered(of: traced)
        remainder.uncovered.append(pieces.reduce(.zero) { $0 + $1.area })
        remainder.pieces.append(keepingPieces ? pieces : [])
      }
      return remainder
    }
  }
}
