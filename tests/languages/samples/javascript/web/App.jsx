import React, { useState } from 'react' // => imports react, react.useState
import { Button } from 'ui' // => imports ui.Button
import { List } from './List' // => imports web.List, web.List.List

function Title({ text, onShow }) { // => defines function Title
  onShow?.() // => calls App.toggle (inferred)
  return <h1>{text}</h1>
}

const Row = React.memo(({ item }) => <li>{item}</li>) // => defines constant Row; defines function <lambda1>; calls react.memo from web.App

export class Page extends React.Component { // => defines class Page; inherits react.Component
  constructor(props) { super(props) } // => defines method Page.constructor; calls react.Component
  render() { return <Title text={this.text()} /> } // => defines method Page.render; calls Page.text (inferred); calls Title
  text() { return 'page' } // => defines method Page.text
}

export default function App({ items }) { // => defines function App
  const [open, setOpen] = useState(false) // => calls react.useState
  const toggle = () => setOpen(!open) // => defines function App.toggle; unresolved calls setOpen
  const rows = items.map((item) => <Row key={item} item={item} />) // => defines function App.<lambda1>; calls <lambda1> (inferred); calls App.<lambda1> (inferred) from App; unresolved calls items.map from App
  const title = <Title text="a" onShow={toggle} /> // => calls Title; references App.toggle
  return <Page onClick={toggle}>{title}<List.Item render={() => rows} /><Button onClick={() => toggle()} /></Page> // => defines function App.<lambda2>; defines function App.<lambda3>; calls ui.Button, Page.constructor from App; calls App.toggle from App.<lambda3>; calls web.List.List.Item (inferred) from App; instantiates Page from App; references App.toggle from App
}
