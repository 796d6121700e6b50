import EMSModel

/// Facilities of one kind in the lists of a unit, some of them assumed, so that nobody knows how many there are.
public struct ListedFacilities: Hashable, Sendable {
  public var all: Int
  /// How many of them are not surveyed.
  public var assumed: Int

  /// How many are assumed: `7 of the 8 listed are assumed`.
  package var words: Phrase {
    let (all, assumed) = (NumberText.grouped(all), NumberText.grouped(assumed))
    if self.all == self.assumed {
      return Phrase(
        self.all == 1 ? "the one listed is assumed" : "all \(all) listed are assumed", "名单所列\(all)个均为假定")
    }
    return Phrase(
      "\(assumed) of the \(all) listed \(self.assumed == 1 ? "is" : "are") assumed", "名单所列\(all)个中\(assumed)个为假定")
  }
}
