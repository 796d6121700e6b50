/// Which facilities count as emergency stations where a file says that nobody, or no ambulance, is there all the time.
public struct StationRule: Hashable, Sendable {
  /// Whether a station counts that is not staffed round the clock; nil where the plan says nothing: it counts.
  public var countsPartTime: Bool?
  /// Whether an emergency centre, hospital or sub-centre counts that has no ambulance; nil where the plan says nothing:
  /// it does not.
  public var countsWithoutAmbulance: Bool?

  public init(countsPartTime: Bool? = nil, countsWithoutAmbulance: Bool? = nil) {
    self.countsPartTime = countsPartTime
    self.countsWithoutAmbulance = countsWithoutAmbulance
  }

  /// The facilities as the rule counts them, and what a reader must know of it.
  package func applied(to facilities: [Facility]) -> (facilities: [Facility], notes: [Note]) {
    var result = facilities
    var partTime: [String] = []
    var withoutAmbulance: [String] = []
    for (index, facility) in facilities.enumerated() {
      if facility.hasAmbulance == false, facility.isStationByTier {
        withoutAmbulance.append(facility.name)
        if countsWithoutAmbulance == true { result[index].isStationByPlan = true }
      }
      guard result[index].isEmergencyStation, let hours = facility.hours, !hours.isRoundTheClock else { continue }
      partTime.append("\(facility.name) (\(hours.text))")
      if countsPartTime == false { result[index].isStationByPlan = false }
    }
    var notes: [Note] = []
    func tell(
      _ names: [String], _ counts: Bool?, standard: Bool, _ english: (one: String, many: String), _ chinese: String,
      key: String
    ) {
      if names.isEmpty { return }
      let isCounted = counts ?? standard
      let who =
        counts == nil
        ? Phrase(
          "the tool's default; stations: {\(key): \(standard ? "exclude" : "count")} in the plan changes it",
          "软件默认；可在方案中用 stations: {\(key): \(standard ? "exclude" : "count")} 更改")
        : Phrase("as the plan says", "按方案规定")
      let does = isCounted ? ("counts", "count") : ("does not count", "do not count")
      let list = names.sorted().shortList
      notes.append(
        Note(
          .warning,
          english: names.count.of("\(english.one) and \(does.0)", "\(english.many) and \(does.1)")
            + " as \(names.count == 1 ? "a station" : "stations") (\(who.english)): \(list.english)",
          chinese: "\(names.count) \(chinese)，\(isCounted ? "计为" : "不计为")急救站点（\(who.chinese)）：\(list.chinese)"))
    }
    tell(
      partTime, countsPartTime, standard: true,
      ("station is not staffed round the clock", "stations are not staffed round the clock"), "个站点并非全天值守",
      key: "hours")
    tell(
      withoutAmbulance, countsWithoutAmbulance, standard: false,
      (
        "emergency centre, hospital or sub-centre has no ambulance",
        "emergency centres, hospitals or sub-centres have no ambulance"
      ),
      "个急救中心、医院或分中心没有救护车", key: "without_ambulance")
    return (result, notes)
  }
}
