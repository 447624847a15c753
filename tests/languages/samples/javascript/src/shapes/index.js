export * from './base.js' // => imports src.shapes.base
export { Circle as Round, default as makeCircle } from './circle' // => imports src.shapes.circle, src.shapes.circle.Circle, src.shapes.circle.default
export * as squares from './square' // => imports src.shapes.square
import { helper } from './circle' // => imports src.shapes.circle, src.shapes.circle.helper
export { helper }
