export function round(amount) { return Math.round(amount) } // => defines function round; calls globalThis.Math.round
