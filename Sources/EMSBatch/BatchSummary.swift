import EMSFormats
import EMSModel
import Foundation

/// What stands over all runs of a batch: a table, the account of inputs, a layer of the counties, and a page.
struct BatchSummary {
  private let description: BatchDescription
  private let language: Language

  init(_ description: BatchDescription, language: Language) {
    self.description = description
    self.language = language
  }

  /// Writes the summary of the folder's runs from their records.
  ///
  /// - Throws: `OutputError` where it cannot be written.
  func write(into folder: BatchFolder) throws {
    let mine = description.shardRuns.map(Set.init)
    var counties = BatchCountyLayer()
    var inputs = BatchInputs()
    let rows = try description.runs.filter { mine?.contains($0.id) ?? true }.map { run in
      guard let record = BatchRecord(at: folder.record(run.id)), record.id == run.id else {
        throw OutputError(path: folder.record(run.id).relativePath, reason: .system(ENOENT))
      }
      if record.failure == nil {
        counties.append(try Data(contentsOf: folder.counties(run.id)))
        if record.outputs.contains(where: { $0.file == folder.account(run.id).lastPathComponent }) {
          inputs.append(try Data(contentsOf: folder.account(run.id)), of: run.id)
        }
      }
      return BatchSummaryRow(run: run, figures: record.figures, failure: record.failure)
    }
    let table = BatchSummaryTable(rows: rows, language: language)
    let place = { folder.url.appendingPathComponent($0).path }
    try OutputFile.write(table.csv(), to: place("summary.csv"), overwrite: true)
    try OutputFile.write(inputs.table(), to: place("inputs.csv"), overwrite: true)
    try OutputFile.write(counties.bytes(), to: place("counties.geojson"), overwrite: true)
    let scenarios = ScenarioTable(rows: rows, base: description.base)
    try OutputFile.write(scenarios.csv(), to: place("scenarios.csv"), overwrite: true)
    try OutputFile.write(scenarios.json(), to: place("scenarios.json"), overwrite: true)
    let page = BatchPage(title: description.name, rows: rows, language: language, scenarios: scenarios)
    try OutputFile.write(Array(page.html().utf8), to: place("report.html"), overwrite: true)
  }
}

/// One run as the summary shows it.
struct BatchSummaryRow: Sendable {
  var run: BatchDescription.Run
  var figures: [BatchOutcome.Figure]
  var failure: BatchFailure?

  func figure(_ name: String) -> BatchOutcome.Figure.Value { figures.first { $0.name == name }?.value ?? .unknown }
}

extension Collection<BatchSummaryRow> {
  /// The names of all figures in the order in which runs give them.
  var figureNames: [String] {
    var seen: Set<String> = []
    return flatMap { $0.figures.map(\.name) }.filter { seen.insert($0).inserted }
  }

  /// The keys that any run sets, sorted.
  var settingKeys: [String] { Set(flatMap { $0.run.settings.keys }).sorted() }
}
