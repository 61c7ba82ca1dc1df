import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// One operator over one source, for one schedule.
struct ConformanceTrial: Sendable {
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    let flow: Flow<Int>
    let input: [Int]
    private let probe: SourceProbe
    private let seen = Recorder<Int>()
    private let title: String

    init(_ this: OperatorCase, _ setting: Setting, _ failure: Boom?) {
        let probe = SourceProbe()
        let source = Flow<Int>(source: CountingSource(setting.count, probe: probe, failure: failure)).named("source")
        flow = this.build(source.room(setting.capacity), setting.capacity).room(setting.capacity)
        input = setting.count == .max ? [] : Array(0..<setting.count)
        title = "\(this.name), capacity \(setting.capacity.map(String.init) ?? "default"), \(setting.count) elements"
        self.probe = probe
    }

    func sink() -> Sink<Void> { flow.forEach { seen.record($0) } }

    var output: [Int] { seen.elements }
    var pulls: Int { probe.pulls.value }
    var closes: Int { probe.closes.value }

    func require(_ holds: Bool, _ problem: @autoclosure () -> String) throws {
        if !holds { throw Broken(description: "\(title): \(problem())") }
    }
}

extension OperatorCase {
    /// Tries a law in each setting, under as many schedules as there is time for.
    func explored(
        _ settings: [Setting], failure: Boom? = nil,
        _ law: @escaping @Sendable (ConformanceTrial) async throws -> Void
    ) async throws {
        let share = UInt64(max(1, seedsEach / settings.count))
        for (number, setting) in settings.enumerated() {
            let first = UInt64(number) * share
            try await explore(seeds: first..<first + share) { _ in
                try await law(ConformanceTrial(self, setting, failure))
            }
        }
    }
}
