/** All shapes. */
export class Shape { // => defines class Shape
  static count = 0 // => defines field Shape.count
  #name = label('shape') // => defines field Shape.#name; calls label
  constructor(name) { this.#name = name; this.onChange = () => this.area(); Shape.register(this) } // => defines method Shape.constructor; defines method Shape.onChange; calls Shape.area, src.shapes.circle.Circle.area (inferred) from Shape.onChange; calls Shape.register
  static register(shape) { this.count++; return shape.describe() } // => defines method Shape.register; calls Shape.describe (inferred)
  static { Shape.register(new Shape('none')) } // => calls Shape.constructor, Shape.register; instantiates Shape
  get name() { return this.#read() } // => defines method Shape.name; calls Shape.#read (inferred)
  set name(value) { this.#name = value } // => defines method Shape.name
  #read() { return this.#name } // => defines method Shape.#read
  area() { return 0 } // => defines method Shape.area
  describe() { return this.area() + this.constructor.register(this) } // => defines method Shape.describe; calls Shape.area, Shape.register, src.shapes.circle.Circle.area (inferred)
  async *walk() { yield this.area() } // => defines method Shape.walk; calls src.shapes.circle.Circle.area (inferred)
  ['computed']() {} // => defines method Shape.computed
  handler = () => { this.describe() } // => defines method Shape.handler; calls Shape.describe (inferred)
}

export function label(text) { return text } // => defines function label
function hidden() {} // => defines function hidden
