/// What the command line asks for.
struct Options {
    var isGate = false
    var isList = false
    var isHelp = false
    var isTrace = false
    var isOnce = false
    var isQuick = false
    var filters: [String] = []
    var runs: Int?
    var elements: Int?
    var sampleMilliseconds: Int?
    var skipsMemory = false
    /// An earlier run, to report on instead of measuring.
    var resultsFile: String?
    var markdownFile: String?
    var jsonFile: String?
    var chartFile: String?
    var baselineFile: String?
    var failsOnRegression = false

    struct Misuse: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            func value() throws -> String {
                guard let value = rest.popFirst() else { throw Misuse(description: "\(argument) needs a value.") }
                return value
            }
            func number() throws -> Int {
                let text = try value()
                guard let number = Int(text), number > 0 else {
                    throw Misuse(description: "\(argument) needs a number of at least 1, not \(text).")
                }
                return number
            }
            switch argument {
            case "gate": isGate = true
            case "trace": isTrace = true
            case "once": isOnce = true
            case "--list": isList = true
            case "--help", "-h": isHelp = true
            case "--quick": isQuick = true
            case "--filter": filters.append(try value())
            case "--runs": runs = try number()
            case "--elements": elements = try number()
            case "--sample-ms": sampleMilliseconds = try number()
            case "--no-memory": skipsMemory = true
            case "--from": resultsFile = try value()
            case "--markdown": markdownFile = try value()
            case "--json": jsonFile = try value()
            case "--svg": chartFile = try value()
            case "--baseline": baselineFile = try value()
            case "--fail-on-regression": failsOnRegression = true
            default: throw Misuse(description: "\(argument) is not an option; --help lists them.")
            }
        }
    }

    static let help = """
        dataflow-bench [options]       measures workloads and prints a table each
        dataflow-bench gate            checks what does not depend on the machine's mood
        dataflow-bench trace [options] prints a stack for each allocation of a run, to find where it comes from
        dataflow-bench once [options]  runs what --filter picks once over --elements, for a profiler around it

          --list                 names workloads and contenders, runs nothing
          --filter TEXT          only workloads whose title contains TEXT; "chain/naive" also picks contenders;
                                 may be given several times, any match counts
          --runs N               samples of each contender (5)
          --sample-ms N          how long a sample should take (80)
          --quick                one short sample each, no memory, no heavy workloads: shows that everything works
          --elements N           how many elements `once` handles (1,000,000)
          --no-memory            does not count allocations or look at the memory
          --from FILE            reports on the JSON of an earlier run instead of measuring
          --markdown FILE        writes the tables as Markdown
          --json FILE            writes everything as JSON
          --svg FILE             draws a bar chart
          --baseline FILE        compares with the JSON of an earlier run
          --fail-on-regression   exits with 1 if something got slower than the baseline beyond the noise
        """
}
