import CZlib
import EMSModel
import Foundation

/// The members of a zip file, which are summed before any is unpacked.
///
/// Source: PKWARE APPNOTE 6.3; neither encrypted members nor those beyond 4 GB.
package struct ZipArchive {
  package struct Member: Hashable, Sendable {
    package var name: String
    /// In bytes, as the directory says.
    package var size: Int
    var packedSize: Int
    var checksum: UInt32
    var method: Int
    var isEncrypted: Bool
    /// Where its own header begins.
    var start: Int
  }

  let file: String
  package let members: [Member]
  private let bytes: [UInt8]

  private static let mostMembers = 20_000

  /// - Throws: one problem: no zip file, cut off, or more in it than is read.
  package init(_ data: Data, file: String) throws(InputProblems) {
    bytes = Array(data)
    self.file = file
    members = try Self.directory(bytes, file)
    let total = members.reduce(0) { $0 + $1.size }
    guard total <= InputLimits.unpackedBytes else {
      throw Self.problem(
        file,
        Phrase(
          "the file unpacks to \(NumberText.grouped(total)) bytes, more than the \(NumberText.grouped(InputLimits.unpackedBytes)) that are read",
          "文件解压后有 \(NumberText.grouped(total)) 字节，超过可读取的 \(NumberText.grouped(InputLimits.unpackedBytes)) 字节"),
        Phrase("Check that it is the right file; save large tables as CSV", "请确认文件是否正确；大表请另存为 CSV"))
    }
    try MemoryLimit.require(2 * total, for: file)
  }

  /// The bytes of a member.
  ///
  /// - Throws: one problem: it is damaged, encrypted, or packed in another way than by deflate.
  package func contents(of member: Member) throws(InputProblems) -> [UInt8] {
    guard !member.isEncrypted else {
      throw Self.problem(
        file, Phrase("\(member.name) is encrypted", "\(member.name) 已加密"),
        Phrase("Save it without a password", "请去除密码后另存"))
    }
    let header = member.start
    guard Self.little(bytes, header, 4) == 0x0403_4B50 else { throw damaged(member) }
    let start = header + 30 + Self.little(bytes, header + 26, 2) + Self.little(bytes, header + 28, 2)
    guard member.packedSize >= 0, start + member.packedSize <= bytes.count else { throw damaged(member) }
    let packed = bytes[start..<(start + member.packedSize)]
    let unpacked: [UInt8]?
    switch member.method {
    case 0: unpacked = member.size == member.packedSize ? Array(packed) : nil
    case 8: unpacked = Inflation.inflated(packed, atMost: member.size, isGzip: false)
    default:
      throw Self.problem(
        file, Phrase("\(member.name) is packed in a way that is not read", "\(member.name) 的压缩方式无法读取"),
        Phrase("Pack it again as an ordinary zip file", "请重新压缩为普通 zip 文件"))
    }
    guard let unpacked, unpacked.count == member.size, Inflation.checksum(unpacked) == member.checksum else {
      throw damaged(member)
    }
    return unpacked
  }

  /// Whether every member is whole.
  package func checkAll() throws(InputProblems) {
    for member in members where !member.name.hasSuffix("/") { _ = try contents(of: member) }
  }

  private func damaged(_ member: Member) -> InputProblems {
    Self.problem(
      file, Phrase("the file is damaged: \(member.name) in it is not whole", "文件已损坏：其中的 \(member.name) 不完整"),
      Phrase("Copy or export the file again", "请重新复制或导出文件"))
  }

  static func problem(_ file: String, _ what: Phrase, _ remedy: Phrase) -> InputProblems {
    InputProblems([InputProblem(file: file, what, remedy)])
  }

  private static func little(_ bytes: [UInt8], _ at: Int, _ size: Int) -> Int {
    guard at >= 0, at + size <= bytes.count else { return -1 }
    return (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func directory(_ bytes: [UInt8], _ file: String) throws(InputProblems) -> [Member] {
    // The end of the directory stands in the last 64 kB, behind it a comment at most.
    var end = bytes.count - 22
    let first = max(0, bytes.count - 22 - 65_535)
    while end >= first, little(bytes, end, 4) != 0x0605_4B50 { end -= 1 }
    guard end >= first, end >= 0 else {
      let isZip = little(bytes, 0, 4) == 0x0403_4B50
      throw problem(
        file,
        isZip
          ? Phrase("the file is cut off: the list of its parts is missing", "文件不完整：缺少目录")
          : Phrase("the file cannot be opened: it is damaged or not of its kind", "无法打开文件：文件已损坏，或格式与扩展名不符"),
        Phrase("Copy or export the file again", "请重新复制或导出文件"))
    }
    let count = little(bytes, end + 10, 2)
    var at = little(bytes, end + 16, 4)
    var members: [Member] = []
    for _ in 0..<count {
      guard little(bytes, at, 4) == 0x0201_4B50, members.count < mostMembers else {
        throw problem(
          file, Phrase("the file is damaged: the list of its parts is not one", "文件已损坏：目录无效"),
          Phrase("Copy or export the file again", "请重新复制或导出文件"))
      }
      let nameLength = little(bytes, at + 28, 2)
      let nameStart = at + 46
      guard nameStart + nameLength <= bytes.count else { break }
      let name = Array(bytes[nameStart..<(nameStart + nameLength)])
      members.append(
        Member(
          name: MemberName.text(name, isUTF8: little(bytes, at + 8, 2) & 0x800 != 0),
          size: little(bytes, at + 24, 4), packedSize: little(bytes, at + 20, 4),
          checksum: UInt32(truncatingIfNeeded: little(bytes, at + 16, 4)), method: little(bytes, at + 10, 2),
          isEncrypted: little(bytes, at + 8, 2) & 1 != 0, start: little(bytes, at + 42, 4)))
      at = nameStart + nameLength + little(bytes, at + 30, 2) + little(bytes, at + 32, 2)
    }
    guard members.count == count else {
      throw problem(
        file, Phrase("the file is damaged: the list of its parts is cut off", "文件已损坏：目录不完整"),
        Phrase("Copy or export the file again", "请重新复制或导出文件"))
    }
    return members
  }
}

/// The names of members, which Chinese programs write in GBK.
enum MemberName {
  static func text(_ bytes: [UInt8], isUTF8: Bool) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    return String(data: Data(bytes), encoding: encoding) ?? String(decoding: bytes, as: UTF8.self)
  }
}
