import EMSModel
import GeoKit

/// How much of one township, county or region lies within each radius: people, settlements and area.
public struct CoverageShare: Hashable, Sendable {
  /// The id of the township or county; empty for the whole region.
  public var id: String
  public var name: String
  /// Everything there is.
  public var total: Headcount
  /// What lies within each radius, ascending by radius.
  public var within: [Headcount]
  /// The geodesic area; nil when it was not computed.
  public var area: Area?
  /// The area within each radius; empty when it was not computed.
  public var areaWithin: [Area]

  public init(
    id: String, name: String, total: Headcount = .zero, within: [Headcount], area: Area? = nil, areaWithin: [Area] = []
  ) {
    self.id = id
    self.name = name
    self.total = total
    self.within = within
    self.area = area
    self.areaWithin = areaWithin
  }

  /// The share of the known people within a radius, 0 to 1; nil when no people are known.
  public func peopleShare(radius index: Int) -> Double? {
    total.people > 0 ? Double(within[index].people) / Double(total.people) : nil
  }

  /// The share of the settlements within a radius, 0 to 1; nil when there are none.
  public func settlementShare(radius index: Int) -> Double? {
    total.settlements > 0 ? Double(within[index].settlements) / Double(total.settlements) : nil
  }

  /// The share of the area within a radius, 0 to 1; nil when it was not computed.
  public func areaShare(radius index: Int) -> Double? {
    guard let area, area > .zero, areaWithin.indices.contains(index) else { return nil }
    return areaWithin[index].squareMetres / area.squareMetres
  }
}

extension EmergencyCoverage {
  /// The shares of the whole region: all settlements, those outside every township too.
  public func regionShare(name: String) -> CoverageShare {
    var share = CoverageShare(id: "", name: name, within: noneWithin)
    for index in settlements.indices { count(index, in: &share) }
    return share
  }

  /// The shares of each township, in the order given; settlements that name no township of the list are in none.
  public func shares(of townships: [Township]) -> [CoverageShare] {
    shares(of: townships.map { ($0.id, $0.name) }) { $0.townshipID }
  }

  /// The shares of each county, in the order given; a settlement without a county has that of its township.
  public func shares(of counties: [County], townships: [Township]) -> [CoverageShare] {
    let countyOfTownship = Dictionary(townships.map { ($0.id, $0.countyID) }, uniquingKeysWith: { first, _ in first })
    return shares(of: counties.map { ($0.id, $0.name) }) { settlement in
      settlement.countyID ?? settlement.townshipID.flatMap { countyOfTownship[$0] ?? nil }
    }
  }

  private var noneWithin: [Headcount] { [Headcount](repeating: .zero, count: radii.count) }

  private func shares(
    of units: [(id: String, name: String)], unit: (Settlement) -> String?
  ) -> [CoverageShare] {
    var shares = units.map { CoverageShare(id: $0.id, name: $0.name, within: noneWithin) }
    let position = Dictionary(
      units.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for (index, settlement) in settlements.enumerated() {
      if let id = unit(settlement), let share = position[id] { count(index, in: &shares[share]) }
    }
    return shares
  }

  private func count(_ index: Int, in share: inout CoverageShare) {
    share.total.add(settlements[index])
    guard let band = reaches[index].band else { return }
    for radius in band..<radii.count { share.within[radius].add(settlements[index]) }
  }
}
