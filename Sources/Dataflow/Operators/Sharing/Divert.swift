extension Flow {
    /// Sends the elements for which a predicate holds to a hub, and lets only the others through.
    ///
    ///     let rejected = Hub<Order>(replay: 100)
    ///     orders.divert(to: rejected) { !$0.isComplete }.map(…)
    ///
    /// Where both kinds go on in the same graph, use ``split(fileID:line:_:)``.
    ///
    /// - **Emits:** the elements for which `matches` gives false, in order.
    /// - **Backpressures:** when downstream does; while the hub's slowest reader says so (``SlowReader/wait(ahead:)``), and
    ///   then elements for downstream wait behind one for the hub.
    /// - **Completes:** when upstream completes, and so does the hub.
    /// - **Fails:** when upstream fails or `matches` throws, and so does the hub; with ``HubClosed`` if somebody else has
    ///   ended the hub; see ``onFailure(_:fileID:line:)``. If the run is cancelled, the hub's readers fail with a
    ///   `CancellationError`.
    ///
    /// - Parameters:
    ///   - hub: gets the elements; the graph keeps it.
    ///   - endsHub: whether the hub ends as this flow does; false for a hub that other flows send to, too.
    ///   - matches: called once for each element, in order.
    public func divert(
        to hub: Hub<Element>, endsHub: Bool = true, fileID: String = #fileID, line: Int = #line,
        where matches: @escaping @Sendable (Element) throws -> Bool
    ) -> Flow {
        Flow(
            "divert", SourceSite(fileID: fileID, line: line), inputs: [erased], role: .recoverable,
            problem: hub.handoff.problem
        ) { wiring in
            withExtendedLifetime(hub) {
                Node.running(DivertKernel(hub.handoff, isLast: endsHub, matches: matches, wiring))
            }
        }
    }
}

/// The node that sends some elements to a hub, and the others on.
private struct DivertKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    let input: MailboxReader<Element>
    let output: MailboxWriter<Element>
    private let hub: HubHandoff<Element>
    /// Whether the hub ends as the flow does.
    private let isLast: Bool
    private let matches: @Sendable (Element) throws -> Bool
    /// Whether the next element is one for the hub, which had no room.
    private var isDiverting = false

    init(
        _ hub: HubHandoff<Element>, isLast: Bool, matches: @escaping @Sendable (Element) throws -> Bool,
        _ wiring: NodeWiring
    ) {
        self.hub = hub
        self.isLast = isLast
        self.matches = matches
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        let available = min(input.available(), turn.budget)
        if available == 0 { return input.ending.map { end($0, turn) } ?? .wait(.input) }
        let room = output.room()
        if room <= 0 { return .wait(.room) }
        var (taken, written) = (0, 0)
        let outcome = pass(available, room, &taken, &written, turn)
        if written > 0 { output.publish(written, turn.worker) }
        if taken > 0 { input.release(taken, turn.worker) }
        switch outcome {
        case .success(true): return .again(taken)
        case .success(false): return taken > 0 ? .again(taken) : .wait(.external)
        case .failure(let error):
            if isLast { hub.close(.failed(error)) }
            return wiring.fail(error, turn)
        }
    }

    /// Passes on as many elements as there is room for; false if the hub has none for the next.
    private mutating func pass(
        _ available: Int, _ room: Int, _ taken: inout Int, _ written: inout Int, _ turn: Turn
    ) -> Result<Bool, any Error> {
        let (reader, writer) = (input.reading(), output.writing())
        while taken < available, written < room {
            do {
                if !isDiverting { isDiverting = try matches(reader.peek(taken)) }
            } catch {
                if wiring.policy == .stop { return .failure(error) }
                _ = reader.take(taken)
                taken += 1
                wiring.skip(error)
                continue
            }
            if isDiverting {
                let offset = taken
                guard let sent = hub.publish(1, wiring.cell, turn.worker, { _ in reader.take(offset) }) else {
                    return .failure(HubClosed())
                }
                if sent == 0 { return .success(false) }
                isDiverting = false
            } else {
                writer.put(reader.take(taken), written)
                written += 1
            }
            taken += 1
            if turn.worker.isInterrupted { break }
        }
        return .success(true)
    }

    private func end(_ ending: Ending, _ turn: Turn) -> Step {
        if isLast { hub.close(as: ending) }
        return wiring.pass(ending, turn)
    }

    /// The hub completes if downstream has enough; otherwise its readers hear that the flow was cut off.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if isLast {
            if case .finished = cause { hub.close(.finished) } else { hub.close(.failed(CancellationError())) }
        }
        return wiring.stop(cause, turn)
    }

    mutating func close() { hub.giveUp(wiring.cell) }
}
