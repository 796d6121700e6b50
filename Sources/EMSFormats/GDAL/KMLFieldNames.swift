#if GDAL
  import EMSModel

  /// The names of untyped fields of KML (`<Data name="常住人口">`), which the library would spell with underscores, so that
  /// two of one length became one field: they are numbered before it reads the file, and called by their own names after.
  struct KMLFieldNames {
    /// The file with numbers for names.
    let parts: FileParts
    /// The names by the numbers.
    let names: [String: String]

    /// nil where the library keeps every name, and for a packed file of several texts.
    init?(_ parts: FileParts) throws(InputProblems) {
      var bytes: [UInt8]
      switch parts.kind {
      case "kml": bytes = Array(try parts.data())
      case "kmz":
        let archive = try ZipArchive(try parts.data(), file: parts.file)
        let texts = archive.members.filter { $0.name.lowercased().hasSuffix(".kml") }
        guard texts.count == 1 else { return nil }
        bytes = try archive.contents(of: texts[0])
      default: return nil
      }
      let fields = Self.fields(of: bytes)
      guard fields.contains(where: { !Self.isKept($0.name) }) else { return nil }
      var numbers: [String: String] = [:]
      var names: [String: String] = [:]
      var rewritten: [UInt8] = []
      var at = 0
      for field in fields {
        let number = numbers[field.name] ?? "field_\(numbers.count + 1)_of_data"
        numbers[field.name] = number
        names[number] = field.name
        rewritten += bytes[at..<field.range.lowerBound]
        rewritten += Array(number.utf8)
        at = field.range.upperBound
      }
      rewritten += bytes[at...]
      self.parts = parts.replaced(by: rewritten, kind: "kml")
      self.names = names
    }

    /// The names of all untyped fields, and where they stand.
    private static func fields(of bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
      bytes.withUnsafeBufferPointer { bytes in
        var scanner = XMLScanner(bytes)
        var fields: [(String, Range<Int>)] = []
        do throws(XMLScanner.SyntaxError) {
          while let event = try scanner.next() {
            guard event == .start("Data"), let range = scanner.attributeRange("name"),
              let name = scanner.attribute("name")
            else { continue }
            fields.append((name, range))
          }
        } catch {
          // `MarkupCheck` says where the text breaks off.
          return []
        }
        return fields
      }
    }

    private static func isKept(_ name: String) -> Bool {
      name.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F }
    }
  }
#endif
