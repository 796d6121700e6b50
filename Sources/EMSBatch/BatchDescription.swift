import Foundation

/// What a batch folder is of; written first, so that a stopped batch can be told from another.
struct BatchDescription: Codable, Equatable, Sendable {
  struct Run: Codable, Equatable, Sendable {
    var id: String
    /// Relative to the manifest's folder.
    var plan: String
    var settings: [String: String]
    var swept: [String]
  }

  struct Shard: Codable, Equatable, Sendable {
    var index: Int
    var count: Int
  }

  /// The manifest's name for the batch; nil when it gives none.
  var name: String?
  /// The id of the run that all others are held against; nil where the manifest names none.
  var base: String?
  /// The tool's version and what else all outputs depend on.
  var identity: String
  /// Every run of the manifest, those of other shards too, by id.
  var runs: [Run]
  /// The ids of this folder's runs; nil means all.
  var shardRuns: [String]?
  var shard: Shard?

  init(_ manifest: BatchManifest, identity: String) {
    name = manifest.name
    base = manifest.base
    self.identity = identity
    runs = manifest.items.map { item in
      let settings = item.settings.map { ($0.key, $0.value) }
      return Run(
        id: item.id, plan: item.planPath, settings: Dictionary(settings) { first, _ in first },
        swept: item.swept.map(\.key))
    }
  }

  /// nil where there is none, it is damaged, or an id in it would lead out of the batch.
  init?(at url: URL) {
    guard let data = try? Data(contentsOf: url), let found = try? JSONDecoder().decode(Self.self, from: data),
      found.runs.allSatisfy({ BatchItemName.isID($0.id) }), found.shardRuns?.allSatisfy(BatchItemName.isID) ?? true,
      found.shard.map({ $0.count >= 1 && (1...$0.count).contains($0.index) }) ?? true
    else { return nil }
    self = found
  }

  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(self)) + Array("\n".utf8)
  }
}
