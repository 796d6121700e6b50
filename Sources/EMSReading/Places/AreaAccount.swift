import EMSModel

extension InputAccount {
  /// The account with what is known once all files are read together: derived people, people in no township, and the
  /// settlements' people held against those of townships and counties.
  func completed(with area: PlanningArea, of files: InputFiles) -> InputAccount {
    var account = self
    func add(_ input: String, _ file: String, _ item: Item, field: String? = nil, value: Phrase? = nil, _ count: Int) {
      account.add(Entry(input: input, file: file, item: item, field: field, value: value, count: count))
    }
    let derived = area.settlements.filter { $0.origin == .derived }.compactMap(\.population).reduce(0, +)
    if let demand = files.demand {
      add(
        "demand", demand.file ?? files.file, .peopleDerived,
        value: demand.method.name, derived)
    }
    let townshipLayer = files.townships?.layer
    if !area.unplaced.isEmpty {
      add("townships", townshipLayer?.file ?? files.file, .peopleUnplaced, area.unplacedPeople)
    }
    if area.settlements.isEmpty { return account }
    let file = files.settlements?.file ?? files.file
    if !area.townships.isEmpty {
      let outside = area.settlements.filter { $0.townshipID == nil }.compactMap(\.population).reduce(0, +)
      if outside > 0 { add("settlements", file, .peopleInNoTownship, outside) }
    }
    let known = area.settlements.filter { $0.population != nil }
    let ofTownship = Dictionary(grouping: known, by: \.townshipID)
    let townships = area.townships.filter { $0.population != nil }
    if !townships.isEmpty {
      let there = townships.reduce(0) { sum, township in
        sum + (ofTownship[township.id] ?? []).compactMap(\.population).reduce(0, +)
      }
      add(
        "townships", townshipLayer?.peopleFile ?? files.file, .people, field: "settlements",
        value: Phrase(
          "at settlements in \(townships.count.of("township", "townships")) of known people",
          "（人口已知的 \(townships.count) 个乡镇内村居合计）"), there)
    }
    let ofCounty = Dictionary(grouping: known, by: \.countyID)
    let counties = area.counties.filter { $0.population != nil }
    if let layer = files.counties, !counties.isEmpty {
      let there = counties.reduce(0) { sum, county in
        sum + (ofCounty[county.id] ?? []).compactMap(\.population).reduce(0, +)
      }
      add(
        "counties", layer.file, .people, field: "settlements",
        value: Phrase(
          "at settlements in \(counties.count.of("county", "counties")) of known people",
          "（人口已知的 \(counties.count) 个县内村居合计）"),
        there)
    }
    return account
  }
}

extension PlanFile.Layer {
  /// The file that the people of its rows come from: the joined table's, where there is one.
  var peopleFile: String { tables.first?.file ?? file }
}
