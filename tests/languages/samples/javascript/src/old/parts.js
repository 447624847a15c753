function Queue(items) { // => defines function Queue
  if (!(this instanceof Queue)) return new Queue(items) // => calls Queue; instantiates Queue
  this.items = items || []
  this.flush = function () { return this.drain() } // => defines method Queue.flush; calls Queue.drain (inferred)
}

Queue.prototype.push = function push(item) { // => defines method Queue.push
  this.items.push(item) // => calls globalThis.Array.prototype.push (inferred)
  return this.size() // => calls Queue.size (inferred)
}

Queue.prototype.size = function () { return this.items.length } // => defines method Queue.size
Queue.create = function () { return new this() } // => defines method Queue.create; calls Queue (inferred); instantiates Queue (inferred)

Queue.prototype = {
  drain(callback) { callback(); return this.size() }, // => defines method Queue.drain; calls src.old.helpers.math.add, Queue.create, Queue.size (inferred)
  last: function () { return this.drain(Queue.create) }, // => defines method Queue.last; calls Queue.drain (inferred); references Queue.create (inferred)
}

function Stack() { Queue.call(this, []) } // => defines function Stack; calls globalThis.Function.prototype.call, Queue (inferred)
Stack.prototype = Object.create(Queue.prototype) // => calls globalThis.Object.create
Stack.prototype.constructor = Stack // => references Stack
Stack.prototype.pop = function () { return this.size() } // => defines method Stack.pop; calls Queue.size (inferred)

const size = (queue) => queue.size() // => defines function size; calls Queue.size (inferred)

module.exports = { Queue, Stack: Stack, size, more: { nested() { return size(Queue()) } } } // => defines method more.nested; calls Queue, size; references Queue, Stack, size from src.old.parts
