/// A source that registers a callback, and unregisters it once: when the run drains, or in the node's last step.
struct CallbackKernel<Element: Sendable>: SourceShape {
    typealias Unregister = @Sendable () -> Void

    private var reader: HubKernel<Element>
    private let hub: HubHandoff<Element>
    /// Nil once the callback was registered.
    private var register: (@Sendable () throws -> Unregister)?
    private var unregister: Unregister?

    init(
        _ hub: HubHandoff<Element>, _ wiring: NodeWiring, register: @escaping @Sendable () throws -> Unregister
    ) {
        self.hub = hub
        self.register = register
        reader = HubKernel(hub, wiring)
    }

    var wiring: NodeWiring { reader.wiring }
    var output: MailboxWriter<Element> { reader.output }

    mutating func step(_ turn: Turn) -> Step {
        if let register = register.take() {
            do { unregister = try register() } catch { return wiring.fail(error, turn) }
        }
        return reader.step(turn)
    }

    mutating func drain(_ turn: Turn) -> Step? {
        letGo()
        return reader.drain(turn)
    }

    mutating func close() {
        letGo()
        hub.close(.finished)
        reader.close()
    }

    private mutating func letGo() {
        register = nil
        unregister.take()?()
    }
}
