/// A contender with what was measured of it so far.
struct Entry {
    let contender: Contender
    let calibration: Calibration
    private var nanoseconds: [Double] = []
    private var latencies: [Int64] = []
    private var metrics: [String: [Double]] = [:]
    private var memory = MemoryUse()
    private(set) var error: (any Error)?

    init(contender: Contender, calibration: Calibration) {
        self.contender = contender
        self.calibration = calibration
    }

    mutating func sample() async {
        guard error == nil else { return }
        do {
            var total: Int64 = 0
            for _ in 0..<calibration.repeats {
                let sample = try await contender.work(calibration.elements)
                total += sample.nanoseconds
                latencies += sample.latencies
                for (name, value) in sample.metrics { metrics[name, default: []].append(value) }
            }
            nanoseconds.append(Double(total) / Double(calibration.repeats) / Double(calibration.elements))
        } catch {
            self.error = error
        }
    }

    mutating func lookAtMemory() async {
        guard error == nil else { return }
        do {
            memory = try await MemoryUse(of: contender, calibration)
        } catch {
            self.error = error
        }
    }

    func outcome(of workload: Workload) -> Outcome? {
        guard error == nil, !nanoseconds.isEmpty else { return nil }
        let spread = Spread(nanoseconds)
        return Outcome(
            workload: workload.name,
            parameters: workload.parameters,
            contender: contender.name,
            unit: workload.unit,
            elements: calibration.elements,
            runs: nanoseconds.count,
            nsPerElement: spread,
            nsPerHop: workload.hops > 0 ? spread.median / Double(workload.hops) : nil,
            elementsPerSecond: 1e9 / max(spread.median, 1e-9),
            allocationsPerElement: memory.allocationsPerElement,
            peakBytes: memory.peakBytes,
            latency: latencies.isEmpty ? nil : Latency(latencies),
            metrics: metrics.isEmpty ? nil : metrics.mapValues { Spread($0).median }
        )
    }
}
