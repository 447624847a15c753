import type { ReactNode } from 'react' // => imports react.ReactNode
import { Circle } from '../src/model' // => imports src.model.index, src.model.shapes.Circle

interface Props { shape: Circle; children?: ReactNode; onDone?: (shape: Circle) => void } // => defines field Props.children; defines field Props.onDone; defines field Props.shape; defines interface Props; type_of react.ReactNode from Props.children; type_of src.model.shapes.Circle from Props.shape

export const App = ({ shape, onDone }: Props) => { // => defines function App; type_of Props
  onDone?.(shape) // => unresolved calls onDone
  shape.grow() // => calls src.model.shapes.Circle.grow (inferred)
  return <Panel title="a" render={() => shape.area()}><b>{shape.name}</b></Panel> // => defines function App.<lambda1>; calls src.model.shapes.Circle.area (inferred); calls Panel from App
}

function Panel<P extends { title: string; render: () => number }>(props: P) { return <i>{props.render()}</i> } // => defines function Panel; calls App.<lambda1> (inferred)
