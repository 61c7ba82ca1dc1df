package main

import "sync"

type pair struct{ left, right int64 }

func addOne(value int64) int64 { return value + 1 }

func source(from, end int64, capacity int) <-chan int64 {
	out := make(chan int64, capacity)
	go func() {
		defer close(out)
		for value := from; value < end; value++ {
			out <- value
		}
	}()
	return out
}

func mapNode(in <-chan int64, capacity int, f func(int64) int64) <-chan int64 {
	out := make(chan int64, capacity)
	go func() {
		defer close(out)
		for value := range in {
			out <- f(value)
		}
	}()
	return out
}

// sink is a goroutine of its own as well; the result arrives in a channel.
func sink[T any](in <-chan T, add func(sum int64, value T) int64) <-chan int64 {
	result := make(chan int64, 1)
	go func() {
		var sum int64
		for value := range in {
			sum = add(sum, value)
		}
		result <- sum
	}()
	return result
}

func addValue(sum int64, value int64) int64 { return sum + value }
func addPair(sum int64, p pair) int64       { return sum + p.left + p.right }

func startChain(maps int, s size) <-chan int64 {
	last := source(0, s.elements, s.capacity)
	for range maps {
		last = mapNode(last, s.capacity, addOne)
	}
	return sink(last, addValue)
}

func chain(maps int, s size) int64 { return <-startChain(maps, s) }

// part is the i-th of k nearly equal parts of 0..<n.
func part(i, k int, n int64) (from, end int64) {
	return n * int64(i) / int64(k), n * int64(i+1) / int64(k)
}

// mergeShared: several senders on one channel are Go's merge, there is no node.
func mergeShared(sources int, s size) int64 {
	merged := make(chan int64, s.capacity)
	var senders sync.WaitGroup
	for i := range sources {
		senders.Add(1)
		go func() {
			defer senders.Done()
			from, end := part(i, sources, s.elements)
			for value := from; value < end; value++ {
				merged <- value
			}
		}()
	}
	result := sink(merged, addValue)
	senders.Wait()
	close(merged)
	return <-result
}

func zip(s size) int64 {
	return <-sink(zipNode(source(0, s.elements, s.capacity), source(0, s.elements, s.capacity), s.capacity), addPair)
}

func zipNode(left, right <-chan int64, capacity int) <-chan pair {
	out := make(chan pair, capacity)
	go func() {
		defer close(out)
		for l := range left {
			r, open := <-right
			if !open {
				return
			}
			out <- pair{l, r}
		}
	}()
	return out
}

func broadcastZip(s size) int64 {
	in := source(0, s.elements, s.capacity)
	left, right := make(chan int64, s.capacity), make(chan int64, s.capacity)
	go func() {
		defer close(left)
		defer close(right)
		for value := range in {
			left <- value
			right <- value
		}
	}()
	zipped := zipNode(mapNode(left, s.capacity, addOne), mapNode(right, s.capacity, addOne), s.capacity)
	return <-sink(zipped, addPair)
}

// balanceMerge: several receivers on one channel are Go's balance, and several
// senders its merge. It is Go's worker pool, and so its unordered map as well.
func balanceMerge(s size) int64 {
	in := source(0, s.elements, s.capacity)
	out := make(chan int64, s.capacity)
	var workers sync.WaitGroup
	for range 4 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for value := range in {
				out <- addOne(value)
			}
		}()
	}
	result := sink(out, addValue)
	workers.Wait()
	close(out)
	return <-result
}

func pingPong(s size) int64 {
	ping, pong := make(chan int64, s.capacity), make(chan int64, s.capacity)
	go func() {
		defer close(pong)
		for token := range ping {
			pong <- token + 1
		}
	}()
	ping <- 1 // this node's first visit
	for token := range pong {
		if token == 2*s.elements {
			close(ping)
			return token
		}
		ping <- token + 1
	}
	return 0
}

func small(s size) int64 {
	results := make([]<-chan int64, s.elements)
	for i := range results {
		results[i] = startChain(1, size{10, s.capacity})
	}
	var sum int64
	for _, result := range results {
		sum += <-result
	}
	return sum
}

func buildRun(s size) int64 {
	var sum int64
	for range s.elements {
		sum += chain(8, size{1, s.capacity})
	}
	return sum
}
