import EMSFormats
import EMSModel
import GeoKit

extension PlanFile {
  /// The JSON Schema of plan files, for editors that check YAML while it is written.
  public static var jsonSchema: String { schema.jsonSchema(title: "EMSPlan plan file") }

  /// Every key that a plan may hold; the JSON Schema that ships with the tool is made from it.
  package static let schema: YAMLSchema = .object([
    .init("name", .text, required: true, "The name of the plan."),
    .init("name_zh", .text, "The name in Chinese outputs, where it is another one."),
    .init(
      "profile", .text, required: true, "The policy profile: a name in GeoData/profiles, or the path of a YAML file."),
    .init("attribution", .text, "Whose data they are, and under which licence; every output repeats it."),
    .init("inputs", inputsSchema, required: true, "The files that the plan is made from, relative to this file."),
    .init("travel", travelSchema, "How ambulances and people travel; what is left out comes from the profile."),
    .init(
      "stations",
      .object([
        .init(
          "hours", .choice(["count", "exclude"]),
          "Whether stations count that are not staffed round the clock; they do when left out, and are told."),
        .init(
          "without_ambulance", .choice(["count", "exclude"]),
          "Whether emergency centres, hospitals and sub-centres count that have no ambulance; they do not when left out."
        ),
      ]), "Which facilities count as emergency stations."),
    .init("siting", sitingSchema, "What is sited differently from the profile."),
    .init("phases", phasesSchema, "What of the proposal stands by the end of which year, years ascending."),
    .init("costs", costsSchema, "What sites cost and how many work there; the tool knows no costs of its own."),
    .init(
      "uncertainty", Uncertainty.schema, "By how much what the plan rests on may be off, for emsplan robust."),
    .init(
      "output",
      .object([
        .init("language", .choice(Language.allCases.map(\.rawValue)), "Language of the outputs."),
        .init("flatgeobuf", .flag, "Whether each layer is written as FlatGeobuf, too."),
        .init("per_county", .flag, "Whether each county has an annex of its own, too."),
        .init(
          "maps", .list(.choice(OutputChoice.MapFormat.allCases.map(\.rawValue))),
          "The forms of the maps on paper (default: pdf and svg); an empty list draws none."),
      ]), "How the outputs look."),
  ]).calling(PlanKeyWords.all)

  /// The fields that each layer may name a column for.
  static let countyFields: [Field] = [.id, .name, .population, .urbanShare, .seatLongitude, .seatLatitude]
  /// Whether a plan may list several layers for one input.
  static let joinsLayers = true
  /// What a table without shapes may tell of townships.
  static let tableFields: [Field] = [.id, .name, .kind, .county, .population, .seatLongitude, .seatLatitude]
  static let facilityFields: [Field] = [
    .id, .name, .tier, .grade, .longitude, .latitude, .county, .township, .beds, .ambulance, .turnout, .hours, .surgery,
    .consultation, .doctor,
    .fiveCentres, .feverRoom, .tcmHall, .emergencyDepartment, .medicalCommunity, .precision, .origin, .source, .status,
  ]
  /// What tells of counties and townships is of no use outside the region.
  static let neighbourFields = facilityFields.filter { ![.county, .township].contains($0) }
  static let settlementFields: [Field] = [
    .id, .name, .longitude, .latitude, .county, .township, .population, .urban, .doctor, .clinic, .precision, .origin,
  ]
  /// Whether the rows of which these are asked are points, as facilities and settlements are.
  static func areOfPoints(_ fields: [Field]) -> Bool {
    fields.contains(.longitude) && !fields.contains(.seatLongitude)
  }
  static let indicatorFields: [Field] = [
    .unit, .posts, .healthGrids, .communityHospitals, .gradeAHealthCentres, .assessedCentres, .centresAtBasicStandard,
    .centresAtRecommendedStandard, .turnoutShare, .clinicsAwayFromPeople, .createdCommunityHospitals,
    .createdCommunityHealthCentres, .townsBelowStandard, .hospitalsWithoutFiveCentres, .indicator, .value, .year,
  ]
  /// What can be sited, and so overridden.
  static let sitedTiers: [FacilityTier] = [
    .countySubCentre, .emergencySubCentre, .centralVillageClinic, .communityHealthStation,
  ]

  private static let tiersKey = YAMLSchema.Key(
    "tiers", .mapping(.choice(FacilityTier.allCases.map(\.rawValue) + [TierWords.Meaning.ignoredWord])),
    "What words of the column of tiers, or of names, mean: a tier or ignore, such as {Dispensary: village_clinic}.")

  private static let inputsSchema: YAMLSchema = .object([
    .init("counties", layer(countyFields), "Polygons of the counties, with their people."),
    .init(
      "townships",
      layer(
        townshipFields, fileRequired: false,
        and: [
          .init("derive", .choice(["thiessen"]), "Derive the boundaries as Thiessen cells of the seats."),
          .init("seats", .text, "The file of the township seats, for derived boundaries."),
          .init(
            "table", layer(tableFields),
            "Table that tells the townships' people, kinds, counties and seats, joined by id or by name."),
        ]), required: true, "Polygons of the townships, or the seats to derive them from."),
    .init(
      "facilities", layer(facilityFields, and: [tiersKey, unlocatedKey, areasKey]), required: true,
      "Points of the facilities."),
    .init(
      "neighbours", layer(neighbourFields, and: [tiersKey, unlocatedKey, areasKey]),
      "Points of facilities outside the region, which may reach its people; rows inside the region are left out."),
    .init(
      "settlements",
      layer(
        settlementFields,
        and: [
          unlocatedKey, areasKey,
          .init(
            "unknown_people", .choice(UnknownPeople.allCases.map(\.rawValue)),
            "Settlements without a figure: keep (they add no people), derive (what their township's people leave, in equal parts) or error."
          ),
        ]), "Points of the villages and communities."),
    .init(
      "indicators", layer(indicatorFields),
      "Table of what the bureau's books say of region, counties and townships, for the scorecard."),
    .init(
      "demand",
      .object([
        .init("method", .choice(DemandMethod.allCases.map(\.rawValue)), required: true, "How people are spread."),
        .init("grid_km", .number(0.1...50), "Side of a square of the grid, in kilometres; 5 when left out."),
        .init("file", .text, "GeoTIFF of people per cell, for the method population-raster."),
      ]), "A method that puts people where no settlement is known."),
    .init(
      "roads",
      .object([
        fileKey, .init("layer", .text, "Layer of a road database; '*' joins all that hold lines."),
        .init("class", .text, "Field with the class of a road layer."),
        .init("speed", .text, "Field with the speed of a road layer, km/h."),
        .init("one_way", .text, "Field with the one-way sign of a road layer."),
        .init("id", .text, "Field that names the roads of a layer, for closed; left out, features count from 1."),
        .init(
          "crs", .text, "Datum of a road layer: wgs84, cgcs2000, gcj02, bd09 or epsg:N; left out, what it declares."),
        .init(
          "join_metres", .number(0...1000),
          "Ends of lines are joined to lines that are no further away; 1 when left out."),
        .init("speeds", .text, "Table of speeds: standard (when left out), china, germany or a .yaml file."),
        .init("hour", .integer(0...23), "Hour of the day, where the table's speeds differ by the hour."),
        .init("season", .text, "Speeds by class of road in a season: primary=0.8,track=0; 0 closes."),
        .init("closed", .text, "File with one closed road per line: the id of a way, or a value of id."),
        .init(
          "barriers", .text,
          "Lines that ways off the road do not cross: extract (rivers, canals, railways, fences and walls of file) or a line layer."
        ),
        .init(
          "vehicle_height_m", .number(1...6),
          "Height of an ambulance, against which limits of height are held; the tool assumes 3 when left out."),
        .init(
          "vehicle_width_m", .number(1...6),
          "Width of an ambulance, against which limits of width are held; the tool assumes 2.2 when left out."),
      ]), "Roads: OpenStreetMap extract (.osm.pbf), stored roads or a line layer."),
    .init(
      "friction",
      .object([
        .init("file", .text, "Raster of the time that a metre takes."),
        .init(
          "unit", .choice(FrictionUnit.allCases.map(\.rawValue)),
          "Unit of file; left out, what the raster declares, or else seconds per metre."),
        .init("land_cover", .text, "Raster of classes of land cover, instead of file."),
        .init("speeds", .text, "Speeds by class of land cover, km/h: 10=3,40=4.5,80=0; 0 is impassable."),
        .init("elevation", .text, "Raster of heights in metres."),
      ]), "The ground off the roads: its pace or its land cover, and its heights."),
  ])

  private static let unlocatedKey = YAMLSchema.Key(
    "unlocated", .choice(["skip", "error"]), "Whether rows without a place, or at 0, 0, are left out or a problem.")

  private static let areasKey = YAMLSchema.Key(
    "areas", .choice(["inside", "error"]),
    "Whether rows drawn as areas stand at a point inside their largest part, which is derived, or are a problem.")

  private static let fileKey = YAMLSchema.Key("file", .text, required: true, "Path of the file.")

  private static func layer(_ fields: [Field], fileRequired: Bool = true, and more: [YAMLSchema.Key] = []) -> YAMLSchema
  {
    .oneOrList(
      .object(
        [.init("file", .text, required: fileRequired, "Path of the file.")] + more + [
          .init(
            "crs", .text,
            "Datum of the coordinates: wgs84 (the default), cgcs2000, cgcs2000-gk (its zone found from the eastings), gcj02, bd09 or epsg:N."
          ),
          .init(
            "encoding", .text, "Encoding of the text: utf-8, gb18030, windows-1252 …; found out when left out."),
          .init(
            "layer", .text, "Sheet of a workbook, layer of a database or file in a zip file; '*' joins all of one kind."
          ),
          .init("swap_xy", .flag, "Whether longitude and latitude stand in each other's column."),
          .init(
            "where", .text,
            "Which rows are read: COLUMN = VALUE, or !=; several values by |, several conditions by and."),
        ] + fields.map { .init($0.rawValue, .text, $0.about) }))
  }

  private static let travelSchema: YAMLSchema = .object([
    .init("emergency", purposeSchema, "Ambulances, from the facility."),
    .init("clinics", purposeSchema, "Patients on their way to a clinic."),
    .init("service_circle", purposeSchema, "The 15-minute service circle."),
  ])

  private static let purposeSchema: YAMLSchema = .object([
    .init("model", .choice(TravelModelName.allCases.map(\.rawValue)), "Travel model; straight-line when left out."),
    .init("mode", .choice(TravelMode.allCases.map(\.rawValue)), "How people move."),
    .init("turnout_minutes", .number(0...60), "Minutes from the call to the wheels."),
    .init("speed_kmh", .number(0.5...200), "Speed in kilometres per hour, for straight-line travel."),
    .init("detour", .number(1...5), "Road distance over straight-line distance."),
    .init(
      "minutes", .number(0.5...600), "Time limit in minutes; of emergency, siting keeps to it instead of the radius."),
  ])

  private static let sitingSchema: YAMLSchema = .object(
    sitedTiers.map { .init($0.rawValue, countsSchema, "How many to site.") } + [
      .init("time_limit_seconds", .number(0.1...86_400), "Time limit of each siting problem, in seconds."),
      .init("gap", .number(0...1), "Relative gap at which a solution is good enough."),
    ])

  private static let countsSchema: YAMLSchema = .object([
    .init("count", .integer(0...100_000), "Sites to add in the whole area."),
    .init("min_per_county", .integer(0...100_000), "The least that a county gets."),
    .init("max_per_county", .integer(0...100_000), "The most that a county gets."),
    .init(
      "existing", .oneOrList(.text), "Sites that give the service already: id or name of a site, a town or a county."),
    .init("exclude", .oneOrList(.text), "Sites that must not be chosen, by id or name, or all of a town or county."),
    .init("force", .oneOrList(.text), "Sites that must be chosen, and count: id or name of a site or its town."),
    .init(
      "candidates", .oneOrList(.text),
      "Where alone a site may be: ids or names of sites, towns or counties, a tier of facilities such as township_health_centre, or villages."
    ),
  ])
}
