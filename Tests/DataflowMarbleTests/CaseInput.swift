import Dataflow
import DataflowTesting

/// An input that begins later, or more than once: it sleeps until each of its events.
struct CaseInput {
    enum Event: Sendable {
        case element(CaseValue)
        case failure
        case completion
    }

    let events: [(time: Int, event: Event)]
    let isHot: Bool

    init?(_ timeline: [[CaseValue]], kind: String) {
        var events: [(Int, Event)] = []
        for entry in timeline {
            guard entry.count >= 2, let time = entry[0].count else { return nil }
            switch entry[1].text {
            case "next": events.append((time, .element(entry.count > 2 ? entry[2] : .null)))
            case "error": events.append((time, .failure))
            case "complete": events.append((time, .completion))
            default: return nil
            }
        }
        self.events = events
        isHot = kind == "hot"
    }

    /// A hot input counts time from the run's start and goes on without a reader; a cold one from its own start.
    func flow(_ clock: TestClock) -> Flow<CaseValue> {
        let (events, isHot, zero) = (events, isHot, clock.now)
        return Flow { emit in
            let start = isHot ? zero : clock.now
            for (time, event) in events {
                let moment = start.advanced(by: .milliseconds(time))
                if moment < clock.now { continue }
                try await clock.sleep(until: moment)
                switch event {
                case .element(let value): try await emit(value)
                case .failure: throw MarbleFailure()
                case .completion: return
                }
            }
            try await clock.sleep(until: clock.now.advanced(by: .seconds(1 << 40)))
        }
    }
}
