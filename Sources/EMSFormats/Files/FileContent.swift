import Foundation

/// What the first bytes of a file say that it is, whatever its name.
enum FileContent: Hashable, Sendable {
  /// A zip archive, as an XLSX workbook is.
  case zip
  /// A compound document of Microsoft, as XLS and workbooks with a password are.
  case compound
  /// HTML or XML.
  case markup
  case text
  /// Nothing, or bytes that are no text.
  case other

  init(_ data: Data) {
    if data.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else if data.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .compound
    } else {
      let start = data.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(200)
      let words = String(decoding: start.prefix(15), as: UTF8.self).lowercased()
      if ["<html", "<!doctype", "<?xml", "<table", "<head", "<meta", "<kml", "<osm"].contains(where: {
        words.hasPrefix($0)
      }) {
        self = .markup
      } else {
        let isText = !start.isEmpty && start.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
        // UTF-16 begins with its mark.
        self = isText || data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) ? .text : .other
      }
    }
  }
}
