/// Records what happens in a simulation, if the trace is wanted. A value.
struct Journal {
    private(set) var trace = SimulationTrace()
    /// How many events there were, recorded or not.
    private(set) var count = 0
    private let isWritten: Bool
    private var tasks: [String: String] = [:]

    init(isWritten: Bool) { self.isWritten = isWritten }

    mutating func add(_ event: @autoclosure () -> SimulationEvent, isDeparture: Bool) {
        count += 1
        guard isWritten else { return }
        if isDeparture { trace.departures.insert(trace.events.count) }
        trace.events.append(event())
    }

    /// The name of a job's task: by the order in which tasks first ran, because the runtime's numbers differ every
    /// time.
    mutating func name(of job: UnownedJob) -> String {
        guard isWritten else { return "" }
        let key = "\(job)"
        if key.contains("nil") { return "of an actor, or a yield" }
        if let known = tasks[key] { return known }
        let name = tasks.isEmpty ? "body" : "task \(tasks.count)"
        tasks[key] = name
        return name
    }
}
