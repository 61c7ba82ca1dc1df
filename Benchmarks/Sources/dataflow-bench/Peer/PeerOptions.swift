/// The command line that all peers share; see Peers/README.md.
struct PeerOptions {
    var isList = false
    var workload: String?
    var elements = 1_000_000
    var capacity = 256
    var rounds = 5

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            func value() throws -> String {
                guard let value = rest.popFirst() else {
                    throw Options.Misuse(description: "\(argument) needs a value.")
                }
                return value
            }
            func number(atLeast least: Int) throws -> Int {
                let text = try value()
                guard let number = Int(text), number >= least else {
                    throw Options.Misuse(description: "\(argument) needs a number of at least \(least), not \(text).")
                }
                return number
            }
            switch argument {
            case "--list": isList = true
            case "--workload": workload = try value()
            case "--elements": elements = try number(atLeast: 1)
            case "--capacity": capacity = try number(atLeast: 0)
            case "--rounds": rounds = try number(atLeast: 1)
            default: throw Options.Misuse(description: "\(argument) is not an option of a peer.")
            }
        }
    }
}
