import { Shape } from './base.js' // => imports src.shapes.base, src.shapes.base.Shape

const Serializable = (Base) => class extends Base { // => defines class Serializable.<class1>; defines function Serializable; inherits src.shapes.base.Shape (inferred)
  serialize() { return this.toText() } // => defines method Serializable.<class1>.serialize; calls Square.toText (inferred)
  toText() { return '' } // => defines method Serializable.<class1>.toText
}

export class Square extends Serializable(Shape) { // => defines class Square; calls Serializable; inherits Serializable.<class1> (inferred); references src.shapes.base.Shape
  toText() { return super.toText() } // => defines method Square.toText; calls Serializable.<class1>.toText (inferred); overrides Serializable.<class1>.toText
}

export const make = () => new Square('s') // => defines function make; calls src.shapes.base.Shape.constructor (inferred); instantiates Square
