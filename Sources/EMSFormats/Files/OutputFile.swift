import Foundation

/// A single output file that appears whole or not at all.
///
/// The bytes go to a hidden file beside the target, which is put on the disk and then renamed. A device or a pipe
/// (`/dev/stdout`) is written directly.
public final class OutputFile {
  private let path: OutputPath
  private let temporary: String
  private let isDevice: Bool
  private let overwrites: Bool
  private var file: WholeFile

  /// Begins the file, making missing folders above it.
  ///
  /// - Parameter inputs: what is read for it, which is never overwritten.
  /// - Throws: `OutputError` where the target exists and `overwrite` is false, is a folder or an input, or cannot be
  ///   written.
  public init(_ name: String, overwrite: Bool, inputs: [String] = []) throws(OutputError) {
    if inputs.contains(where: { Self.isSame($0, name) }) { throw OutputError(path: name, reason: .isInput) }
    let path = OutputPath(name)
    self.path = path
    let kind = path.kind
    isDevice = kind == .device
    overwrites = overwrite
    if kind == .folder { throw OutputError(path: name, reason: .notAFile) }
    if kind == .file && !overwrite { throw OutputError(path: name, reason: .exists) }
    temporary = isDevice ? path.target : path.temporarySibling
    if isDevice {
      file = try WholeFile(existing: path.target, for: name)
    } else {
      for leftover in LeftoverOutput.all(in: path.parent, of: path.lastName) { leftover.remove(ownNames: []) }
      _ = try path.makeParents()
      var created: WholeFile?
      let temporary = temporary
      try UnfinishedOutputs.begin(temporary) { () throws(OutputError) in
        created = try WholeFile(creating: temporary, for: name)
      }
      guard let created = created.take() else { throw OutputError(path: name, reason: .system(EIO)) }
      file = created
    }
  }

  /// Whether two paths mean one file.
  public static func isSame(_ a: String, _ b: String) -> Bool {
    func real(_ path: String) -> URL { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath() }
    return real(a) == real(b)
  }

  deinit { if !isDevice { UnfinishedOutputs.abandon(temporary) } }

  /// Nothing is seen under the name of the file before `commit`.
  public func append(_ bytes: [UInt8]) throws(OutputError) { try file.append(bytes) }

  /// Puts the file in its place; without this call it vanishes.
  ///
  /// - Throws: `OutputError`, with `exists` where overwriting was not asked for and a file has appeared since.
  public func commit() throws(OutputError) {
    try file.finish()
    guard !isDevice else { return }
    try UnfinishedOutputs.finish(temporary) { () throws(OutputError) in
      guard overwrites else { return try path.place(temporary) }
      guard rename(temporary, path.target) == 0 else { throw OutputError(path: path.name, errno: errno) }
    }
    path.synchroniseParent()
  }

  /// Writes the whole file at once.
  public static func write(_ bytes: [UInt8], to name: String, overwrite: Bool) throws(OutputError) {
    let file = try OutputFile(name, overwrite: overwrite)
    try file.append(bytes)
    try file.commit()
  }
}
