#if GDAL
  import EMSFormats
  import EMSModel

  extension PlanLayer {
    /// One feature for each county, with the outline that the files give.
    static func counties(of area: PlanningArea) -> PlanLayer {
      PlanLayer(
        name: "counties", title: Phrase("Counties", area.countyWord),
        features: area.counties.compactMap { county in
          guard let outline = county.outline else { return nil }
          return GeoJSONFeature(
            id: county.id, geometry: .area(outline),
            properties: [
              .init("id", .text(county.id)), .init("name", .text(county.name)),
              .init("population", .optional(county.population)),
            ])
        })
    }

    /// One feature for each facility, with its origin.
    static func facilities(of area: PlanningArea) -> PlanLayer {
      let names = PlanNames(area)
      return PlanLayer(
        name: "facilities", title: FacilitiesTitle(of: area.facilities).whole,
        features: area.facilities.map { facility in
          GeoJSONFeature(
            id: facility.id, geometry: .point(facility.location),
            properties: [
              .init("id", .text(facility.id)), .init("name", .text(facility.name)),
              .init("tier", .text(facility.tier?.rawValue ?? "unknown")), .init("grade", .optional(facility.grade)),
              .init("beds", .optional(facility.beds)),
              .init("county", .optional(names.county(facility.countyID, orOfTownship: facility.townshipID))),
              .init("township", .optional(names.township(facility.townshipID)?.name)),
              .init("coord_precision", .text(facility.precision.rawValue)),
              .init("origin", .text(facility.origin.rawValue)),
            ])
        })
    }
  }
#endif
