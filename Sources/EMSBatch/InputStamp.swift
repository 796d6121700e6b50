import Foundation

/// What tells cheaply whether a file was touched: its size, its times and its place on the disk.
struct InputStamp: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64
  private let bytes: Int64
  private let modified: [Int]
  private let changed: [Int]

  /// In bytes.
  var size: Int { Int(bytes) }

  /// nil where there is no such file.
  init?(of url: URL) {
    var information = stat()
    guard stat(url.path, &information) == 0 else { return nil }
    device = UInt64(information.st_dev)
    node = UInt64(information.st_ino)
    bytes = Int64(information.st_size)
    #if os(Linux)
      modified = [information.st_mtim.tv_sec, information.st_mtim.tv_nsec]
      changed = [information.st_ctim.tv_sec, information.st_ctim.tv_nsec]
    #else
      modified = [information.st_mtimespec.tv_sec, information.st_mtimespec.tv_nsec]
      changed = [information.st_ctimespec.tv_sec, information.st_ctimespec.tv_nsec]
    #endif
  }
}
