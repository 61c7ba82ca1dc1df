import AsyncAlgorithms
import BenchKit
import Dataflow
import OpenCombine

/// Each element becomes so many: the part of the work that is about starting and ending sequences.
enum FlatMapWorkload {
    static let all = [1, 10].map(flatMap)

    /// The elements that are counted are those that come out.
    static func flatMap(each: Int) -> Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0 / each * each) }
        let engine = Engine.contenders(expecting: expected) { elements in
            Flow(0..<elements / each).flatMap { $0 * each..<($0 + 1) * each }.summed()
        }
        let loop = Contender("loop") { elements in
            let add = Opaque.add()
            var sum = 0
            for outer in 0..<elements / each {
                for inner in outer * each..<(outer + 1) * each { sum = add(sum, inner) }
            }
            try expect(sum, toBe: expected(elements))
        }
        let sequences = Contender("async sequences", .upTo(2_000_000)) { elements in
            let flat = (0..<elements / each).async.flatMap { ($0 * each..<($0 + 1) * each).async }
            try expect(await AsyncAlgorithmsContender.sum(flat), toBe: expected(elements))
        }
        let openCombine = Contender("OpenCombine") { elements in
            try expect(OpenCombineContender.flatMap(each: each, elements: elements), toBe: expected(elements))
        }
        let others = [loop, sequences, openCombine]
        return Workload("flatMap", ["each": .number(each)], hops: 2, contenders: engine + others)
    }
}
