import BenchKit

/// What must hold on every machine, however busy.
struct Gate {
    func run() async -> Int32 { 0 }
}
