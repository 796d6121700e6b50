import EMSModel
import Foundation

/// The bytes of a file, or the problem that says why there are none.
package struct InputFile {
  private let url: URL
  private let name: String
  private let limit: Int

  /// Reads a whole file.
  ///
  /// - Parameter name: the file as the plan or the command line names it.
  /// - Throws: one problem; `onlyMissingFiles` when the file is not there.
  package static func read(
    _ url: URL, as name: String, atMost limit: Int = InputLimits.bytesOfFile
  ) throws(InputProblems) -> Data {
    let file = try InputFile(url, name, limit)
    let data: Data
    do {
      // Not mapped: a file that somebody shortens while it is read would then stop the process.
      data = try Data(contentsOf: url)
    } catch {
      throw file.unreadable(error)
    }
    if data.isEmpty { throw file.empty }
    if data.count > limit { throw file.tooLarge(data.count) }
    return data
  }

  /// Whether a file that another library reads is there, can be opened, holds something and is not too large.
  ///
  /// - Throws: as ``read(_:as:atMost:)``.
  package static func check(_ url: URL, as name: String) throws(InputProblems) {
    let file = try InputFile(url, name, InputLimits.bytesOfFile)
    let start: Data?
    do {
      let handle = try FileHandle(forReadingFrom: url)
      defer { try? handle.close() }
      start = try handle.read(upToCount: 1)
    } catch {
      throw file.unreadable(error)
    }
    if start?.isEmpty ?? true { throw file.empty }
  }

  private init(_ url: URL, _ name: String, _ limit: Int) throws(InputProblems) {
    self.url = url
    self.name = name
    self.limit = limit
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw InputProblems(
        [problem("there is no such file", "文件不存在", ("Check the path", "请检查路径"))], onlyMissingFiles: true)
    }
    if isFolder.boolValue {
      throw InputProblems([problem("this is a folder", "这是一个文件夹", ("Name a file", "请指定文件"))])
    }
    let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
    if size > limit { throw tooLarge(size) }
    try MemoryLimit.require(InputLimits.memory(ofFile: size), for: name)
  }

  private func tooLarge(_ size: Int) -> InputProblems {
    InputProblems([
      problem(
        "the file has \(size) bytes, more than the \(limit) that are read",
        "文件有 \(size) 字节，超过可读取的 \(limit) 字节", ("Check that it is the right file", "请确认文件是否正确"))
    ])
  }

  private func unreadable(_ error: any Error) -> InputProblems {
    InputProblems([
      problem(
        "the file cannot be read: \(error.localizedDescription)", "无法读取文件：\(error.localizedDescription)",
        ("Check its permissions", "请检查文件权限"))
    ])
  }

  private var empty: InputProblems {
    InputProblems([problem("the file is empty", "文件是空的", ("Save the data into it again", "请重新保存数据"))])
  }

  private func problem(_ english: String, _ chinese: String, _ remedy: (String, String)) -> InputProblem {
    InputProblem(file: name, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
  }
}
