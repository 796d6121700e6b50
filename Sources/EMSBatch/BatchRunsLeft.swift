import EMSModel

/// Finished runs of the folder that are not of the manifest or shard at hand, so that resuming would lose them.
public struct BatchRunsLeft: Error, Hashable, Sendable {
  public var folder: String
  /// Sorted.
  public var ids: [String]

  /// More than this is a list that nobody reads.
  private static let mostNamed = 12

  public var text: Phrase {
    let more = ids.count - Self.mostNamed
    let names = ids.prefix(Self.mostNamed).joined(separator: ", ")
    return Phrase(
      "\(folder) holds \(ids.count.of("run", "runs")) that this manifest does not have: \(names)\(more > 0 ? " and \(more) more" : ""). Name another folder, or remove them with --resume --prune.",
      "\(folder) 中有 \(ids.count) 个运行不在本清单中：\(names)\(more > 0 ? " 等" : "")。请另选文件夹，或用 --resume --prune 删除这些运行。")
  }
}
