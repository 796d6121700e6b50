import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// A plan file to begin with, made from what the files of a folder turn out to be.
///
/// What a file is, is told by its shapes, its headers and its words; nothing is read from its own name but the kind of
/// a raster, and of files alike the year and whether it is a copy. The planner checks every line: the draft says what each one rests on.
public struct PlanDraft: Sendable {
  /// What a file is taken for.
  public enum Role: String, CaseIterable, Sendable {
    case counties, townships, seats, facilities, neighbours, settlements, indicators, roads, population, friction
    /// People and kinds of the townships, in a table without places.
    case townshipTable = "townships' table"
  }

  /// By file and layer, ascending.
  public internal(set) var sources: [DraftSource] = []
  /// What is wrong with the files that could not be read.
  public private(set) var problems: [InputProblem] = []
  /// The files of which nothing is known that a plan could use.
  public private(set) var strangers: [String] = []
  /// The files that Office keeps while a document is open.
  private(set) var locks: [String] = []
  /// What those of XML hold, where that is known.
  private(set) var markups: [String: MarkupContent] = [:]
  /// Sentences of the folder that name a datum: the datum, the sentence and the file.
  private(set) var datumSentences: [(datum: String, text: String, file: String)] = []
  /// The policy profile that the plan will name.
  public var profile = "national"

  /// Looks at every file of a folder, the folders in it left out.
  ///
  /// - Throws: the problem of a folder that cannot be listed; `onlyMissingFiles` when it is not there.
  public init(folder: URL) throws(InputProblems) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw InputProblems(
        [
          InputProblem(
            file: folder.relativePath, english: "there is no such folder", chinese: "文件夹不存在",
            remedyEnglish: "Check the path", remedyChinese: "请检查路径")
        ], onlyMissingFiles: true)
    }
    let companions: Set = ["shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix", "qmd", "dat", "id", "map", "mid", "xml"]
    for name in names.sorted() where !name.hasPrefix(".") {
      let url = folder.appendingPathComponent(name)
      let (lower, kind) = (name.lowercased(), url.pathExtension.lowercased())
      let parts = [name] + PlanFolder.companions(of: name, in: folder)
      if name.hasPrefix(Self.lockMark) {
        locks.append(name)
      } else if let link = parts.first(where: { PlanFolder.leads($0, outOf: folder) }) {
        problems.append(Self.leadsOut(link))
      } else if lower.hasSuffix(".osm.pbf") {
        sources.append(DraftSource(file: name, role: .roads))
      } else if ["tif", "tiff", "asc"].contains(kind) {
        let isFriction = lower.contains("friction") || lower.contains("阻力")
        sources.append(DraftSource(file: name, role: isFriction ? .friction : .population))
      } else if TableFile.kinds.contains(kind) || kind == "dbf" && !hasTable(beside: name, in: names) {
        addTables(of: url, named: name)
      } else if kind != "yaml" {
        let markup = kind == "xml" ? MarkupContent(of: url) : nil
        if markup ?? .other == .other, companions.contains(kind), hasTable(beside: name, in: names) { continue }
        strangers.append(name)
        markups[name] = markup == .other ? nil : markup
        readSentences(in: url, named: name)
      }
    }
    settleLevels(in: folder)
    findTownshipTables(in: folder)
    findTownshipColumns(in: folder)
    findDatums(in: folder)
    findNeighbours(in: folder)
    settleCountyCities(in: folder)
  }

  /// What the names of files begin with that Office keeps while a document is open.
  static let lockMark = "~$"

  private static func leadsOut(_ link: String) -> InputProblem {
    InputProblem(
      file: link, Phrase("this is a link that leads out of the folder, and is not followed", "这是指向文件夹之外的链接，未读取"),
      Phrase("Copy the file itself into the folder", "请将文件本身复制到该文件夹"))
  }

  private func hasTable(beside name: String, in names: [String]) -> Bool {
    let stem = name.prefix { $0 != "." }
    return names.contains { other in
      other != name && other.prefix { $0 != "." } == stem
        && TableFile.kinds.contains((other as NSString).pathExtension.lowercased())
    }
  }

  private mutating func addTables(of url: URL, named name: String) {
    do throws(InputProblems) {
      let layers = try TableFile.layers(of: url, as: name)
      for layer in layers {
        let table: any SourceTable
        do throws(InputProblems) {
          table = try Self.table(of: url, named: name, layer: layer)
        } catch {
          // An empty sheet beside others is nothing to complain of.
          if layers.count == 1 { throw error }
          if error.problems != LayerChoice.empty(name).problems { problems += error.problems }
          continue
        }
        let source = DraftSource(table, layer: layers.count > 1 ? layer : nil)
        if source.role == nil, !source.hasPlaces {
          // A text that explains the others is no table.
          if url.pathExtension.lowercased() == "txt", source.columns.isEmpty, source.people.isEmpty {
            strangers.append(name)
            readSentences(in: url, named: name)
            continue
          }
          readSentences(of: table)
        }
        sources.append(source)
      }
    } catch {
      problems += error.problems
      readSentences(in: url, named: name)
    }
  }

  /// A layer as a table; where it has no row but sums, those, if they are the figures of a region.
  private static func table(
    of url: URL, named name: String, layer: String?
  ) throws(InputProblems) -> any SourceTable {
    do throws(InputProblems) {
      return try TableFile.open(url, as: name, layer: layer)
    } catch {
      guard let figures = try? TableFile.open(url, as: name, layer: layer, ofFigures: true),
        DraftSource(figures, layer: layer).role == .indicators
      else { throw error }
      return figures
    }
  }

  // MARK: Sentences

  /// Texts of a file that explains the others are short.
  private static let longestText = 64 << 10

  private mutating func readSentences(in url: URL, named name: String) {
    guard ["txt", "md"].contains(url.pathExtension.lowercased()),
      let data = try? InputFile.read(url, as: name, atMost: Self.longestText),
      let bytes = try? TextEncoding.utf8(data, declared: nil, file: name)
    else { return }
    addSentences(String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init), of: name)
  }

  private mutating func readSentences(of table: any SourceTable) {
    let cells = (0..<min(table.rowCount, 50)).flatMap { row in table.columns.indices.map { table.text(row, $0) } }
    addSentences(table.columns + cells.compactMap { $0 }, of: table.file)
  }

  private mutating func addSentences(_ texts: [String], of file: String) {
    for text in texts where text.count > 3 {
      let compact = HalfWidth.of(text).lowercased().filter { $0.isLetter || $0.isNumber }
      if let datum = HeaderWords.datum(in: compact)?.name { datumSentences.append((datum, text, file)) }
    }
  }

  // MARK: Which source serves

  /// The source that the plan takes for a role: of the finest level, then with the most known columns, then of the newest
  /// year by its name, then no copy, then with the most rows; the first of equals.
  public func chosen(_ role: Role) -> DraftSource? {
    sources.filter { $0.role == role }.reduce(nil) { best, source in
      guard let best else { return source }
      let isBetter =
        (source.level ?? 0, source.columns.count, source.yearInName, source.isCopy ? 0 : 1, source.rows ?? 0) > (
          best.level ?? 0, best.columns.count, best.yearInName, best.isCopy ? 0 : 1, best.rows ?? 0
        )
      return isBetter ? source : best
    }
  }

  /// All sources that together serve a role: the chosen one, and those that list other places.
  public func taken(_ role: Role) -> [DraftSource] {
    guard let chosen = chosen(role) else { return [] }
    guard [.facilities, .neighbours, .settlements].contains(role), PlanFile.joinsLayers else { return [chosen] }
    var taken = [chosen]
    for source in sources where source.role == role && !source.isSame(as: chosen) {
      if !taken.contains(where: { $0.listsSamePlaces(as: source) }) { taken.append(source) }
    }
    return sources.filter { source in taken.contains { $0.isSame(as: source) } }
  }

  /// Of layers of several administrative levels the finest are the townships and the next the counties.
  private mutating func settleLevels(in folder: URL) {
    let unnamed = sources.indices.filter { sources[$0].role == .townships && !sources[$0].isNamedAsItsRole }
    let order = unnamed.sorted {
      (sources[$0].level ?? 0, sources[$0].rows ?? 0, $1) > (sources[$1].level ?? 0, sources[$1].rows ?? 0, $0)
    }
    let hasTownships = sources.contains { $0.role == .townships && $0.isNamedAsItsRole }
    var coarser = hasTownships ? order[...] : order.dropFirst()
    if !sources.contains(where: { $0.role == .counties }), let next = coarser.popFirst(),
      let table = sources[next].table(in: folder)
    {
      sources[next].take(.counties, table)
    }
    for index in coarser {
      sources[index].role = nil
      sources[index].why = Phrase("areas of another level than townships and counties", "乡镇、县以外层级的区域")
    }
    nameCounties(in: folder)
  }

  /// Emergency centres are those of a county where a city that is one is in their names.
  private mutating func settleCountyCities(in folder: URL) {
    let league = FacilityTier.leagueEmergencyCentre.rawValue
    let lists = sources.indices.filter { sources[$0].tiers.lines.contains { $0.tier == league } }
    if lists.isEmpty { return }
    var cities = chosen(.counties)?.names ?? []
    if let towns = chosen(.townships) ?? chosen(.seats), let header = towns.columns[.county],
      let table = towns.table(in: folder), let column = table.columns.firstIndex(of: header)
    {
      cities.formUnion((0..<table.rowCount).compactMap { table.text($0, column) })
    }
    cities = cities.filter { $0.hasSuffix("市") }
    if cities.isEmpty { return }
    for index in lists { sources[index].readTiers(in: folder, countyCities: cities) }
  }

  /// Without a layer of counties, the column of the level above the townships names them.
  private mutating func nameCounties(in folder: URL) {
    guard chosen(.counties) == nil, let level = chosen(.townships)?.level,
      let index = sources.firstIndex(where: { $0.role == .townships && $0.level == level }),
      sources[index].columns[.county] == nil
    else { return }
    let above = sources[index].unknownColumns.first { header in
      guard let found = FieldSynonyms.idOrName(FieldSynonyms.normalised(header)) else { return false }
      return found.level == level - 1 && found.field == .name
    }
    guard let above else { return }
    sources[index].named[.county] = above
    sources[index].columns[.county] = above
    sources[index].unknownColumns.removeAll { $0 == above }
  }

  /// Tables whose names are those of the townships: without places, or with those of the seats where the townships have
  /// boundaries.
  private mutating func findTownshipTables(in folder: URL) {
    guard let townships = chosen(.townships) ?? chosen(.seats), !townships.names.isEmpty else { return }
    let haveBoundaries = chosen(.townships) != nil
    for index in sources.indices {
      let role = sources[index].role
      guard role == nil && !sources[index].hasPlaces || haveBoundaries && (role == .seats || role == .settlements)
      else { continue }
      guard let whole = sources[index].table(in: folder), let named = Self.column(of: whole, naming: townships.names)
      else { continue }
      // A village list names a township in every row, too.
      if role == .settlements, sources[index].columns[.name].map({ $0 != whole.columns[named] }) ?? false { continue }
      let count = max(townships.rows ?? 0, townships.names.count)
      var (table, hits) = (whole, Self.hits(whole, named, townships.names))
      guard hits.names * 2 > townships.names.count else { continue }
      if sources[index].people.isEmpty {
        if role == nil, hits.rows <= count {
          let headers = whole.columns.filter { $0 != whole.columns[named] && !$0.isEmpty }
          let others = headers.isEmpty ? Phrase("…", "…") : headers.shortList
          sources[index].why = Phrase(
            "it names the townships, and no column is known to count the people (\(others.english)); name it in the plan (townships: {table: {file: …, population: …}}) if one does",
            "列有各乡镇，但没有可识别的人口列（\(others.chinese)）；如有，请在方案中指明（townships: {table: {file: …, population: …}}）")
        }
        continue
      }
      if hits.rows > count, role == nil {
        sources[index].takeRowsOfOne(whole)
        var findings = Findings()
        table = LayerReader.filtered(whole, by: sources[index].planLayer, &findings) ?? whole
        hits = Self.hits(table, named, townships.names)
      }
      guard hits.rows * 2 > table.rowCount, hits.rows <= count else {
        if role == nil {
          sources[index].why =
            hits.rows > count
            ? Phrase(
              "it names townships in several rows each (\(hits.rows) rows, \(hits.names) townships); keep one row for each",
              "同一乡镇有多行（\(hits.rows) 行，\(hits.names) 个乡镇）；每个乡镇请只保留一行")
            : Phrase(
              "\(hits.rows) of its \(table.rowCount) rows name townships, and it has no coordinates",
              "\(table.rowCount) 行中仅 \(hits.rows) 行为乡镇，且没有坐标")
        }
        continue
      }
      sources[index].named[.name] = table.columns[named]
      // Registered and resident people are not compared: the table gives what the villages' list counts.
      let basis = chosen(.settlements)?.columns[.population].map { HeaderMeaning($0).basis }
      let alike = sources[index].people.first {
        basis != nil && HeaderMeaning($0).basis == basis && HeaderMeaning($0).part == nil
      }
      sources[index].named[.population] = alike
      sources[index].take(.townshipTable, whole)
    }
  }

  /// The column of places by which nearly every row names one of the townships, where no known header does, or where the
  /// cells of that are none of their ids and names, as codes of another edition.
  private mutating func findTownshipColumns(in folder: URL) {
    guard let townships = chosen(.townships), !townships.names.isEmpty else { return }
    for index in sources.indices where sources[index].role == .facilities || sources[index].role == .settlements {
      guard let table = sources[index].table(in: folder) else { continue }
      let own = sources[index].columns[.township]
      if let own = own.flatMap({ table.columns.firstIndex(of: $0) }) {
        let known = townships.names.union(townships.ids)
        if (0..<table.rowCount).contains(where: { table.text($0, own).map(known.contains) ?? false }) { continue }
      }
      guard let named = Self.column(of: table, naming: townships.names) else { continue }
      let filled = (0..<table.rowCount).compactMap { table.text($0, named) }
      guard filled.allSatisfy({ townships.names.contains($0) }), filled.count * 2 > table.rowCount,
        table.columns[named] != sources[index].columns[.name]
      else { continue }
      sources[index].named[.township] = table.columns[named]
      sources[index].columns[.township] = table.columns[named]
      sources[index].unknownColumns.removeAll { $0 == table.columns[named] }
      if let own, own != table.columns[named] { sources[index].unknownColumns.append(own) }
    }
  }

  /// The column whose cells name the most of some places; names may be written as ``ReferenceIndex`` allows.
  private static func column(of table: any SourceTable, naming names: Set<String>) -> Int? {
    let counts = table.columns.indices.map { hits(table, $0, names).names }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most)
  }

  /// How many of the names the cells of a column say, and in how many rows: towns of two counties may share a name.
  private static func hits(
    _ table: any SourceTable, _ column: Int, _ names: Set<String>
  ) -> (names: Int, rows: Int) {
    let counts = Dictionary(
      (0..<table.rowCount).compactMap { table.text($0, column) }.map { ($0, 1) }, uniquingKeysWith: +)
    // Long lists of villages are not looked at twice.
    let isLong = counts.count > 2 * names.count + 10
    let index = isLong ? nil : ReferenceIndex(names.map { ($0, $0) })
    var found: Set<String> = []
    var rows = 0
    for (cell, count) in counts {
      var name = names.contains(cell) ? cell : nil
      if name == nil, case .found(let other, _)? = index?.match(cell) { name = other }
      guard let name else { continue }
      found.insert(name)
      rows += count
    }
    return (found.count, rows)
  }
}
