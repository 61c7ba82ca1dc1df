/// Writes down what happens in a simulation, if anyone wants to read it. A value.
struct Journal {
    private(set) var trace = SimulationTrace()
    /// How much has happened, written down or not.
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

    /// What a job's task is called: by the order in which tasks first ran, for the runtime's numbers differ every time.
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
