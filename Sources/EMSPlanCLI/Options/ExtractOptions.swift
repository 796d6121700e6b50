import ArgumentParser
import EMSPlan
import Foundation

/// `emsplan init --osm`: the files of a plan from an OpenStreetMap extract alone.
struct ExtractOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Make the plan's files from this OpenStreetMap extract alone: boundaries, places, facilities and roads.",
      valueName: "extract.osm.pbf"))
  var osm: String?

  @Option(help: ArgumentHelp("Plan the administrative area of this name (with --osm).", valueName: "name"))
  var region: String?

  @Option(help: ArgumentHelp("Plan what lies in this box (with --osm).", valueName: "west,south,east,north"))
  var bbox: NumberList?

  @Option(
    help: ArgumentHelp(
      "The admin_level of counties and townships, such as 6,8 (with --osm; default: the finest that cover the region).",
      valueName: "county,township"))
  var levels: NumberList?

  func validate() throws {
    if osm == nil, region != nil || bbox != nil || levels != nil {
      throw ValidationError("--region, --bbox and --levels go with --osm.", "--region、--bbox 和 --levels 须与 --osm 同用。")
    }
    if region != nil, bbox != nil {
      throw ValidationError("Give either --region or --bbox.", "--region 与 --bbox 只能给一个。")
    }
    if let bbox {
      let box = bbox.numbers
      guard box.count == 4, box[0] < box[2], box[1] < box[3] else {
        throw ValidationError("--bbox is west,south,east,north in degrees.", "--bbox 依次为西、南、东、北（度），以逗号分隔。")
      }
    }
    if let levels {
      guard levels.numbers.count == 2, levels.numbers.allSatisfy({ $0 == $0.rounded() && (1...15).contains($0) }),
        levels.numbers[0] < levels.numbers[1]
      else {
        throw ValidationError("--levels is two whole numbers, the county's first: 6,8.", "--levels 为两个整数，县级在前，如 6,8。")
      }
    }
  }

  private var ground: OpenStreetMapDraft.Region {
    if let region { return .named(region) }
    guard let box = bbox?.numbers else { return .everything }
    return .box(west: box[0], south: box[1], east: box[2], north: box[3])
  }

  /// Writes the files and the plan into a folder.
  ///
  /// - Returns: the path of the plan, and what was found.
  func write(to folder: String, name: String?, _ global: GlobalOptions) throws -> (path: String, OpenStreetMapDraft) {
    guard let osm else { throw ValidationError("Missing --osm.", "缺少 --osm。") }
    let extract = URL(fileURLWithPath: osm)
    let draft = try OpenStreetMapDraft(
      extract: extract, region: ground, levels: levels.map { (Int($0.numbers[0]), Int($0.numbers[1])) })
    func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }
    let named = name ?? region ?? URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    let plan = draft.yaml(
      name: named, roads: extract.lastPathComponent, profile: "national", language: global.language)
    var outputs: [OutputFile] = []
    for (name, bytes) in try draft.files() + [("plan.yaml", Array(plan.utf8))] {
      let file = try OutputFile(path(name), overwrite: global.overwrite, inputs: [osm])
      try file.append(bytes)
      outputs.append(file)
    }
    // A plan reads nothing outside its folder: the extract is copied beside it.
    let roads = path(extract.lastPathComponent)
    if !OutputFile.isSame(roads, osm) {
      let file = try OutputFile(roads, overwrite: global.overwrite, inputs: [osm])
      try file.append(Array(try InputFile.read(extract, as: osm)))
      outputs.append(file)
    }
    for file in outputs { try file.commit() }
    return (path("plan.yaml"), draft)
  }
}
