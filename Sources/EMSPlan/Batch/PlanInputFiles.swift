import Foundation

extension PlanFile {
  /// Every file that a run of the plan may read besides the plan itself.
  ///
  /// A layer of several files (a shapefile) counts with all that share its name; a folder with all in it; of the
  /// profiles those that lie where the plan's is looked for, because one may extend another.
  var inputFiles: [URL] {
    var layers = [inputs.counties, inputs.facilities, inputs.settlements, inputs.indicators].compactMap { $0?.file }
    switch inputs.townships {
    case .boundaries(let layer), .thiessen(seats: let layer): layers.append(layer.file)
    }
    layers += inputs.roadsAndRasters
    var urls = layers.flatMap { Self.parts(of: url(of: $0)) }
    var profileFolders = PolicyLibrary(planFolder: folder).folders
    if let path = profilePath {
      urls.append(url(of: path))
      profileFolders.append(url(of: path).deletingLastPathComponent())
    }
    for folder in profileFolders { urls += Self.files(in: folder).filter { $0.pathExtension == "yaml" } }
    return urls
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
    return names.sorted().map { folder.appendingPathComponent($0) }.filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }
  }
}
