import Dataflow

/// The first example of the package: two paced flows, merged, printed as they arrive.
func mergeExample(_ show: @escaping @Sendable (Int) throws -> Void) -> Sink<Void> {
    let evens = Flow(stride(from: 0, to: 10, by: 2)).paced(every: .milliseconds(100))
    let odds = Flow(stride(from: 1, to: 10, by: 2)).paced(every: .milliseconds(150))
    return merge(evens, odds).forEach(show)
}
