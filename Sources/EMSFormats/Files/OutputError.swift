import EMSModel
import Foundation

/// Why a file or folder could not be written; the command line exits with 73 on it.
public struct OutputError: Error, Hashable, Sendable {
  /// Why it could not be written.
  public enum Reason: Hashable, Sendable {
    /// It is there already and overwriting was not asked for.
    case exists
    /// A file stands where a folder is to be written.
    case notAFolder
    /// A folder stands where a file is to be written.
    case notAFile
    /// It is one of the files that are read for it.
    case isInput
    /// Another process is writing it now.
    case inUse
    /// A folder with other things than a batch in it, which is not touched.
    case notABatch
    /// It lies among the runs of a batch that is to be replaced, and no run wrote it.
    case notOfTheBatch
    /// A link where a batch keeps a folder or file of its own: what it leads to is not touched.
    case isLink
    case diskFull
    /// The process may write no file as large as this.
    case fileSizeLimit
    case tooManyOpenFiles
    case readOnlyDisk
    case notPermitted
    /// PROJ's database, from which the file takes its coordinate system, is not found: exit code 69.
    case noDatabaseOfSystems
    /// Any other failure, with the system's error number.
    case system(Int32)
    /// The failure of a library that writes the file, in its own words.
    case library(String)
  }

  /// The file or folder that was asked for, as the caller named it.
  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package init(path: String, errno number: Int32) {
    let reason: Reason =
      switch number {
      case ENOSPC, EDQUOT: .diskFull
      case EFBIG: .fileSizeLimit
      case EMFILE, ENFILE: .tooManyOpenFiles
      case EROFS: .readOnlyDisk
      case EACCES, EPERM: .notPermitted
      case ENOTDIR: .notAFolder
      default: .system(number)
      }
    self.init(path: path, reason: reason)
  }

  /// What is wrong.
  public var text: Phrase {
    switch reason {
    case .exists: Phrase("\(path) is there already.", "\(path) 已存在。")
    case .notAFolder:
      Phrase("\(path) cannot be a folder: a file stands in its way.", "\(path) 不能作为文件夹：该处已有同名文件。")
    case .notAFile: Phrase("\(path) is a folder, not a file.", "\(path) 是文件夹，不是文件。")
    case .isInput: Phrase("\(path) is one of the files to read.", "\(path) 是输入文件。")
    case .inUse: Phrase("\(path) is in use by another run.", "\(path) 正被另一次运行使用。")
    case .notABatch: Phrase("\(path) holds other things than a batch.", "\(path) 中有批处理以外的内容。")
    case .notOfTheBatch: Phrase("\(path) is no part of the batch that stands there.", "\(path) 不属于该处的批处理结果。")
    case .isLink: Phrase("\(path) is a link.", "\(path) 是链接。")
    case .diskFull: unwritten(Phrase("the disk is full", "磁盘已满"))
    case .fileSizeLimit:
      unwritten(Phrase("it would be larger than this process may write", "文件大小超过本进程的限制"))
    case .tooManyOpenFiles: unwritten(Phrase("too many files are open", "已打开的文件过多"))
    case .noDatabaseOfSystems: unwritten(Phrase("PROJ's database proj.db is not found", "找不到 PROJ 的数据库 proj.db"))
    case .readOnlyDisk: unwritten(Phrase("the disk is read-only", "磁盘为只读"))
    case .notPermitted: unwritten(Phrase("permission denied", "没有写入权限"))
    case .system(let number):
      unwritten(Phrase(String(cString: strerror(number)), String(cString: strerror(number))))
    case .library(let message): unwritten(Phrase(message, message))
    }
  }

  private func unwritten(_ why: Phrase) -> Phrase {
    Phrase("\(path) could not be written: \(why.english).", "无法写入 \(path)：\(why.chinese)。")
  }

  /// What to do about it.
  public var remedy: Phrase {
    switch reason {
    case .exists:
      Phrase("Name another place, or allow it to be replaced with --overwrite.", "请另选位置，或用 --overwrite 允许替换。")
    case .notAFolder, .notAFile, .isInput, .notABatch: Phrase("Name another place.", "请另选位置。")
    case .notOfTheBatch: Phrase("Move it away, or name another place.", "请将其移走，或另选位置。")
    case .isLink: Phrase("Put the folder itself in its place, or name another place.", "请用文件夹本身代替链接，或另选位置。")
    case .inUse: Phrase("Wait until it ends, or name another place.", "请等待其结束，或另选位置。")
    case .diskFull:
      Phrase(
        "Free some space or name a place on another disk; nothing was left behind.",
        "请清理空间或换一个磁盘；没有留下不完整的文件。")
    case .fileSizeLimit:
      Phrase(
        "Allow larger files: ulimit -f unlimited; nothing was left behind.", "请放宽限制：ulimit -f unlimited；没有留下不完整的文件。")
    case .tooManyOpenFiles:
      Phrase("Allow more open files: ulimit -n 1024; nothing was left behind.", "请允许打开更多文件：ulimit -n 1024；没有留下不完整的文件。")
    case .noDatabaseOfSystems:
      Phrase(
        "Install PROJ with its database, or set PROJ_DATA to its folder; nothing was left behind.",
        "请安装 PROJ 及其数据库，或将 PROJ_DATA 设为其所在文件夹；没有留下不完整的文件。")
    case .readOnlyDisk, .notPermitted: Phrase("Name a place where you may write.", "请选择有写入权限的位置。")
    case .system, .library:
      Phrase("Check the place and try again; nothing was left behind.", "请检查该位置后重试；没有留下不完整的文件。")
    }
  }
}
