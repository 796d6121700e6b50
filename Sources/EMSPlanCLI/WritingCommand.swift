/// A command that writes: nothing else than its outputs can be written while it runs (`ProcessGuard.writeOnly`).
protocol WritingCommand {
  /// The files and folders that it may write, as the user named them.
  var outputs: [String] { get }
}
