import Foundation

/// A compound file of Microsoft (MS-CFB): the streams in it, of which an old workbook is one.
struct CompoundFile {
  private let bytes: [UInt8]
  private let sectorShift: Int
  private let next: [UInt32]
  private let nextSmall: [UInt32]
  private let small: [UInt8]
  private let cutoff: Int
  private let entries: [(name: String, start: UInt32, size: Int)]

  /// nil where the file is none, or is damaged.
  init?(_ data: Data) {
    let bytes = [UInt8](data)
    let header = LittleEndian(bytes)
    guard data.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), bytes.count >= 1536,
      let shift = header.short(30), shift == 9 || shift == 12, header.short(32) == 6, let count = header.long(44),
      let directory = header.long(48), let cutoff = header.long(56), let firstSmall = header.long(60),
      var list = header.long(68)
    else { return nil }
    self.bytes = bytes
    self.cutoff = Int(cutoff)
    sectorShift = Int(shift)
    let ofSector = 1 << Int(shift)
    func sector(_ number: UInt32) -> ArraySlice<UInt8>? {
      let start = (Int(number) + 1) << Int(shift)
      return start < bytes.count ? bytes[start..<min(bytes.count, start + ofSector)] : nil
    }
    // Where the sectors of the table of sectors are: 109 in the header, the others in a chain.
    var tables = (0..<109).compactMap { header.long(76 + 4 * $0) }
    let most = bytes.count / ofSector + 1
    while list < Self.last, tables.count <= most {
      guard let sector = sector(list) else { return nil }
      let numbers = LittleEndian.longs(sector)
      tables += numbers.dropLast()
      list = numbers.last ?? Self.last
    }
    var next: [UInt32] = []
    for table in tables.prefix(min(Int(count), most)) where table < Self.last {
      guard let sector = sector(table) else { return nil }
      next += LittleEndian.longs(sector)
    }
    self.next = next
    func chain(_ start: UInt32) -> [UInt8]? {
      var found: [UInt8] = []
      var at = start
      while at < Self.last {
        guard found.count <= bytes.count, Int(at) < next.count, let sector = sector(at) else { return nil }
        found += sector
        at = next[Int(at)]
      }
      return found
    }
    guard let list = chain(directory), let smallTable = chain(firstSmall) else { return nil }
    nextSmall = LittleEndian.longs(smallTable[...])
    entries = stride(from: 0, to: list.count - 127, by: 128).compactMap { at in
      let entry = LittleEndian(Array(list[at..<at + 128]))
      guard [2, 5].contains(list[at + 66]), let length = entry.short(64), (2...64).contains(length),
        let start = entry.long(116), let size = entry.long(120)
      else { return nil }
      let name = (0..<Int(length) / 2 - 1).compactMap { entry.short(2 * $0) }
      return (list[at + 66] == 5 ? "" : String(decoding: name, as: UTF16.self), start, Int(size))
    }
    small = entries.first { $0.name.isEmpty }.flatMap { $0.size > 0 ? chain($0.start) : [] } ?? []
  }

  func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

  /// The bytes of a stream; nil where there is none of the name, or it is damaged.
  func stream(_ name: String) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.name == name }), entry.size <= bytes.count else { return nil }
    let isSmall = entry.size < cutoff
    let (source, links, shift, first) = isSmall ? (small, nextSmall, 6, 0) : (bytes, next, sectorShift, 1)
    var found: [UInt8] = []
    found.reserveCapacity(entry.size)
    var at = entry.start
    while found.count < entry.size {
      let start = (Int(at) + first) << shift
      guard at < Self.last, Int(at) < links.count, start < source.count else { return nil }
      found += source[start..<min(source.count, start + 1 << shift)]
      at = links[Int(at)]
      // Only the file's end cuts a sector short.
      if at >= Self.last { break }
    }
    return found.count < entry.size ? nil : Array(found.prefix(entry.size))
  }

  /// The numbers of sectors are below; those from it on mark ends and unused sectors.
  private static let last: UInt32 = 0xFFFF_FFFA
}

/// Numbers of two, four and eight bytes, the lowest first.
struct LittleEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// nil behind the end.
  func short(_ at: Int) -> UInt16? {
    at >= 0 && at + 2 <= bytes.count ? UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 : nil
  }

  func long(_ at: Int) -> UInt32? {
    guard let low = short(at), let high = short(at + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  func double(_ at: Int) -> Double? {
    guard let low = long(at), let high = long(at + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  static func longs(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    let numbers = LittleEndian(Array(bytes))
    return (0..<bytes.count / 4).compactMap { numbers.long(4 * $0) }
  }
}
