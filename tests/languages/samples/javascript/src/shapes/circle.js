import { Shape, label as name } from './base' // => imports src.shapes.base, src.shapes.base.Shape, src.shapes.base.label
import { hidden } from './base' // => imports src.shapes.base; unresolved imports ./base.hidden

export class Circle extends Shape { // => defines class Circle; inherits src.shapes.base.Shape
  constructor(r) { // => defines method Circle.constructor
    super(name('circle')) // => calls src.shapes.base.Shape.constructor, src.shapes.base.label
    this.r = r // => defines field Circle.r
  }
  area() { return super.area() + Math.PI * this.r ** 2 } // => defines method Circle.area; calls src.shapes.base.Shape.area (inferred); overrides src.shapes.base.Shape.area
}

export default function (r) { return new Circle(r) } // => defines function default; calls Circle.constructor; instantiates Circle
export const helper = function () { hidden() } // => defines function helper; unresolved calls hidden
