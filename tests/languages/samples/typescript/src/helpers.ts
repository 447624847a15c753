import { Circle } from './model/shapes' // => imports src.model.shapes, src.model.shapes.Circle
function help(circle: Circle) { return circle.grow() } // => defines function help; calls src.model.shapes.Circle.grow (inferred); type_of src.model.shapes.Circle
export = { help } // => references help
