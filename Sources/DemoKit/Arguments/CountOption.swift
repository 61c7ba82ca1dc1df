/// The options of the count, as they are written.
enum CountOption: String, CaseIterable {
    case capacity = "--capacity"
    case parallelism = "--parallelism"
    case top = "--top"
    case diagram = "--diagram"
    case json = "--json"

    var takesValue: Bool { self != .json }

    var example: String {
        switch self {
        case .capacity: "--capacity 16"
        case .parallelism: "--parallelism 4"
        case .top: "--top 20"
        case .diagram: "--diagram graph.mmd"
        case .json: "--json"
        }
    }
}
