module.exports = function single(n) { return n > 0 ? single(n - 1) : helper() } // => defines function single; calls helper, single
function helper() {} // => defines function helper
module.exports.extra = helper // => references helper
