import EMSModel

/// What people call the keys of a plan instead: a wrong key then says the right one.
enum PlanKeyWords {
  static let all: [String: [String]] = Field.allCases.reduce(into: keys) { words, field in
    // A key that names a column is called as the column's header is.
    words[field.rawValue, default: []] +=
      field.headers + ["\(field.rawValue)_column", "\(field.rawValue)_field"]
  }

  private static let both = [
    "coords", "coord", "coordinates", "coordinate", "location", "lonlat", "latlon", "geometry", "坐标", "经纬度",
  ]

  private static let keys: [String: [String]] = [
    // Of the plan.
    "name": ["title", "region"],
    "profile": ["policy", "document", "standard", "政策"],
    "attribution": ["licence", "license", "credit", "credits", "copyright"],
    "inputs": ["data", "files", "input", "layers", "sources", "数据"],
    "travel": ["transport", "mode", "modes", "speed", "speeds"],
    "siting": ["sites", "models", "counts", "count"],
    "output": ["outputs", "language", "lang", "maps"],
    // Of the inputs.
    "counties": ["county", "districts", "district", "county_boundaries", "admin2", "县", "旗县", "县界"],
    "townships": [
      "towns", "town", "township", "wards", "ward", "communes", "boundaries", "subdistricts", "township_boundaries",
      "admin3",
      "乡镇", "乡镇边界",
    ],
    "facilities": [
      "facility", "hospitals", "hospital", "clinics", "clinic", "stations", "health_facilities", "healthsites",
      "institutions",
      "机构", "医疗机构",
    ],
    "settlements": [
      "villages", "village", "points", "places", "communities", "localities", "demand_points", "村庄", "村", "行政村", "村居",
    ],
    "indicators": ["statistics", "figures", "指标"],
    "demand": ["people", "raster", "worldpop", "population_raster", "population", "人口"],
    "roads": ["osm", "network", "road_network", "道路"],
    "friction": ["ground", "terrain", "cost", "landcover", "surface"],
    "table": ["tables", "join", "attributes", "csv"],
    // Of a file.
    "file": ["path", "filename", "source", "url", "src", "文件"],
    "crs": [
      "datum", "coordinate_system", "coordinates_system", "coord_system", "coordsys", "srs", "srid", "epsg",
      "projection",
      "proj", "reference_system", "spatial_reference", "坐标系", "坐标系统",
    ],
    "encoding": ["charset", "codepage", "code_page", "character_set", "字符集"],
    "layer": ["sheet", "sheetname", "sheets", "worksheet", "layername", "tab", "工作表", "图层"],
    "swap_xy": ["swap", "swap_axes", "axis", "axes", "axis_order", "flip", "flip_xy", "xy_order"],
    "where": ["filter", "query", "condition", "rows", "select", "only", "sql", "筛选"],
    "tiers": ["types", "type_mapping", "levels", "tier_mapping", "mapping"],
    "unlocated": ["missing", "no_coordinates", "missing_coordinates", "skip_missing", "without_coordinates"],
    "unknown_people": ["missing_people", "missing_population", "unknown_population"],
    "lon": both,
    "lat": both,
    // Of demand, roads and travel.
    "grid_km": ["grid", "cell", "cell_km", "cell_size", "resolution"],
    "class": ["fclass", "highway", "road_class"],
    "speed": ["maxspeed", "speed_field"],
    "speed_kmh": ["speed", "kmh", "velocity"],
    "turnout_minutes": ["turnout", "chute"],
    "minutes": ["time", "limit", "threshold", "max_minutes"],
  ]
}
