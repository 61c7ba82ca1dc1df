/// The four ways to end: each tells the neighbours, and answers *ended*.
extension NodeWiring {
    /// Completes: everything is delivered, and the node cancels inputs that still send.
    @usableFromInline
    package func finish(_ turn: Turn) -> Step {
        end(.finished, .finished, turn)
    }

    /// Fails, because the node's own code threw.
    @usableFromInline
    package func fail(_ error: any Error, _ turn: Turn) -> Step {
        fail(run.failure(error), turn)
    }

    /// Fails with a failure from above.
    @usableFromInline
    package func fail(_ failure: NodeFailure, _ turn: Turn) -> Step {
        end(.failed(failure), .failed(failure.error), turn)
    }

    /// Stops, because nobody wants more or the run is cancelled.
    @usableFromInline
    package func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        end(.cancelled, cause, turn)
    }

    /// Ends as the node's only input has ended.
    @usableFromInline
    package func pass(_ ending: Ending, _ turn: Turn) -> Step {
        switch ending {
        case .finished: finish(turn)
        case .failed(let failure): fail(failure, turn)
        case .cancelled: stop(.cancelled, turn)
        }
    }

    /// The cause that upstream hears. When a failure ends the run, the run's cause may arrive before the failed node's
    /// own.
    @usableFromInline
    package func cause(_ cause: CancellationCause, _ turn: Turn) -> CancellationCause {
        guard case .cancelled = cause, turn.phase == .cancelled else { return cause }
        return run.services.cancellationCause
    }

    @usableFromInline
    package func end(_ ending: Ending, _ cause: CancellationCause, _ turn: Turn) -> Step {
        for output in outputs { output.close(ending, turn.worker) }
        let cause = self.cause(cause, turn)
        for input in inputs { input.cancel(cause, turn.worker) }
        return .ended
    }
}
