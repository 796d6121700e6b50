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
    let file = InputFile(url: url, name: name, limit: limit)
    let (descriptor, size) = try file.open()
    defer { close(descriptor) }
    // Not mapped: a file that somebody shortens while it is read would then stop the process.
    var data = Data(count: size + 1)
    let (count, failure) = data.withUnsafeMutableBytes { OpenFile.read(descriptor, into: $0) }
    if failure != 0 { throw file.unreadable(failure) }
    guard count == size else { throw file.changed }
    data.removeLast(data.count - size)
    return data
  }

  /// Whether a file that another library reads is there, can be opened, holds something and is not too large.
  ///
  /// - Throws: as ``read(_:as:atMost:)``.
  package static func check(_ url: URL, as name: String) throws(InputProblems) {
    close(try InputFile(url: url, name: name, limit: InputLimits.bytesOfFile).open().descriptor)
  }

  /// The open file and its bytes: one that lies on a disk and is neither empty nor larger than what is read.
  private func open() throws(InputProblems) -> (descriptor: Int32, size: Int) {
    // Without O_NONBLOCK the opening of a pipe waits until somebody writes into it.
    let descriptor = Foundation.open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    do throws(InputProblems) {
      var information = stat()
      guard fstat(descriptor, &information) == 0 else { throw unreadable(errno) }
      switch information.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw InputProblems([problem("this is a folder", "这是一个文件夹", ("Name a file", "请指定文件"))])
      default:
        throw InputProblems([
          problem(
            "this is a pipe or a device, not a file", "这是管道或设备，不是文件", ("Save the data as a file first", "请先将数据保存为文件"))
        ])
      }
      let size = Int(information.st_size)
      if size == 0 {
        throw InputProblems([problem("the file is empty", "文件是空的", ("Save the data into it again", "请重新保存数据"))])
      }
      guard size <= limit else {
        throw InputProblems([
          problem(
            "the file has \(size) bytes, more than the \(limit) that are read",
            "文件有 \(size) 字节，超过可读取的 \(limit) 字节", ("Check that it is the right file", "请确认文件是否正确"))
        ])
      }
      try MemoryLimit.require(InputLimits.memory(ofFile: size), for: name)
      return (descriptor, size)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private func unreadable(_ number: Int32) -> InputProblems {
    switch number {
    case ENOENT, ENOTDIR:
      return InputProblems(
        [problem("there is no such file", "文件不存在", ("Check the path", "请检查路径"))], onlyMissingFiles: true)
    case EACCES, EPERM:
      return InputProblems([
        problem("the file may not be read", "没有读取该文件的权限", ("Check its permissions", "请检查文件权限"))
      ])
    case EMFILE, ENFILE:
      var problem = problem(
        "the file cannot be opened: too many files are open", "无法打开文件：已打开的文件过多",
        ("Allow more open files: ulimit -n 1024", "请允许打开更多文件：ulimit -n 1024"))
      problem.isOfMachine = true
      return InputProblems([problem])
    default:
      let words = String(cString: strerror(number))
      return InputProblems([
        problem("the file cannot be read: \(words)", "无法读取文件：\(words)", ("Check the path and the disk", "请检查路径和磁盘"))
      ])
    }
  }

  private var changed: InputProblems {
    InputProblems([
      problem(
        "the file was changed while it was read", "读取过程中文件被改动", ("Run again when nobody writes into it", "请在无人写入该文件时重试")
      )
    ])
  }

  private func problem(_ english: String, _ chinese: String, _ remedy: (String, String)) -> InputProblem {
    InputProblem(file: name, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
  }
}
