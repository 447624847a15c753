import type { Named } from './types' // => imports src.model.types, src.model.types.Named
import { Color } from './types' // => imports src.model.types, src.model.types.Color

/** A shape. */
export abstract class Shape implements Named { // => defines class Shape; implements src.model.types.Named
  static made: Shape[] = [] // => defines field Shape.made; type_of Shape from Shape.made
  protected readonly color: Color = Color.Red // => defines field Shape.color; type_of src.model.types.Color from Shape.color
  constructor(public name: string, private parent?: Shape) { Shape.made.push(this) } // => defines field Shape.name; defines field Shape.parent; defines method Shape.constructor; calls globalThis.Array.prototype.push (inferred); type_of Shape; type_of Shape from Shape.parent
  abstract area(): number // => defines method Shape.area
  rename(name: string): this { this.name = name; return this } // => defines method Shape.rename; overrides src.model.types.Named.rename
  twice(): number { return this.area() * 2 } // => defines method Shape.twice; calls Circle.area, Shape.area, Square.area (inferred)
  up(): Shape | undefined { return this.parent?.rename('x') } // => defines method Shape.up; calls Shape.rename (inferred); type_of Shape
  get root(): Shape { return this.parent!.root } // => defines method Shape.root; calls Shape.root (inferred); type_of Shape
}

export class Circle extends Shape { // => defines class Circle; inherits Shape
  #r = 1 // => defines field Circle.#r
  constructor(r: number) { super('circle'); this.#r = r } // => defines method Circle.constructor; calls Shape.constructor
  area(): number { return Math.PI * this.#r ** 2 } // => defines method Circle.area; overrides Shape.area
  grow(by?: number): Circle // => defines method Circle.grow; type_of Circle
  grow(by: number, times: number): Circle // => defines method Circle.grow; type_of Circle
  grow(by = 1, times = 1): Circle { this.#scale(by * times); return this } // => defines method Circle.grow; calls Circle.#scale (inferred); type_of Circle
  #scale(by: number) { this.#r *= by } // => defines method Circle.#scale
}

export class Square extends Shape { // => defines class Square; inherits Shape
  area = () => this.twice() // => defines method Square.area; calls Shape.twice (inferred); overrides Shape.area
}
