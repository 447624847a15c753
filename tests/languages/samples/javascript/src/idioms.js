function one() {} // => defines function one
function two() {} // => defines function two

// What a function is given
function callsFirst() { arguments[0]() } // => defines function callsFirst; calls one (inferred)
callsFirst(one) // => calls callsFirst; references one
function handsOn() { return callsFirst.apply(this, arguments) } // => defines function handsOn; calls globalThis.Function.prototype.apply, callsFirst (inferred)
handsOn(two) // => calls handsOn; references two
function defaults(a = one, ...rest) { a(); rest[0](); rest.forEach((r) => r()) } // => defines function defaults; defines function defaults.<lambda1>; calls globalThis.Array.prototype.forEach, defaults.<lambda1>, one, two (inferred) from defaults; calls two (inferred)
defaults(undefined, two) // => calls defaults; references two
defaults(...[one, two]) // => calls defaults; references one, two
const identity = (x) => x // => defines function identity
identity(one)() // => calls identity; calls one (inferred); references one
identity(two)() // => calls identity; calls two (inferred); references two

// One name, one value after the other
let step = one // => defines field step; references one
step() // => calls one (inferred)
step = two // => references two
step() // => calls two (inferred)
if (step) {
  step = one // => references one
  step() // => calls one (inferred)
}
step() // => calls one, two (inferred)
function seesAll() { step() } // => defines function seesAll; calls one, two (inferred)

// Members by keys
const handlers = { click: onClick, 'key': onKey } // => defines constant handlers; references onClick, onKey
function onClick() {} // => defines function onClick
function onKey() {} // => defines function onKey
Object.keys(handlers).forEach((k) => handlers[k]()) // => defines function <lambda1>; calls globalThis.Array.prototype.forEach, <lambda1> (inferred) from src.idioms; calls globalThis.Object.keys from src.idioms; calls onClick, onKey (inferred)
for (const k in handlers) handlers[k]() // => calls onClick, onKey (inferred)
for (const [k, h] of Object.entries(handlers)) h() // => calls globalThis.Object.entries; calls onClick, onKey (inferred)
Object.values(handlers).forEach((h) => h()) // => defines function <lambda2>; calls globalThis.Array.prototype.forEach, <lambda2> (inferred) from src.idioms; calls globalThis.Object.values from src.idioms; calls onClick, onKey (inferred)
const chosen = 'key' // => defines constant chosen
handlers[chosen]() // => calls onKey (inferred)
const merged = { ...handlers, extra: one } // => defines constant merged; references one
merged.click() // => calls onClick (inferred)
Object.assign({}, handlers).key() // => calls globalThis.Object.assign; calls onKey (inferred)
const computed = 'go' // => defines constant computed
class Computed { [computed]() {} static ['now']() {} } // => defines class Computed; defines method Computed.[computed]; defines method Computed.now
new Computed().go() // => calls Computed.[computed] (inferred); instantiates Computed
Computed.now() // => calls Computed.now

// Closures and modules
function counter() { // => defines function counter
  let n = 0
  function increase() { n++; return self } // => defines function counter.increase
  const self = { increase, decrease: () => increase() } // => defines method counter.self.decrease; calls counter.increase; references counter.increase from counter
  return self
}
counter().increase().decrease() // => calls counter; calls counter.increase, counter.self.decrease (inferred)
const hidden = (function () { // => defines constant hidden; defines function <lambda3>; calls <lambda3> (inferred) from src.idioms
  function secret() {} // => defines function <lambda3>.secret
  return { reveal: function () { secret() } } // => defines method <lambda3>.reveal; calls <lambda3>.secret
})()
hidden.reveal() // => calls <lambda3>.reveal (inferred)

// Prototypes
function Animal() {} // => defines function Animal
Animal.prototype.speak = function () { this.sound() } // => defines method Animal.speak; calls Dog.sound (inferred)
Animal.prototype.sound = function () {} // => defines method Animal.sound
function Dog() { Animal.call(this) } // => defines function Dog; calls globalThis.Function.prototype.call, Animal (inferred)
Dog.prototype = Object.create(Animal.prototype) // => calls globalThis.Object.create
Dog.prototype.sound = function () {} // => defines method Dog.sound
new Dog().speak() // => calls Animal.speak (inferred); calls Dog; instantiates Dog

// this
class Button { // => defines class Button
  constructor() { // => defines method Button.constructor
    this.bound = this.handle.bind(this) // => defines field Button.bound; calls globalThis.Function.prototype.bind (inferred)
    this.arrow = () => this.press() // => defines method Button.arrow; calls Button.press, Toggle.press (inferred)
    setTimeout(function () { this.lost() }) // => defines function Button.constructor.<lambda1>; calls globalThis.setTimeout from Button.constructor; calls Button.constructor.<lambda1> (inferred) from Button.constructor; unresolved calls this.lost
  }
  handle() { this.press() } // => defines method Button.handle; calls Button.press, Toggle.press (inferred)
  press() {} // => defines method Button.press
  static make() { return new this() } // => defines method Button.make; calls Button.constructor (inferred); instantiates Toggle (inferred)
}
class Toggle extends Button { press() { super.press() } } // => defines class Toggle; defines method Toggle.press; calls Button.press (inferred); inherits Button from Toggle; overrides Button.press
const button = Toggle.make() // => defines constant button; calls Button.make
button.bound() // => calls Button.handle (inferred)
button.arrow() // => calls Button.arrow (inferred)
const { handle } = button // => defines constant handle
handle() // => calls Button.handle (inferred)
function borrowed() { this.press() } // => defines function borrowed; calls Button.press (inferred)
borrowed.call(new Button()) // => calls globalThis.Function.prototype.call, borrowed (inferred); calls Button.constructor; instantiates Button

// Accessors
const held = { get value() { return one }, set value(f) { f() } } // => defines constant held; defines method held.value; calls two (inferred); references one
held.value() // => calls held.value, one (inferred)
held.value = two // => calls held.value (inferred); references two

// Generators, iterators, promises
function* numbers() { yield one; yield* more() } // => defines function numbers; calls more; references one
function* more() { yield two } // => defines function more; references two
for (const n of numbers()) n() // => calls numbers; calls one, two (inferred)
numbers().next().value() // => calls globalThis.Array.prototype.next, one, two (inferred); calls numbers
class Chain { *[Symbol.iterator]() { yield one } } // => defines class Chain; defines method Chain.Symbol.iterator; references one
for (const c of new Chain()) c() // => calls one, Chain.Symbol.iterator (inferred); instantiates Chain
class Steps { [Symbol.iterator]() { return { next: () => ({ done: false, value: two }) } } } // => defines class Steps; defines method Steps.Symbol.iterator; defines method Steps.Symbol.iterator.next; references two from Steps.Symbol.iterator.next
for (const s of new Steps()) s() // => calls two, Steps.Symbol.iterator, Steps.Symbol.iterator.next (inferred); instantiates Steps
undeclared = one // => references one
undeclared() // => calls one (inferred)
function preset(f = two) { f() } // => defines function preset; calls two (inferred)
;[...new Chain()][0]() // => calls one (inferred); instantiates Chain
new Promise((resolve) => resolve(two)).then((v) => v()) // => defines function <lambda4>; defines function <lambda5>; calls globalThis.Promise.prototype.then, <lambda4>, <lambda5> (inferred) from src.idioms; calls two (inferred) from <lambda5>; instantiates globalThis.Promise from src.idioms; references two
Promise.all([later()]).then(([first]) => first()) // => defines function <lambda6>; calls globalThis.Promise.all, later from src.idioms; calls globalThis.Promise.prototype.then, <lambda6> (inferred) from src.idioms; calls one (inferred)
async function later() { return one } // => defines function later; references one
;(async () => { (await later())() })() // => defines function <lambda7>; calls <lambda7> (inferred) from src.idioms; calls later; calls one (inferred)

// Functions of functions
const compose = (...fns) => (x) => fns.reduceRight((v, f) => f(v), x) // => defines function compose; defines function compose.<lambda1>; defines function compose.<lambda1>.<lambda1>; calls globalThis.Array.prototype.reduceRight, compose.<lambda1>.<lambda1> (inferred) from compose.<lambda1>; calls onClick, onKey (inferred)
compose(onClick, onKey)(1) // => calls compose; calls compose.<lambda1> (inferred); references onClick, onKey
const pipe = (f, g) => (x) => g(f(x)) // => defines function pipe; defines function pipe.<lambda1>; calls one, two (inferred)
pipe.bind(null, one)(two)(1) // => calls globalThis.Function.prototype.bind, pipe, pipe.<lambda1> (inferred); references one, two
Reflect.apply(one, null, []) // => calls globalThis.Reflect.apply; calls one (inferred); references one
;[one].concat([two]).map((f) => f).filter(Boolean)[0]() // => defines function <lambda8>; calls globalThis.Array.prototype.concat, globalThis.Array.prototype.filter, globalThis.Array.prototype.map, globalThis.Boolean, <lambda8>, one, two (inferred) from src.idioms; references one, two from src.idioms
new Map([['a', one]]).get('a')() // => calls globalThis.Map.prototype.get, one (inferred); instantiates globalThis.Map; references one
for (const f of new Set([one]).add(two)) f() // => calls globalThis.Set.prototype.add, one, two (inferred); instantiates globalThis.Set; references one, two
'text'.replace(/x/, () => one()) // => defines function <lambda9>; calls globalThis.String.prototype.replace, <lambda9> (inferred) from src.idioms; calls one
