import EMSModel

/// What an encoding of text is called, whoever spells it: `utf8` and `65001` are UTF-8, `gbk`, `GB2312` and `CP936` are read
/// as GB 18030, which contains them.
struct EncodingName: Hashable {
  let text: String

  static let utf8 = EncodingName("UTF-8")
  static let gb18030 = EncodingName("GB18030")
  static let windows1252 = EncodingName("Windows-1252")

  init(_ name: String) {
    let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if word.hasPrefix("utf8") || word == "65001" {
      text = "UTF-8"
    } else if word.hasPrefix("gb") || word.hasSuffix("936") {
      text = "GB18030"
    } else {
      text = String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
  }

  /// The encoding that texts of which none is declared are in.
  ///
  /// UTF-8 where half of those that are not ASCII are: others hardly ever look like it. Else Windows-1252 where bytes
  /// beyond ASCII mostly stand alone between letters, as accents do; else GB 18030, whose characters are two such bytes
  /// as a rule. But Big5, Shift-JIS, EUC-KR or Windows-1251 where the words are far likelier in one of them.
  init(of texts: some Sequence<some Collection<UInt8>>) {
    var (foreign, utf8, alone, together) = (0, 0, 0, 0)
    var seen: Set<[UInt8]> = []
    var sample: [[UInt8]] = []
    for text in texts {
      guard text.contains(where: { $0 >= 0x80 }) else { continue }
      let bytes = Array(text)
      foreign += 1
      if String(validating: bytes, as: UTF8.self) != nil {
        utf8 += 1
        continue
      }
      if sample.count < Self.most, seen.insert(bytes).inserted { sample.append(bytes) }
      var at = 0
      while at < bytes.count {
        let start = at
        while at < bytes.count, bytes[at] >= 0x80 { at += 1 }
        // A digit after one is the second byte of a rare character of GB 18030.
        let isRare = at < bytes.count && (0x30...0x39).contains(bytes[at])
        if at - start == 1, !isRare { alone += 1 }
        if at - start > 1 { together += 1 }
        at += 1
      }
    }
    self =
      2 * utf8 >= foreign ? .utf8 : Self.likeliest(of: sample, unlessFar: alone > together ? .windows1252 : .gb18030)
  }

  /// So many texts tell the encoding, and so many bytes that are not ASCII are needed to tell it.
  private static let (most, least) = (2_000, 4)
  /// So many bits of likelihood, one in 65,536, and not fewer decide against the usual encodings.
  private static let farBits = 16.0

  private static func likeliest(of texts: [[UInt8]], unlessFar usual: EncodingName) -> EncodingName {
    // Any few bytes are letters of some alphabet.
    guard texts.joined().count(where: { $0 >= 0x80 }) >= Self.least, let bits = EncodingCost(usual)?.bits(of: texts)
    else { return usual }
    let others = EncodingCost.rivals + (usual == .gb18030 ? [] : [.gb18030])
    let costs = others.compactMap { name in EncodingCost(name).map { (name: name, bits: $0.bits(of: texts)) } }
    guard let best = costs.min(by: { $0.bits < $1.bits }), best.bits < bits - farBits else { return usual }
    return best.name
  }

  /// What is told of an encoding that nothing declares and that others could be, too; nil for UTF-8 and GB 18030.
  var remark: Phrase? {
    self == .windows1252 || EncodingCost.rivals.contains(self)
      ? Phrase(
        "nothing says in which encoding the text is; it is read as \(text). Where names look wrong, declare encoding:",
        "文件未说明文本编码，按 \(text) 读取；如名称有误，请声明 encoding:") : nil
  }
}
