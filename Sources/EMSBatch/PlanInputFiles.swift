import EMSFormats
import EMSModel
import EMSPolicy
import Foundation

extension PlanFile {
  /// Every file that a run of the plan may read besides the plan itself.
  ///
  /// A layer of several files (a shapefile) counts with all that share its name; a folder with all in it; of the
  /// profiles those that lie where the plan's is looked for, because one may extend another.
  package var inputFiles: [URL] {
    var urls = dataFiles
    var profileFolders = PolicyLibrary(planFolder: folder).folders
    if let path = profilePath {
      urls.append(url(of: path))
      profileFolders.append(url(of: path).deletingLastPathComponent())
    }
    for folder in profileFolders { urls += Self.files(in: folder).filter { $0.pathExtension == "yaml" } }
    return urls
  }

  /// The files of data alone.
  var dataFiles: [URL] {
    let layers = [
      inputs.counties, inputs.facilities, inputs.neighbours, inputs.settlements, inputs.indicators,
      inputs.townships.layer,
    ].compactMap { $0 }
    let sources = layers.flatMap(\.sources)
    let files = (sources + sources.flatMap(\.tables)).map(\.file)
    return (files + inputs.roadsAndRasters).flatMap { Self.parts(of: url(of: $0)) }
  }

  /// The SHA-256 of the plan, its profile where that is a file of its own, and every file of data, by the name that the
  /// plan gives it; what cannot be read has none.
  package var hashes: [(file: String, hash: ContentHash)] {
    let base = folder.standardizedFileURL.path + "/"
    var seen: Set<String> = []
    let files = [folder.appendingPathComponent(file)] + [profilePath.map { URL(fileURLWithPath: $0) }].compactMap { $0 }
    return (files + dataFiles).compactMap { url in
      let path = url.standardizedFileURL.path
      guard seen.insert(path).inserted, let hash = try? ContentHash(ofFile: url) else { return nil }
      return (path.hasPrefix(base) ? String(path.dropFirst(base.count)) : url.lastPathComponent, hash)
    }
  }

  /// The same for some files alone, by the paths that name them.
  package static func hashes(of paths: [String], in folder: URL) -> [(file: String, hash: ContentHash)] {
    var seen: Set<String> = []
    var hashes: [(file: String, hash: ContentHash)] = []
    for path in paths {
      let url = path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
      let parent = (path as NSString).deletingLastPathComponent
      for part in parts(of: url) where seen.insert(part.standardizedFileURL.path).inserted {
        guard let hash = try? ContentHash(ofFile: part) else { continue }
        hashes.append(((parent as NSString).appendingPathComponent(part.lastPathComponent), hash))
      }
    }
    return hashes
  }

  private static func parts(of url: URL) -> [URL] {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
      return files(in: url)
    }
    guard ["shp", "tab", "mif"].contains(url.pathExtension.lowercased()) else { return [url] }
    let stem = url.deletingPathExtension().lastPathComponent
    return files(in: url.deletingLastPathComponent()).filter {
      $0.deletingPathExtension().lastPathComponent == stem
    } + [url]
  }

  private static func files(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }.filter { OpenFile.isRegular($0.path) }
  }
}
