/** Plain JavaScript beside. */
module.exports = function legacy(shape) { return shape.area() } // => defines function legacy; calls src.model.shapes.Circle.area (inferred)
