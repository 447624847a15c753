import { Circle, Shape, Square, Store, type HasName } from '@model' // => imports src.model.index, src.model.shapes.Circle, src.model.shapes.Shape, src.model.shapes.Square, src.model.store.Store, src.model.types.Named
import * as types from '@model/types' // => imports src.model.types
import { silent, type Logger } from '@app/core' // => imports packages.core.src.index, packages.core.src.index.Logger, packages.core.src.index.silent
import helpers = require('./helpers') // => imports src.helpers
import legacy from './legacy.js' // => imports src.legacy, src.legacy.legacy
import { App } from '../web/App' // => imports web.App, web.App.App
import { Unknown } from './missing' // => unresolved imports ./missing.Unknown

namespace Registry { // => defines module Registry
  const shapes = new Store<Shape>() // => defines constant Registry.shapes; calls src.model.store.Store.constructor; instantiates src.model.store.Store
  export function add(shape: Shape): void { shapes.put(shape.name, shape) } // => defines function Registry.add; calls src.model.store.Store.put (inferred); type_of src.model.shapes.Shape
  export function first() { return shapes.get(1) } // => defines function Registry.first; calls src.model.store.Store.get (inferred)
  export class Entry { show() { first().twice() } } // => defines class Registry.Entry; defines method Registry.Entry.show; calls Registry.first; calls src.model.shapes.Shape.twice (inferred)
}

function describe(shape: Shape, logger: Logger = silent): string { // => defines function describe; type_of packages.core.src.index.Logger, src.model.shapes.Shape
  logger.log(shape.twice().toFixed()) // => calls packages.core.src.index.Logger.log, src.model.shapes.Shape.twice (inferred); unresolved calls shape.twice().toFixed
  if (shape instanceof Circle) shape.grow(2) // => unresolved calls shape.grow
  return shape.rename('y').name // => calls src.model.shapes.Shape.rename (inferred)
}

function largest<T extends Shape>(shapes: readonly T[], by: (shape: T) => number): T { // => defines function largest; type_of src.model.shapes.Shape
  return shapes.reduce((one, other) => by(one) > by(other) ? one : other) // => defines function largest.<lambda1>; calls globalThis.Array.prototype.reduce, largest.<lambda1> (inferred) from largest; calls main.<lambda1> (inferred)
}

export async function main(tag: types.Tag, names: Record<string, HasName>) { // => defines function main; type_of src.model.types.Named, src.model.types.Tag
  const circle = new Circle(2) // => calls src.model.shapes.Circle.constructor; instantiates src.model.shapes.Circle
  const shapes: Shape[] = [circle, new Square('s')] // => calls src.model.shapes.Shape.constructor; instantiates src.model.shapes.Square; type_of src.model.shapes.Shape
  Registry.add(circle) // => calls Registry.add
  Registry.first().area() // => calls Registry.first; calls src.model.shapes.Circle.area, src.model.shapes.Shape.area (inferred)
  new Registry.Entry().show() // => calls Registry.Entry.show (inferred); instantiates Registry.Entry
  describe(circle) // => calls describe
  largest(shapes, (shape) => shape.area()).twice() // => defines function main.<lambda1>; calls largest from main; calls src.model.shapes.Shape.area (inferred); calls src.model.shapes.Shape.twice (inferred) from main
  for (const shape of shapes) shape.area() // => calls src.model.shapes.Shape.area (inferred)
  names.a.rename('b') // => calls src.model.types.Named.rename (inferred)
  tag.owner.tags[0].show() // => calls src.model.types.Tag.show (inferred)
  const store = new Store<Circle>() // => calls src.model.store.Store.constructor; instantiates src.model.store.Store
  store.onChange((changed) => changed.grow()) // => defines function main.<lambda2>; calls src.model.shapes.Circle.grow (inferred); calls src.model.store.Store.onChange (inferred) from main
  store.put('a', circle) // => calls src.model.store.Store.put (inferred)
  store.all().map((one) => one.grow()) // => defines function main.<lambda3>; calls globalThis.Array.prototype.map, main.<lambda3>, src.model.store.Store.all (inferred) from main; calls src.model.shapes.Circle.grow (inferred)
  const found = await load('a') // => calls load
  found.grow().twice(); // => calls src.model.shapes.Circle.grow, src.model.shapes.Shape.twice (inferred)
  (tag as unknown as Circle).grow(); // => calls src.model.shapes.Circle.grow (inferred)
  (<Square>shapes[1]).area() // => calls src.model.shapes.Square.area (inferred)
  const pair = { left: tag } satisfies Partial<types.Pair>
  pair.left.show() // => calls src.model.types.Tag.show (inferred)
  const picked: types.Pair = choose() // => calls choose; type_of src.model.types.Pair
  picked.right().show() // => calls src.model.types.Pair.right, src.model.types.Tag.show (inferred)
  helpers.help(circle) // => calls src.helpers.help
  legacy(circle) // => calls src.legacy.legacy
  App({ shape: circle }) // => calls web.App.App
  circle.root.twice() // => calls src.model.shapes.Shape.root, src.model.shapes.Shape.twice (inferred)
  Unknown() // => unresolved calls Unknown
}

async function load(id: types.Id): Promise<Circle> { return new Circle(+id) } // => defines function load; calls src.model.shapes.Circle.constructor; instantiates src.model.shapes.Circle; type_of src.model.shapes.Circle, src.model.types.Id
declare function choose(): types.Pair // => defines function choose; type_of src.model.types.Pair
