import EMSModel
import Foundation

/// Why shards cannot be merged: each thing that does not fit.
public struct BatchMergeProblems: Error, Hashable, Sendable {
  public var english: [String]
  public var chinese: [String]

  public func lines(in language: Language) -> [String] { language == .chinese ? chinese : english }
}

/// Shards that fit together.
struct BatchMergeParts {
  /// Of the whole.
  private(set) var description: BatchDescription
  private(set) var folderOfRun: [String: URL] = [:]

  private var english: [String] = []
  private var chinese: [String] = []

  /// Reads and checks the shards.
  ///
  /// - Throws: ``BatchMergeProblems`` unless all are shards of one manifest, made by one version of the tool from the
  ///   same inputs, each there once, and every run tried and whole.
  init(_ shards: [URL]) throws {
    let found = shards.map { ($0, BatchDescription(at: $0.appendingPathComponent("batch.json"))) }
    guard let first = found.lazy.compactMap(\.1).first else {
      throw BatchMergeProblems(english: ["none of these folders is a batch"], chinese: ["这些文件夹都不是批处理结果"])
    }
    description = first
    description.shard = nil
    description.shardRuns = nil
    var byIndex: [Int: URL] = [:]
    for (url, part) in found {
      guard let part else {
        complain("\(url.relativePath) is not a batch", "\(url.relativePath) 不是批处理结果")
        continue
      }
      check(part, at: url, against: first, &byIndex)
    }
    let count = first.shard?.count ?? 1
    let missing = (1...count).filter { byIndex[$0] == nil }
    if first.shard != nil, !missing.isEmpty {
      let list = missing.map { "\($0)/\(count)" }.joined(separator: ", ")
      complain("shards are missing: \(list)", "缺少分片：\(list)")
    }
    try throwIfAny()
    try checkRecords()
    try throwIfAny()
  }

  private mutating func check(
    _ part: BatchDescription, at url: URL, against first: BatchDescription, _ byIndex: inout [Int: URL]
  ) {
    let name = url.relativePath
    if part.identity != first.identity {
      complain(
        "\(name) was made by “\(part.identity)”, the others by “\(first.identity)”",
        "\(name) 由“\(part.identity)”生成，其余由“\(first.identity)”生成")
    }
    if part.runs != first.runs || part.name != first.name {
      complain("\(name) is of another manifest", "\(name) 属于另一份清单")
    }
    guard let shard = part.shard, let runs = part.shardRuns else {
      complain("\(name) is a whole batch and no shard", "\(name) 是完整批处理，不是分片")
      return
    }
    if shard.count != first.shard?.count {
      complain(
        "\(name) is one of \(shard.count) shards, not of \(first.shard?.count ?? 1)",
        "\(name) 的分片总数为 \(shard.count)，与其余不同")
    }
    if let earlier = byIndex.updateValue(url, forKey: shard.index) {
      complain(
        "\(earlier.relativePath) and \(name) are both shard \(shard.index)",
        "\(earlier.relativePath) 与 \(name) 都是第 \(shard.index) 个分片")
    }
    for run in runs { folderOfRun[run] = url }
  }

  /// Every run has a record that holds, and a file that several runs read was the same for all.
  private mutating func checkRecords() throws {
    var hashOfInput: [String: (hash: String?, run: String)] = [:]
    for run in description.runs {
      guard let url = folderOfRun[run.id] else {
        complain(
          "no shard has the run \(run.id): the inputs changed between the shards",
          "没有分片包含运行 \(run.id)：各分片运行之间输入有变化")
        continue
      }
      let folder = try BatchFolder(reading: url)
      guard let record = BatchRecord(at: folder.record(run.id)), record.id == run.id else {
        complain(
          "\(url.relativePath): the run \(run.id) is not finished, or its record was changed",
          "\(url.relativePath)：运行 \(run.id) 未完成，或其记录被改动")
        continue
      }
      for input in record.inputs {
        if let earlier = hashOfInput[input.file] {
          guard earlier.hash != input.sha256 else { continue }
          complain(
            "\(input.file) was not the same for the runs \(earlier.run) and \(run.id)",
            "\(input.file) 在运行 \(earlier.run) 与 \(run.id) 中内容不同")
        } else {
          hashOfInput[input.file] = (input.sha256, run.id)
        }
      }
      if record.failure == nil, !record.holds(in: folder) {
        complain(
          "\(url.relativePath): the outputs of \(run.id) are not what the run wrote",
          "\(url.relativePath)：\(run.id) 的输出与运行时写入的不一致")
      }
    }
  }

  private mutating func complain(_ english: String, _ chinese: String) {
    self.english.append(english)
    self.chinese.append(chinese)
  }

  private func throwIfAny() throws {
    guard english.isEmpty else { throw BatchMergeProblems(english: english, chinese: chinese) }
  }
}
