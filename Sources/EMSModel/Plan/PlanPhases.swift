extension PlanFile {
  /// What stands by the end of a year.
  public struct Phase: Hashable, Sendable {
    public var year: Int
    /// How many proposed sites of a service stand by then, those of earlier phases among them. A service that is not named
    /// has as many as before, in the last phase all that are proposed.
    public var counts: [FacilityTier: Int]
    /// What the sites of this phase may cost together, in the unit of the costs; nil: nobody says.
    public var budget: Double?

    public init(year: Int, counts: [FacilityTier: Int] = [:], budget: Double? = nil) {
      self.year = year
      self.counts = counts
      self.budget = budget
    }
  }

  /// What a site costs and how many work there, as the plan's author gives it; the tool knows none.
  public struct SiteCost: Hashable, Sendable {
    /// Of a site that is built anew, in the unit of the costs; nil: nobody says, as of the others.
    public var newBuild: Double?
    /// Of a place that stands and becomes one, in the same unit.
    public var upgrade: Double?
    /// How many work at one site.
    public var staff: Double?

    public init(newBuild: Double? = nil, upgrade: Double? = nil, staff: Double? = nil) {
      self.newBuild = newBuild
      self.upgrade = upgrade
      self.staff = staff
    }
  }

  /// The costs of the kinds of site, in one unit of money.
  public struct Costs: Hashable, Sendable {
    /// `万元`.
    public var unit: String
    public var ofService: [FacilityTier: SiteCost]

    public init(unit: String, ofService: [FacilityTier: SiteCost] = [:]) {
      self.unit = unit
      self.ofService = ofService
    }
  }
}
