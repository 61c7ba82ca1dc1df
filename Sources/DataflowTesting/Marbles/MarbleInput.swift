import Dataflow

/// An input of a board: a flow that follows a diagram, for any number of readers. A value.
package struct MarbleInput<Value: Sendable>: Sendable {
    let number: Int
    let isHot: Bool
    let diagram: MarbleDiagram
    let values: @Sendable (String) -> Value?
    let failures: [String: any Error]
    let failure: any Error
    let register: MarbleRegister

    /// What the diagram draws that cannot be played; nil if there is nothing.
    var problem: String? {
        for event in diagram.future.joined() {
            switch event {
            case .cancellation: return "\"!\" in \(diagram): a source does not cancel; write it where you expect."
            case .element(let name) where values(name) == nil: return "\"\(name)\" in \(diagram) has no value."
            case .error(let name) where failures[name] == nil:
                return "\"\(name)\" in \(diagram) is no failure; pass it: failures: [\"\(name)\": …]."
            default: continue
            }
        }
        return nil
    }

    /// A flow that reads the input: a node of its own for each call.
    package func flow(_ site: SourceSite) -> Flow<Value> {
        Flow<Value>("marbles", site) { wiring in
            let handoff = SourceHandoff<Value>()
            return Node.running(
                TestSourceKernel(handoff, wiring) {
                    register.join(number, isHot: isHot, diagram.future) { play($0, handoff) }
                })
        }
    }

    private func play(_ events: [MarbleDiagram.Event], _ handoff: SourceHandoff<Value>) {
        for event in events {
            switch event {
            case .element(let name): handoff.queue(values(name).map { [$0] } ?? [])
            case .completion: handoff.close(.finished)
            case .failure: handoff.close(.failed(failure))
            case .error(let name): handoff.close(.failed(failures[name] ?? failure))
            case .cancellation: break
            }
        }
    }
}
