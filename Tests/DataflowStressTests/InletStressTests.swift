import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Inlets under pressure")
    struct InletStressTests {
        /// How the sending ends.
        enum Ending: CaseIterable { case finish, cancelRun, cancelSenders, none }

        private struct Sent: Sendable {
            var accepted: [Int] = []
            var refused: [Int] = []
        }

        private let senders = 8
        private let perSender = 40

        @Test(
            "B4 Stress: eight tasks send into one inlet: sent = delivered + refused, each in order",
            arguments: Ending.allCases
        )
        func eightSenders(_ ending: Ending) async throws {
            for seed in 0..<stressed(100) { try await sendOnce(ending, seed) }
        }

        private func sendOnce(_ ending: Ending, _ seed: Int) async throws {
            var random = SeededRandom(seed)
            let inlet = Inlet<Int>(capacity: 1 + random.upTo(20))
            let (seen, limit, reached) = (Recorder<Int>(), random.upTo(senders * perSender), Gate())
            let sink = Flow(inlet).capacity(1 + random.upTo(20)).forEach { number in
                seen.record(number)
                if seen.count > limit { reached.open() }
            }
            let outcome = try await sink.outcome("\(ending) seed \(seed)", parallelism: 1 + seed % 3) { run in
                let tasks = (0..<senders).map { sender in Task { await send(from: sender, to: inlet) } }
                let meddler = Task {
                    guard (try? await reached.wait()) != nil else { return }
                    switch ending {
                    case .finish: inlet.finish()
                    case .cancelRun: run.cancel()
                    case .cancelSenders: for task in tasks { task.cancel() }
                    case .none: break
                    }
                }
                var all: [Sent] = []
                for task in tasks { all.append(await task.value) }
                meddler.cancel()
                await meddler.value
                inlet.finish()
                while !run.hasEnded { await Task.yield() }
                check(all, seen.elements, ending, seed)
            }
            #expect(
                ending == .cancelRun ? outcome.error == nil || outcome.wasCancelled : outcome.error == nil,
                "seed \(seed)"
            )
        }

        private func send(from sender: Int, to inlet: Inlet<Int>) async -> Sent {
            var sent = Sent()
            for number in 0..<perSender {
                let element = sender * 1_000 + number
                do {
                    try await inlet.send(element)
                    sent.accepted.append(element)
                } catch {
                    sent.refused.append(element)
                }
            }
            return sent
        }

        private func check(_ all: [Sent], _ delivered: [Int], _ ending: Ending, _ seed: Int) {
            let cell = "\(ending) seed \(seed)"
            #expect(Set(delivered).count == delivered.count, "\(cell): an element came twice")
            for (sender, sent) in all.enumerated() {
                let mine = delivered.filter { $0 / 1_000 == sender }
                #expect(sent.accepted.count + sent.refused.count == perSender, "\(cell)")
                if ending == .cancelRun {
                    #expect(mine.isSubsequence(of: sent.accepted), "\(cell): sender \(sender) got \(mine)")
                } else {
                    #expect(mine == sent.accepted, "\(cell): sender \(sender)")
                }
            }
        }
    }
}
