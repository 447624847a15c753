void store(int v) {}                    // => defines function store
