import Testing

@testable import EMSFormats

/// Schemas as programs write them, and as somebody forges them.
struct DatabaseObjectTests {
  @Test(arguments: [
    ("table", "villages", #"CREATE TABLE "villages" ( "fid" INTEGER PRIMARY KEY, "geom" POINT, "as" TEXT)"#),
    ("table", "villages", "CREATE TABLE villages(fid INTEGER, name TEXT DEFAULT 'as x')"),
    ("table", "村", #"CREATE TABLE "村" (id)"#), ("table", "a\"b", #"CREATE TABLE "a""b" (id)"#),
    ("table", "rtree_v_geom", #"CREATE VIRTUAL TABLE "rtree_v_geom" USING rtree(id, minx, maxx, miny, maxy)"#),
    ("index", "i", "CREATE UNIQUE INDEX i ON v(id)"), ("index", "sqlite_autoindex_v_1", ""),
    ("trigger", "t", #"CREATE TRIGGER "t" AFTER INSERT ON v BEGIN SELECT 1; END"#),
    ("view", "w", "CREATE VIEW w AS SELECT * FROM v"),
  ])
  func whatProgramsWriteIsRead(kind: String, name: String, statement: String) {
    #expect(DatabaseObject.suspicion(kind: kind, name: name, statement: statement) == nil)
  }

  @Test(arguments: [
    ("table", "leak", "CREATE VIRTUAL TABLE leak USING VirtualText('/etc/passwd', 'UTF-8')"),
    ("table", "leak", "create\tvirtual\ntable leak using VirtualText('/etc/passwd')"),
    ("table", "leak", "CREATE/**/VIRTUAL TABLE leak USING VirtualText('/etc/passwd')"),
    ("table", "leak", "CREATE VIRTUAL/**/TABLE leak USING VirtualText('/etc/passwd')"),
    ("table", "USING rtree(", "CREATE VIRTUAL TABLE \"USING rtree(\" USING VirtualText('/etc/passwd')"),
    ("table", "leak", "CREATE VIRTUAL TABLE leak USING VirtualText('/tmp/USING rtree(')"),
    ("index", "leak", "CREATE VIRTUAL TABLE leak USING VirtualText('/etc/passwd')"),
    ("table", "v", "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n"),
    ("view", "w", "CREATE VIEW v AS SELECT 1"), ("table", "w", "CREATE TABLE v (id)"),
    ("table", "v", "CREATE TABLE v (id, x TEXT AS (hex(zeroblob(900000000))))"),
    ("table", "v", "CREATE TABLE v (id, x GENERATED ALWAYS AS(id) STORED)"), ("table", "v", "crash"),
  ])
  func whatIsForgedIsRefused(kind: String, name: String, statement: String) {
    #expect(DatabaseObject.suspicion(kind: kind, name: name, statement: statement) != nil)
  }
}
