package util
func Help() string { return "" }        // => defines function Help
