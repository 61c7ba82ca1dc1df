import BenchKit
import Dataflow

/// Elements that come from outside of the graph, or leave it one at a time.
enum DoorWorkloads {
    static let all = [1, 8].map(inlet) + [values]

    /// Tasks that each send their part and wait where there is no room.
    static func inlet(tasks: Int) -> Workload {
        let most = Contender.Amount.upTo(2_000_000)
        let engine = Engine.contenders(most) { elements, parallelism in
            let inlet = Inlet<Int>(capacity: 256)
            async let sum = Flow(inlet).summed().run(parallelism: parallelism)
            try await withThrowingTaskGroup { group in
                for task in 0..<tasks {
                    group.addTask { for element in share(task, of: tasks, elements) { try await inlet.send(element) } }
                }
                try await group.waitForAll()
            }
            inlet.finish()
            try expect(try await sum, toBe: triangle(elements))
        }
        let others = [
            Contender("naive-actors", most) {
                try expect(await NaiveActors.merge(inputs: tasks, elements: $0), toBe: triangle($0))
            },
            Contender("AsyncStream", most) {
                try expect(await AsyncStreams.merge(inputs: tasks, elements: $0), toBe: triangle($0))
            },
            Contender("async-algorithms channel", most) {
                try expect(await AsyncAlgorithmsContender.sharedChannel(tasks: tasks, elements: $0), toBe: triangle($0))
            },
        ]
        return Workload("inlet", ["tasks": .number(tasks)], hops: 1, contenders: engine + others)
    }

    static var values: Workload {
        let most = Contender.Amount.upTo(2_000_000)
        let contenders = [
            Contender(Engine.name, most) { elements in
                var sum = 0
                for try await element in Flow(0..<elements).values { sum &+= element }
                try expect(sum, toBe: triangle(elements))
            },
            Contender("AsyncStream", most) {
                try expect(await AsyncStreams.chain(maps: 0, elements: $0), toBe: triangle($0))
            },
            Contender("async-algorithms channel", most) {
                try expect(await AsyncAlgorithmsContender.channelChain(maps: 0, elements: $0), toBe: triangle($0))
            },
            Contender("async-algorithms buffer", most) {
                let sum = try await AsyncAlgorithmsContender.bufferChain(maps: 0, capacity: 256, elements: $0)
                try expect(sum, toBe: triangle($0))
            },
        ]
        return Workload("values", hops: 1, contenders: contenders)
    }
}
