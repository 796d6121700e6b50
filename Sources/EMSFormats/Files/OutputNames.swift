/// The names of the files that a kind of run may write into a folder; what has another name there is the user's.
public struct OutputNames: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Files of which there is one for each county, such as `annex-152201.xlsx`.
  public struct Series: Hashable, Sendable {
    var start: String
    var end: String

    public init(_ start: String, _ end: String) {
      self.start = start
      self.end = end
    }

    func contains(_ name: String) -> Bool {
      guard name.hasPrefix(start), name.hasSuffix(end), name.utf8.count > start.utf8.count + end.utf8.count else {
        return false
      }
      return name.dropFirst(start.count).dropLast(end.count).utf8.allSatisfy(Self.isPlain)
    }

    /// The file of one of the series; a code with characters that a file name had better not have is written by its bytes.
    package func name(of code: String) -> String {
      var word = ""
      for byte in code.utf8 {
        if Self.isPlain(byte), byte != UInt8(ascii: "_") {
          word.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          word += "_" + String(byte, radix: 16)
        }
      }
      return start + word + end
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
      default: false
      }
    }
  }

  /// Those that are known beforehand.
  package private(set) var single: Set<String>
  private var series: Set<Series> = []

  public init(arrayLiteral names: String...) { single = Set(names) }

  public init(_ names: some Sequence<String>, series: Set<Series> = []) {
    single = Set(names)
    self.series = series
  }

  /// Whether a file of that name may be written.
  public func contains(_ name: String) -> Bool { single.contains(name) || series.contains { $0.contains(name) } }

  /// The names of both.
  public func union(_ other: OutputNames) -> OutputNames {
    OutputNames(single.union(other.single), series: series.union(other.series))
  }
}
