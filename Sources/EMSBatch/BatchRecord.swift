import EMSFormats
import Foundation

/// What a batch keeps of one run: written last, and believed only when all of it still holds.
struct BatchRecord: Codable, Sendable {
  struct Input: Codable, Hashable, Sendable {
    /// Relative to the manifest's folder.
    var file: String
    /// nil where the file could not be read.
    var sha256: String?
  }

  struct Output: Codable, Hashable, Sendable {
    var file: String
    var bytes: Int
    var sha256: String
  }

  var id: String
  /// Of everything that the outputs depend on.
  var fingerprint: String
  var inputs: [Input]
  /// Empty when the run failed.
  var outputs: [Output]
  /// The SHA-256 of the layer of the run's counties; nil when the run failed.
  var counties: String?
  var figures: [BatchOutcome.Figure]
  /// nil when the run finished.
  var failure: BatchFailure?
  /// The SHA-256 of all of the above, so that a figure changed by hand or by a bad disk is not believed.
  private var seal: String

  /// The fingerprint of a run.
  ///
  /// - Parameter identity: what the outputs depend on besides the inputs: the tool's version, the language.
  static func fingerprint(of item: BatchItem, identity: String, inputs: [Input]) -> String {
    var hasher = SHA256()
    var words = ["emsplan batch record 2", identity, item.id]
    words += item.settings.flatMap { [$0.key, $0.value] }
    words += inputs.flatMap { [$0.file, $0.sha256 ?? "absent"] }
    for word in words { hasher.append("\(word.utf8.count):\(word)\n") }
    return hasher.finish().hexadecimal
  }

  /// The record as it is stored, sealed.
  func bytes() throws -> [UInt8] {
    var sealed = self
    sealed.seal = try sealOfContent()
    return try Self.encoded(sealed) + Array("\n".utf8)
  }

  private func sealOfContent() throws -> String {
    var open = self
    open.seal = ""
    return ContentHash(of: try Self.encoded(open)).hexadecimal
  }

  private static func encoded(_ record: BatchRecord) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(record))
  }

  /// nil where there is no record of this name, or it is damaged.
  init?(at url: URL) {
    guard !BatchFolder.isLink(url), let data = try? Data(contentsOf: url) else { return nil }
    self.init(data)
  }

  /// nil where the bytes are no whole record, are not what was sealed, or name a place outside the batch.
  init?(_ data: Data) {
    guard let record = try? JSONDecoder().decode(Self.self, from: data), BatchItemName.isID(record.id),
      record.outputs.allSatisfy({ BatchItemName.isFileName($0.file) }), (try? record.sealOfContent()) == record.seal
    else { return nil }
    self = record
  }

  init(
    id: String, fingerprint: String, inputs: [Input], outputs: [Output] = [], counties: String? = nil,
    figures: [BatchOutcome.Figure] = [], failure: BatchFailure? = nil
  ) {
    self.id = id
    self.fingerprint = fingerprint
    self.inputs = inputs
    self.outputs = outputs
    self.counties = counties
    self.figures = figures
    self.failure = failure
    seal = ""
  }

  /// The named files of a finished run's folder, sorted by name.
  static func outputs(_ names: [String], in folder: URL) throws -> [Output] {
    try names.sorted().map { name in
      let url = folder.appendingPathComponent(name)
      return Output(
        file: name, bytes: OpenFile.size(of: url.path) ?? 0, sha256: try ContentHash(ofFile: url).hexadecimal)
    }
  }

  /// Whether the run finished and its outputs are still what it wrote.
  func holds(in folder: BatchFolder) -> Bool {
    guard failure == nil, let counties, let outputs = try? Self.outputs(outputs.map(\.file), in: folder.runFolder(id)),
      let layer = try? ContentHash(ofFile: folder.counties(id))
    else { return false }
    return outputs == self.outputs && layer.hexadecimal == counties
  }
}
