import Foundation

/// An open file that is written piece by piece; every failure of the system is an `OutputError` about `name`.
struct WholeFile: ~Copyable {
  private var descriptor: Int32
  private let name: String

  /// Creates the file; fails where it exists.
  init(creating path: String, for name: String) throws(OutputError) {
    try self.init(path, flags: O_CREAT | O_EXCL, for: name)
  }

  /// Opens a device, a pipe or a file that is there already.
  init(existing path: String, for name: String) throws(OutputError) {
    try self.init(path, flags: 0, for: name)
  }

  private init(_ path: String, flags: Int32, for name: String) throws(OutputError) {
    descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
    self.name = name
    guard descriptor >= 0 else { throw OutputError(path: name, errno: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ bytes: [UInt8]) throws(OutputError) {
    let failure = OpenFile.write(bytes, to: descriptor)
    guard failure == 0 else { throw OutputError(path: name, errno: failure) }
  }

  /// Puts the file on the disk and closes it; some disks report only now that they are full.
  mutating func finish() throws(OutputError) {
    let synchronised = fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS
    let failure = errno
    let closed = close(descriptor) == 0
    let closing = errno
    descriptor = -1
    guard synchronised else { throw OutputError(path: name, errno: failure) }
    guard closed else { throw OutputError(path: name, errno: closing) }
  }
}
