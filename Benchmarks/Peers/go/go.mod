module peers/channels

go 1.24
