import Dataflow

/// Search as you type, for two views: a list of hits, and a line that says how many there are.
///
/// One run serves both views. A request waits until the user pauses, and is cancelled by the next one.
@MainActor
final class SearchModel {
    let query = CurrentValue("")
    private(set) var hits: [String] = []
    private(set) var status = ""

    private let search: @Sendable (String) async throws -> [String]

    init(search: @escaping @Sendable (String) async throws -> [String]) {
        self.search = search
    }

    /// Runs until the task is cancelled or the query was finished: `.task { try? await model.run() }`.
    func run(clock: any Clock<Duration> = ContinuousClock()) async throws {
        let search = search
        let results = Flow(query)
            .removeDuplicates()
            .debounce(for: .milliseconds(300))
            .mapLatest { query -> Result in
                do {
                    return Result(query: query, hits: query.isEmpty ? [] : try await search(query))
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    return Result(query: query, hits: [], problem: "\(error)")
                }
            }
        try await Graph("search") {
            results.forEach(show)
            results.map(\.summary).removeDuplicates().forEach(tell)
        }
        .run(clock: clock)
    }

    private func show(_ result: Result) { hits = result.hits }
    private func tell(_ summary: String) { status = summary }

    struct Result: Sendable {
        let query: String
        let hits: [String]
        var problem: String?

        var summary: String {
            if let problem { return problem }
            return query.isEmpty ? "" : "\(hits.count) for \(query)"
        }
    }
}
