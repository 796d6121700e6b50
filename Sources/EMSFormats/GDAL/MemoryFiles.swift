#if GDAL
  import CGDAL
  import Foundation

  /// The parts of a file out of a zip file, where GDAL finds them without a disk; gone with their owner.
  final class MemoryFiles {
    /// The path of the file itself.
    let path: String
    private var paths: [String] = []

    /// nil where there is no memory for them.
    init?(_ parts: FileParts) {
      let name = ((parts.memberName ?? "layer") as NSString).deletingPathExtension
      let folder = GDALOpening.memoryFolder + UUID().uuidString
      path = "\(folder)/\(name).\(parts.kind)"
      for (ending, bytes) in parts.members {
        let path = "\(folder)/\(name).\(ending)"
        guard let copy = VSIMalloc(max(1, bytes.count)) else { return nil }
        bytes.withUnsafeBytes { source in
          if let base = source.baseAddress { copy.copyMemory(from: base, byteCount: source.count) }
        }
        // From here on GDAL owns the copy.
        guard
          let file = VSIFileFromMemBuffer(path, copy.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), 1)
        else { return nil }
        VSIFCloseL(file)
        paths.append(path)
      }
    }

    deinit { for path in paths { VSIUnlink(path) } }
  }
#endif
