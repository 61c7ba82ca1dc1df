import Dataflow
import DataflowProbes
import Testing

@Suite("Flow.values")
struct FlowValuesTests {
    /// What a reader is told, one call after the other: elements, "end", or the type of an error.
    private static func answers(_ count: Int, _ flow: Flow<Int>) async -> [String] {
        var reader = flow.values.makeAsyncIterator()
        var answers: [String] = []
        for _ in 0..<count {
            do {
                answers.append(try await reader.next().map { "\($0)" } ?? "end")
            } catch {
                answers.append("\(type(of: error))")
            }
        }
        return answers
    }

    /// The same for a reader on an actor, as generic code reads.
    @MainActor
    private static func answersOnActor(_ count: Int, _ flow: Flow<Int>) async -> [String] {
        var reader = flow.values.makeAsyncIterator()
        var answers: [String] = []
        for _ in 0..<count {
            do {
                answers.append(try await reader.next(isolation: MainActor.shared).map { "\($0)" } ?? "end")
            } catch {
                answers.append("\(type(of: error))")
            }
        }
        return answers
    }

    @Test("F9 A failure is thrown once, behind the elements before it; from then on there is nothing")
    func failure() async throws {
        let flow = Flow<Int>.counting(2, failure: Boom())
        let expected = ["0", "1", "GraphError", "end", "end"]
        #expect(try await within("values") { await Self.answers(5, flow) } == expected)
        #expect(try await within("values on an actor") { await Self.answersOnActor(5, flow) } == expected)
    }

    @Test("F9 What is wrong with the graph is thrown once")
    func invalid() async throws {
        let answers = try await within("values") { await Self.answers(3, Flow.counting(2).capacity(0)) }
        #expect(answers == ["InvalidGraph", "end", "end"])
    }

    @Test("F9 A cancelled reader is told so once")
    func cancelled() async throws {
        let answers = try await within("values") {
            let reading = Task { await Self.answers(3, HandSource<Int>().flow()) }
            reading.cancel()
            return await reading.value
        }
        #expect(answers == ["CancellationError", "end", "end"])
    }

    @Test("F9 After the last element there is nothing, however often it is asked for")
    func end() async throws {
        #expect(try await within("values") { await Self.answers(3, Flow.counting(1)) } == ["0", "end", "end"])
    }
}
