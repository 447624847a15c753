'use strict'
var nodeUtil = require('util') // => defines field nodeUtil; imports util
var parts = require('./parts'), Queue = parts.Queue // => defines field Queue; defines field parts; imports src.old.parts; references src.old.parts.Queue
const { Stack, size: sizeOf, ...others } = require('./parts') // => defines constant Stack; defines constant others; defines constant sizeOf; imports src.old.parts
var single = require('./single') // => defines field single; imports src.old.single
const helpers = require('../old/helpers').math // => defines constant helpers; imports src.old.helpers

exports.start = function () { // => defines function start
  var queue = new Queue() // => calls src.old.parts.Queue (inferred); instantiates src.old.parts.Queue (inferred)
  queue.push(single(1)) // => calls src.old.parts.Queue.push (inferred); calls src.old.single.single
  queue.drain(helpers.add) // => calls src.old.parts.Queue.drain (inferred); references src.old.helpers.math.add (inferred)
  sizeOf(new Stack()) // => calls src.old.parts.Stack, src.old.parts.size; instantiates src.old.parts.Stack
  require('./single')(2) // => calls src.old.single.single; imports src.old.single
  return exports.stop() // => calls stop
}

function stop() { nodeUtil.inspect(parts) } // => defines function stop; calls util.inspect
module.exports.stop = stop // => references stop
exports.restart = () => { stop(); exports.start() } // => defines function restart; calls start, stop
