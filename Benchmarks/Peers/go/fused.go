package main

// The fused form in Go is a loop that calls functions. They are function values
// in a slice, as an engine would hold them; the compiler cannot inline those.

// Package variables, because the compiler cannot prove what they hold.
var (
	addValueStored = addValue
	addPairStored  = addPair
)

func addOnes(count int) []func(int64) int64 {
	maps := make([]func(int64) int64, count)
	for i := range maps {
		maps[i] = addOne
	}
	return maps
}

func fusedChain(maps int, s size) int64 {
	stages := addOnes(maps)
	var sum int64
	for value := range s.elements {
		for _, stage := range stages {
			value = stage(value)
		}
		sum += value
	}
	return sum
}

// fusedMerge takes one element from each source in turn.
func fusedMerge(sources int, s size) int64 {
	type span struct{ next, end int64 }
	spans := make([]span, sources)
	for i := range spans {
		spans[i].next, spans[i].end = part(i, sources, s.elements)
	}
	add := addValueStored
	var sum int64
	for moved := true; moved; {
		moved = false
		for i := range spans {
			if spans[i].next < spans[i].end {
				sum = add(sum, spans[i].next)
				spans[i].next++
				moved = true
			}
		}
	}
	return sum
}

func fusedZip(s size) int64 {
	add := addPairStored
	var sum int64
	for left, right := int64(0), int64(0); left < s.elements; left, right = left+1, right+1 {
		sum = add(sum, pair{left, right})
	}
	return sum
}

func fusedBroadcastZip(s size) int64 {
	stages := addOnes(2)
	add := addPairStored
	var sum int64
	for value := range s.elements {
		sum = add(sum, pair{stages[0](value), stages[1](value)})
	}
	return sum
}
