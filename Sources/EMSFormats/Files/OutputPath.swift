import Foundation

/// What stands at a path, and the places beside it.
package struct OutputPath {
  package enum Kind { case nothing, file, folder, device }

  /// The path as the caller named it.
  let name: String
  /// The path with symbolic links of the last part resolved, so that a link is followed and not replaced.
  package let target: String

  package init(_ name: String) {
    self.name = name
    var path = name
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    var information = stat()
    if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFLNK, let real = realpath(path, nil) {
      path = String(cString: real)
      free(real)
    }
    target = path
  }

  package var kind: Kind {
    var information = stat()
    guard stat(target, &information) == 0 else { return .nothing }
    return switch information.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .device
    }
  }

  /// The folder that holds the target; "." for a bare name.
  var parent: String {
    guard let slash = target.lastIndex(of: "/") else { return "." }
    return slash == target.startIndex ? "/" : String(target[..<slash])
  }

  /// The last part of the target.
  var lastName: String { target.split(separator: "/").last.map(String.init) ?? "output" }

  /// A hidden place beside the target, on the same disk, that no other run uses.
  package var temporarySibling: String {
    "\(parent)/.\(lastName).unfinished-\(getpid())-\(UInt32.random(in: 0 ... .max))"
  }

  /// The parent folder and those above it that are missing, the uppermost first.
  private var missingParents: [String] {
    var missing: [String] = []
    var folder = parent
    while !FileManager.default.fileExists(atPath: folder) {
      missing.append(folder)
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { break }
      folder = String(folder[..<slash])
    }
    return missing.reversed()
  }

  /// The nearest folder above the target that is there.
  var nearestFolder: String { missingParents.first.map { OutputPath($0).parent } ?? parent }

  /// Makes the parent folder and those above it where they are missing; returns those made, the uppermost first.
  package func makeParents() throws(OutputError) -> [String] {
    let missing = missingParents
    for folder in missing where mkdir(folder, 0o777) != 0 && errno != EEXIST {
      throw OutputError(path: name, errno: errno)
    }
    return missing
  }

  /// Moves a finished temporary place to the target, where nothing must stand.
  ///
  /// - Throws: `OutputError` with `exists` where something has appeared there since the run began.
  package func place(_ finished: String) throws(OutputError) {
    #if os(Linux)
      let failure = RenameFlag.noReplace.rename(finished, target)
    #else
      let failure: Int32 = renamex_np(finished, target, UInt32(RENAME_EXCL)) == 0 ? 0 : errno
    #endif
    switch failure {
    case 0: return
    case EEXIST, ENOTEMPTY: throw OutputError(path: name, reason: .exists)
    case EINVAL, ENOSYS, ENOTSUP:
      // A disk that knows no such rename: the look and the move are two steps there.
      if kind != .nothing { throw OutputError(path: name, reason: .exists) }
      guard rename(finished, target) == 0 else { throw OutputError(path: name, errno: errno) }
    default: throw OutputError(path: name, errno: failure)
    }
  }

  /// Exchanges a finished temporary folder with the old one at the target.
  package func exchange(_ finished: String) throws(OutputError) {
    #if os(Linux)
      let failure = RenameFlag.exchange.rename(finished, target)
      if failure == 0 { return }
      guard failure == EINVAL || failure == ENOSYS else { throw OutputError(path: name, errno: failure) }
    #endif
    // A disk that cannot exchange two names: the old folder steps aside, and back if the new one cannot move in.
    let aside = temporarySibling
    guard rename(target, aside) == 0 else { throw OutputError(path: name, errno: errno) }
    guard rename(finished, target) == 0 else {
      let failure = errno
      rename(aside, target)
      throw OutputError(path: name, errno: failure)
    }
    guard rename(aside, finished) == 0 else { throw OutputError(path: aside, errno: errno) }
  }

  /// Puts a rename in the parent folder on the disk.
  package func synchroniseParent() {
    // A disk that cannot synchronise a folder has still renamed it.
    let descriptor = open(parent, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
