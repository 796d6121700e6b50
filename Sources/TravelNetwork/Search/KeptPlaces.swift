import Dispatch
import GeoKit

/// What was found for places, kept for those who ask again: the questions of one plan are about the same places.
final class KeptPlaces<Value: Sendable>: @unchecked Sendable {
  private let queue = DispatchQueue(label: "places")
  // Read and written on `queue` only.
  private var numbers: [Coordinate: Int] = [:]
  private var values: [Value] = []

  /// Beyond so many places all are forgotten, so that plan after plan on the same roads takes no more memory.
  private static var most: Int { 1 << 16 }

  /// One for each place.
  func values(at places: [Coordinate], find: @Sendable (Coordinate) -> Value) -> [Value] {
    // So many, as every cell of a raster, are asked about once.
    if places.count > Self.most { return parallelMap(places.count, inChunksOf: 64) { find(places[$0]) } }
    return queue.sync {
      if values.count + places.count > Self.most {
        numbers.removeAll()
        values.removeAll()
      }
      var new: [Coordinate] = []
      let asked = places.map { place in
        if let known = numbers[place] { return known }
        let number = values.count + new.count
        numbers[place] = number
        new.append(place)
        return number
      }
      values += parallelMap(new.count, inChunksOf: 64) { [new] in find(new[$0]) }
      return asked.map { values[$0] }
    }
  }
}
