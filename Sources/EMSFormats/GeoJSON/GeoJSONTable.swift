import EMSModel
import Foundation
import GeoKit

/// A GeoJSON file (RFC 7946): a FeatureCollection, a Feature, or a bare geometry; properties become columns.
package struct GeoJSONTable: SourceTable, Sendable {
  /// A property's value; objects and arrays keep their JSON text.
  enum Value: Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
  }

  struct Feature: Sendable {
    var id: String?
    var shape: SourceShape?
    /// By column.
    var values: [Int: Value] = [:]
  }

  package let file: String
  package let columns: [String]
  let features: [Feature]
  /// The name in a `crs` member, which RFC 7946 no longer has and many writers still write.
  package let declaredCRS: String?
  package let textEncoding: String?
  package let remarks: [Phrase]

  package var rowCount: Int { features.count }
  package var hasShapes: Bool { true }

  /// Reads a file.
  ///
  /// - Throws: every flaw of every geometry at once, with feature number and id; a text that is not JSON, or is cut
  ///   off, ends the reading where it happens.
  ///
  /// - Parameter isSequence: whether features follow each other without a list around them (RFC 8142, or one a line).
  package init(
    _ data: Data, file: String, encoding: String? = nil, isSequence: Bool = false
  ) throws(InputProblems) {
    var reader = GeoJSONFeatureReader(file: file)
    let read = try TextEncoding.withUTF8(data, declared: encoding, file: file) {
      reader.read($0, isSequence: isSequence)
    }.encoding
    textEncoding = read.text
    remarks = [encoding == nil ? read.remark : nil].compactMap { $0 }
    guard reader.problems.isEmpty else { throw InputProblems(reader.problems) }
    self.file = file
    self.columns = reader.columns
    self.features = reader.features
    self.declaredCRS = reader.declaredCRS
  }

  package func place(ofRow row: Int) -> InputProblem.Place { .feature(row + 1, id: features[row].id) }
  package func shape(ofRow row: Int) -> SourceShape? { features[row].shape }

  package func text(_ row: Int, _ column: Int) -> String? {
    switch features[row].values[column] {
    case nil, .null: return nil
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number):
      // An administrative code written as a number is still a code.
      return Int(exactly: number).map(String.init) ?? String(number)
    case .text(let text):
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : trimmed
    }
  }

  package func writtenText(_ row: Int, _ column: Int) -> String? {
    if case .number = features[row].values[column] { return nil }
    return text(row, column)
  }

  package func number(_ row: Int, _ column: Int) -> NumberCell {
    if case .number(let number) = features[row].values[column] { return .number(number) }
    guard let text = text(row, column) else { return .empty }
    let value = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
    return value.map { .number($0) } ?? .text(text)
  }
}
