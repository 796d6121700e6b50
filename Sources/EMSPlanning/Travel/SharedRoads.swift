import EMSFormats
import EMSModel
import EMSReading
import Foundation
import TravelNetwork

/// Roads that several plans of one process travel on: a file is decoded once, and each graph is built once.
///
/// Files are told apart by their content, so a file that is changed in between is read anew. The last few files used are
/// kept; with the last reference to it everything is freed. Layers that GDAL reads are shared by nobody, because they
/// may consist of several files.
public final class SharedRoads: @unchecked Sendable {
  /// How many files are kept when no plan uses them.
  private let kept: Int
  private let lock = NSLock()
  /// The one used last stands last.
  private var files: [(key: Key, file: SharedRoadFile)] = []

  /// What a file is known by: its content, and the name that its notes use.
  private struct Key: Hashable {
    var content: UInt64
    var size: Int
    var name: String
  }

  public init(keeping kept: Int = 4) { self.kept = kept }

  /// - Throws: as ``RoadFile``.
  func file(at location: String, as name: String, layer: LineLayerFields) throws(InputProblems) -> SharedRoadFile {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: location, isDirectory: &isFolder), isFolder.boolValue {
      return SharedRoadFile(try RoadFile(location, as: name, layer: layer))
    }
    let data = try InputFile.read(URL(fileURLWithPath: location), as: name)
    let content = data.withUnsafeBytes { ContentKey.of($0.bindMemory(to: UInt8.self)) }
    let key = Key(content: content, size: data.count, name: name)
    if let known = known(key) {
      try RoadFile.refuseIdle(layer, known.source.format, name)
      return known
    }
    // Two plans that come here at once both decode the file; the graphs are those of the one that is kept.
    let read = try RoadFile(data, at: location, as: name, layer: layer)
    return read.format == .lineLayer ? SharedRoadFile(read) : keep(SharedRoadFile(read), key)
  }

  private func known(_ key: Key) -> SharedRoadFile? {
    lock.withLock {
      guard let index = files.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = files.remove(at: index)
      files.append(entry)
      return entry.file
    }
  }

  private func keep(_ file: SharedRoadFile, _ key: Key) -> SharedRoadFile {
    if let known = known(key) { return known }
    return lock.withLock {
      files.append((key, file))
      if files.count > kept { files.removeFirst() }
      return file
    }
  }
}

/// One file of roads with the graphs that were built from it.
final class SharedRoadFile: @unchecked Sendable {
  let lines: RoadLines
  let notes: [Note]
  /// Where they come from.
  let source: RoadSource
  /// ``RoadFile/rivals``
  private(set) var rivals: [RivalNumbers] = []
  private let lock = NSLock()
  private var graphs: [GraphKey: RoadGraph] = [:]
  private var models: [ModelKey: RoadTravel] = [:]

  private struct GraphKey: Hashable {
    var mode: TravelMode
    var scenario: RoadScenario
  }

  private struct ModelKey: Hashable {
    var graph: GraphKey
    var direction: TravelDirection
  }

  convenience init(_ file: RoadFile) {
    self.init(file.lines, notes: file.notes, source: RoadSource(format: file.format, dataUntil: file.dataUntil))
    rivals = file.rivals
  }

  init(_ lines: RoadLines, notes: [Note], source: RoadSource) {
    self.lines = lines
    self.notes = notes
    self.source = source
  }

  func graph(_ mode: TravelMode, _ scenario: RoadScenario) -> RoadGraph {
    lock.withLock { graph(GraphKey(mode: mode, scenario: scenario)) }
  }

  /// The lock is held.
  private func graph(_ key: GraphKey) -> RoadGraph {
    if let known = graphs[key] { return known }
    let graph = RoadMode(key.mode).graph(of: lines, in: key.scenario)
    graphs[key] = graph
    return graph
  }

  /// Nil when there is no road that the mode may use.
  func travel(
    _ mode: TravelMode, _ direction: TravelDirection, _ scenario: RoadScenario, turnout: Duration
  ) -> RoadTravel? {
    lock.withLock {
      let key = ModelKey(graph: GraphKey(mode: mode, scenario: scenario), direction: direction)
      if let known = models[key] { return RoadTravel(known, turnout: turnout) }
      let graph = graph(key.graph)
      guard graph.nodeCount > 0, let offRoad = RoadMode(mode).offRoad() else { return nil }
      let model = RoadTravel(
        graph, mode: mode, direction: direction, offRoad: offRoad, turnout: turnout, keepsPlaces: true)
      models[key] = model
      return model
    }
  }
}
