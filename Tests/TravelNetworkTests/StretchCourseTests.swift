import Testing

@testable import TravelNetwork

@Suite struct StretchCourseTests {
  /// The part of a stretch between two vertices that stay is passed within the tolerance: at each vertex left out the
  /// place on the chord as far along, and the time there, are those of the vertex.
  @Test(arguments: [UInt64(1), 2, 3])
  func verticesLeftOutLieOnTheCourse(seed: UInt64) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: 12))
    let pace = TestOffRoad.travel(limit: 100).secondsPerMetre * TickScale.perSecond
    let tolerance = 1.5
    var course = StretchCourse()
    var leftOut = 0
    for stretch in 0..<graph.stretchCount {
      course.load(graph, stretch, pace: pace, tolerance: tolerance)
      let kept = (0..<course.vertices.count).map { Int(course.vertices[$0].number) }
      let all = Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1])
      #expect(kept.first == all.first && kept.last == all.last && kept == kept.sorted())
      for (low, high) in zip(kept, kept.dropFirst()) {
        let length = Double(graph.vertexMetres[high] - graph.vertexMetres[low])
        for vertex in low + 1..<max(high, low + 1) {
          leftOut += 1
          let share = Double(graph.vertexMetres[vertex] - graph.vertexMetres[low]) / length
          func between(_ values: [Int32]) -> Int32 {
            Int32((Double(values[low]) + share * Double(values[high] - values[low])).rounded())
          }
          let off = LocalMetric.metres(
            between(graph.vertexLongitudes), between(graph.vertexLatitudes), graph.vertexLongitudes[vertex],
            graph.vertexLatitudes[vertex])
          #expect(off <= tolerance + 0.02)
          for (ticks, isOpen) in [
            (graph.forwardTicks, graph.isForwardOpen[stretch]), (graph.backwardTicks, graph.isBackwardOpen[stretch]),
          ] where isOpen {
            let time = Double(ticks[low]) + share * (Double(ticks[high]) - Double(ticks[low]))
            #expect(abs(time - Double(ticks[vertex])) / pace <= tolerance + 0.01)
          }
        }
      }
    }
    #expect(leftOut > 0)
  }

  @Test func whatMattersMoreIsLeftOutLater() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 5, size: 12))
    var course = StretchCourse()
    for stretch in 0..<graph.stretchCount {
      course.load(graph, stretch, pace: 1000, tolerance: 1.5)
      let offsets = (0..<course.vertices.count).map { course.vertices[$0].offset }
      #expect(offsets.first == .infinity && offsets.last == .infinity)
      #expect(offsets.allSatisfy { Double($0) > 1.5 })
    }
  }

  @Test func coarserCoursesAreThoseOfTheirTolerance() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 6, size: 12))
    let fine = RoadCourses(graph, pace: 8000, tolerance: 1.5)
    let coarse = RoadCourses(fine, tolerance: 6)
    let direct = RoadCourses(graph, pace: 8000, tolerance: 6)
    #expect(coarse.points.count < fine.points.count)
    #expect(coarse.points.map(\.longitude) == direct.points.map(\.longitude))
    #expect(coarse.points.map(\.forward) == direct.points.map(\.forward))
    #expect(coarse.stretches.map(\.first) == direct.stretches.map(\.first))
    #expect(coarse.stretches.map(\.last) == direct.stretches.map(\.last))
  }
}
