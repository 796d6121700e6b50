import EMSModel

extension SitingQuestion {
  /// Lets the tool's own thresholds and its bound by county give way as far as the number asked for and the least of a
  /// county need it, and no farther; a document's thresholds never do.
  ///
  /// The bound by county rises first, to the least with which all eligible sites hold the number. Then sites below a
  /// default become candidates, those that miss the least part of it first, until the number can be had. Where no number
  /// is asked for, the bound by county is none, and the thresholds stand.
  mutating func letDefaultsGiveWay() {
    guard case .exactly(let asked) = count else { return }
    let waiting = leftOut.filter { left in
      left.shortfalls.allSatisfy(\.isDefault) && !excluded.contains(left.site.place)
    }.sorted { ($0.share, $0.site.place) < ($1.share, $1.site.place) }
    let open = candidates.filter { !excluded.contains($0.place) }
    raiseMostOfCounty(asked: asked, eligible: open + waiting.map(\.site))

    func least(_ county: String?) -> Int { county == nil ? 0 : limits(ofCounty: county)?.minimum ?? 0 }
    func most(_ county: String?) -> Int { county == nil ? Int.max : limits(ofCounty: county)?.maximum ?? Int.max }
    var have = Dictionary(grouping: open, by: \.countyID).mapValues(\.count)
    var taken: [SiteLeftOut] = []
    func take(where isNeeded: (String?, Int) -> Bool) {
      for left in waiting where !taken.contains(left) {
        let county = left.site.countyID
        guard isNeeded(county, have[county] ?? 0) else { continue }
        taken.append(left)
        have[county, default: 0] += 1
      }
    }
    take { county, own in own < least(county) }
    take { county, own in Self.room(in: have, most: most) < asked && own < most(county) }
    guard !taken.isEmpty else { return }

    admit(taken.map(\.site))
    takenBelowDefault = TakenBelowDefault(sites: taken, kept: open.count, asked: asked)
    gaveWay += SiteThreshold.allCases.compactMap { threshold in
      let missed = taken.flatMap(\.shortfalls).filter { $0.threshold == threshold }
      guard let least = missed.min(by: { $0.has < $1.has }) else { return nil }
      return DefaultGivenWay(
        name: threshold.name, asked: threshold.text(least.asked), given: threshold.text(least.has))
    }
  }

  /// Takes sites that a threshold left out among the candidates.
  mutating func admit(_ sites: [CandidateSite]) {
    let known = Set(candidates.map(\.place))
    candidates += sites.filter { !known.contains($0.place) }
    let admitted = Set(sites.map(\.place))
    leftOut.removeAll { admitted.contains($0.site.place) }
  }

  private mutating func raiseMostOfCounty(asked: Int, eligible: [CandidateSite]) {
    guard let byDefault = mostPerCountyByDefault else { return }
    let decided = named.union(forced)
    let have = Dictionary(grouping: eligible, by: \.countyID)
    let ofCounties = have.filter { $0.key != nil }.values
    let counts = have.mapValues(\.count)
    let needed = ofCounties.map { $0.count { decided.contains($0.place) } }.max() ?? 0
    var most = max(byDefault, perCounty?.minimum ?? 0, needed)
    func bound() { perCounty = CountyLimits(minimum: perCounty?.minimum ?? 0, maximum: most) }
    func holds() -> Bool {
      Self.room(in: counts) { $0 == nil ? Int.max : limits(ofCounty: $0)?.maximum ?? Int.max } >= asked
    }
    bound()
    while most < (ofCounties.map(\.count).max() ?? 0) + standing.count, !holds() {
      most += 1
      bound()
    }
    if most > byDefault {
      gaveWay.append(
        DefaultGivenWay(
          name: Phrase("most of a county", "每县上限"), asked: Phrase("\(byDefault)", "\(byDefault)个"),
          given: Phrase("\(most)", "\(most)个")))
    }
  }

  /// How many sites can be chosen with so many of each county at most.
  private static func room(in counts: [String?: Int], most: (String?) -> Int) -> Int {
    counts.reduce(0) { $0 + min($1.value, most($1.key)) }
  }
}
