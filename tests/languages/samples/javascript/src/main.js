import { Round, makeCircle, squares, label, helper } from '@/shapes' // => imports src.shapes.base.label, src.shapes.circle.Circle, src.shapes.circle.default, src.shapes.circle.helper, src.shapes.index, src.shapes.square
import * as shapes from './shapes/index.js' // => imports src.shapes.index
import { limits } from '#config' // => imports src.config, src.config.limits
import { round } from '@shop/money' // => imports packages.money.index, packages.money.index.round
import format from '@shop/money/format' // => imports packages.money.format, packages.money.format.default
import express, { Router } from 'express' // => imports express, express.Router
import { readFile } from 'node:fs' // => imports fs.readFile
import { missing } from './nowhere' // => unresolved imports ./nowhere.missing
import legacy from './old/legacy.js' // => imports src.old.legacy

const app = express() // => defines constant app; calls express
app.get('/', (request, response) => { // => defines function <lambda1>; unresolved calls app.get from src.main
  response.send(format(round(2))) // => calls packages.money.format.default, packages.money.index.round; unresolved calls response.send
})

export function main() { // => defines function main
  const circle = new Round(2) // => calls src.shapes.circle.Circle.constructor; instantiates src.shapes.circle.Circle
  circle.area() // => calls src.shapes.circle.Circle.area (inferred)
  makeCircle(3).describe() // => calls src.shapes.base.Shape.describe (inferred); calls src.shapes.circle.default
  const square = squares.make() // => calls src.shapes.square.make
  square.serialize() // => calls src.shapes.square.Serializable.<class1>.serialize (inferred)
  shapes.label('x') // => calls src.shapes.base.label
  new shapes.Round(1) // => calls src.shapes.circle.Circle.constructor; instantiates src.shapes.circle.Circle
  limits.check(4) // => calls src.config.limits.check (inferred)
  helper() // => calls src.shapes.circle.helper
  readFile('a', done) // => calls fs.readFile; references main.done
  function done(error, data) { label(data) } // => defines function main.done; calls src.shapes.base.label
  legacy.start() // => calls src.old.legacy.start
  missing() // => unresolved calls missing
  return circle.name // => calls src.shapes.base.Shape.name (inferred)
}

async function load() { // => defines function load
  const { make } = await import('./shapes/square.js') // => imports src.shapes.square
  make().toText() // => calls src.shapes.square.Square.toText (inferred); calls src.shapes.square.make
  import('./shapes').then((module) => module.label('late')) // => defines function load.<lambda1>; calls globalThis.Promise.prototype.then, load.<lambda1> (inferred) from load; calls src.shapes.base.label (inferred); imports src.shapes.index from load
  for await (const part of new Round(1).walk()) part.x() // => calls src.shapes.base.Shape.walk (inferred); calls src.shapes.circle.Circle.constructor; instantiates src.shapes.circle.Circle; unresolved calls part.x
}

main?.() // => calls main
load() // => calls load
