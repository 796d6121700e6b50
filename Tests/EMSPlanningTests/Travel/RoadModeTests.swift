import EMSModel
import Testing
import TravelNetwork

@testable import EMSFormats
@testable import EMSPlanning
@testable import EMSReading

@Suite struct RoadModeTests {
  private func speeds(_ mode: RoadMode, _ tags: [String: String]) -> (Double?, Double?) {
    let traversal = mode.traversal(tags)
    func rounded(_ speed: RoadTraversal.Speed?) -> Double? {
      speed.map { ($0.kilometresPerHour * 1000).rounded() / 1000 }
    }
    return (rounded(traversal.forward), rounded(traversal.backward))
  }

  @Test func theTablesAreThoseCited() {
    #expect(speeds(.ambulance, ["highway": "primary"]) == (54, 54))
    #expect(speeds(.ambulance, ["highway": "track"]) == (25, 25))
    #expect(speeds(.ambulance, ["highway": "motorway"]) == (105, nil))
    #expect(speeds(.drive, ["highway": "residential"]) == (25, 25))
    #expect(speeds(.eBike, ["highway": "tertiary"]) == (20, 20))
    #expect(speeds(.walk, ["highway": "path"]) == (5, 5))
    #expect(speeds(.drive, ["highway": "footway"]) == (nil, nil))
  }

  /// On every class of road, whatever its surface: nobody overtakes an ambulance.
  @Test(arguments: [
    (["restriction": "no_left_turn"], [true, true, true, false]),
    (["restriction": "only_straight_on", "except": "emergency;psv"], [false, true, true, false]),
    (["restriction": "no_u_turn", "except": "bicycle"], [true, true, false, false]),
    (["restriction:motorcar": "no_u_turn"], [true, true, false, false]),
    (["restriction:hgv": "no_u_turn"], [false, false, false, false]),
    (["restriction:foot": "no_straight_on"], [false, false, false, true]),
    (["restriction": "No_Left_Turn"], [true, true, true, false]),
    (["restriction": "give_way"], [false, false, false, false]),
    (["restriction:conditional": "no_left_turn @ (07:00-09:00)"], [false, false, false, false]),
  ])
  func restrictionsOfTurnsHoldForThoseTheyName(tags: [String: String], holds: [Bool]) {
    #expect([RoadMode.ambulance, .drive, .eBike, .walk].map { $0.turn(tags) != nil } == holds)
    #expect(RoadMode.drive.turn(["restriction": "only_left_turn"]) == .mandatory)
    #expect(RoadMode.drive.turn(["restriction": "no_entry"]) == .forbidden)
  }

  @Test func anAmbulanceIsNeverSlowerThanAnyoneElse() {
    let grounds: [[String: String]] =
      [[:]] + MotorVehicle.surfaceSpeeds.keys.map { ["surface": $0] }
      + MotorVehicle.trackSpeeds.keys.map { ["tracktype": $0] }
    for (roadClass, ambulance) in RoadMode.ambulance.classSpeeds where ambulance > 0 {
      for ground in grounds {
        let tags = ground.merging(["highway": roadClass, "access": "yes", "emergency": "yes"]) { $1 }
        let first = RoadMode.ambulance.traversal(tags).forward?.kilometresPerHour ?? 0
        for mode in [RoadMode.drive, .eBike, .walk] {
          #expect(first >= mode.traversal(tags).forward?.kilometresPerHour ?? 0, "\(mode.name) on \(tags)")
        }
      }
    }
    let better = [
      "farm_track", "village_road", "unclassified", "tertiary", "secondary", "primary", "trunk", "motorway",
    ]
    for mode in [RoadMode.ambulance, .drive] {
      let speeds = better.compactMap { mode.classSpeeds[$0] }
      #expect(speeds == speeds.sorted() && speeds.count == better.count, "\(mode.name)")
    }
  }

  @Test(arguments: [
    ("50", 50.0), ("50 km/h", 50), ("50kmh", 50), ("30 MPH", 48.28032), ("20mph", 32.18688), ("50;80", 50),
    ("80; 40|60", 40), ("DE:zone30", 30), ("DE:zone:20", 20), ("zone30", 30), ("FR:30", 30), ("CN:urban", 50),
    ("RU:rural", 90), ("RU:urban", 60), ("walk", 7), ("60 公里/小时", 60), ("none;80", 80),
    ("30 km/hour", 30), ("40 公里/时", 40), ("25 mi/h", 40.2336), ("３０", 30), ("30,5", 30.5), ("40,60", 40),
    ("GB:20zone", 32.18688), ("DE:bicycle_road", 30),
  ])
  func postedSpeedsAreReadAsTheyAreWritten(text: String, speed: Double) {
    #expect(PostedSpeed(text)?.kilometresPerHour == speed)
  }

  @Test(arguments: ["", "fast", "-50", "0", "50;fast", "XX:urban", "nan", "inf", "zone", "30 km", "0x1E", "1e2"])
  func otherPostedSpeedsAreToldAndNotTaken(text: String) {
    #expect(PostedSpeed(text) == nil)
    let lines = RoadLines(
      longitudes: [0, 1], latitudes: [0, 1], firstPoint: [0, 2], points: [0, 1], attributes: [0], identifiers: [1],
      attributeSets: [["highway": "primary", "maxspeed": text, "maxspeed:conditional": "30 @ (22:00-06:00)"]])
    let notes = RoadTagNotes.notes(on: lines, for: VehicleSize()).map(\.english)
    #expect(notes.contains { $0.contains("speed limits that are not read") && $0.contains("\(text) (1)") })
    #expect(notes.contains { $0.contains("maxspeed:conditional (1)") })
  }

  @Test(arguments: [
    ("20", 1200), ("01:30", 5400), ("00:12:30", 750), ("PT20M", 1200), ("PT1H30M", 5400), ("P1DT2H", 93_600),
    ("90 min", 5400), ("2 h", 7200), ("1.5 h", 5400), ("1 h 30 min", 5400), ("30分钟", 1800), ("1小时20分", 4800),
    ("1h30", 5400), ("30'", 1800), ("45m", 2700),
  ])
  func ferryDurationsAreReadAsTheyAreWritten(text: String, seconds: Int) {
    #expect(FerryDuration.read(text) == .seconds(seconds))
  }

  @Test(arguments: [
    "", "0", "-5", "1:2:3:4", "PT", "P20M", "PT5", "soon", "00:30-00:40", "5 h of", "30min20", "99999999999999999999",
  ])
  func otherFerryDurationsAreNone(text: String) { #expect(FerryDuration.read(text) == nil) }

  @Test func oneWaysOfSomeVehicles() {
    let free = ["highway": "tertiary", "oneway": "yes", "oneway:emergency": "no"]
    #expect(speeds(.ambulance, free) == (40, 40))
    #expect(speeds(.drive, free) == (40, nil))
    let motor = ["highway": "tertiary", "oneway": "no", "oneway:motor_vehicle": "yes"]
    #expect(speeds(.ambulance, motor) == (40, nil))
    #expect(speeds(.drive, motor) == (40, nil))
    #expect(speeds(.eBike, motor) == (20, 20))
    #expect(speeds(.walk, ["highway": "footway", "oneway:foot": "yes"]) == (5, nil))
    let against = ["highway": "tertiary", "vehicle:backward": "no", "emergency": "yes"]
    #expect(speeds(.drive, against) == (40, nil))
    #expect(speeds(.ambulance, against) == (40, 40))
    #expect(speeds(.walk, against) == (5, 5))
    #expect(speeds(.drive, ["highway": "tertiary", "access": "no", "motor_vehicle:forward": "yes"]) == (40, nil))
    #expect(speeds(.ambulance, ["highway": "busway", "access": "no", "emergency": "yes"]) == (40, 40))
    #expect(speeds(.drive, ["highway": "busway"]) == (nil, nil))
  }

  @Test(arguments: [
    (["highway": "motorway"], RoadAccess.nowhere), (["route": "ferry"], .nowhere),
    (["highway": "trunk", "motorroad": "yes"], .nowhere), (["highway": "motorway_link"], .ends),
    (["highway": "primary", "bridge": "yes"], .ends), (["highway": "primary", "tunnel": "yes"], .ends),
    (["highway": "primary", "bridge": "no", "tunnel": "culvert"], .anywhere), (["highway": "trunk"], .anywhere),
  ])
  func whereARoadIsJoined(tags: [String: String], access: RoadAccess) {
    #expect(RoadMode.ambulance.traversal(tags).access == access)
  }

  @Test func limitsSlowCarsOnly() {
    let tags = ["highway": "primary", "maxspeed": "30", "maxspeed:backward": "20 mph"]
    #expect(speeds(.drive, tags) == (30, 32.187))
    #expect(speeds(.ambulance, tags) == (54, 54))
    #expect(speeds(.drive, ["highway": "primary", "maxspeed": "-50"]) == (54, 54))
  }

  @Test func groundSlows() {
    #expect(speeds(.ambulance, ["highway": "track", "tracktype": "grade5"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "secondary", "surface": "mud"]) == (10, 10))
    #expect(speeds(.drive, ["highway": "track", "smoothness": "impassable"]) == (nil, nil))
  }

  @Test func oneWaysAndAccess() {
    #expect(speeds(.drive, ["highway": "service", "oneway": "-1"]) == (nil, 15))
    #expect(speeds(.drive, ["highway": "tertiary", "junction": "roundabout"]) == (40, nil))
    #expect(speeds(.walk, ["highway": "service", "oneway": "yes"]) == (5, 5))
    #expect(speeds(.eBike, ["highway": "service", "oneway": "yes", "oneway:bicycle": "no"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "service", "access": "private"]) == (nil, nil))
    #expect(speeds(.ambulance, ["highway": "service", "access": "private"]) == (20, 20))
    #expect(speeds(.ambulance, ["highway": "service", "access": "no", "emergency": "yes"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "service", "access": "no", "motor_vehicle": "destination"]) == (15, 15))
    #expect(speeds(.ambulance, ["highway": "pedestrian"]) == (nil, nil))
    #expect(speeds(.ambulance, ["highway": "pedestrian", "emergency": "yes"]) == (9, 9))
  }

  /// However a mapper spells them; what is no sign at all leaves both ways open, and is told.
  @Test(arguments: [
    ("Yes", true, false), ("forward", true, false), ("-1 ", false, true), ("Reverse", false, true),
    ("backward", false, true), ("reversed", false, true), ("alternating", true, true), ("reversible", false, false),
    ("sometimes", true, true),
  ])
  func oneWaysAreReadAsTheyAreSpelled(sign: String, forward: Bool, backward: Bool) {
    let tags = ["highway": "tertiary", "oneway": sign]
    let traversal = RoadMode.drive.traversal(tags)
    #expect((traversal.forward != nil) == forward)
    #expect((traversal.backward != nil) == backward)
    let lines = RoadLines(
      longitudes: [0, 1], latitudes: [0, 1], firstPoint: [0, 2], points: [0, 1], attributes: [0], identifiers: [1],
      attributeSets: [tags])
    let isTold = RoadTagNotes.notes(on: lines, for: VehicleSize()).contains {
      $0.english.contains("one-way signs that are not read")
    }
    #expect(isTold == (sign == "sometimes"))
  }

  /// A road is shut to who is in none of its values.
  @Test func accessOfSeveralValues() {
    func isOpen(_ mode: RoadMode, _ tags: [String: String]) -> Bool {
      !mode.traversal(tags.merging(["highway": "tertiary"]) { own, _ in own }).isClosed
    }
    #expect(!isOpen(.drive, ["motor_vehicle": "agricultural;forestry"]))
    #expect(isOpen(.drive, ["motor_vehicle": "agricultural; destination"]))
    #expect(!isOpen(.drive, ["access": "No"]))
    #expect(isOpen(.ambulance, ["motor_vehicle": "agricultural;forestry"]))
    #expect(!isOpen(.eBike, ["bicycle": "use_sidepath"]))
    #expect(!isOpen(.walk, ["foot": "use_sidepath"]))
  }

  /// The law or the zone that a road names counts where no figure is posted.
  @Test(arguments: ["maxspeed:type", "source:maxspeed", "zone:maxspeed"]) func limitsInWords(key: String) {
    #expect(speeds(.drive, ["highway": "primary", key: "DE:zone30"]) == (30, 30))
    #expect(speeds(.drive, ["highway": "primary", key: "DE:zone30", "maxspeed": "40"]) == (40, 40))
    #expect(speeds(.drive, ["highway": "primary", key: "sign"]) == (54, 54))
  }

  @Test func barriersStopWhatTheyStop() {
    #expect(RoadMode.drive.isStopped(by: ["barrier": "gate", "locked": "yes"]))
    #expect(RoadMode.drive.isStopped(by: ["barrier": "Bollard"]))
    #expect(RoadMode.drive.isStopped(by: ["barrier": "bollard"]))
    #expect(!RoadMode.drive.isStopped(by: ["barrier": "gate"]))
    #expect(RoadMode.drive.isStopped(by: ["barrier": "gate", "access": "private"]))
    #expect(!RoadMode.ambulance.isStopped(by: ["barrier": "bollard", "emergency": "yes"]))
    #expect(!RoadMode.walk.isStopped(by: ["barrier": "bollard"]))
  }

  @Test func seasonsSlowAndClose() {
    let winter = RoadScenario(classFactors: ["track": 0, "primary": 0.5])
    #expect(RoadMode.drive.traversal(["highway": "track"], in: winter).isClosed)
    #expect(RoadMode.ambulance.traversal(["highway": "primary"], in: winter).forward?.kilometresPerHour == 27)
    let ice = ["highway": "track", "ice_road": "yes"]
    #expect(RoadMode.drive.traversal(ice).isClosed)
    #expect(RoadMode.drive.traversal(ice, in: RoadScenario(classFactors: ["ice_road": 0])).isClosed)
    let frozen = [1, 0.5].map {
      RoadMode.drive.traversal(ice, in: RoadScenario(classFactors: ["ice_road": $0])).forward
    }
    #expect((frozen[0]?.kilometresPerHour ?? 0) > 0)
    #expect(frozen[1]?.kilometresPerHour == (frozen[0]?.kilometresPerHour ?? 0) / 2)
  }

  @Test func ferriesKeepTheirTimetable() {
    let ferry = RoadMode.drive.traversal(["route": "ferry", "duration": "00:20"])
    #expect(ferry.duration == .seconds(1200))
    #expect(!ferry.isClosed)
    let slow = RoadMode.drive.traversal(
      ["route": "ferry", "duration": "00:20"], in: RoadScenario(classFactors: ["ferry": 0.5]))
    #expect(slow.duration == .seconds(2400))
  }

  @Test func ofSeveralValuesTheSlowestCounts() {
    #expect(speeds(.drive, ["highway": "primary", "surface": "asphalt;Gravel"]) == (40, 40))
    #expect(speeds(.drive, ["highway": "primary", "tracktype": "grade2;grade5"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "primary", "smoothness": "bad; very_bad"]) == (20, 20))
    #expect(RoadMode.drive.isStopped(by: ["barrier": "gate;bollard"]))
  }

  @Test func bothWaysByNameGoBeforeNoDirectionAndAfterOne() {
    #expect(speeds(.drive, ["highway": "tertiary", "access": "yes", "access:both_ways": "no"]) == (nil, nil))
    #expect(speeds(.drive, ["highway": "tertiary", "maxspeed:both_ways": "20", "maxspeed": "30"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "tertiary", "maxspeed:both_ways": "20", "maxspeed:backward": "30"]) == (20, 30))
  }

  @Test func aLimitThatIsNotReadGivesWayToTheNext() {
    #expect(
      speeds(.drive, ["highway": "tertiary", "maxspeed": "sign", "maxspeed:type": "RU:living_street"]) == (20, 20))
  }

  @Test func statedSpeedsAreDriven() {
    let tags = ["highway": "tertiary", "speed_kmh": "62"]
    #expect(speeds(.ambulance, tags) == (62, 62))
    #expect(speeds(.walk, tags) == (5, 5))
  }

  @Test func whatShutsSomeOut() {
    #expect(speeds(.walk, ["highway": "trunk", "motorroad": "yes"]) == (nil, nil))
    #expect(speeds(.walk, ["highway": "trunk", "motorroad": "yes", "foot": "yes"]) == (5, 5))
    #expect(speeds(.eBike, ["highway": "trunk", "motorroad": "yes"]) == (nil, nil))
    #expect(speeds(.eBike, ["highway": "tertiary", "bicycle": "dismount"]) == (5, 5))
    for key in ["abandoned", "disused", "impassable"] {
      #expect(speeds(.drive, ["highway": "tertiary", key: "yes"]) == (nil, nil))
      #expect(speeds(.walk, ["highway": "tertiary", key: "yes"]).0 == (key == "impassable" ? 5 : nil))
    }
    #expect(speeds(.ambulance, ["highway": "tertiary", "oneway:motorcar": "yes"]) == (40, nil))
    #expect(speeds(.drive, ["highway": "tertiary", "maxspeed": "50", "maxspeed:motorcar": "30"]) == (30, 30))
    #expect(speeds(.drive, ["highway": "tertiary", "maxspeed:motor_vehicle": "20"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "tertiary", "maxspeed": "30", "maxspeed:motorcar:forward": "20"]) == (20, 30))
    for barrier in ["bus_trap", "sump_buster"] {
      #expect(RoadMode.ambulance.isStopped(by: ["barrier": barrier]))
      #expect(!RoadMode.eBike.isStopped(by: ["barrier": barrier]))
    }
  }

  @Test func aFerryOverWhichARoadGoesOnKeepsItsTimetable() {
    let way = RoadMode.drive.traversal(["route": "ferry", "highway": "primary", "duration": "00:20"])
    #expect(way.duration == .seconds(1200))
    #expect(way.access == .nowhere)
    #expect(way.forward?.kilometresPerHour == 5)
  }

  /// A line layer knows the classes that the tables of speeds know, and no others.
  @Test func theClassesOfLayersAreThoseOfTheTables() {
    #expect(RoadWords.classes == Set(RoadMode.all.flatMap { $0.classSpeeds.keys }))
  }

  @Test func restrictionsOfOthersBindNobodyElse() {
    let tags = ["type": "restriction:hgv", "restriction": "no_left_turn"]
    #expect(RoadMode.all.allSatisfy { $0.turn(tags) == nil })
    let cars = ["type": "restriction:motorcar", "restriction": "no_left_turn"]
    #expect(RoadMode.ambulance.turn(cars) == .forbidden)
    #expect(RoadMode.eBike.turn(cars) == nil)
  }

  @Test func whatRoadsSayAndIsNotAppliedIsCounted() {
    func notes(_ tags: [String: String]) -> String {
      let lines = RoadLines(
        longitudes: [0, 840_000], latitudes: [0, 0], firstPoint: [0, 2], points: [0, 1], attributes: [0],
        identifiers: [1], attributeSets: [tags])
      return RoadTagNotes.notes(on: lines, for: VehicleSize()).map(\.english).joined(separator: "\n")
    }
    #expect(notes(["highway": "tertiary", "oneway": "reversible"]).contains("1 line is one-way in turns"))
    #expect(
      notes(["highway": "tertiary", "oneway": "alternating"]).contains("1 line is driven from either end in turns"))
    #expect(notes(["highway": "tertiary", "disused": "yes"]).contains("left out, with their lines: disused=yes (1)"))
    #expect(notes(["highway": "tertiary", "maxheight": "2.5 m"]).contains("they are not applied: maxheight=2.5 m (1)"))
    #expect(!notes(["highway": "tertiary", "maxheight": "4.5"]).contains("maxheight"))
    #expect(notes(["route": "ferry", "duration": "00:01"]).contains("00:01 = 561"))
    #expect(notes(["route": "ferry", "duration": "5000"]).contains("5000 = 0.1 km/h (1)"))
    #expect(!notes(["route": "ferry", "duration": "01:00"]).contains("km/h"))
    #expect(notes(["highway": "ferry", "duration": "soon"]).contains("durations that are not read"))
    #expect(notes(["highway": "escape"]).contains("left out, with their lines: escape (1, 9.4 km)"))
    #expect(
      notes(["highway": "tertiary", "vehicle:forward:conditional": "no @ (22:00-06:00)"]).contains(
        "vehicle:forward:conditional (1)"))
    #expect(
      notes(["highway": "tertiary", "maxspeed:motorcar": "quick"]).contains(
        "that are not read, with their lines; cars drive the speed of the class there: quick (1)"))
    #expect(notes(["highway": "tertiary", "winter_road": "yes"]).contains("closed unless a season opens them"))
    #expect(notes(["highway": "tertiary", "ford": "yes"]).contains("taken as passable at all times: way (1)"))
    #expect(!notes(["highway": "tertiary", "ford": "no"]).contains("ford"))
    #expect(notes(["highway": "tertiary", "surface": "asphalt;lava"]).contains("slow nobody: surface=lava (1)"))
  }

  /// A minute for 5.6 km is told of each half, and is no speed of the graph; four hours for the whole are, in each half,
  /// be they parts of one way or two ways of the map.
  @Test(arguments: [("00:01", false), ("04:00", true)], [7, 8])
  func aFerryThatIsCutIsToldAsItIsTravelled(_ ferry: (duration: String, isKept: Bool), second: Int64) {
    let (duration, isKept) = ferry
    let lines = RoadLines(
      longitudes: [0, 200_000, 500_000], latitudes: [0, 0, 0], firstPoint: [0, 2, 4], points: [0, 1, 1, 2],
      attributes: [0, 0], identifiers: [7, second], attributeSets: [["route": "ferry", "duration": duration]])
    let shared = RoadTagNotes.notes(on: lines, for: VehicleSize()).contains { $0.english.contains("share it") }
    #expect(shared == (second == 8))
    #expect(RoadTagNotes.notes(on: lines, for: VehicleSize()).contains { $0.english.contains("km/h (2)") } == !isKept)
    let seconds = isKept ? 4 * 3600 : (lines.metres(of: 0) + lines.metres(of: 1)) / (5 / 3.6)
    var total = 0.0
    RoadMode.drive.graph(of: lines).forEachArc { total += $0.time.seconds }
    #expect(abs(total - 2 * seconds) < 0.1)
  }

  /// Limits are held against the ambulance of the plan, and against what the tool assumes where the plan is silent.
  @Test func theSizeOfTheAmbulanceIsThePlansOrAssumed() {
    func limits(_ tags: [String: String], _ vehicle: VehicleSize) -> Note? {
      let lines = RoadLines(
        longitudes: [0, 840_000], latitudes: [0, 0], firstPoint: [0, 2], points: [0, 1], attributes: [0],
        identifiers: [1], attributeSets: [tags.merging(["highway": "tertiary"]) { own, _ in own }])
      return RoadTagNotes.notes(on: lines, for: vehicle).first { $0.english.contains("would not pass") }
    }
    let assumed = limits(["maxheight": "2.9", "maxwidth": "2.1"], VehicleSize())
    #expect(assumed?.english.contains("a height of 3 m (assumed by the tool) and a width of 2.2 m (assumed") == true)
    #expect(assumed?.english.contains("inputs.roads, vehicle_height_m and vehicle_width_m") == true)
    #expect(assumed?.english.hasSuffix("not applied: maxheight=2.9 (1), maxwidth=2.1 (1)") == true)
    #expect(assumed?.chinese.contains("高 3 米（软件假定）、宽 2.2 米（软件假定）的救护车") == true)
    let low = limits(["maxheight": "2.9", "maxwidth": "2.1"], VehicleSize(height: 2.55))
    #expect(low?.english.contains("2.55 m (by the plan) and a width of 2.2 m (assumed by the tool)") == true)
    #expect(low?.english.hasSuffix("not applied: maxwidth=2.1 (1)") == true)
    #expect(limits(["maxheight": "2.9", "maxwidth": "2.1"], VehicleSize(height: 2.55, width: 2.05)) == nil)
    let high = limits(["maxheight": "3.2"], VehicleSize(height: 3.3, width: 2.05))
    #expect(high?.english.contains("vehicle_height_m") == false)
    #expect(high?.chinese.contains("高 3.3 米（方案给定）、宽 2.05 米（方案给定）的救护车") == true)
  }

  @Test func unknownClassesAreCounted() {
    let lines = RoadLines(
      longitudes: [0, 1], latitudes: [0, 1], firstPoint: [0, 2, 4], points: [0, 1, 1, 0], attributes: [0, 0],
      identifiers: [1, 2], attributeSets: [["highway": "escape"]])
    #expect(RoadMode.unknownClasses(in: lines).map(\.lines) == [2])
  }

  @Test func floatingCatchmentsEqualPlainLoops() {
    let minutes: [[Double?]] = [[5, 15, nil], [25, 10, 30], [nil, nil, 31]]
    let (supply, people) = ([10.0, 4, 2], [100, 50, nil])
    let times = minutes.map { row in
      row.enumerated().compactMap { facility, value in
        value.flatMap { $0 <= 30 ? TravelTime(facility: facility, time: .seconds($0 * 60)) : nil }
      }
    }
    let ratios = FloatingCatchment(supply: supply, people: people, times: times).ratios
    let r0 = 10 / (100 + 50 * 0.22)
    let r1 = 4 / (100 * 0.68 + 50)
    let r2 = 2 / (50 * 0.22)
    #expect(abs(ratios[0] - (r0 + r1 * 0.68)) < 1e-15)
    #expect(abs(ratios[1] - (r0 * 0.22 + r1 + r2 * 0.22)) < 1e-15)
    #expect(ratios[2] == 0)
  }
}
