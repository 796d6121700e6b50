/// The version of the tool, as every run of it says.
public enum ToolVersion {
  /// As `--version` and `summary.json` say it.
  public static let text = "0.1.0"
}
