/// What `--help` prints.
public let helpText = """
    dataflow-demo counts a tree of text files with a graph of actors, and shows the graph.

    USAGE
      dataflow-demo [OPTIONS] [PATH]     count the files below PATH (this package's own sources when left out)
      dataflow-demo merge                merge two paced flows: evens every 100 ms, odds every 150 ms

    OPTIONS
      --capacity N       elements that each mailbox holds, 1 to 65536 (16)
      --parallelism N    files read and counted at once, 1 to 256 (the number of cores)
      --top N            commonest words to print, 0 to 10000 (20)
      --diagram FILE     write the graph's Mermaid diagram to FILE, too
      --json             print the result as JSON, and nothing else, on standard output
      -h, --help         print this

    WHAT IS COUNTED
      Lines, words and bytes as wc counts them: newlines, runs of bytes that are not white space, bytes.
      Common words are runs of up to 25 ASCII letters, in lower case.
      Binary files (a NUL byte in the first 64 KiB) and whatever is not a file are skipped, each with a line on
      standard error; links below PATH are not followed. Ctrl-C prints what was counted so far; a second one stops.

    EXIT CODES
      0 counted   1 PATH is missing, or a result could not be written   64 bad arguments   130 interrupted

    """
