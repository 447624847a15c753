export const limits = { most: 3, check(n) { return n < this.most } } // => defines constant limits; defines method limits.check
export let mode = 'test' // => defines field mode
