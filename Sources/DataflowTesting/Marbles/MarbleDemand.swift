/// When a consumer asks for elements, frame by frame: `1--2-*`. A value.
struct MarbleDemand {
    /// How many more elements the consumer asks for in each frame.
    let requests: [Int]

    /// Everything, from the start on.
    static let all = MarbleDemand(requests: [.max])

    init(requests: [Int]) { self.requests = requests }

    init(_ text: String) throws(MarbleSyntaxError) {
        var requests: [Int] = []
        for (position, character) in text.enumerated() {
            switch character {
            case " ": continue
            case "-": requests.append(0)
            case "*": requests.append(.max)
            case "1"..."9" where character.isASCII: requests.append(Int(String(character)) ?? 0)
            default:
                throw MarbleSyntaxError(
                    text: text, position: position, problem: "\"\(character)\" asks for nothing.",
                    repair: "A digit from 1 asks for so many elements, \"*\" for all; \"-\" is a frame without.")
            }
        }
        self.requests = requests
    }
}
