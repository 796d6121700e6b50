#if GDAL
  import EMSFormats

  /// What the cells of a field of a layer are, by the field's name and never by its cells: two runs have the same columns.
  enum FieldType {
    private static let decimals: Set = [
      "alternative_loss", "marginal_value", "concentration", "strength", "demand", "score", "person_minutes_saved",
      "alternative_person_minutes", "best_share", "best_share_low", "best_share_high", "urban_share",
      "cost", "staff",
    ]
    private static let decimalEndings = [
      "_km", "_km2", "_min", "_share_area", "_share_population", "_share_settlements",
    ]
    private static let wholes: Set = [
      "rank", "nearer", "town_people", "beds", "round", "villages", "settlements", "population", "by_year",
      "facilities",
    ]
    private static let wholeBeginnings = ["population_", "settlements_", "territory_"]
    private static let texts: Set = ["population_origin"]

    static func of(_ field: String) -> GDALFile.ColumnType {
      if texts.contains(field) { return .text }
      if decimals.contains(field) || decimalEndings.contains(where: field.hasSuffix) { return .decimal }
      return wholes.contains(field) || wholeBeginnings.contains(where: field.hasPrefix) ? .whole : .text
    }
  }
#endif
