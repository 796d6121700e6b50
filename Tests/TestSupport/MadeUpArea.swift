import EMSModel

extension PlanningArea {
  /// An area made up for a test, of which no book tells anything.
  package init(
    name: String, counties: [County], townships: [Township], settlements: [Settlement], facilities: [Facility],
    notes: [Note] = []
  ) {
    self.init(
      name: name, counties: counties, townships: townships, settlements: settlements, facilities: facilities,
      indicators: [], notes: notes, account: InputAccount())
  }
}
