function first(callback, ...more) { return callback(1) } // => defines function first; calls <lambda1>, <lambda2>, fallback, second (inferred)
const second = (f = fallback) => f() // => defines function second; calls <lambda2>.<lambda1>, fallback, outer, third (inferred)
function fallback() {} // => defines function fallback
let third = function named() { return named } // => defines function third; references third
var fourth

first(function () { fallback() }) // => defines function <lambda1>; calls fallback; calls first from src.functions
first((x) => second(() => x)) // => defines function <lambda2>; defines function <lambda2>.<lambda1>; calls first from src.functions; calls second from <lambda2>
first(fallback) // => calls first; references fallback
second(third) // => calls second; references third
fourth = fallback // => references fallback
fourth() // => calls fallback (inferred)

function outer() { // => defines function outer
  hoisted() // => calls outer.hoisted
  var inner = function () { return fallback() } // => defines function outer.inner; calls fallback
  function hoisted() { inner() } // => defines function outer.hoisted; calls outer.inner
  return { inner, hoisted, run: () => hoisted(), stop() { this.run() } } // => defines method outer.run; defines method outer.stop; calls outer.hoisted from outer.run; calls outer.run (inferred); references outer.hoisted, outer.inner from outer
}
const api = outer() // => defines constant api; calls outer
api.inner() // => calls outer.inner (inferred)
api.stop() // => calls outer.stop (inferred)
outer().hoisted() // => calls outer; calls outer.hoisted (inferred)

const curry = (a) => (b) => (c) => a(b, c) // => defines function curry; defines function curry.<lambda1>; defines function curry.<lambda1>.<lambda1>; calls first (inferred)
curry(first)(second)(third) // => calls curry; calls curry.<lambda1>, curry.<lambda1>.<lambda1> (inferred); references first, second, third

;(function () { fallback() })() // => defines function <lambda3>; calls <lambda3> (inferred) from src.functions; calls fallback
;(() => { outer() })() // => defines function <lambda4>; calls <lambda4> (inferred) from src.functions; calls outer
!function iife() { iife() }() // => defines function iife; calls iife from src.functions; calls iife

function greet(other) { return this.hello(other) } // => defines function greet; calls person.hello (inferred)
const person = { hello() {}, greet, get age() { return years() }, 'full-name'() {} } // => defines constant person; defines method person.age; defines method person.full-name; defines method person.hello; calls years from person.age; references greet from src.functions
function years() { return 1 } // => defines function years
person.greet(2) // => calls greet (inferred)
person['full-name']() // => calls person.full-name (inferred)
greet.call(person, 1) // => calls globalThis.Function.prototype.call, greet (inferred)
greet.apply(person, [1]) // => calls globalThis.Function.prototype.apply, greet (inferred)
const bound = greet.bind(person) // => defines constant bound; calls globalThis.Function.prototype.bind (inferred)
bound() // => calls greet (inferred)

const table = { add: fallback, nested: { deep: outer }, [first.name]: second } // => defines constant table; references fallback, outer, second
table.add() // => calls fallback (inferred)
table['add']() // => calls fallback (inferred)
table.nested.deep() // => calls outer (inferred)
const list = [fallback, outer] // => defines constant list; references fallback, outer
list[0]() // => calls fallback (inferred)
list.forEach((f) => f()) // => defines function <lambda5>; calls globalThis.Array.prototype.forEach, <lambda5> (inferred) from src.functions; calls fallback, outer (inferred)
list.map(second) // => calls globalThis.Array.prototype.map, second (inferred); references second
for (const f of list) f() // => calls fallback, outer (inferred)
const [one, , two = first] = list // => defines constant one; defines constant two; references first
one() // => calls fallback (inferred)
two() // => calls first (inferred)
const { add: plus, nested: { deep } } = table // => defines constant deep; defines constant plus
plus() // => calls fallback (inferred)
deep() // => calls outer (inferred)


{
  const fallback = () => {} // => defines function fallback
  fallback() // => calls fallback
}
if (one) { var late = years } else { late = fallback } // => references fallback, years
late() // => calls fallback, years (inferred)

Promise.resolve(1).then(first).catch((error) => { years() }) // => defines function <lambda6>; calls globalThis.Promise.resolve from src.functions; calls <lambda6>, first (inferred) from src.functions; calls years; references first from src.functions; unresolved calls Promise.resolve().then from src.functions; unresolved calls Promise.resolve().then().catch from src.functions
setTimeout(fallback, 10) // => calls globalThis.setTimeout; calls fallback (inferred); references fallback
const wrapped = one || years // => defines constant wrapped; references years
wrapped?.() // => calls fallback, years (inferred)
;(0, years)() // => calls years (inferred); references years
unknown.method(fallback) // => references fallback; unresolved calls unknown.method
unknownFunction(years) // => references years; unresolved calls unknownFunction
const tagged = years`x` // => defines constant tagged; calls years
try { first() } catch (error) { error() } finally { years() } // => calls first, years; unresolved calls error

class Emitter { // => defines class Emitter
  handlers = {} // => defines field Emitter.handlers
  on(name, handler) { this.handlers[name] = handler; return this } // => defines method Emitter.on
  emit(name) { this.handlers[name]() } // => defines method Emitter.emit; calls fallback, years (inferred)
}
new Emitter().on('x', fallback).on('y', years).emit('x') // => calls Emitter.emit, Emitter.on (inferred); instantiates Emitter; references fallback, years

function* generate() { yield fallback } // => defines function generate; references fallback
for (const made of generate()) made() // => calls fallback (inferred); calls generate
async function later() { return person } // => defines function later
later().then((who) => who.hello()) // => defines function <lambda7>; calls globalThis.Promise.prototype.then, <lambda7> (inferred) from src.functions; calls later from src.functions; calls person.hello (inferred)
async function wait() { const who = await later(); who.hello() } // => defines function wait; calls later; calls person.hello (inferred)
export default class extends Emitter { emit() { super.emit('z') } } // => defines class default; defines method default.emit; calls Emitter.emit (inferred); inherits Emitter from default; overrides Emitter.emit
