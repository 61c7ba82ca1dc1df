import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

/// Each producer counts news at its port and then marks it; the taker looks at the ports that it is given.
struct ReadyPortsScene: Sendable {
    /// Which ports each producer marks, one after the other.
    let pushes: [[Int]]

    var scene: Scene {
        Scene(name: "ports") { _ in
            let ports = ReadyPorts(count: 3)
            let news = (0..<3).map { _ in Counter() }
            var seen = [0, 0, 0]
            func take() {
                var order = Fifo<Int>()
                ports.take(into: &order)
                // As the engine's mailboxes: a mark that is there already is not made again, so what it stands for needs
                // the one order of all.
                while let port = order.popFirst() {
                    seen[port] = news[port].value.load(ordering: .sequentiallyConsistent)
                }
            }
            let producers = pushes.enumerated().map { number, pushed in
                Cast.Participant(name: "producer \(number)") {
                    for port in pushed {
                        news[port].value.add(1, ordering: .sequentiallyConsistent)
                        ports.push(port)
                    }
                }
            }
            let taker = Cast.Participant(name: "taker") { for _ in 0..<2 { take() } }
            return Cast(participants: producers + [taker]) {
                take()
                let sent = (0..<3).map { port in pushes.joined().count { $0 == port } }
                return seen == sent ? [] : ["seen \(seen) of \(sent)"]
            }
        }
    }
}

extension Interleavings {
    @Suite("ReadyPorts")
    struct ReadyPortsTests {
        @Test(
            "Every mark is taken after what it stands for",
            arguments: [[[0], [1]], [[0, 0]], [[0], [0]], [[0, 1], [0]], [[0], [1], [2]]])
        func sound(pushes: [[Int]]) {
            ReadyPortsScene(pushes: pushes).scene.explore(limit: 100_000).check("ports \(pushes)")
        }
    }
}
