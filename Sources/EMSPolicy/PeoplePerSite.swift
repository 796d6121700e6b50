/// How many sites people need when a plan asks for one per so many people.
public struct PeoplePerSite: Hashable, Sendable {
  public var least: Int
  public var most: Int

  /// nil when the bounds are not positive or out of order.
  public init?(least: Int, most: Int) {
    guard least > 0, most >= least else { return nil }
    self.least = least
    self.most = most
  }

  /// The sites that keep the people of each between the bounds: as few as the upper bound lets, as many as the lower.
  ///
  /// Fewer people than the lower bound need one site all the same; nobody needs none.
  public func sites(for people: Int) -> ClosedRange<Int> {
    guard people > 0 else { return 0...0 }
    let fewest = (people + most - 1) / most
    return fewest...max(fewest, people / least)
  }
}
