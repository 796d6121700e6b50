import EMSModel

/// An output that a build without its library cannot write; the command line exits with 69 on it.
public struct MissingLibrary: Error, Hashable, Sendable {
  public var what: Phrase

  public init(what: Phrase) { self.what = what }

  public var text: Phrase {
    Phrase(
      "\(what.english) cannot be written: this build has no library for it. Use a build with the trait Paper, or leave it out.",
      "无法写出\(what.chinese)：此构建不含所需的库。请使用带 Paper 特性的构建，或去掉该项。")
  }
}
