import Foundation

/// The bytes of a file, or the problem that says why there are none.
enum InputFile {
  /// Reads a whole file.
  ///
  /// - Parameter name: the file as the plan or the command line names it.
  /// - Throws: one problem; `onlyMissingFiles` when the file is not there.
  static func read(
    _ url: URL, as name: String, atMost limit: Int = InputLimits.bytesOfFile
  ) throws(InputProblems) -> Data {
    func problem(_ english: String, _ chinese: String, _ remedy: (String, String)) -> InputProblem {
      InputProblem(
        file: name, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw InputProblems(
        [problem("there is no such file", "文件不存在", ("Check the path", "请检查路径"))], onlyMissingFiles: true)
    }
    if isFolder.boolValue {
      throw InputProblems([problem("this is a folder", "这是一个文件夹", ("Name a file", "请指定文件"))])
    }
    func tooLarge(_ size: Int) -> InputProblems {
      InputProblems([
        problem(
          "the file has \(size) bytes, more than the \(limit) that are read",
          "文件有 \(size) 字节，超过可读取的 \(limit) 字节", ("Check that it is the right file", "请确认文件是否正确"))
      ])
    }
    let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
    if size > limit { throw tooLarge(size) }
    try MemoryLimit.require(InputLimits.memory(ofFile: size), for: name)
    let data: Data
    do {
      // Not mapped: a file that somebody shortens while it is read would then stop the process.
      data = try Data(contentsOf: url)
    } catch {
      throw InputProblems([
        problem(
          "the file cannot be read: \(error.localizedDescription)", "无法读取文件：\(error.localizedDescription)",
          ("Check its permissions", "请检查文件权限"))
      ])
    }
    if data.isEmpty {
      throw InputProblems([
        problem("the file is empty", "文件是空的", ("Save the data into it again", "请重新保存数据"))
      ])
    }
    if data.count > limit { throw tooLarge(data.count) }
    return data
  }
}
